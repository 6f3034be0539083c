/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleAspectRatioRow:
 *
 * A row with an aspect ratio: the usual ones side by side, any other written.
 */
#define HEDDLE_TYPE_ASPECT_RATIO_ROW (heddle_aspect_ratio_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleAspectRatioRow, heddle_aspect_ratio_row, HEDDLE, ASPECT_RATIO_ROW, HeddleParameterRow)

GtkWidget *heddle_aspect_ratio_row_new (HeddleField *field);

G_END_DECLS
