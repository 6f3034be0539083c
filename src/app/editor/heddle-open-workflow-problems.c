/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-open-workflow-private.h"

#include "base/heddle-threads.h"
#include "editor/heddle-open-page-private.h"
#include "editor/heddle-problem-item.h"
#include "graph/heddle-validation.h"
#include "widgets/heddle-settle.h"

typedef struct
{
  HeddleEngine           *engine;
  HeddleWorkflowSnapshot *snapshot;
} Checking;

static void
checking_free (gpointer data)
{
  Checking *checking = data;

  g_object_unref (checking->engine);
  heddle_workflow_snapshot_unref (checking->snapshot);
  g_free (checking);
}

/* All of it is done here, the words for people too: a large workflow may have a problem in each node. */
static gboolean
check (gpointer   data,
       GValue    *value,
       GError   **error)
{
  Checking *checking = data;
  HeddleNodeRegistry *registry = heddle_engine_get_registry (checking->engine);
  HeddleServices *services = heddle_engine_get_services (checking->engine);
  g_autoptr (HeddleWorkflow) workflow =
    heddle_workflow_new_from_text (heddle_workflow_snapshot_get_text (checking->snapshot), -1, error);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) files = NULL;

  if (workflow == NULL)
    return FALSE;
  problems = heddle_workflow_validate (workflow, registry, NULL, services);
  files = heddle_workflow_check_files (workflow, registry, NULL, services);
  g_ptr_array_extend_and_steal (problems, g_steal_pointer (&files));
  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (items, heddle_problem_item_new (workflow, registry, problems->pdata[i]));
  g_value_init (value, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (value, g_steal_pointer (&items));
  return TRUE;
}

static gboolean
is_at (GListModel        *shown,
       guint              position,
       HeddleProblemItem *item)
{
  g_autoptr (HeddleProblemItem) other = g_list_model_get_item (shown, position);

  return heddle_problem_item_equal (other, item);
}

/* Rows of what is as it was stay, with the focus and what is chosen. */
static void
put_problems (GListStore *store,
              GPtrArray  *items)
{
  GListModel *shown = G_LIST_MODEL (store);
  guint n = g_list_model_get_n_items (shown);
  guint least = MIN (n, items->len);
  guint head = 0, tail = 0;

  while (head < least && is_at (shown, head, items->pdata[head]))
    head++;
  while (tail < least - head && is_at (shown, n - 1 - tail, items->pdata[items->len - 1 - tail]))
    tail++;
  if (n > head + tail || items->len > head + tail)
    g_list_store_splice (store, head, n - head - tail, items->pdata + head, items->len - head - tail);
}

/*
 * heddle_open_workflow_show_problems:
 * @self: an open workflow
 *
 * Lists what is known to be wrong: with the document, and with a run of the page that is shown.
 */
void
heddle_open_workflow_show_problems (HeddleOpenWorkflow *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  HeddleOpenPage *shown = heddle_open_workflow_get_shown_page (self);

  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    g_ptr_array_add (items, g_object_ref (self->found->pdata[i]));
  for (guint i = 0; shown->doubts != NULL && shown->doubts[i] != NULL; i++)
    g_ptr_array_add (items, heddle_problem_item_new_warning (self->shown, shown->doubts[i]));
  put_problems (self->problems, items);
}

static void
checked_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleOpenWorkflow *self = owner;

  self->checking = FALSE;
  if (self->document == NULL || !heddle_session_is_open (self->session))
    return;
  if (self->check_stale)
    {
      self->check_stale = FALSE;
      heddle_open_workflow_check (self);
      return;
    }
  if (error != NULL)
    {
      g_warning ("The workflow could not be checked: %s", error->message);
      return;
    }
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = g_value_dup_boxed (value);
  heddle_open_workflow_show_problems (self);
}

/*
 * heddle_open_workflow_check:
 * @self: an open workflow
 *
 * Looks away from the main thread for what is wrong with the document.
 */
void
heddle_open_workflow_check (HeddleOpenWorkflow *self)
{
  Checking *checking;

  if (!heddle_session_is_open (self->session))
    return;
  self->check_stale = self->checking;
  if (self->checking)
    return;
  self->checking = TRUE;
  checking = g_new0 (Checking, 1);
  checking->engine = g_object_ref (heddle_session_get_engine (self->session));
  checking->snapshot = heddle_workflow_snapshot_ref (heddle_open_workflow_get_snapshot (self));
  heddle_settle (heddle_run_waiting (check, checking, checking_free), checked_cb, self);
}

/**
 * heddle_open_workflow_get_problems:
 * @self: an open workflow
 *
 * Returns: (transfer none): what keeps pages of it from running, and what else is known beforehand of a run of
 *   the one that is shown, a model of [class@ProblemItem]
 */
GListModel *
heddle_open_workflow_get_problems (HeddleOpenWorkflow *self)
{
  return G_LIST_MODEL (self->problems);
}
