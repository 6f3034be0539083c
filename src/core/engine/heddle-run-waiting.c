/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-waiting.h"

#include "engine/heddle-run-announce.h"

/**
 * heddle_run_item_note_waiting:
 * @self: an item that has come to be pending or queued
 *
 * Remembers the item. Most items of cheap steps are done before anybody could see that they waited,
 * and so this is only told, by [func@run_waiting_record], of those that still do when the run itself
 * has to wait.
 */
void
heddle_run_item_note_waiting (HeddleRunItem *self)
{
  if (self->waits)
    return;
  self->waits = TRUE;
  g_ptr_array_add (self->step->row->waiting, self);
}

static void
record_row (HeddleRunRow      *row,
            HeddleRun         *run,
            HeddleRunRecorder *recorder)
{
  for (guint i = 0; i < row->waiting->len; i++)
    {
      HeddleRunItem *item = g_ptr_array_index (row->waiting, i);

      item->waits = FALSE;
      if (item->at_end || item->status > HEDDLE_ITEM_QUEUED)
        continue;
      heddle_run_recorder_add_item (recorder, item);
      if (item->status == HEDDLE_ITEM_QUEUED)
        heddle_run_announce_progress (run, item);
    }
  g_ptr_array_set_size (row->waiting, 0);
}

/**
 * heddle_run_waiting_record:
 * @rows: (element-type HeddleRunRow): the rows that are under way
 * @run: their run, which is about to wait
 * @recorder: its recorder
 *
 * Takes down what has come to wait since the last time, and hands all that has been taken down to
 * the library: whoever looks into it meanwhile finds the run as it is.
 */
void
heddle_run_waiting_record (GPtrArray         *rows,
                           HeddleRun         *run,
                           HeddleRunRecorder *recorder)
{
  for (guint i = 0; i < rows->len; i++)
    record_row (g_ptr_array_index (rows, i), run, recorder);
  heddle_run_recorder_pause (recorder);
}
