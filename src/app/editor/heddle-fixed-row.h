/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleFixedRow:
 *
 * A row with a value that can only be read here, and taken away.
 */
#define HEDDLE_TYPE_FIXED_ROW (heddle_fixed_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFixedRow, heddle_fixed_row, HEDDLE, FIXED_ROW, HeddleParameterRow)

GtkWidget *heddle_fixed_row_new (HeddleField *field);

G_END_DECLS
