/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>
#include <string.h>
#include <time.h>

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "gallery/heddle-gallery-view.h"
#include "heddle-bench-library.h"
#include "heddle-bench.h"
#include "store/heddle-asset-repository.h"
#include "widgets/heddle-settle.h"

#define WIDTH 1060
#define HEIGHT 800
#define ROUNDS 5
#define FRAMES 900
#define WHEEL_STEP 60

typedef struct
{
  HeddleSession      *session;
  HeddleGalleryModel *model;
  HeddleGalleryView  *view;
  GtkWidget          *window;
  GtkAdjustment      *adjustment;
} Gallery;

/* What the main loop did between two waits, the longest and all of them. */
static struct
{
  double  began;
  double  began_processor;
  double  longest;
  double  longest_processor;
  guint   n_turns;
  guint   n_long;
  GArray *all;
} turns;

static double
processor_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

static int
timed_poll (GPollFD *fds,
            guint    n_fds,
            int      timeout)
{
  double took = heddle_bench_now () - turns.began;
  double processor = processor_now () - turns.began_processor;
  int status;

  turns.n_turns++;
  turns.longest = MAX (turns.longest, took);
  turns.longest_processor = MAX (turns.longest_processor, processor);
  if (processor > 0.016)
    turns.n_long++;
  if (processor > 0.002)
    g_array_append_val (turns.all, processor);
  status = g_poll (fds, n_fds, timeout);
  turns.began = heddle_bench_now ();
  turns.began_processor = processor_now ();
  return status;
}

static void
reset_turns (void)
{
  g_clear_pointer (&turns.all, g_array_unref);
  memset (&turns, 0, sizeof turns);
  turns.all = g_array_new (FALSE, FALSE, sizeof (double));
  turns.began = heddle_bench_now ();
  turns.began_processor = processor_now ();
}

static void
print (const char *figure,
       double      value,
       const char *unit,
       const char *work)
{
  heddle_bench_print (&(HeddleBenchFigure) {
    .bench = "gallery", .figure = figure, .value = value, .unit = unit, .work = work });
}

static int
compare (const void *a,
         const void *b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
percentile (GArray *values,
            double  part)
{
  g_array_sort (values, compare);
  return g_array_index (values, double, (guint) ((values->len - 1) * part));
}

static void
print_turns (const char *what,
             const char *work)
{
  g_autofree char *longest = g_strdup_printf ("%s: longest main-loop turn", what);
  g_autofree char *processor = g_strdup_printf ("%s: longest main-loop turn, processor time", what);
  g_autofree char *n_long = g_strdup_printf ("%s: turns over 16 ms of processor time", what);
  g_autofree char *usual = g_strdup_printf ("%s: median of the turns over 2 ms, processor time", what);

  print (longest, turns.longest * 1e3, "ms", work);
  print (processor, turns.longest_processor * 1e3, "ms", work);
  print (n_long, turns.n_long, "turns", work);
  print (usual, turns.all->len > 0 ? percentile (turns.all, 0.5) * 1e3 : 0, "ms", work);
}

static double
read_memory (void)
{
  g_autofree char *text = NULL;
  const char *pss;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  pss = strstr (text, "\nPss:");
  return pss != NULL ? g_ascii_strtod (pss + 5, NULL) / 1024 : 0;
}

static void
settled_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
  g_object_set_data (owner, "settled", GINT_TO_POINTER (TRUE));
}

static void
await (DexFuture *future)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);

  heddle_settle (future, settled_cb, owner);
  while (g_object_get_data (owner, "settled") == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_a_while (guint milliseconds)
{
  double end = heddle_bench_now () + milliseconds / 1e3;

  while (heddle_bench_now () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static gboolean
is_drawn (Gallery *gallery)
{
  return gtk_widget_get_mapped (GTK_WIDGET (gallery->view)) &&
         gtk_adjustment_get_upper (gallery->adjustment) > HEIGHT &&
         heddle_gallery_view_count_blank (gallery->view) == 0;
}

static void
show (Gallery *gallery)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gallery->view = g_object_new (HEDDLE_TYPE_GALLERY_VIEW, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (gallery->view));
  gallery->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_window_set_child (GTK_WINDOW (gallery->window), scroller);
  gallery->model = heddle_gallery_model_new (gallery->session);
  heddle_gallery_view_set_model (gallery->view, gallery->model, heddle_session_get_thumbnails (gallery->session));
}

static void
hide (Gallery *gallery)
{
  gtk_window_set_child (GTK_WINDOW (gallery->window), NULL);
  g_clear_object (&gallery->model);
  heddle_thumbnails_set_bound (heddle_session_get_thumbnails (gallery->session), 0);
  heddle_thumbnails_set_bound (heddle_session_get_thumbnails (gallery->session), 40 * 1024 * 1024);
  wait_a_while (100);
}

static void
bench_first_page (Gallery *gallery)
{
  double shapes[ROUNDS];
  double whole[ROUNDS];

  for (int i = 0; i < ROUNDS; i++)
    {
      double began = heddle_bench_now ();

      if (i > 0)
        hide (gallery);
      began = heddle_bench_now ();
      show (gallery);
      while (gtk_adjustment_get_upper (gallery->adjustment) <= HEIGHT)
        g_main_context_iteration (NULL, TRUE);
      shapes[i] = (heddle_bench_now () - began) * 1e3;
      while (!is_drawn (gallery))
        g_main_context_iteration (NULL, TRUE);
      whole[i] = (heddle_bench_now () - began) * 1e3;
      while (!heddle_gallery_model_is_complete (gallery->model))
        g_main_context_iteration (NULL, TRUE);
    }
  print ("first page, laid out", heddle_bench_median (shapes, ROUNDS), "ms", "100000 assets");
  print ("first page, all pictures there", heddle_bench_median (whole, ROUNDS), "ms", "100000 assets");
}

static gboolean
match (HeddleDatabase  *database,
       gpointer         data,
       GValue          *result,
       GError         **error)
{
  double began = heddle_bench_now ();
  g_autoptr (GArray) ids = heddle_assets_match (database, data, 300, error);

  if (ids == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_DOUBLE);
  g_value_set_double (result, heddle_bench_now () - began);
  return TRUE;
}

static void
matched_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  double *took = g_object_get_data (owner, "took");

  *took = g_value_get_double (value);
}

static double
measure_bare (Gallery    *gallery,
              const char *query)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  double took = -1;

  g_object_set_data (owner, "took", &took);
  heddle_settle (heddle_library_read (heddle_session_get_library (gallery->session), match, (gpointer) query, NULL),
                 matched_cb, owner);
  while (took < 0)
    g_main_context_iteration (NULL, TRUE);
  return took;
}

static void
found_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
bench_search (Gallery *gallery)
{
  static const char *const typed[] = { "kalo", "mita ren", "suvel", "dorpi", "gansha", "picture 0123", "brunofi", "ster" };
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) bare = g_array_new (FALSE, FALSE, sizeof (double));
  gboolean found = FALSE;
  gulong handler = g_signal_connect_swapped (gallery->model, "changed", G_CALLBACK (found_cb), &found);

  reset_turns ();
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    for (guint length = 1; length <= strlen (typed[i]); length++)
      {
        g_autofree char *query = g_strndup (typed[i], length);
        double began, took;

        took = measure_bare (gallery, query) * 1e3;
        g_array_append_val (bare, took);
        found = FALSE;
        began = heddle_bench_now ();
        heddle_gallery_model_set_query (gallery->model, query);
        while (!found)
          g_main_context_iteration (NULL, TRUE);
        took = (heddle_bench_now () - began) * 1e3;
        g_array_append_val (ours, took);
        wait_a_while (120);
      }
  g_signal_handler_disconnect (gallery->model, handler);
  heddle_bench_print (&(HeddleBenchFigure) {
    .bench = "gallery", .figure = "search as you type, 95th percentile", .value = percentile (ours, 0.95), .unit = "ms",
    .work = "each letter of 8 searches, until the rows are laid out", .peer = "bare FTS5",
    .peer_value = percentile (bare, 0.95) });
  print ("search as you type, median", percentile (ours, 0.5), "ms", "each letter of 8 searches");
  print_turns ("search", "each letter of 8 searches");
  heddle_gallery_model_set_query (gallery->model, NULL);
  wait_a_while (300);
}

typedef struct
{
  Gallery *gallery;
  double   step;
  guint    n_frames;
  guint    n_tile_frames_blank;
} Scrolling;

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  Scrolling *scrolling = data;
  GtkAdjustment *adjustment = scrolling->gallery->adjustment;

  scrolling->n_frames++;
  scrolling->n_tile_frames_blank += heddle_gallery_view_count_blank (scrolling->gallery->view);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + scrolling->step);
  return scrolling->n_frames < FRAMES;
}

static void
bench_scroll (Gallery    *gallery,
              const char *what,
              double      step,
              const char *work)
{
  Scrolling scrolling = { .gallery = gallery, .step = step };
  g_autofree char *blank = g_strdup_printf ("%s: tiles without their picture, per frame", what);
  double last = 0;

  wait_a_while (300);
  reset_turns ();
  gtk_widget_add_tick_callback (GTK_WIDGET (gallery->view), scroll_cb, &scrolling, NULL);
  while (scrolling.n_frames < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  print_turns (what, work);
  print (blank, (double) scrolling.n_tile_frames_blank / FRAMES, "tiles", work);

  last = heddle_bench_now ();
  while (heddle_gallery_view_count_blank (gallery->view) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&blank, g_free);
  blank = g_strdup_printf ("%s: until all is there after the end", what);
  print (blank, (heddle_bench_now () - last) * 1e3, "ms", work);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *library = NULL;
  Gallery gallery = { 0 };
  double before, length;

  heddle_init ();
  library = heddle_bench_ensure_library ();
  adw_init ();
  reset_turns ();
  g_main_context_set_poll_func (NULL, timed_poll);
  gallery.session = heddle_session_new ();
  await (heddle_session_open (gallery.session, library));
  gallery.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (gallery.window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (gallery.window));
  wait_a_while (500);

  bench_first_page (&gallery);
  bench_search (&gallery);

  before = read_memory ();
  bench_scroll (&gallery, "wheel", WHEEL_STEP, "900 frames of 60 pixels");
  length = gtk_adjustment_get_upper (gallery.adjustment) - gtk_adjustment_get_value (gallery.adjustment);
  bench_scroll (&gallery, "end to end", length / FRAMES, "100000 assets in 900 frames");
  print ("memory that browsing adds", read_memory () - before, "MiB", "wheel, then end to end");

  gtk_window_destroy (GTK_WINDOW (gallery.window));
  g_clear_object (&gallery.model);
  await (heddle_session_close (gallery.session));
  g_object_unref (gallery.session);
  return 0;
}
