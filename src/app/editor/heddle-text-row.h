/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleTextRow:
 *
 * A row with a line of text.
 */
#define HEDDLE_TYPE_TEXT_ROW (heddle_text_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleTextRow, heddle_text_row, HEDDLE, TEXT_ROW, HeddleParameterRow)

GtkWidget *heddle_text_row_new (HeddleField *field);

G_END_DECLS
