/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "tests/app/session-test.h"
#include "widgets/heddle-sidebar.h"

typedef struct
{
  GtkWidget           *window;
  GtkStack            *stack;
  AdwOverlaySplitView *split_view;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  shown)
{
  self->window = gtk_window_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->split_view = ADW_OVERLAY_SPLIT_VIEW (adw_overlay_split_view_new ());
  adw_overlay_split_view_set_sidebar (self->split_view, gtk_label_new ("Details"));
  adw_overlay_split_view_set_content (self->split_view, gtk_label_new ("Pictures"));
  adw_overlay_split_view_set_show_sidebar (self->split_view, !GPOINTER_TO_INT (shown));
  gtk_stack_add_named (self->stack, gtk_label_new ("Nothing yet"), "before");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->split_view), "place");
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->stack));
  gtk_window_present (GTK_WINDOW (self->window));
  session_test_wait_until (gtk_widget_get_width (GTK_WIDGET (self->stack)) > 0);
}

static void
tear_down (Fixture       *self,
           gconstpointer  shown)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

/* A warning about a size that no widget can have ends the test. */
static void
test_first_sight (Fixture       *self,
                  gconstpointer  shown)
{
  GtkWidget *content = adw_overlay_split_view_get_content (self->split_view);
  GtkWidget *sidebar = adw_overlay_split_view_get_sidebar (self->split_view);
  gboolean is_shown = GPOINTER_TO_INT (shown);

  gtk_stack_set_visible_child_name (self->stack, "place");
  heddle_sidebar_show (self->split_view, is_shown);
  g_assert_true (adw_overlay_split_view_get_show_sidebar (self->split_view) == is_shown);
  session_test_wait_until (gtk_widget_get_width (content) > 0);
  g_assert_true ((gtk_widget_get_width (content) < gtk_widget_get_width (GTK_WIDGET (self->split_view))) == is_shown);
  g_assert_true (gtk_widget_get_mapped (sidebar) == is_shown);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/sidebar/first-sight-shown", Fixture, GINT_TO_POINTER (TRUE), set_up, test_first_sight, tear_down);
  g_test_add ("/sidebar/first-sight-hidden", Fixture, GINT_TO_POINTER (FALSE), set_up, test_first_sight, tear_down);
  return g_test_run ();
}
