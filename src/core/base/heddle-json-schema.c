/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json-schema.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

#include "base/heddle-json-schema-private.h"
#include "base/heddle-json.h"

/* A schema whose references form a circle on the same value would never end. */
#define MAX_NESTING 512

/**
 * HeddleJsonSchema:
 *
 * A JSON Schema, compiled: the part of 2020-12 that our documents and manifests need (`$ref` only
 * to `#` and `#/$defs/NAME`, no `patternProperties`, `contains`, `dependent…`, `unevaluated…`;
 * `format` is only a note). It exists for its messages: one, short, about the innermost thing that
 * is wrong, with its path. Immutable, so that any thread may use it.
 */
struct _HeddleJsonSchema
{
  GObject       parent_instance;
  GPtrArray    *schemas;
  GHashTable   *definitions;
  GPtrArray    *unknown;
  HeddleSchema *root;
};

G_DEFINE_FINAL_TYPE (HeddleJsonSchema, heddle_json_schema, G_TYPE_OBJECT)

/* Where in the value we are: a name, or a position where @name is NULL. */
typedef struct
{
  const char *name;
  guint       position;
} Step;

typedef struct
{
  char              *path;
  char              *message;
  guint              depth;
  HeddleSchemaTypes  expected;
} Failure;

typedef struct
{
  GArray *steps;
  guint   nesting;
} Walk;

static gboolean check (HeddleSchema *schema,
                       JsonNode     *node,
                       Walk         *walk,
                       Failure      *failure);

static void
failure_clear (Failure *failure)
{
  g_clear_pointer (&failure->path, g_free);
  g_clear_pointer (&failure->message, g_free);
}

static gboolean
is_plain_name (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '_' && *p != '-' && *p != '$')
        return FALSE;
    }
  return *name != '\0';
}

static char *
write_path (GArray *steps)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (step->name == NULL)
        g_string_append_printf (path, "[%u]", step->position);
      else if (is_plain_name (step->name))
        g_string_append_printf (path, "%s%s", i > 0 ? "." : "", step->name);
      else
        g_string_append_printf (path, "[\"%s\"]", step->name);
    }
  return g_string_free (path, FALSE);
}

/* @failure is NULL where only the answer counts. @message is taken. */
static gboolean
fail (Walk    *walk,
      Failure *failure,
      char    *message)
{
  failure->path = write_path (walk->steps);
  failure->message = message;
  failure->depth = walk->steps->len;
  failure->expected = 0;
  return FALSE;
}

static gboolean
fail_at (Walk       *walk,
         Failure    *failure,
         const char *name,
         const char *message)
{
  Step step = { .name = name };

  g_array_append_val (walk->steps, step);
  fail (walk, failure, g_strdup (message));
  g_array_set_size (walk->steps, walk->steps->len - 1);
  return FALSE;
}

static HeddleSchemaTypes
type_of (JsonNode *node)
{
  double number;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return HEDDLE_SCHEMA_OBJECT;
    case JSON_NODE_ARRAY:
      return HEDDLE_SCHEMA_ARRAY;
    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        return HEDDLE_SCHEMA_STRING;
      if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        return HEDDLE_SCHEMA_BOOLEAN;
      number = json_node_get_double (node);
      return trunc (number) == number ? HEDDLE_SCHEMA_NUMBER | HEDDLE_SCHEMA_INTEGER
                                      : HEDDLE_SCHEMA_NUMBER;
    case JSON_NODE_NULL:
    default:
      return HEDDLE_SCHEMA_NULL;
    }
}

static char *
name_types (HeddleSchemaTypes types)
{
  const char *const names[] = {
    _("null"), _("true or false"), _("a whole number"), _("a number"), _("a text"), _("a list"),
    _("an object"),
  };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if ((types & HEDDLE_SCHEMA_NUMBER) != 0)
    types &= (HeddleSchemaTypes) ~HEDDLE_SCHEMA_INTEGER;
  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    {
      if ((types & 1u << i) != 0)
        g_strv_builder_add (builder, names[i]);
    }
  if ((types & HEDDLE_SCHEMA_NULL) != 0)
    g_strv_builder_add (builder, names[0]);
  words = g_strv_builder_end (builder);
  return g_strjoinv (_(" or "), words);
}

static gboolean
fail_type (Walk              *walk,
           Failure           *failure,
           HeddleSchemaTypes  expected)
{
  g_autofree char *names = name_types (expected);

  fail (walk, failure, g_strdup_printf (_("expected %s"), names));
  failure->expected = expected;
  return FALSE;
}

static char *
write_choice (JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return heddle_json_write (node, HEDDLE_JSON_COMPACT);
}

static gboolean
check_choices (HeddleSchema *schema,
               JsonNode     *node,
               Walk         *walk,
               Failure      *failure)
{
  guint n = json_array_get_length (schema->choices);
  GString *list;

  for (guint i = 0; i < n; i++)
    {
      if (heddle_json_equal (json_array_get_element (schema->choices, i), node))
        return TRUE;
    }
  if (failure == NULL)
    return FALSE;

  list = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *choice = write_choice (json_array_get_element (schema->choices, i));

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", choice);
    }
  fail (walk, failure, g_strdup_printf (n > 1 ? _("expected one of: %s") : _("expected %s"),
                                        list->str));
  g_string_free (list, TRUE);
  return FALSE;
}

static gboolean
check_constant (HeddleSchema *schema,
                JsonNode     *node,
                Walk         *walk,
                Failure      *failure)
{
  g_autofree char *constant = NULL;

  if (heddle_json_equal (schema->constant, node))
    return TRUE;
  if (failure == NULL)
    return FALSE;

  constant = write_choice (schema->constant);
  return fail (walk, failure, g_strdup_printf (_("expected %s"), constant));
}

static gboolean
check_number (HeddleSchema *schema,
              JsonNode     *node,
              Walk         *walk,
              Failure      *failure)
{
  double number = json_node_get_double (node);
  double bound;
  const char *format;
  g_autofree char *text = NULL;

  if (number < schema->minimum)
    {
      bound = schema->minimum;
      format = N_("must be at least %s");
    }
  else if (number > schema->maximum)
    {
      bound = schema->maximum;
      format = N_("must be at most %s");
    }
  else if (number <= schema->exclusive_minimum)
    {
      bound = schema->exclusive_minimum;
      format = N_("must be more than %s");
    }
  else if (number >= schema->exclusive_maximum)
    {
      bound = schema->exclusive_maximum;
      format = N_("must be less than %s");
    }
  else
    return TRUE;

  if (failure == NULL)
    return FALSE;
  text = heddle_json_number_to_string (bound);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return fail (walk, failure, g_strdup_printf (_(format), text));
#pragma GCC diagnostic pop
}

static gboolean
check_string (HeddleSchema *schema,
              JsonNode     *node,
              Walk         *walk,
              Failure      *failure)
{
  const char *text = json_node_get_string (node);
  glong length = schema->min_length >= 0 || schema->max_length >= 0 ? g_utf8_strlen (text, -1) : 0;

  if (length < schema->min_length)
    return failure != NULL
           && fail (walk, failure,
                    length == 0
                      ? g_strdup (_("must not be empty"))
                      : g_strdup_printf (_("must have at least %" PRId64 " characters"),
                                         schema->min_length));
  if (schema->max_length >= 0 && length > schema->max_length)
    return failure != NULL
           && fail (walk, failure,
                    g_strdup_printf (_("must have at most %" PRId64 " characters"),
                                     schema->max_length));
  if (schema->pattern != NULL
      && !g_regex_match (schema->pattern, text, G_REGEX_MATCH_DEFAULT, NULL))
    return failure != NULL
           && fail (walk, failure,
                    g_strdup_printf (_("“%s” does not match %s"), text,
                                     g_regex_get_pattern (schema->pattern)));
  return TRUE;
}

static gboolean
check_unique (JsonArray *array,
              Walk      *walk,
              Failure   *failure)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      char *item = heddle_json_write (json_array_get_element (array, i), HEDDLE_JSON_CANONICAL);

      if (!g_hash_table_add (seen, item))
        return failure != NULL
               && fail (walk, failure, g_strdup_printf (_("entry %u is there twice"), i));
    }
  return TRUE;
}

static gboolean
check_item (HeddleSchema *schema,
            JsonArray    *array,
            guint         position,
            Walk         *walk,
            Failure      *failure)
{
  Step step = { .name = NULL, .position = position };
  gboolean right;

  g_array_append_val (walk->steps, step);
  right = check (schema, json_array_get_element (array, position), walk, failure);
  g_array_set_size (walk->steps, walk->steps->len - 1);
  return right;
}

static gboolean
check_array (HeddleSchema *schema,
             JsonNode     *node,
             Walk         *walk,
             Failure      *failure)
{
  JsonArray *array = json_node_get_array (node);
  guint n = json_array_get_length (array);
  guint n_prefix = schema->prefix_items != NULL ? schema->prefix_items->len : 0;

  if ((gint64) n < schema->min_items)
    return failure != NULL
           && fail (walk, failure,
                    g_strdup_printf (_("must have at least %" PRId64 " entries"),
                                     schema->min_items));
  if (schema->max_items >= 0 && (gint64) n > schema->max_items)
    return failure != NULL
           && fail (walk, failure,
                    g_strdup_printf (_("must have at most %" PRId64 " entries"),
                                     schema->max_items));

  for (guint i = 0; i < n; i++)
    {
      HeddleSchema *item = i < n_prefix ? schema->prefix_items->pdata[i] : schema->items;

      if (item != NULL && !check_item (item, array, i, walk, failure))
        return FALSE;
    }
  return !schema->unique_items || check_unique (array, walk, failure);
}

static gboolean
check_member_name (HeddleSchema *schema,
                   const char   *name,
                   Walk         *walk,
                   Failure      *failure)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), name);

  return check (schema, node, walk, failure);
}

static gboolean
check_member (HeddleSchema *schema,
              const char   *name,
              JsonNode     *member,
              Walk         *walk,
              Failure      *failure)
{
  HeddleSchema *known = schema->properties != NULL
                          ? g_hash_table_lookup (schema->properties, name)
                          : NULL;
  HeddleSchema *own = known != NULL ? known : schema->additional_properties;
  Step step = { .name = name };
  gboolean right = TRUE;

  g_array_append_val (walk->steps, step);
  if (schema->property_names != NULL)
    right = check_member_name (schema->property_names, name, walk, failure);
  if (right && own != NULL)
    right = check (own, member, walk, failure);
  g_array_set_size (walk->steps, walk->steps->len - 1);
  return right;
}

static gboolean
check_object (HeddleSchema *schema,
              JsonNode     *node,
              Walk         *walk,
              Failure      *failure)
{
  JsonObject *object = json_node_get_object (node);
  gint64 size = json_object_get_size (object);
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  for (guint i = 0; schema->required != NULL && schema->required[i] != NULL; i++)
    {
      if (!json_object_has_member (object, schema->required[i]))
        return failure != NULL && fail_at (walk, failure, schema->required[i], _("missing"));
    }
  if (size < schema->min_properties
      || (schema->max_properties >= 0 && size > schema->max_properties))
    return failure != NULL
           && fail (walk, failure,
                    g_strdup (size < schema->min_properties ? _("has too few members")
                                                            : _("has too many members")));
  if (schema->properties == NULL && schema->additional_properties == NULL
      && schema->property_names == NULL)
    return TRUE;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (!check_member (schema, name, member, walk, failure))
        return FALSE;
    }
  return TRUE;
}

/* Of several forms of which none fits, the one that got furthest tells best what is wrong; where
 * all fail at once on the type, the types they ask for together do.
 */
static gboolean
fail_forms (GPtrArray *forms,
            JsonNode  *node,
            Walk      *walk,
            Failure   *failure)
{
  HeddleSchemaTypes expected = 0;
  gboolean only_types = TRUE;
  Failure best = { 0 };

  for (guint i = 0; i < forms->len; i++)
    {
      Failure own = { 0 };

      check (forms->pdata[i], node, walk, &own);
      if (own.depth != walk->steps->len || own.expected == 0)
        only_types = FALSE;
      expected |= own.expected;
      if (best.message == NULL || own.depth > best.depth
          || (own.depth == best.depth && best.expected != 0 && own.expected == 0))
        {
          failure_clear (&best);
          best = own;
        }
      else
        failure_clear (&own);
    }

  if (only_types)
    {
      failure_clear (&best);
      return fail_type (walk, failure, expected);
    }
  *failure = best;
  return FALSE;
}

static gboolean
check_forms (GPtrArray *forms,
             gboolean   exactly_one,
             JsonNode  *node,
             Walk      *walk,
             Failure   *failure)
{
  guint fitting = 0;

  for (guint i = 0; i < forms->len; i++)
    {
      if (!check (forms->pdata[i], node, walk, NULL))
        continue;
      fitting++;
      if (!exactly_one)
        return TRUE;
    }

  if (fitting == 1)
    return TRUE;
  if (failure == NULL)
    return FALSE;
  if (fitting > 1)
    return fail (walk, failure, g_strdup (_("fits more than one of the forms it may have")));
  return fail_forms (forms, node, walk, failure);
}

static gboolean
check_combinations (HeddleSchema *schema,
                    JsonNode     *node,
                    Walk         *walk,
                    Failure      *failure)
{
  HeddleSchema *branch;

  if (schema->reference != NULL && !check (schema->reference, node, walk, failure))
    return FALSE;
  for (guint i = 0; schema->all_of != NULL && i < schema->all_of->len; i++)
    {
      if (!check (schema->all_of->pdata[i], node, walk, failure))
        return FALSE;
    }
  if (schema->any_of != NULL && !check_forms (schema->any_of, FALSE, node, walk, failure))
    return FALSE;
  if (schema->one_of != NULL && !check_forms (schema->one_of, TRUE, node, walk, failure))
    return FALSE;
  if (schema->negated != NULL && check (schema->negated, node, walk, NULL))
    return failure != NULL && fail (walk, failure, g_strdup (_("is not allowed here")));

  if (schema->condition == NULL)
    return TRUE;
  branch = check (schema->condition, node, walk, NULL) ? schema->consequence : schema->alternative;
  return branch == NULL || check (branch, node, walk, failure);
}

static gboolean
check_own (HeddleSchema *schema,
           JsonNode     *node,
           Walk         *walk,
           Failure      *failure)
{
  HeddleSchemaTypes type = type_of (node);

  if (schema->never)
    return failure != NULL && fail (walk, failure, g_strdup (_("is not allowed here")));
  if (schema->types != 0 && (schema->types & type) == 0)
    return failure != NULL && fail_type (walk, failure, schema->types);
  if (schema->choices != NULL && !check_choices (schema, node, walk, failure))
    return FALSE;
  if (schema->constant != NULL && !check_constant (schema, node, walk, failure))
    return FALSE;

  if ((type & HEDDLE_SCHEMA_NUMBER) != 0)
    return check_number (schema, node, walk, failure);
  if (type == HEDDLE_SCHEMA_STRING)
    return check_string (schema, node, walk, failure);
  if (type == HEDDLE_SCHEMA_ARRAY)
    return check_array (schema, node, walk, failure);
  return type != HEDDLE_SCHEMA_OBJECT || check_object (schema, node, walk, failure);
}

static gboolean
check (HeddleSchema *schema,
       JsonNode     *node,
       Walk         *walk,
       Failure      *failure)
{
  gboolean right;

  if (walk->nesting == MAX_NESTING)
    return failure != NULL && fail (walk, failure, g_strdup (_("is nested too deeply")));

  walk->nesting++;
  right = check_own (schema, node, walk, failure)
          && check_combinations (schema, node, walk, failure);
  walk->nesting--;
  return right;
}

static void
heddle_json_schema_finalize (GObject *object)
{
  HeddleJsonSchema *self = HEDDLE_JSON_SCHEMA (object);

  g_clear_pointer (&self->schemas, g_ptr_array_unref);
  g_clear_pointer (&self->definitions, g_hash_table_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_json_schema_parent_class)->finalize (object);
}

static void
heddle_json_schema_class_init (HeddleJsonSchemaClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heddle_json_schema_finalize;
}

static void
heddle_json_schema_init (HeddleJsonSchema *self)
{
  self->schemas = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_schema_free);
  self->definitions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unknown = g_ptr_array_new_with_free_func (g_free);
}

/**
 * heddle_json_schema_new:
 * @schema: a JSON Schema; must not be changed any more
 *
 * Compiles a schema. Keywords that are not known, and `$ref`s that lead nowhere, do not count:
 * see [method@JsonSchema.list_unknown].
 *
 * Returns: (transfer full): the schema
 */
HeddleJsonSchema *
heddle_json_schema_new (JsonNode *schema)
{
  HeddleJsonSchema *self = g_object_new (HEDDLE_TYPE_JSON_SCHEMA, NULL);

  self->root = heddle_schema_compile (schema, self->schemas, self->definitions, self->unknown);
  return self;
}

/**
 * heddle_json_schema_new_from_resource:
 * @path: the path of a GResource of ours that holds a JSON Schema
 *
 * Compiles a schema that we ship. A resource that is missing or no JSON ends the program.
 *
 * Returns: (transfer full): the schema
 */
HeddleJsonSchema *
heddle_json_schema_new_from_resource (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autoptr (JsonNode) node = NULL;
  gsize size;
  const char *text;

  if (bytes == NULL)
    g_error ("No schema: %s", error->message);
  text = g_bytes_get_data (bytes, &size);
  node = heddle_json_parse (text, (gssize) size, &error);
  if (node == NULL)
    g_error ("The schema %s: %s", path, error->message);
  return heddle_json_schema_new (node);
}

/**
 * heddle_json_schema_list_unknown:
 * @self: a schema
 *
 * Returns: (transfer none) (element-type utf8): the keywords of the schema that do not count, since
 *   they are not known here or have values that make no sense; empty for a good schema
 */
GPtrArray *
heddle_json_schema_list_unknown (HeddleJsonSchema *self)
{
  g_return_val_if_fail (HEDDLE_IS_JSON_SCHEMA (self), NULL);

  return self->unknown;
}

static gboolean
validate (HeddleSchema  *schema,
          JsonNode      *node,
          GError       **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  Walk walk = { .steps = steps };
  Failure failure = { 0 };

  if (check (schema, node, &walk, NULL))
    return TRUE;

  check (schema, node, &walk, &failure);
  if (*failure.path != '\0')
    g_set_error (error, HEDDLE_JSON_ERROR, HEDDLE_JSON_ERROR_SCHEMA, "%s: %s", failure.path,
                 failure.message);
  else
    g_set_error_literal (error, HEDDLE_JSON_ERROR, HEDDLE_JSON_ERROR_SCHEMA, failure.message);
  failure_clear (&failure);
  return FALSE;
}

/**
 * heddle_json_schema_validate:
 * @self: a schema
 * @node: any JSON
 * @error: return location for an error
 *
 * Checks @node against the schema. For the deepest trees that takes more stack than a fiber has:
 * only plain threads call it.
 *
 * Returns: whether it fits; if not, %HEDDLE_JSON_ERROR_SCHEMA with one message that begins with the
 *   path of what is wrong: `pipelines[0].nodes[3].config.width: expected a number`
 */
gboolean
heddle_json_schema_validate (HeddleJsonSchema  *self,
                             JsonNode          *node,
                             GError           **error)
{
  g_return_val_if_fail (HEDDLE_IS_JSON_SCHEMA (self), FALSE);

  return validate (self->root, node, error);
}

/**
 * heddle_json_schema_validate_part:
 * @self: a schema
 * @definition: a name in its `$defs`
 * @node: any JSON
 * @error: return location for an error
 *
 * Checks @node against one of the schema's definitions.
 *
 * Returns: whether it fits; errors are those of [method@JsonSchema.validate]
 */
gboolean
heddle_json_schema_validate_part (HeddleJsonSchema  *self,
                                  const char        *definition,
                                  JsonNode          *node,
                                  GError           **error)
{
  g_autofree char *pointer = g_strconcat ("#/$defs/", definition, NULL);
  HeddleSchema *schema;

  g_return_val_if_fail (HEDDLE_IS_JSON_SCHEMA (self), FALSE);

  schema = g_hash_table_lookup (self->definitions, pointer);
  g_return_val_if_fail (schema != NULL, FALSE);
  return validate (schema, node, error);
}
