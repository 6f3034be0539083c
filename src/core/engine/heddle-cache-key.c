/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-cache-key.h"

#include "base/heddle-json.h"

/* Raised when the way keys are made changes, so that no old entry is taken for a new one. */
#define KEY_VERSION "heddle-key-1"

static void
add_string (GChecksum  *checksum,
            const char *string)
{
  guint64 length = string == NULL ? G_MAXUINT64 : strlen (string);
  guint64 bytes = GUINT64_TO_LE (length);

  g_checksum_update (checksum, (const guchar *) &bytes, sizeof bytes);
  if (string != NULL)
    g_checksum_update (checksum, (const guchar *) string, (gssize) length);
}

static void
add_number (GChecksum *checksum,
            guint64    number)
{
  guint64 bytes = GUINT64_TO_LE (number);

  g_checksum_update (checksum, (const guchar *) &bytes, sizeof bytes);
}

static void
add_node (GChecksum      *checksum,
          HeddlePlanNode *node)
{
  add_string (checksum, KEY_VERSION);
  add_string (checksum, node->type->id);
  add_number (checksum, node->type->cache_version);
  add_string (checksum, node->config_key);
}

static void
add_value (GChecksum   *checksum,
           HeddleValue *value)
{
  if (value == NULL)
    add_string (checksum, NULL);
  else
    heddle_value_update_checksum (value, checksum);
}

static void
add_list (GChecksum *checksum,
          GPtrArray *values)
{
  add_number (checksum, values->len);
  for (guint i = 0; i < values->len; i++)
    add_value (checksum, g_ptr_array_index (values, i));
}

/* What only hands a value on gives it with its recipe, by which equal pictures can differ. */
static void
add_recipe (GChecksum   *checksum,
            HeddleValue *value)
{
  JsonNode *recipe = value == NULL ? NULL : heddle_value_get_recipe (value);
  g_autofree char *text = recipe == NULL ? NULL : heddle_json_write (recipe, HEDDLE_JSON_CANONICAL);

  if (text != NULL)
    add_string (checksum, text);
}

static int
compare_inputs (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(HeddlePlanInput *const *) a)->name, (*(HeddlePlanInput *const *) b)->name);
}

/* A link that brings nothing leaves what the config says. */
static void
add_fallback (GChecksum       *checksum,
              HeddlePlanNode  *node,
              HeddlePlanInput *input)
{
  JsonNode *own = json_object_get_member (node->config, input->name);
  g_autofree char *text = own == NULL ? NULL : heddle_json_write (own, HEDDLE_JSON_CANONICAL);

  if (text == NULL)
    return;
  add_string (checksum, input->name);
  add_string (checksum, "config");
  add_string (checksum, text);
}

static void
add_input (GChecksum           *checksum,
           HeddlePlanNode      *node,
           HeddlePlanInput     *input,
           HeddleNodeExecution *execution)
{
  HeddleValue *value = heddle_node_execution_get_input (execution, input->name);
  GPtrArray *list = input->type.list ? heddle_node_execution_get_list (execution, input->name) : NULL;

  if (value == NULL && list == NULL)
    {
      add_fallback (checksum, node, input);
      return;
    }
  add_string (checksum, input->name);
  if (list != NULL)
    add_list (checksum, list);
  else
    add_value (checksum, value);
  if (input->type.value != HEDDLE_VALUE_ANY)
    return;
  add_recipe (checksum, value);
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_recipe (checksum, g_ptr_array_index (list, i));
}

/**
 * heddle_cache_key_of_item:
 * @node: the node
 * @model_identity: (nullable): of an AI step, what tells its model's results from others'
 * @execution: the item with its inputs
 *
 * Hashes everything that an item's result depends on: node type and its `cache_version`, the
 * canonical config, the model, and the inputs by content.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
heddle_cache_key_of_item (HeddlePlanNode      *node,
                          const char          *model_identity,
                          HeddleNodeExecution *execution)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_node (checksum, node);
  add_string (checksum, model_identity);
  if (node->inputs->len > 1)
    {
      g_autoptr (GPtrArray) sorted = g_ptr_array_copy (node->inputs, NULL, NULL);

      g_ptr_array_set_free_func (sorted, NULL);
      g_ptr_array_sort (sorted, compare_inputs);
      for (guint i = 0; i < sorted->len; i++)
        add_input (checksum, node, g_ptr_array_index (sorted, i), execution);
    }
  else if (node->inputs->len == 1)
    add_input (checksum, node, g_ptr_array_index (node->inputs, 0), execution);

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * heddle_cache_key_of_seed:
 * @item_key: the key of an item that makes several results
 * @seed: the seed of one of them
 *
 * Returns: (transfer full): the key of that result
 */
char *
heddle_cache_key_of_seed (const char *item_key,
                          gint64      seed)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_string (checksum, KEY_VERSION);
  add_string (checksum, item_key);
  add_number (checksum, (guint64) seed);
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * heddle_cache_key_of_outputs:
 * @node: a node whose results depend on more than its inputs and config: on a file, say
 * @outputs: what it gave this time
 *
 * Returns: (transfer full): a key that is the same again when the node gives the same again
 */
char *
heddle_cache_key_of_outputs (HeddlePlanNode    *node,
                             HeddleNodeOutputs *outputs)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_node (checksum, node);
  for (guint i = 0; i < node->outputs->len; i++)
    {
      HeddlePort *port = g_ptr_array_index (node->outputs, i);
      GPtrArray *list = heddle_node_outputs_get_list (outputs, port->name);
      HeddleValue *value = list == NULL ? heddle_node_outputs_get (outputs, port->name) : NULL;

      add_string (checksum, port->name);
      if (list != NULL)
        add_list (checksum, list);
      else if (value != NULL)
        heddle_value_update_checksum (value, checksum);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * heddle_cache_key_find_identity:
 * @known: (element-type utf8 utf8): identities by model, which is added to
 * @providers: who runs models
 * @model: (nullable): a model
 *
 * Returns: (transfer none) (nullable): what stands for the model in keys; lives as long as @known
 */
const char *
heddle_cache_key_find_identity (GHashTable      *known,
                                HeddleProviders *providers,
                                const char      *model)
{
  const char *identity;

  if (model == NULL)
    return NULL;
  identity = g_hash_table_lookup (known, model);
  if (identity == NULL)
    {
      char *made = heddle_providers_dup_cache_identity (providers, model);

      g_hash_table_insert (known, g_strdup (model), made);
      identity = made;
    }
  return identity;
}
