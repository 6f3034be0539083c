/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "assets/heddle-image-ending.h"
#include "heddle-fake-image.h"

static const char *const kinds[] = { "png", "jpeg", "webp" };

static gboolean
is_whole (const guchar *data,
          gsize         size)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "picture", NULL);
  g_autoptr (GError) error = NULL;
  gboolean whole;

  g_file_set_contents_full (path, (const char *) data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  heddle_image_ending_check (path, &whole, &error);
  g_assert_no_error (error);
  return whole;
}

/* Wherever it ends too early, and whatever stands behind its end. */
static void
test_cut (gconstpointer data)
{
  g_autoptr (GBytes) bytes = heddle_fake_image_new ("A cube", 320, 200, data, FALSE, 0);
  gsize size;
  const guchar *picture = g_bytes_get_data (bytes, &size);
  g_autofree guchar *longer = g_malloc0 (size + 10);

  memcpy (longer, picture, size);
  g_assert_true (is_whole (picture, size));
  g_assert_true (is_whole (longer, size + 10));
  for (gsize length = 16; length < size; length += MAX (size / 60, 1))
    g_assert_false (is_whole (picture, length));
  g_assert_false (is_whole (picture, size - 1));
}

/* The preview in a photograph ends long before the photograph does. */
static void
test_preview (void)
{
  static const guchar photograph[] = {
    0xff, 0xd8, 0xff, 0xe1, 0x00, 0x08, 0xff, 0xd8, 0xff, 0xd9, 0x00, 0x00, 0xff, 0xda, 0x00, 0x04, 0x01, 0x00,
    0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xff, 0xd9,
  };

  g_assert_true (is_whole (photograph, sizeof photograph));
  g_assert_false (is_whole (photograph, sizeof photograph - 2));
}

/* Of others it is not known before they are decoded. */
static void
test_others (void)
{
  static const guchar drawing[] = "<svg";

  g_assert_true (is_whole (drawing, sizeof drawing - 1));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strdup_printf ("/image-ending/cut/%s", kinds[i]);

      g_test_add_data_func (path, kinds[i], test_cut);
    }
  g_test_add_func ("/image-ending/preview", test_preview);
  g_test_add_func ("/image-ending/others", test_others);

  return g_test_run ();
}
