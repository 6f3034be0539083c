/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads, checks and writes documents of many nodes: a chain of text steps, each with what the
 * editor writes. Reading is compared with json-glib's parser on the same text, which makes a tree
 * and no document.
 */

#include "config.h"

#include "base/heddle-init.h"
#include "graph/heddle-validation.h"
#include "heddle-bench.h"
#include "nodes/heddle-nodes.h"

#define ROUNDS 5

enum
{
  READ,
  TREE,
  CHECK,
  WRITE,
  N_FIGURES,
};

static GString *
make_document (guint n)
{
  GString *text = g_string_new ("{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"w\","
                                "\"name\":\"W\",\"pipelines\":[{\"id\":\"main\",\"nodes\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"n%u\",\"type\":\"text.replace\",\"type_version\":1,"
                            "\"name\":\"Step %u\",\"x\":%u.5,\"y\":%u,\"width\":240,"
                            "\"enabled\":true,\"muted\":false,\"collapsed\":false,\"color\":null,"
                            "\"config\":{\"pattern\":\"a\",\"replacement\":\"b\",\"regex\":false}}",
                            i > 0 ? "," : "", i, i, i % 70 * 300, i / 70 * 200);
  g_string_append (text, "],\"links\":[");
  for (guint i = 1; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"l%u\",\"from\":[\"n%u\",\"text\"],"
                            "\"to\":[\"n%u\",\"text\"]}",
                            i > 1 ? "," : "", i, i - 1, i);
  g_string_append (text, "]}]}");
  return text;
}

static double
lap (double *start)
{
  double now = heddle_bench_now ();
  double taken = (now - *start) * 1000;

  *start = now;
  return taken;
}

static void
run_round (GString            *text,
           HeddleNodeRegistry *registry,
           double              taken[N_FIGURES])
{
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *written = NULL;
  double start = heddle_bench_now ();

  workflow = heddle_workflow_new_from_text (text->str, (gssize) text->len, NULL);
  taken[READ] = lap (&start);
  json_parser_load_from_data (parser, text->str, (gssize) text->len, NULL);
  taken[TREE] = lap (&start);
  problems = heddle_workflow_validate (workflow, registry, NULL, NULL);
  taken[CHECK] = lap (&start);
  written = heddle_workflow_to_text (workflow);
  taken[WRITE] = lap (&start);
}

static void
measure (HeddleNodeRegistry *registry,
         guint               n)
{
  static const char *const names[] = { "read", NULL, "validate", "write" };
  g_autoptr (GString) text = make_document (n);
  g_autofree char *work = g_strdup_printf ("%u nodes, %.1f MiB", n, (double) text->len / (1 << 20));
  double taken[ROUNDS][N_FIGURES];
  double medians[N_FIGURES];

  for (guint i = 0; i < ROUNDS; i++)
    run_round (text, registry, taken[i]);
  for (guint figure = 0; figure < N_FIGURES; figure++)
    {
      double values[ROUNDS];

      for (guint i = 0; i < ROUNDS; i++)
        values[i] = taken[i][figure];
      medians[figure] = heddle_bench_median (values, ROUNDS);
    }

  for (guint figure = 0; figure < N_FIGURES; figure++)
    {
      HeddleBenchFigure line = {
        .bench = "document",
        .figure = names[figure],
        .value = medians[figure],
        .unit = "ms",
        .work = work,
      };

      if (figure == READ)
        {
          line.peer = "json-glib, tree only";
          line.peer_value = medians[TREE];
        }
      if (figure != TREE)
        heddle_bench_print (&line);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (HeddleNodeRegistry) registry = heddle_node_registry_new ();

  heddle_init ();
  heddle_register_nodes (registry);
  measure (registry, 1000);
  measure (registry, 5000);
  measure (registry, 20000);
  return 0;
}
