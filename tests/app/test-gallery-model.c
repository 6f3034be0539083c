/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-asset-store.h"
#include "base/heddle-init.h"
#include "gallery/heddle-gallery-model.h"
#include "tests/app/session-test.h"

/* What no search works without. */
#define BREAK "ALTER TABLE asset_text RENAME TO asset_text_away;"
#define MEND "ALTER TABLE asset_text_away RENAME TO asset_text;"

typedef struct
{
  SessionTest         test;
  HeddleGalleryModel *model;
} Fixture;

static void
add_text (Fixture    *self,
          const char *name)
{
  HeddleAssetStore *assets = heddle_session_get_service (self->test.session, HEDDLE_TYPE_ASSET_STORE);
  g_autoptr (HeddleAssetRecord) record = heddle_asset_record_new ();
  g_autoptr (GError) error = NULL;

  record->name = g_strdup (name);
  record->text = g_strdup (name);
  session_test_await (heddle_asset_store_add (assets, record), NULL, &error);
  g_assert_no_error (error);
}

static guint
get_n_shown (Fixture *self)
{
  HeddleAssetIndex *index = heddle_gallery_model_get_index (self->model);

  return index != NULL ? heddle_asset_index_get_n_entries (index) : G_MAXUINT;
}

static gboolean
is_settled (Fixture *self)
{
  return heddle_gallery_model_get_error (self->model) != NULL || heddle_gallery_model_is_complete (self->model);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  session_test_set_up (&self->test);
  add_text (self, "apple");
  add_text (self, "apricot");
  add_text (self, "banana");
  self->model = heddle_gallery_model_new (self->test.session);
  session_test_wait_until (is_settled (self));
  g_assert_cmpuint (get_n_shown (self), ==, 3);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->model);
  session_test_tear_down (&self->test);
}

static void
search (Fixture    *self,
        const char *query)
{
  heddle_gallery_model_set_query (self->model, query);
  session_test_wait_until (is_settled (self));
}

static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  search (self, "ap");
  g_assert_cmpuint (get_n_shown (self), ==, 2);
  search (self, "apr");
  g_assert_cmpuint (get_n_shown (self), ==, 1);
  search (self, "zzz");
  g_assert_cmpuint (get_n_shown (self), ==, 0);
  search (self, NULL);
  g_assert_cmpuint (get_n_shown (self), ==, 3);
}

/* What was found for other words is not what these find. */
static void
test_failure (Fixture       *self,
              gconstpointer  data)
{
  search (self, "ap");
  session_test_write (self->test.session, BREAK);
  search (self, "banana");
  g_assert_nonnull (heddle_gallery_model_get_error (self->model));
  g_assert_null (heddle_gallery_model_get_index (self->model));
  g_assert_true (heddle_gallery_model_has_assets (self->model));

  session_test_write (self->test.session, MEND);
  heddle_gallery_model_reload (self->model);
  session_test_wait_until (heddle_gallery_model_get_error (self->model) == NULL);
  g_assert_cmpuint (get_n_shown (self), ==, 1);
}

static void
test_failure_is_over_without_a_search (Fixture       *self,
                                       gconstpointer  data)
{
  session_test_write (self->test.session, BREAK);
  search (self, "banana");
  g_assert_nonnull (heddle_gallery_model_get_error (self->model));
  heddle_gallery_model_set_query (self->model, NULL);
  g_assert_null (heddle_gallery_model_get_error (self->model));
  g_assert_cmpuint (get_n_shown (self), ==, 3);
}

/* The first search fails while a second one is wanted already. */
static void
test_outdated_failure (Fixture       *self,
                       gconstpointer  data)
{
  session_test_write (self->test.session, BREAK);
  heddle_gallery_model_set_query (self->model, "ap");
  g_usleep (G_USEC_PER_SEC / 5);
  session_test_write (self->test.session, MEND);
  search (self, "banana");
  g_assert_no_error (heddle_gallery_model_get_error (self->model));
  g_assert_cmpuint (get_n_shown (self), ==, 1);
}

/* Rows are still those that were searched for, though not all that there are by now. */
static void
test_failed_reload (Fixture       *self,
                    gconstpointer  data)
{
  search (self, "ap");
  session_test_write (self->test.session, "ALTER TABLE asset RENAME COLUMN width TO width_away;");
  heddle_gallery_model_reload (self->model);
  session_test_wait_until (heddle_gallery_model_get_error (self->model) != NULL);
  g_assert_cmpuint (get_n_shown (self), ==, 2);
  session_test_write (self->test.session, "ALTER TABLE asset RENAME COLUMN width_away TO width;");
  heddle_gallery_model_reload (self->model);
  session_test_wait_until (heddle_gallery_model_get_error (self->model) == NULL);
  g_assert_cmpuint (get_n_shown (self), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/gallery-model/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("search", test_search);
  ADD ("failure", test_failure);
  ADD ("failure-is-over-without-a-search", test_failure_is_over_without_a_search);
  ADD ("outdated-failure", test_outdated_failure);
  ADD ("failed-reload", test_failed_reload);
#undef ADD

  return g_test_run ();
}
