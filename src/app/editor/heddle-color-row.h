/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleColorRow:
 *
 * A row with a color, as a swatch and as hexadecimal digits.
 */
#define HEDDLE_TYPE_COLOR_ROW (heddle_color_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleColorRow, heddle_color_row, HEDDLE, COLOR_ROW, HeddleParameterRow)

GtkWidget *heddle_color_row_new (HeddleField *field);

G_END_DECLS
