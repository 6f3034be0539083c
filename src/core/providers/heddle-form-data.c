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

  escaped = escape_name (name);
  text = heddle_json_to_text (value);
  g_string_append_printf (form, "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", boundary, escaped,
                          text);
}

/**
 * heddle_form_data_write:
 * @fields: an object
 * @content_type: (out) (transfer full): of the form
 *
 * Writes the members of an object as `multipart/form-data`: texts as they are, lists as one field per
 * element, all else as JSON. The same members give the same bytes.
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
