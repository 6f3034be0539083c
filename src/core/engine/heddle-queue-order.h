/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-recurrence.h"
#include "engine/heddle-plan.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HEDDLE_QUEUE_ORDER_FORMAT:
 *
 * The type that an order has on its way to another process.
 */
#define HEDDLE_QUEUE_ORDER_FORMAT "(iuxs)"

/**
 * HEDDLE_QUEUE_TICKET_FORMAT:
 *
 * The type that a ticket has on its way to another process.
 */
#define HEDDLE_QUEUE_TICKET_FORMAT "(sxsux)"

/**
 * HeddleQueueOrder:
 * @priority: the higher, the sooner
 * @max_retries: how often what fails in the run is tried again without a person
 * @at: when it is to begin, in Unix milliseconds; 0 for as soon as it can
 * @recurs: whether a new run is made again and again
 * @every: how often, where it recurs
 *
 * How something is put into the queue.
 */
typedef struct
{
  int              priority;
  guint            max_retries;
  gint64           at;
  gboolean         recurs;
  HeddleRecurrence every;
} HeddleQueueOrder;

/**
 * HeddleQueueTicket:
 * @run: the run's UUID; empty where it recurs, since each time has a run of its own
 * @number: the run's number
 * @schedule: the UUID of what makes the runs; empty where it does not recur
 * @position: the run's place among those that can begin, from 1; 0 where its time has not come
 * @due: when it begins, in Unix milliseconds; 0 for as soon as it can
 *
 * What came of an order.
 */
typedef struct
{
  char   *run;
  gint64  number;
  char   *schedule;
  guint   position;
  gint64  due;
} HeddleQueueTicket;

gboolean  heddle_queue_order_place       (const HeddleQueueOrder  *self,
                                          HeddleLibrary           *library,
                                          HeddlePlan              *plan,
                                          HeddleQueueTicket       *ticket,
                                          GError                 **error);
GVariant *heddle_queue_order_to_variant  (const HeddleQueueOrder  *self);
gboolean  heddle_queue_order_read        (HeddleQueueOrder        *self,
                                          GVariant                *variant);
GVariant *heddle_queue_ticket_to_variant (const HeddleQueueTicket *self);
void      heddle_queue_ticket_read       (HeddleQueueTicket       *self,
                                          GVariant                *variant);
void      heddle_queue_ticket_clear      (HeddleQueueTicket       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeddleQueueTicket, heddle_queue_ticket_clear)

G_END_DECLS
