/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleRunRowState:
 * @HEDDLE_RUN_ROW_UNTOUCHED: nothing is written down of it
 * @HEDDLE_RUN_ROW_DONE: all of it that was to be done is done
 * @HEDDLE_RUN_ROW_CANCELLED: something of it was cancelled
 * @HEDDLE_RUN_ROW_OPEN: something of it is still to be done, or waits for a person
 * @HEDDLE_RUN_ROW_FAILED: something of it failed
 *
 * How far a row of a batch is: of its items, the greatest counts.
 */
typedef enum
{
  HEDDLE_RUN_ROW_UNTOUCHED,
  HEDDLE_RUN_ROW_DONE,
  HEDDLE_RUN_ROW_CANCELLED,
  HEDDLE_RUN_ROW_OPEN,
  HEDDLE_RUN_ROW_FAILED,
} HeddleRunRowState;

gboolean heddle_run_rows_read (HeddleDatabase     *database,
                               gint64              run_id,
                               HeddleRunRowState  *states,
                               char              **errors,
                               guint               n_rows,
                               GError            **error);

G_END_DECLS
