/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleNumberRow:
 *
 * A row with a number that can be typed, stepped and left out.
 */
#define HEDDLE_TYPE_NUMBER_ROW (heddle_number_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNumberRow, heddle_number_row, HEDDLE, NUMBER_ROW, HeddleParameterRow)

GtkWidget *heddle_number_row_new (HeddleField *field);

G_END_DECLS
