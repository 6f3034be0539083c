/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-hindrance.h"

#include <glib/gi18n-lib.h>

#include "engine/heddle-run-announce.h"
#include "engine/heddle-run-private.h"

static HeddleWait
get_wait (const HeddleRunItem *item)
{
  if (item->n_offline > 0)
    return heddle_wait_new (HEDDLE_WAIT_NETWORK, NULL, 0);
  return item->n_limited > 0 ? item->wait : heddle_wait_new (HEDDLE_WAIT_NONE, NULL, 0);
}

static gboolean
is_same (HeddleWait one,
         HeddleWait other)
{
  return one.reason == other.reason && one.until == other.until;
}

/* Whether the item's place is for others. */
static gboolean
leaves_place (const HeddleRunItem *item)
{
  return item->keeping || item->n_offline > 0 || item->n_limited > 0;
}

static void
count (HeddleRunHindrance  *self,
       const HeddleRunItem *item,
       int                  times)
{
  self->n_items += leaves_place (item) ? times : 0;
  self->n_keeping += item->keeping ? times : 0;
  self->n_offline += item->n_offline > 0 ? times : 0;
}

/**
 * heddle_run_hindrance_note:
 * @self: what hinders a run
 * @run: the run
 * @message: tells that a wait of an item in flight begins or ends
 *
 * Takes down whether the item waits, and tells if that, or until when it does, has changed. An item can
 * ask for several things at once; it waits as long as one of them does.
 */
void
heddle_run_hindrance_note (HeddleRunHindrance     *self,
                           HeddleRun              *run,
                           const HeddleRunMessage *message)
{
  HeddleRunItem *item = message->item;
  HeddleWait before = get_wait (item);

  count (self, item, -1);
  if (message->wait.reason == HEDDLE_WAIT_STORAGE)
    item->keeping = message->begins;
  else if (message->wait.reason == HEDDLE_WAIT_NETWORK)
    item->n_offline += message->begins ? 1 : -1;
  else
    {
      item->n_limited += message->begins ? 1 : -1;
      item->wait = message->begins ? message->wait : item->wait;
    }
  count (self, item, 1);

  if (!is_same (get_wait (item), before))
    heddle_run_announce_hindered (run, item, get_wait (item));
}

/**
 * heddle_run_hindrance_forget:
 * @self: what hinders a run
 * @item: an item that is not in flight any more
 */
void
heddle_run_hindrance_forget (HeddleRunHindrance *self,
                             HeddleRunItem      *item)
{
  count (self, item, -1);
  item->n_offline = 0;
  item->n_limited = 0;
  item->keeping = FALSE;
}

/**
 * heddle_run_hindrance_record:
 * @self: what hinders a run
 * @in_flight: how many of its items are in flight
 * @run: the run, which is about to wait
 * @recorder: its recorder
 *
 * Has the run be paused where all that is left to do waits for the network, and go on where something
 * else does.
 */
void
heddle_run_hindrance_record (HeddleRunHindrance *self,
                             guint               in_flight,
                             HeddleRun          *run,
                             HeddleRunRecorder  *recorder)
{
  gboolean paused = in_flight > 0 && self->n_offline == in_flight;

  /* Items of a run that ends stop to wait for another reason. */
  if (paused == self->paused || g_cancellable_is_cancelled (heddle_run_get_cancellable (run)))
    return;
  self->paused = paused;
  heddle_run_recorder_set_offline (recorder, paused);
  heddle_run_announce_status (run, paused ? HEDDLE_RUN_PAUSED : HEDDLE_RUN_RUNNING,
                              heddle_wait_new (paused ? HEDDLE_WAIT_NETWORK : HEDDLE_WAIT_NONE, NULL, 0));
}

/**
 * heddle_run_hindrance_find_launchable:
 * @self: what hinders a run
 * @queue: (element-type HeddleRunItem): the items that can be started, the most urgent first
 * @in_flight: how many are
 * @jobs: how many may be
 *
 * Finds what is to be started next. Items that wait for others leave their places to steps that ask no
 * model. What has been answered, and is only being kept, leaves its place to any: as many may be as ask.
 *
 * Returns: (nullable): its place in @queue; %NULL where nothing may be started now
 */
GSequenceIter *
heddle_run_hindrance_find_launchable (HeddleRunHindrance *self,
                                      GSequence          *queue,
                                      guint               in_flight,
                                      guint               jobs)
{
  GSequenceIter *iter = g_sequence_get_begin_iter (queue);
  guint n_asking = in_flight - MIN (self->n_keeping, jobs);

  if (in_flight - self->n_items >= jobs)
    return NULL;
  while (n_asking >= jobs && !g_sequence_iter_is_end (iter)
         && (((HeddleRunItem *) g_sequence_get (iter))->step->node->type->flags & HEDDLE_NODE_MODEL))
    iter = g_sequence_iter_next (iter);
  return g_sequence_iter_is_end (iter) ? NULL : iter;
}

/**
 * heddle_run_hindrance_is_left:
 * @self: what hinders a run
 * @in_flight: how many of its items are in flight
 * @n_awaiting: how many wait for what other runs do
 * @run: the run, which is cancelled
 * @pause: (inout): why it is paused, set where nothing has paused it yet
 *
 * Returns: whether it is only left alone, since the program ends while all that the run still does is
 *   to wait for the network or for other runs, and nobody wants it to be over
 */
gboolean
heddle_run_hindrance_is_left (HeddleRunHindrance  *self,
                              guint                in_flight,
                              guint                n_awaiting,
                              HeddleRun           *run,
                              GError             **pause)
{
  gboolean waits = in_flight + n_awaiting > 0 && self->n_offline == in_flight;

  if (!heddle_run_is_left (run) || !waits)
    return FALSE;
  if (*pause != NULL)
    return TRUE;
  if (self->n_offline > 0)
    g_set_error_literal (pause, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_OFFLINE,
                         _("There was no network until Heddle ended. Resume the run when there is one."));
  else
    g_set_error_literal (pause, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_RUN,
                         _("Another run was to make this, and had not until Heddle ended. Resume the run "
                           "to go on."));
  return TRUE;
}
