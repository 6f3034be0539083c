/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleChoiceRow:
 *
 * A row with one of several options: side by side where they are few and short, else in a list.
 */
#define HEDDLE_TYPE_CHOICE_ROW (heddle_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleChoiceRow, heddle_choice_row, HEDDLE, CHOICE_ROW, HeddleParameterRow)

GtkWidget *heddle_choice_row_new (HeddleField *field);

G_END_DECLS
