/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/heddle-place-counts.h"

#include <inttypes.h>

#include "runs/heddle-live-runs.h"
#include "store/heddle-library-counts.h"
#include "store/heddle-run-summary.h"
#include "widgets/heddle-settle.h"

struct _HeddlePlaceCounts
{
  GObject        parent_instance;
  HeddleSession *session;
  GtkLabel      *workflows;
  GtkLabel      *assets;
  GtkLabel      *runs;
  GtkWidget     *running;
  gboolean       counting;
  gboolean       outdated;
};

G_DEFINE_FINAL_TYPE (HeddlePlaceCounts, heddle_place_counts, G_TYPE_OBJECT)

static void
heddle_place_counts_dispose (GObject *object)
{
  HeddlePlaceCounts *self = HEDDLE_PLACE_COUNTS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->workflows);
  g_clear_object (&self->assets);
  g_clear_object (&self->runs);
  g_clear_object (&self->running);

  G_OBJECT_CLASS (heddle_place_counts_parent_class)->dispose (object);
}

static void
heddle_place_counts_class_init (HeddlePlaceCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_place_counts_dispose;
}

static void
heddle_place_counts_init (HeddlePlaceCounts *self)
{
}

static gboolean
read_counts (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  HeddleLibraryCounts counts;
  gint64 waiting;

  if (!heddle_library_counts_read (database, &counts, error)
      || !heddle_run_summaries_count_waiting (database, data, &waiting, error))
    return FALSE;
  g_value_init (result, G_TYPE_VARIANT);
  g_value_set_variant (result, g_variant_new ("(xxx)", counts.workflows, counts.assets, waiting));
  return TRUE;
}

static void
set_count (GtkLabel *label,
           gint64    count)
{
  g_autofree char *text = count == 0 ? g_strdup ("") : g_strdup_printf ("%" PRId64, count);

  gtk_label_set_label (label, text);
}

static void count (HeddlePlaceCounts *self);

static void
counted_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddlePlaceCounts *self = owner;
  gint64 workflows, assets, waiting;

  self->counting = FALSE;
  if (self->session == NULL)
    return;
  if (self->outdated)
    count (self);
  if (error != NULL)
    return;
  g_variant_get (g_value_get_variant (value), "(xxx)", &workflows, &assets, &waiting);
  set_count (self->workflows, workflows);
  set_count (self->assets, assets);
  set_count (self->runs, waiting + heddle_live_runs_get_n_runs (heddle_session_get_live_runs (self->session)));
}

static void
count (HeddlePlaceCounts *self)
{
  HeddleLiveRuns *live = heddle_session_get_live_runs (self->session);

  gtk_widget_set_visible (self->running, heddle_live_runs_get_n_runs (live) > 0);
  self->outdated = self->counting;
  if (self->counting || !heddle_session_is_open (self->session))
    return;
  self->counting = TRUE;
  heddle_settle (heddle_library_read (heddle_session_get_library (self->session), read_counts,
                                      heddle_live_runs_list (live), (GDestroyNotify) g_strfreev),
                 counted_cb, self);
}

/**
 * heddle_place_counts_new:
 * @session: a session with a library
 * @workflows: says how many workflows there are
 * @assets: says how many assets there are
 * @runs: says how many runs are at work or wait
 * @running: is shown while runs are at work
 *
 * Returns: (transfer full): what keeps them up to date
 */
HeddlePlaceCounts *
heddle_place_counts_new (HeddleSession *session,
                         GtkLabel      *workflows,
                         GtkLabel      *assets,
                         GtkLabel      *runs,
                         GtkWidget     *running)
{
  HeddlePlaceCounts *self = g_object_new (HEDDLE_TYPE_PLACE_COUNTS, NULL);

  self->session = g_object_ref (session);
  self->workflows = g_object_ref (workflows);
  self->assets = g_object_ref (assets);
  self->runs = g_object_ref (runs);
  self->running = g_object_ref (running);
  g_signal_connect_object (session, "workflows-changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "assets-changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "runs-changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  count (self);
  return self;
}
