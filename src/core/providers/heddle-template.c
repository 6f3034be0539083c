/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-template.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/heddle-json.h"
#include "providers/heddle-form-data.h"
#include "providers/heddle-json-query.h"

typedef struct
{
  GHashTable *variables;
  JsonObject *maps;
  GPtrArray *warnings;
  JsonNode *item;
} Expansion;

static JsonNode *expand (Expansion *self,
                         JsonNode  *template);

/* An empty text or list counts as absent, so that no request carries one. */
static gboolean
is_present (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) != '\0';

  return TRUE;
}

static JsonNode *
look_up (Expansion  *self,
         const char *name)
{
  JsonNode *node = self->item != NULL && g_str_equal (name, "item")
                     ? self->item
                     : g_hash_table_lookup (self->variables, name);

  return is_present (node) ? node : NULL;
}

static gboolean
parse_ratio (const char *text,
             double     *ratio)
{
  double width, height;

  if (sscanf (text, "%lf:%lf", &width, &height) != 2 || !(width > 0) || !(height > 0))
    return FALSE;

  *ratio = width / height;

  return isfinite (*ratio) && *ratio > 0;
}

static JsonNode *
find_nearest (JsonObject  *map,
              const char  *wanted,
              const char **key)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  JsonNode *best = NULL;
  double ratio, other;
  double least = G_MAXDOUBLE;

  if (!parse_ratio (wanted, &ratio))
    return NULL;

  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (parse_ratio (name, &other) && fabs (log (other / ratio)) < least)
        {
          least = fabs (log (other / ratio));
          best = member;
          *key = name;
        }
    }

  return best;
}

static JsonNode *
apply_map (Expansion  *self,
           JsonObject *object,
           const char *name,
           JsonNode   *value)
{
  JsonNode *member = json_object_get_member (object, "map");
  JsonObject *map = NULL;
  JsonNode *mapped;
  const char *nearest = NULL;
  g_autofree char *text = heddle_json_to_text (value);

  if (JSON_NODE_HOLDS_OBJECT (member))
    map = json_node_get_object (member);
  else if (self->maps != NULL)
    map = heddle_json_get_object (self->maps, json_node_get_string (member));

  mapped = map != NULL ? json_object_get_member (map, text) : NULL;

  if (mapped != NULL)
    return heddle_json_copy (mapped);

  if (map != NULL && heddle_json_get_boolean (object, "nearest", FALSE))
    mapped = find_nearest (map, text, &nearest);

  if (mapped != NULL)
    g_ptr_array_add (self->warnings,
                     g_strdup_printf (_("The model has no %s %s; the nearest, %s, was used."), text,
                                      name, nearest));
  else
    g_ptr_array_add (self->warnings,
                     g_strdup_printf (_("The model has no %s “%s”; it was left out."), name, text));

  return mapped != NULL ? heddle_json_copy (mapped) : NULL;
}

/* Seeds may be larger than what a model takes. */
static JsonNode *
apply_modulo (JsonObject *object,
              JsonNode   *value)
{
  gint64 modulo = heddle_json_get_int (object, "modulo", 0);

  if (modulo <= 0 || !JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_INT64)
    return heddle_json_copy (value);

  return json_node_init_int (json_node_alloc (), json_node_get_int (value) % modulo);
}

/* A part of a data URL such as `data:image/png;base64,AA==`. */
static JsonNode *
take_apart (const char *part,
            JsonNode   *value)
{
  const char *text = json_node_get_string (value);
  const char *comma = text != NULL ? strchr (text, ',') : NULL;
  g_autofree char *type = NULL;

  if (g_str_equal (part, "base64"))
    return json_node_init_string (json_node_alloc (), comma != NULL ? comma + 1 : "");

  if (comma != NULL && g_str_has_prefix (text, "data:"))
    type = g_strndup (text + strlen ("data:"), strcspn (text, ";,") - strlen ("data:"));

  return json_node_init_string (json_node_alloc (), type != NULL ? type : "");
}

static JsonNode *
create_file (Expansion  *self,
             const char *name,
             JsonNode   *value)
{
  const char *url = heddle_json_as_string (value);

  if (url != NULL && g_str_has_prefix (url, "data:") && strchr (url, ',') != NULL)
    return heddle_form_data_create_file (value);
  g_ptr_array_add (self->warnings, g_strdup_printf (_("“%s” is no image, and was left out."), name));
  return NULL;
}

/* One of a list, where no list is wanted. */
static JsonNode *
pick (JsonObject *object,
      JsonNode   *value)
{
  gint64 nth = heddle_json_get_int (object, "nth", 0);
  JsonArray *list = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  if (nth < 1)
    return value;

  return list != NULL && nth <= json_array_get_length (list) ? json_array_get_element (list, (guint) nth - 1) : NULL;
}

static JsonNode *
expand_variable (Expansion  *self,
                 JsonObject *object)
{
  const char *name = json_object_get_string_member (object, "$");
  const char *part = heddle_json_get_string (object, "as", NULL);
  JsonNode *value = pick (object, look_up (self, name));

  if (value == NULL)
    return json_object_has_member (object, "default")
             ? heddle_json_copy (json_object_get_member (object, "default"))
             : NULL;

  if (json_object_has_member (object, "map"))
    return apply_map (self, object, name, value);

  if (json_object_has_member (object, "modulo"))
    return apply_modulo (object, value);

  if (g_strcmp0 (part, "base64") == 0 || g_strcmp0 (part, "media-type") == 0)
    return take_apart (part, value);
  if (g_strcmp0 (part, "file") == 0)
    return create_file (self, name, value);

  return heddle_json_copy (value);
}

static JsonNode *
expand_condition (Expansion  *self,
                  JsonObject *object)
{
  JsonNode *value = look_up (self, json_object_get_string_member (object, "$if"));
  gboolean holds = value != NULL;
  const char *branch;

  if (holds && json_object_has_member (object, "equals"))
    holds = heddle_json_equal (value, json_object_get_member (object, "equals"));

  branch = holds ? "then" : "else";

  return json_object_has_member (object, branch)
           ? expand (self, json_object_get_member (object, branch))
           : NULL;
}

static JsonNode *
expand_first (Expansion *self,
              JsonArray *choices)
{
  for (guint i = 0; i < json_array_get_length (choices); i++)
    {
      JsonNode *node = expand (self, json_array_get_element (choices, i));

      if (node != NULL)
        return node;
    }

  return NULL;
}

/* Appends one expansion per element of the list, so that lists splice into the array around. */
static void
expand_each (Expansion  *self,
             JsonObject *object,
             JsonArray  *out)
{
  JsonNode *list = look_up (self, json_object_get_string_member (object, "$each"));
  JsonNode *outer = self->item;

  if (list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    return;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (list)); i++)
    {
      JsonNode *node;

      self->item = json_array_get_element (json_node_get_array (list), i);
      node = expand (self, json_object_get_member (object, "as"));
      if (node != NULL)
        json_array_add_element (out, node);
    }

  self->item = outer;
}

static JsonNode *
expand_array (Expansion *self,
              JsonArray *array)
{
  g_autoptr (JsonArray) out = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonNode *node;

      if (JSON_NODE_HOLDS_OBJECT (element) &&
          json_object_has_member (json_node_get_object (element), "$each"))
        {
          expand_each (self, json_node_get_object (element), out);
          continue;
        }

      node = expand (self, element);
      if (node != NULL)
        json_array_add_element (out, node);
    }

  return json_node_init_array (json_node_alloc (), out);
}

static JsonNode *
expand_object (Expansion  *self,
               JsonObject *object)
{
  g_autoptr (JsonObject) out = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (json_object_has_member (object, "$"))
    return expand_variable (self, object);
  if (json_object_has_member (object, "$if"))
    return expand_condition (self, object);
  if (json_object_has_member (object, "$first"))
    return expand_first (self, json_object_get_array_member (object, "$first"));

  out = json_object_new ();
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      JsonNode *node = expand (self, member);

      if (node != NULL)
        json_object_set_member (out, name, node);
    }

  return json_node_init_object (json_node_alloc (), out);
}

static JsonNode *
expand (Expansion *self,
        JsonNode  *template)
{
  if (JSON_NODE_HOLDS_OBJECT (template))
    return expand_object (self, json_node_get_object (template));
  if (JSON_NODE_HOLDS_ARRAY (template))
    return expand_array (self, json_node_get_array (template));

  return heddle_json_copy (template);
}

/**
 * heddle_template_expand:
 * @template: a request's body as a manifest writes it
 * @variables: (element-type utf8 JsonNode): what its `$` names stand for; empty texts and lists
 *   count as absent
 * @maps: (nullable): named maps that a `map` may refer to
 * @warnings: (element-type utf8): gets a sentence for each value that a map does not have
 *
 * Fills in a template. What depends on an absent variable is left out.
 *
 * Returns: (transfer full) (nullable): the body; %NULL where all of it was left out
 */
JsonNode *
heddle_template_expand (JsonNode   *template,
                        GHashTable *variables,
                        JsonObject *maps,
                        GPtrArray  *warnings)
{
  Expansion self = { .variables = variables, .maps = maps, .warnings = warnings };

  g_return_val_if_fail (template != NULL, NULL);
  g_return_val_if_fail (variables != NULL, NULL);
  g_return_val_if_fail (warnings != NULL, NULL);

  return expand (&self, template);
}

/**
 * heddle_template_collect_names:
 * @template: a request's body as a manifest writes it
 * @names: (element-type utf8): a set that gets the names of all variables in it
 */
void
heddle_template_collect_names (JsonNode   *template,
                               GHashTable *names)
{
  static const char *const operators[] = { "$", "$if", "$each" };

  g_return_if_fail (template != NULL);
  g_return_if_fail (names != NULL);

  if (JSON_NODE_HOLDS_ARRAY (template))
    {
      JsonArray *array = json_node_get_array (template);

      for (guint i = 0; i < json_array_get_length (array); i++)
        heddle_template_collect_names (json_array_get_element (array, i), names);
    }
  else if (JSON_NODE_HOLDS_OBJECT (template))
    {
      JsonObject *object = json_node_get_object (template);
      JsonObjectIter iter;
      JsonNode *member;

      for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
        {
          const char *name = heddle_json_get_string (object, operators[i], NULL);

          if (name != NULL)
            g_hash_table_add (names, g_strdup (name));
        }

      json_object_iter_init (&iter, object);
      while (json_object_iter_next (&iter, NULL, &member))
        heddle_template_collect_names (member, names);
    }
}

/**
 * heddle_template_expand_path:
 * @path: a path with `{model}` or `{job}` in it
 * @model: (nullable): the model, whose slashes stay
 * @job: (nullable): the job
 *
 * Returns: (transfer full): @path filled in, with what is not safe in a path escaped
 */
char *
heddle_template_expand_path (const char *path,
                             const char *model,
                             const char *job)
{
  g_autoptr (GString) out = NULL;
  g_autofree char *safe_model = NULL;
  g_autofree char *safe_job = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  out = g_string_new (path);
  safe_model = g_uri_escape_string (model != NULL ? model : "", "/", FALSE);
  safe_job = g_uri_escape_string (job != NULL ? job : "", NULL, FALSE);
  g_string_replace (out, "{model}", safe_model, 0);
  g_string_replace (out, "{job}", safe_job, 0);

  return g_string_free (g_steal_pointer (&out), FALSE);
}
