/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleSeedRow:
 *
 * A row with a seed: fixed, or a new one each run.
 */
#define HEDDLE_TYPE_SEED_ROW (heddle_seed_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSeedRow, heddle_seed_row, HEDDLE, SEED_ROW, HeddleParameterRow)

GtkWidget *heddle_seed_row_new (HeddleField *field);
gint64     heddle_seed_roll    (void);

G_END_DECLS
