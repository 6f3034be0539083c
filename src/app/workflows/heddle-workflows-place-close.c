/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-workflows-place-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

/* The tab goes once the library holds what is in it, unless its workflow was started meanwhile. */
static void finish_close (AdwTabPage *page);

static void
closed_cb (gpointer      owner,
           const GValue *value,
           const GError *error)
{
  AdwTabPage *page = owner;
  HeddleEditor *editor = heddle_workflows_place_get_editor (page);
  AdwTabView *view = ADW_TAB_VIEW (gtk_widget_get_ancestor (adw_tab_page_get_child (page), ADW_TYPE_TAB_VIEW));

  if (view == NULL)
    return;
  if (error == NULL && !heddle_open_workflow_is_saved (heddle_editor_get_workflow (editor)))
    {
      finish_close (page);
      return;
    }
  if (error != NULL)
    heddle_toast_error (GTK_WIDGET (view), _("The last changes could not be kept"), error);
  adw_tab_view_close_page_finish (view, page, error == NULL &&
                                              !heddle_open_workflow_is_running (heddle_editor_get_workflow (editor)));
}

static void
finish_close (AdwTabPage *page)
{
  HeddleEditor *editor = heddle_workflows_place_get_editor (page);

  heddle_editor_end_writing (editor);
  heddle_settle (heddle_open_workflow_save (heddle_editor_get_workflow (editor)), closed_cb, page);
}

static void
stopped_cb (AdwTabPage         *page,
            GParamSpec         *pspec,
            HeddleOpenWorkflow *workflow)
{
  if (heddle_open_workflow_is_running (workflow))
    return;
  g_signal_handlers_disconnect_by_func (workflow, stopped_cb, page);
  finish_close (page);
}

static void
close_response_cb (AdwTabPage     *page,
                   const char     *response,
                   AdwAlertDialog *dialog)
{
  HeddleWorkflowsPlace *self = g_object_get_data (G_OBJECT (dialog), "place");
  HeddleOpenWorkflow *workflow;

  if (!g_str_equal (response, "stop"))
    {
      adw_tab_view_close_page_finish (self->tab_view, page, FALSE);
      return;
    }
  workflow = heddle_editor_get_workflow (heddle_workflows_place_get_editor (page));
  heddle_open_workflow_stop_all (workflow);
  g_signal_connect_object (workflow, "notify::running", G_CALLBACK (stopped_cb), page, G_CONNECT_SWAPPED);
  stopped_cb (page, NULL, workflow);
}

static AdwDialog *
make_question (guint n_runs)
{
  AdwDialog *dialog =
    adw_alert_dialog_new (ngettext ("Stop the Run?", "Stop the Runs?", n_runs),
                          ngettext ("This workflow is running. What it has made so far stays in the gallery; "
                                    "a request that has been sent may still be charged.",
                                    "Several pages of this workflow are running. What they have made so far stays in "
                                    "the gallery; a request that has been sent may still be charged.",
                                    n_runs));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Keep Running"), "stop",
                                  _("_Stop and Close"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "stop", ADW_RESPONSE_DESTRUCTIVE);
  return dialog;
}

/*
 * heddle_workflows_place_close_page:
 * @self: the place
 * @page: a tab that is to be closed
 *
 * Closes the tab once the library holds what is in it; asks first where that ends runs.
 *
 * Returns: whether it is seen to, which it is not for the tab of all workflows
 */
gboolean
heddle_workflows_place_close_page (HeddleWorkflowsPlace *self,
                                   AdwTabPage           *page)
{
  HeddleEditor *editor = heddle_workflows_place_get_editor (page);
  g_autoptr (GPtrArray) running = NULL;
  AdwDialog *dialog;

  if (editor == NULL)
    return GDK_EVENT_PROPAGATE;
  running = heddle_open_workflow_list_running (heddle_editor_get_workflow (editor));
  if (running->len == 0)
    {
      finish_close (page);
      return GDK_EVENT_STOP;
    }
  dialog = make_question (running->len);
  g_object_set_data (G_OBJECT (dialog), "place", self);
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), page, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}
