/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleSwitchRow:
 *
 * A row with a switch.
 */
#define HEDDLE_TYPE_SWITCH_ROW (heddle_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSwitchRow, heddle_switch_row, HEDDLE, SWITCH_ROW, HeddleParameterRow)

GtkWidget *heddle_switch_row_new (HeddleField *field);

G_END_DECLS
