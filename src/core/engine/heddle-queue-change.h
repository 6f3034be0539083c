/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-services.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HEDDLE_QUEUE_CHANGE_FORMAT:
 *
 * The type that a change has on its way to another process.
 */
#define HEDDLE_QUEUE_CHANGE_FORMAT "(ussi)"

/**
 * HeddleQueueChangeKind:
 * @HEDDLE_QUEUE_PAUSE: no run is begun
 * @HEDDLE_QUEUE_RESUME: runs are begun again
 * @HEDDLE_QUEUE_MOVE: a run has another place
 * @HEDDLE_QUEUE_PRIORITY: a run has another priority
 * @HEDDLE_QUEUE_REMOVE: a schedule makes no more runs
 * @HEDDLE_QUEUE_RETRY: what failed or was cancelled in a run that is over is done again, in its turn
 * @HEDDLE_QUEUE_RUNS: so many runs go on at once
 * @HEDDLE_QUEUE_ITEMS: so many items of all runs are in flight at once; 0 as if nobody had said
 */
typedef enum
{
  HEDDLE_QUEUE_PAUSE,
  HEDDLE_QUEUE_RESUME,
  HEDDLE_QUEUE_MOVE,
  HEDDLE_QUEUE_PRIORITY,
  HEDDLE_QUEUE_REMOVE,
  HEDDLE_QUEUE_RETRY,
  HEDDLE_QUEUE_RUNS,
  HEDDLE_QUEUE_ITEMS,
} HeddleQueueChangeKind;

/**
 * HeddleQueueChange:
 * @kind: what is changed
 * @subject: (nullable): the run or the schedule that it is about
 * @place: (nullable): where a run is moved, as for [func@jobs_move]
 * @number: the priority, or how many
 *
 * What a person changes in the queue. Everything is borrowed.
 */
typedef struct
{
  HeddleQueueChangeKind  kind;
  const char            *subject;
  const char            *place;
  int                    number;
} HeddleQueueChange;

gboolean  heddle_queue_change_apply      (const HeddleQueueChange  *self,
                                          HeddleServices           *services,
                                          GError                  **error);
GVariant *heddle_queue_change_to_variant (const HeddleQueueChange  *self);
gboolean  heddle_queue_change_read       (HeddleQueueChange        *self,
                                          GVariant                 *variant);

G_END_DECLS
