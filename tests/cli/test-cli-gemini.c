/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "heddle-cli-run.h"
#include "heddle-fake-gemini.h"
#include "heddle-fake-image.h"

#define KEY "AIza-cli-5f0c2e81b7"
#define IMAGE_MODEL "gemini-nano-banana-2.1"
#define PRO_MODEL "gemini-3-pro-image"
#define LITE_MODEL "gemini-3.1-flash-lite-image"
#define TEXT_MODEL "gemini-3.8-flash"
#define ASK(model) "/v1beta/models/" model ":generateContent"

/* Steps of a workflow, which all save what they make. */
#define NODE(id, type, config) "{\"id\": \"" id "\", \"type\": \"" type "\", \"config\": {" config "}}"
#define LINK(id, from, port, to, target)                                                                             \
  "{\"id\": \"" id "\", \"from\": [\"" from "\", \"" port "\"], \"to\": [\"" to "\", \"" target "\"]}"
#define ART(model, more) NODE ("art", "ai.image-generation", "\"model\": \"gemini/" model "\"" more)
#define TEXT(more) NODE ("text", "ai.text-generation", "\"model\": \"gemini/" TEXT_MODEL "\"" more)
#define SAVE NODE ("save", "output.asset", "\"name\": \"cube\"")
#define KEEP LINK ("kept", "art", "images", "save", "image")
#define PHOTOS NODE ("photos", "input.images", "\"folder\": \"photos\"")

typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *server;
} Fixture;

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->cli = heddle_cli_new ();
  self->server = heddle_fake_gemini_new (KEY);
  heddle_fake_server_start (self->server, 0, &error);
  g_assert_no_error (error);
  heddle_cli_set_variable (self->cli, "HEDDLE_KEY_GEMINI", KEY);
  heddle_cli_set_variable (self->cli, "HEDDLE_PROVIDER_URL_GEMINI", heddle_fake_server_get_base_url (self->server));
}

/* No file has the key in it, be it of the library or a log. */
static void
tear_down (Fixture *self)
{
  g_autofree char *found = heddle_cli_program_output (
    self->cli, (const char *const[]) { "sh", "-c", "grep -rlaF -e \"$1\" . || true", "sh", KEY, NULL });

  g_assert_cmpstr (found, ==, "");
  g_assert_false (heddle_fake_server_saw_foreign (self->server, KEY));
  heddle_fake_server_stop (self->server);
  g_object_unref (self->server);
  heddle_cli_free (self->cli);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, tear_down)

static void
write_workflow (Fixture    *self,
                const char *nodes,
                const char *links)
{
  g_autofree char *document = g_strdup_printf (
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c9\","
    " \"name\": \"Cube\", \"inputs\": [{\"key\": \"prompt\", \"type\": \"text\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": [%s], \"links\": [%s]}]}", nodes, links);

  g_free (heddle_cli_write (self->cli, "cube.heddle", document));
}

static HeddleCliAnswer *
run (Fixture    *self,
     const char *nodes,
     const char *links,
     const char *prompt)
{
  g_autofree char *input = g_strconcat ("prompt=", prompt, NULL);
  HeddleCliAnswer *answer;

  write_workflow (self, nodes, links);
  answer = heddle_cli_call (self->cli, "run", "cube.heddle", "--library", "library", "--json", "--input", input, NULL);
  g_assert_null (strstr (answer->output, KEY));
  g_assert_null (strstr (answer->errors, KEY));
  return answer;
}

static HeddleCliAnswer *
draw (Fixture    *self,
      const char *art,
      const char *prompt)
{
  g_autofree char *nodes = g_strdup_printf ("%s, %s", art, SAVE);

  return run (self, nodes, KEEP ", " LINK ("asked", "inputs", "prompt", "art", "prompt"), prompt);
}

static JsonObject *
first_item (HeddleCliRun *events,
            const char   *node)
{
  g_autoptr (GPtrArray) items = heddle_cli_run_list_items (events, node, NULL);

  g_assert_cmpuint (items->len, ==, 1);
  return g_ptr_array_index (items, 0);
}

/* What the @nth request has at a JSONPath, as JSON. */
static void
assert_sent (Fixture    *self,
             guint       nth,
             const char *path,
             const char *expected)
{
  g_autoptr (HeddleFakeRequest) request = heddle_fake_server_dup_request (self->server, "POST", NULL, nth);
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (request);
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), body);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) found = json_path_query (path, root, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = heddle_json_write (found, HEDDLE_JSON_COMPACT);
  g_assert_cmpstr (text, ==, expected);
}

/* A picture is in the library as it came: no draft, and nothing made of it. */
static void
assert_kept (Fixture      *self,
             HeddleCliRun *events,
             const char   *prompt,
             guint         width,
             guint         height,
             const char   *format)
{
  g_autoptr (GBytes) picture = heddle_fake_image_new (prompt, width, height, format, FALSE, 0);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  g_autoptr (HeddleCliAnswer) verified = heddle_cli_call (self->cli, "verify", "--library", "library", NULL);

  g_assert_cmpint (verified->status, ==, 0);
  for (guint i = 0; i < events->assets->len; i++)
    g_assert_cmpstr (heddle_json_get_string (g_ptr_array_index (events->assets, i), "blob", ""), ==, sha256);
}

static void
test_pictures (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) first = NULL;
  g_autoptr (HeddleCliAnswer) second = NULL;
  g_autoptr (HeddleCliAnswer) usage = NULL;
  g_autoptr (HeddleCliRun) events = NULL;
  g_autoptr (HeddleFakeRequest) sent = NULL;
  const char *art = ART (IMAGE_MODEL, ", \"count\": 2, \"seed\": 2147483650, \"aspect_ratio\": \"16:9\","
                                      " \"size\": \"1K\"");

  set_up (&self);
  first = draw (&self, art, "A red cube");
  events = heddle_cli_run_read (first);
  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpuint (events->assets->len, ==, 2);
  assert_kept (&self, events, "A red cube", 1365, 768, "png");
  /* What thinking costs nobody says; how much there was of it counts. */
  g_assert_cmpint (heddle_cli_run_count (events, "cost"), ==, -1);
  usage = heddle_cli_call (self.cli, "usage", "--library", "library", "--json", NULL);
  heddle_cli_assert_told (usage->output, "\"tokens_out\":2248");

  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", ASK (IMAGE_MODEL)), ==, 2);
  sent = heddle_fake_server_dup_request (self.server, "POST", NULL, 0);
  g_assert_cmpstr (heddle_fake_request_get_header (sent, "x-goog-api-key"), ==, KEY);
  g_assert_null (heddle_fake_request_get_query (sent));
  assert_sent (&self, 0, "$.contents", "[[{\"role\":\"user\",\"parts\":[{\"text\":\"A red cube\"}]}]]");
  assert_sent (&self, 0, "$.generationConfig.responseModalities[*]", "[\"TEXT\",\"IMAGE\"]");
  assert_sent (&self, 0, "$.generationConfig.imageConfig", "[{\"aspectRatio\":\"16:9\",\"imageSize\":\"1K\"}]");
  /* A seed has to be less than 2^31. Which request comes first is not certain. */
  g_assert_true (heddle_fake_server_saw (self.server, "\"seed\":3,"));
  g_assert_true (heddle_fake_server_saw (self.server, "\"seed\":4,"));

  second = draw (&self, art, "A red cube");
  g_assert_cmpint (second->status, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, 2);
}

static void
test_cost (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) events = NULL;

  set_up (&self);
  answer = draw (&self, ART (IMAGE_MODEL, ", \"size\": \"1K\""), "A red cube [fault:thoughts=0]");
  events = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_assert_told (answer->output, "\"estimate\":{\"at_least\":{\"amount\":33600,");
  /* 15 tokens of the prompt, rounded up, and 1120 of an image. */
  g_assert_cmpint (heddle_cli_run_count (events, "cost"), ==, 23 + 33600);
}

/* A model with fewer sizes, whose pictures are of another kind, and ratios that it lacks. */
static void
test_other_model (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) events = NULL;

  set_up (&self);
  answer = draw (&self, ART (LITE_MODEL, ", \"aspect_ratio\": \"1:8\", \"size\": \"4K\""), "A red cube");
  events = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpuint (events->assets->len, ==, 1);
  assert_kept (&self, events, "A red cube", 768, 1365, "jpeg");
  assert_sent (&self, 0, "$.generationConfig.imageConfig", "[{\"aspectRatio\":\"9:16\"}]");
  g_assert_cmpint (heddle_cli_run_count (events, "cost"), ==, -1);
}

static char *
write_photo (Fixture    *self,
             const char *name,
             const char *format)
{
  g_autoptr (GBytes) picture = heddle_fake_image_new (name, 16, 16, format, FALSE, 0);
  g_autofree char *folder = heddle_cli_path (self->cli, "photos");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_file_set_contents (path, g_bytes_get_data (picture, NULL), (gssize) g_bytes_get_size (picture), &error);
  g_assert_no_error (error);
  return g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
}

static HeddleCliAnswer *
draw_after_photos (Fixture    *self,
                   const char *art,
                   const char *prompt)
{
  g_autofree char *nodes = g_strdup_printf ("%s, %s, %s", PHOTOS, art, SAVE);

  return run (self, nodes,
              LINK ("seen", "photos", "images", "art", "references") ", " KEEP
              ", " LINK ("asked", "inputs", "prompt", "art", "prompt"),
              prompt);
}

static void
test_references (void)
{
  g_auto (Fixture) self = { 0 };
  g_autofree char *png = NULL;
  g_autofree char *jpeg = NULL;
  g_autofree char *parts = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) events = NULL;

  set_up (&self);
  png = write_photo (&self, "1.png", "png");
  jpeg = write_photo (&self, "2.jpg", "jpeg");
  answer = draw_after_photos (&self, ART (IMAGE_MODEL, ""), "A hat on the cube [fault:thoughts=0]");
  events = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 0);
  /* What images cost that are sent along nobody says. */
  g_assert_cmpint (heddle_cli_run_count (events, "cost"), ==, -1);
  parts = g_strdup_printf ("[{\"text\":\"A hat on the cube [fault:thoughts=0]\"},"
                           "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"%s\"}},"
                           "{\"inlineData\":{\"mimeType\":\"image/jpeg\",\"data\":\"%s\"}}]", png, jpeg);
  assert_sent (&self, 0, "$.contents[0].parts[*]", parts);
}

/* How many images a model takes is known of one only, and then before anything is sent. */
static void
test_many_references (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) refused = NULL;
  g_autoptr (HeddleCliAnswer) taken = NULL;
  g_autoptr (HeddleCliRun) events = NULL;

  set_up (&self);
  for (guint i = 0; i < 15; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02u.png", i);

      g_free (write_photo (&self, name, "png"));
    }
  refused = draw_after_photos (&self, ART (PRO_MODEL, ""), "Hats on the cube");
  events = heddle_cli_run_read (refused);
  g_assert_cmpint (refused->status, ==, 1);
  g_assert_cmpstr (heddle_json_get_string (heddle_json_get_object (first_item (events, "art"), "error"), "message", ""),
                   ==, "Gemini 3 Pro Image (Nano Banana Pro) takes 14 images at the most, and got 15. Link fewer, or "
                       "choose another model.");
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, NULL, NULL), ==, 0);

  taken = draw_after_photos (&self, ART (IMAGE_MODEL, ""), "Hats on the cube");
  g_assert_cmpint (taken->status, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", ASK (IMAGE_MODEL)), ==, 1);
}

/* The parts of an answer are one text, without what the model thought before. */
static void
test_text (void)
{
  g_auto (Fixture) self = { 0 };
  g_autofree char *png = NULL;
  g_autofree char *seen = NULL;
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) events = NULL;
  JsonObject *outputs;

  set_up (&self);
  png = write_photo (&self, "1.png", "png");
  answer = run (&self, PHOTOS ", " TEXT (", \"system\": \"You write for a roastery.\", \"max_tokens\": 200"),
                LINK ("seen", "photos", "images", "text", "images") ", "
                LINK ("asked", "inputs", "prompt", "text", "prompt"), "A headline");
  events = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 0);
  outputs = heddle_json_get_object (first_item (events, "text"), "outputs");
  g_assert_cmpstr (heddle_json_get_string (outputs, "text", ""), ==,
                   "1 picture, seen for “A headline”: an even gradient between two colours.");

  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", ASK (TEXT_MODEL)), ==, 1);
  assert_sent (&self, 0, "$.systemInstruction.parts[*].text", "[\"You write for a roastery.\"]");
  assert_sent (&self, 0, "$.generationConfig", "[{\"maxOutputTokens\":200}]");
  seen = g_strdup_printf ("[{\"mimeType\":\"image/png\",\"data\":\"%s\"}]", png);
  assert_sent (&self, 0, "$.contents[0].parts[*].inlineData", seen);
}

static void
test_cut_off (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;

  set_up (&self);
  write_workflow (&self, TEXT (", \"max_tokens\": 2"), LINK ("asked", "inputs", "prompt", "text", "prompt"));
  answer = heddle_cli_call (self.cli, "run", "cube.heddle", "--library", "library", "--input", "prompt=A line", NULL);
  g_assert_cmpint (answer->status, ==, 0);
  heddle_cli_assert_told (answer->output, "Google Gemini reached the longest answer that is allowed");
  assert_sent (&self, 0, "$.generationConfig", "[{\"maxOutputTokens\":2}]");
}

static void
test_fields (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) events = NULL;
  JsonObject *outputs;

  set_up (&self);
  answer = run (&self, TEXT (", \"output\": \"json\", \"fields\": [\"headline\", \"caption\"]"),
                LINK ("asked", "inputs", "prompt", "text", "prompt"), "A cup");
  events = heddle_cli_run_read (answer);
  g_assert_cmpint (answer->status, ==, 0);
  outputs = heddle_json_get_object (first_item (events, "text"), "outputs");
  g_assert_cmpstr (heddle_json_get_string (outputs, "headline", ""), !=, "");
  g_assert_cmpstr (heddle_json_get_string (outputs, "caption", ""), !=, "");
  assert_sent (&self, 0, "$.generationConfig.responseMimeType", "[\"application/json\"]");
  assert_sent (&self, 0, "$.generationConfig.responseJsonSchema.required[*]", "[\"headline\",\"caption\"]");
}

/* What becomes of the item where the server does wrong: each error that Google documents, and each way in which an
 * answer of success holds nothing.
 */
static const struct
{
  gboolean    writes;
  const char *fault;
  int         exit_status;
  const char *item;
  const char *code;
  const char *message;
  guint       n_requests;
} faults[] = {
  { FALSE, "400", 1, "failed", "invalid-request",
    "Google Gemini refuses the request: Request contains an invalid argument. (HTTP 400)", 1 },
  { FALSE, "400,code=FAILED_PRECONDITION", 1, "failed", "invalid-request",
    "Google Gemini refuses the request: Request contains an invalid argument. (HTTP 400)", 1 },
  { FALSE, "400,code=API_KEY_INVALID", 1, "failed", "key-refused",
    "Google Gemini does not accept the key: API key not valid. Please pass a valid API key. (HTTP 400). Set another "
    "with: heddlectl secret set gemini", 1 },
  { FALSE, "401", 1, "failed", "key-refused",
    "Google Gemini does not accept the key: Request had invalid authentication credentials. (HTTP 401). Set another "
    "with: heddlectl secret set gemini", 1 },
  { FALSE, "403", 1, "failed", "key-refused",
    "Google Gemini does not accept the key: The caller does not have permission (HTTP 403). Set another with: "
    "heddlectl secret set gemini", 1 },
  { FALSE, "404", 1, "failed", "invalid-request",
    "Google Gemini refuses the request: Requested entity was not found. (HTTP 404)", 1 },
  { FALSE, "429,retry-in=0,times=2", 0, "completed", NULL, NULL, 3 },
  { FALSE, "429,retry-in=4000", 1, "failed", "rate-limited",
    "Google Gemini gets too many requests at the moment: Resource has been exhausted (e.g. check quota). (HTTP 429)",
    1 },
  { FALSE, "500", 4, "unknown_outcome", "unknown-outcome",
    "Google Gemini took the request and then failed: An internal error has occurred. (HTTP 500). It may have been "
    "charged.", 1 },
  { FALSE, "503", 4, "unknown_outcome", "unknown-outcome",
    "Google Gemini took the request and then failed: The model is overloaded. Please try again later. (HTTP 503). It "
    "may have been charged.", 1 },
  { FALSE, "504", 4, "unknown_outcome", "unknown-outcome",
    "Google Gemini took the request and then failed: Deadline expired before operation could complete. (HTTP 504). "
    "It may have been charged.", 1 },
  { FALSE, "moderation", 1, "content_rejected", "content-rejected",
    "Google Gemini refuses this by its content policy: PROHIBITED_CONTENT", 1 },
  { FALSE, "refusal", 1, "content_rejected", "content-rejected",
    "Google Gemini refuses this by its content policy: Unable to show the generated image.", 1 },
  { FALSE, "no-result", 1, "failed", "bad-answer",
    "The answer of Google Gemini holds no result: I would need to know which cube.", 1 },
  { FALSE, "no-result,code=IMAGE_OTHER", 1, "failed", "bad-answer",
    "The answer of Google Gemini holds no result: IMAGE_OTHER", 1 },
  { FALSE, "redirect", 1, "failed", "invalid-request", "Google Gemini refuses the request: HTTP 307", 1 },
  { FALSE, "cut", 4, "unknown_outcome", "unknown-outcome",
    "The connection ended before the whole answer had come. The request may have been charged.", 1 },
  { TRUE, "moderation,code=BLOCKLIST", 1, "content_rejected", "content-rejected",
    "Google Gemini refuses this by its content policy: BLOCKLIST", 1 },
  { TRUE, "refusal", 1, "content_rejected", "content-rejected",
    "Google Gemini refuses this by its content policy: SAFETY", 1 },
  { TRUE, "refusal,code=SPII", 1, "content_rejected", "content-rejected",
    "Google Gemini refuses this by its content policy: SPII", 1 },
  { TRUE, "no-result,code=MALFORMED_RESPONSE", 1, "failed", "bad-answer",
    "The answer of Google Gemini holds no result: MALFORMED_RESPONSE", 1 },
  { TRUE, "503", 4, "unknown_outcome", "unknown-outcome",
    "Google Gemini took the request and then failed: The model is overloaded. Please try again later. (HTTP 503). It "
    "may have been charged.", 1 },
};

/* Without which of a step's results it is about. */
static const char *
get_message (JsonObject *error)
{
  static const char result[] = "Result 1 (seed 0): ";
  const char *message = heddle_json_get_string (error, "message", "");

  return g_str_has_prefix (message, result) ? message + strlen (result) : message;
}

static void
test_fault (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (Fixture) self = { 0 };
  g_autofree char *prompt = g_strdup_printf ("A red cube [fault:%s]", faults[i].fault);
  g_autoptr (HeddleCliAnswer) answer = NULL;
  g_autoptr (HeddleCliRun) events = NULL;
  JsonObject *item, *error;

  set_up (&self);
  answer = faults[i].writes ? run (&self, TEXT (""), LINK ("asked", "inputs", "prompt", "text", "prompt"), prompt)
                            : draw (&self, ART (IMAGE_MODEL, ""), prompt);
  events = heddle_cli_run_read (answer);
  item = first_item (events, faults[i].writes ? "text" : "art");
  error = heddle_json_get_object (item, "error");
  g_assert_cmpint (answer->status, ==, faults[i].exit_status);
  g_assert_cmpstr (heddle_json_get_string (item, "status", ""), ==, faults[i].item);
  g_assert_cmpstr (error == NULL ? NULL : heddle_json_get_string (error, "code", ""), ==, faults[i].code);
  g_assert_cmpstr (error == NULL ? NULL : get_message (error), ==, faults[i].message);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, faults[i].n_requests);
}

/* By itself Heddle would wait for less than half a second. */
static void
test_retry_delay (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) answer = NULL;
  gint64 began;

  set_up (&self);
  began = g_get_monotonic_time ();
  answer = draw (&self, ART (IMAGE_MODEL, ""), "A red cube [fault:429,retry-in=1.5,times=1]");
  g_assert_cmpint (answer->status, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 3 * G_USEC_PER_SEC / 2);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "POST", NULL), ==, 2);
}

static void
test_key (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) right = NULL;
  g_autoptr (HeddleCliAnswer) wrong = NULL;

  set_up (&self);
  heddle_cli_set_variable (self.cli, "G_MESSAGES_DEBUG", "all");
  right = heddle_cli_call (self.cli, "secret", "test", "gemini", NULL);
  g_assert_cmpint (right->status, ==, 0);
  g_assert_cmpuint (heddle_fake_server_count_requests (self.server, "GET", "/v1beta/models"), ==, 1);
  g_assert_null (strstr (right->output, KEY));
  g_assert_null (strstr (right->errors, KEY));

  heddle_cli_set_variable (self.cli, "HEDDLE_KEY_GEMINI", "AIza-another-key");
  wrong = heddle_cli_call (self.cli, "secret", "test", "gemini", NULL);
  g_assert_cmpint (wrong->status, !=, 0);
  heddle_cli_assert_told (wrong->errors, "Google Gemini does not accept this key");
  g_assert_null (strstr (wrong->errors, "AIza-another-key"));
}

static void
test_listed (void)
{
  g_auto (Fixture) self = { 0 };
  g_autoptr (HeddleCliAnswer) providers = NULL;
  g_autoptr (HeddleCliAnswer) models = NULL;

  set_up (&self);
  providers = heddle_cli_call (self.cli, "list", "providers", "--library", "library", NULL);
  models = heddle_cli_call (self.cli, "list", "models", "--library", "library", NULL);
  heddle_cli_assert_told (providers->output, "Google Gemini");
  heddle_cli_assert_told (models->output, "gemini/" IMAGE_MODEL);
  heddle_cli_assert_told (models->output, "gemini/" TEXT_MODEL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/cli/gemini/pictures", test_pictures);
  g_test_add_func ("/cli/gemini/cost", test_cost);
  g_test_add_func ("/cli/gemini/other-model", test_other_model);
  g_test_add_func ("/cli/gemini/references", test_references);
  g_test_add_func ("/cli/gemini/many-references", test_many_references);
  g_test_add_func ("/cli/gemini/text", test_text);
  g_test_add_func ("/cli/gemini/cut-off", test_cut_off);
  g_test_add_func ("/cli/gemini/fields", test_fields);
  g_test_add_func ("/cli/gemini/retry-delay", test_retry_delay);
  g_test_add_func ("/cli/gemini/key", test_key);
  g_test_add_func ("/cli/gemini/listed", test_listed);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/gemini/fault/%s/%s", faults[i].writes ? "text" : "image",
                                               faults[i].fault);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_fault);
    }
  return g_test_run ();
}
