/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-fields.h"

#include <string.h>

#include "heddle-fake-image.h"

static const char *
get_text (JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
           ? json_node_get_string (value)
           : NULL;
}

static gboolean
is_within (const HeddleFakeField *field,
           JsonNode              *value,
           gboolean               whole)
{
  GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;

  return (type == G_TYPE_INT64 || (type == G_TYPE_DOUBLE && !whole)) && json_node_get_double (value) >= field->least
         && json_node_get_double (value) <= field->most;
}

static gboolean
is_choice (const HeddleFakeField *field,
           JsonNode              *value)
{
  g_auto (GStrv) choices = g_strsplit (field->choices != NULL ? field->choices : "", "|", -1);
  const char *text = get_text (value);

  return text != NULL && g_strv_contains ((const char *const *) choices, text);
}

static gboolean
is_size (const HeddleFakeField *field,
         JsonNode              *value)
{
  JsonObject *size = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;

  if (size == NULL)
    return is_choice (field, value);

  return json_object_get_size (size) == 2 && json_object_has_member (size, "width")
         && json_object_has_member (size, "height") && is_within (field, json_object_get_member (size, "width"), TRUE)
         && is_within (field, json_object_get_member (size, "height"), TRUE);
}

static gboolean
is_picture (const char *base64)
{
  g_autofree guint8 *data = NULL;
  gsize length = 0;

  if (base64 == NULL || strchr (base64, ',') != NULL)
    return FALSE;
  data = g_base64_decode (base64, &length);
  return length > 0 && heddle_fake_image_find_type (data, length) != NULL;
}

static gboolean
is_data_url (JsonNode *value)
{
  const char *text = get_text (value);
  const char *comma = text != NULL && g_str_has_prefix (text, "data:image/") ? strchr (text, ',') : NULL;

  return comma != NULL && is_picture (comma + 1);
}

static gboolean
is_list (const HeddleFakeField *field,
         JsonNode              *value)
{
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  guint n = list != NULL ? json_array_get_length (list) : 0;

  for (guint i = 0; i < n; i++)
    {
      if (!is_data_url (json_array_get_element (list, i)))
        return FALSE;
    }

  return list != NULL && n >= field->least && n <= field->most;
}

static gboolean
is_text (const HeddleFakeField *field,
         JsonNode              *value)
{
  const char *text = get_text (value);
  glong length = text != NULL ? g_utf8_strlen (text, -1) : -1;

  return length >= field->least && (field->most <= 0 || length <= field->most) && length >= 0;
}

/* Returns: (nullable): what is wrong with a value. */
static const char *
find_fault (const HeddleFakeField *field,
            JsonNode              *value)
{
  switch (field->kind)
    {
    case HEDDLE_FAKE_FIELD_TEXT:
      return is_text (field, value) ? NULL : "Input should be a string of an allowed length";
    case HEDDLE_FAKE_FIELD_INTEGER:
      return is_within (field, value, TRUE) ? NULL : "Input should be an integer within the bounds";
    case HEDDLE_FAKE_FIELD_NUMBER:
      return is_within (field, value, FALSE) ? NULL : "Input should be a number within the bounds";
    case HEDDLE_FAKE_FIELD_BOOLEAN:
      return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN
               ? NULL
               : "Input should be a boolean";
    case HEDDLE_FAKE_FIELD_CHOICE:
      return is_choice (field, value) ? NULL : "Input should be one of the choices";
    case HEDDLE_FAKE_FIELD_SIZE:
      return is_size (field, value) ? NULL : "Input should be one of the sizes";
    case HEDDLE_FAKE_FIELD_IMAGE:
      return is_data_url (value) ? NULL : "Input should be an image";
    case HEDDLE_FAKE_FIELD_BASE64:
      return is_picture (get_text (value)) ? NULL : "Input should be an image in base64";
    case HEDDLE_FAKE_FIELD_IMAGES:
      return is_list (field, value) ? NULL : "Input should be a list of images";
    case HEDDLE_FAKE_FIELD_OBJECT:
    default:
      return JSON_NODE_HOLDS_OBJECT (value) || JSON_NODE_HOLDS_ARRAY (value) ? NULL : "Input should be structured";
    }
}

static gboolean
is_known (const char            *name,
          const HeddleFakeField *fields,
          guint                  n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].name, name))
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_fake_fields_find_error:
 * @body: a request
 * @fields: (array length=n_fields): all that it may hold
 * @n_fields: how many that are
 * @name: (out): which field is wrong
 *
 * Returns: (transfer full) (nullable): what is wrong with the first field that is; %NULL where all are well
 */
char *
heddle_fake_fields_find_error (JsonObject            *body,
                               const HeddleFakeField *fields,
                               guint                  n_fields,
                               const char           **name)
{
  g_autoptr (GList) members = json_object_get_members (body);

  for (guint i = 0; i < n_fields; i++)
    {
      JsonNode *value = json_object_get_member (body, fields[i].name);
      const char *fault = value != NULL ? find_fault (&fields[i], value) : fields[i].required ? "Field required" : NULL;

      *name = fields[i].name;
      if (fault != NULL)
        return g_strdup (fault);
    }

  for (GList *l = members; l != NULL; l = l->next)
    {
      *name = l->data;
      if (!is_known (l->data, fields, n_fields))
        return g_strdup ("Extra inputs are not permitted");
    }

  return NULL;
}
