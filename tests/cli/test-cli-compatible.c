/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-writing.h"
#include "heddle-fake-openai.h"

#define KEY "sk-compatible-c40b7716"
#define CHAT "/v1/chat/completions"
#define LLAMA "\"model\": \"openai-compatible/llama3.2\""
#define GPT "\"model\": \"openai-compatible/gpt-6-luna\""
#define ANSWER "Draft 1 on “A red cube”: warm, short and to the point, with a closing line that invites the reader in."

#define NO_PICTURES ((const char *const[]) { NULL })

static HeddleCliWriting *
start (const char *server_key,
       const char *key,
       const char *config)
{
  HeddleCliWriting *self = heddle_cli_writing_new (heddle_fake_openai_new (server_key), "openai-compatible", key);

  heddle_cli_writing_set (self, config, NO_PICTURES);
  return self;
}

/* At the usual address no key is needed either. */
static void
write_manifest (HeddleCliWriting *self)
{
  g_autofree char *from = g_build_filename (g_getenv ("HEDDLE_DATA_DIR"), "providers", "openai-compatible.json", NULL);
  g_autofree char *folder = heddle_cli_path (self->cli, "data/heddle/providers");
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &text, NULL, &error);
  g_assert_no_error (error);
  node = heddle_json_parse (text, -1, &error);
  g_assert_no_error (error);
  json_object_set_string_member (json_node_get_object (node), "id", "own");
  json_object_set_string_member (json_node_get_object (node), "base_url",
                                 heddle_fake_server_get_base_url (self->server));
  changed = heddle_json_write (node, HEDDLE_JSON_PRETTY);
  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_free (heddle_cli_write (self->cli, "data/heddle/providers/own.json", changed));
}

static void
test_without_key (void)
{
  g_autoptr (HeddleCliWriting) self = start (NULL, NULL, LLAMA ", \"temperature\": 0.5, \"max_tokens\": 500");
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (self->cli, "run", "writing.heddle", "--library", "library", NULL);
  g_autoptr (HeddleFakeRequest) sent = heddle_fake_server_dup_request (self->server, "POST", CHAT, 0);
  g_autoptr (JsonObject) body = heddle_cli_writing_dup_body (self, 0);
  g_autoptr (HeddleCliAnswer) own = NULL;

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_null (strstr (answer->output, "not among the models"));
  heddle_cli_writing_assert_kept (self, ANSWER);
  g_assert_null (heddle_fake_request_get_header (sent, "Authorization"));
  g_assert_cmpint (heddle_json_get_int (body, "max_tokens", 0), ==, 500);

  write_manifest (self);
  heddle_cli_writing_set (self, "\"model\": \"own/llama3.2\"", NO_PICTURES);
  own = heddle_cli_writing_run (self, "A red cube");
  g_assert_cmpint (own->status, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, "POST", CHAT), ==, 2);
}

static void
test_with_key (void)
{
  g_autoptr (HeddleCliWriting) self = start (KEY, KEY, GPT);
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_writing_run (self, "A red cube");
  g_autoptr (HeddleCliAnswer) wrong = NULL;

  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_writing_assert_unsaid (self, answer, KEY);
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_OPENAI_COMPATIBLE", "sk-wrong");
  wrong = heddle_cli_writing_run (self, "A blue cube");
  heddle_cli_writing_assert_item (wrong, "failed", "key-refused", "does not accept the key");
}

static void
test_pictures_and_json (void)
{
  g_autoptr (HeddleCliWriting) self = start (NULL, NULL, LLAMA);
  g_autoptr (HeddleCliAnswer) seen = NULL;
  g_autoptr (HeddleCliAnswer) json = NULL;
  g_autoptr (HeddleCliAnswer) lost = NULL;

  heddle_cli_writing_set (self, LLAMA, (const char *const[]) { "png", "jpeg", NULL });
  seen = heddle_cli_writing_run (self, "What is this?");
  g_assert_cmpint (seen->status, ==, 0);
  heddle_cli_writing_assert_kept (self, "2 pictures, seen for “What is this?”: an even gradient between two colours.");
  heddle_cli_writing_set (self, LLAMA ", \"output\": \"json\", \"fields\": [\"headline\"]", NO_PICTURES);
  json = heddle_cli_writing_run (self, "A red cube");
  heddle_cli_writing_assert_item (json, "completed", NULL, NULL);
  lost = heddle_cli_writing_run (self, "A red cube [fault:500]");
  heddle_cli_writing_assert_item (lost, "unknown_outcome", "unknown-outcome", "It may have been charged");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/compatible/without-key", test_without_key);
  g_test_add_func ("/cli/compatible/with-key", test_with_key);
  g_test_add_func ("/cli/compatible/pictures-and-json", test_pictures_and_json);
  return g_test_run ();
}
