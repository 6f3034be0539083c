/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "assets/heddle-asset-store.h"
#include "base/heddle-init.h"
#include "tests/app/session-test.h"
#include "widgets/heddle-thumbnails.h"

typedef struct
{
  SessionTest       test;
  HeddleSession    *session;
  HeddleThumbnails *thumbnails;
} Fixture;

typedef struct
{
  GPtrArray  *log;
  const char *name;
  guint       n_calls;
  int         width;
  GError     *error;
} Answer;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  session_test_set_up (&self->test);
  self->session = self->test.session;
  self->thumbnails = heddle_session_get_thumbnails (self->session);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  session_test_tear_down (&self->test);
}

static char *
put (Fixture    *self,
     const char *content)
{
  HeddleBlobStore *blobs = heddle_session_get_service (self->session, HEDDLE_TYPE_BLOB_STORE);
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_true (session_test_await (heddle_blob_store_put_bytes (blobs, bytes), &value, NULL));
  return g_strdup (((HeddleBlob *) g_value_get_boxed (&value))->sha256);
}

static char *
put_picture (Fixture *self,
             int      width)
{
  g_autofree char *svg = g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='64'>"
                                          "<rect width='100%%' height='100%%' fill='teal'/></svg>",
                                          width);

  return put (self, svg);
}

static void
answered_cb (GdkTexture   *texture,
             const GError *error,
             gpointer      data)
{
  Answer *answer = data;

  answer->n_calls++;
  g_assert_true ((texture == NULL) == (error != NULL));
  answer->width = texture != NULL ? gdk_texture_get_width (texture) : 0;
  answer->error = error != NULL ? g_error_copy (error) : NULL;
  if (answer->log != NULL)
    g_ptr_array_add (answer->log, (gpointer) answer->name);
}

static void
wait_for_answer (Answer *answer)
{
  while (answer->n_calls == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (answer->n_calls, ==, 1);
}

static void
test_load (Fixture       *self,
           gconstpointer  data)
{
  HeddleAssetStore *assets = heddle_session_get_service (self->session, HEDDLE_TYPE_ASSET_STORE);
  g_autofree char *blob = put_picture (self, 100);
  g_autofree char *path = heddle_asset_store_dup_thumbnail_path (assets, blob, HEDDLE_THUMBNAIL_SMALL);
  Answer first = { 0 };
  Answer second = { 0 };
  Answer third = { 0 };

  g_assert_null (heddle_thumbnails_peek (self->thumbnails, blob));
  g_assert_cmpuint (heddle_thumbnails_load (self->thumbnails, blob, answered_cb, &first), !=, 0);
  g_assert_cmpuint (heddle_thumbnails_load (self->thumbnails, blob, answered_cb, &second), !=, 0);
  g_assert_cmpuint (first.n_calls, ==, 0);
  wait_for_answer (&first);
  wait_for_answer (&second);
  g_assert_cmpint (first.width, ==, 100);
  g_assert_cmpint (second.width, ==, 100);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_nonnull (heddle_thumbnails_peek (self->thumbnails, blob));
  g_assert_cmpuint (heddle_thumbnails_load (self->thumbnails, blob, answered_cb, &third), ==, 0);
  g_assert_cmpuint (third.n_calls, ==, 1);
}

static void
test_large (Fixture       *self,
            gconstpointer  data)
{
  HeddleAssetStore *assets = heddle_session_get_service (self->session, HEDDLE_TYPE_ASSET_STORE);
  g_autofree char *blob = put_picture (self, 1000);
  g_autofree char *small_path = heddle_asset_store_dup_thumbnail_path (assets, blob, HEDDLE_THUMBNAIL_SMALL);
  g_autofree char *large_path = heddle_asset_store_dup_thumbnail_path (assets, blob, HEDDLE_THUMBNAIL_LARGE);
  Answer small = { 0 };
  Answer large = { 0 };
  Answer again = { 0 };

  heddle_thumbnails_load_large (self->thumbnails, blob, answered_cb, &large);
  heddle_thumbnails_load (self->thumbnails, blob, answered_cb, &small);
  wait_for_answer (&small);
  wait_for_answer (&large);
  g_assert_cmpint (small.width, ==, 256);
  g_assert_cmpint (large.width, ==, 512);
  g_assert_true (g_file_test (small_path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (large_path, G_FILE_TEST_EXISTS));

  g_assert_cmpint (gdk_texture_get_width (heddle_thumbnails_peek (self->thumbnails, blob)), ==, 256);
  heddle_thumbnails_load_large (self->thumbnails, blob, answered_cb, &again);
  wait_for_answer (&again);
  g_assert_cmpint (again.width, ==, 512);
}

/* What is to be filled, and whether a thumbnail of a picture that is so wide would be stretched. */
static void
test_coarse (Fixture       *self,
             gconstpointer  data)
{
  static const struct
  {
    int      picture;
    int      width;
    int      height;
    gboolean coarse;
  } cases[] = {
    { 1000, 256, 16, FALSE },
    { 1000, 257, 16, TRUE },
    { 1000, 200, 17, TRUE },
    { 200, 800, 600, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *blob = put_picture (self, cases[i].picture);
      Answer answer = { 0 };

      heddle_thumbnails_load (self->thumbnails, blob, answered_cb, &answer);
      if (answer.n_calls == 0)
        wait_for_answer (&answer);
      g_assert_true (heddle_thumbnails_is_coarse (heddle_thumbnails_peek (self->thumbnails, blob), cases[i].width,
                                                  cases[i].height) == cases[i].coarse);
    }
}

/* Thumbnails can be deleted or damaged at any time. */
static void
test_damaged (Fixture       *self,
              gconstpointer  data)
{
  HeddleAssetStore *assets = heddle_session_get_service (self->session, HEDDLE_TYPE_ASSET_STORE);
  g_autofree char *blob = put_picture (self, 100);
  g_autofree char *path = heddle_asset_store_dup_thumbnail_path (assets, blob, HEDDLE_THUMBNAIL_SMALL);
  g_autofree char *folder = g_path_get_dirname (path);
  Answer answer = { 0 };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "no picture", -1, NULL));
  heddle_thumbnails_load (self->thumbnails, blob, answered_cb, &answer);
  wait_for_answer (&answer);
  g_assert_cmpint (answer.width, ==, 100);
}

static void
test_failure (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *blob = put (self, "This is no picture.");
  Answer answer = { 0 };

  heddle_thumbnails_load (self->thumbnails, blob, answered_cb, &answer);
  wait_for_answer (&answer);
  g_assert_cmpint (answer.width, ==, 0);
  g_assert_nonnull (answer.error);
  g_clear_error (&answer.error);
  g_assert_null (heddle_thumbnails_peek (self->thumbnails, blob));
}

static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *blob = put_picture (self, 100);
  Answer cancelled = { 0 };
  Answer kept = { 0 };
  guint id = heddle_thumbnails_load (self->thumbnails, blob, answered_cb, &cancelled);

  heddle_thumbnails_load (self->thumbnails, blob, answered_cb, &kept);
  heddle_thumbnails_cancel (self->thumbnails, id);
  heddle_thumbnails_cancel (self->thumbnails, id);
  wait_for_answer (&kept);
  g_assert_cmpuint (cancelled.n_calls, ==, 0);
}

static void
test_newest_first (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) log = g_ptr_array_new ();
  Answer first = { .log = log, .name = "first" };
  Answer last = { .log = log, .name = "last" };
  Answer others[12] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (others) + 2; i++)
    {
      Answer made = { 0 };

      g_ptr_array_add (blobs, put_picture (self, 10 + (int) i));
      heddle_thumbnails_load (self->thumbnails, g_ptr_array_index (blobs, i), answered_cb, &made);
      wait_for_answer (&made);
    }
  heddle_thumbnails_set_bound (self->thumbnails, 0);

  /* As many as are read at once are on their way before the first is asked for. */
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (i == 6)
        heddle_thumbnails_load (self->thumbnails, g_ptr_array_index (blobs, 12), answered_cb, &first);
      heddle_thumbnails_load (self->thumbnails, g_ptr_array_index (blobs, i), answered_cb, &others[i]);
    }
  heddle_thumbnails_load (self->thumbnails, g_ptr_array_index (blobs, 13), answered_cb, &last);
  wait_for_answer (&last);
  wait_for_answer (&first);
  g_assert_cmpstr (g_ptr_array_index (log, 0), ==, "last");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    wait_for_answer (&others[i]);
}

static void
test_bound (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *a = put_picture (self, 100);
  g_autofree char *b = put_picture (self, 101);
  g_autofree char *c = put_picture (self, 102);
  const char *blobs[] = { a, b };
  Answer answer = { 0 };

  heddle_thumbnails_set_bound (self->thumbnails, 2 * 102 * 64 * 4);
  for (guint i = 0; i < G_N_ELEMENTS (blobs); i++)
    {
      Answer loaded = { 0 };

      heddle_thumbnails_load (self->thumbnails, blobs[i], answered_cb, &loaded);
      wait_for_answer (&loaded);
    }
  g_assert_nonnull (heddle_thumbnails_peek (self->thumbnails, b));
  g_assert_nonnull (heddle_thumbnails_peek (self->thumbnails, a));

  heddle_thumbnails_load (self->thumbnails, c, answered_cb, &answer);
  wait_for_answer (&answer);
  g_assert_nonnull (heddle_thumbnails_peek (self->thumbnails, a));
  g_assert_null (heddle_thumbnails_peek (self->thumbnails, b));
  g_assert_nonnull (heddle_thumbnails_peek (self->thumbnails, c));
}

static void
test_closed (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (HeddleSession) session = heddle_session_new ();
  g_autofree char *blob = put_picture (self, 100);
  Answer answer = { 0 };

  heddle_thumbnails_load (heddle_session_get_thumbnails (session), blob, answered_cb, &answer);
  g_assert_cmpuint (answer.n_calls, ==, 1);
  g_assert_nonnull (answer.error);
  g_clear_error (&answer.error);
}

/* What is on its way when the window closes is nobody's any more. */
static void
test_dispose (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (HeddleThumbnails) thumbnails = heddle_thumbnails_new (self->session);
  g_autofree char *blob = put_picture (self, 100);
  Answer answer = { 0 };
  Answer other = { 0 };

  heddle_thumbnails_load (thumbnails, blob, answered_cb, &answer);
  g_assert_finalize_object (g_steal_pointer (&thumbnails));
  heddle_thumbnails_load (self->thumbnails, blob, answered_cb, &other);
  wait_for_answer (&other);
  g_assert_cmpuint (answer.n_calls, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/thumbnails/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("load", test_load);
  ADD ("large", test_large);
  ADD ("coarse", test_coarse);
  ADD ("damaged", test_damaged);
  ADD ("failure", test_failure);
  ADD ("cancel", test_cancel);
  ADD ("newest-first", test_newest_first);
  ADD ("bound", test_bound);
  ADD ("closed", test_closed);
  ADD ("dispose", test_dispose);
#undef ADD

  return g_test_run ();
}
