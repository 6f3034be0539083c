/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* canvas-window FILE: shows the canvas of one workflow, for tests and for the eye. With --states
 * every node is in another state of a run, with --right-to-left widgets lie as in Arabic.
 */

#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "base/heddle-init.h"
#include "editor/heddle-canvas-view.h"
#include "heddle-canvas-test.h"

static gboolean states, right_to_left;
static int width = 1280, height = 800;

static GdkTexture *
make_picture (guint nth,
              int   picture_width,
              int   picture_height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, picture_width, picture_height);
  cairo_t *cr = cairo_create (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_set_source_rgb (cr, 0.9 - 0.1 * (nth % 4), 0.75, 0.5 + 0.1 * (nth % 5));
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.4, 0.25 + 0.1 * (nth % 3), 0.3);
  cairo_arc (cr, picture_width / 2.0, picture_height * 0.6, MIN (picture_width, picture_height) / 4.0, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) picture_height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (picture_width, picture_height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
set_state (HeddleRunState *run,
           const char     *id,
           guint           nth)
{
  static const int sizes[][2] = { { 256, 256 }, { 205, 256 }, { 256, 134 }, { 144, 256 } };
  HeddleNodeState *state = heddle_run_state_edit (run, id);

  state->phase = (HeddleNodePhase) (nth % (HEDDLE_NODE_STOPPED + 1));
  state->duration_ms = 1200 + 700 * nth;
  state->cost = heddle_money_new (40000, "USD");
  if (state->phase == HEDDLE_NODE_RUNNING)
    {
      state->n_total = 4;
      state->n_done = 3;
    }
  if (state->phase == HEDDLE_NODE_FAILED)
    state->error = g_strdup ("The provider refused the prompt because of its content policy. Change the prompt.");
  if (state->phase == HEDDLE_NODE_CACHED)
    state->text = g_strdup ("Slow mornings are back.\nOur spring blend tastes of hazelnut and honey.");
  if (state->phase == HEDDLE_NODE_DONE || state->phase == HEDDLE_NODE_RUNNING || state->phase == HEDDLE_NODE_WAITING)
    {
      state->n_previews = 1 + nth % HEDDLE_NODE_MAX_PREVIEWS;
      state->n_images = state->n_previews;
      for (guint i = 0; i < state->n_previews; i++)
        state->previews[i] = make_picture (nth + i, sizes[nth % 4][0], sizes[nth % 4][1]);
    }
  if (nth % 7 == 5)
    {
      state->earlier = TRUE;
      state->run_number = 41;
    }
}

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
    {
      GListModel *nodes = heddle_pipeline_get_nodes (heddle_open_workflow_get_pipeline (workflow));
      HeddleRunState *run = heddle_open_workflow_get_run_state (workflow);

      for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
        {
          g_autoptr (HeddleNode) node = g_list_model_get_item (nodes, i);

          set_state (run, heddle_node_get_id (node), i);
        }
      heddle_run_state_touch (run, NULL);
    }
  view = heddle_canvas_view_new (workflow);
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
