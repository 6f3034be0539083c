/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-cli-writing.h"

#include <string.h>

#include "base/heddle-json.h"
#include "heddle-fake-image.h"

/**
 * heddle_cli_writing_new:
 * @server: (transfer full): a provider that is not started
 * @provider: its id
 * @key: (nullable): the key that calls have for it
 *
 * Returns: (transfer full): a place with an empty library
 */
HeddleCliWriting *
heddle_cli_writing_new (HeddleFakeServer *server,
                        const char       *provider,
                        const char       *key)
{
  HeddleCliWriting *self = g_new0 (HeddleCliWriting, 1);
  g_autofree char *upper = g_strdelimit (g_ascii_strup (provider, -1), "-", '_');
  g_autofree char *address = g_strconcat ("HEDDLE_PROVIDER_URL_", upper, NULL);
  g_autofree char *secret = g_strconcat ("HEDDLE_KEY_", upper, NULL);
  g_autoptr (GError) error = NULL;

  self->cli = heddle_cli_new ();
  self->server = server;
  heddle_fake_server_start (server, 0, &error);
  g_assert_no_error (error);
  heddle_cli_set_variable (self->cli, address, heddle_fake_server_get_base_url (server));
  if (key != NULL)
    heddle_cli_set_variable (self->cli, secret, key);
  return self;
}

/**
 * heddle_cli_writing_free:
 * @self: (transfer full): a place
 *
 * Checks the library, and that no key went where results lie.
 */
void
heddle_cli_writing_free (HeddleCliWriting *self)
{
  g_autoptr (HeddleCliAnswer) verified = heddle_cli_call (self->cli, "verify", "--library", "library", NULL);
  const char *key = heddle_fake_server_get_key (self->server);

  g_assert_cmpint (verified->status, ==, 0);
  g_assert_true (key == NULL || !heddle_fake_server_saw_foreign (self->server, key));
  heddle_fake_server_stop (self->server);
  g_object_unref (self->server);
  heddle_cli_free (self->cli);
  g_free (self);
}

/* Writes a picture, and adds the step that brings it and the link to it. */
static void
add_picture (HeddleCliWriting *self,
             const char       *format,
             guint             nth,
             GString          *nodes,
             GString          *links)
{
  g_autoptr (GBytes) picture = heddle_fake_image_new (format, 64, 48, format, FALSE, 0);
  g_autofree char *name = g_strdup_printf ("picture-%u.%s", nth, format);
  g_autofree char *path = heddle_cli_path (self->cli, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (picture, NULL), (gssize) g_bytes_get_size (picture), &error);
  g_assert_no_error (error);
  g_string_append_printf (nodes, ", {\"id\": \"p%u\", \"type\": \"input.image\", \"config\": {\"path\": \"%s\"}}", nth,
                          name);
  g_string_append_printf (links, ", {\"id\": \"lp%u\", \"from\": [\"p%u\", \"image\"], \"to\": [\"write\", \"images\"]}",
                          nth, nth);
}

/**
 * heddle_cli_writing_set:
 * @self: a place
 * @config: the members of the config of the step that writes, without braces
 * @formats: (array zero-terminated=1): the formats of the pictures that it gets
 *
 * Writes the workflow.
 */
void
heddle_cli_writing_set (HeddleCliWriting  *self,
                        const char        *config,
                        const char *const *formats)
{
  g_autoptr (GString) nodes = g_string_new (NULL);
  g_autoptr (GString) links = g_string_new (NULL);
  g_autofree char *document = NULL;

  for (guint i = 0; formats[i] != NULL; i++)
    add_picture (self, formats[i], i, nodes, links);

  document = g_strdup_printf (
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"01980000-0000-7000-8000-0000000000c9\","
    " \"name\": \"Writing\", \"inputs\": [{\"key\": \"prompt\", \"type\": \"text\", \"default\": \"A red cube\"}],"
    " \"pipelines\": [{\"id\": \"main\", \"nodes\": ["
    "  {\"id\": \"write\", \"type\": \"ai.text-generation\", \"config\": {%s}},"
    "  {\"id\": \"save\", \"type\": \"output.asset\", \"config\": {\"name\": \"answer\"}}%s],"
    " \"links\": [{\"id\": \"l1\", \"from\": [\"inputs\", \"prompt\"], \"to\": [\"write\", \"prompt\"]},"
    "  {\"id\": \"l2\", \"from\": [\"write\", \"text\"], \"to\": [\"save\", \"text\"]}%s]}]}",
    config, nodes->str, links->str);
  g_free (heddle_cli_write (self->cli, "writing.heddle", document));
}

/**
 * heddle_cli_writing_run:
 * @self: a place
 * @prompt: what to write
 *
 * Returns: (transfer full): what came of it
 */
HeddleCliAnswer *
heddle_cli_writing_run (HeddleCliWriting *self,
                        const char       *prompt)
{
  g_autofree char *input = g_strconcat ("prompt=", prompt, NULL);

  return heddle_cli_call (self->cli, "run", "writing.heddle", "--library", "library", "--json", "--input", input, NULL);
}

/**
 * heddle_cli_writing_dup_body:
 * @self: a place
 * @nth: which order that the server got, from 0
 *
 * Returns: (transfer full): what it asked for
 */
JsonObject *
heddle_cli_writing_dup_body (HeddleCliWriting *self,
                             guint             nth)
{
  g_autoptr (HeddleFakeRequest) request = heddle_fake_server_dup_request (self->server, "POST", NULL, nth);

  g_assert_nonnull (request);
  return heddle_fake_request_dup_json (request);
}

/**
 * heddle_cli_writing_assert_kept:
 * @self: a place
 * @text: what was written
 *
 * Fails unless the text is in the library, all of it and nothing else.
 */
void
heddle_cli_writing_assert_kept (HeddleCliWriting *self,
                                const char       *text)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *name = g_strdup_printf ("library/blobs/%.2s/%s", sha256, sha256 + 2);
  g_autofree char *path = heddle_cli_path (self->cli, name);

  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

/**
 * heddle_cli_writing_assert_item:
 * @answer: what came of a run
 * @status: what the item of the step that writes came to
 * @code: (nullable): the code of its error
 * @message: (nullable): a part of what the error says
 *
 * Checks the only item of the step that writes.
 */
void
heddle_cli_writing_assert_item (HeddleCliAnswer *answer,
                                const char      *status,
                                const char      *code,
                                const char      *message)
{
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (GPtrArray) items = heddle_cli_run_list_items (run, "write", NULL);
  JsonObject *error;

  g_assert_cmpuint (items->len, ==, 1);
  error = heddle_json_get_object (items->pdata[0], "error");
  g_assert_cmpstr (heddle_json_get_string (items->pdata[0], "status", ""), ==, status);
  g_assert_cmpstr (error != NULL ? heddle_json_get_string (error, "code", "") : NULL, ==, code);
  if (message != NULL)
    heddle_cli_assert_told (heddle_json_get_string (error, "message", ""), message);
}

/**
 * heddle_cli_writing_assert_unsaid:
 * @self: a place
 * @answer: what came of a run
 * @secret: a key
 *
 * Fails where the key stands in what was printed or in any file.
 */
void
heddle_cli_writing_assert_unsaid (HeddleCliWriting *self,
                                  HeddleCliAnswer  *answer,
                                  const char       *secret)
{
  g_autofree char *files = heddle_cli_program_output (
    self->cli, (const char *const[]) { "sh", "-c", "grep -rlaF -e \"$1\" . | wc -l", "sh", secret, NULL });

  g_assert_null (strstr (answer->output, secret));
  g_assert_null (strstr (answer->errors, secret));
  g_assert_cmpint (g_ascii_strtoll (files, NULL, 10), ==, 0);
}
