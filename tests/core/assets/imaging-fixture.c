/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "imaging-fixture.h"

#include <glib/gstdio.h>
#include <png.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"

static gpointer
test_thread (gpointer data)
{
  FixtureFunc func = (FixtureFunc) data;
  Fixture fixture = { 0 };
  g_autoptr (GDir) dir = NULL;
  const char *name;

  fixture.pool = heddle_imaging_pool_new ();
  fixture.folder = g_dir_make_tmp ("heddle-imaging-XXXXXX", NULL);
  func (&fixture);
  g_clear_object (&fixture.pool);

  dir = g_dir_open (fixture.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = fixture_path (&fixture, name);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture.folder), ==, 0);
  g_free (fixture.folder);
  g_clear_error (&fixture.error);

  return NULL;
}

/* Futures are waited for, which the main thread must not do. */
static void
run_test (gconstpointer data)
{
  g_thread_join (g_thread_new ("test", test_thread, (gpointer) data));
}

void
fixture_add_test (const char *path,
                  FixtureFunc func)
{
  g_test_add_data_func (path, (gconstpointer) func, run_test);
}

char *
fixture_path (Fixture    *fixture,
              const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

HeddleImagingReply *
fixture_await (Fixture   *fixture,
               DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_clear_error (&fixture->error);
  if (!heddle_wait_for (future, &value, &fixture->error))
    return NULL;

  return g_value_dup_object (&value);
}

static void
make_path_absolute (Fixture    *fixture,
                    JsonObject *request,
                    const char *member)
{
  const char *name = heddle_json_get_string (request, member, NULL);

  if (name != NULL && *name != '/')
    {
      g_autofree char *path = fixture_path (fixture, name);

      json_object_set_string_member (request, member, path);
    }
}

/* File names in the request are relative to the fixture's folder; apostrophes stand for quotes. */
HeddleImagingReply *
fixture_run (Fixture    *fixture,
             const char *format,
             ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonObject *request;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  node = heddle_json_parse (g_strdelimit (text, "'", '"'), -1, &error);
  g_assert_no_error (error);

  request = json_node_get_object (node);
  for (guint i = 0; i < 4; i++)
    make_path_absolute (fixture, request,
                        ((const char *const[]) { "input", "output", "base", "overlay" })[i]);

  return fixture_await (fixture, heddle_imaging_pool_run (fixture->pool, request));
}

/* @body uses a square of 100 by 100 units, stretched to the picture. */
void
fixture_draw (Fixture    *fixture,
              const char *name,
              int         width,
              int         height,
              const char *body)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autofree char *svg = g_strdup_printf (
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 100 100\" "
      "preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\">%s</svg>",
      width, height, body);
  g_autoptr (HeddleImagingReply) reply = fixture_await (
      fixture, heddle_imaging_pool_render_svg (fixture->pool, svg, width, height, path));

  g_assert_no_error (fixture->error);
  g_assert_cmpint (heddle_imaging_reply_get_width (reply), ==, width);
  g_assert_cmpint (heddle_imaging_reply_get_height (reply), ==, height);
}

void
fixture_assert_size (Fixture    *fixture,
                     const char *name,
                     const char *mime,
                     int         width,
                     int         height,
                     gboolean    has_alpha)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autoptr (HeddleImagingReply) reply =
      fixture_await (fixture, heddle_imaging_pool_info (fixture->pool, path));

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (heddle_imaging_reply_get_mime (reply), ==, mime);
  g_assert_cmpint (heddle_imaging_reply_get_width (reply), ==, width);
  g_assert_cmpint (heddle_imaging_reply_get_height (reply), ==, height);
  g_assert_cmpint (heddle_imaging_reply_get_has_alpha (reply), ==, has_alpha);
}

/* Read with libpng, so that the worker is not its own witness; other formats are converted. */
Pixel
fixture_pixel (Fixture    *fixture,
               const char *name,
               int         x,
               int         y)
{
  g_autofree char *path = fixture_path (fixture, name);
  g_autofree guint8 *data = NULL;
  png_image image = { .version = PNG_IMAGE_VERSION };
  const guint8 *p;

  if (!g_str_has_suffix (name, ".png"))
    {
      g_autoptr (HeddleImagingReply) reply = fixture_run (
          fixture, "{'op': 'convert', 'input': '%s', 'output': 'pixel.png'}", name);

      g_assert_no_error (fixture->error);
      return fixture_pixel (fixture, "pixel.png", x, y);
    }

  g_assert_true (png_image_begin_read_from_file (&image, path));
  image.format = PNG_FORMAT_RGBA;
  data = g_malloc (PNG_IMAGE_SIZE (image));
  g_assert_true (png_image_finish_read (&image, NULL, data, 0, NULL));
  g_assert_cmpint (x, <, image.width);
  g_assert_cmpint (y, <, image.height);
  p = data + 4 * ((gsize) y * image.width + (gsize) x);

  return (Pixel) { p[0], p[1], p[2], p[3] };
}
