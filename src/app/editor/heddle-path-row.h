/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddlePathRow:
 *
 * A row for a file or a folder, which is chosen in a dialog and thereby allowed.
 */
#define HEDDLE_TYPE_PATH_ROW (heddle_path_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePathRow, heddle_path_row, HEDDLE, PATH_ROW, HeddleParameterRow)

GtkWidget *heddle_path_row_new (HeddleField *field);

G_END_DECLS
