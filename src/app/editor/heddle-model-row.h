/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-parameter-row.h"

G_BEGIN_DECLS

/**
 * HeddleModelRow:
 *
 * A card with the model that runs a step.
 */
#define HEDDLE_TYPE_MODEL_ROW (heddle_model_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleModelRow, heddle_model_row, HEDDLE, MODEL_ROW, HeddleParameterRow)

GtkWidget *heddle_model_row_new (HeddleField *field);

G_END_DECLS
