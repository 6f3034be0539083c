/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-request.h"

#include <string.h>

/* A picture in a body is of no use to who reads a log. */
#define LOG_STRING_MAX 2000

struct _HeddleFakeRequest
{
  GObject parent_instance;

  char *method;
  char *path;
  char *query;
  SoupMessageHeaders *headers;
  GBytes *body;
  gboolean foreign;
  int status;
};

G_DEFINE_FINAL_TYPE (HeddleFakeRequest, heddle_fake_request, G_TYPE_OBJECT)

static JsonNode *shorten (JsonNode *node);

static void
shorten_member (JsonObject *object,
                const char *member,
                JsonNode   *node,
                gpointer    data)
{
  json_object_set_member (data, member, shorten (node));
}

static void
shorten_element (JsonArray *array,
                 guint      index,
                 JsonNode  *node,
                 gpointer   data)
{
  json_array_add_element (data, shorten (node));
}

static JsonNode *
shorten (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_foreach_member (json_node_get_object (node), shorten_member, object);
      return json_node_init_object (json_node_alloc (), object);
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (JsonArray) array = json_array_new ();

      json_array_foreach_element (json_node_get_array (node), shorten_element, array);
      return json_node_init_array (json_node_alloc (), array);
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING &&
      strlen (json_node_get_string (node)) > LOG_STRING_MAX)
    {
      const char *string = json_node_get_string (node);
      g_autofree char *head = g_utf8_substring (string, 0, 64);
      g_autofree char *text = g_strdup_printf ("%s… (%zu bytes)", head, strlen (string));

      return json_node_init_string (json_node_alloc (), text);
    }

  return json_node_copy (node);
}

static void
heddle_fake_request_finalize (GObject *object)
{
  HeddleFakeRequest *self = HEDDLE_FAKE_REQUEST (object);

  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_clear_pointer (&self->body, g_bytes_unref);

  G_OBJECT_CLASS (heddle_fake_request_parent_class)->finalize (object);
}

static void
heddle_fake_request_class_init (HeddleFakeRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_fake_request_finalize;
}

static void
heddle_fake_request_init (HeddleFakeRequest *self)
{
}

/**
 * heddle_fake_request_new:
 * @message: a message whose body has been read
 * @foreign: whether it came in at the other origin
 *
 * Returns: (transfer full): the request
 */
HeddleFakeRequest *
heddle_fake_request_new (SoupServerMessage *message,
                         gboolean           foreign)
{
  HeddleFakeRequest *self = g_object_new (HEDDLE_TYPE_FAKE_REQUEST, NULL);
  GUri *uri = soup_server_message_get_uri (message);

  self->method = g_strdup (soup_server_message_get_method (message));
  self->path = g_strdup (g_uri_get_path (uri));
  self->query = g_strdup (g_uri_get_query (uri));
  self->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  self->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  self->foreign = foreign;

  return self;
}

/**
 * heddle_fake_request_get_method:
 * @self: a request
 *
 * Returns: its method, such as `POST`
 */
const char *
heddle_fake_request_get_method (HeddleFakeRequest *self)
{
  return self->method;
}

/**
 * heddle_fake_request_get_path:
 * @self: a request
 *
 * Returns: its path, without the query
 */
const char *
heddle_fake_request_get_path (HeddleFakeRequest *self)
{
  return self->path;
}

/**
 * heddle_fake_request_get_query:
 * @self: a request
 *
 * Returns: (nullable): its query as it was sent
 */
const char *
heddle_fake_request_get_query (HeddleFakeRequest *self)
{
  return self->query;
}

/**
 * heddle_fake_request_get_header:
 * @self: a request
 * @name: a header's name, in any case
 *
 * Returns: (nullable): the header's value
 */
const char *
heddle_fake_request_get_header (HeddleFakeRequest *self,
                                const char        *name)
{
  return soup_message_headers_get_one (self->headers, name);
}

/**
 * heddle_fake_request_get_headers:
 * @self: a request
 *
 * Returns: (transfer none): all of its headers
 */
SoupMessageHeaders *
heddle_fake_request_get_headers (HeddleFakeRequest *self)
{
  return self->headers;
}

/**
 * heddle_fake_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none): its body, of no bytes where it had none
 */
GBytes *
heddle_fake_request_get_body (HeddleFakeRequest *self)
{
  return self->body;
}

/**
 * heddle_fake_request_dup_json:
 * @self: a request
 *
 * Parses the body, with json-glib's parser: the fake servers share no code with what they test.
 *
 * Returns: (transfer full) (nullable): the body's object, %NULL where it is none
 */
JsonObject *
heddle_fake_request_dup_json (HeddleFakeRequest *self)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length = 0;
  const char *text = g_bytes_get_data (self->body, &length);
  JsonNode *root;

  if (length == 0 || !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;

  return json_object_ref (json_node_get_object (root));
}

/**
 * heddle_fake_request_is_foreign:
 * @self: a request
 *
 * Returns: whether it came in at the other origin, which no key was ever meant for
 */
gboolean
heddle_fake_request_is_foreign (HeddleFakeRequest *self)
{
  return self->foreign;
}

/**
 * heddle_fake_request_get_status:
 * @self: a request
 *
 * Returns: the status of the answer; 0 while there is none, or where the connection ended before it
 */
guint
heddle_fake_request_get_status (HeddleFakeRequest *self)
{
  return (guint) g_atomic_int_get (&self->status);
}

/**
 * heddle_fake_request_set_status:
 * @self: a request
 * @status: the status of the answer
 *
 * Remembers how the request was answered.
 */
void
heddle_fake_request_set_status (HeddleFakeRequest *self,
                                guint              status)
{
  g_atomic_int_set (&self->status, (int) status);
}

/**
 * heddle_fake_request_matches:
 * @self: a request
 * @method: (nullable): the method it should have, %NULL for any
 * @path: (nullable): what its path should look like, with `*` and `?`, %NULL for any
 *
 * Returns: whether it does
 */
gboolean
heddle_fake_request_matches (HeddleFakeRequest *self,
                             const char        *method,
                             const char        *path)
{
  return (method == NULL || g_str_equal (method, self->method)) &&
         (path == NULL || g_pattern_match_simple (path, self->path));
}

/**
 * heddle_fake_request_contains:
 * @self: a request
 * @text: what to look for, such as a key
 *
 * Returns: whether the path, the query, a header or the body contains @text
 */
gboolean
heddle_fake_request_contains (HeddleFakeRequest *self,
                              const char        *text)
{
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;
  gsize length = 0;
  const char *body = g_bytes_get_data (self->body, &length);

  if (strstr (self->path, text) != NULL)
    return TRUE;
  if (self->query != NULL && strstr (self->query, text) != NULL)
    return TRUE;
  if (length > 0 && memmem (body, length, text, strlen (text)) != NULL)
    return TRUE;

  soup_message_headers_iter_init (&iter, self->headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (strstr (name, text) != NULL || strstr (value, text) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * heddle_fake_request_to_line:
 * @self: a request
 *
 * Writes a request for a log: an object with `method`, `path`, `query`, `foreign`, `status`,
 * `headers` (names in lower case), `bytes` and, for a body of JSON, `body` with its long strings
 * cut short.
 *
 * Returns: (transfer full): one line of JSON without its end
 */
char *
heddle_fake_request_to_line (HeddleFakeRequest *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (self);
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "method");
  json_builder_add_string_value (builder, self->method);
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, self->path);
  json_builder_set_member_name (builder, "query");
  json_builder_add_string_value (builder, self->query);
  json_builder_set_member_name (builder, "foreign");
  json_builder_add_boolean_value (builder, self->foreign);
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, heddle_fake_request_get_status (self));
  json_builder_set_member_name (builder, "headers");
  json_builder_begin_object (builder);
  soup_message_headers_iter_init (&iter, self->headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_autofree char *lower = g_ascii_strdown (name, -1);

      json_builder_set_member_name (builder, lower);
      json_builder_add_string_value (builder, value);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, (gint64) g_bytes_get_size (self->body));
  if (body != NULL)
    {
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), body);

      json_builder_set_member_name (builder, "body");
      json_builder_add_value (builder, shorten (node));
    }
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
