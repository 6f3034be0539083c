/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-entry.h"

struct _HeddleRunEntry
{
  GObject            parent_instance;
  HeddleRunSummary  *summary;
  HeddleRunProgress  progress;
  gboolean           followed;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleRunEntry, heddle_run_entry, G_TYPE_OBJECT)

static void
heddle_run_entry_finalize (GObject *object)
{
  g_clear_pointer (&HEDDLE_RUN_ENTRY (object)->summary, heddle_run_summary_free);

  G_OBJECT_CLASS (heddle_run_entry_parent_class)->finalize (object);
}

static void
heddle_run_entry_class_init (HeddleRunEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_run_entry_finalize;

  /**
   * HeddleRunEntry::changed:
   * @self: an entry
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
heddle_run_entry_init (HeddleRunEntry *self)
{
}

/**
 * heddle_run_entry_new:
 * @summary: (transfer full): what the library says of a run
 *
 * Returns: (transfer full): the entry that stands for it
 */
HeddleRunEntry *
heddle_run_entry_new (HeddleRunSummary *summary)
{
  HeddleRunEntry *self = g_object_new (HEDDLE_TYPE_RUN_ENTRY, NULL);

  self->summary = summary;
  return self;
}

/**
 * heddle_run_entry_get_summary:
 * @self: an entry
 *
 * Returns: (transfer none): what the library says of the run
 */
const HeddleRunSummary *
heddle_run_entry_get_summary (HeddleRunEntry *self)
{
  return self->summary;
}

/**
 * heddle_run_entry_take_summary:
 * @self: an entry
 * @summary: (transfer full): what the library says of the same run now
 *
 * Tells those who show it.
 */
void
heddle_run_entry_take_summary (HeddleRunEntry   *self,
                               HeddleRunSummary *summary)
{
  heddle_run_summary_free (self->summary);
  self->summary = summary;
  self->followed = self->followed && summary->live;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * heddle_run_entry_get_progress:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): how far the run is; %NULL where it is not at work
 */
const HeddleRunProgress *
heddle_run_entry_get_progress (HeddleRunEntry *self)
{
  return self->followed ? &self->progress : NULL;
}

/**
 * heddle_run_entry_follow:
 * @self: an entry
 * @monitor: (nullable): what follows the run; %NULL where it is at work no more
 *
 * Tells those who show it how far the run is.
 */
void
heddle_run_entry_follow (HeddleRunEntry   *self,
                         HeddleRunMonitor *monitor)
{
  if (monitor == NULL && !self->followed)
    return;
  self->followed = monitor != NULL;
  if (monitor != NULL)
    heddle_run_monitor_get_progress (monitor, &self->progress);
  g_signal_emit (self, signals[CHANGED], 0);
}
