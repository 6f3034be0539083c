/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What moves by itself on the canvas, where motion is wanted and where it is not. */

#include "config.h"

#include <adwaita.h>

#include "base/heddle-init.h"
#include "editor/heddle-canvas-view.h"
#include "heddle-canvas-test.h"

#define DOCUMENT                                                                                             \
  "{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"01a22351-0000-7000-8000-000000000001\","           \
  "\"name\":\"W\",\"pipelines\":[{\"id\":\"main\",\"links\":[],\"nodes\":["                                  \
  "{\"id\":\"a\",\"type\":\"input.text\",\"x\":0,\"y\":0,\"config\":{\"value\":\"A cup\"}},"                 \
  "{\"id\":\"b\",\"type\":\"input.text\",\"x\":500,\"y\":300,\"config\":{\"value\":\"A mug\"}}]}]}"

static gboolean mapped;

static void
mapped_cb (void)
{
  mapped = TRUE;
}

static float
get_place (HeddleCanvas *canvas)
{
  return heddle_canvas_model_lookup (heddle_canvas_get_model (canvas), "b")->bounds.origin.x;
}

/* The left edges of both are brought into line. */
static void
align (HeddleCanvas *canvas)
{
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.select-all", NULL);
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.align", "s", "left");
}

static void
test_align (gconstpointer data)
{
  gboolean animated = GPOINTER_TO_INT (data);
  HeddleOpenWorkflow *workflow = heddle_canvas_test_open_text (DOCUMENT);
  GtkWidget *window = adw_window_new ();
  GtkWidget *view = heddle_canvas_view_new (workflow, heddle_open_workflow_get_pipeline (workflow));
  HeddleCanvas *canvas = heddle_canvas_view_get_canvas (HEDDLE_CANVAS_VIEW (view));

  g_object_set (gtk_widget_get_settings (window), "gtk-enable-animations", animated, NULL);
  mapped = FALSE;
  g_signal_connect (canvas, "map", G_CALLBACK (mapped_cb), NULL);
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 600);
  gtk_window_present (GTK_WINDOW (window));
  while (!mapped)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpfloat (get_place (canvas), ==, 500);
  align (canvas);
  /* The document has the new place at once; what is seen is on its way there, or there. */
  g_assert_cmpfloat (get_place (canvas), ==, animated ? 500 : 0);
  while (get_place (canvas) != 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  int status;

  heddle_init ();
  adw_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/canvas-motion/wanted", GINT_TO_POINTER (TRUE), test_align);
  g_test_add_data_func ("/canvas-motion/reduced", GINT_TO_POINTER (FALSE), test_align);

  status = g_test_run ();
  heddle_canvas_test_close ();
  return status;
}
