/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Moves about in workflows of many nodes, drags them with the pointer, also while they run, and opens
 * them: a chain over 60 columns, in a window of 1280 × 800 with toolbar and map. Each size has a process
 * of its own. Starts itself again where there is a display of its own.
 */

#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/heddle-init.h"
#include "editor/heddle-canvas-view.h"
#include "heddle-bench.h"
#include "heddle-canvas-test.h"

#define COLUMNS 60
#define PITCH_X 280
#define PITCH_Y 160
#define NODE_WIDTH 220
#define NODE_HEIGHT 120
#define VIEW_WIDTH 1280
#define VIEW_HEIGHT 800
#define SKIPPED_FRAMES 10
/* Nearer to its edge than that the pointer scrolls the view. */
#define SCROLLING 40
#define TITLE "bench-canvas"

/* So many are dragged at once. */
#define MANY 500

/* The motions are those of as many frames, however fast the machine shows them. */
#define FRAMES_PER_SECOND 60.0
#define OPENINGS 5

/* What one frame cost, in milliseconds. */
typedef struct
{
  GArray *all;
  GArray *outside;
} Costs;

typedef enum
{
  PAN_ALL,
  PAN_30,
  ZOOM,
  DRAG_ONE,
  DRAG_MANY,
  RUBBER,
  FLOOR,
} Motion;

/* A real pointer: a program that is told by lines where it is to be. */
typedef struct
{
  GSubprocess     *program;
  graphene_point_t from;
  graphene_point_t to;
} Pointer;

typedef struct
{
  guint         n;
  Motion        motion;
  double        seconds;
  HeddleCanvas *canvas;
  GtkWidget    *probe;
  Pointer      *pointer;
  GMainLoop    *loop;
  Costs         costs;
  guint         n_frames;
  double        process_before;
  double        thread_before;
  double        render_begin;
  double        render;
} Ride;

static double
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* A chain of nodes, with a list of so many items before it, if any. */
static char *
make_workflow (guint n,
               guint n_items)
{
  GString *text = g_string_new ("{\"format\":\"heddle-workflow\",\"version\":1,"
                                "\"id\":\"01a22351-0000-7000-8000-000000000001\",\"name\":\"W\","
                                "\"pipelines\":[{\"id\":\"main\",\"nodes\":[");

  for (guint i = 0; i < n_items; i++)
    g_string_append_printf (text, "%s\"Item %u\"%s",
                            i > 0 ? "," : "{\"id\":\"list\",\"type\":\"input.list\",\"x\":-280,\"y\":0,\"config\":{\"items\":[",
                            i, i + 1 < n_items ? "" : "]}},");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"n%u\",\"type\":\"text.template\",\"name\":\"Step %u\",\"x\":%u,\"y\":%u,"
                            "\"width\":%u,\"config\":{\"template\":\"{{text}} and %u\"}}",
                            i > 0 ? "," : "", i, i, i % COLUMNS * PITCH_X, i / COLUMNS * PITCH_Y, NODE_WIDTH, i);
  g_string_append (text, "],\"links\":[");
  if (n_items > 0)
    g_string_append (text, "{\"id\":\"list\",\"from\":[\"list\",\"list\"],\"to\":[\"n0\",\"text\"]},");
  for (guint i = 1; i < n; i++)
    g_string_append_printf (text, "%s{\"id\":\"l%u\",\"from\":[\"n%u\",\"text\"],\"to\":[\"n%u\",\"text\"]}",
                            i > 1 ? "," : "", i, i - 1, i);
  g_string_append (text, "]}]}");
  return g_string_free (text, FALSE);
}

/* From -1 to 1 and back. */
static double
triangle (double seconds,
          double period)
{
  double u = fmod (seconds / period, 1);

  return u < 0.5 ? u * 4 - 1 : 3 - u * 4;
}

static void G_GNUC_PRINTF (2, 3)
tell_pointer (Pointer    *pointer,
              const char *format,
              ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (pointer->program), line, strlen (line), NULL,
                                            NULL, NULL));
}

static void
move_pointer (Pointer *pointer,
              double   share)
{
  tell_pointer (pointer, "mousemove %d %d\n", (int) (pointer->from.x + (pointer->to.x - pointer->from.x) * share),
                (int) (pointer->from.y + (pointer->to.y - pointer->from.y) * share));
}

/* How large a workflow is. */
static void
get_size (guint   n,
          double *width,
          double *height)
{
  guint rows = (n + COLUMNS - 1) / COLUMNS;

  *width = MIN (n, COLUMNS) * PITCH_X - (PITCH_X - NODE_WIDTH);
  *height = (double) rows * PITCH_Y - (PITCH_Y - NODE_HEIGHT);
}

/* All of it, and so many pixels beside the middle. */
static void
show_all (HeddleCanvas *canvas,
          guint         n,
          double        dx,
          double        dy)
{
  double width, height, fit;

  get_size (n, &width, &height);
  fit = MIN (VIEW_WIDTH / (width + 80), VIEW_HEIGHT / (height + 80));
  heddle_canvas_set_view (canvas, (VIEW_WIDTH - width * fit) / 2 + dx, (VIEW_HEIGHT - height * fit) / 2 + dy, fit);
}

static void
move (Ride   *ride,
      double  s)
{
  double width, height, zoom;

  get_size (ride->n, &width, &height);

  switch (ride->motion)
    {
    case FLOOR:
      break;
    case PAN_ALL:
      show_all (ride->canvas, ride->n, 150 * triangle (s + 0.25, 1), 80 * triangle (s + 0.35, 1.4));
      break;
    case PAN_30:
      heddle_canvas_set_view (ride->canvas, VIEW_WIDTH / 2 - width / 2 + 1000 * triangle (s + 1.25, 5),
                              VIEW_HEIGHT / 2 - height / 2 + (height > 900 ? 300 : 60) * triangle (s + 0.75, 3), 1);
      break;
    case DRAG_ONE:
    case DRAG_MANY:
    case RUBBER:
      move_pointer (ride->pointer, (triangle (s, 2.5) + 1) / 2);
      break;
    case ZOOM:
    default:
      zoom = exp (log (0.2) + (log (1.5) - log (0.2)) * (triangle (s, 2.5) + 1) / 2);
      heddle_canvas_set_view (ride->canvas, VIEW_WIDTH / 2 - width / 2 * zoom, VIEW_HEIGHT / 2 - height / 2 * zoom,
                              zoom);
      break;
    }
}

/* A widget on top of everything: when it is drawn, all the others have been, and what follows until
 * the frame ends is rendering.
 */
#define HEDDLE_TYPE_BENCH_PROBE (heddle_bench_probe_get_type ())
G_DECLARE_FINAL_TYPE (HeddleBenchProbe, heddle_bench_probe, HEDDLE, BENCH_PROBE, GtkWidget)

struct _HeddleBenchProbe
{
  GtkWidget  parent_instance;
  Ride      *ride;
  gboolean   covers;
};

G_DEFINE_FINAL_TYPE (HeddleBenchProbe, heddle_bench_probe, GTK_TYPE_WIDGET)

static void
heddle_bench_probe_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  HeddleBenchProbe *self = HEDDLE_BENCH_PROBE (widget);

  if (self->covers && self->ride != NULL)
    gtk_snapshot_append_color (snapshot, &(GdkRGBA) { (float) (self->ride->n_frames % 2), 0.5, 0.5, 1 },
                               &GRAPHENE_RECT_INIT (0, 0, VIEW_WIDTH, VIEW_HEIGHT));
  if (self->ride != NULL)
    self->ride->render_begin = read_clock (CLOCK_THREAD_CPUTIME_ID);
}

static void
heddle_bench_probe_class_init (HeddleBenchProbeClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = heddle_bench_probe_snapshot;
}

static void
heddle_bench_probe_init (HeddleBenchProbe *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Ride          *ride)
{
  ride->render = read_clock (CLOCK_THREAD_CPUTIME_ID) - ride->render_begin;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Ride *ride = data;
  double process = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  double thread = read_clock (CLOCK_THREAD_CPUTIME_ID);
  double seconds = ride->n_frames / FRAMES_PER_SECOND;

  if (ride->n_frames++ > SKIPPED_FRAMES)
    {
      double all = process - ride->process_before;
      double outside = thread - ride->thread_before - ride->render;

      g_array_append_val (ride->costs.all, all);
      g_array_append_val (ride->costs.outside, outside);
    }
  ride->process_before = process;
  ride->thread_before = thread;
  move (ride, seconds);
  gtk_widget_queue_draw (ride->probe);
  if (seconds < ride->seconds)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (ride->loop);
  return G_SOURCE_REMOVE;
}

static int
compare_costs (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_percentile (GArray *values,
                double  share)
{
  g_array_sort (values, compare_costs);
  return g_array_index (values, double, MIN ((guint) (values->len * share), values->len - 1));
}

/* What a frame costs in which one colour changes everywhere: the median of the same run. */
static double floor_cost;

/* Whether the workflow runs beside the motions. */
static gboolean running;

static void
print (guint       n,
       const char *figure,
       double      value,
       const char *unit,
       const char *work,
       gboolean    compare)
{
  gboolean gl = g_strcmp0 (g_getenv ("GSK_RENDERER"), "gl") == 0;
  g_autofree char *name = g_strdup_printf ("%s, %u nodes%s%s", figure, n,
                                           running ? ", while 1,000 items run through each" : "", gl ? ", GL" : "");
  HeddleBenchFigure line = { .bench = "canvas", .figure = name, .value = value, .unit = unit, .work = work };

  if (compare)
    {
      line.peer = "a frame of one colour, median";
      line.peer_value = floor_cost;
    }
  heddle_bench_print (&line);
}

static void
print_frames (guint       n,
              const char *motion,
              const char *figure,
              GArray     *values,
              const char *work,
              gboolean    compare)
{
  static const struct
  {
    const char *name;
    double      share;
  } percentiles[] = { { "median", 0.5 }, { "95th percentile", 0.95 }, { "99th percentile", 0.99 }, { "most", 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (percentiles); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s, %s, %s", motion, figure, percentiles[i].name);

      print (n, name, get_percentile (values, percentiles[i].share), "ms", work, compare);
    }
}

static void
ride (GtkWidget    *probe,
      HeddleCanvas *canvas,
      Pointer      *pointer,
      guint         n,
      Motion        motion)
{
  static const char *const names[] = {
    "pan-all", "pan-30", "zoom", "drag one node", "drag 500 selected nodes", "rubber band over nearly all",
    "floor: one colour everywhere",
  };
  static const double seconds[] = { 4, 5, 5, 5, 5, 5, 2 };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (probe);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) outside = g_array_new (FALSE, FALSE, sizeof (double));
  Ride self = {
    .n = n,
    .motion = motion,
    .seconds = seconds[motion],
    .canvas = canvas,
    .probe = probe,
    .pointer = pointer,
    .loop = loop,
    .costs = { all, outside },
  };
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &self);
  g_autofree char *work = NULL;

  HEDDLE_BENCH_PROBE (probe)->ride = &self;
  HEDDLE_BENCH_PROBE (probe)->covers = motion == FLOOR;
  gtk_widget_add_tick_callback (probe, tick_cb, &self, NULL);
  g_main_loop_run (loop);
  HEDDLE_BENCH_PROBE (probe)->ride = NULL;
  g_signal_handler_disconnect (clock, handler);

  work = g_strdup_printf ("%u frames of %.0f s", all->len, seconds[motion]);
  if (motion == FLOOR)
    floor_cost = get_percentile (all, 0.5);
  /* What runs beside the motions is work of other threads. */
  if (!running)
    print_frames (n, names[motion], "CPU of all threads per frame", all, work, motion != FLOOR);
  print_frames (n, names[motion], "main thread outside rendering per frame", outside, work, FALSE);
}

static void
painted_cb (GdkFrameClock *clock,
            gboolean      *painted)
{
  *painted = TRUE;
}

static void
settle (double seconds)
{
  double end = heddle_bench_now () + seconds;

  while (heddle_bench_now () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* What a frame costs in which one colour changes everywhere, in an empty window of that size. */
static void
measure_floor (guint n)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *probe = g_object_new (HEDDLE_TYPE_BENCH_PROBE, NULL);

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), VIEW_WIDTH, VIEW_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), probe);
  gtk_window_present (GTK_WINDOW (window));
  settle (0.5);
  ride (probe, NULL, NULL, n, FLOOR);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* In the middle of the workflow, and of the view. */
static guint
get_middle (guint n)
{
  return (n + COLUMNS - 1) / COLUMNS / 2 * COLUMNS + COLUMNS / 2;
}

static void
get_middle_area (HeddleCanvas    *canvas,
                 guint            n,
                 graphene_rect_t *area)
{
  g_autofree char *id = g_strdup_printf ("n%u", get_middle (n));

  heddle_canvas_get_node_area (canvas, id, area);
}

/* A figure of something that did not happen is none. */
static void
assert_dragged (HeddleCanvas          *canvas,
                guint                  n,
                Motion                 motion,
                const graphene_rect_t *before)
{
  g_auto (GStrv) selection = heddle_canvas_dup_selection (canvas);
  graphene_rect_t after;

  get_middle_area (canvas, n, &after);
  if (motion == RUBBER)
    g_assert_cmpuint (g_strv_length (selection), >, n * 4 / 5);
  else
    g_assert_cmpuint (g_strv_length (selection), ==, motion == DRAG_ONE ? 1 : MANY);
  g_assert_true (graphene_rect_equal (before, &after) == (motion == RUBBER));
}

static void
drag (GtkWidget    *probe,
      HeddleCanvas *canvas,
      Pointer      *pointer,
      guint         n,
      Motion        motion)
{
  graphene_rect_t before;

  get_middle_area (canvas, n, &before);
  move_pointer (pointer, 0);
  settle (0.2);
  tell_pointer (pointer, "mousedown 1\n");
  settle (0.2);
  ride (probe, canvas, pointer, n, motion);
  move_pointer (pointer, 1);
  settle (0.5);
  assert_dragged (canvas, n, motion, &before);
  /* Back to where the next begins. */
  move_pointer (pointer, 0);
  tell_pointer (pointer, "mouseup 1\n");
  settle (0.5);
}

/* Where a point of the workflow is on the screen. */
static graphene_point_t
place (HeddleCanvas *canvas,
       double        x,
       double        y)
{
  double left, top, zoom;

  heddle_canvas_get_view (canvas, &left, &top, &zoom);
  return GRAPHENE_POINT_INIT ((float) (left + x * zoom), (float) (top + y * zoom));
}

static void
measure_dragging (GtkWidget    *probe,
                  HeddleCanvas *canvas,
                  guint         n)
{
  guint middle = get_middle (n);
  guint first = MIN (middle - MANY / 2, n - MANY);
  double x = middle % COLUMNS * PITCH_X, y = middle / COLUMNS * PITCH_Y;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, &error, "xdotool", "-", NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) many = NULL;
  Pointer pointer = { .program = program };

  g_assert_no_error (error);
  tell_pointer (&pointer, "search --name ^" TITLE "$ windowmove 0 0\n");
  heddle_canvas_set_view (canvas, VIEW_WIDTH / 2 - x, VIEW_HEIGHT / 2 - y, 1);
  pointer.from = place (canvas, x + 20, y + 10);
  pointer.to = GRAPHENE_POINT_INIT (VIEW_WIDTH / 4, VIEW_HEIGHT / 4);
  drag (probe, canvas, &pointer, n, DRAG_ONE);

  for (guint i = first; i < first + MANY; i++)
    g_strv_builder_take (builder, g_strdup_printf ("n%u", i));
  many = g_strv_builder_end (builder);
  heddle_canvas_set_selection (canvas, (const char *const *) many);
  drag (probe, canvas, &pointer, n, DRAG_MANY);

  show_all (canvas, n, 0, 0);
  settle (1);
  pointer.from = GRAPHENE_POINT_INIT (SCROLLING, SCROLLING);
  pointer.to = GRAPHENE_POINT_INIT (VIEW_WIDTH - SCROLLING, VIEW_HEIGHT - SCROLLING);
  drag (probe, canvas, &pointer, n, RUBBER);
  g_subprocess_force_exit (program);
}

static GtkWidget *
open_window (HeddleOpenWorkflow  *workflow,
             GtkWidget          **probe,
             HeddleCanvas       **canvas)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *view = heddle_canvas_view_new (workflow, heddle_open_workflow_get_pipeline (workflow));
  gboolean painted = FALSE;
  gulong handler;
  GdkFrameClock *clock;

  *probe = g_object_new (HEDDLE_TYPE_BENCH_PROBE, NULL);
  *canvas = heddle_canvas_view_get_canvas (HEDDLE_CANVAS_VIEW (view));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), view);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), *probe);
  gtk_window_set_title (GTK_WINDOW (window), TITLE);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), VIEW_WIDTH, VIEW_HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  while (!painted || gtk_widget_get_width (GTK_WIDGET (*canvas)) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  return window;
}

static void
measure_opening (guint n)
{
  g_autofree char *text = make_workflow (n, 0);
  double taken[OPENINGS], used[OPENINGS];

  for (guint i = 0; i < OPENINGS; i++)
    {
      GtkWidget *probe;
      HeddleCanvas *canvas;
      double start = heddle_bench_now ();
      double before = read_clock (CLOCK_PROCESS_CPUTIME_ID);
      GtkWidget *window = open_window (heddle_canvas_test_open_text (text), &probe, &canvas);

      taken[i] = (heddle_bench_now () - start) * 1000;
      used[i] = read_clock (CLOCK_PROCESS_CPUTIME_ID) - before;
      settle (0.3);
      gtk_window_destroy (GTK_WINDOW (window));
      settle (0.1);
    }
  print (n, "opening, text to first complete frame, median", heddle_bench_median (taken, OPENINGS), "ms",
         "5 openings, reading the document included", FALSE);
  print (n, "opening, text to first complete frame, CPU of all threads, median", heddle_bench_median (used, OPENINGS),
         "ms", "the same openings", FALSE);
}

static double
read_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");
  return line != NULL ? g_ascii_strtod (line + 5, NULL) / 1024 : 0;
}

static void
measure (guint n)
{
  g_autofree char *text = make_workflow (n, 0);
  GtkWidget *probe;
  HeddleCanvas *canvas;
  GtkWidget *window = open_window (heddle_canvas_test_open_text (text), &probe, &canvas);

  g_clear_pointer (&text, g_free);
  settle (2);
  measure_floor (n);
  for (int motion = PAN_ALL; motion <= ZOOM; motion++)
    ride (probe, canvas, NULL, n, (Motion) motion);
  measure_dragging (probe, canvas, n);
  settle (1);
  print (n, "memory of the process after the motions (PSS)", read_memory (), "MiB", "one workflow open", FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What the canvas holds of each node beside what the document does, once all that is made at the first
 * showing of any workflow is there.
 */
static void
measure_memory (guint n)
{
  g_autofree char *few = make_workflow (500, 0);
  g_autofree char *text = make_workflow (n, 0);
  HeddleOpenWorkflow *workflow;
  HeddleCanvas *canvas;
  GtkWidget *probe;
  GtkWidget *window = open_window (heddle_canvas_test_open_text (few), &probe, &canvas);
  double before;

  settle (2);
  gtk_window_destroy (GTK_WINDOW (window));
  workflow = heddle_canvas_test_open_text (text);
  g_clear_pointer (&text, g_free);
  settle (2);
  before = read_memory ();
  window = open_window (workflow, &probe, &canvas);
  settle (2);
  show_all (canvas, n, 0, 0);
  settle (2);
  print (n, "memory per node beyond its document (PSS)", (read_memory () - before) * 1024 / n, "KiB",
         "one workflow open and in view", FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What the main thread is busy with, apart from the renderer, while every node makes a thousand items. */
static void
measure_running (guint n)
{
  g_autofree char *text = make_workflow (n, 1000);
  HeddleOpenWorkflow *workflow = heddle_canvas_test_open_text (text);
  HeddleCanvas *canvas;
  GtkWidget *probe;
  GtkWidget *window = open_window (workflow, &probe, &canvas);

  settle (2);
  heddle_open_workflow_run (workflow, heddle_run_scope_new ());
  settle (2);
  g_assert_true (heddle_open_workflow_is_running (workflow));
  running = TRUE;
  ride (probe, canvas, NULL, n, PAN_ALL);
  ride (probe, canvas, NULL, n, PAN_30);
  measure_dragging (probe, canvas, n);
  g_assert_true (heddle_open_workflow_is_running (workflow));
  heddle_open_workflow_stop (workflow);
  while (heddle_open_workflow_is_running (workflow))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
run_again (const char *program,
           const char *mode,
           const char *n)
{
  const char *arguments[] = { program, mode, n, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_CHILD_INHERITS_STDIN | G_SPAWN_SEARCH_PATH, NULL, NULL,
                     NULL, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s %s: %s", mode, n, error->message);
}

int
main (int   argc,
      char *argv[])
{
  const char *source = g_getenv ("HEDDLE_SOURCE_ROOT");

  if (argc == 1)
    {
      g_autofree char *display = g_build_filename (source != NULL ? source : ".", "tests/app/with-display", NULL);

      /* Where memory that is new to a process is dear, as in some virtual machines, frames sent through
       * shared memory, which is new each time, cost ten times what they cost otherwise.
       */
      g_setenv ("HEDDLE_TEST_SERVER_OPTIONS", "-extension MIT-SHM", TRUE);
      execl (display, display, argv[0], "all", NULL);
      g_error ("%s cannot be started", display);
    }
  if (argc == 2)
    {
      run_again (argv[0], "move", "500");
      run_again (argv[0], "move", "5000");
      run_again (argv[0], "move", "20000");
      run_again (argv[0], "run", "500");
      run_again (argv[0], "memory", "20000");
      run_again (argv[0], "open", "1000");
      run_again (argv[0], "open", "5000");
      /* Drawn by the processor, too, where there is nothing else. */
      g_setenv ("GDK_DISABLE", "vulkan", TRUE);
      g_setenv ("GSK_RENDERER", "gl", TRUE);
      run_again (argv[0], "move", "5000");
      return 0;
    }
  heddle_init ();
  adw_init ();
  if (g_str_equal (argv[1], "open"))
    measure_opening ((guint) g_ascii_strtoull (argv[2], NULL, 10));
  else if (g_str_equal (argv[1], "run"))
    measure_running ((guint) g_ascii_strtoull (argv[2], NULL, 10));
  else if (g_str_equal (argv[1], "memory"))
    measure_memory ((guint) g_ascii_strtoull (argv[2], NULL, 10));
  else
    measure ((guint) g_ascii_strtoull (argv[2], NULL, 10));
  heddle_canvas_test_close ();
  return 0;
}
