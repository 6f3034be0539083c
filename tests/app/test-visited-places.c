/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-visited-places.h"

static gboolean
stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
rest (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (HEDDLE_PLACE_REST + 100, stop_cb, loop);
  g_main_loop_run (loop);
}

static void
look_at (HeddleViewport *viewport,
         double          x,
         double          zoom)
{
  heddle_viewport_set_view (viewport, x, 0, zoom);
  rest ();
}

static HeddleViewport *
new_viewport (void)
{
  HeddleViewport *viewport = heddle_viewport_new ();

  heddle_viewport_set_size (viewport, 1000, 800);
  heddle_viewport_set_content (viewport, &GRAPHENE_RECT_INIT (-20000, -20000, 40000, 40000));
  return viewport;
}

static HeddleVisitedPlaces *
new_places (HeddleViewport *viewport)
{
  HeddleVisitedPlaces *places = heddle_visited_places_new ();

  heddle_visited_places_look_at (places, "main", viewport);
  return places;
}

static void
assert_at (HeddleViewport *viewport,
           double          x)
{
  double left, top;

  heddle_viewport_get_offset (viewport, &left, &top);
  g_assert_cmpfloat_with_epsilon (left, x, 0.01);
}

static void
test_back_and_forward (void)
{
  g_autoptr (HeddleViewport) viewport = new_viewport ();
  g_autoptr (HeddleVisitedPlaces) places = new_places (viewport);

  look_at (viewport, 0, 1);
  look_at (viewport, -3000, 1);
  look_at (viewport, -3000, 0.5);
  g_assert_true (heddle_visited_places_go_back (places));
  g_assert_cmpfloat (heddle_viewport_get_zoom (viewport), ==, 1);
  assert_at (viewport, -3000);
  g_assert_true (heddle_visited_places_go_back (places));
  assert_at (viewport, 0);
  g_assert_false (heddle_visited_places_go_back (places));
  assert_at (viewport, 0);
  g_assert_true (heddle_visited_places_go_forward (places));
  g_assert_true (heddle_visited_places_go_forward (places));
  g_assert_cmpfloat (heddle_viewport_get_zoom (viewport), ==, 0.5);
  g_assert_false (heddle_visited_places_go_forward (places));
}

/* What one passes on the way, or moves a little, is no place. */
static void
test_small_moves (void)
{
  g_autoptr (HeddleViewport) viewport = new_viewport ();
  g_autoptr (HeddleVisitedPlaces) places = new_places (viewport);

  look_at (viewport, 0, 1);
  for (guint i = 1; i <= 30; i++)
    heddle_viewport_set_view (viewport, -100.0 * i, 0, 1);
  rest ();
  look_at (viewport, -3200, 1.1);
  g_assert_true (heddle_visited_places_go_back (places));
  assert_at (viewport, 0);
  g_assert_true (heddle_visited_places_go_forward (places));
  assert_at (viewport, -3200);
}

/* Many of them lead elsewhere. */
static void
test_small_moves_with_rests (void)
{
  g_autoptr (HeddleViewport) viewport = new_viewport ();
  g_autoptr (HeddleVisitedPlaces) places = new_places (viewport);

  for (guint i = 0; i <= 4; i++)
    look_at (viewport, -300.0 * i, 1);
  g_assert_true (heddle_visited_places_go_back (places));
  assert_at (viewport, -900);
  g_assert_true (heddle_visited_places_go_back (places));
  assert_at (viewport, -300);
  g_assert_false (heddle_visited_places_go_back (places));
}

/* A new way forgets the old one; who does not wait goes back all the same. */
static void
test_new_way (void)
{
  g_autoptr (HeddleViewport) viewport = new_viewport ();
  g_autoptr (HeddleVisitedPlaces) places = new_places (viewport);

  look_at (viewport, 0, 1);
  look_at (viewport, -3000, 1);
  g_assert_true (heddle_visited_places_go_back (places));
  heddle_viewport_set_view (viewport, -9000, 0, 1);
  g_assert_true (heddle_visited_places_go_back (places));
  assert_at (viewport, 0);
  g_assert_true (heddle_visited_places_go_forward (places));
  assert_at (viewport, -9000);
  g_assert_false (heddle_visited_places_go_forward (places));
}

typedef struct
{
  HeddleVisitedPlaces *places;
  HeddleViewport      *first;
  HeddleViewport      *second;
} Pages;

static void
page_wanted_cb (Pages      *pages,
                const char *page)
{
  if (g_str_equal (page, "main"))
    heddle_visited_places_look_at (pages->places, page, pages->first);
  else if (g_str_equal (page, "second"))
    heddle_visited_places_look_at (pages->places, page, pages->second);
}

/* They lead from page to page, and past those that are gone. */
static void
test_pages (void)
{
  g_autoptr (HeddleViewport) first = new_viewport ();
  g_autoptr (HeddleViewport) second = new_viewport ();
  g_autoptr (HeddleViewport) gone = new_viewport ();
  g_autoptr (HeddleVisitedPlaces) places = new_places (first);
  Pages pages = { places, first, second };

  g_signal_connect_swapped (places, "page-wanted", G_CALLBACK (page_wanted_cb), &pages);
  look_at (first, -3000, 1);
  heddle_visited_places_look_at (places, "gone", gone);
  look_at (gone, -500, 1);
  heddle_visited_places_look_at (places, "second", second);
  look_at (second, -700, 1);
  heddle_viewport_set_view (first, 0, 0, 1);
  g_assert_true (heddle_visited_places_go_back (places));
  assert_at (first, -3000);
  g_assert_true (heddle_visited_places_go_forward (places));
  heddle_viewport_set_view (second, 6000, 0, 1);
  rest ();
  g_assert_true (heddle_visited_places_go_back (places));
  assert_at (second, -700);
  g_assert_true (heddle_visited_places_go_back (places));
  assert_at (first, -3000);
  g_assert_false (heddle_visited_places_go_back (places));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/visited-places/back-and-forward", test_back_and_forward);
  g_test_add_func ("/visited-places/small-moves", test_small_moves);
  g_test_add_func ("/visited-places/small-moves-with-rests", test_small_moves_with_rests);
  g_test_add_func ("/visited-places/new-way", test_new_way);
  g_test_add_func ("/visited-places/pages", test_pages);
  return g_test_run ();
}
