/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-fake-client.h"

#include <string.h>

/* Sends a request with nothing of ours in between. A redirect is not followed. */
TestAnswer *
test_send (const char *method,
           const char *url,
           const char *header,
           const char *body)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  TestAnswer *answer = g_new0 (TestAnswer, 1);
  g_auto (GStrv) pair = header != NULL ? g_strsplit (header, ": ", 2) : NULL;

  answer->message = soup_message_new (method, url);
  soup_message_add_flags (answer->message, SOUP_MESSAGE_NO_REDIRECT);
  if (pair != NULL)
    soup_message_headers_append (soup_message_get_request_headers (answer->message), pair[0],
                                 pair[1]);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (answer->message, "application/json", bytes);
    }

  answer->body = soup_session_send_and_read (session, answer->message, NULL, &answer->error);
  answer->status = soup_message_get_status (answer->message);
  if (answer->body != NULL && g_bytes_get_size (answer->body) > 0)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();

      if (json_parser_load_from_data (parser, g_bytes_get_data (answer->body, NULL),
                                      (gssize) g_bytes_get_size (answer->body), NULL) &&
          JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
        answer->json = json_object_ref (json_node_get_object (json_parser_get_root (parser)));
    }

  return answer;
}

static char *
write_authorization (HeddleFakeServer *server)
{
  const HeddleFakeServerClass *class = HEDDLE_FAKE_SERVER_GET_CLASS (server);
  const char *key = heddle_fake_server_get_key (server);

  return key != NULL ? g_strconcat (class->key_header, ": ", class->key_prefix, key, NULL) : NULL;
}

TestAnswer *
test_post (HeddleFakeServer *server,
           const char       *path,
           const char       *body)
{
  g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), path, NULL);
  g_autofree char *header = write_authorization (server);

  return test_send ("POST", url, header, body);
}

TestAnswer *
test_get (HeddleFakeServer *server,
          const char       *path)
{
  g_autofree char *url = g_strconcat (heddle_fake_server_get_base_url (server), path, NULL);
  g_autofree char *header = write_authorization (server);

  return test_send ("GET", url, header, NULL);
}

const char *
test_get_header (TestAnswer *answer,
                 const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (answer->message), name);
}

/* The first value at a JSONPath. */
JsonNode *
test_query (TestAnswer *answer,
            const char *path)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (answer->json);
  root = json_node_init_object (json_node_alloc (), answer->json);
  result = json_path_query (path, root, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (result)), >, 0);

  return json_array_dup_element (json_node_get_array (result), 0);
}

char *
test_dup_string (TestAnswer *answer,
                 const char *path)
{
  g_autoptr (JsonNode) node = test_query (answer, path);

  return g_strdup (json_node_get_string (node));
}

void
test_answer_free (TestAnswer *answer)
{
  g_clear_error (&answer->error);
  g_clear_object (&answer->message);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_clear_pointer (&answer->json, json_object_unref);
  g_free (answer);
}

/* The size in the header of a PNG file. */
void
test_read_size (const guint8 *png,
                gsize         length,
                guint        *width,
                guint        *height)
{
  g_assert_cmpuint (length, >, 33);
  g_assert_cmpmem (png, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpmem (png + length - 8, 4, "IEND", 4);

  *width = (guint) (png[16] << 24 | png[17] << 16 | png[18] << 8 | png[19]);
  *height = (guint) (png[20] << 24 | png[21] << 16 | png[22] << 8 | png[23]);
}
