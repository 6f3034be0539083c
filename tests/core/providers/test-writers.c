/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "tests/core/store/store-test.h"

#include "heddle-fake-anthropic.h"
#include "heddle-fake-image.h"
#include "heddle-fake-ollama.h"
#include "provider-test.h"

static HeddleValue *
make_picture (Fixture    *f,
              const char *format)
{
  g_autoptr (GBytes) bytes = heddle_fake_image_new ("A cube", 64, 48, format, FALSE, 0);
  g_autofree char *mime = g_strconcat ("image/", format, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  HeddleMedia media = { .mime = mime, .width = 64, .height = 48 };

  heddle_wait_for (heddle_blob_store_put_bytes (f->blobs, bytes), &value, &error);
  g_assert_no_error (error);
  media.blob = ((HeddleBlob *) g_value_get_boxed (&value))->sha256;
  return heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, NULL);
}

static HeddleProviderResult *
analyse (Fixture     *f,
         const char  *model,
         HeddleValue *picture)
{
  g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_ANALYSIS, model);
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  heddle_provider_request_set_text (request, "prompt", "What is it?");
  heddle_provider_request_set_text (request, "system", "Be brief.");
  heddle_provider_request_add_image (request, "image", picture);
  heddle_wait_for (heddle_providers_run (f->providers, request), &value, &error);
  g_assert_no_error (error);
  return g_value_dup_object (&value);
}

/* The servers look whether what comes is a picture, and of the kind that is said. */
static void
test_analysis (Fixture *f)
{
  static const struct
  {
    const char *model;
    gboolean has_price;
  } cases[] = { { "anthropic/claude-opus-4-7", TRUE }, { "anthropic/claude-haiku-5-5", FALSE }, { "ollama/gemma4", TRUE } };
  static const char *const formats[] = { "png", "jpeg", "webp" };
  g_autoptr (HeddleFakeServer) anthropic = heddle_fake_anthropic_new (KEY);
  g_autoptr (HeddleFakeServer) ollama = heddle_fake_ollama_new ();

  provider_test_use_server (f, "anthropic", anthropic);
  provider_test_use_server (f, "ollama", ollama);
  g_setenv ("HEDDLE_KEY_ANTHROPIC", KEY, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (formats); j++)
      {
        g_autoptr (HeddleValue) picture = make_picture (f, formats[j]);
        g_autoptr (HeddleProviderResult) result = analyse (f, cases[i].model, picture);

        g_assert_no_error (heddle_provider_result_get_error (result, 0));
        g_assert_cmpstr (heddle_value_get_text (heddle_provider_result_get_value (result, 0)), ==,
                         "1 picture, seen for “What is it?”: an even gradient between two colours.");
        g_assert_cmpuint (heddle_provider_result_get_warnings (result)->len, ==, 0);
        g_assert_cmpint (heddle_provider_result_get_cost (result, 0).known, ==, cases[i].has_price);
      }
  g_assert_false (heddle_fake_server_saw (ollama, KEY));
  heddle_fake_server_stop (anthropic);
  heddle_fake_server_stop (ollama);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();
  provider_test_add ("/writers/analysis", test_analysis);
  return g_test_run ();
}
