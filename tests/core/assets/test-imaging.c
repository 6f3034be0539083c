/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "imaging-fixture.h"

/* Red, green, blue and yellow quarters. */
#define QUARTERS                                                                                   \
  "<rect width='50' height='50' fill='#ff0000'/><rect x='50' width='50' height='50' "              \
  "fill='#00ff00'/><rect y='50' width='50' height='50' fill='#0000ff'/>"                           \
  "<rect x='50' y='50' width='50' height='50' fill='#ffff00'/>"
#define WHITE "<rect width='100' height='100' fill='#ffffff'/>"
#define GREY "<rect width='100' height='100' fill='#808080'/>"
#define RED "<rect width='100' height='100' fill='#ff0000'/>"
#define LEFT_HALF "<rect width='50' height='100' fill='#0000ff'/>"
#define NOISE                                                                                      \
  "<filter id='f'><feTurbulence baseFrequency='0.9' numOctaves='4'/></filter><rect width='100' "   \
  "height='100' fill='#888'/><rect width='100' height='100' filter='url(#f)'/>"

static gboolean
exists (Fixture    *fixture,
        const char *name)
{
  g_autofree char *path = fixture_path (fixture, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
write_file (Fixture    *fixture,
            const char *name,
            const void *data,
            gsize       size)
{
  g_autofree char *path = fixture_path (fixture, name);

  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
}

static GByteArray *
read_file (Fixture    *fixture,
           const char *name)
{
  g_autofree char *path = fixture_path (fixture, name);
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));

  return g_byte_array_new_take ((guint8 *) data, size);
}

static void
run_well (Fixture    *fixture,
          const char *request)
{
  g_autoptr (HeddleImagingReply) reply = fixture_run (fixture, "%s", request);

  g_assert_no_error (fixture->error);
  g_assert_nonnull (reply);
}

static void
run_badly (Fixture           *fixture,
           const char        *request,
           HeddleImagingError code)
{
  g_autoptr (HeddleImagingReply) reply = fixture_run (fixture, "%s", request);

  g_assert_null (reply);
  fixture_assert_error (fixture, (int) code);
  g_assert_false (exists (fixture, "bad.png"));
}

/* A JPEG whose Exif segment says "turn me a quarter clockwise" (orientation 6). */
static void
write_turned_jpeg (Fixture    *fixture,
                   const char *name)
{
  static const guint8 exif[] = {
    0xff, 0xe1, 0x00, 0x22, 'E',  'x',  'i',  'f',  0x00, 0x00, 'M',  'M',
    0x00, 0x2a, 0x00, 0x00, 0x00, 0x08, 0x00, 0x01, 0x01, 0x12, 0x00, 0x03,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x06, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
  };
  g_autoptr (GByteArray) jpeg = NULL;
  g_autoptr (GByteArray) turned = g_byte_array_new ();

  fixture_draw (fixture, "quarters.png", 120, 60, QUARTERS);
  run_well (fixture, "{'op': 'convert', 'input': 'quarters.png', 'output': 'plain.jpg', "
                     "'format': 'jpeg', 'quality': 95}");
  jpeg = read_file (fixture, "plain.jpg");
  g_byte_array_append (turned, jpeg->data, 2);
  g_byte_array_append (turned, exif, sizeof exif);
  g_byte_array_append (turned, jpeg->data + 2, jpeg->len - 2);
  write_file (fixture, name, turned->data, turned->len);
}

static void
test_info (Fixture *fixture)
{
  const char *svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"70\" height=\"30\"/>";

  fixture_draw (fixture, "opaque.png", 40, 20, QUARTERS);
  fixture_draw (fixture, "clear.png", 40, 20, LEFT_HALF);
  write_turned_jpeg (fixture, "turned.jpg");
  write_file (fixture, "drawing", svg, strlen (svg));

  fixture_assert_size (fixture, "opaque.png", "image/png", 40, 20, FALSE);
  fixture_assert_size (fixture, "clear.png", "image/png", 40, 20, TRUE);
  fixture_assert_size (fixture, "turned.jpg", "image/jpeg", 60, 120, FALSE);
  fixture_assert_size (fixture, "drawing", "image/svg+xml", 70, 30, TRUE);
}

static void
test_thumbnail (Fixture *fixture)
{
  fixture_draw (fixture, "opaque.png", 800, 400, QUARTERS);
  fixture_draw (fixture, "clear.png", 400, 800, LEFT_HALF);
  fixture_draw (fixture, "small.png", 30, 20, QUARTERS);
  write_turned_jpeg (fixture, "turned.jpg");

  run_well (fixture,
            "{'op': 'thumbnail', 'input': 'opaque.png', 'output': 'opaque', 'size': 256}");
  run_well (fixture, "{'op': 'thumbnail', 'input': 'clear.png', 'output': 'clear', 'size': 256}");
  run_well (fixture, "{'op': 'thumbnail', 'input': 'small.png', 'output': 'small', 'size': 256}");
  run_well (fixture, "{'op': 'thumbnail', 'input': 'turned.jpg', 'output': 'turned', 'size': 60}");

  fixture_assert_size (fixture, "opaque", "image/jpeg", 256, 128, FALSE);
  fixture_assert_size (fixture, "clear", "image/png", 128, 256, TRUE);
  fixture_assert_size (fixture, "small", "image/jpeg", 30, 20, FALSE);
  fixture_assert_size (fixture, "turned", "image/jpeg", 30, 60, FALSE);
  fixture_assert_pixel (fixture, "clear", 30, 128, 0, 0, 255, 255);
  fixture_assert_pixel (fixture, "clear", 100, 128, 0, 0, 0, 0);
  fixture_assert_pixel (fixture, "turned", 7, 15, 0, 0, 255, 255);
  fixture_assert_pixel (fixture, "turned", 22, 15, 255, 0, 0, 255);
}

/* An alpha channel in which all is opaque says nothing: the thumbnail is a JPEG. */
static void
test_thumbnail_of_opaque_alpha (Fixture *fixture)
{
  g_autoptr (HeddleImagingReply) reply = NULL;
  JsonObject *source;

  fixture_draw (fixture, "tiny.png", 20, 20, LEFT_HALF);
  run_well (fixture, "{'op': 'resize', 'input': 'tiny.png', 'output': 'wide.png', 'width': 40, "
                     "'height': 20, 'fit': 'contain', 'background': '#ffffff'}");
  fixture_draw (fixture, "white.png", 40, 20, WHITE);
  run_well (fixture, "{'op': 'compose', 'base': 'wide.png', 'overlay': 'white.png', "
                     "'output': 'full.png'}");
  fixture_assert_size (fixture, "full.png", "image/png", 40, 20, TRUE);

  reply = fixture_run (fixture,
                       "{'op': 'thumbnail', 'input': 'full.png', 'output': 't', 'size': 10}");
  g_assert_cmpstr (heddle_imaging_reply_get_mime (reply), ==, "image/jpeg");
  source = heddle_json_get_object (heddle_imaging_reply_get_json (reply), "source");
  g_assert_cmpstr (heddle_json_get_string (source, "mime", NULL), ==, "image/png");
  g_assert_cmpint (heddle_json_get_int (source, "width", 0), ==, 40);
  g_assert_true (heddle_json_get_boolean (source, "has_alpha", FALSE));
}

static void
test_resize_sizes (Fixture *fixture)
{
  static const struct
  {
    const char *params;
    int         width;
    int         height;
    gboolean    pads;
  } cases[] = {
    { "'width': 101, 'height': 97, 'fit': 'cover'", 101, 97, FALSE },
    { "'width': 101, 'height': 97, 'fit': 'contain'", 101, 97, TRUE },
    { "'width': 101, 'height': 97, 'fit': 'fill'", 101, 97, FALSE },
    { "'width': 100, 'height': 97, 'fit': 'inside'", 100, 50, FALSE },
    { "'width': 100", 100, 50, FALSE },
    { "'height': 33", 66, 33, FALSE },
    { "'width': 640, 'height': 480", 640, 480, FALSE },
    { "'width': 97, 'height': 101, 'gravity': 'attention'", 97, 101, FALSE },
    { "'width': 97, 'height': 101, 'gravity': 'entropy'", 97, 101, FALSE },
    { "'width': 97, 'height': 101, 'gravity': 'north-east'", 97, 101, FALSE },
    { "'width': 1, 'height': 1", 1, 1, FALSE },
  };

  fixture_draw (fixture, "opaque.png", 200, 100, QUARTERS);
  fixture_draw (fixture, "clear.png", 200, 100, LEFT_HALF);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint alpha = 0; alpha < 2; alpha++)
        {
          g_autofree char *request = g_strdup_printf (
              "{'op': 'resize', 'input': '%s', 'output': 'out.png', %s}",
              alpha ? "clear.png" : "opaque.png", cases[i].params);

          run_well (fixture, request);
          fixture_assert_size (fixture, "out.png", "image/png", cases[i].width, cases[i].height,
                               alpha || cases[i].pads);
        }
    }
}

static void
test_resize_pixels (Fixture *fixture)
{
  fixture_draw (fixture, "opaque.png", 200, 100, QUARTERS);
  write_turned_jpeg (fixture, "turned.jpg");

  run_well (fixture, "{'op': 'resize', 'input': 'opaque.png', 'output': 'west.png', 'width': 50, "
                     "'height': 100, 'gravity': 'west'}");
  fixture_assert_pixel (fixture, "west.png", 25, 20, 255, 0, 0, 255);
  fixture_assert_pixel (fixture, "west.png", 25, 80, 0, 0, 255, 255);

  run_well (fixture, "{'op': 'resize', 'input': 'opaque.png', 'output': 'east.png', 'width': 50, "
                     "'height': 100, 'gravity': 'south-east'}");
  fixture_assert_pixel (fixture, "east.png", 25, 20, 0, 255, 0, 255);
  fixture_assert_pixel (fixture, "east.png", 25, 80, 255, 255, 0, 255);

  run_well (fixture, "{'op': 'resize', 'input': 'opaque.png', 'output': 'box.png', 'width': 100, "
                     "'height': 100, 'fit': 'contain', 'background': '#ff00ff'}");
  fixture_assert_size (fixture, "box.png", "image/png", 100, 100, FALSE);
  fixture_assert_pixel (fixture, "box.png", 50, 5, 255, 0, 255, 255);
  fixture_assert_pixel (fixture, "box.png", 10, 40, 255, 0, 0, 255);

  run_well (fixture, "{'op': 'resize', 'input': 'turned.jpg', 'output': 'up.png', 'width': 30}");
  fixture_assert_size (fixture, "up.png", "image/png", 30, 60, FALSE);
  fixture_assert_pixel (fixture, "up.png", 7, 15, 0, 0, 255, 255);
  fixture_assert_pixel (fixture, "up.png", 22, 45, 0, 255, 0, 255);
}

static void
test_compose (Fixture *fixture)
{
  fixture_draw (fixture, "base.png", 200, 100, GREY);
  fixture_draw (fixture, "clear.png", 200, 100, LEFT_HALF);
  fixture_draw (fixture, "red.png", 20, 20, RED);

  run_well (fixture, "{'op': 'compose', 'base': 'base.png', 'overlay': 'red.png', "
                     "'output': 'a.png', 'gravity': 'south-east', 'dx': -10, 'dy': -5}");
  fixture_assert_size (fixture, "a.png", "image/png", 200, 100, FALSE);
  fixture_assert_pixel (fixture, "a.png", 171, 76, 255, 0, 0, 255);
  fixture_assert_pixel (fixture, "a.png", 189, 94, 255, 0, 0, 255);
  fixture_assert_pixel (fixture, "a.png", 191, 94, 128, 128, 128, 255);
  fixture_assert_pixel (fixture, "a.png", 168, 76, 128, 128, 128, 255);

  run_well (fixture, "{'op': 'compose', 'base': 'base.png', 'overlay': 'red.png', "
                     "'output': 'b.png', 'scale': 0.5, 'opacity': 0.5}");
  fixture_assert_pixel (fixture, "b.png", 100, 50, 192, 64, 64, 255);
  fixture_assert_pixel (fixture, "b.png", 52, 2, 192, 64, 64, 255);
  fixture_assert_pixel (fixture, "b.png", 48, 50, 128, 128, 128, 255);

  run_well (fixture, "{'op': 'compose', 'base': 'base.png', 'overlay': 'red.png', "
                     "'output': 'c.png', 'blend': 'multiply'}");
  fixture_assert_pixel (fixture, "c.png", 100, 50, 128, 0, 0, 255);
  fixture_assert_pixel (fixture, "c.png", 10, 50, 128, 128, 128, 255);

  run_well (fixture, "{'op': 'compose', 'base': 'clear.png', 'overlay': 'red.png', "
                     "'output': 'd.png', 'gravity': 'north-west', 'dx': 90}");
  fixture_assert_size (fixture, "d.png", "image/png", 200, 100, TRUE);
  fixture_assert_pixel (fixture, "d.png", 50, 50, 0, 0, 255, 255);
  fixture_assert_pixel (fixture, "d.png", 105, 5, 255, 0, 0, 255);
  fixture_assert_pixel (fixture, "d.png", 150, 50, 0, 0, 0, 0);
}

static void
test_compose_blend_modes (Fixture *fixture)
{
  static const char *const modes[] = {
    "over",       "atop",       "add",        "multiply",   "screen",     "overlay",    "darken",
    "lighten",    "color-dodge", "color-burn", "hard-light", "soft-light", "difference",
    "exclusion",
  };

  fixture_draw (fixture, "base.png", 20, 20, GREY);
  fixture_draw (fixture, "clear.png", 10, 10, LEFT_HALF);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *request = g_strdup_printf (
          "{'op': 'compose', 'base': 'base.png', 'overlay': 'clear.png', 'output': 'out.png', "
          "'blend': '%s'}",
          modes[i]);

      run_well (fixture, request);
      fixture_assert_size (fixture, "out.png", "image/png", 20, 20, FALSE);
      fixture_assert_pixel (fixture, "out.png", 1, 1, 128, 128, 128, 255);
    }
}

/* How many pixels of a row of boxes differ from white. */
static int
count_ink (Fixture    *fixture,
           const char *name,
           int         x,
           int         y,
           int         width,
           int         height)
{
  int count = 0;

  for (int j = y; j < y + height; j += 3)
    {
      for (int i = x; i < x + width; i += 3)
        {
          if (fixture_pixel (fixture, name, i, j).green < 128)
            count++;
        }
    }

  return count;
}

static void
test_text (Fixture *fixture)
{
  g_autoptr (HeddleImagingReply) reply = NULL;
  double size;

  fixture_draw (fixture, "white.png", 240, 90, WHITE);
  reply = fixture_run (fixture,
                       "{'op': 'text', 'input': 'white.png', 'output': 'a.png', 'text': "
                       "'WWWW <b>&', 'font': 'Sans Bold', 'size': 80, 'color': '#ff0000', "
                       "'box': {'x': 120, 'y': 30, 'width': 120, 'height': 30}}");
  g_assert_no_error (fixture->error);
  size = heddle_json_get_number (heddle_imaging_reply_get_json (reply), "font_size", 0);
  g_assert_cmpfloat (size, >=, 6);
  g_assert_cmpfloat (size, <, 30);
  fixture_assert_size (fixture, "a.png", "image/png", 240, 90, FALSE);
  g_assert_cmpint (count_ink (fixture, "a.png", 120, 30, 120, 30), >, 10);
  g_assert_cmpint (count_ink (fixture, "a.png", 0, 0, 118, 90), ==, 0);
  g_assert_cmpint (count_ink (fixture, "a.png", 0, 0, 240, 28), ==, 0);
  g_assert_cmpint (count_ink (fixture, "a.png", 0, 62, 240, 28), ==, 0);
}

static void
test_text_placement (Fixture *fixture)
{
  fixture_draw (fixture, "white.png", 240, 90, WHITE);

  run_well (fixture, "{'op': 'text', 'input': 'white.png', 'output': 'a.png', 'text': 'HH', "
                     "'size': 30, 'gravity': 'south-east'}");
  g_assert_cmpint (count_ink (fixture, "a.png", 180, 45, 60, 45), >, 5);
  g_assert_cmpint (count_ink (fixture, "a.png", 0, 0, 150, 90), ==, 0);

  run_well (fixture, "{'op': 'text', 'input': 'white.png', 'output': 'b.png', 'text': 'HH', "
                     "'size': 30, 'gravity': 'north-west', 'color': '#ffffff', 'shadow': true, "
                     "'shadow_color': '#000000', 'shadow_dx': 20, 'shadow_dy': 20, "
                     "'shadow_blur': 0}");
  g_assert_cmpint (count_ink (fixture, "b.png", 20, 20, 60, 60), >, 5);
  g_assert_cmpint (count_ink (fixture, "b.png", 0, 0, 240, 20), ==, 0);

  run_well (fixture, "{'op': 'resize', 'input': 'white.png', 'output': 'w.png', 'width': 240, "
                     "'height': 240, 'fit': 'contain'}");
  run_well (fixture, "{'op': 'text', 'input': 'w.png', 'output': 'c.png', 'text': 'Long words', "
                     "'size': 500, 'fit': false}");
  fixture_assert_size (fixture, "c.png", "image/png", 240, 240, TRUE);
}

static void
test_text_refusals (Fixture *fixture)
{
  fixture_draw (fixture, "white.png", 40, 20, WHITE);

  run_badly (fixture,
             "{'op': 'text', 'input': 'white.png', 'output': 'bad.png', 'text': 'a', "
             "'font': 'No Such Family Here'}",
             HEDDLE_IMAGING_ERROR_NO_FONT);
  run_badly (fixture,
             "{'op': 'text', 'input': 'white.png', 'output': 'bad.png', 'text': 'Much too long a "
             "text for a box that is so small', 'box': {'width': 20, 'height': 8}}",
             HEDDLE_IMAGING_ERROR_DOES_NOT_FIT);
  run_badly (fixture, "{'op': 'text', 'input': 'white.png', 'output': 'bad.png', 'text': ''}",
             HEDDLE_IMAGING_ERROR_BAD_REQUEST);
  run_badly (fixture,
             "{'op': 'text', 'input': 'white.png', 'output': 'bad.png', 'text': 'a', "
             "'box': {'widht': 3}}",
             HEDDLE_IMAGING_ERROR_BAD_REQUEST);
  g_assert_nonnull (strstr (fixture->error->message, "box.widht"));
}

static void
test_convert (Fixture *fixture)
{
  fixture_draw (fixture, "opaque.png", 64, 48, QUARTERS);
  fixture_draw (fixture, "clear.png", 64, 48, LEFT_HALF);

  for (guint alpha = 0; alpha < 2; alpha++)
    {
      static const char *const formats[] = { "png", "jpeg", "webp", "avif" };

      for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
        {
          g_autofree char *request = g_strdup_printf (
              "{'op': 'convert', 'input': '%s', 'output': 'out', 'format': '%s'}",
              alpha ? "clear.png" : "opaque.png", formats[i]);
          g_autofree char *mime = g_strconcat ("image/", formats[i], NULL);

          run_well (fixture, request);
          fixture_assert_size (fixture, "out", mime, 64, 48,
                               alpha && !g_str_equal (formats[i], "jpeg"));
          if (alpha && i == 1)
            fixture_assert_pixel (fixture, "out", 60, 24, 255, 255, 255, 255);
          else if (alpha)
            fixture_assert_pixel (fixture, "out", 10, 24, 0, 0, 255, 255);
          else
            fixture_assert_pixel (fixture, "out", 10, 10, 255, 0, 0, 255);
        }
    }

  run_well (fixture, "{'op': 'convert', 'input': 'clear.png', 'output': 'm', 'format': 'jpeg', "
                     "'matte': '#00ff00'}");
  fixture_assert_pixel (fixture, "m", 60, 24, 0, 255, 0, 255);
}

static void
test_convert_max_bytes (Fixture *fixture)
{
  static const char *const formats[] = { "jpeg", "webp", "avif", "png" };

  fixture_draw (fixture, "noise.png", 128, 128, NOISE);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      int limit = g_str_equal (formats[i], "png") ? 16000 : 5000;
      g_autoptr (HeddleImagingReply) reply = fixture_run (
          fixture,
          "{'op': 'convert', 'input': 'noise.png', 'output': 'out', 'format': '%s', "
          "'max_bytes': %d}",
          formats[i], limit);
      g_autoptr (GByteArray) written = NULL;

      g_assert_no_error (fixture->error);
      written = read_file (fixture, "out");
      g_assert_cmpint (written->len, <=, limit);
      g_assert_cmpint (written->len, ==, heddle_imaging_reply_get_bytes (reply));
      g_assert_cmpint (
          heddle_json_get_int (heddle_imaging_reply_get_json (reply), "quality", 0), <, 90);
    }

  run_badly (fixture,
             "{'op': 'convert', 'input': 'noise.png', 'output': 'bad.png', 'format': 'jpeg', "
             "'max_bytes': 100}",
             HEDDLE_IMAGING_ERROR_DOES_NOT_FIT);
}

static gboolean
contains (GByteArray *bytes,
          const char *text)
{
  return memmem (bytes->data, bytes->len, text, strlen (text)) != NULL;
}

static void
test_convert_strip (Fixture *fixture)
{
  g_autoptr (GByteArray) kept = NULL;
  g_autoptr (GByteArray) stripped = NULL;

  write_turned_jpeg (fixture, "turned.jpg");
  run_well (fixture, "{'op': 'convert', 'input': 'turned.jpg', 'output': 'kept', "
                     "'format': 'jpeg'}");
  run_well (fixture, "{'op': 'convert', 'input': 'turned.jpg', 'output': 'stripped', "
                     "'format': 'jpeg', 'strip': true}");
  kept = read_file (fixture, "kept");
  stripped = read_file (fixture, "stripped");
  g_assert_true (contains (kept, "Exif"));
  g_assert_false (contains (stripped, "Exif"));
  fixture_assert_size (fixture, "kept", "image/jpeg", 60, 120, FALSE);
  fixture_assert_pixel (fixture, "kept", 15, 30, 0, 0, 255, 255);
}

static void
test_svg_sizes (Fixture *fixture)
{
  static const struct
  {
    int width;
    int height;
  } sizes[] = { { 1, 1 }, { 333, 251 }, { 1000, 7 }, { 640, 640 }, { 97, 1024 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int width = sizes[i].width;
      int height = sizes[i].height;

      fixture_draw (fixture, "full.png", width, height, RED);
      fixture_assert_size (fixture, "full.png", "image/png", width, height, FALSE);
      fixture_assert_pixel (fixture, "full.png", width - 1, height - 1, 255, 0, 0, 255);
    }

  run_well (fixture, "{'op': 'render-svg', 'svg': '<svg xmlns=\\u0022http://www.w3.org/2000/svg"
                     "\\u0022 viewBox=\\u00220 0 40 30\\u0022><rect width=\\u002240\\u0022 "
                     "height=\\u002230\\u0022/></svg>', 'width': 401, 'height': 301, "
                     "'output': 'ratio.png'}");
  fixture_assert_size (fixture, "ratio.png", "image/png", 401, 301, FALSE);
  run_well (fixture, "{'op': 'render-svg', 'svg': '<svg xmlns=\\u0022http://www.w3.org/2000/svg"
                     "\\u0022 viewBox=\\u00220 0 40 30\\u0022><rect width=\\u002240\\u0022 "
                     "height=\\u002230\\u0022/></svg>', 'width': 400, 'height': 400, "
                     "'output': 'square.png'}");
  fixture_assert_size (fixture, "square.png", "image/png", 400, 400, TRUE);
  fixture_assert_pixel (fixture, "square.png", 200, 20, 0, 0, 0, 0);
  fixture_assert_pixel (fixture, "square.png", 200, 200, 0, 0, 0, 255);
}

static void
test_svg_loads_nothing (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "red.png");
  g_autofree char *svg = g_strdup_printf (
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
      "width=\"20\" height=\"20\"><image href=\"red.png\" width=\"20\" height=\"20\"/>"
      "<image xlink:href=\"file://%s\" width=\"20\" height=\"20\"/>"
      "<style>@import url(\"file://%s\");</style></svg>",
      path, path);

  fixture_draw (fixture, "red.png", 20, 20, RED);
  write_file (fixture, "outside.svg", svg, strlen (svg));

  run_well (fixture, "{'op': 'render-svg', 'input': 'outside.svg', 'output': 'a.png', "
                     "'width': 20, 'height': 20}");
  run_well (fixture, "{'op': 'resize', 'input': 'outside.svg', 'output': 'b.png', 'width': 20}");
  fixture_assert_pixel (fixture, "a.png", 10, 10, 0, 0, 0, 0);
  fixture_assert_pixel (fixture, "b.png", 10, 10, 0, 0, 0, 0);
}

static void
test_bad_requests (Fixture *fixture)
{
  static const char *const requests[] = {
    "{'op': 'frobnicate'}",
    "{}",
    "{'op': 'info'}",
    "{'op': 'info', 'input': 3}",
    "{'op': 'info', 'input': 'white.png', 'surplus': 1}",
    "{'op': 'resize', 'input': 'white.png', 'output': 'bad.png'}",
    "{'op': 'resize', 'input': 'white.png', 'output': 'bad.png', 'width': '3'}",
    "{'op': 'resize', 'input': 'white.png', 'output': 'bad.png', 'width': 0}",
    "{'op': 'resize', 'input': 'white.png', 'output': 'bad.png', 'width': 2.5}",
    "{'op': 'resize', 'input': 'white.png', 'output': 'bad.png', 'width': 3, 'fit': 'crop'}",
    "{'op': 'resize', 'input': 'white.png', 'output': 'bad.png', 'width': 3, 'height': 3, "
    "'fit': 'contain', 'gravity': 'attention'}",
    "{'op': 'resize', 'input': 'white.png', 'output': 'bad.png', 'width': 3, "
    "'background': 'white'}",
    "{'op': 'compose', 'base': 'white.png', 'overlay': 'white.png', 'output': 'bad.png', "
    "'opacity': 2}",
    "{'op': 'render-svg', 'output': 'bad.png', 'width': 3, 'height': 3}",
    "{'op': 'render-svg', 'svg': '', 'output': 'bad.png', 'height': 3}",
    "{'op': 'thumbnail', 'input': 'white.png', 'output': 'bad.png'}",
    "{'op': 'convert', 'input': 'white.png', 'output': 'bad.png', 'strip': 'yes'}",
  };

  fixture_draw (fixture, "white.png", 20, 20, WHITE);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    run_badly (fixture, requests[i], HEDDLE_IMAGING_ERROR_BAD_REQUEST);
}

static void
test_wrong_files (Fixture *fixture)
{
  const char *text = "This only says that it is a PNG.\n";
  const char *ppm = "P6 1 1 255 abc";

  write_file (fixture, "text.png", text, strlen (text));
  write_file (fixture, "empty.png", "", 0);
  write_file (fixture, "picture.ppm", ppm, strlen (ppm));

  run_badly (fixture, "{'op': 'info', 'input': 'text.png'}",
             HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT);
  run_badly (fixture, "{'op': 'info', 'input': 'empty.png'}",
             HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT);
  run_badly (fixture, "{'op': 'info', 'input': 'picture.ppm'}",
             HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT);
  run_badly (fixture, "{'op': 'info', 'input': 'missing.png'}", HEDDLE_IMAGING_ERROR_NOT_FOUND);
  run_badly (fixture, "{'op': 'convert', 'input': '/', 'output': 'bad.png'}",
             HEDDLE_IMAGING_ERROR_NOT_FOUND);
  run_badly (fixture,
             "{'op': 'render-svg', 'svg': '<svg', 'output': 'bad.png', 'width': 3, 'height': 3}",
             HEDDLE_IMAGING_ERROR_DAMAGED);
}

static void
test_damaged_files (Fixture *fixture)
{
  static const char *const formats[] = { "png", "jpeg", "webp", "avif" };

  fixture_draw (fixture, "noise.png", 200, 200, NOISE);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GByteArray) whole = NULL;
      g_autofree char *request = g_strdup_printf (
          "{'op': 'convert', 'input': 'noise.png', 'output': 'whole', 'format': '%s'}",
          formats[i]);

      run_well (fixture, request);
      whole = read_file (fixture, "whole");
      write_file (fixture, "part", whole->data, whole->len / 2);
      run_badly (fixture, "{'op': 'thumbnail', 'input': 'part', 'output': 'bad.png', 'size': 150}",
                 HEDDLE_IMAGING_ERROR_DAMAGED);
      run_badly (fixture, "{'op': 'convert', 'input': 'part', 'output': 'bad.png'}",
                 HEDDLE_IMAGING_ERROR_DAMAGED);
      g_assert_nonnull (heddle_imaging_error_get_details (fixture->error));
    }
}

/* 60000 by 60000 pixels in the header of a file of a few bytes. */
static void
test_too_large (Fixture *fixture)
{
  static const guint8 bomb[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
    0x44, 0x52, 0x00, 0x00, 0xea, 0x60, 0x00, 0x00, 0xea, 0x60, 0x08, 0x02, 0x00, 0x00,
    0x00, 0x0f, 0xb0, 0xe2, 0x15, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x78,
    0x9c, 0x63, 0x60, 0xa0, 0x3d, 0x00, 0x00, 0x00, 0x64, 0x00, 0x01, 0x86, 0x64, 0x3c,
    0x35, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
  };

  write_file (fixture, "bomb.png", bomb, sizeof bomb);
  fixture_draw (fixture, "white.png", 20, 20, WHITE);

  run_badly (fixture, "{'op': 'info', 'input': 'bomb.png'}", HEDDLE_IMAGING_ERROR_TOO_LARGE);
  run_badly (fixture,
             "{'op': 'thumbnail', 'input': 'bomb.png', 'output': 'bad.png', 'size': 256}",
             HEDDLE_IMAGING_ERROR_TOO_LARGE);
  run_badly (fixture,
             "{'op': 'resize', 'input': 'white.png', 'output': 'bad.png', 'width': 60000, "
             "'height': 60000}",
             HEDDLE_IMAGING_ERROR_TOO_LARGE);
  run_badly (fixture,
             "{'op': 'render-svg', 'svg': '<svg/>', 'output': 'bad.png', 'width': 60000, "
             "'height': 60000}",
             HEDDLE_IMAGING_ERROR_TOO_LARGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  fixture_add_test ("/imaging/info", test_info);
  fixture_add_test ("/imaging/thumbnail", test_thumbnail);
  fixture_add_test ("/imaging/thumbnail/opaque-alpha", test_thumbnail_of_opaque_alpha);
  fixture_add_test ("/imaging/resize/sizes", test_resize_sizes);
  fixture_add_test ("/imaging/resize/pixels", test_resize_pixels);
  fixture_add_test ("/imaging/compose", test_compose);
  fixture_add_test ("/imaging/compose/blend-modes", test_compose_blend_modes);
  fixture_add_test ("/imaging/text", test_text);
  fixture_add_test ("/imaging/text/placement", test_text_placement);
  fixture_add_test ("/imaging/text/refusals", test_text_refusals);
  fixture_add_test ("/imaging/convert", test_convert);
  fixture_add_test ("/imaging/convert/max-bytes", test_convert_max_bytes);
  fixture_add_test ("/imaging/convert/strip", test_convert_strip);
  fixture_add_test ("/imaging/svg/sizes", test_svg_sizes);
  fixture_add_test ("/imaging/svg/loads-nothing", test_svg_loads_nothing);
  fixture_add_test ("/imaging/bad-requests", test_bad_requests);
  fixture_add_test ("/imaging/wrong-files", test_wrong_files);
  fixture_add_test ("/imaging/damaged-files", test_damaged_files);
  fixture_add_test ("/imaging/too-large", test_too_large);

  return g_test_run ();
}
