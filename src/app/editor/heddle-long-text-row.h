/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleLongTextRow:
 *
 * A card with a text of several lines: a prompt, a list with an entry per line, or JSON.
 */
#define HEDDLE_TYPE_LONG_TEXT_ROW (heddle_long_text_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLongTextRow, heddle_long_text_row, HEDDLE, LONG_TEXT_ROW, HeddleParameterRow)

GtkWidget *heddle_long_text_row_new (HeddleField *field);

G_END_DECLS
