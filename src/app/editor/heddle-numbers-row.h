/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleNumbersRow:
 *
 * A row for an object of numbers, such as the box of a text: a field for each of its members.
 */
#define HEDDLE_TYPE_NUMBERS_ROW (heddle_numbers_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNumbersRow, heddle_numbers_row, HEDDLE, NUMBERS_ROW, HeddleParameterRow)

GtkWidget *heddle_numbers_row_new (HeddleField *field);

G_END_DECLS
