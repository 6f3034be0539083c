/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How long the main loop is busy at a stretch, in CPU time of its thread, drawing included: while a
 * step of a large workflow is edited, which is then estimated and kept; while many are pasted; and while one step after the
 * other of every kind is selected for the first time, and once more. Canvas and inspector stand beside
 * each other, as in the window. Starts itself again where there is a display of its own.
 */

#include "config.h"

#include <adwaita.h>
#include <time.h>
#include <unistd.h>

#include "base/heddle-init.h"
#include "editor/heddle-editor.h"
#include "editor/heddle-inspector.h"
#include "graph/heddle-node-group.h"
#include "heddle-bench.h"
#include "heddle-canvas-test.h"
#include "nodes/heddle-nodes.h"

#define EDITED_NODES 5000
#define COLUMNS 60
#define EDITS 7
#define PASTED_NODES 1000

/* What an edit brings about comes within so many seconds. */
#define AFTER_EDIT 1.6
#define AFTER_SELECTION 0.25

static GPollFunc real_poll;
static double turn_begin;
static double longest_turn;

static double
read_thread_clock (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* Between two polls lies one turn of the loop. */
static int
poll_cb (GPollFD *fds,
         guint    n_fds,
         int      timeout)
{
  int ready;

  longest_turn = MAX (longest_turn, read_thread_clock () - turn_begin);
  ready = real_poll (fds, n_fds, timeout);
  turn_begin = read_thread_clock ();
  return ready;
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (double seconds)
{
  gboolean awake = FALSE;

  g_timeout_add ((guint) (seconds * 1000), wake_cb, &awake);
  while (!awake)
    g_main_context_iteration (NULL, TRUE);
}

static char *
make_chain (void)
{
  GString *text = g_string_new ("{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"w\",\"name\":\"W\","
                                "\"pipelines\":[{\"id\":\"main\",\"nodes\":[");

  for (guint i = 0; i < EDITED_NODES; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"n%u\",\"type\":\"text.template\",\"name\":\"Step %u\",\"x\":%u,\"y\":%u,"
                            "\"width\":220,\"config\":{\"template\":\"{{text}} and %u\"%s}}",
                            i > 0 ? "," : "", i, i, i % COLUMNS * 280, i / COLUMNS * 160, i,
                            i == 0 ? ",\"text\":\"a\"" : "");
  g_string_append (text, "],\"links\":[");
  for (guint i = 1; i < EDITED_NODES; i++)
    g_string_append_printf (text, "%s{\"id\":\"l%u\",\"from\":[\"n%u\",\"text\"],\"to\":[\"n%u\",\"text\"]}",
                            i > 1 ? "," : "", i, i - 1, i);
  g_string_append (text, "]}]}");
  return g_string_free (text, FALSE);
}

/* One node of each kind, those of models with one. */
static char *
make_zoo (GPtrArray *types)
{
  GString *text = g_string_new ("{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"z\",\"name\":\"Z\","
                                "\"pipelines\":[{\"id\":\"main\",\"nodes\":[");

  for (guint i = 0; i < types->len; i++)
    {
      const HeddleNodeTypeInfo *type = types->pdata[i];
      const char *config = g_str_equal (type->id, "ai.image-generation")  ? "{\"model\":\"sketch/image\"}"
                           : g_str_equal (type->id, "ai.text-generation") ? "{\"model\":\"sketch/text\"}"
                                                                          : "{}";

      g_string_append_printf (text, "%s{\"id\":\"%s\",\"type\":\"%s\",\"x\":%u,\"y\":%u,\"config\":%s}",
                              i > 0 ? "," : "", type->id, type->id, i % 6 * 300, i / 6 * 260, config);
    }
  g_string_append (text, "],\"links\":[]}]}");
  return g_string_free (text, FALSE);
}

static GtkWidget *
open_window (const char         *text,
             HeddleOpenWorkflow **workflow,
             HeddleCanvas       **canvas)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *split = adw_overlay_split_view_new ();
  GtkWidget *inspector = heddle_inspector_new ();
  HeddleEditor *editor;

  *workflow = heddle_canvas_test_open_text (text);
  editor = heddle_editor_new (*workflow);
  *canvas = heddle_editor_get_canvas (editor);
  heddle_inspector_set_open_workflow (HEDDLE_INSPECTOR (inspector), *workflow);
  g_object_bind_property (*canvas, "selected-node", inspector, "node", G_BINDING_DEFAULT);
  adw_overlay_split_view_set_content (ADW_OVERLAY_SPLIT_VIEW (split), GTK_WIDGET (editor));
  adw_overlay_split_view_set_sidebar (ADW_OVERLAY_SPLIT_VIEW (split), inspector);
  adw_overlay_split_view_set_sidebar_position (ADW_OVERLAY_SPLIT_VIEW (split), GTK_PACK_END);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (window), split);
  gtk_window_present (GTK_WINDOW (window));
  settle (2);
  return window;
}

static void
print (const char *figure,
       double      value,
       const char *work)
{
  HeddleBenchFigure line = { .bench = "editing", .figure = figure, .value = value, .unit = "ms", .work = work };

  heddle_bench_print (&line);
}

static void
edit_once (HeddleOpenWorkflow *workflow,
           guint               round)
{
  const char *path[] = { "config", "template", NULL };
  g_autofree char *text = g_strdup_printf ("{{text}}, take %u", round);
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), text);
  g_autoptr (HeddleEdit) edit =
    heddle_edit_new_set (HEDDLE_ELEMENT_NODE, heddle_pipeline_get_id (heddle_open_workflow_get_pipeline (workflow)),
                         "n2500", path, value);
  g_autoptr (GError) error = NULL;

  if (!heddle_document_apply (heddle_open_workflow_get_document (workflow), edit, &error))
    g_error ("%s", error->message);
}

static void
measure_editing (void)
{
  g_autofree char *text = make_chain ();
  HeddleOpenWorkflow *workflow;
  HeddleCanvas *canvas;
  GtkWidget *window = open_window (text, &workflow, &canvas);
  double turns[EDITS], applied[EDITS];
  double most = 0;

  heddle_canvas_select_node (canvas, "n2500");
  settle (1);
  for (guint i = 0; i < EDITS; i++)
    {
      double start = read_thread_clock ();

      edit_once (workflow, i);
      applied[i] = read_thread_clock () - start;
      longest_turn = 0;
      turn_begin = start;
      settle (AFTER_EDIT);
      turns[i] = longest_turn;
      most = MAX (most, longest_turn);
      if (heddle_open_workflow_get_problem (workflow) != NULL)
        g_error ("%s", heddle_open_workflow_get_problem (workflow)->message);
    }
  print ("editing a parameter, 5000 nodes, the edit itself", heddle_bench_median (applied, EDITS), "7 edits, median");
  print ("editing a parameter, 5000 nodes, longest turn, median of edits", heddle_bench_median (turns, EDITS),
         "7 edits, each estimated and kept");
  print ("editing a parameter, 5000 nodes, longest turn of all", most, "7 edits, each estimated and kept");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* One step that inserts a thousand linked nodes, taken back and done again, with the turn that follows. */
static void
measure_pasting (void)
{
  g_autofree char *text = make_chain ();
  HeddleOpenWorkflow *workflow;
  HeddleCanvas *canvas;
  GtkWidget *window = open_window (text, &workflow, &canvas);
  HeddleDocument *document = heddle_open_workflow_get_document (workflow);
  HeddlePipeline *pipeline = heddle_open_workflow_get_pipeline (workflow);
  g_autofree const char **ids = g_new0 (const char *, PASTED_NODES + 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (HeddleWorkflow) copied = NULL;
  g_auto (GStrv) pasted = NULL;
  g_autoptr (GError) error = NULL;
  double start, took[3];

  for (guint i = 0; i < PASTED_NODES; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("n%u", i));
      ids[i] = names->pdata[i];
    }
  copied = heddle_node_group_copy (heddle_document_get_workflow (document), pipeline, ids);
  start = read_thread_clock ();
  heddle_document_begin (document, "Paste");
  if (!heddle_node_group_paste (document, pipeline, copied, 0, 20000, &pasted, &error))
    g_error ("%s", error->message);
  heddle_document_end (document);
  took[0] = read_thread_clock () - start;
  settle (AFTER_EDIT);
  start = read_thread_clock ();
  heddle_document_undo (document);
  took[1] = read_thread_clock () - start;
  settle (AFTER_EDIT);
  longest_turn = 0;
  start = turn_begin = read_thread_clock ();
  heddle_document_redo (document);
  took[2] = read_thread_clock () - start;
  settle (AFTER_EDIT);
  print ("pasting 1000 nodes into 5000", took[0], "999 links, one step");
  print ("undoing that", took[1], "999 links, one step");
  print ("redoing that", took[2], "999 links, one step");
  print ("redoing that, longest turn", longest_turn, "999 links, one step, drawn, estimated and kept");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
select_all (GPtrArray    *types,
            HeddleCanvas *canvas,
            const char   *visit)
{
  double *turns = g_newa (double, types->len);
  g_autofree char *median = g_strdup_printf ("selecting, %s, longest turn, median of kinds", visit);
  g_autofree char *most = g_strdup_printf ("selecting, %s, longest turn of all", visit);
  guint worst = 0;

  for (guint i = 0; i < types->len; i++)
    {
      double start = read_thread_clock ();

      heddle_canvas_select_node (canvas, ((const HeddleNodeTypeInfo *) types->pdata[i])->id);
      longest_turn = 0;
      turn_begin = start;
      settle (AFTER_SELECTION);
      turns[i] = longest_turn;
      if (g_getenv ("HEDDLE_BENCH_EACH") != NULL)
        print (((const HeddleNodeTypeInfo *) types->pdata[i])->id, turns[i], visit);
      worst = turns[i] > turns[worst] ? i : worst;
    }
  print (most, turns[worst], ((const HeddleNodeTypeInfo *) types->pdata[worst])->id);
  print (median, heddle_bench_median (turns, types->len), "one node of each kind");
}

static void
measure_selecting (void)
{
  g_autoptr (HeddleNodeRegistry) registry = heddle_node_registry_new ();
  g_autoptr (GPtrArray) types = NULL;
  g_autofree char *text = NULL;
  HeddleOpenWorkflow *workflow;
  HeddleCanvas *canvas;
  GtkWidget *window;

  heddle_register_nodes (registry);
  types = heddle_node_registry_list (registry);
  text = make_zoo (types);
  window = open_window (text, &workflow, &canvas);
  select_all (types, canvas, "first visit");
  select_all (types, canvas, "second visit");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  const char *source = g_getenv ("HEDDLE_SOURCE_ROOT");

  if (argc == 1)
    {
      g_autofree char *display = g_build_filename (source != NULL ? source : ".", "tests/app/with-display", NULL);

      /* As for the canvas' benchmark. */
      g_setenv ("HEDDLE_TEST_SERVER_OPTIONS", "-extension MIT-SHM", TRUE);
      execl (display, display, argv[0], "all", NULL);
      g_error ("%s cannot be started", display);
    }
  heddle_init ();
  adw_init ();
  real_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  measure_selecting ();
  measure_editing ();
  measure_pasting ();
  heddle_canvas_test_close ();
  return 0;
}
