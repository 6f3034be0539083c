/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-asset-store.h"
#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "runs/heddle-run-history.h"
#include "runs/heddle-run-previews.h"
#include "tests/app/session-test.h"

#define WORKFLOW "01980000-0000-7000-8000-0000000000f1"

typedef struct
{
  SessionTest     test;
  HeddleRunState *state;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  session_test_set_up (&self->test);
  self->state = heddle_run_state_new ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->state);
  session_test_tear_down (&self->test);
}

/* An item's outputs: a picture that is told from others by its width. */
static HeddleNodeOutputs *
make_outputs (Fixture *self,
              int      width)
{
  HeddleBlobStore *blobs = heddle_session_get_service (self->test.session, HEDDLE_TYPE_BLOB_STORE);
  g_autofree char *svg = g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='8'>"
                                          "<rect width='100%%' height='100%%' fill='teal'/></svg>", width);
  g_autoptr (GBytes) bytes = g_bytes_new (svg, strlen (svg));
  g_auto (GValue) stored = G_VALUE_INIT;
  HeddleMedia media = { .mime = "image/svg+xml", .width = width, .height = 8 };
  g_autoptr (HeddleValue) value = NULL;
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();

  g_assert_true (session_test_await (heddle_blob_store_put_bytes (blobs, bytes), &stored, NULL));
  media.blob = ((HeddleBlob *) g_value_get_boxed (&stored))->sha256;
  value = heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, NULL);
  heddle_node_outputs_set (outputs, "image", value);
  return outputs;
}

static void
add (Fixture           *self,
     HeddleRunPreviews *previews,
     guint              position)
{
  g_autoptr (HeddleIndex) index = heddle_index_new (&position, 1);
  g_autoptr (HeddleNodeOutputs) outputs = make_outputs (self, 10 + (int) position);

  heddle_run_previews_add (previews, "node", index, outputs);
}

/* However they come, the first of the items' pictures are there, in the order of the items. */
static void
test_order (Fixture       *self,
            gconstpointer  data)
{
  static const guint arrivals[] = { 4, 2, 5, 0, 3, 1 };
  g_autoptr (HeddleRunPreviews) previews = heddle_run_previews_new (self->test.session, self->state);
  HeddleNodeState *state = heddle_run_state_edit (self->state, "node");

  for (guint i = 0; i < G_N_ELEMENTS (arrivals); i++)
    {
      add (self, previews, arrivals[i]);
      session_test_wait_until (state->n_previews == MIN (i + 1, HEDDLE_NODE_MAX_PREVIEWS)
                               || (i > 3 && state->n_images == i + 1));
    }
  session_test_wait_until (state->n_previews == HEDDLE_NODE_MAX_PREVIEWS
                           && gdk_texture_get_width (state->previews[1]) == 11
                           && gdk_texture_get_width (state->previews[3]) == 13);
  g_assert_cmpuint (state->n_images, ==, 6);
  for (guint i = 0; i < HEDDLE_NODE_MAX_PREVIEWS; i++)
    g_assert_cmpint (gdk_texture_get_width (state->previews[i]), ==, 10 + (int) i);
}

/* What was stopped before it was begun took no time, and says that it was stopped. */
static void
test_stopped (Fixture       *self,
              gconstpointer  data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *summary = NULL;
  const HeddleNodeState *state;

  session_test_write (
    self->test.session,
    "INSERT INTO workflow (id, uuid, name, document, created_at, updated_at)"
    " VALUES (1, '" WORKFLOW "', 'Flow', '{}', 1, 1);"
    "INSERT INTO workflow_snapshot (id, hash, document, created_at) VALUES (1, x'00', '{}', 1);"
    "INSERT INTO run (id, uuid, number, workflow_id, workflow_name, snapshot_id, pipeline, \"trigger\", status,"
    " inputs, options, created_at, started_at, finished_at)"
    " VALUES (1, '01980000-0000-7000-8000-0000000000f2', 1, 1, 'Flow', 1, 'main', 'manual', 'cancelled', '{}', '{}',"
    " 1, 1, 1795900000000);"
    "INSERT INTO node_run (id, run_id, node, type, status) VALUES (1, 1, 'node', 'text.template', 'cancelled');"
    "INSERT INTO run_item (node_run_id, path, status, finished_at) VALUES (1, '', 'cancelled', 1795900000000);");
  g_assert_true (session_test_await (heddle_run_history_load (self->test.session, WORKFLOW, "main"), &value, NULL));
  heddle_run_history_show (g_value_get_object (&value), self->test.session, self->state);

  state = heddle_run_state_lookup (self->state, "node");
  summary = heddle_node_state_dup_summary (state);
  g_assert_cmpint (state->duration_ms, ==, 0);
  g_assert_cmpint (state->phase, ==, HEDDLE_NODE_STOPPED);
  g_assert_cmpstr (summary, ==, "Stopped");
}

/* Of each page what is known is its own last run. */
static void
test_pages (Fixture       *self,
            gconstpointer  data)
{
  g_auto (GValue) main = G_VALUE_INIT;
  g_auto (GValue) second = G_VALUE_INIT;
  g_auto (GValue) third = G_VALUE_INIT;

  session_test_write (
    self->test.session,
    "INSERT INTO workflow (id, uuid, name, document, created_at, updated_at)"
    " VALUES (1, '" WORKFLOW "', 'Flow', '{}', 1, 1);"
    "INSERT INTO workflow_snapshot (id, hash, document, created_at) VALUES (1, x'00', '{}', 1);"
    "INSERT INTO run (id, uuid, number, workflow_id, workflow_name, snapshot_id, pipeline, \"trigger\", status,"
    " inputs, options, created_at, started_at, finished_at)"
    " VALUES (1, '01980000-0000-7000-8000-0000000000f2', 1, 1, 'Flow', 1, 'main', 'manual', 'completed', '{}', '{}',"
    " 1, 1, 2), (2, '01980000-0000-7000-8000-0000000000f3', 2, 1, 'Flow', 1, 'second', 'manual', 'completed', '{}',"
    " '{}', 1, 1, 2);");
  g_assert_true (session_test_await (heddle_run_history_load (self->test.session, WORKFLOW, "main"), &main, NULL));
  g_assert_true (session_test_await (heddle_run_history_load (self->test.session, WORKFLOW, "second"), &second, NULL));
  g_assert_true (session_test_await (heddle_run_history_load (self->test.session, WORKFLOW, "third"), &third, NULL));
  g_assert_cmpstr (heddle_run_history_get_pipeline (g_value_get_object (&main)), ==, "main");
  heddle_run_history_show (g_value_get_object (&main), self->test.session, self->state);
  g_assert_cmpstr (heddle_run_state_get_run (self->state), ==, "01980000-0000-7000-8000-0000000000f2");
  heddle_run_history_show (g_value_get_object (&second), self->test.session, self->state);
  g_assert_cmpstr (heddle_run_state_get_run (self->state), ==, "01980000-0000-7000-8000-0000000000f3");
  g_assert_false (G_VALUE_HOLDS (&third, HEDDLE_TYPE_RUN_HISTORY));
}

int
main (int    argc,
      char **argv)
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/run-history/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/run-history/stopped", Fixture, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/run-history/pages", Fixture, NULL, set_up, test_pages, tear_down);

  return g_test_run ();
}
