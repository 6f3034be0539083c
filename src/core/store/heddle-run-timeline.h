/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"
#include "store/heddle-item-status.h"

G_BEGIN_DECLS

/**
 * HeddleTimelineSpan:
 * @start: when it began, milliseconds from the beginning of the timeline
 * @end: when it ended, likewise; @start of what took no time
 * @status: what was or is being done then
 *
 * An item of a step on a timeline, or several that follow each other too closely to be told apart.
 */
typedef struct
{
  gint64           start;
  gint64           end;
  HeddleItemStatus status;
} HeddleTimelineSpan;

/**
 * HeddleTimelineStep:
 * @node: the node's id
 * @type: the node's type
 * @name: (nullable): the node's name
 * @status: the worst of its items'
 * @spans: (element-type HeddleTimelineSpan): when it worked, in order
 * @n_items: how many items are known of
 * @n_done: how many are there, cached or not
 * @n_cached: how many of them were there before
 * @n_failed: how many failed
 * @duration_ms: how long its items took together, without waiting for a person
 * @waiting_since: Unix milliseconds since when it waits for a person, or 0
 * @cost: what its items cost
 *
 * A step on a timeline.
 */
typedef struct
{
  char             *node;
  char             *type;
  char             *name;
  HeddleItemStatus  status;
  GArray           *spans;
  guint             n_items;
  guint             n_done;
  guint             n_cached;
  guint             n_failed;
  gint64            duration_ms;
  gint64            waiting_since;
  HeddleMoney       cost;
} HeddleTimelineStep;

/**
 * HeddleRunTimeline:
 * @origin: when the run began, Unix milliseconds
 * @length: from there to the last thing that happened, milliseconds; where nothing happened for long,
 *   as in a night in which the run waited for a person, that time is left out of all spans
 * @steps: (element-type HeddleTimelineStep): its steps, in the order in which they began
 *
 * Which step of a run worked when.
 */
typedef struct
{
  gint64     origin;
  gint64     length;
  GPtrArray *steps;
} HeddleRunTimeline;

#define HEDDLE_TYPE_RUN_TIMELINE (heddle_run_timeline_get_type ())
GType              heddle_run_timeline_get_type (void);

HeddleRunTimeline *heddle_run_timeline_read     (HeddleDatabase     *database,
                                                 gint64              run_id,
                                                 gint64              now,
                                                 GError            **error);
HeddleRunTimeline *heddle_run_timeline_ref      (HeddleRunTimeline  *self);
void               heddle_run_timeline_unref    (HeddleRunTimeline  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunTimeline, heddle_run_timeline_unref)

G_END_DECLS
