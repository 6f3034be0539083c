/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-open-workflow-private.h"

#include <glib/gi18n-lib.h>

#include "workflows/heddle-workflow-tasks.h"

/* A crash loses at most a second of work, and typing does not write each letter. */
#define DELAY 500
#define AGAIN_DELAY 5000

static void
set_problem (HeddleOpenWorkflow *self,
             const GError       *error)
{
  if (error == NULL && self->save_problem == NULL)
    return;
  g_clear_error (&self->save_problem);
  self->save_problem = error == NULL ? NULL : g_error_copy (error);
  g_signal_emit_by_name (self, "problem-changed");
}

static gboolean keep_cb (gpointer data);

/* What could not be kept is not forgotten, and is tried again. */
static DexFuture *
saved_cb (DexFuture *future,
          gpointer   data)
{
  HeddleOpenWorkflow *self = data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (--self->n_saving == 0)
    dex_clear (&self->being_saved);
  set_problem (self, error);
  if (error != NULL && self->document != NULL)
    {
      heddle_document_forget_kept_history (self->document);
      self->unsaved = TRUE;
      if (self->save_source == 0)
        self->save_source = g_timeout_add (AGAIN_DELAY, keep_cb, self);
    }
  g_object_notify (G_OBJECT (self), "saved");
  return dex_ref (future);
}

static gboolean
keep_cb (gpointer data)
{
  HeddleOpenWorkflow *self = data;

  self->save_source = 0;
  dex_future_disown (heddle_open_workflow_save (self));
  return G_SOURCE_REMOVE;
}

/*
 * heddle_open_workflow_keep_later:
 * @self: an open workflow
 *
 * To be called when something was edited, or a gesture has ended: the library has it within a second.
 */
void
heddle_open_workflow_keep_later (HeddleOpenWorkflow *self)
{
  gboolean told = self->edited && self->unsaved;

  self->edited = self->unsaved = TRUE;
  if (self->save_source == 0)
    self->save_source = g_timeout_add (DELAY, keep_cb, self);
  if (!told)
    g_object_notify (G_OBJECT (self), "saved");
}

/**
 * heddle_open_workflow_save:
 * @self: an open workflow
 *
 * Keeps in the library what has been edited. It does so by itself within a second; whoever closes
 * the workflow does not wait for that.
 *
 * Returns: (transfer full): resolves once the library holds the document as it is now
 */
DexFuture *
heddle_open_workflow_save (HeddleOpenWorkflow *self)
{
  g_autoptr (HeddleHistoryChange) history = NULL;
  DexFuture *saved;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (!self->unsaved || !heddle_session_is_open (self->session))
    return self->being_saved != NULL ? dex_ref (self->being_saved) : dex_future_new_true ();
  self->unsaved = FALSE;
  self->n_saving++;
  dex_clear (&self->being_saved);
  history = heddle_document_take_history_change (self->document);
  saved = heddle_workflow_tasks_save (self->session, heddle_open_workflow_get_snapshot (self), history);
  self->being_saved = dex_future_finally (saved, saved_cb, g_object_ref (self), g_object_unref);
  return dex_ref (self->being_saved);
}

/**
 * heddle_open_workflow_is_saved:
 * @self: an open workflow
 *
 * Returns: whether all edits are in the library, or on their way there
 */
gboolean
heddle_open_workflow_is_saved (HeddleOpenWorkflow *self)
{
  return !self->unsaved;
}

/**
 * heddle_open_workflow_get_saved:
 * @self: an open workflow
 *
 * Returns: (transfer none) (nullable): see [property@OpenWorkflow:saved]
 */
const char *
heddle_open_workflow_get_saved (HeddleOpenWorkflow *self)
{
  if (!self->edited)
    return NULL;
  if (self->save_problem != NULL)
    return _("Not saved");
  return self->unsaved || self->n_saving > 0 ? _("Saving…") : _("Saved");
}
