/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleAssetListRow:
 *
 * A row for images of the library: small pictures with their names, to add to and to take from.
 */
#define HEDDLE_TYPE_ASSET_LIST_ROW (heddle_asset_list_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleAssetListRow, heddle_asset_list_row, HEDDLE, ASSET_LIST_ROW, HeddleParameterRow)

GtkWidget *heddle_asset_list_row_new (HeddleField *field);

G_END_DECLS
