/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "editor/heddle-viewport.h"

#define NEAR(a, b) (fabs ((a) - (b)) < 0.01)

static HeddleViewport *
make_viewport (void)
{
  HeddleViewport *viewport = heddle_viewport_new ();

  heddle_viewport_set_size (viewport, 1000, 600);
  return viewport;
}

static void
test_conversion (void)
{
  g_autoptr (HeddleViewport) viewport = make_viewport ();
  graphene_rect_t visible;
  double x, y;

  heddle_viewport_set_view (viewport, -100, 50, 2);
  heddle_viewport_to_widget (viewport, 200, 10, &x, &y);
  g_assert_true (NEAR (x, 300) && NEAR (y, 70));
  heddle_viewport_to_canvas (viewport, x, y, &x, &y);
  g_assert_true (NEAR (x, 200) && NEAR (y, 10));
  heddle_viewport_get_visible (viewport, &visible);
  g_assert_true (NEAR (visible.origin.x, 50) && NEAR (visible.origin.y, -25));
  g_assert_true (NEAR (visible.size.width, 500) && NEAR (visible.size.height, 300));
}

static void
test_zoom_at (void)
{
  g_autoptr (HeddleViewport) viewport = make_viewport ();
  double before_x, before_y, after_x, after_y;

  heddle_viewport_set_view (viewport, 17, -230, 0.8);
  heddle_viewport_to_canvas (viewport, 640, 123, &before_x, &before_y);
  for (guint i = 0; i < 12; i++)
    heddle_viewport_zoom_at (viewport, heddle_viewport_get_zoom (viewport) * (i % 3 == 0 ? 0.7 : 1.3), 640, 123);
  heddle_viewport_to_canvas (viewport, 640, 123, &after_x, &after_y);
  g_assert_true (NEAR (before_x, after_x) && NEAR (before_y, after_y));

  heddle_viewport_zoom_at (viewport, 100, 0, 0);
  g_assert_cmpfloat (heddle_viewport_get_zoom (viewport), ==, HEDDLE_VIEWPORT_MAX_ZOOM);
  heddle_viewport_zoom_at (viewport, 0, 0, 0);
  g_assert_cmpfloat (heddle_viewport_get_zoom (viewport), ==, HEDDLE_VIEWPORT_MIN_ZOOM);
}

static void
test_fit (void)
{
  g_autoptr (HeddleViewport) viewport = make_viewport ();
  graphene_rect_t area = GRAPHENE_RECT_INIT (100, 100, 1840, 200);
  graphene_rect_t huge = GRAPHENE_RECT_INIT (0, 0, 50000, 1000);
  double left, right, y;

  heddle_viewport_fit (viewport, &area, 40, 1);
  g_assert_true (NEAR (heddle_viewport_get_zoom (viewport), 0.5));
  heddle_viewport_to_widget (viewport, 100, 200, &left, &y);
  heddle_viewport_to_widget (viewport, 1940, 200, &right, &y);
  g_assert_true (NEAR (left, 40) && NEAR (right, 960) && NEAR (y, 300));

  area.size.width = 10;
  heddle_viewport_fit (viewport, &area, 40, 1);
  g_assert_cmpfloat (heddle_viewport_get_zoom (viewport), ==, 1);

  /* What is larger than the least zoom can show is shown all the same. */
  heddle_viewport_set_content (viewport, &huge);
  heddle_viewport_fit (viewport, &huge, 40, 1);
  g_assert_true (NEAR (heddle_viewport_get_zoom (viewport), 920.0 / 50000));
}

static void
test_bounds (void)
{
  g_autoptr (HeddleViewport) viewport = make_viewport ();
  graphene_rect_t content = GRAPHENE_RECT_INIT (0, 0, 400, 300);
  graphene_rect_t visible, seen;

  heddle_viewport_set_content (viewport, &content);
  heddle_viewport_pan_by (viewport, -100000, 100000);
  heddle_viewport_get_visible (viewport, &visible);
  g_assert_true (graphene_rect_intersection (&visible, &content, &seen));
  g_assert_cmpfloat (seen.size.width, >=, 40);
  g_assert_cmpfloat (seen.size.height, >=, 40);
}

static void
test_reveal (void)
{
  g_autoptr (HeddleViewport) viewport = make_viewport ();
  graphene_rect_t seen = GRAPHENE_RECT_INIT (300, 200, 200, 100);
  graphene_rect_t aside = GRAPHENE_RECT_INIT (1200, 200, 200, 100);
  double x, y;

  heddle_viewport_reveal (viewport, &seen, 20);
  heddle_viewport_get_offset (viewport, &x, &y);
  g_assert_true (x == 0 && y == 0);
  heddle_viewport_reveal (viewport, &aside, 20);
  heddle_viewport_get_offset (viewport, &x, &y);
  g_assert_true (NEAR (x, 1000 - 20 - 1400) && y == 0);
}

static void
test_steps (void)
{
  g_autoptr (HeddleViewport) viewport = make_viewport ();
  guint n_stops;
  const double *stops = heddle_viewport_get_stops (&n_stops);

  g_assert_cmpuint (n_stops, ==, 6);
  g_assert_cmpfloat (stops[3], ==, 1);
  g_assert_true (NEAR (heddle_viewport_get_next_zoom (viewport, 1), 1.2));
  heddle_viewport_set_view (viewport, 0, 0, 0.9);
  g_assert_cmpfloat (heddle_viewport_get_next_zoom (viewport, 1), ==, 1);
  heddle_viewport_set_view (viewport, 0, 0, 1.1);
  g_assert_cmpfloat (heddle_viewport_get_next_zoom (viewport, -1), ==, 1);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_size (void)
{
  g_autoptr (HeddleViewport) viewport = make_viewport ();
  double before_x, before_y, after_x, after_y;
  guint n = 0;

  g_signal_connect_swapped (viewport, "changed", G_CALLBACK (count_cb), &n);
  heddle_viewport_to_canvas (viewport, 500, 300, &before_x, &before_y);
  heddle_viewport_set_size (viewport, 700, 800);
  heddle_viewport_to_canvas (viewport, 350, 400, &after_x, &after_y);
  g_assert_true (NEAR (before_x, after_x) && NEAR (before_y, after_y));
  heddle_viewport_set_size (viewport, 700, 800);
  heddle_viewport_pan_by (viewport, 0, 0);
  g_assert_cmpuint (n, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/viewport/conversion", test_conversion);
  g_test_add_func ("/viewport/zoom-at", test_zoom_at);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/bounds", test_bounds);
  g_test_add_func ("/viewport/reveal", test_reveal);
  g_test_add_func ("/viewport/steps", test_steps);
  g_test_add_func ("/viewport/size", test_size);

  return g_test_run ();
}
