/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-workflows-place-private.h"

#include "workflows/heddle-workflow-tasks.h"

/**
 * heddle_workflows_place_save_state:
 * @self: the place
 *
 * Returns: (transfer full): what is open and how it is looked at, to be restored
 */
JsonNode *
heddle_workflows_place_save_state (HeddleWorkflowsPlace *self)
{
  g_autoptr (JsonObject) state = json_object_new ();
  JsonArray *tabs = json_array_new ();
  AdwTabPage *selected = adw_tab_view_get_selected_page (self->tab_view);

  for (int i = 1; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (self->tab_view, i);
      HeddleEditor *editor = heddle_workflows_place_get_editor (page);
      JsonObject *tab = json_object_new ();

      json_object_set_string_member (tab, "workflow",
                                     heddle_open_workflow_get_uuid (heddle_editor_get_workflow (editor)));
      heddle_canvas_pages_save_views (heddle_editor_get_pages (editor), tab);
      json_object_set_boolean_member (tab, "selected", page == selected);
      json_array_add_object_element (tabs, tab);
    }
  json_object_set_array_member (state, "tabs", tabs);
  json_object_set_boolean_member (state, "grid", self->grid);
  json_object_set_boolean_member (state, "inspector", self->inspector_shown);
  json_object_set_boolean_member (state, "palette", self->side_shown == HEDDLE_EDITOR_SIDE_STEPS);
  json_object_set_boolean_member (state, "outline", self->side_shown == HEDDLE_EDITOR_SIDE_OUTLINE);
  return json_node_init_object (json_node_alloc (), state);
}

typedef struct
{
  HeddleWorkflowsPlace *place;
  JsonObject           *tab;
} Restoring;

static void
restoring_free (gpointer data)
{
  Restoring *restoring = data;

  g_object_unref (restoring->place);
  json_object_unref (restoring->tab);
  g_free (restoring);
}

/* A workflow that is gone by now is left out without a word. */
static DexFuture *
restored_cb (DexFuture *future,
             gpointer   data)
{
  Restoring *restoring = data;
  HeddleWorkflowsPlace *self = restoring->place;
  const GValue *value = dex_future_get_value (future, NULL);
  HeddleDocument *document;
  AdwTabPage *page;

  if (value == NULL || self->session == NULL)
    return NULL;
  document = g_value_get_object (value);
  if (heddle_workflows_place_find_page (self, heddle_workflow_get_id (heddle_document_get_workflow (document))) != NULL)
    return NULL;
  page = heddle_workflows_place_add_page (self, document);
  heddle_canvas_pages_restore_views (heddle_editor_get_pages (heddle_workflows_place_get_editor (page)),
                                     restoring->tab);
  if (heddle_json_get_boolean (restoring->tab, "selected", FALSE))
    adw_tab_view_set_selected_page (self->tab_view, page);
  return NULL;
}

/**
 * heddle_workflows_place_restore:
 * @self: the place
 * @state: what [method@WorkflowsPlace.save_state] gave
 *
 * Opens what was open, as it was.
 */
void
heddle_workflows_place_restore (HeddleWorkflowsPlace *self,
                                JsonObject           *state)
{
  JsonArray *tabs = heddle_json_get_array (state, "tabs");

  g_object_set (self, "grid", heddle_json_get_boolean (state, "grid", TRUE), NULL);
  self->inspector_shown = heddle_json_get_boolean (state, "inspector", TRUE);
  self->side_shown = heddle_json_get_boolean (state, "outline", FALSE)   ? HEDDLE_EDITOR_SIDE_OUTLINE
                     : heddle_json_get_boolean (state, "palette", FALSE) ? HEDDLE_EDITOR_SIDE_STEPS
                                                                         : HEDDLE_EDITOR_SIDE_NONE;
  for (guint i = 0; tabs != NULL && i < json_array_get_length (tabs); i++)
    {
      JsonNode *element = json_array_get_element (tabs, i);
      Restoring *restoring;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        continue;
      restoring = g_new0 (Restoring, 1);
      restoring->place = g_object_ref (self);
      restoring->tab = json_object_ref (json_node_get_object (element));
      dex_future_disown (dex_future_finally (
          heddle_workflow_tasks_load (self->session, heddle_json_get_string (restoring->tab, "workflow", "")),
          restored_cb, restoring, restoring_free));
    }
}

/**
 * heddle_workflows_place_is_saved:
 * @self: the place
 *
 * Returns: whether nothing was edited since the last [method@WorkflowsPlace.save]
 */
gboolean
heddle_workflows_place_is_saved (HeddleWorkflowsPlace *self)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      HeddleEditor *editor = heddle_workflows_place_get_editor (adw_tab_view_get_nth_page (self->tab_view, i));

      if (editor != NULL && (heddle_editor_is_writing (editor)
                             || !heddle_open_workflow_is_saved (heddle_editor_get_workflow (editor))))
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_workflows_place_save:
 * @self: the place
 *
 * Keeps all that has been edited.
 *
 * Returns: (transfer full): resolves once the library holds it
 */
DexFuture *
heddle_workflows_place_save (HeddleWorkflowsPlace *self)
{
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);

  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      HeddleEditor *editor = heddle_workflows_place_get_editor (adw_tab_view_get_nth_page (self->tab_view, i));

      if (editor == NULL)
        continue;
      heddle_editor_end_writing (editor);
      g_ptr_array_add (futures, heddle_open_workflow_save (heddle_editor_get_workflow (editor)));
    }
  return futures->len == 0 ? dex_future_new_true ()
                           : dex_future_allv ((DexFuture *const *) futures->pdata, futures->len);
}
