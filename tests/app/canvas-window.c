/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* canvas-window FILE: shows the canvas of one workflow, for tests and for the eye. With --states
 * every node is in another state of a run, with --right-to-left widgets lie as in Arabic.
 */

#include "config.h"

#include <adwaita.h>

#include "base/heddle-init.h"
#include "editor/heddle-canvas-view.h"
#include "heddle-canvas-test.h"

static gboolean states, right_to_left;
static int width = 1280, height = 800;

static void
node_activated_cb (HeddleCanvas *canvas,
                   const char   *id,
                   GtkWindow    *window)
{
  g_autofree char *title = g_strdup_printf ("Activated %s", id);

  gtk_window_set_title (window, title);
}

static void
selection_changed_cb (HeddleCanvas *canvas,
                      GtkWindow    *window)
{
  g_auto (GStrv) ids = heddle_canvas_dup_selection (canvas);
  g_autofree char *title = g_strjoinv (" ", ids);

  gtk_window_set_title (window, *title != '\0' ? title : "Nothing selected");
}

static void
activate_cb (GtkApplication *application,
             const char     *path)
{
  GtkWidget *window;
  HeddleOpenWorkflow *workflow = heddle_canvas_test_open (path);
  GtkWidget *view;
  HeddleCanvas *canvas;

  if (right_to_left)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = adw_application_window_new (application);
  if (states)
    heddle_canvas_test_put_states (workflow);
  view = heddle_canvas_view_new (workflow, heddle_open_workflow_get_pipeline (workflow));
  canvas = heddle_canvas_view_get_canvas (HEDDLE_CANVAS_VIEW (view));
  g_signal_connect (canvas, "node-activated", G_CALLBACK (node_activated_cb), window);
  g_signal_connect (canvas, "selection-changed", G_CALLBACK (selection_changed_cb), window);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_title (GTK_WINDOW (window), "Canvas");
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
}

int
main (int   argc,
      char *argv[])
{
  const GOptionEntry entries[] = {
    { "states", 0, 0, G_OPTION_ARG_NONE, &states, "Put nodes into all states", NULL },
    { "right-to-left", 0, 0, G_OPTION_ARG_NONE, &right_to_left, "Lay out widgets from right to left", NULL },
    { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width of the window", "PIXELS" },
    { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height of the window", "PIXELS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE");
  g_autoptr (GError) error = NULL;
  g_autoptr (AdwApplication) application = NULL;
  int status;

  heddle_init ();
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    g_error ("canvas-window FILE: %s", error != NULL ? error->message : "no file");
  application = adw_application_new ("app.heddle.CanvasWindow", G_APPLICATION_NON_UNIQUE);
  g_object_set (application, "resource-base-path", "/app/heddle/Heddle", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);
  status = g_application_run (G_APPLICATION (application), 1, argv);
  heddle_canvas_test_close ();
  return status;
}
