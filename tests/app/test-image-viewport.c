/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-image-viewport.h"

static HeddleImageViewport
make (double width,
      double height)
{
  HeddleImageViewport viewport = { .image_width = width, .image_height = height, .fits = TRUE };

  heddle_image_viewport_resize (&viewport, 800, 600);
  return viewport;
}

/* Which of the picture's pixels is at a place in the widget. */
static double
pixel_at (const HeddleImageViewport *viewport,
          double                     x)
{
  return (x - viewport->width / 2 - viewport->x) / viewport->zoom + viewport->image_width / 2;
}

static void
test_fit (void)
{
  HeddleImageViewport wide = make (1600, 300);
  HeddleImageViewport high = make (100, 1200);
  HeddleImageViewport small = make (100, 100);

  g_assert_cmpfloat (wide.zoom, ==, 0.5);
  g_assert_cmpfloat (high.zoom, ==, 0.5);
  g_assert_cmpfloat (small.zoom, ==, 1);
  heddle_image_viewport_resize (&wide, 400, 600);
  g_assert_cmpfloat (wide.zoom, ==, 0.25);
  g_assert_true (wide.fits);
}

static void
test_zoom (void)
{
  HeddleImageViewport viewport = make (3200, 2400);

  g_assert_cmpfloat_with_epsilon (pixel_at (&viewport, 600), 2400, 0.001);
  heddle_image_viewport_zoom_at (&viewport, 1, 600, 300);
  g_assert_false (viewport.fits);
  g_assert_cmpfloat_with_epsilon (pixel_at (&viewport, 600), 2400, 0.001);
  heddle_image_viewport_zoom_at (&viewport, 4, 600, 300);
  g_assert_cmpfloat_with_epsilon (pixel_at (&viewport, 600), 2400, 0.001);

  heddle_image_viewport_zoom_at (&viewport, 1000, 0, 0);
  g_assert_cmpfloat (viewport.zoom, ==, HEDDLE_IMAGE_VIEWPORT_MAX_ZOOM);
  heddle_image_viewport_zoom_at (&viewport, 0.001, 0, 0);
  g_assert_cmpfloat (viewport.zoom, ==, 0.25);
  g_assert_true (viewport.fits);
  g_assert_cmpfloat (viewport.x, ==, 0);
}

static void
test_pan (void)
{
  HeddleImageViewport viewport = make (1600, 1200);

  heddle_image_viewport_pan (&viewport, 50, 50);
  g_assert_cmpfloat (viewport.x, ==, 0);
  heddle_image_viewport_zoom_at (&viewport, 1, 400, 300);
  heddle_image_viewport_pan (&viewport, 50, -60);
  g_assert_cmpfloat (viewport.x, ==, 50);
  g_assert_cmpfloat (viewport.y, ==, -60);
  heddle_image_viewport_pan (&viewport, 10000, -10000);
  g_assert_cmpfloat (viewport.x, ==, 400);
  g_assert_cmpfloat (viewport.y, ==, -300);
  heddle_image_viewport_resize (&viewport, 1600, 1000);
  g_assert_cmpfloat (viewport.x, ==, 0);
  g_assert_cmpfloat (viewport.y, ==, -100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/image-viewport/fit", test_fit);
  g_test_add_func ("/image-viewport/zoom", test_zoom);
  g_test_add_func ("/image-viewport/pan", test_pan);

  return g_test_run ();
}
