/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleAssetRow:
 *
 * A row with an image of the library.
 */
#define HEDDLE_TYPE_ASSET_ROW (heddle_asset_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleAssetRow, heddle_asset_row, HEDDLE, ASSET_ROW, HeddleParameterRow)

GtkWidget *heddle_asset_row_new (HeddleField *field);

G_END_DECLS
