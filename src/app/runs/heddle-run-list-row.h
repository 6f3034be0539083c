/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "runs/heddle-run-entry.h"
#include "widgets/heddle-breadth.h"

G_BEGIN_DECLS

/**
 * HeddleRunColumn:
 * @HEDDLE_RUN_COLUMN_PROGRESS: how the run is
 * @HEDDLE_RUN_COLUMN_ITEMS: how many results there are
 * @HEDDLE_RUN_COLUMN_DURATION: how long it took
 * @HEDDLE_RUN_COLUMN_COST: what it cost
 * @HEDDLE_RUN_N_COLUMNS: how many there are
 *
 * The columns of the list of runs behind the name, each of which has one width in all rows.
 */
typedef enum
{
  HEDDLE_RUN_COLUMN_PROGRESS,
  HEDDLE_RUN_COLUMN_ITEMS,
  HEDDLE_RUN_COLUMN_DURATION,
  HEDDLE_RUN_COLUMN_COST,
  HEDDLE_RUN_N_COLUMNS,
} HeddleRunColumn;

/**
 * HeddleRunListRow:
 *
 * A run in the list of runs. It opens in place to show the steps.
 */
#define HEDDLE_TYPE_RUN_LIST_ROW (heddle_run_list_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunListRow, heddle_run_list_row, HEDDLE, RUN_LIST_ROW, GtkListBoxRow)

HeddleRunListRow *heddle_run_list_row_new          (HeddleRunEntry   *entry,
                                                    HeddleSession    *session,
                                                    GtkSizeGroup    **columns);
HeddleRunEntry   *heddle_run_list_row_get_entry    (HeddleRunListRow *self);
void              heddle_run_list_row_set_breadth  (HeddleRunListRow *self,
                                                    HeddleBreadth     breadth);
void              heddle_run_list_row_set_expanded (HeddleRunListRow *self,
                                                    gboolean          expanded);
void              heddle_run_list_row_toggle       (HeddleRunListRow *self);
void              heddle_run_list_row_tick         (HeddleRunListRow *self);

G_END_DECLS
