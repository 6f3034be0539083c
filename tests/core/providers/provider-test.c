/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "provider-test.h"

#include "providers/heddle-manifest-provider.h"
#include "tests/core/store/store-test.h"

#include "heddle-fake-openai.h"
#include "heddle-fake-replicate.h"

void
provider_test_use_server (Fixture          *f,
                          const char       *id,
                          HeddleFakeServer *server)
{
  HeddleProvider *provider = heddle_providers_lookup (f->providers, id);
  g_autoptr (GError) error = NULL;

  heddle_fake_server_start (server, 0, &error);
  g_assert_no_error (error);
  heddle_providers_set_base_url (f->providers, id, heddle_fake_server_get_base_url (server),
                                 &error);
  g_assert_no_error (error);
  heddle_manifest_provider_set_time_scale (HEDDLE_MANIFEST_PROVIDER (provider), TIME_SCALE);
}

static void
set_up (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("heddle-providers-XXXXXX", &error);
  g_assert_no_error (error);
  f->library = heddle_library_open (f->folder, HEDDLE_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  f->blobs = heddle_blob_store_new (f->library);
  f->imaging = heddle_imaging_pool_new ();
  f->providers = heddle_providers_new (f->library, f->blobs, f->imaging, &error);
  g_assert_no_error (error);
  f->openai = heddle_fake_openai_new (KEY);
  f->replicate = heddle_fake_replicate_new (KEY);
  provider_test_use_server (f, "openai", f->openai);
  provider_test_use_server (f, "replicate", f->replicate);
  g_setenv ("HEDDLE_KEY_OPENAI", KEY, TRUE);
  g_setenv ("HEDDLE_KEY_REPLICATE", KEY, TRUE);
}

static void
tear_down (Fixture *f)
{
  heddle_fake_server_stop (f->openai);
  heddle_fake_server_stop (f->replicate);
  g_clear_object (&f->openai);
  g_clear_object (&f->replicate);
  g_clear_object (&f->providers);
  g_clear_object (&f->imaging);
  g_assert_true (heddle_library_close (f->library, NULL));
  g_clear_object (&f->blobs);
  g_clear_object (&f->library);
  store_test_remove_tree (f->folder);
  g_free (f->folder);
}

typedef void (*Body) (Fixture *f);

/* Tests wait, which the main thread must not. */
static gpointer
body_thread (gpointer data)
{
  Fixture f = { 0 };

  set_up (&f);
  ((Body) data) (&f);
  tear_down (&f);

  return NULL;
}

static void
run_body (gconstpointer data)
{
  g_thread_join (g_thread_new ("test", body_thread, (gpointer) data));
}

void
provider_test_add (const char *path, void (*body) (Fixture *f))
{
  g_test_add_data_func (path, (gconstpointer) body, run_body);
}
