/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-node-schema.h"

#include <string.h>

#include "base/heddle-json.h"

#define AI_PREFIX "ai."

/* Rarely needed; everything else stands in sight. */
static const char *const advanced[] = {
  "ai.image-generation/size", "ai.image-generation/quality",    "ai.image-generation/background",
  "ai.text-generation/schema", "ai.text-generation/max_tokens", "image.convert/max_bytes",
  "image.convert/strip",       "image.text/box",                "input.number/step",
  "output.asset/tags",
};

struct _HeddleNodeSchema
{
  GObject                   parent_instance;
  const HeddleNodeTypeInfo *type;
  HeddleModel              *model;
  HeddleModelTask          *usual;
  HeddleModelTask          *task;
  char                     *operations;
  gboolean                  has_task;
  HeddleTask                wanted;
  guint                     n_parameters;
};

G_DEFINE_FINAL_TYPE (HeddleNodeSchema, heddle_node_schema, G_TYPE_OBJECT)

static void
heddle_node_schema_finalize (GObject *object)
{
  g_clear_object (&HEDDLE_NODE_SCHEMA (object)->model);
  g_free (HEDDLE_NODE_SCHEMA (object)->operations);

  G_OBJECT_CLASS (heddle_node_schema_parent_class)->finalize (object);
}

static void
heddle_node_schema_class_init (HeddleNodeSchemaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_node_schema_finalize;
}

static void
heddle_node_schema_init (HeddleNodeSchema *self)
{
}

static const char *
get_operation (HeddleNodeSchema *self,
               JsonObject       *config)
{
  return self->wanted == HEDDLE_TASK_IMAGE_EDIT
           ? heddle_json_get_string (config, "operation", HEDDLE_MODEL_TASK_USUAL_OPERATION)
           : NULL;
}

/**
 * heddle_node_schema_new:
 * @type: a node type
 * @providers: (nullable): what knows models; without it the type alone tells
 * @config: (nullable): the config of a node, which names its model and what that is to do
 *
 * Returns: (transfer full): what can be set of a node of that type with such a config
 */
HeddleNodeSchema *
heddle_node_schema_new (const HeddleNodeTypeInfo *type,
                        HeddleProviders          *providers,
                        JsonObject               *config)
{
  const char *model = config != NULL ? heddle_json_get_string (config, "model", NULL) : NULL;
  HeddleNodeSchema *self = g_object_new (HEDDLE_TYPE_NODE_SCHEMA, NULL);

  self->type = type;
  while (type->parameters != NULL && type->parameters[self->n_parameters].key != NULL)
    self->n_parameters++;
  if ((type->flags & HEDDLE_NODE_MODEL) == 0 || !g_str_has_prefix (type->id, AI_PREFIX))
    return self;
  self->has_task = heddle_task_from_string (type->id + strlen (AI_PREFIX), &self->wanted);
  if (!self->has_task || providers == NULL || model == NULL)
    return self;
  self->model = heddle_providers_dup_model (providers, model);
  if (self->model == NULL)
    return self;
  self->usual = heddle_model_get_task (self->model, self->wanted);
  if (self->usual != NULL)
    self->task = heddle_model_task_get_for (self->usual, get_operation (self, config));
  if (self->usual != NULL && self->wanted == HEDDLE_TASK_IMAGE_EDIT)
    {
      g_auto (GStrv) operations = heddle_model_task_list_operations (self->usual);

      self->operations = g_strjoinv ("|", operations);
    }
  return self;
}

/**
 * heddle_node_schema_get_model:
 * @self: a schema
 *
 * Returns: (transfer none) (nullable): the model, if it is known
 */
HeddleModel *
heddle_node_schema_get_model (HeddleNodeSchema *self)
{
  return self->model;
}

/**
 * heddle_node_schema_get_task:
 * @self: a schema
 *
 * Returns: (transfer none) (nullable): how the model does what nodes of the type do, if that is known
 */
HeddleModelTask *
heddle_node_schema_get_task (HeddleNodeSchema *self)
{
  return self->task;
}

/**
 * heddle_node_schema_get_wanted:
 * @self: a schema
 * @wanted: (out): return location for what the model has to be able to do
 *
 * Returns: whether nodes of the type run on a model
 */
gboolean
heddle_node_schema_get_wanted (HeddleNodeSchema *self,
                               HeddleTask       *wanted)
{
  *wanted = self->wanted;
  return self->has_task;
}

/**
 * heddle_node_schema_count:
 * @self: a schema
 *
 * Returns: how many parameters there are, those included that have no effect
 */
guint
heddle_node_schema_count (HeddleNodeSchema *self)
{
  return self->n_parameters;
}

static gboolean
has_member (JsonObject *config,
            const char *key)
{
  return config != NULL && json_object_has_member (config, key);
}

/* What would have no effect is shown only where the document has it. */
static gboolean
is_hidden (HeddleNodeSchema          *self,
           const HeddleParameterInfo *info,
           JsonObject                *config)
{
  static const char *const roles[] = { "negative", "system", "seed" };
  static const char *const own[] = { "prompt", "count", "model", "fields", "output", "operation", "task", "text",
                                     "threshold" };

  if (has_member (config, info->key))
    return FALSE;
  if (g_str_equal (info->key, "connection"))
    return TRUE;
  if (info->kind == HEDDLE_PARAMETER_FILE)
    return heddle_node_type_find_parameter (self->type, "asset") != NULL;
  if (self->task == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (g_str_equal (info->key, roles[i]))
        return heddle_model_task_get_section (self->task, "request") != NULL
               && !heddle_model_task_uses (self->task, info->key);
    }
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      if (g_str_equal (info->key, own[i]))
        return FALSE;
    }
  return heddle_model_task_find_parameter (self->task, info->key) == NULL;
}

/* A node type says what a parameter is called; the model knows better what it can be. */
static void
merge (HeddleNodeSchema    *self,
       HeddleParameterInfo *info)
{
  const HeddleParameterInfo *own = self->task != NULL ? heddle_model_task_find_parameter (self->task, info->key)
                                                      : NULL;

  if (info->kind == HEDDLE_PARAMETER_MODEL && self->has_task)
    info->options = heddle_task_to_string (self->wanted);
  if (self->operations != NULL && g_str_equal (info->key, "operation"))
    info->options = self->operations;
  if (own == NULL)
    return;
  if (own->minimum < own->maximum)
    {
      info->minimum = own->minimum;
      info->maximum = own->maximum;
    }
  if (info->kind == HEDDLE_PARAMETER_TEXT)
    info->kind = own->kind;
  if (info->options == NULL)
    info->options = own->options;
  if (info->fallback == NULL)
    info->fallback = own->fallback;
  if (info->unit == NULL)
    info->unit = own->unit;
}

static gboolean
is_one_line (JsonObject *config)
{
  if (config == NULL)
    return TRUE;
  return !heddle_json_get_boolean (config, "multiline", FALSE)
         && strchr (heddle_json_get_string (config, "value", ""), '\n') == NULL;
}

/**
 * heddle_node_schema_resolve:
 * @self: a schema
 * @nth: which parameter, in the order of the type
 * @config: (nullable): the config of a node
 * @info: (out caller-allocates): return location for the parameter, which is good as long as @self
 *
 * Tells what a parameter of a node can be.
 *
 * Returns: whether it is to be shown; one that has no effect is not unless the config has it
 */
gboolean
heddle_node_schema_resolve (HeddleNodeSchema    *self,
                            guint                nth,
                            JsonObject          *config,
                            HeddleParameterInfo *info)
{
  g_return_val_if_fail (nth < self->n_parameters, FALSE);

  *info = self->type->parameters[nth];
  if (is_hidden (self, info, config))
    return FALSE;
  merge (self, info);
  if (g_str_equal (self->type->id, "input.text") && g_str_equal (info->key, "value") && is_one_line (config))
    info->kind = HEDDLE_PARAMETER_TEXT;
  return TRUE;
}

/**
 * heddle_node_schema_find:
 * @self: a schema
 * @key: a parameter's key
 * @config: (nullable): the config of a node
 * @info: (out caller-allocates): return location for the parameter, which is good as long as @self
 *
 * Finds a parameter of the type, or one of the model's own.
 *
 * Returns: whether there is one
 */
gboolean
heddle_node_schema_find (HeddleNodeSchema    *self,
                         const char          *key,
                         JsonObject          *config,
                         HeddleParameterInfo *info)
{
  const HeddleParameterInfo *own = NULL;

  for (guint i = 0; i < self->n_parameters; i++)
    {
      if (g_str_equal (self->type->parameters[i].key, key))
        {
          heddle_node_schema_resolve (self, i, config, info);
          return TRUE;
        }
    }
  if (self->task != NULL)
    own = heddle_model_task_find_parameter (self->task, key);
  if (own != NULL)
    *info = *own;
  return own != NULL;
}

/**
 * heddle_node_schema_is_advanced:
 * @self: a schema
 * @key: a parameter's key
 *
 * Returns: whether the parameter is rarely needed; what only the model takes always is
 */
gboolean
heddle_node_schema_is_advanced (HeddleNodeSchema *self,
                                const char       *key)
{
  gsize length = strlen (self->type->id);

  for (guint i = 0; i < G_N_ELEMENTS (advanced); i++)
    {
      if (strncmp (advanced[i], self->type->id, length) == 0 && advanced[i][length] == '/'
          && g_str_equal (advanced[i] + length + 1, key))
        return TRUE;
    }
  return heddle_node_type_find_parameter (self->type, key) == NULL;
}
