/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-form-data.h"

#include <string.h>

#include "base/heddle-json.h"
#include "base/heddle-sha256.h"
#include "providers/heddle-json-query.h"

#define BOUNDARY_LENGTH 32

/* What no template of a manifest can make but by asking for a file. */
#define FILE_MEMBER "$file"

/* RFC 7578: what would end the name is escaped as in addresses. */
static char *
escape_name (const char *name)
{
  g_autoptr (GString) escaped = g_string_new (name);

  g_string_replace (escaped, "\"", "%22", 0);
  g_string_replace (escaped, "\r", "%0D", 0);
  g_string_replace (escaped, "\n", "%0A", 0);
  return g_string_free_and_steal (g_steal_pointer (&escaped));
}

/* The content of a data URL, as what it is. */
static void
add_file (GString    *form,
          const char *boundary,
          const char *name,
          const char *url)
{
  const char *comma = url != NULL ? strchr (url, ',') : NULL;
  g_autofree char *escaped = escape_name (name);
  g_autofree char *type = NULL;
  g_autofree guint8 *content = NULL;
  const char *subtype;
  gsize length = 0;

  if (comma == NULL || !g_str_has_prefix (url, "data:"))
    return;
  type = g_strndup (url + strlen ("data:"), strcspn (url, ";,") - strlen ("data:"));
  subtype = strchr (type, '/');
  content = g_base64_decode (comma + 1, &length);
  g_string_append_printf (form,
                          "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s.%s\"\r\n"
                          "Content-Type: %s\r\n\r\n",
                          boundary, escaped, escaped, subtype != NULL ? subtype + 1 : "bin", type);
  g_string_append_len (form, (const char *) content, (gssize) length);
  g_string_append (form, "\r\n");
}

static void
add_value (GString    *form,
           const char *boundary,
           const char *name,
           JsonNode   *value)
{
  g_autofree char *escaped = NULL;
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_ARRAY (value))
    {
      JsonArray *array = json_node_get_array (value);

      for (guint i = 0; i < json_array_get_length (array); i++)
        add_value (form, boundary, name, json_array_get_element (array, i));
      return;
    }

  if (JSON_NODE_HOLDS_OBJECT (value) && json_object_has_member (json_node_get_object (value), FILE_MEMBER))
    {
      add_file (form, boundary, name, heddle_json_get_string (json_node_get_object (value), FILE_MEMBER, NULL));
      return;
    }

  escaped = escape_name (name);
  text = heddle_json_to_text (value);
  g_string_append_printf (form, "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", boundary, escaped,
                          text);
}

/**
 * heddle_form_data_create_file:
 * @url: the data URL of an image
 *
 * Returns: (transfer full): a value that [func@form_data_write] writes as a file
 */
JsonNode *
heddle_form_data_create_file (JsonNode *url)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_member (object, FILE_MEMBER, heddle_json_copy (url));
  return json_node_init_object (json_node_alloc (), object);
}

/**
 * heddle_form_data_write:
 * @fields: an object
 * @content_type: (out) (transfer full): of the form
 *
 * Writes the members of an object as `multipart/form-data`: texts as they are, lists as one field per
 * element, files of [func@form_data_create_file] as such, all else as JSON. The same members give the same bytes.
 *
 * Returns: (transfer full): the form
 */
GBytes *
heddle_form_data_write (JsonNode  *fields,
                        char     **content_type)
{
  g_autofree char *json = heddle_json_write (fields, HEDDLE_JSON_COMPACT);
  g_autofree char *sha256 = heddle_sha256_compute (json, strlen (json));
  g_autofree char *boundary = g_strdup_printf ("heddle-%.*s", BOUNDARY_LENGTH, sha256);
  g_autoptr (GString) form = g_string_new (NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, json_node_get_object (fields));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    add_value (form, boundary, name, value);

  g_string_append_printf (form, "--%s--\r\n", boundary);
  *content_type = g_strconcat ("multipart/form-data; boundary=", boundary, NULL);

  return g_string_free_to_bytes (g_steal_pointer (&form));
}
