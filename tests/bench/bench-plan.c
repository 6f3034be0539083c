/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Plans that count to a million: what they take of memory, and of time, beside the table itself. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <unistd.h>

#include "base/heddle-init.h"
#include "engine/heddle-engine.h"
#include "heddle-bench.h"

#define N_ITEMS 1000000

#define DOCUMENT \
  "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"Million\"," \
    " \"inputs\": [{\"key\": \"word\", \"type\": \"text\", \"default\": \"a cup\"}]," \
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": [" \
    "  {\"id\": \"lines\", \"type\": \"input.table\", \"config\": {\"csv\": \"%s\"}}," \
    "  {\"id\": \"prompt\", \"type\": \"text.template\", \"config\": {\"template\": \"{{word}} {{line}}\"}}," \
    "  {\"id\": \"art\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"sketch/image\", \"count\": %u}}," \
    "  {\"id\": \"small\", \"type\": \"image.resize\", \"config\": {\"width\": 16, \"height\": 16}}]," \
    " \"links\": [" \
    "  {\"id\": \"l1\", \"from\": [\"inputs\", \"word\"], \"to\": [\"prompt\", \"word\"]}," \
    "  {\"id\": \"l2\", \"from\": [\"lines\", \"line\"], \"to\": [\"prompt\", \"line\"]}," \
    "  {\"id\": \"l3\", \"from\": [\"prompt\", \"text\"], \"to\": [\"art\", \"prompt\"]}," \
    "  {\"id\": \"l4\", \"from\": [\"art\", \"images\"], \"to\": [\"small\", \"image\"]}]}]}"

typedef struct
{
  const char *figure;
  guint       n_rows;
  guint       n_lines;
  guint       n_results;
} Case;

static const Case cases[] = {
  { "a table of 1,000,000 rows", N_ITEMS, 1, 1 },
  { "a table of 10,000 rows, each with a list of 25 and 4 results", 10000, 25, 4 },
  { "a list of 250,000 with 4 results each", 1, 250000, 4 },
};

static gint64
read_status (const char *field)
{
  g_autofree char *status = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    g_error ("/proc/self/status cannot be read");
  found = strstr (status, field);
  g_assert (found != NULL);
  return g_ascii_strtoll (found + strlen (field), NULL, 10);
}

static void
reset_peak (void)
{
  int fd = open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);

  if (fd < 0 || write (fd, "5", 1) != 1)
    g_error ("The peak of memory cannot be reset: %s", g_strerror (errno));
  close (fd);
}

static char *
make_lines (const char *head,
            guint       n,
            const char *end)
{
  GString *text = g_string_new (head);

  g_string_append (text, end);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "line %u%s", i, end);
  return g_string_free_and_steal (text);
}

static void
bench (const Case   *one,
       HeddleEngine *engine)
{
  g_autofree char *lines = make_lines ("line", one->n_lines, "\\n");
  g_autofree char *rows = make_lines ("word", one->n_rows, "\n");
  g_autofree char *text = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (HeddlePlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  HeddleBenchFigure line = { .bench = "plan", .work = one->figure };
  g_autofree char *time_figure = g_strdup_printf ("planned: %s", one->figure);
  g_autofree char *memory_figure = g_strdup_printf ("peak over what was there: %s", one->figure);
  gint64 before;
  double started;

  text = g_strdup_printf (DOCUMENT, lines, one->n_results);
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  if (one->n_rows > 1)
    options->rows = heddle_csv_table_new_from_text (rows, -1, &error);
  g_assert_no_error (error);

  reset_peak ();
  before = read_status ("VmRSS:");
  started = heddle_bench_now ();
  plan = heddle_engine_plan (engine, workflow, options, &error);
  g_assert_no_error (error);
  line.figure = time_figure;
  line.value = (heddle_bench_now () - started) * 1e3;
  line.unit = "ms";
  heddle_bench_print (&line);
  line.figure = memory_figure;
  line.value = (double) (read_status ("VmHWM:") - before) / 1024;
  line.unit = "MiB";
  heddle_bench_print (&line);
}

static gpointer
bench_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleEngine) engine = heddle_engine_new (NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    bench (&cases[i], engine);
  return NULL;
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_thread_join (g_thread_new ("bench", bench_thread, NULL));
  return 0;
}
