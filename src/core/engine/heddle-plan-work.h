/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-item.h"

G_BEGIN_DECLS

/**
 * HeddlePlanCount:
 * @least: at least
 * @most: at the most; %G_MAXINT64 where nothing is known
 *
 * How many.
 */
typedef struct
{
  gint64 least;
  gint64 most;
} HeddlePlanCount;

/**
 * HeddlePlanWork:
 * @cached: items whose results are there already, or are made for another item
 * @runs: items that are to be done
 * @results: how many results those have to make, each of which is paid
 * @skipped: items that are left out
 * @failed: items that cannot be done; of the pseudo-node `inputs`, rows
 * @waiting: items that a person is going to be asked about
 *
 * What becomes of the items of a node. Nothing is known where @runs can be %G_MAXINT64.
 */
typedef struct
{
  gint64          cached;
  HeddlePlanCount runs;
  HeddlePlanCount results;
  gint64          skipped;
  gint64          failed;
  gint64          waiting;
} HeddlePlanWork;

HeddlePlanCount heddle_plan_count_results (HeddleRunItem        *item);
gint64          heddle_plan_count_multiply (gint64              a,
                                            gint64              b);
void            heddle_plan_work_add_item (HeddlePlanWork       *self,
                                           HeddleRunItem        *item,
                                           gboolean              doubtful);
void            heddle_plan_work_add      (HeddlePlanWork       *self,
                                           const HeddlePlanWork *other);
void            heddle_plan_work_multiply (HeddlePlanWork       *self,
                                           gint64                n);

G_END_DECLS
