/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the canvas paints, as the text of its render nodes, beside what it painted when somebody last
 * looked at it and found it good: tests/app/painted holds that. Where the change is meant, look at the
 * canvas, and run the test with HEDDLE_RENEW_PAINTED=1 in its environment.
 */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "base/heddle-init.h"
#include "editor/heddle-canvas-view.h"
#include "heddle-canvas-test.h"

#define WIDTH 1100
#define HEIGHT 760

/* A step in each state of a run, one that is bypassed, one that is muted and collapsed, one with a colour,
 * one that nobody knows; lists and single values, links that go back, through dots, on a condition and only
 * for the order, a frame and a note.
 */
#define DOCUMENT                                                                                                    \
  "{\"format\":\"heddle-workflow\",\"version\":1,\"id\":\"01a22351-0000-7000-8000-000000000001\",\"name\":\"W\","   \
  "\"inputs\":[{\"key\":\"headline\",\"type\":\"text\",\"label\":\"Headline\",\"default\":\"Slow mornings\"}],"     \
  "\"inputs_position\":{\"x\":-300,\"y\":40},"                                                                      \
  "\"pipelines\":[{\"id\":\"main\",\"nodes\":["                                                                     \
  "{\"id\":\"idle\",\"type\":\"input.text\",\"name\":\"Idle\",\"x\":0,\"y\":0,\"config\":{\"value\":\"A cup\"}},"     \
  "{\"id\":\"queued\",\"type\":\"text.case\",\"name\":\"Queued\",\"x\":280,\"y\":0,\"config\":{\"case\":\"upper\"}}," \
  "{\"id\":\"running\",\"type\":\"ai.image-generation\",\"name\":\"Running\",\"x\":560,\"y\":0,\"width\":240,"       \
  "\"config\":{\"model\":\"sketch/image\",\"count\":4,\"aspect_ratio\":\"4:5\",\"seed\":0}},"                       \
  "{\"id\":\"done\",\"type\":\"image.resize\",\"name\":\"Done\",\"x\":860,\"y\":0,\"width\":240,"                    \
  "\"config\":{\"width\":1080,\"height\":1350}},"                                                                   \
  "{\"id\":\"cached\",\"type\":\"text.template\",\"name\":\"Cached\",\"x\":0,\"y\":300,"                             \
  "\"config\":{\"template\":\"{{headline}} {{a}}\"}},"                                                              \
  "{\"id\":\"waiting\",\"type\":\"logic.pick\",\"name\":\"Waiting\",\"x\":280,\"y\":300,\"config\":{}},"             \
  "{\"id\":\"failed\",\"type\":\"json.pick\",\"name\":\"Failed\",\"x\":560,\"y\":460,\"config\":{\"path\":\"$.a\"}}," \
  "{\"id\":\"skipped\",\"type\":\"output.asset\",\"name\":\"Skipped\",\"x\":860,\"y\":460,\"config\":{}},"           \
  "{\"id\":\"stopped\",\"type\":\"text.case\",\"name\":\"Stopped\",\"x\":0,\"y\":560,\"color\":\"#e66100\","         \
  "\"config\":{\"case\":\"lower\"}},"                                                                               \
  "{\"id\":\"bypassed\",\"type\":\"text.case\",\"name\":\"Bypassed\",\"x\":280,\"y\":620,\"enabled\":false,"         \
  "\"config\":{\"case\":\"lower\"}},"                                                                               \
  "{\"id\":\"muted\",\"type\":\"text.case\",\"name\":\"Muted\",\"x\":280,\"y\":820,\"muted\":true,"                  \
  "\"collapsed\":true,\"config\":{\"case\":\"lower\"}},"                                                            \
  "{\"id\":\"odd\",\"type\":\"future.thing\",\"name\":\"Unknown\",\"x\":860,\"y\":660,\"config\":{}}],"              \
  "\"links\":["                                                                                                     \
  "{\"id\":\"l1\",\"from\":[\"idle\",\"text\"],\"to\":[\"queued\",\"text\"]},"                                       \
  "{\"id\":\"l2\",\"from\":[\"queued\",\"text\"],\"to\":[\"running\",\"prompt\"]},"                                  \
  "{\"id\":\"l3\",\"from\":[\"running\",\"images\"],\"to\":[\"done\",\"image\"]},"                                   \
  "{\"id\":\"l5\",\"from\":[\"running\",\"images\"],\"to\":[\"waiting\",\"items\"]},"                                \
  "{\"id\":\"l7\",\"from\":[\"waiting\",\"items\"],\"to\":[\"skipped\",\"image\"],"                                   \
  "\"reroutes\":[{\"x\":520,\"y\":420},{\"x\":800,\"y\":440}]},"                                                      \
  "{\"id\":\"l8\",\"from\":[\"cached\",\"text\"],\"to\":[\"stopped\",\"text\"],"                                      \
  "\"condition\":{\"op\":\"contains\",\"value\":\"cup\"}},"                                                           \
  "{\"id\":\"l9\",\"kind\":\"after\",\"from\":[\"stopped\"],\"to\":[\"bypassed\"]}],"                                 \
  "\"frames\":[{\"id\":\"f1\",\"name\":\"Pictures\",\"x\":540,\"y\":-60,\"width\":600,\"height\":460}],"             \
  "\"notes\":[{\"id\":\"n1\",\"text\":\"Mind the cup.\",\"x\":0,\"y\":760,\"width\":220,\"height\":80}]}]}"

typedef struct
{
  const char *name;
  double      zoom;
  gboolean    dark;
  gboolean    right_to_left;
  gboolean    selected;
} Look;

static const Look looks[] = {
  { .name = "near", .zoom = 1 },
  { .name = "near-dark", .zoom = 1, .dark = TRUE },
  { .name = "near-right-to-left", .zoom = 1, .right_to_left = TRUE },
  { .name = "half", .zoom = 0.5, .selected = TRUE },
  { .name = "small", .zoom = 0.3 },
  { .name = "far", .zoom = 0.15, .selected = TRUE },
};

static void
settle (double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* Pictures and fonts are those of other libraries; where they are is ours. */
static char *
describe (GskRenderNode *node)
{
  g_autoptr (GBytes) bytes = gsk_render_node_serialize (node);
  g_autoptr (GRegex) data = g_regex_new ("url\\(\\s*\"data:[^\"]*\"\\s*\\)", 0, 0, NULL);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (GError) error = NULL;
  char *described = g_regex_replace_literal (data, text, (gssize) size, 0, "url(…)", 0, &error);

  g_assert_no_error (error);
  return described;
}

static void
select_some (HeddleCanvas *canvas)
{
  heddle_canvas_set_selection (canvas, (const char *const[]) { "queued", "done", "failed", NULL });
}

static char *
paint (const Look *look)
{
  GtkWidget *window;
  GtkWidget *view;
  HeddleCanvas *canvas;
  HeddleOpenWorkflow *workflow = heddle_canvas_test_open_text (DOCUMENT);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_set_default_direction (look->right_to_left ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  heddle_canvas_test_put_states (workflow);
  window = gtk_window_new ();
  view = heddle_canvas_view_new (workflow, heddle_open_workflow_get_pipeline (workflow));
  canvas = heddle_canvas_view_get_canvas (HEDDLE_CANVAS_VIEW (view));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), view);
  /* Nothing lights up where the pointer happens to be. */
  gtk_widget_set_can_target (view, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (GTK_WIDGET (canvas)) == 0)
    g_main_context_iteration (NULL, TRUE);
  heddle_canvas_set_view (canvas, 40, 60, look->zoom);
  if (look->selected)
    select_some (canvas);
  /* What stands in while the view moves is replaced, and colours have faded into those of the scheme. */
  settle (1);

  GTK_WIDGET_GET_CLASS (canvas)->snapshot (GTK_WIDGET (canvas), snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  gtk_window_destroy (GTK_WINDOW (window));
  return describe (node);
}

static void
tell_difference (const char *name,
                 const char *kept,
                 const char *painted)
{
  g_auto (GStrv) before = g_strsplit (kept, "\n", -1);
  g_auto (GStrv) after = g_strsplit (painted, "\n", -1);
  guint line = 0;

  while (before[line] != NULL && g_strcmp0 (before[line], after[line]) == 0)
    line++;
  g_test_message ("%s, line %u: was “%s”, is “%s”", name, line + 1, before[line] != NULL ? before[line] : "",
                  after[line] != NULL ? after[line] : "");
}

static void
test_painting (gconstpointer data)
{
  const Look *look = data;
  gboolean contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  g_autofree char *name = g_strdup_printf ("%s%s.txt", look->name, contrast ? "-contrast" : "");
  g_autofree char *path = g_build_filename (g_getenv ("HEDDLE_SOURCE_ROOT"), "tests/app/painted", name, NULL);
  g_autofree char *painted = paint (look);
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("HEDDLE_RENEW_PAINTED") != NULL)
    g_file_set_contents (path, painted, -1, &error);
  else
    g_file_get_contents (path, &kept, NULL, &error);
  g_assert_no_error (error);
  if (kept == NULL || g_str_equal (kept, painted))
    return;
  tell_difference (name, kept, painted);
  g_test_fail ();
}

/* Contrast is what a session begins with. */
static void
test_contrast (void)
{
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);

  g_test_trap_subprocess_with_envp ("/canvas-painting/subprocess/contrast", (const char *const *) environment, 0,
                                    G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/canvas-painting/", looks[i].name, NULL);

      g_test_add_data_func (path, &looks[i], test_painting);
    }
  g_test_add_data_func ("/canvas-painting/subprocess/contrast", &looks[0], test_painting);
  g_test_add_func ("/canvas-painting/contrast", test_contrast);
  status = g_test_run ();
  heddle_canvas_test_close ();
  return status;
}
