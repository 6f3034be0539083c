/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gdk/gdk.h>
#include <glib/gstdio.h>

#include "assets/heddle-blob-store.h"
#include "base/heddle-init.h"
#include "gallery/heddle-asset-files.h"
#include "gallery/heddle-gallery-words.h"
#include "tests/app/session-test.h"
#include "tests/core/store/store-test.h"

#define PICTURE "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'><rect width='9' height='9'/></svg>"

typedef struct
{
  SessionTest        test;
  HeddleSession     *session;
  HeddleAssetRecord *record;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (PICTURE, strlen (PICTURE));
  g_auto (GValue) blob = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  session_test_set_up (&self->test);
  self->session = self->test.session;
  session_test_await (heddle_blob_store_put_bytes (heddle_session_get_service (self->session, HEDDLE_TYPE_BLOB_STORE), bytes),
         &blob, &error);
  g_assert_no_error (error);
  self->record = heddle_asset_record_new ();
  self->record->uuid = g_uuid_string_random ();
  self->record->name = g_strdup ("A cup: 50/50");
  self->record->mime = g_strdup ("image/svg+xml");
  self->record->blob = g_strdup (((HeddleBlob *) g_value_get_boxed (&blob))->sha256);
  self->record->width = 300;
  self->record->height = 200;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  heddle_asset_record_free (self->record);
  session_test_tear_down (&self->test);
}

static void
assert_content (GFile *file)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_load_contents (file, NULL, &content, NULL, NULL, NULL));
  g_assert_cmpstr (content, ==, PICTURE);
}

static void
test_name (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *name = heddle_asset_dup_file_name (self->record);
  g_autofree char *hidden = NULL;
  g_autofree char *other = NULL;

  g_assert_cmpstr (name, ==, "A cup- 50-50.svg");
  g_set_str (&self->record->name, ".profile");
  hidden = heddle_asset_dup_file_name (self->record);
  g_assert_cmpstr (hidden, ==, "-profile.svg");
  g_set_str (&self->record->mime, "application/unheard-of");
  other = heddle_asset_dup_file_name (self->record);
  g_assert_cmpstr (other, ==, "-profile");
}

/* Whoever is given the file can do with it what they like: the library keeps its own. */
static void
test_outside (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (GFile) expected = heddle_asset_get_outside (self->record);
  g_auto (GValue) first = G_VALUE_INIT;
  g_auto (GValue) second = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  session_test_await (heddle_asset_bring_outside (self->session, self->record), &first, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_equal (expected, g_value_get_object (&first)));
  assert_content (expected);

  g_assert_true (g_file_replace_contents (expected, "changed", 7, NULL, FALSE, 0, NULL, NULL, NULL));
  session_test_await (heddle_asset_bring_outside (self->session, self->record), &second, &error);
  g_assert_no_error (error);
  assert_content (expected);
}

static void
test_save (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->test.folder, "copy.svg", NULL);
  g_autofree char *nowhere_path = g_build_filename (self->test.folder, "nowhere", "copy.svg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path (nowhere_path);
  g_auto (GValue) saved = G_VALUE_INIT;
  g_auto (GValue) none = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  session_test_await (heddle_asset_save (self->session, self->record, file), &saved, &error);
  g_assert_no_error (error);
  assert_content (file);
  g_assert_false (session_test_await (heddle_asset_save (self->session, self->record, nowhere), &none, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_picture (Fixture       *self,
              gconstpointer  data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  session_test_await (heddle_asset_load_picture (self->session, self->record), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (g_value_get_object (&value)), ==, 300);

  self->record->width = 20000;
  g_value_unset (&value);
  session_test_await (heddle_asset_load_picture (self->session, self->record), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (g_value_get_object (&value)), <=, 8192);
}

static void
test_words (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *dollars = heddle_words_for_money (heddle_money_new (40000, "USD"));
  g_autofree char *crowns = heddle_words_for_money (heddle_money_new (1500000, "SEK"));
  g_autofree char *costs = heddle_words_for_costs ("[{\"amount\":40000,\"currency\":\"USD\"},"
                                                   "{\"amount\":2000000,\"currency\":\"EUR\"}]");
  g_autofree char *free_of_charge = heddle_words_for_costs ("[{\"amount\":0,\"currency\":\"USD\"}]");
  g_autofree char *now = heddle_words_for_day (g_get_real_time () / 1000);
  g_autofree char *long_ago = heddle_words_for_day (G_GINT64_CONSTANT (946728000000));
  g_autofree char *said = NULL;

  g_assert_cmpstr (dollars, ==, "$0.04");
  g_assert_cmpstr (crowns, ==, "1.50 SEK");
  g_assert_cmpstr (costs, ==, "$0.04 + €2.00");
  g_assert_null (free_of_charge);
  g_assert_cmpstr (now, ==, "today");
  g_assert_cmpstr (long_ago, ==, "1 January 2000");

  self->record->prompt = g_strnfill (200, 'x');
  said = heddle_words_for_asset (self->record);
  g_assert_true (g_str_has_prefix (said, "A cup: 50/50, xxx"));
  g_assert_true (g_str_has_suffix (said, "x…"));
  g_assert_cmpint (g_utf8_strlen (said, -1), ==, 95);
}

static gpointer
remove_cache (gpointer data)
{
  store_test_remove_tree (data);
  return NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *cache = g_dir_make_tmp ("heddle-cache-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/asset-files/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("name", test_name);
  ADD ("outside", test_outside);
  ADD ("save", test_save);
  ADD ("picture", test_picture);
  ADD ("words", test_words);
#undef ADD

  status = g_test_run ();
  g_thread_join (g_thread_new ("clean", remove_cache, cache));
  return status;
}
