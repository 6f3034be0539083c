/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A step checks what is to be published, by rules for words or by a provider. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-fake-openai.h"

#define KEY "sk-cli-91c4e07db2"
#define OMNI "\"model\": \"openai/omni-moderation-2024-09-26\""
#define WORDS "\"model\": \"rules/words\""
#define MODERATIONS "/v1/moderations"

/* %s: the config of the step that checks; a link to it, or nothing. */
static const char document[]
  = "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000e7\","
    " \"name\": \"Safety\", \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"photo\", \"type\": \"ai.image-generation\","
    "   \"config\": {\"model\": \"sketch/image\", \"prompt\": \"A cup\"}},"
    "  {\"id\": \"check\", \"type\": \"ai.content-safety\", \"config\": {%s}},"
    "  {\"id\": \"verdict\", \"type\": \"text.template\", \"config\": {\"template\": \"{{pass}}\"}}],"
    " \"links\": [%s"
    "  {\"id\": \"l2\", \"from\": [\"check\", \"pass\"], \"to\": [\"verdict\", \"pass\"]}]}]}";

static const char image_link[] = "{\"id\": \"l1\", \"from\": [\"photo\", \"images\"], \"to\": [\"check\", \"image\"]},";

typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *openai;
} Fixture;

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->cli = heddle_cli_new ();
  self->openai = heddle_fake_openai_new (KEY);
  heddle_fake_server_start (self->openai, 0, &error);
  g_assert_no_error (error);
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_OPENAI", KEY);
  heddle_cli_set_variable (self->cli, "HEDDLE_PROVIDER_URL_OPENAI", heddle_fake_server_get_base_url (self->openai));
}

static void
tear_down (Fixture *self)
{
  heddle_fake_server_stop (self->openai);
  g_object_unref (self->openai);
  heddle_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static HeddleCliAnswer *
run (Fixture    *self,
     const char *config,
     const char *link)
{
  g_autofree char *text = g_strdup_printf (document, config, link);
  HeddleCliAnswer *answer;

  g_free (heddle_cli_write (self->cli, "safety.heddle", text));
  answer = heddle_cli_call (self->cli, "run", "safety.heddle", "--library", "library", "--json", NULL);
  g_test_message ("%s\n%s%s", config, answer->output, answer->errors);
  return answer;
}

static void
assert_verdict (Fixture    *self,
                const char *config,
                const char *link,
                const char *verdict)
{
  g_autoptr (HeddleCliAnswer) answer = run (self, config, link);
  g_autofree char *told = g_strdup_printf ("\"outputs\":{\"text\":\"%s\"}", verdict);

  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_assert_told (answer->output, told);
}

static guint
count_orders (Fixture *self)
{
  return heddle_fake_server_count_requests (self->openai, "POST", MODERATIONS);
}

static void
write_rules (Fixture    *self,
             const char *rules)
{
  g_autofree char *folder = heddle_cli_path (self->cli, "data/heddle");

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_free (heddle_cli_write (self->cli, "data/heddle/safety-rules.json", rules));
}

static void
test_rules (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) again = NULL;

  set_up (&self);
  assert_verdict (&self, WORDS ", \"text\": \"A warm cup of coffee\"", "", "true");
  assert_verdict (&self, WORDS ", \"text\": \"I will KILL  you\"", "", "false");
  /* Only whole words count. */
  assert_verdict (&self, WORDS ", \"text\": \"Shitake, and a skilled youth\"", "", "true");

  /* A word of one's own counts at once, although the text was checked before. */
  again = run (&self, WORDS ", \"text\": \"A warm cup of coffee\"", "");
  heddle_cli_assert_told (again->output, "\"node\":\"check\",\"index\":[],\"status\":\"cached\"");
  write_rules (&self, "{\"format\": \"heddle-rules\", \"version\": 1, \"rules\": ["
                      " {\"category\": \"rivals\", \"words\": [\"caf\\u0065\\u0301 noir\", \"coffe*\"], \"score\": 0.4}]}");
  assert_verdict (&self, WORDS ", \"text\": \"A warm cup of coffee\", \"threshold\": 0.3", "", "false");
  assert_verdict (&self, WORDS ", \"text\": \"A warm cup of coffee\"", "", "true");
  assert_verdict (&self, WORDS ", \"text\": \"At CAF\\u00c9 Noir\", \"threshold\": 0.4", "", "false");
  assert_verdict (&self, WORDS ", \"text\": \"I will kill you\"", "", "false");
  write_rules (&self, "{\"format\": \"heddle-rules\", \"version\": 1, \"shipped\": false, \"rules\": ["
                      " {\"category\": \"rivals\", \"patterns\": [\"coff(ee|in)\"]}]}");
  assert_verdict (&self, WORDS ", \"text\": \"I will kill you\"", "", "true");
  assert_verdict (&self, WORDS ", \"text\": \"A coffin\"", "", "false");
  g_assert_cmpuint (count_orders (&self), ==, 0);
}

static void
test_rules_refused (void)
{
  static const struct
  {
    const char *rules;
    const char *told;
  } cases[] = {
    { "{\"rules\": []}", "a list of rules begins with {\"format\": \"heddle-rules\", \"version\": 1" },
    { "{\"format\": \"heddle-rules\", \"version\": 1}", "rules: expected a list" },
    { "{\"format\": \"heddle-rules\", \"version\": 1, \"rules\": [{\"category\": \"a\", \"word\": [\"b\"]}]}",
      "rules[0].expected words or patterns" },
    { "{\"format\": \"heddle-rules\", \"version\": 1, \"rules\": [{\"words\": [\"b\"]}]}",
      "rules[0].category: expected a name" },
    { "{\"format\": \"heddle-rules\", \"version\": 1, \"rules\": [{\"category\": \"a\", \"patterns\": [\"(\"]}]}",
      "rules[0].patterns[0]: " },
    { "{\"format\": \"heddle-rules\", \"version\": 1, \"rules\": [{\"category\": \"a\", \"words\": [\"b\"], \"score\": 2}]}",
      "rules[0].score: expected a number above 0, up to 1" },
    { "{", "safety-rules.json: " },
  };
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) image = NULL;
  g_autoptr (HeddleCliAnswer) nothing = NULL;

  set_up (&self);
  image = run (&self, WORDS ", \"text\": \"A cup\"", image_link);
  g_assert_cmpint (image->status, ==, 1);
  heddle_cli_assert_told (image->output, "Word rules cannot see an image");
  nothing = run (&self, WORDS, "");
  g_assert_cmpint (nothing->status, ==, 1);
  heddle_cli_assert_told (nothing->output, "there is nothing to check; link a text or an image");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeddleCliAnswer) answer = NULL;

      write_rules (&self, cases[i].rules);
      answer = run (&self, WORDS ", \"text\": \"A cup\"", "");
      g_assert_cmpint (answer->status, ==, 2);
      heddle_cli_assert_told (answer->errors, cases[i].told);
      heddle_cli_assert_told (answer->errors, "Correct the file, or take it away.");
    }
}

static void
test_moderation (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliRun) events = NULL;
  g_autoptr (HeddleFakeRequest) sent = NULL;

  set_up (&self);
  first = run (&self, OMNI ", \"text\": \"A cup\"", image_link);
  g_assert_cmpint (first->status, ==, 0);
  events = heddle_cli_run_read (first);
  heddle_cli_assert_told (first->output, "\"self-harm/intent\":0.0000021");
  heddle_cli_assert_told (first->output, "\"estimate\":{\"at_least\":{\"amount\":0,");
  g_assert_cmpint (heddle_cli_run_count (events, "cost"), ==, 0);
  sent = heddle_fake_server_dup_request (self.openai, "POST", MODERATIONS, 0);
  g_assert_true (heddle_fake_request_contains (sent, "\"input\":[{\"type\":\"text\",\"text\":\"A cup\"},{\"type\":"
                                                     "\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"));

  assert_verdict (&self, OMNI ", \"text\": \"A cup\"", image_link, "true");
  g_assert_cmpuint (count_orders (&self), ==, 1);
  assert_verdict (&self, OMNI, image_link, "true");
  assert_verdict (&self, OMNI ", \"text\": \"I will kill you\"", "", "false");
  assert_verdict (&self, OMNI ", \"text\": \"I will kill you\", \"threshold\": 0.95", "", "true");
  g_assert_cmpuint (count_orders (&self), ==, 4);
}

/* What was not checked does not pass. */
static void
test_moderation_fails (void)
{
  static const char *const texts[] = { "A cup [fault:no-result]", "A cup [fault:truncate]", "A cup [fault:401]" };
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) other = NULL;

  set_up (&self);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *config = g_strdup_printf (OMNI ", \"text\": \"%s\"", texts[i]);
      g_autoptr (HeddleCliAnswer) answer = run (&self, config, "");

      g_assert_cmpint (answer->status, !=, 0);
      g_assert_null (strstr (answer->output, "\"pass\":"));
      g_assert_cmpuint (count_orders (&self), ==, i + 1);
    }
  other = run (&self, "\"model\": \"openai/gpt-image-2\", \"text\": \"A cup\"", "");
  g_assert_cmpint (other->status, ==, 2);
  heddle_cli_assert_told (other->errors, "content-safety");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/cli/safety/rules", test_rules);
  g_test_add_func ("/cli/safety/rules-refused", test_rules_refused);
  g_test_add_func ("/cli/safety/moderation", test_moderation);
  g_test_add_func ("/cli/safety/moderation-fails", test_moderation_fails);

  return g_test_run ();
}
