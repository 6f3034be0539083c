/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/heddle-window-private.h"

#include <glib/gi18n-lib.h>

#include "runs/heddle-gate-page.h"
#include "widgets/heddle-drag-hover.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"
#include "window/heddle-import-dialog.h"
#include "window/heddle-shortcuts-dialog.h"
#include "window/heddle-window-state.h"

enum
{
  PROP_BREADTH = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HeddleWindow, heddle_window, ADW_TYPE_APPLICATION_WINDOW)

static GtkListBoxRow *
find_row (HeddleWindow *self,
          const char   *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)) != NULL; i++)
    if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), name))
      return row;
  return NULL;
}

/* What nobody has looked at yet takes neither time at the start nor memory. */
static void
ensure_gallery (HeddleWindow *self)
{
  if (self->gallery != NULL || self->workflows == NULL)
    return;
  self->gallery = heddle_gallery_place_new (self->session);
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->gallery), "gallery", _("Gallery"));
  if (self->gallery_state != NULL)
    heddle_gallery_place_restore (self->gallery, self->gallery_state);
  g_clear_pointer (&self->gallery_state, json_object_unref);
}

/* The focus moves from row to row without leading anywhere: only the row of what is shown can be selected. */
static void
mark_shown (HeddleWindow  *self,
            GtkListBoxRow *shown)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->places, i)) != NULL; i++)
    gtk_list_box_row_set_selectable (row, row == shown);
  gtk_list_box_select_row (self->places, shown);
}

static void
add_runs (HeddleWindow *self)
{
  self->runs = heddle_runs_place_new (self->session);
  g_object_bind_property (self, "breadth", self->runs, "breadth", G_BINDING_SYNC_CREATE);
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->runs), "runs", _("Runs"));
}

/*
 * heddle_window_go_to:
 * @self: the window, which shows the library
 * @name: the name of a place
 *
 * Shows a place.
 */
void
heddle_window_go_to (HeddleWindow *self,
                     const char   *name)
{
  GtkListBoxRow *row = find_row (self, name);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean in_place = focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));
  gboolean in_sidebar = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->places));
  GtkWidget *place;

  if (g_str_equal (name, "gallery"))
    ensure_gallery (self);
  if (g_str_equal (name, "runs") && self->runs == NULL && self->workflows != NULL)
    add_runs (self);
  place = gtk_stack_get_child_by_name (self->stack, name);

  if (place == NULL || row == NULL)
    return;
  mark_shown (self, row);
  gtk_stack_set_visible_child (self->stack, place);
  adw_navigation_page_set_title (self->content,
                                 gtk_stack_page_get_title (gtk_stack_get_page (self->stack, place)));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  if (adw_navigation_split_view_get_collapsed (self->split_view))
    gtk_widget_grab_focus (place);
  else if (in_sidebar || (in_place && !gtk_widget_grab_focus (place)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
place_activated_cb (HeddleWindow  *self,
                    GtkListBoxRow *row)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (row));

  /* Once more on the place where one is leads from an open workflow back to all of them. */
  if (g_str_equal (name, "workflows")
      && gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->workflows)
      && !adw_navigation_split_view_get_collapsed (self->split_view))
    heddle_workflows_place_show_all (self->workflows);
  heddle_window_go_to (self, name);
}

static void
toggle_sidebar_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HeddleWindow *self = HEDDLE_WINDOW (widget);

  /* Where there is no room for both, the sidebar is a page to go back to. */
  if (self->breadth >= HEDDLE_BREADTH_NARROW)
    adw_navigation_split_view_set_show_content (self->split_view,
                                                !adw_navigation_split_view_get_show_content (self->split_view));
  else
    adw_navigation_split_view_set_collapsed (self->split_view,
                                             !adw_navigation_split_view_get_collapsed (self->split_view));
}

static void
go_to_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  heddle_window_go_to (HEDDLE_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_workflow_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HeddleWindow *self = HEDDLE_WINDOW (widget);

  heddle_window_go_to (self, "workflows");
  heddle_workflows_place_open (self->workflows, g_variant_get_string (parameter, NULL));
}

static void
show_results_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  HeddleWindow *self = HEDDLE_WINDOW (widget);

  heddle_window_go_to (self, "gallery");
  heddle_gallery_place_show_run (self->gallery, g_variant_get_int64 (parameter));
}

static void
answer_run_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeddleWindow *self = HEDDLE_WINDOW (widget);
  const char *run;
  const char *node;
  GtkWidget *page;

  g_variant_get (parameter, "(&sm&s)", &run, &node);
  page = GTK_WIDGET (heddle_gate_page_new (self->session, run, node));
  g_object_bind_property (self, "breadth", page, "breadth", G_BINDING_SYNC_CREATE);
  adw_navigation_view_pop_to_tag (self->navigation, "places");
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (page));
}

static void
close_workflow_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  heddle_workflows_place_close (HEDDLE_WINDOW (widget)->workflows, g_variant_get_string (parameter, NULL));
}

static void
browse_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HeddleWindow *self = HEDDLE_WINDOW (widget);

  heddle_window_go_to (self, "workflows");
  heddle_workflows_place_browse (self->workflows, g_str_equal (name, "win.new-workflow")   ? "browser.create"
                                                  : g_str_equal (name, "win.show-samples") ? "browser.samples"
                                                                                           : "browser.search");
}

static void
show_shortcuts_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  adw_dialog_present (heddle_shortcuts_dialog_new (), widget);
}

static void
import_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  heddle_import_dialog_open (HEDDLE_WINDOW (widget));
}

static gboolean
dropped_cb (HeddleWindow *self,
            const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next)
    heddle_window_import (self, l->data);
  return files != NULL;
}

static gboolean
heddle_window_close_request (GtkWindow *window)
{
  HeddleWindow *self = HEDDLE_WINDOW (window);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));

  if (self->workflows == NULL || self->saved)
    return GTK_WINDOW_CLASS (heddle_window_parent_class)->close_request (window);
  heddle_window_leave (self);
  return GDK_EVENT_STOP;
}

static void
heddle_window_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BREADTH:
      g_value_set_enum (value, HEDDLE_WINDOW (object)->breadth);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_window_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  HeddleWindow *self = HEDDLE_WINDOW (object);

  switch (id)
    {
    case PROP_BREADTH:
      if ((int) self->breadth == g_value_get_enum (value))
        break;
      self->breadth = g_value_get_enum (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_window_dispose (GObject *object)
{
  HeddleWindow *self = HEDDLE_WINDOW (object);

  g_clear_object (&self->counts);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_WINDOW);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->arrivals, g_ptr_array_unref);
  g_clear_pointer (&self->gallery_state, json_object_unref);
  g_clear_pointer (&self->wanted_run, g_free);

  G_OBJECT_CLASS (heddle_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_cb);
  gtk_widget_class_install_action (widget_class, "win.go-to", "s", go_to_cb);
  gtk_widget_class_install_action (widget_class, "win.open-workflow", "s", open_workflow_cb);
  gtk_widget_class_install_action (widget_class, "win.show-results", "x", show_results_cb);
  gtk_widget_class_install_action (widget_class, "win.answer-run", "(sms)", answer_run_cb);
  gtk_widget_class_install_action (widget_class, "win.close-workflow", "s", close_workflow_cb);
  gtk_widget_class_install_action (widget_class, "win.new-workflow", NULL, browse_cb);
  gtk_widget_class_install_action (widget_class, "win.show-samples", NULL, browse_cb);
  gtk_widget_class_install_action (widget_class, "win.search-workflows", NULL, browse_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, show_shortcuts_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.toggle-sidebar", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK, "win.show-shortcuts", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.show-shortcuts", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new-workflow", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "win.import", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1, GDK_ALT_MASK, "win.go-to", "s", "workflows");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_2, GDK_ALT_MASK, "win.go-to", "s", "gallery");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_3, GDK_ALT_MASK, "win.go-to", "s", "runs");
}

static void
heddle_window_class_init (HeddleWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heddle_window_get_property;
  object_class->set_property = heddle_window_set_property;
  object_class->dispose = heddle_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = heddle_window_close_request;
  install_actions (widget_class);

  /**
   * HeddleWindow:breadth:
   *
   * How much room there is, as its breakpoints have it.
   */
  properties[PROP_BREADTH] = g_param_spec_enum ("breadth", NULL, NULL, HEDDLE_TYPE_BREADTH, HEDDLE_BREADTH_WIDE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, states);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, places);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, workflow_count);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, asset_count);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, run_count);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, run_spinner);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, content);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
}

static void
heddle_window_init (HeddleWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (HEDDLE_APPLICATION_ID);
  self->arrivals = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  /* Whoever drags a picture from the gallery to a workflow gets there. */
  for (int i = 0; gtk_list_box_get_row_at_index (self->places, i) != NULL; i++)
    heddle_drag_hover_add (GTK_WIDGET (gtk_list_box_get_row_at_index (self->places, i)), NULL, NULL);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/**
 * heddle_window_new:
 * @application: the application
 *
 * Returns: (transfer none): the window, which shows no library yet
 */
HeddleWindow *
heddle_window_new (HeddleApplication *application)
{
  HeddleWindow *self = g_object_new (HEDDLE_TYPE_WINDOW, "application", application, NULL);

  self->session = g_object_ref (heddle_application_get_session (application));
  return self;
}

/**
 * heddle_window_show_opening:
 * @self: the window
 *
 * Shows that the library is being opened.
 */
void
heddle_window_show_opening (HeddleWindow *self)
{
  gtk_stack_set_visible_child_name (self->states, "opening");
}

/**
 * heddle_window_show_problem:
 * @self: the window
 * @path: the library's folder
 * @error: why it cannot be opened
 *
 * Shows that there is no library to work on, why, and what to do.
 */
void
heddle_window_show_problem (HeddleWindow *self,
                            const char   *path,
                            const GError *error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = g_strdup_printf ("%s\n\n%s", error->message, name);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->problem, markup);
  gtk_stack_set_visible_child_name (self->states, "problem");
}

static void
show_wanted_run (HeddleWindow *self)
{
  g_autofree char *run = self->restored ? g_steal_pointer (&self->wanted_run) : NULL;

  if (run == NULL)
    return;
  heddle_window_go_to (self, "runs");
  heddle_runs_place_show (self->runs, run);
  if (self->wants_answer)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.answer-run", "(sms)", run, NULL);
}

static void
state_loaded_cb (gpointer      owner,
                 const GValue *value,
                 const GError *error)
{
  HeddleWindow *self = owner;
  const char *text = error != NULL ? NULL : g_value_get_string (value);
  g_autoptr (JsonNode) json = text == NULL ? NULL : heddle_json_parse (text, -1, NULL);
  JsonObject *state;

  if (json != NULL && JSON_NODE_HOLDS_OBJECT (json))
    {
      state = json_node_get_object (json);
      if (heddle_json_get_object (state, "workflows") != NULL)
        heddle_workflows_place_restore (self->workflows, heddle_json_get_object (state, "workflows"));
      if (heddle_json_get_object (state, "gallery") != NULL)
        self->gallery_state = json_object_ref (heddle_json_get_object (state, "gallery"));
      heddle_window_go_to (self, heddle_json_get_string (state, "place", "workflows"));
      adw_navigation_split_view_set_show_content (self->split_view,
                                                  heddle_json_get_boolean (state, "sidebar", TRUE));
    }
  self->restored = TRUE;
  heddle_window_import_next (self);
  show_wanted_run (self);
}

/**
 * heddle_window_show_library:
 * @self: the window, whose session has a library
 *
 * Shows the places of the library, as they were when it was closed.
 */
void
heddle_window_show_library (HeddleWindow *self)
{
  self->workflows = heddle_workflows_place_new (self->session);
  g_object_bind_property (self, "breadth", self->workflows, "breadth", G_BINDING_SYNC_CREATE);
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->workflows), "workflows", _("Workflows"));
  g_signal_connect_object (self->workflows, "running-changed", G_CALLBACK (heddle_window_running_changed), self,
                           G_CONNECT_SWAPPED);
  heddle_window_go_to (self, "workflows");
  gtk_stack_set_visible_child_name (self->states, "library");
  heddle_settle (heddle_window_state_load (self->session), state_loaded_cb, self);
  self->counts = heddle_place_counts_new (self->session, self->workflow_count, self->asset_count, self->run_count,
                                          self->run_spinner);
}

/**
 * heddle_window_show_run:
 * @self: the window
 * @run: a run's UUID
 * @answer: whether it waits for a person, who is to answer
 *
 * Shows a run and its steps, or what it waits with, as soon as the library is open.
 */
void
heddle_window_show_run (HeddleWindow *self,
                        const char   *run,
                        gboolean      answer)
{
  self->wants_answer = answer;
  g_set_str (&self->wanted_run, run);
  show_wanted_run (self);
}

/**
 * heddle_window_add_toast:
 * @self: the window
 * @toast: (transfer full): what to say
 *
 * Says something at the bottom of the window.
 */
void
heddle_window_add_toast (HeddleWindow *self,
                         AdwToast     *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * heddle_window_keys_changed:
 * @self: the window
 *
 * To be called when a key was added or removed.
 */
void
heddle_window_keys_changed (HeddleWindow *self)
{
  if (self->workflows != NULL)
    heddle_workflows_place_keys_changed (self->workflows);
}
