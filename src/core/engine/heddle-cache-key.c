/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-cache-key.h"

#include "base/heddle-json.h"
#include "base/heddle-sha256.h"

/* Raised when the way keys are made changes, so that no old entry is taken for a new one. */
#define KEY_VERSION "heddle-key-1"

static void
add_string (HeddleSha256 *hash,
            const char   *string)
{
  guint64 length = string == NULL ? G_MAXUINT64 : strlen (string);
  guint64 bytes = GUINT64_TO_LE (length);

  heddle_sha256_update (hash, &bytes, sizeof bytes);
  if (string != NULL)
    heddle_sha256_update (hash, string, length);
}

static void
add_number (HeddleSha256 *hash,
            guint64       number)
{
  guint64 bytes = GUINT64_TO_LE (number);

  heddle_sha256_update (hash, &bytes, sizeof bytes);
}

static void
add_node (HeddleSha256   *hash,
          HeddlePlanNode *node)
{
  add_string (hash, KEY_VERSION);
  add_string (hash, node->type->id);
  add_number (hash, node->type->cache_version);
  add_string (hash, node->config_key);
}

static void
add_value (HeddleSha256 *hash,
           HeddleValue  *value)
{
  if (value == NULL)
    add_string (hash, NULL);
  else
    heddle_value_update_hash (value, hash);
}

static void
add_list (HeddleSha256 *hash,
          GPtrArray    *values)
{
  add_number (hash, values->len);
  for (guint i = 0; i < values->len; i++)
    add_value (hash, g_ptr_array_index (values, i));
}

/* What only hands a value on gives it with its recipe, by which equal pictures can differ. */
static void
add_recipe (HeddleSha256 *hash,
            HeddleValue  *value)
{
  JsonNode *recipe = value == NULL ? NULL : heddle_value_get_recipe (value);
  g_autofree char *text = recipe == NULL ? NULL : heddle_json_write (recipe, HEDDLE_JSON_CANONICAL);

  if (text != NULL)
    add_string (hash, text);
}

static int
compare_inputs (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(HeddlePlanInput *const *) a)->name, (*(HeddlePlanInput *const *) b)->name);
}

/* A link that brings nothing leaves what the config says. */
static void
add_fallback (HeddleSha256    *hash,
              HeddlePlanNode  *node,
              HeddlePlanInput *input)
{
  JsonNode *own = json_object_get_member (node->config, input->name);
  g_autofree char *text = own == NULL ? NULL : heddle_json_write (own, HEDDLE_JSON_CANONICAL);

  if (text == NULL)
    return;
  add_string (hash, input->name);
  add_string (hash, "config");
  add_string (hash, text);
}

static void
add_input (HeddleSha256        *hash,
           HeddlePlanNode      *node,
           HeddlePlanInput     *input,
           HeddleNodeExecution *execution)
{
  HeddleValue *value = heddle_node_execution_get_input (execution, input->name);
  GPtrArray *list = input->type.list ? heddle_node_execution_get_list (execution, input->name) : NULL;

  if (value == NULL && list == NULL)
    {
      add_fallback (hash, node, input);
      return;
    }
  add_string (hash, input->name);
  if (list != NULL)
    add_list (hash, list);
  else
    add_value (hash, value);
  if (input->type.value != HEDDLE_VALUE_ANY)
    return;
  add_recipe (hash, value);
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_recipe (hash, g_ptr_array_index (list, i));
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
  g_autoptr (HeddleSha256) hash = heddle_sha256_new ();

  add_node (hash, node);
  add_string (hash, model_identity);
  if (node->inputs->len > 1)
    {
      g_autoptr (GPtrArray) sorted = g_ptr_array_copy (node->inputs, NULL, NULL);

      g_ptr_array_set_free_func (sorted, NULL);
      g_ptr_array_sort (sorted, compare_inputs);
      for (guint i = 0; i < sorted->len; i++)
        add_input (hash, node, g_ptr_array_index (sorted, i), execution);
    }
  else if (node->inputs->len == 1)
    add_input (hash, node, g_ptr_array_index (node->inputs, 0), execution);

  return heddle_sha256_finish (hash);
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
  g_autoptr (HeddleSha256) hash = heddle_sha256_new ();

  add_string (hash, KEY_VERSION);
  add_string (hash, item_key);
  add_number (hash, (guint64) seed);
  return heddle_sha256_finish (hash);
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
  g_autoptr (HeddleSha256) hash = heddle_sha256_new ();

  add_node (hash, node);
  for (guint i = 0; i < node->outputs->len; i++)
    {
      HeddlePort *port = g_ptr_array_index (node->outputs, i);
      GPtrArray *list = heddle_node_outputs_get_list (outputs, port->name);
      HeddleValue *value = list == NULL ? heddle_node_outputs_get (outputs, port->name) : NULL;

      add_string (hash, port->name);
      if (list != NULL)
        add_list (hash, list);
      else if (value != NULL)
        heddle_value_update_hash (value, hash);
    }
  return heddle_sha256_finish (hash);
}

/**
 * heddle_cache_key_find_identity:
 * @known: (element-type utf8 utf8): identities by connection and model, which is added to
 * @providers: who runs models
 * @model: (nullable): a model
 * @connection: (nullable): the name of the connection that it is asked by
 *
 * Returns: (transfer none) (nullable): what stands for the model in keys; lives as long as @known
 */
const char *
heddle_cache_key_find_identity (GHashTable      *known,
                                HeddleProviders *providers,
                                const char      *model,
                                const char      *connection)
{
  g_autofree char *asked = NULL;
  const char *identity;

  if (model == NULL)
    return NULL;
  asked = g_strdup_printf ("%s %s", connection == NULL ? "" : connection, model);
  identity = g_hash_table_lookup (known, asked);
  if (identity == NULL)
    {
      char *made = heddle_providers_dup_cache_identity (providers, model, connection);

      g_hash_table_insert (known, g_steal_pointer (&asked), made);
      identity = made;
    }
  return identity;
}
