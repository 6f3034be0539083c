/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-writing.h"
#include "heddle-fake-anthropic.h"

#define KEY "sk-ant-cli-5d07e9c13b"
#define WRONG "sk-ant-cli-wrong-88f2"
#define MESSAGES "/v1/messages"
#define HAIKU "\"model\": \"anthropic/claude-haiku-5-5\""
#define OPUS "\"model\": \"anthropic/claude-opus-4-7\""
#define ANSWER "Draft 1 on “A red cube”: warm, short and to the point, with a closing line that invites the reader in."

#define NO_PICTURES ((const char *const[]) { NULL })

static HeddleCliWriting *
start (const char *key,
       const char *config)
{
  HeddleCliWriting *self = heddle_cli_writing_new (heddle_fake_anthropic_new (KEY), "anthropic", key);

  heddle_cli_writing_set (self, config, NO_PICTURES);
  return self;
}

static guint
count_orders (HeddleCliWriting *self)
{
  return heddle_fake_server_count_requests (self->server, "POST", MESSAGES);
}

/* What the model thinks is no part of the text, which comes in two pieces. */
static void
test_text (void)
{
  g_autoptr (HeddleCliWriting) self = start (KEY, OPUS ", \"system\": \"Be brief.\"");
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_writing_run (self, "A red cube");
  g_autoptr (HeddleCliAnswer) again = heddle_cli_writing_run (self, "A red cube");
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (HeddleCliAnswer) providers = heddle_cli_call (self->cli, "list", "providers", NULL);
  g_autoptr (HeddleCliAnswer) models = heddle_cli_call (self->cli, "list", "models", NULL);
  g_autoptr (HeddleFakeRequest) sent = heddle_fake_server_dup_request (self->server, "POST", MESSAGES, 0);
  g_autoptr (JsonObject) body = heddle_cli_writing_dup_body (self, 0);
  gint64 tokens_out = g_utf8_strlen (ANSWER, -1) / 4 + 1;

  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_writing_assert_kept (self, ANSWER);
  g_assert_cmpint (heddle_cli_run_count (run, "cost"), ==, 12 * 5 + tokens_out * 25);
  g_assert_cmpstr (heddle_fake_request_get_header (sent, "x-api-key"), ==, KEY);
  g_assert_null (heddle_fake_request_get_header (sent, "Authorization"));
  g_assert_cmpstr (heddle_fake_request_get_header (sent, "anthropic-version"), ==, "2026-10-21");
  g_assert_cmpint (heddle_json_get_int (body, "max_tokens", 0), ==, 8192);
  g_assert_cmpstr (heddle_json_get_string (body, "system", NULL), ==, "Be brief.");
  g_assert_false (json_object_has_member (body, "output_config"));
  g_assert_cmpint (again->status, ==, 0);
  g_assert_cmpuint (count_orders (self), ==, 1);
  heddle_cli_writing_assert_unsaid (self, answer, KEY);
  heddle_cli_assert_told (providers->output, "Anthropic");
  heddle_cli_assert_told (models->output, "anthropic/claude-fable-5-2");
}

/* The version that is asked for takes no temperature; what costs how much is known of one model only. */
static void
test_warnings (void)
{
  g_autoptr (HeddleCliWriting) self = start (KEY, HAIKU ", \"temperature\": 0.7, \"max_tokens\": 3");
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_call (self->cli, "run", "writing.heddle", "--library", "library", NULL);
  g_autoptr (JsonObject) body = heddle_cli_writing_dup_body (self, 0);

  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_assert_told (answer->output, "Claude Haiku 5.5 has no “temperature”; it was left out.");
  heddle_cli_assert_told (answer->output, "Anthropic reached the longest answer that is allowed");
  heddle_cli_assert_told (answer->output, "unknown");
  g_assert_false (json_object_has_member (body, "temperature"));
  g_assert_cmpint (heddle_json_get_int (body, "max_tokens", 0), ==, 3);
  heddle_cli_writing_assert_kept (self, "Draft 1 on “");
}

/* The server looks whether each picture is what its media type says. */
static void
test_pictures (void)
{
  g_autoptr (HeddleCliWriting) self = start (KEY, HAIKU);
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (JsonObject) body = NULL;
  JsonArray *content;

  heddle_cli_writing_set (self, HAIKU, (const char *const[]) { "png", "jpeg", "webp", NULL });
  answer = heddle_cli_writing_run (self, "What is this?");
  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_writing_assert_kept (self, "3 pictures, seen for “What is this?”: an even gradient between two colours.");
  body = heddle_cli_writing_dup_body (self, 0);
  content = json_object_get_array_member (
    json_array_get_object_element (json_object_get_array_member (body, "messages"), 0), "content");
  g_assert_cmpuint (json_array_get_length (content), ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const types[] = { "image/png", "image/jpeg", "image/webp" };
      JsonObject *source = json_object_get_object_member (json_array_get_object_element (content, i), "source");

      g_assert_cmpstr (json_object_get_string_member (source, "media_type"), ==, types[i]);
    }
}

static void
test_json (void)
{
  g_autoptr (HeddleCliWriting) self = start (KEY, HAIKU ", \"output\": \"json\", \"fields\": [\"headline\", \"caption\"]");
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_writing_run (self, "A red cube");
  g_autoptr (JsonObject) body = heddle_cli_writing_dup_body (self, 0);
  JsonObject *format = heddle_json_get_object (json_object_get_object_member (body, "output_config"), "format");

  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_writing_assert_item (answer, "completed", NULL, NULL);
  g_assert_cmpstr (heddle_json_get_string (format, "type", NULL), ==, "json_schema");
  g_assert_true (json_object_has_member (
    heddle_json_get_object (heddle_json_get_object (format, "schema"), "properties"), "headline"));
}

static const struct
{
  const char *fault;
  int exit_status;
  const char *item;
  const char *code;
  const char *message;
  guint n_requests;
} faults[] = {
  { "refusal", 1, "content_rejected", "content-rejected",
    "Anthropic refuses this by its content policy: This request was declined because it could enable harm.", 1 },
  { "moderation", 1, "content_rejected", "content-rejected", "content policy: refusal", 1 },
  { "400", 1, "failed", "invalid-request", "Your request was not accepted. (HTTP 400)", 1 },
  { "401", 1, "failed", "key-refused", "Anthropic does not accept the key: invalid x-api-key (HTTP 401)", 1 },
  { "quota", 1, "failed", "quota", "No credit is left at Anthropic: There is a problem with your billing", 1 },
  { "quota=400", 1, "failed", "quota", "No credit is left at Anthropic: Your credit balance is too low", 1 },
  { "403", 1, "failed", "unsupported", "does not have permission", 1 },
  { "404", 1, "failed", "invalid-request", "was not found", 1 },
  { "413", 1, "failed", "invalid-request", "exceeds the maximum size", 1 },
  { "429,retry-after=0,times=2", 0, "completed", NULL, NULL, 3 },
  { "500", 4, "unknown_outcome", "unknown-outcome", "It may have been charged", 1 },
  { "504", 4, "unknown_outcome", "unknown-outcome", "It may have been charged", 1 },
  { "529", 4, "unknown_outcome", "unknown-outcome", "Overloaded (HTTP 529). It may have been charged", 1 },
  { "no-result", 1, "failed", "bad-answer", "holds no result", 1 },
  { "truncate", 4, "unknown_outcome", "unknown-outcome", "may have been charged", 1 },
  { "cut", 4, "unknown_outcome", "unknown-outcome", "may have been charged", 1 },
};

static void
test_fault (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HeddleCliWriting) self = start (KEY, HAIKU);
  g_autofree char *prompt = g_strdup_printf ("A red cube [fault:%s]", faults[i].fault);
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_writing_run (self, prompt);

  g_assert_cmpint (answer->status, ==, faults[i].exit_status);
  heddle_cli_writing_assert_item (answer, faults[i].item, faults[i].code, faults[i].message);
  g_assert_cmpuint (count_orders (self), ==, faults[i].n_requests);
}

static void
test_retry_after (void)
{
  g_autoptr (HeddleCliWriting) self = start (KEY, HAIKU);
  gint64 began = g_get_monotonic_time ();
  g_autoptr (HeddleCliAnswer) answer = heddle_cli_writing_run (self, "A red cube [fault:429,retry-after=2,times=1]");

  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (count_orders (self), ==, 2);
}

static void
test_key (void)
{
  g_autoptr (HeddleCliWriting) self = start (WRONG, HAIKU);
  g_autoptr (HeddleCliAnswer) refused = heddle_cli_call (self->cli, "secret", "test", "anthropic", NULL);
  g_autoptr (HeddleCliAnswer) accepted = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;

  heddle_cli_set_variable (self->cli, "G_MESSAGES_DEBUG", "all");
  answer = heddle_cli_call (self->cli, "run", "writing.heddle", "--library", "library", NULL);
  g_assert_cmpint (refused->status, !=, 0);
  heddle_cli_assert_told (refused->errors, "https://platform.claude.com/settings/keys");
  g_assert_cmpint (answer->status, ==, 1);
  heddle_cli_assert_told (answer->output, "Anthropic does not accept the key");
  heddle_cli_writing_assert_unsaid (self, answer, WRONG);
  g_assert_cmpuint (count_orders (self), ==, 1);

  heddle_cli_set_variable (self->cli, "G_MESSAGES_DEBUG", "");
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_ANTHROPIC", KEY);
  accepted = heddle_cli_call (self->cli, "secret", "test", "anthropic", NULL);
  g_assert_cmpint (accepted->status, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (self->server, "GET", "/v1/models"), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/anthropic/text", test_text);
  g_test_add_func ("/cli/anthropic/warnings", test_warnings);
  g_test_add_func ("/cli/anthropic/pictures", test_pictures);
  g_test_add_func ("/cli/anthropic/json", test_json);
  g_test_add_func ("/cli/anthropic/retry-after", test_retry_after);
  g_test_add_func ("/cli/anthropic/key", test_key);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/anthropic/fault/%s", faults[i].fault);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  return g_test_run ();
}
