/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-workflows-place-private.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-schedule-dialog.h"
#include "widgets/heddle-toast.h"
#include "workflows/heddle-cache-clearing.h"

static HeddleOpenWorkflow *
get_workflow (HeddleWorkflowsPlace *self)
{
  return self->editor == NULL ? NULL : heddle_editor_get_workflow (self->editor);
}

/* The workflow's inputs are no step. */
static GStrv
dup_selected_steps (HeddleWorkflowsPlace *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) selected = self->editor == NULL
                              ? NULL
                              : heddle_canvas_dup_selection (heddle_editor_get_canvas (self->editor));

  for (guint i = 0; selected != NULL && selected[i] != NULL; i++)
    if (!g_str_equal (selected[i], HEDDLE_INPUTS_NODE))
      g_strv_builder_add (builder, selected[i]);
  return g_strv_builder_end (builder);
}

static gboolean
has_inputs (HeddleOpenWorkflow *workflow)
{
  HeddleWorkflow *document = heddle_document_get_workflow (heddle_open_workflow_get_document (workflow));

  return g_list_model_get_n_items (heddle_workflow_get_inputs (document)) > 0;
}

static void
run_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  heddle_open_workflow_run (get_workflow (HEDDLE_WORKFLOWS_PLACE (widget)), heddle_run_scope_new ());
}

static void
run_from_here_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  HeddleWorkflowsPlace *self = HEDDLE_WORKFLOWS_PLACE (widget);
  g_auto (GStrv) nodes = dup_selected_steps (self);

  heddle_open_workflow_run (get_workflow (self), heddle_run_scope_new_from ((const char *const *) nodes));
}

static void
run_selected_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  HeddleWorkflowsPlace *self = HEDDLE_WORKFLOWS_PLACE (widget);
  g_auto (GStrv) nodes = dup_selected_steps (self);

  heddle_open_workflow_run (get_workflow (self), heddle_run_scope_new_to ((const char *const *) nodes));
}

static void
table_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (HeddleEditor) editor = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autofree char *path = file == NULL ? NULL : g_file_get_path (file);

  if (path != NULL)
    heddle_open_workflow_run (heddle_editor_get_workflow (editor), heddle_run_scope_new_batch (path));
  else if (file != NULL)
    heddle_toast_tell (GTK_WIDGET (editor), _("A table has to be on this computer"));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    heddle_toast_error (GTK_WIDGET (editor), _("The table could not be opened"), error);
}

static void
run_batch_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  HeddleWorkflowsPlace *self = HEDDLE_WORKFLOWS_PLACE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Tables (CSV)"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_mime_type (filter, "text/csv");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Choose a Table with a Column per Input"));
  gtk_file_dialog_set_accept_label (dialog, _("_Run"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, table_chosen_cb,
                        g_object_ref (self->editor));
}

static void
schedule_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  adw_dialog_present (heddle_schedule_dialog_new (get_workflow (HEDDLE_WORKFLOWS_PLACE (widget))), widget);
}

static void
cache_cleared_cb (GtkWidget *widget)
{
  heddle_workflows_place_keys_changed (HEDDLE_WORKFLOWS_PLACE (widget));
}

static void
clear_cache_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  HeddleWorkflowsPlace *self = HEDDLE_WORKFLOWS_PLACE (widget);

  if (heddle_session_is_open (self->session))
    heddle_cache_clearing_ask (widget, self->session, cache_cleared_cb);
}

static void
stop_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heddle_open_workflow_stop (get_workflow (HEDDLE_WORKFLOWS_PLACE (widget)));
}

/*
 * heddle_workflows_place_install_run_actions:
 * @widget_class: the place's class
 *
 * Installs what begins and ends runs.
 */
void
heddle_workflows_place_install_run_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.run", NULL, run_cb);
  gtk_widget_class_install_action (widget_class, "editor.run-from-here", NULL, run_from_here_cb);
  gtk_widget_class_install_action (widget_class, "editor.run-selected", NULL, run_selected_cb);
  gtk_widget_class_install_action (widget_class, "editor.run-batch", NULL, run_batch_cb);
  gtk_widget_class_install_action (widget_class, "editor.schedule", NULL, schedule_cb);
  gtk_widget_class_install_action (widget_class, "editor.clear-cache", NULL, clear_cache_cb);
  gtk_widget_class_install_action (widget_class, "editor.stop", NULL, stop_cb);
}

/*
 * heddle_workflows_place_update_run_actions:
 * @self: the place
 *
 * Lets be done only what can be done with the workflow that is shown, and what is selected in it.
 */
void
heddle_workflows_place_update_run_actions (HeddleWorkflowsPlace *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  HeddleOpenWorkflow *workflow = get_workflow (self);
  gboolean running = workflow != NULL && heddle_open_page_is_running (heddle_open_workflow_get_shown_page (workflow));
  gboolean ready = workflow != NULL && !running && heddle_open_workflow_has_steps (workflow);
  g_auto (GStrv) selected = dup_selected_steps (self);

  gtk_widget_action_set_enabled (widget, "editor.run", ready);
  gtk_widget_action_set_enabled (widget, "editor.run-from-here", ready && selected[0] != NULL);
  gtk_widget_action_set_enabled (widget, "editor.run-selected", ready && selected[0] != NULL);
  gtk_widget_action_set_enabled (widget, "editor.run-batch", ready && has_inputs (workflow));
  gtk_widget_action_set_enabled (widget, "editor.schedule", workflow != NULL && heddle_open_workflow_has_steps (workflow));
  gtk_widget_action_set_enabled (widget, "editor.clear-cache", ready);
  gtk_widget_action_set_enabled (widget, "editor.stop", running);
}

static void
add_item (GMenu      *menu,
          const char *label,
          const char *action,
          const char *accelerator)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (accelerator != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accelerator);
  g_menu_append_item (menu, item);
}

static gboolean
is_paged (HeddleWorkflowsPlace *self)
{
  HeddleOpenWorkflow *workflow = get_workflow (self);
  HeddleWorkflow *document;

  if (workflow == NULL)
    return FALSE;
  document = heddle_document_get_workflow (heddle_open_workflow_get_document (workflow));
  return g_list_model_get_n_items (heddle_workflow_get_pipelines (document)) > 1;
}

/* A menu that is open stays as it is, unless the cost is another one, or another page would be run. */
static void
fill_menu (HeddleWorkflowsPlace *self,
           const char           *title)
{
  gboolean paged = is_paged (self);
  g_autoptr (GMenu) parts = g_menu_new ();
  g_autoptr (GMenu) batch = g_menu_new ();
  g_autoptr (GMenu) cache = g_menu_new ();

  if (g_menu_model_get_n_items (G_MENU_MODEL (self->run_menu)) > 0 && g_strcmp0 (title, self->run_menu_title) == 0
      && paged == self->run_menu_paged)
    return;
  self->run_menu_paged = paged;
  g_set_str (&self->run_menu_title, title);
  add_item (parts, paged ? _("_Run This Page") : _("_Run Workflow"), "editor.run", "<Control>Return");
  add_item (parts, _("Run from _Here"), "editor.run-from-here", "<Control><Shift>Return");
  add_item (parts, _("Run _Selected"), "editor.run-selected", "<Alt>Return");
  add_item (batch, _("Run as _Batch…"), "editor.run-batch", "<Control>b");
  add_item (batch, _("Sche_dule…"), "editor.schedule", NULL);
  add_item (cache, _("_Clear Cached Results…"), "editor.clear-cache", NULL);
  g_menu_remove_all (self->run_menu);
  g_menu_append_section (self->run_menu, title, G_MENU_MODEL (parts));
  g_menu_append_section (self->run_menu, NULL, G_MENU_MODEL (batch));
  g_menu_append_section (self->run_menu, NULL, G_MENU_MODEL (cache));
}

/*
 * heddle_workflows_place_update_run:
 * @self: the place
 * @running: whether the page that is shown runs
 * @estimate: (nullable): what a run costs and how much of it is there, in words
 * @details: (nullable): what else is known of it beforehand, in lines
 *
 * Shows what begins or ends a run, and what it costs, as far as there is room.
 */
void
heddle_workflows_place_update_run (HeddleWorkflowsPlace *self,
                                   gboolean              running,
                                   const char           *estimate,
                                   const char           *details)
{
  gboolean narrow = self->breadth >= HEDDLE_BREADTH_NARROW;

  if (running)
    gtk_stack_set_visible_child_name (self->run_or_stop, self->breadth >= HEDDLE_BREADTH_PHONE ? "stop-icon" : "stop");
  else
    gtk_stack_set_visible_child_name (self->run_or_stop, narrow ? "run-icon" : "run");
  gtk_label_set_label (self->estimate, estimate != NULL ? estimate : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->estimate), details);
  gtk_widget_set_visible (GTK_WIDGET (self->estimate), !narrow);
  fill_menu (self, narrow ? estimate : NULL);
}
