/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-workflows-place-private.h"

#include <glib/gi18n-lib.h>

#include "store/heddle-run-status.h"
#include "widgets/heddle-place-keys.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"
#include "workflows/heddle-workflow-tasks.h"

enum
{
  PROP_GRID = 1,
  PROP_BREADTH,
  N_PROPERTIES,
};

enum
{
  RUNNING_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleWorkflowsPlace, heddle_workflows_place, ADW_TYPE_BIN)

static HeddleOpenWorkflow *
get_workflow (HeddleWorkflowsPlace *self)
{
  return self->editor == NULL ? NULL : heddle_editor_get_workflow (self->editor);
}

/*
 * heddle_workflows_place_get_editor:
 * @page: a tab
 *
 * Returns: (transfer none) (nullable): the editor in it; %NULL in the tab of all workflows
 */
HeddleEditor *
heddle_workflows_place_get_editor (AdwTabPage *page)
{
  GtkWidget *child = adw_tab_page_get_child (page);

  return HEDDLE_IS_EDITOR (child) ? HEDDLE_EDITOR (child) : NULL;
}

/*
 * heddle_workflows_place_find_page:
 * @self: the place
 * @uuid: a workflow's id
 *
 * Returns: (transfer none) (nullable): the tab in which the workflow is open
 */
AdwTabPage *
heddle_workflows_place_find_page (HeddleWorkflowsPlace *self,
                                  const char           *uuid)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      AdwTabPage *page = adw_tab_view_get_nth_page (self->tab_view, i);
      HeddleEditor *editor = heddle_workflows_place_get_editor (page);

      if (editor != NULL
          && g_str_equal (heddle_open_workflow_get_uuid (heddle_editor_get_workflow (editor)), uuid))
        return page;
    }
  return NULL;
}

static const char *
get_estimate (HeddleWorkflowsPlace *self)
{
  HeddleOpenWorkflow *workflow = get_workflow (self);

  return workflow != NULL && heddle_open_workflow_has_steps (workflow) ? heddle_open_workflow_get_estimate (workflow)
                                                                       : NULL;
}

static void
update_actions (HeddleWorkflowsPlace *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  HeddleOpenWorkflow *workflow = get_workflow (self);
  HeddleDocument *document = workflow == NULL ? NULL : heddle_open_workflow_get_document (workflow);
  gboolean running = workflow != NULL && heddle_open_page_is_running (heddle_open_workflow_get_shown_page (workflow));
  g_autoptr (GtkWidget) focus = heddle_workflows_place_ref_header_focus (self);

  gtk_widget_action_set_enabled (widget, "editor.undo", document != NULL && heddle_document_can_undo (document));
  gtk_widget_action_set_enabled (widget, "editor.redo", document != NULL && heddle_document_can_redo (document));
  heddle_workflows_place_update_run_actions (self);
  gtk_widget_action_set_enabled (widget, "editor.close", workflow != NULL);
  gtk_widget_action_set_enabled (widget, "editor.toggle-inspector", workflow != NULL);
  gtk_widget_action_set_enabled (widget, "editor.toggle-palette", workflow != NULL);
  gtk_widget_action_set_enabled (widget, "editor.toggle-outline", workflow != NULL);
  gtk_widget_action_set_enabled (widget, "editor.find", workflow != NULL && !heddle_open_workflow_is_empty (workflow));
  gtk_widget_set_visible (GTK_WIDGET (self->run_or_stop),
                          workflow != NULL && (running || heddle_open_workflow_has_steps (workflow)));
  heddle_workflows_place_update_run (self, running, get_estimate (self),
                                     workflow == NULL ? NULL : heddle_open_workflow_get_details (workflow));
  heddle_workflows_place_keep_focus (self, focus);
}

static char *
dup_subtitle (HeddleOpenWorkflow *workflow)
{
  const char *status = heddle_open_workflow_get_status (workflow);
  const char *saved = heddle_open_workflow_get_saved (workflow);

  if (status != NULL && saved != NULL)
    return g_strdup_printf ("%s · %s", status, saved);
  return g_strdup (status != NULL ? status : saved != NULL ? saved : "");
}

static void
update_header (HeddleWorkflowsPlace *self)
{
  HeddleOpenWorkflow *workflow = get_workflow (self);
  g_autofree char *subtitle = NULL;

  update_actions (self);
  if (workflow == NULL)
    return;
  adw_window_title_set_title (self->title, heddle_open_workflow_get_title (workflow));
  subtitle = dup_subtitle (workflow);
  adw_window_title_set_subtitle (self->title, subtitle);
  heddle_inspector_set_estimate_text (self->inspector, heddle_open_workflow_get_cost (workflow));
}

static void
node_selected_cb (HeddleWorkflowsPlace *self)
{
  if (self->editor != NULL)
    heddle_inspector_set_node (self->inspector,
                               heddle_canvas_get_selected_node (heddle_editor_get_canvas (self->editor)));
  heddle_workflows_place_update_run_actions (self);
}

static void
canvas_changed_cb (HeddleWorkflowsPlace *self)
{
  g_signal_group_set_target (self->canvas_signals, heddle_editor_get_canvas (self->editor));
  node_selected_cb (self);
}

static void
selected_page_cb (HeddleWorkflowsPlace *self)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);
  HeddleOpenWorkflow *workflow;

  self->editor = page == NULL ? NULL : heddle_workflows_place_get_editor (page);
  workflow = get_workflow (self);
  g_signal_group_set_target (self->workflow_signals, workflow);
  g_signal_group_set_target (self->document_signals,
                             workflow == NULL ? NULL : heddle_open_workflow_get_document (workflow));
  g_signal_group_set_target (self->pages_signals,
                             self->editor == NULL ? NULL : heddle_editor_get_pages (self->editor));
  g_signal_group_set_target (self->canvas_signals,
                             self->editor == NULL ? NULL : heddle_editor_get_canvas (self->editor));
  gtk_stack_set_visible_child_name (self->headers, self->editor != NULL ? "editor" : "browser");
  heddle_workflows_place_update_tabs (self);
  heddle_workflows_place_side_changed (self);
  heddle_inspector_set_open_workflow (self->inspector, workflow);
  if (page != NULL)
    adw_tab_page_set_needs_attention (page, FALSE);
  heddle_workflows_place_show_inspector (self, self->breadth == HEDDLE_BREADTH_WIDE && self->editor != NULL
                                                 && self->inspector_shown);
  node_selected_cb (self);
  update_header (self);
}

static void
running_cb (HeddleOpenWorkflow *workflow,
            GParamSpec         *pspec,
            AdwTabPage         *page)
{
  adw_tab_page_set_loading (page, heddle_open_workflow_is_running (workflow));
}

static void
running_changed_cb (HeddleWorkflowsPlace *self)
{
  g_signal_emit (self, signals[RUNNING_CHANGED], 0);
}

/* Whoever looks at the page sees how it ended. */
static void
finished_cb (HeddleWorkflowsPlace *self,
             HeddleOpenPage       *finished,
             const char           *summary,
             HeddleRunStatus       status,
             HeddleOpenWorkflow   *workflow)
{
  AdwTabPage *page = heddle_workflows_place_find_page (self, heddle_open_workflow_get_uuid (workflow));
  gboolean selected = page != NULL && adw_tab_page_get_selected (page);
  g_autofree char *title = heddle_open_page_dup_title (finished);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), summary,
                           status == HEDDLE_RUN_COMPLETED ? GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM
                                                          : GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  if (page == NULL || (selected && finished == heddle_open_workflow_get_shown_page (workflow)))
    return;
  if (!selected)
    adw_tab_page_set_needs_attention (page, TRUE);
  if (selected && title != NULL)
    heddle_toast_tell (GTK_WIDGET (self), "%s · %s", title, summary);
  else if (title != NULL)
    heddle_toast_tell (GTK_WIDGET (self), "%s · %s · %s", heddle_open_workflow_get_title (workflow), title, summary);
  else
    heddle_toast_tell (GTK_WIDGET (self), "%s · %s", heddle_open_workflow_get_title (workflow), summary);
}

/*
 * heddle_workflows_place_add_page:
 * @self: the place
 * @document: a workflow of the library that is not open
 *
 * Returns: (transfer none): a tab with the workflow, open
 */
AdwTabPage *
heddle_workflows_place_add_page (HeddleWorkflowsPlace *self,
                                 HeddleDocument       *document)
{
  g_autoptr (HeddleOpenWorkflow) open = heddle_open_workflow_new (self->session, document);
  HeddleEditor *editor = heddle_editor_new (open);
  AdwTabPage *page = adw_tab_view_append (self->tab_view, GTK_WIDGET (editor));

  heddle_editor_set_breadth (editor, self->breadth);
  heddle_editor_set_side (editor, self->breadth == HEDDLE_BREADTH_WIDE ? self->side_shown : HEDDLE_EDITOR_SIDE_NONE);
  g_signal_connect_object (editor, "side-shown", G_CALLBACK (heddle_workflows_place_side_changed), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (open, "title", page, "title", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (open, "notify::running", G_CALLBACK (running_cb), page, G_CONNECT_DEFAULT);
  g_signal_connect_object (open, "notify::running", G_CALLBACK (running_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (open, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  return page;
}

static void
loaded_cb (gpointer      owner,
           const GValue *value,
           const GError *error)
{
  HeddleWorkflowsPlace *self = owner;
  HeddleDocument *document;
  AdwTabPage *page;

  if (error != NULL)
    {
      heddle_toast_error (GTK_WIDGET (self), _("The workflow could not be opened"), error);
      return;
    }
  document = g_value_get_object (value);
  page = heddle_workflows_place_find_page (self, heddle_workflow_get_id (heddle_document_get_workflow (document)));
  if (page == NULL)
    page = heddle_workflows_place_add_page (self, document);
  adw_tab_view_set_selected_page (self->tab_view, page);
  gtk_widget_grab_focus (GTK_WIDGET (heddle_editor_get_canvas (heddle_workflows_place_get_editor (page))));
}

/* The page that the step takes away, and that must not go while it runs. */
static HeddleOpenPage *
find_held (HeddleDocument *document,
           GPtrArray      *running,
           gboolean        redo)
{
  for (guint i = 0; i < running->len; i++)
    {
      const char *id = heddle_open_page_get_id (running->pdata[i]);

      if (redo ? heddle_document_redo_removes (document, id) : heddle_document_undo_removes (document, id))
        return running->pdata[i];
    }
  return NULL;
}

static void
undo_or_redo_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  HeddleOpenWorkflow *workflow = get_workflow (HEDDLE_WORKFLOWS_PLACE (widget));
  HeddleDocument *document = heddle_open_workflow_get_document (workflow);
  g_autoptr (GPtrArray) running = heddle_open_workflow_list_running (workflow);
  gboolean redo = g_str_equal (action, "editor.redo");
  HeddleOpenPage *held = find_held (document, running, redo);
  g_autofree char *title = held == NULL ? NULL : heddle_open_page_dup_title (held);

  if (held != NULL)
    heddle_toast_tell (widget, _("“%s” is running; stop the run to take the page away"), title);
  else if (redo)
    heddle_document_redo (document);
  else
    heddle_document_undo (document);
}

static void
find_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heddle_editor_find (HEDDLE_WORKFLOWS_PLACE (widget)->editor);
}

static void
close_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  HeddleWorkflowsPlace *self = HEDDLE_WORKFLOWS_PLACE (widget);
  AdwTabPage *page = adw_tab_view_get_selected_page (self->tab_view);

  if (page != self->browser_page)
    adw_tab_view_close_page (self->tab_view, page);
}

static void
heddle_workflows_place_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  HeddleWorkflowsPlace *self = HEDDLE_WORKFLOWS_PLACE (object);

  switch (id)
    {
    case PROP_GRID:
      g_value_set_boolean (value, self->grid);
      break;
    case PROP_BREADTH:
      g_value_set_enum (value, self->breadth);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_workflows_place_set_property (GObject      *object,
                                     guint         id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  HeddleWorkflowsPlace *self = HEDDLE_WORKFLOWS_PLACE (object);

  switch (id)
    {
    case PROP_GRID:
      if (self->grid == g_value_get_boolean (value))
        break;
      self->grid = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_BREADTH:
      if ((int) self->breadth == g_value_get_enum (value))
        break;
      self->breadth = g_value_get_enum (value);
      heddle_workflows_place_update_layout (self);
      update_actions (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_workflows_place_dispose (GObject *object)
{
  HeddleWorkflowsPlace *self = HEDDLE_WORKFLOWS_PLACE (object);

  self->editor = NULL;
  g_clear_object (&self->workflow_signals);
  g_clear_object (&self->document_signals);
  g_clear_object (&self->pages_signals);
  g_clear_object (&self->canvas_signals);
  g_clear_object (&self->run_menu);
  g_clear_pointer (&self->run_menu_title, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_WORKFLOWS_PLACE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_workflows_place_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.undo", NULL, undo_or_redo_cb);
  gtk_widget_class_install_action (widget_class, "editor.redo", NULL, undo_or_redo_cb);
  heddle_workflows_place_install_run_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "editor.close", NULL, close_cb);
  heddle_workflows_place_install_layout_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "editor.find", NULL, find_cb);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, heddle_workflows_place_escape, NULL);
}

static gboolean
heddle_workflows_place_grab_focus (GtkWidget *widget)
{
  AdwTabPage *page = adw_tab_view_get_selected_page (HEDDLE_WORKFLOWS_PLACE (widget)->tab_view);
  HeddleEditor *editor = page == NULL ? NULL : heddle_workflows_place_get_editor (page);

  if (editor != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (heddle_editor_get_canvas (editor)));
  return page != NULL && gtk_widget_grab_focus (adw_tab_page_get_child (page));
}

static void
heddle_workflows_place_class_init (HeddleWorkflowsPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heddle_workflows_place_get_property;
  object_class->set_property = heddle_workflows_place_set_property;
  object_class->dispose = heddle_workflows_place_dispose;
  widget_class->grab_focus = heddle_workflows_place_grab_focus;

  /**
   * HeddleWorkflowsPlace:grid:
   *
   * Whether all workflows stand in a grid instead of a list.
   */
  properties[PROP_GRID] = g_param_spec_boolean ("grid", NULL, NULL, TRUE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleWorkflowsPlace:breadth:
   *
   * How much room there is.
   */
  properties[PROP_BREADTH] = g_param_spec_enum ("breadth", NULL, NULL, HEDDLE_TYPE_BREADTH, HEDDLE_BREADTH_WIDE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * HeddleWorkflowsPlace::running-changed:
   * @self: the place
   *
   * Emitted when a run of an open workflow has started or ended.
   */
  signals[RUNNING_CHANGED] = g_signal_new ("running-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  install_actions (widget_class);

  g_type_ensure (HEDDLE_TYPE_INSPECTOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-workflows-place.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, layouts);
  gtk_widget_class_bind_template_callback_full (widget_class, "overview_cb",
                                                G_CALLBACK (heddle_workflows_place_overview_changed));
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, split_view);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, sheet);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, inspector);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, headers);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, browser_header);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, browser_sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, browser_tab_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, editor_header);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, palette_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, outline_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, undo_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, redo_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, estimate);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, run_or_stop);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, run_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, run_icon_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, tab_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, find_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, inspector_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, tab_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, tab_view);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, bar_tab_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, browser_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, search_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowsPlace, grid_button);
  gtk_widget_class_bind_template_callback (widget_class, selected_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, heddle_workflows_place_close_page);
  gtk_widget_class_bind_template_callback_full (widget_class, "n_pages_cb",
                                                G_CALLBACK (heddle_workflows_place_update_tabs));
  gtk_widget_class_bind_template_callback_full (widget_class, "inspector_shown_cb",
                                                G_CALLBACK (heddle_workflows_place_inspector_shown));
}

static void
listen (HeddleWorkflowsPlace *self)
{
  self->workflow_signals = g_signal_group_new (HEDDLE_TYPE_OPEN_WORKFLOW);
  g_signal_group_connect_swapped (self->workflow_signals, "notify", G_CALLBACK (update_header), self);
  self->document_signals = g_signal_group_new (HEDDLE_TYPE_DOCUMENT);
  g_signal_group_connect_swapped (self->document_signals, "notify", G_CALLBACK (update_actions), self);
  self->pages_signals = g_signal_group_new (HEDDLE_TYPE_CANVAS_PAGES);
  g_signal_group_connect_swapped (self->pages_signals, "notify::canvas", G_CALLBACK (canvas_changed_cb), self);
  self->canvas_signals = g_signal_group_new (HEDDLE_TYPE_CANVAS);
  g_signal_group_connect_swapped (self->canvas_signals, "notify::selected-node", G_CALLBACK (node_selected_cb), self);
  g_signal_group_connect_swapped (self->canvas_signals, "selection-changed",
                                  G_CALLBACK (heddle_workflows_place_update_run_actions), self);
  g_signal_group_connect_swapped (self->canvas_signals, "node-activated",
                                  G_CALLBACK (heddle_workflows_place_enter_inspector), self);
}

static const HeddlePlaceKey keys[] = {
  { "<Control>z", "editor.undo" },
  { "<Control><Shift>z|<Control>y", "editor.redo" },
  { "<Control>Return|<Control>KP_Enter", "editor.run" },
  { "<Control><Shift>Return|<Control><Shift>KP_Enter", "editor.run-from-here" },
  { "<Alt>Return|<Alt>KP_Enter", "editor.run-selected" },
  { "<Control>b", "editor.run-batch" },
  { "<Control>period", "editor.stop" },
  { "<Control>w", "editor.close" },
  { "F3", "editor.toggle-palette" },
  { "<Shift>F9", "editor.toggle-outline" },
  { "F4", "editor.toggle-inspector" },
  { "<Control>f", "editor.find" },
};

static void
heddle_workflows_place_init (HeddleWorkflowsPlace *self)
{
  self->inspector_shown = TRUE;
  self->grid = TRUE;
  self->run_menu = g_menu_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_split_button_set_menu_model (self->run_button, G_MENU_MODEL (self->run_menu));
  adw_split_button_set_menu_model (self->run_icon_button, G_MENU_MODEL (self->run_menu));
  /* The digits with Alt are the places of the window; Home and End are the canvas's, and the texts' on it;
   * Page Up and Page Down are for the pages of a workflow.
   */
  adw_tab_view_remove_shortcuts (self->tab_view, ADW_TAB_VIEW_SHORTCUT_ALT_DIGITS | ADW_TAB_VIEW_SHORTCUT_ALT_ZERO
                                                   | ADW_TAB_VIEW_SHORTCUT_CONTROL_PAGE_UP
                                                   | ADW_TAB_VIEW_SHORTCUT_CONTROL_PAGE_DOWN
                                                   | ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_PAGE_UP
                                                   | ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_PAGE_DOWN
                                                   | ADW_TAB_VIEW_SHORTCUT_CONTROL_HOME
                                                   | ADW_TAB_VIEW_SHORTCUT_CONTROL_END
                                                   | ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_HOME
                                                   | ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_END);
  heddle_place_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
  listen (self);
  heddle_workflows_place_update_layout (self);
}

/**
 * heddle_workflows_place_new:
 * @session: a session with a library
 *
 * Returns: (transfer floating): the place
 */
HeddleWorkflowsPlace *
heddle_workflows_place_new (HeddleSession *session)
{
  HeddleWorkflowsPlace *self = g_object_new (HEDDLE_TYPE_WORKFLOWS_PLACE, NULL);
  g_autoptr (GIcon) icon = g_themed_icon_new ("view-grid-symbolic");

  self->session = g_object_ref (session);
  self->browser = heddle_workflow_browser_new (session);
  g_object_bind_property (self, "grid", self->browser, "grid", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  self->browser_page = adw_tab_view_append_pinned (self->tab_view, GTK_WIDGET (self->browser));
  adw_tab_page_set_title (self->browser_page, _("All Workflows"));
  adw_tab_page_set_icon (self->browser_page, icon);
  selected_page_cb (self);
  return self;
}

/**
 * heddle_workflows_place_open:
 * @self: the place
 * @uuid: a workflow's id
 *
 * Opens a workflow of the library, or goes to its tab where it is open already.
 */
void
heddle_workflows_place_open (HeddleWorkflowsPlace *self,
                             const char           *uuid)
{
  AdwTabPage *page = heddle_workflows_place_find_page (self, uuid);

  if (page != NULL)
    adw_tab_view_set_selected_page (self->tab_view, page);
  else
    heddle_settle (heddle_workflow_tasks_load (self->session, uuid), loaded_cb, self);
}

/**
 * heddle_workflows_place_close:
 * @self: the place
 * @uuid: a workflow's id
 *
 * Closes the workflow's tab, if there is one.
 */
void
heddle_workflows_place_close (HeddleWorkflowsPlace *self,
                              const char           *uuid)
{
  AdwTabPage *page = heddle_workflows_place_find_page (self, uuid);

  if (page != NULL)
    adw_tab_view_close_page (self->tab_view, page);
}

/**
 * heddle_workflows_place_rename:
 * @self: the place
 * @uuid: a workflow's id
 * @name: what it is to be called
 *
 * Renames a workflow that is open, as an edit that can be undone; the library learns of it as of
 * any other.
 *
 * Returns: whether it is open
 */
gboolean
heddle_workflows_place_rename (HeddleWorkflowsPlace *self,
                               const char           *uuid,
                               const char           *name)
{
  AdwTabPage *page = heddle_workflows_place_find_page (self, uuid);
  HeddleDocument *document;
  g_autoptr (GError) error = NULL;

  if (page == NULL)
    return FALSE;
  document = heddle_open_workflow_get_document (
      heddle_editor_get_workflow (heddle_workflows_place_get_editor (page)));
  if (!heddle_document_rename (document, name, &error))
    heddle_toast_error (GTK_WIDGET (self), _("The workflow could not be renamed"), error);
  return TRUE;
}

/**
 * heddle_workflows_place_runs:
 * @self: the place
 * @uuid: a workflow's id
 *
 * Returns: whether the workflow is open and runs
 */
gboolean
heddle_workflows_place_runs (HeddleWorkflowsPlace *self,
                             const char           *uuid)
{
  AdwTabPage *page = heddle_workflows_place_find_page (self, uuid);

  return page != NULL
         && heddle_open_workflow_is_running (
             heddle_editor_get_workflow (heddle_workflows_place_get_editor (page)));
}

/**
 * heddle_workflows_place_show_all:
 * @self: the place
 *
 * Goes to the tab with all workflows.
 */
void
heddle_workflows_place_show_all (HeddleWorkflowsPlace *self)
{
  adw_tab_view_set_selected_page (self->tab_view, self->browser_page);
}

/**
 * heddle_workflows_place_browse:
 * @self: the place
 * @action: an action of the [class@WorkflowBrowser], without a parameter
 *
 * Goes to the tab with all workflows and does something there.
 */
void
heddle_workflows_place_browse (HeddleWorkflowsPlace *self,
                               const char           *action)
{
  heddle_workflows_place_show_all (self);
  gtk_widget_activate_action (GTK_WIDGET (self->browser), action, NULL);
}

static GPtrArray *
list_open (HeddleWorkflowsPlace *self)
{
  GPtrArray *workflows = g_ptr_array_new ();

  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      HeddleEditor *editor = heddle_workflows_place_get_editor (adw_tab_view_get_nth_page (self->tab_view, i));

      if (editor != NULL)
        g_ptr_array_add (workflows, heddle_editor_get_workflow (editor));
    }
  return workflows;
}

/**
 * heddle_workflows_place_is_running:
 * @self: the place
 *
 * Returns: whether any of the open workflows runs
 */
gboolean
heddle_workflows_place_is_running (HeddleWorkflowsPlace *self)
{
  g_autoptr (GPtrArray) workflows = list_open (self);

  for (guint i = 0; i < workflows->len; i++)
    if (heddle_open_workflow_is_running (workflows->pdata[i]))
      return TRUE;
  return FALSE;
}

/**
 * heddle_workflows_place_stop_all:
 * @self: the place
 *
 * Ends all runs.
 */
void
heddle_workflows_place_stop_all (HeddleWorkflowsPlace *self)
{
  g_autoptr (GPtrArray) workflows = list_open (self);

  for (guint i = 0; i < workflows->len; i++)
    heddle_open_workflow_stop_all (workflows->pdata[i]);
}

/**
 * heddle_workflows_place_keys_changed:
 * @self: the place
 *
 * Has the open workflows find out anew what keeps them from running.
 */
void
heddle_workflows_place_keys_changed (HeddleWorkflowsPlace *self)
{
  g_autoptr (GPtrArray) workflows = list_open (self);

  for (guint i = 0; i < workflows->len; i++)
    heddle_open_workflow_estimate (workflows->pdata[i]);
}
