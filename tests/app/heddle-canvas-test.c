/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-canvas-test.h"

#include <ftw.h>
#include <stdio.h>

/* A library of its own, for programs that show a canvas and nothing else. */
static char *folder;
static HeddleSession *session;
static HeddleOpenWorkflow *open_workflow;

static DexFuture *
pass_cb (DexFuture *future,
         gpointer   data)
{
  return dex_ref (future);
}

/* A future that a worker resolves wakes the main loop only where something of the main thread follows. */
static void
wait_for (DexFuture *future)
{
  future = dex_future_finally (future, pass_cb, NULL, NULL);
  while (dex_future_get_status (future) == DEX_FUTURE_STATUS_PENDING)
    g_main_context_iteration (NULL, TRUE);
  if (dex_future_get_status (future) == DEX_FUTURE_STATUS_REJECTED)
    {
      g_autoptr (GError) error = NULL;

      dex_future_get_value (future, &error);
      g_error ("The library of the test: %s", error->message);
    }
  dex_unref (future);
}

static int
remove_entry (const char        *path,
              const struct stat *info,
              int                kind,
              struct FTW        *position)
{
  return remove (path);
}

/**
 * heddle_canvas_test_open_text:
 * @text: a workflow
 *
 * Returns: (transfer none): the workflow, open in a library of its own
 */
HeddleOpenWorkflow *
heddle_canvas_test_open_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_autoptr (HeddleDocument) document = NULL;

  if (workflow == NULL)
    g_error ("The workflow of the test: %s", error->message);
  if (session == NULL)
    {
      folder = g_dir_make_tmp ("heddle-canvas.XXXXXX", NULL);
      session = heddle_session_new ();
      wait_for (heddle_session_open (session, folder));
    }
  g_clear_object (&open_workflow);
  document = heddle_document_new (workflow);
  open_workflow = heddle_open_workflow_new (session, document);
  return open_workflow;
}

/**
 * heddle_canvas_test_open:
 * @path: a .heddle file
 *
 * Returns: (transfer none): the workflow, open in a library of its own
 */
HeddleOpenWorkflow *
heddle_canvas_test_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("The workflow of the test: %s", error->message);
  return heddle_canvas_test_open_text (text);
}

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

/**
 * heddle_canvas_test_put_states:
 * @workflow: a workflow that is open
 *
 * Puts every node into another state of a run, with pictures and texts where these have some.
 */
void
heddle_canvas_test_put_states (HeddleOpenWorkflow *workflow)
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

/**
 * heddle_canvas_test_close:
 *
 * Closes the library, and removes it.
 */
void
heddle_canvas_test_close (void)
{
  g_clear_object (&open_workflow);
  if (session == NULL)
    return;
  wait_for (heddle_session_close (session));
  g_clear_object (&session);
  nftw (folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
  g_clear_pointer (&folder, g_free);
}
