/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

GtkText *heddle_row_text_new (HeddleParameterRow *row,
                              GtkAccessibleRole   role);
void     heddle_row_text_set (GtkText            *text,
                              const char         *string);
void     heddle_row_text_enter (GtkText            *text,
                                HeddleParameterRow *row,
                                const char         *string);

G_END_DECLS
