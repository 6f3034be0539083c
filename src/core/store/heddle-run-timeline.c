/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-run-timeline.h"

#include "graph/heddle-node.h"

/* No display tells more spans of a step apart. */
#define MAX_SPANS 400
/* Time in which nothing is done is left out from here on, in milliseconds, and where it is more than
 * this part of the time in which something is.
 */
#define MIN_PAUSE 10000
#define PAUSE_SHARE 3
#define PAUSE_SHOWN 1000

G_DEFINE_BOXED_TYPE (HeddleRunTimeline, heddle_run_timeline, heddle_run_timeline_ref, heddle_run_timeline_unref)

static void
step_free (gpointer data)
{
  HeddleTimelineStep *self = data;

  g_free (self->node);
  g_free (self->type);
  g_free (self->name);
  g_array_unref (self->spans);
  g_free (self);
}

static void
timeline_clear (gpointer data)
{
  HeddleRunTimeline *self = data;

  g_ptr_array_unref (self->steps);
}

/**
 * heddle_run_timeline_ref:
 * @self: a timeline
 *
 * Returns: (transfer full): the same
 */
HeddleRunTimeline *
heddle_run_timeline_ref (HeddleRunTimeline *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * heddle_run_timeline_unref:
 * @self: (transfer full): a timeline
 *
 * Lets it go.
 */
void
heddle_run_timeline_unref (HeddleRunTimeline *self)
{
  g_atomic_rc_box_release_full (self, timeline_clear);
}

static HeddleTimelineStep *
add_step (HeddleRunTimeline  *self,
          HeddleStatement    *row,
          GError            **error)
{
  HeddleTimelineStep *step = g_new0 (HeddleTimelineStep, 1);

  g_ptr_array_add (self->steps, step);
  step->node = heddle_statement_dup_text (row, 1);
  step->type = heddle_statement_dup_text (row, 2);
  step->name = heddle_statement_dup_text (row, 3);
  step->spans = g_array_new (FALSE, FALSE, sizeof (HeddleTimelineSpan));
  step->cost = heddle_money_new (0, "USD");
  return heddle_item_status_from_string (heddle_statement_get_text (row, 4), &step->status, error) ? step : NULL;
}

static gboolean
is_open (HeddleItemStatus status)
{
  return status == HEDDLE_ITEM_RUNNING || status == HEDDLE_ITEM_WAITING;
}

static void
count_item (HeddleTimelineStep *step,
            HeddleItemStatus    status)
{
  step->n_items++;
  step->n_done += status == HEDDLE_ITEM_COMPLETED || status == HEDDLE_ITEM_CACHED;
  step->n_cached += status == HEDDLE_ITEM_CACHED;
  step->n_failed += status == HEDDLE_ITEM_FAILED || status == HEDDLE_ITEM_CONTENT_REJECTED;
}

/* What never began, and what was left out, is on no timeline. */
static void
add_item (HeddleTimelineStep *step,
          HeddleStatement    *row,
          HeddleItemStatus    status,
          gint64              now)
{
  HeddleMoney cost = heddle_statement_get_money (row, 6);
  gint64 end = heddle_statement_get_int (row, 9);
  gint64 start = heddle_statement_get_int (row, 8) != 0 ? heddle_statement_get_int (row, 8) : end;
  HeddleTimelineSpan span = { start, is_open (status) ? now : end, status };

  count_item (step, status);
  if (cost.known)
    step->cost = step->cost.amount == 0 ? cost : heddle_money_add (step->cost, cost);
  if (status == HEDDLE_ITEM_SKIPPED || start == 0 || span.end == 0)
    return;
  if (status == HEDDLE_ITEM_WAITING)
    step->waiting_since = step->waiting_since == 0 ? start : MIN (step->waiting_since, start);
  else
    step->duration_ms += MAX (span.end - start, 0);
  span.end = MAX (span.end, start);
  g_array_append_val (step->spans, span);
}

static gboolean
read_rows (HeddleRunTimeline  *self,
           HeddleStatement    *rows,
           gint64              now,
           GError            **error)
{
  HeddleTimelineStep *step = NULL;
  gint64 last = 0;

  while (heddle_statement_next (rows))
    {
      HeddleItemStatus status;

      if (g_strcmp0 (heddle_statement_get_text (rows, 2), HEDDLE_INPUTS_NODE) == 0)
        continue;
      if (step == NULL || last != heddle_statement_get_int (rows, 0))
        step = add_step (self, rows, error);
      if (step == NULL)
        return FALSE;
      last = heddle_statement_get_int (rows, 0);
      if (heddle_statement_is_null (rows, 5))
        continue;
      if (!heddle_item_status_from_string (heddle_statement_get_text (rows, 5), &status, error))
        return FALSE;
      add_item (step, rows, status, now);
    }
  return heddle_statement_finish (rows, error);
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const HeddleTimelineSpan *one = a;
  const HeddleTimelineSpan *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

/* All spans in which anything is done, of all steps, in order. */
static GArray *
list_work (HeddleRunTimeline *self)
{
  GArray *work = g_array_new (FALSE, FALSE, sizeof (HeddleTimelineSpan));

  for (guint s = 0; s < self->steps->len; s++)
    {
      const HeddleTimelineStep *step = self->steps->pdata[s];

      for (guint i = 0; i < step->spans->len; i++)
        if (g_array_index (step->spans, HeddleTimelineSpan, i).status != HEDDLE_ITEM_WAITING)
          g_array_append_val (work, g_array_index (step->spans, HeddleTimelineSpan, i));
    }
  g_array_sort (work, compare_spans);
  return work;
}

/* Pauses, as pairs of when they began and how much of them is left out. */
static GArray *
find_pauses (GArray *work)
{
  GArray *pauses = g_array_new (FALSE, FALSE, sizeof (HeddleTimelineSpan));
  gint64 busy = 0;
  gint64 until = 0;

  for (guint i = 0; i < work->len; i++)
    {
      const HeddleTimelineSpan *span = &g_array_index (work, HeddleTimelineSpan, i);

      busy += MAX (0, span->end - MAX (span->start, until));
      until = MAX (until, span->end);
    }
  until = 0;
  for (guint i = 0; i < work->len; i++)
    {
      const HeddleTimelineSpan *span = &g_array_index (work, HeddleTimelineSpan, i);
      HeddleTimelineSpan pause = { until, span->start - until - PAUSE_SHOWN, HEDDLE_ITEM_PENDING };

      if (until != 0 && span->start - until > MAX (MIN_PAUSE, busy / PAUSE_SHARE))
        g_array_append_val (pauses, pause);
      until = MAX (until, span->end);
    }
  return pauses;
}

static gint64
place (const HeddleRunTimeline *self,
       GArray                  *pauses,
       gint64                   moment)
{
  gint64 left_out = 0;

  for (guint i = 0; i < pauses->len; i++)
    {
      const HeddleTimelineSpan *pause = &g_array_index (pauses, HeddleTimelineSpan, i);

      left_out += CLAMP (moment - pause->start, 0, pause->end);
    }
  return MAX (moment - self->origin - left_out, 0);
}

/* Spans that follow each other closely become one. */
static void
thin_out (HeddleTimelineStep *step,
          gint64              length)
{
  guint kept = 0;

  for (guint i = 1; i < step->spans->len && step->spans->len > MAX_SPANS; i++)
    {
      HeddleTimelineSpan *last = &g_array_index (step->spans, HeddleTimelineSpan, kept);
      HeddleTimelineSpan *span = &g_array_index (step->spans, HeddleTimelineSpan, i);

      if (last->status == span->status && span->start - last->end <= length / MAX_SPANS)
        last->end = MAX (last->end, span->end);
      else
        g_array_index (step->spans, HeddleTimelineSpan, ++kept) = *span;
    }
  if (step->spans->len > MAX_SPANS)
    g_array_set_size (step->spans, kept + 1);
}

static void
place_spans (HeddleRunTimeline *self)
{
  g_autoptr (GArray) work = list_work (self);
  g_autoptr (GArray) pauses = find_pauses (work);

  for (guint i = 0; i < work->len; i++)
    self->length = MAX (self->length, place (self, pauses, g_array_index (work, HeddleTimelineSpan, i).end));
  for (guint s = 0; s < self->steps->len; s++)
    {
      HeddleTimelineStep *step = self->steps->pdata[s];

      g_array_sort (step->spans, compare_spans);
      for (guint i = 0; i < step->spans->len; i++)
        {
          HeddleTimelineSpan *span = &g_array_index (step->spans, HeddleTimelineSpan, i);

          span->start = place (self, pauses, span->start);
          span->end = place (self, pauses, span->end);
          if (span->status == HEDDLE_ITEM_WAITING)
            self->length = MAX (self->length, span->start);
        }
      thin_out (step, self->length);
    }
}

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const HeddleTimelineStep *one = *(HeddleTimelineStep *const *) a;
  const HeddleTimelineStep *other = *(HeddleTimelineStep *const *) b;
  gint64 first = one->spans->len == 0 ? G_MAXINT64 : g_array_index (one->spans, HeddleTimelineSpan, 0).start;
  gint64 second = other->spans->len == 0 ? G_MAXINT64 : g_array_index (other->spans, HeddleTimelineSpan, 0).start;

  return first < second ? -1 : first > second;
}

/**
 * heddle_run_timeline_read:
 * @database: a connection
 * @run_id: the run's row
 * @now: until when what is being done is shown to go on, Unix milliseconds; of a run that was
 *   interrupted, when it was last heard of
 * @error: return location for an error
 *
 * Returns: (transfer full): which step worked when, or %NULL with an error of [error@StoreError]
 */
HeddleRunTimeline *
heddle_run_timeline_read (HeddleDatabase  *database,
                          gint64           run_id,
                          gint64           now,
                          GError         **error)
{
  g_autoptr (HeddleRunTimeline) self = g_atomic_rc_box_new0 (HeddleRunTimeline);
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "run-timeline", error);

  self->steps = g_ptr_array_new_with_free_func (step_free);
  if (statement == NULL)
    return NULL;
  heddle_statement_bind_int (statement, 1, run_id);
  if (!read_rows (self, statement, now, error))
    return NULL;
  self->origin = G_MAXINT64;
  for (guint s = 0; s < self->steps->len; s++)
    {
      const HeddleTimelineStep *step = self->steps->pdata[s];

      for (guint i = 0; i < step->spans->len; i++)
        self->origin = MIN (self->origin, g_array_index (step->spans, HeddleTimelineSpan, i).start);
    }
  if (self->origin == G_MAXINT64)
    self->origin = now;
  place_spans (self);
  g_ptr_array_sort (self->steps, compare_steps);
  return g_steal_pointer (&self);
}
