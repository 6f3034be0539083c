/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/heddle-window.h"

#include <glib/gi18n-lib.h>

#include "gallery/heddle-gallery-place.h"
#include "workflows/heddle-workflows-place.h"

struct _HeddleWindow
{
  AdwApplicationWindow    parent_instance;
  HeddleSession          *session;

  AdwToastOverlay        *toasts;
  GtkStack               *states;
  AdwStatusPage          *problem;
  AdwNavigationSplitView *split_view;
  GtkListBox             *places;
  AdwNavigationPage      *content;
  GtkStack               *stack;
  HeddleWorkflowsPlace   *workflows;
  HeddleGalleryPlace     *gallery;
};

G_DEFINE_FINAL_TYPE (HeddleWindow, heddle_window, ADW_TYPE_APPLICATION_WINDOW)

static void
go_to (HeddleWindow *self,
       const char   *name)
{
  GtkStackPage *page;

  gtk_stack_set_visible_child_name (self->stack, name);
  page = gtk_stack_get_page (self->stack, gtk_stack_get_visible_child (self->stack));
  adw_navigation_page_set_title (self->content, gtk_stack_page_get_title (page));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
place_selected_cb (HeddleWindow  *self,
                   GtkListBoxRow *row)
{
  if (row != NULL)
    go_to (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
place_activated_cb (HeddleWindow  *self,
                    GtkListBoxRow *row)
{
  go_to (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
toggle_sidebar_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HeddleWindow *self = HEDDLE_WINDOW (widget);

  adw_navigation_split_view_set_collapsed (self->split_view,
                                           !adw_navigation_split_view_get_collapsed (self->split_view));
}

static void
heddle_window_dispose (GObject *object)
{
  HeddleWindow *self = HEDDLE_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_WINDOW);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_window_parent_class)->dispose (object);
}

static void
heddle_window_class_init (HeddleWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_window_dispose;

  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.toggle-sidebar", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, states);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, places);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, content);
  gtk_widget_class_bind_template_child (widget_class, HeddleWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, place_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
}

static void
heddle_window_init (HeddleWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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

/**
 * heddle_window_show_library:
 * @self: the window, whose session has a library
 *
 * Shows the places of the library.
 */
void
heddle_window_show_library (HeddleWindow *self)
{
  self->workflows = heddle_workflows_place_new (self->session);
  self->gallery = heddle_gallery_place_new (self->session);
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->workflows), "workflows", _("Workflows"));
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->gallery), "gallery", _("Gallery"));
  gtk_list_box_select_row (self->places, gtk_list_box_get_row_at_index (self->places, 0));
  gtk_stack_set_visible_child_name (self->states, "library");
}

/**
 * heddle_window_import:
 * @self: the window
 * @file: a workflow or an image
 *
 * Brings a file into the library, as soon as that is open.
 */
void
heddle_window_import (HeddleWindow *self,
                      GFile        *file)
{
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
