/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-model-task.h"

#include "base/heddle-json.h"
#include "providers/heddle-address.h"
#include "providers/heddle-template.h"

struct _HeddleModelTask
{
  GObject parent_instance;

  HeddleTask task;
  JsonObject *definition;
  GHashTable *names;
  GArray *parameters;
  GStringChunk *strings;
  HeddleModelTask *paid;
  GHashTable *operations;
};

G_DEFINE_FINAL_TYPE (HeddleModelTask, heddle_model_task, G_TYPE_OBJECT)

static void
heddle_model_task_finalize (GObject *object)
{
  HeddleModelTask *self = HEDDLE_MODEL_TASK (object);

  g_clear_pointer (&self->definition, json_object_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->parameters, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_clear_object (&self->paid);
  g_clear_pointer (&self->operations, g_hash_table_unref);

  G_OBJECT_CLASS (heddle_model_task_parent_class)->finalize (object);
}

static void
heddle_model_task_class_init (HeddleModelTaskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_model_task_finalize;
}

static void
heddle_model_task_init (HeddleModelTask *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->parameters = g_array_new (FALSE, TRUE, sizeof (HeddleParameterInfo));
  self->strings = g_string_chunk_new (256);
}

static HeddleParameterKind
parse_kind (const char *name)
{
  static const struct
  {
    const char *name;
    HeddleParameterKind kind;
  } kinds[] = {
    { "text", HEDDLE_PARAMETER_TEXT },
    { "long-text", HEDDLE_PARAMETER_LONG_TEXT },
    { "number", HEDDLE_PARAMETER_NUMBER },
    { "integer", HEDDLE_PARAMETER_INTEGER },
    { "boolean", HEDDLE_PARAMETER_BOOLEAN },
    { "color", HEDDLE_PARAMETER_COLOR },
    { "choice", HEDDLE_PARAMETER_CHOICE },
    { "aspect-ratio", HEDDLE_PARAMETER_ASPECT_RATIO },
    { "text-list", HEDDLE_PARAMETER_TEXT_LIST },
    { "json", HEDDLE_PARAMETER_JSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].name, name) == 0)
        return kinds[i].kind;
    }

  return HEDDLE_PARAMETER_JSON;
}

static const char *
keep (HeddleModelTask *self,
      const char      *text)
{
  return text != NULL ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

static void
add_parameter (HeddleModelTask *self,
               const char      *key,
               JsonObject      *object)
{
  HeddleParameterInfo info = { 0 };
  JsonArray *options = heddle_json_get_array (object, "options");

  info.key = keep (self, key);
  info.kind = parse_kind (heddle_json_get_string (object, "kind", NULL));
  info.label = keep (self, heddle_json_get_string (object, "label", key));
  info.help = keep (self, heddle_json_get_string (object, "help", NULL));
  info.unit = keep (self, heddle_json_get_string (object, "unit", NULL));
  info.minimum = heddle_json_get_number (object, "minimum", 0);
  info.maximum = heddle_json_get_number (object, "maximum", 0);

  if (json_object_has_member (object, "default"))
    {
      g_autofree char *fallback = heddle_json_write (json_object_get_member (object, "default"),
                                                     HEDDLE_JSON_COMPACT);

      info.fallback = keep (self, fallback);
    }

  if (options != NULL)
    {
      g_autoptr (GString) joined = g_string_new (NULL);

      for (guint i = 0; i < json_array_get_length (options); i++)
        g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "",
                                json_array_get_string_element (options, i));
      info.options = keep (self, joined->str);
    }

  g_array_append_val (self->parameters, info);
}

/* The same where it is not free. It is made beforehand, since JSON counts its references for one thread only. */
static HeddleModelTask *
create_paid (HeddleTask  task,
             JsonObject *definition)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), definition);
  g_autoptr (JsonNode) copy = heddle_json_copy (node);
  JsonObject *object = json_node_get_object (copy);

  json_object_remove_member (json_object_get_object_member (object, "request"), "paid");
  json_object_remove_member (object, "price");

  return heddle_model_task_new (task, object);
}

/* Beforehand, too. What is laid over the definition for an operation is no part of what comes of it. */
static void
add_operations (HeddleModelTask *self,
                JsonObject      *overlays)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), self->definition);
  g_autoptr (JsonNode) plain = heddle_json_copy (node);
  JsonObjectIter iter;
  const char *name;
  JsonNode *overlay;

  self->operations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  json_object_remove_member (json_node_get_object (plain), "operations");
  json_object_iter_init_ordered (&iter, overlays);
  while (json_object_iter_next_ordered (&iter, &name, &overlay))
    {
      g_autoptr (JsonNode) merged = heddle_json_merge_patch (plain, overlay);

      g_hash_table_insert (self->operations, g_strdup (name),
                           heddle_model_task_new (self->task, json_node_get_object (merged)));
    }
}

/**
 * heddle_model_task_new:
 * @task: which task
 * @definition: (transfer none): the definition, of the form that the manifest's schema describes
 *
 * Returns: (transfer full): a model's task
 */
HeddleModelTask *
heddle_model_task_new (HeddleTask  task,
                       JsonObject *definition)
{
  HeddleModelTask *self;
  JsonObject *request;
  JsonObject *parameters;
  JsonObject *operations;

  g_return_val_if_fail (definition != NULL, NULL);

  self = g_object_new (HEDDLE_TYPE_MODEL_TASK, NULL);
  self->task = task;
  self->definition = json_object_ref (definition);
  request = heddle_json_get_object (definition, "request");
  parameters = heddle_json_get_object (definition, "parameters");

  if (request != NULL && !heddle_json_get_boolean (request, "paid", TRUE))
    self->paid = create_paid (task, definition);

  operations = heddle_json_get_object (definition, "operations");
  if (operations != NULL)
    add_operations (self, operations);

  if (request != NULL && json_object_has_member (request, "body"))
    heddle_template_collect_names (json_object_get_member (request, "body"), self->names);

  if (parameters != NULL)
    {
      JsonObjectIter iter;
      const char *key;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, parameters);
      while (json_object_iter_next_ordered (&iter, &key, &member))
        add_parameter (self, key, json_node_get_object (member));
    }

  return self;
}

static gboolean
is_paid_name (HeddleModelTask *self,
              const char      *model)
{
  JsonArray *names = heddle_json_get_array (heddle_model_task_get_section (self, "request"), "paid_models");
  g_autofree char *lower = g_ascii_strdown (model, -1);

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      if (g_pattern_match_simple (json_array_get_string_element (names, i), lower))
        return TRUE;
    }

  return FALSE;
}

/**
 * heddle_model_task_get_at:
 * @self: a model's task
 * @model: the provider's own name for the model
 * @url: where it is asked for
 *
 * What a manifest calls free is so on a computer of one's own only. Elsewhere, and for a model that such a
 * computer passes on, the same task may be charged, and nobody knows for how much.
 *
 * Returns: (transfer none): the task as it is there
 */
HeddleModelTask *
heddle_model_task_get_at (HeddleModelTask *self,
                          const char      *model,
                          const char      *url)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL_TASK (self), NULL);
  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);

  if (self->paid == NULL || (heddle_address_is_near (url) && !is_paid_name (self, model)))
    return self;

  return self->paid;
}

/**
 * heddle_model_task_get_for:
 * @self: a model's task
 * @operation: (nullable): which kind of edit; %NULL for what the task is without one
 *
 * Returns: (transfer none) (nullable): the task as it is for the operation; %NULL where the model does not do that
 */
HeddleModelTask *
heddle_model_task_get_for (HeddleModelTask *self,
                           const char      *operation)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL_TASK (self), NULL);

  if (operation == NULL)
    return self;
  if (self->operations == NULL)
    return g_str_equal (operation, HEDDLE_MODEL_TASK_USUAL_OPERATION) ? self : NULL;
  return g_hash_table_lookup (self->operations, operation);
}

/**
 * heddle_model_task_list_operations:
 * @self: a model's task
 *
 * Returns: (transfer full): the kinds of edits that the model does, in the manifest's order
 */
GStrv
heddle_model_task_list_operations (HeddleModelTask *self)
{
  JsonObject *operations = heddle_model_task_get_section (self, "operations");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GList) members = operations != NULL ? json_object_get_members (operations) : NULL;

  for (GList *at = members; at != NULL; at = at->next)
    g_strv_builder_add (names, at->data);
  if (operations == NULL)
    g_strv_builder_add (names, HEDDLE_MODEL_TASK_USUAL_OPERATION);
  return g_strv_builder_end (names);
}

/**
 * heddle_model_task_get_task:
 * @self: a model's task
 *
 * Returns: which task
 */
HeddleTask
heddle_model_task_get_task (HeddleModelTask *self)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL_TASK (self), HEDDLE_TASK_TEXT_GENERATION);

  return self->task;
}

/**
 * heddle_model_task_get_definition:
 * @self: a model's task
 *
 * Returns: (transfer none): the whole definition; not to be changed
 */
JsonObject *
heddle_model_task_get_definition (HeddleModelTask *self)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL_TASK (self), NULL);

  return self->definition;
}

/**
 * heddle_model_task_get_section:
 * @self: a model's task
 * @name: `request`, `job`, `price`, `limits`…
 *
 * Returns: (transfer none) (nullable): that object of the definition; %NULL where it is missing
 */
JsonObject *
heddle_model_task_get_section (HeddleModelTask *self,
                               const char      *name)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL_TASK (self), NULL);

  return heddle_json_get_object (self->definition, name);
}

/**
 * heddle_model_task_get_list:
 * @self: a model's task
 * @name: `results` or `refusals`
 *
 * Returns: (transfer none) (nullable): that array of the definition; %NULL where it is missing
 */
JsonArray *
heddle_model_task_get_list (HeddleModelTask *self,
                            const char      *name)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL_TASK (self), NULL);

  return heddle_json_get_array (self->definition, name);
}

/**
 * heddle_model_task_get_parameters:
 * @self: a model's task
 * @n_parameters: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_parameters): what can be asked for beyond texts and
 *   images, in the manifest's order
 */
const HeddleParameterInfo *
heddle_model_task_get_parameters (HeddleModelTask *self,
                                  guint           *n_parameters)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL_TASK (self), NULL);
  g_return_val_if_fail (n_parameters != NULL, NULL);

  *n_parameters = self->parameters->len;

  return (const HeddleParameterInfo *) (const void *) self->parameters->data;
}

/**
 * heddle_model_task_find_parameter:
 * @self: a model's task
 * @key: a parameter's key
 *
 * Returns: (transfer none) (nullable): that parameter; %NULL where the model lacks it
 */
const HeddleParameterInfo *
heddle_model_task_find_parameter (HeddleModelTask *self,
                                  const char      *key)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL_TASK (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < self->parameters->len; i++)
    {
      const HeddleParameterInfo *info = &g_array_index (self->parameters, HeddleParameterInfo, i);

      if (g_str_equal (info->key, key))
        return info;
    }

  return NULL;
}

/**
 * heddle_model_task_uses:
 * @self: a model's task
 * @name: a variable: `negative`, `seed`, `references`…
 *
 * Returns: whether the request's body has a place for it
 */
gboolean
heddle_model_task_uses (HeddleModelTask *self,
                        const char      *name)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL_TASK (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return g_hash_table_contains (self->names, name);
}
