/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-workflow-snapshot.h"

#include "base/heddle-json.h"
#include "graph/heddle-element-private.h"

/* Edits never change an object of the tree, they put others in its place, so any thread may read it.
 * json-glib does not count references to objects atomically, though: the tree is let go where it was
 * made.
 */
struct _HeddleWorkflowSnapshot
{
  gatomicrefcount  references;
  char            *id;
  char            *name;
  char            *description;
  GMainContext    *home;
  GMutex           lock;
  JsonNode        *json;
  char            *text;
};

static gboolean
let_go_cb (gpointer data)
{
  json_node_unref (data);
  return G_SOURCE_REMOVE;
}

static void
let_go (HeddleWorkflowSnapshot *self)
{
  g_autoptr (GSource) source = NULL;

  if (self->json == NULL)
    return;
  source = g_idle_source_new ();
  g_source_set_callback (source, let_go_cb, g_steal_pointer (&self->json), NULL);
  g_source_attach (source, self->home);
}

/**
 * heddle_workflow_snapshot_new:
 * @workflow: a workflow
 *
 * Returns: (transfer full): the workflow as it is now. The thread that takes it must iterate its
 *   main context for some of the memory to be freed
 */
HeddleWorkflowSnapshot *
heddle_workflow_snapshot_new (HeddleWorkflow *workflow)
{
  HeddleWorkflowSnapshot *self = g_new0 (HeddleWorkflowSnapshot, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->home = g_main_context_ref_thread_default ();
  self->id = g_strdup (heddle_workflow_get_id (workflow));
  self->name = g_strdup (heddle_workflow_get_name (workflow));
  self->description = g_strdup (heddle_workflow_get_description (workflow));
  self->json = heddle_element_share_json (HEDDLE_ELEMENT (workflow));
  return self;
}

/**
 * heddle_workflow_snapshot_ref:
 * @self: a snapshot
 *
 * Returns: (transfer full): the snapshot
 */
HeddleWorkflowSnapshot *
heddle_workflow_snapshot_ref (HeddleWorkflowSnapshot *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * heddle_workflow_snapshot_unref:
 * @self: (transfer full): a snapshot
 *
 * Lets it go, on any thread.
 */
void
heddle_workflow_snapshot_unref (HeddleWorkflowSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  let_go (self);
  g_main_context_unref (self->home);
  g_mutex_clear (&self->lock);
  g_free (self->id);
  g_free (self->name);
  g_free (self->description);
  g_free (self->text);
  g_free (self);
}

/**
 * heddle_workflow_snapshot_get_id:
 * @self: a snapshot
 *
 * Returns: (transfer none): the workflow's id
 */
const char *
heddle_workflow_snapshot_get_id (HeddleWorkflowSnapshot *self)
{
  return self->id;
}

/**
 * heddle_workflow_snapshot_get_name:
 * @self: a snapshot
 *
 * Returns: (transfer none): what the workflow was called
 */
const char *
heddle_workflow_snapshot_get_name (HeddleWorkflowSnapshot *self)
{
  return self->name;
}

/**
 * heddle_workflow_snapshot_get_description:
 * @self: a snapshot
 *
 * Returns: (transfer none): what the workflow was for
 */
const char *
heddle_workflow_snapshot_get_description (HeddleWorkflowSnapshot *self)
{
  return self->description;
}

/**
 * heddle_workflow_snapshot_get_text:
 * @self: a snapshot
 *
 * Writes the document as [method@Workflow.to_text] does, the first time it is asked for. That takes
 * a while where it is large, so it is for threads that may be busy.
 *
 * Returns: (transfer none): the document
 */
const char *
heddle_workflow_snapshot_get_text (HeddleWorkflowSnapshot *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->text == NULL)
    {
      self->text = heddle_json_write (self->json, HEDDLE_JSON_PRETTY);
      let_go (self);
    }
  return self->text;
}
