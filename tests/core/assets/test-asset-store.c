/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "assets/heddle-asset-store.h"
#include "assets/heddle-library-check.h"
#include "base/heddle-init.h"
#include "store/heddle-asset-repository.h"
#include "tests/core/store/store-test.h"

#define KEY_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define KEY_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

typedef struct
{
  char *folder;
  HeddleLibrary *library;
  HeddleBlobStore *blobs;
  HeddleImagingPool *imaging;
  HeddleAssetStore *store;
} Fixture;

static void
open_store (Fixture    *self,
            const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library", NULL);
  g_autoptr (GError) error = NULL;

  self->folder = g_strdup (folder);
  self->library = heddle_library_open (path, HEDDLE_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  self->blobs = heddle_blob_store_new (self->library);
  self->imaging = heddle_imaging_pool_new ();
  self->store = heddle_asset_store_new (self->blobs, self->imaging);
}

static void
close_store (Fixture *self)
{
  assert_await_ok (heddle_asset_store_drain (self->store));
  g_assert_true (heddle_library_close (self->library, NULL));
  g_clear_object (&self->store);
  g_clear_object (&self->imaging);
  g_clear_object (&self->blobs);
  g_clear_object (&self->library);
  g_clear_pointer (&self->folder, g_free);
}

static char *
draw (Fixture    *self,
      const char *name,
      const char *color,
      int         width,
      int         height)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *svg = NULL;

  svg = g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'>"
                         "<rect width='100%%' height='100%%' fill='%s'/></svg>",
                         width, height, color);
  assert_await_ok (heddle_imaging_pool_render_svg (self->imaging, svg, width, height, path));

  return path;
}

static HeddleAssetRecord *
await_asset (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (future, &value, &error);
  g_assert_no_error (error);

  return g_value_dup_boxed (&value);
}

static char *
put_image (Fixture    *self,
           const char *color)
{
  g_autofree char *path = draw (self, "source.png", color, 300, 200);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_blob_store_put_copy (self->blobs, path), &value, &error);
  g_assert_no_error (error);

  return g_strdup (((HeddleBlob *) g_value_get_boxed (&value))->sha256);
}

static HeddleLibraryCheck *
check (Fixture  *self,
       gboolean  repair)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  assert_await_ok (heddle_library_flush (self->library));
  heddle_wait_for (heddle_library_check_run (self->library, repair), &value, &error);
  g_assert_no_error (error);

  return g_value_dup_boxed (&value);
}

static void
test_import (const char *folder)
{
  Fixture self;
  g_autofree char *path = NULL;
  g_autofree char *misnamed = NULL;
  g_autofree char *thumbnail = NULL;
  g_autoptr (HeddleAssetRecord) asset = NULL;
  g_autoptr (HeddleAssetRecord) again = NULL;
  g_autoptr (HeddleAssetRecord) elsewhere = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  open_store (&self, folder);

  path = draw (&self, "red.png", "red", 300, 200);
  misnamed = g_build_filename (folder, "red.square.jpeg", NULL);
  g_assert_cmpint (g_rename (path, misnamed), ==, 0);
  asset = await_asset (heddle_asset_store_import_file (self.store, misnamed, "Autumn"));
  g_assert_cmpstr (asset->name, ==, "red.square");
  g_assert_cmpint (asset->kind, ==, HEDDLE_ASSET_UPLOADED);
  g_assert_cmpstr (asset->mime, ==, "image/png");
  g_assert_cmpint (asset->width, ==, 300);
  g_assert_cmpint (asset->height, ==, 200);
  g_assert_cmpint (asset->bytes, >, 0);
  g_assert_false (asset->reused);

  again = await_asset (heddle_asset_store_import_file (self.store, misnamed, "Autumn"));
  g_assert_true (again->reused);
  g_assert_cmpstr (again->uuid, ==, asset->uuid);
  g_assert_cmpstr (again->project, ==, "Autumn");
  elsewhere = await_asset (heddle_asset_store_import_file (self.store, misnamed, NULL));
  g_assert_false (elsewhere->reused);

  assert_await_ok (heddle_asset_store_drain (self.store));
  thumbnail = heddle_asset_store_dup_thumbnail_path (self.store, asset->blob, HEDDLE_THUMBNAIL_SMALL);
  heddle_wait_for (heddle_imaging_pool_info (self.imaging, thumbnail), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpint (heddle_imaging_reply_get_width (g_value_get_object (&value)), ==, 256);

  close_store (&self);
}

static void
test_import_other_files (const char *folder)
{
  Fixture self;
  g_autofree char *path = g_build_filename (folder, "picture.png", NULL);
  g_autofree char *latin = g_build_filename (folder, "caf\xe9.png", NULL);
  g_autofree char *drawn = NULL;
  g_autoptr (HeddleLibraryCheck) result = NULL;

  open_store (&self, folder);
  drawn = draw (&self, "coffee.png", "red", 30, 20);
  g_assert_cmpint (g_rename (drawn, latin), ==, 0);
  assert_await_error (heddle_asset_store_import_file (self.store, latin, NULL),
                      HEDDLE_IMAGING_ERROR, HEDDLE_IMAGING_ERROR_BAD_REQUEST);
  g_assert_true (g_file_set_contents (path, "no picture at all", -1, NULL));
  assert_await_error (heddle_asset_store_import_file (self.store, path, NULL),
                      HEDDLE_IMAGING_ERROR, HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT);
  assert_await_error (heddle_asset_store_import_file (self.store, "/nonexistent.png", NULL),
                      HEDDLE_IMAGING_ERROR, HEDDLE_IMAGING_ERROR_NOT_FOUND);
  result = check (&self, FALSE);
  g_assert_cmpint (result->n_blobs, ==, 0);
  g_assert_cmpint (result->n_unreferenced, ==, 0);
  close_store (&self);
}

static void
test_outputs (const char *folder)
{
  Fixture self;
  g_autofree char *red = NULL;
  g_autofree char *blue = NULL;
  g_autoptr (HeddleAssetRecord) wanted = heddle_asset_record_new ();
  g_autoptr (HeddleAssetRecord) first = NULL;
  g_autoptr (HeddleAssetRecord) same_key = NULL;
  g_autoptr (HeddleAssetRecord) same_content = NULL;
  g_autoptr (HeddleAssetRecord) other = NULL;
  g_autoptr (HeddleAssetRecord) added = NULL;

  open_store (&self, folder);
  red = put_image (&self, "red");
  blue = put_image (&self, "blue");

  wanted->name = g_strdup ("Poster");
  wanted->kind = HEDDLE_ASSET_GENERATED;
  wanted->blob = g_strdup (red);
  wanted->item_key = g_strdup (KEY_A);
  first = await_asset (heddle_asset_store_add_output (self.store, wanted));
  g_assert_false (first->reused);
  g_assert_cmpint (first->width, ==, 300);

  same_key = await_asset (heddle_asset_store_add_output (self.store, wanted));
  g_assert_true (same_key->reused);
  g_assert_cmpstr (same_key->uuid, ==, first->uuid);

  g_free (wanted->item_key);
  wanted->item_key = g_strdup (KEY_B);
  same_content = await_asset (heddle_asset_store_add_output (self.store, wanted));
  g_assert_true (same_content->reused);
  g_assert_cmpstr (same_content->uuid, ==, first->uuid);

  g_free (wanted->blob);
  wanted->blob = g_strdup (blue);
  other = await_asset (heddle_asset_store_add_output (self.store, wanted));
  g_assert_false (other->reused);
  g_assert_cmpstr (other->name, ==, "Poster-2");

  added = await_asset (heddle_asset_store_add (self.store, wanted));
  g_assert_false (added->reused);
  g_assert_cmpstr (added->name, ==, "Poster-3");
  close_store (&self);
}

static void
test_text (const char *folder)
{
  Fixture self;
  g_autoptr (HeddleAssetRecord) wanted = heddle_asset_record_new ();
  g_autoptr (HeddleAssetRecord) asset = NULL;
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;

  open_store (&self, folder);
  wanted->name = g_strdup ("Caption");
  wanted->text = g_strdup ("Füße im Laub");
  asset = await_asset (heddle_asset_store_add_output (self.store, wanted));
  g_assert_cmpstr (asset->mime, ==, "text/plain");
  g_assert_cmpstr (asset->text, ==, "Füße im Laub");
  path = heddle_blob_store_dup_path (self.blobs, asset->blob);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "Füße im Laub");
  close_store (&self);
}

/* A thumbnail that cannot be made costs no more than itself. */
static void
test_no_thumbnail (const char *folder)
{
  Fixture self;
  g_autofree char *red = NULL;
  g_autofree char *thumbnails = NULL;
  g_autoptr (HeddleAssetRecord) wanted = heddle_asset_record_new ();
  g_autoptr (HeddleAssetRecord) asset = NULL;

  open_store (&self, folder);
  red = put_image (&self, "red");
  thumbnails = heddle_library_dup_thumbnails_path (self.library);
  g_assert_cmpint (g_rmdir (thumbnails), ==, 0);
  g_assert_true (g_file_set_contents (thumbnails, "in the way", -1, NULL));

  wanted->name = g_strdup ("Poster");
  wanted->blob = g_strdup (red);
  asset = await_asset (heddle_asset_store_add (self.store, wanted));
  assert_await_ok (heddle_asset_store_drain (self.store));
  assert_await_error (heddle_asset_store_make_thumbnail (self.store, red, HEDDLE_THUMBNAIL_SMALL), HEDDLE_STORE_ERROR,
                      HEDDLE_STORE_ERROR_CANNOT_OPEN);

  g_assert_cmpint (g_unlink (thumbnails), ==, 0);
  assert_await_ok (heddle_asset_store_make_thumbnail (self.store, red, HEDDLE_THUMBNAIL_SMALL));
  assert_await_ok (heddle_asset_store_make_thumbnail (self.store, red, HEDDLE_THUMBNAIL_SMALL));
  close_store (&self);
}

static void
test_check (const char *folder)
{
  Fixture self;
  g_autofree char *red = NULL;
  g_autofree char *blue = NULL;
  g_autofree char *red_path = NULL;
  g_autofree char *blue_path = NULL;
  g_autofree char *temp = NULL;
  g_autoptr (HeddleAssetRecord) wanted = heddle_asset_record_new ();
  g_autoptr (HeddleLibraryCheck) sound = NULL;
  g_autoptr (HeddleLibraryCheck) repaired = NULL;
  g_autoptr (HeddleLibraryCheck) damaged = NULL;
  g_autoptr (HeddleLibraryCheck) missing = NULL;

  open_store (&self, folder);
  red = put_image (&self, "red");
  blue = put_image (&self, "blue");
  red_path = heddle_blob_store_dup_path (self.blobs, red);
  blue_path = heddle_blob_store_dup_path (self.blobs, blue);
  temp = heddle_blob_store_new_temp_path (self.blobs, NULL);
  wanted->name = g_strdup ("Poster");
  wanted->blob = g_strdup (red);
  heddle_asset_record_free (await_asset (heddle_asset_store_add (self.store, wanted)));

  sound = check (&self, FALSE);
  g_assert_cmpuint (sound->findings->len, ==, 0);
  g_assert_cmpint (sound->n_blobs, ==, 2);
  g_assert_cmpint (sound->n_unreferenced, ==, 2);
  g_assert_cmpint (sound->n_collected, ==, 0);
  g_assert_true (g_file_test (blue_path, G_FILE_TEST_EXISTS));

  repaired = check (&self, TRUE);
  g_assert_cmpint (repaired->n_collected, ==, 2);
  g_assert_false (g_file_test (blue_path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (temp, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (red_path, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (red_path, "something else", -1, NULL));
  damaged = check (&self, FALSE);
  g_assert_cmpuint (damaged->findings->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (damaged->findings, 0), "Poster"));

  g_assert_cmpint (g_unlink (red_path), ==, 0);
  missing = check (&self, FALSE);
  g_assert_cmpuint (missing->findings->len, ==, 1);
  close_store (&self);
}

/* What a kept backup names is not collected: it may be restored. */
static void
test_check_backups (const char *folder)
{
  Fixture self;
  g_autofree char *red = NULL;
  g_autofree char *red_path = NULL;
  g_autofree char *backups = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (HeddleLibraryCheck) kept = NULL;
  g_autoptr (HeddleLibraryCheck) collected = NULL;
  g_autoptr (GError) error = NULL;

  open_store (&self, folder);
  red = put_image (&self, "red");
  red_path = heddle_blob_store_dup_path (self.blobs, red);
  assert_await_ok (heddle_library_flush (self.library));

  backups = heddle_library_dup_backups_path (self.library);
  backup = g_build_filename (backups, "before.db", NULL);
  reader = heddle_library_open_reader (self.library, &error);
  heddle_database_backup (reader, backup, &error);
  g_assert_no_error (error);
  g_clear_object (&reader);

  kept = check (&self, TRUE);
  g_assert_cmpint (kept->n_collected, ==, 0);
  g_assert_true (g_file_test (red_path, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_unlink (backup), ==, 0);
  collected = check (&self, TRUE);
  g_assert_cmpint (collected->n_collected, ==, 1);
  g_assert_false (g_file_test (red_path, G_FILE_TEST_EXISTS));
  close_store (&self);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  store_test_add ("/asset-store/import", test_import);
  store_test_add ("/asset-store/import-other-files", test_import_other_files);
  store_test_add ("/asset-store/outputs", test_outputs);
  store_test_add ("/asset-store/text", test_text);
  store_test_add ("/asset-store/no-thumbnail", test_no_thumbnail);
  store_test_add ("/asset-store/check", test_check);
  store_test_add ("/asset-store/check-backups", test_check_backups);

  return g_test_run ();
}
