/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-fake-openai.h"

#define KEY "sk-front-door-93b1f7e0c2"
#define OTHER_KEY "sk-front-door-other-77aa"
#define MODEL "studio/gpt-image-2"

/* A provider of the person's own, at the address of a server that speaks like OpenAI. */
typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *server;
} Fixture;

static void
write_manifest (Fixture *self)
{
  g_autofree char *from = g_build_filename (g_getenv ("HEDDLE_DATA_DIR"), "providers", "openai.json", NULL);
  g_autofree char *folder = heddle_cli_path (self->cli, "data/heddle/providers");
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *manifest;

  g_file_get_contents (from, &text, NULL, &error);
  g_assert_no_error (error);
  node = heddle_json_parse (text, -1, &error);
  g_assert_no_error (error);
  manifest = json_node_get_object (node);
  json_object_set_string_member (manifest, "id", "studio");
  json_object_set_string_member (manifest, "name", "Studio");
  json_object_set_string_member (manifest, "base_url", heddle_fake_server_get_base_url (self->server));
  changed = heddle_json_write (node, HEDDLE_JSON_PRETTY);
  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_free (heddle_cli_write (self->cli, "data/heddle/providers/studio.json", changed));
}

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->cli = heddle_cli_new ();
  heddle_cli_use_session (self->cli);
  heddle_cli_set_variable (self->cli, "G_MESSAGES_DEBUG", "all");
  self->server = heddle_fake_openai_new (KEY);
  heddle_fake_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  write_manifest (self);
}

static void
tear_down (Fixture *self)
{
  heddle_fake_server_stop (self->server);
  g_object_unref (self->server);
  heddle_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static guint
count_files_with (Fixture    *self,
                  const char *text)
{
  g_autofree char *output = heddle_cli_program_output (
    self->cli, (const char *const[]) { "sh", "-c", "grep -rlaF -e \"$1\" . | wc -l", "sh", text, NULL });

  return (guint) g_ascii_strtoull (output, NULL, 10);
}

static void
assert_told_nothing (HeddleCliAnswer *answer)
{
  g_assert_null (strstr (answer->output, "front-door"));
  g_assert_null (strstr (answer->errors, "front-door"));
}

/* libdex logs a line before our programs have begun to, and GLib puts that on standard output. */
static void
forget_early_line (HeddleCliAnswer *answer)
{
  const char *end = strchr (answer->output, '\n');
  char *rest;

  if (end == NULL || strstr (answer->output, "Dex-DEBUG") == NULL)
    return;
  rest = g_strdup (end + 1);
  g_free (answer->output);
  answer->output = rest;
}

static HeddleCliAnswer *
call (Fixture           *self,
      const char        *input,
      const char *const *words)
{
  HeddleCliAnswer *answer = heddle_cli_call_strv (self->cli, words, input);

  assert_told_nothing (answer);
  forget_early_line (answer);
  return answer;
}

#define CALL(self, input, ...) call (self, input, (const char *const[]) { __VA_ARGS__, NULL })

static void
assert_status (HeddleCliAnswer *answer,
               int              status)
{
  if (answer->status != status)
    g_error ("It ended with %d: %s", answer->status, answer->errors);
  heddle_cli_answer_free (answer);
}

static HeddleCliAnswer *
run_sample (Fixture    *self,
            const char *title)
{
  g_autofree char *input = g_strconcat ("title=", title, NULL);

  return CALL (self, NULL, "run", "templates/event-poster.heddle", "--library", "library", "--json", "--model",
               "sketch/image=" MODEL, "--out", "out", "--input", input);
}

static void
test_key_in_the_keyring (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) listed = NULL;
  g_autoptr (HeddleCliAnswer) json = NULL;
  g_autoptr (HeddleCliAnswer) made = NULL;
  g_autoptr (HeddleCliAnswer) refused = NULL;
  g_autoptr (HeddleCliAnswer) imported = NULL;
  g_autoptr (HeddleCliRun) run = NULL;
  g_autoptr (HeddleCliRun) failed = NULL;
  const char *asset;

  set_up (&self);
  g_free (heddle_cli_template (self.cli, ""));
  assert_status (CALL (&self, KEY "\n", "secret", "set", "studio"), 0);
  listed = CALL (&self, NULL, "secret", "list");
  g_assert_nonnull (strstr (listed->output, "studio"));
  json = CALL (&self, NULL, "secret", "list", "--json");
  g_assert_cmpuint (json->lines->len, ==, 1);
  g_assert_cmpstr (heddle_json_get_string (heddle_cli_answer_line (json, 0), "id", NULL), ==, "studio");

  made = run_sample (&self, "With the right key");
  g_assert_cmpint (made->status, ==, 0);
  run = heddle_cli_run_read (made);
  g_assert_true (heddle_fake_server_saw (self.server, "Bearer " KEY));
  g_assert_false (heddle_fake_server_saw_foreign (self.server, KEY));

  heddle_fake_server_set_key (self.server, OTHER_KEY);
  refused = run_sample (&self, "With a key that is refused");
  g_assert_cmpint (refused->status, ==, 1);
  failed = heddle_cli_run_read (refused);
  g_assert_cmpstr (heddle_cli_run_get_status (failed), ==, "failed");
  g_assert_nonnull (strstr (refused->output, "key-refused"));

  asset = heddle_json_get_string (g_ptr_array_index (run->assets, 0), "asset", NULL);
  assert_status (CALL (&self, NULL, "export", asset, "--to", "asset.png", "--library", "library"), 0);
  imported = CALL (&self, NULL, "import", "templates/event-poster.heddle", "--library", "library", "--json");
  assert_status (CALL (&self, NULL, "export",
                       heddle_json_get_string (heddle_cli_answer_line (imported, 0), "id", NULL), "--to",
                       "exported.heddle", "--library", "library"),
                 0);
  assert_status (CALL (&self, NULL, "show", heddle_cli_run_get_id (failed), "--library", "library"), 0);
  assert_status (CALL (&self, NULL, "doctor", "--library", "library"), 0);

  g_assert_cmpuint (count_files_with (&self, "Event poster"), >=, 2);
  g_assert_cmpuint (count_files_with (&self, KEY), ==, 0);

  assert_status (CALL (&self, NULL, "secret", "remove", "studio"), 0);
  assert_status (run_sample (&self, "With no key"), 2);
  g_clear_pointer (&listed, heddle_cli_answer_free);
  listed = CALL (&self, NULL, "secret", "list");
  g_assert_cmpstr (listed->output, ==, "");
}

/* An address that was given for a run gets no key but the one that was given with it. */
static void
test_other_address (void)
{
  g_auto (Fixture) self = { 0 };
  g_autofree char *url = NULL;
  g_autoptr (HeddleCliAnswer) without = NULL;
  g_autoptr (HeddleCliAnswer) with = NULL;
  const char *words[] = {
    "run", "templates/event-poster.heddle", "--library", "library", "--json",
    "--model", "sketch/image=openai/gpt-image-2", "--provider-url", NULL, NULL,
  };

  set_up (&self);
  g_free (heddle_cli_template (self.cli, ""));
  url = g_strconcat ("openai=", heddle_fake_server_get_base_url (self.server), NULL);
  words[8] = url;
  assert_status (CALL (&self, KEY, "secret", "set", "openai"), 0);
  without = call (&self, NULL, words);
  g_assert_cmpint (without->status, ==, 1);
  g_assert_nonnull (strstr (without->output, "key-refused"));
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), >, 0);
  g_assert_false (heddle_fake_server_saw (self.server, KEY));

  heddle_fake_server_set_key (self.server, OTHER_KEY);
  heddle_cli_set_variable (self.cli, "HEDDLE_KEY_OPENAI", OTHER_KEY);
  with = call (&self, NULL, words);
  g_assert_cmpint (with->status, ==, 0);
  g_assert_true (heddle_fake_server_saw (self.server, "Bearer " OTHER_KEY));
  g_assert_false (heddle_fake_server_saw (self.server, KEY));
  g_assert_cmpuint (count_files_with (&self, KEY), ==, 0);
  g_assert_cmpuint (count_files_with (&self, OTHER_KEY), ==, 0);
  heddle_cli_set_variable (self.cli, "HEDDLE_KEY_OPENAI", NULL);
  assert_status (CALL (&self, NULL, "secret", "remove", "openai"), 0);
}

static void
assert_refused (HeddleCliAnswer *answer,
                const char      *code)
{
  JsonObject *result;

  g_assert_cmpint (answer->status, ==, 1);
  result = heddle_cli_answer_line (answer, 0);
  g_assert_cmpstr (heddle_json_get_string (result, "event", NULL), ==, "key-test");
  g_assert_false (json_object_get_boolean_member (result, "ok"));
  g_assert_cmpstr (heddle_json_get_string (result, "code", NULL), ==, code);
  g_assert_nonnull (heddle_json_get_string (result, "message", NULL));
  g_assert_nonnull (heddle_json_get_string (result, "details", NULL));
  g_assert_nonnull (strstr (answer->errors, heddle_json_get_string (result, "details", NULL)));
}

static void
test_key_is_tested (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) wrong = NULL;
  g_autoptr (HeddleCliAnswer) none = NULL;
  g_autoptr (HeddleCliAnswer) right = NULL;
  g_autoptr (HeddleCliAnswer) trouble = NULL;
  g_autoptr (HeddleCliAnswer) later = NULL;
  g_autoptr (HeddleCliAnswer) gone = NULL;

  set_up (&self);
  assert_status (CALL (&self, NULL, "secret", "test", "studio"), 2);
  wrong = CALL (&self, OTHER_KEY, "secret", "set", "studio", "--test", "--json");
  assert_refused (wrong, "key-refused");
  none = CALL (&self, NULL, "secret", "list");
  g_assert_cmpstr (none->output, ==, "");

  assert_status (CALL (&self, KEY, "secret", "set", "studio", "--test"), 0);
  right = CALL (&self, NULL, "secret", "test", "studio", "--json");
  g_assert_cmpint (right->status, ==, 0);
  g_assert_true (json_object_get_boolean_member (heddle_cli_answer_line (right, 0), "ok"));
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, 0);

  heddle_fake_server_add_fault (self.server, "GET", NULL, "503", NULL);
  trouble = CALL (&self, NULL, "secret", "test", "studio", "--json");
  assert_refused (trouble, "provider-failed");
  heddle_fake_server_set_key (self.server, OTHER_KEY);
  later = CALL (&self, NULL, "secret", "test", "studio", "--json");
  assert_refused (later, "key-refused");
  heddle_fake_server_stop (self.server);
  gone = CALL (&self, NULL, "secret", "test", "studio", "--json");
  assert_refused (gone, "unreachable");

  assert_status (CALL (&self, NULL, "secret", "test", "sketch"), 2);
  assert_status (CALL (&self, NULL, "secret", "test", "nobody"), 2);
  assert_status (CALL (&self, NULL, "secret", "test"), 2);
  assert_status (CALL (&self, NULL, "secret", "remove", "studio"), 0);
  g_assert_cmpuint (count_files_with (&self, KEY), ==, 0);
  g_assert_cmpuint (count_files_with (&self, OTHER_KEY), ==, 0);
}

/* An address that is kept counts for runs too, and has a key of its own. */
static void
test_kept_address (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) listed = NULL;
  g_autoptr (HeddleCliAnswer) made = NULL;
  g_autoptr (HeddleCliAnswer) usual = NULL;
  const char *url;

  set_up (&self);
  g_free (heddle_cli_template (self.cli, ""));
  url = heddle_fake_server_get_base_url (self.server);
  assert_status (CALL (&self, OTHER_KEY, "secret", "set", "openai"), 0);
  assert_status (CALL (&self, NULL, "address", "set", "openai", "http://10.0.0.1/v1"), 2);
  assert_status (CALL (&self, NULL, "address", "set", "sketch", url), 2);
  assert_status (CALL (&self, NULL, "address", "set", "nobody", url), 2);
  assert_status (CALL (&self, NULL, "address", "set", "openai"), 2);
  assert_status (CALL (&self, NULL, "address", "set", "openai", url), 0);
  listed = CALL (&self, NULL, "address", "list", "--json");
  for (guint i = 0; i < listed->lines->len; i++)
    {
      JsonObject *line = heddle_cli_answer_line (listed, i);

      if (g_str_equal (heddle_json_get_string (line, "id", ""), "openai"))
        g_assert_cmpstr (heddle_json_get_string (line, "address", NULL), ==, url);
      else
        g_assert_true (json_object_get_boolean_member (line, "usual"));
    }

  assert_status (CALL (&self, KEY, "secret", "set", "openai", "--test"), 0);
  made = CALL (&self, NULL, "run", "templates/event-poster.heddle", "--library", "library", "--json", "--model",
               "sketch/image=openai/gpt-image-2");
  g_assert_cmpint (made->status, ==, 0);
  g_assert_true (heddle_fake_server_saw (self.server, "Bearer " KEY));
  g_assert_false (heddle_fake_server_saw (self.server, OTHER_KEY));

  assert_status (CALL (&self, NULL, "address", "remove", "openai"), 0);
  usual = CALL (&self, NULL, "address", "list");
  g_assert_nonnull (strstr (usual->output, "https://api.openai.com/v1"));
  g_assert_cmpuint (count_files_with (&self, KEY), ==, 0);
  assert_status (CALL (&self, NULL, "secret", "remove", "openai"), 0);
}

/* Where a key goes is told before it is asked for. */
static void
test_hosts (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) several = NULL;
  g_autoptr (HeddleCliAnswer) one = NULL;

  set_up (&self);
  several = CALL (&self, KEY, "secret", "set", "bfl");
  g_assert_cmpint (several->status, ==, 0);
  heddle_cli_assert_told (several->errors, "The key for Black Forest Labs also goes to these hosts of it: *.bfl.ai");
  one = CALL (&self, KEY, "secret", "set", "studio");
  g_assert_cmpint (one->status, ==, 0);
  g_assert_null (strstr (one->errors, "also goes to"));
}

static void
test_wrong_use (void)
{
  g_auto (Fixture) self = { 0 };

  set_up (&self);
  assert_status (CALL (&self, "", "secret", "set", "openai"), 2);
  assert_status (CALL (&self, " \n", "secret", "set", "openai"), 2);
  assert_status (CALL (&self, KEY, "secret", "set", "nobody"), 2);
  assert_status (CALL (&self, NULL, "secret", "set"), 2);
  assert_status (CALL (&self, NULL, "secret", "set", "openai", KEY), 2);
  assert_status (CALL (&self, NULL, "secret", "remove", "nobody"), 2);
  g_assert_cmpuint (count_files_with (&self, KEY), ==, 0);
}

static void
test_doctor (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) well = NULL;
  g_autoptr (HeddleCliAnswer) ill = NULL;
  g_autofree char *library = NULL;

  set_up (&self);
  library = heddle_cli_path (self.cli, "library");
  well = CALL (&self, NULL, "doctor", "--library", "library", "--json");
  g_assert_cmpint (well->status, ==, 0);
  for (guint i = 0; i < well->lines->len; i++)
    g_assert_true (json_object_get_boolean_member (heddle_cli_answer_line (well, i), "ok"));
  g_assert_false (g_file_test (library, G_FILE_TEST_EXISTS));

  heddle_cli_set_variable (self.cli, "HEDDLE_IMAGING", "/nonexistent/heddle-imaging");
  ill = CALL (&self, NULL, "doctor", "--library", "library");
  g_assert_cmpint (ill->status, ==, 1);
  g_assert_nonnull (strstr (ill->output, "!!  imaging"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/secrets/key-in-the-keyring", test_key_in_the_keyring);
  g_test_add_func ("/cli/secrets/other-address", test_other_address);
  g_test_add_func ("/cli/secrets/key-is-tested", test_key_is_tested);
  g_test_add_func ("/cli/secrets/kept-address", test_kept_address);
  g_test_add_func ("/cli/secrets/hosts", test_hosts);
  g_test_add_func ("/cli/secrets/wrong-use", test_wrong_use);
  g_test_add_func ("/cli/secrets/doctor", test_doctor);
  return g_test_run ();
}
