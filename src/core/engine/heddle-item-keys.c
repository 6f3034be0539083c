/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-item-keys.h"

#include "engine/heddle-cache-key.h"

struct _HeddleItemKeys
{
  HeddleProviders *providers;
  GHashTable      *identities;
};

/**
 * heddle_item_keys_new:
 * @providers: (nullable): who knows what tells a model's results from others'
 *
 * Returns: (transfer full): a maker of keys
 */
HeddleItemKeys *
heddle_item_keys_new (HeddleProviders *providers)
{
  HeddleItemKeys *self = g_new0 (HeddleItemKeys, 1);

  g_set_object (&self->providers, providers);
  self->identities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * heddle_item_keys_free:
 * @self: (transfer full): a maker of keys
 */
void
heddle_item_keys_free (HeddleItemKeys *self)
{
  g_clear_object (&self->providers);
  g_hash_table_unref (self->identities);
  g_free (self);
}

/* A link may give each item another model than the plan knows of. */
static const char *
find_identity (HeddleItemKeys *self,
               HeddleRunItem  *item)
{
  HeddlePlanNode *node = item->step->node;
  g_autofree char *model = NULL;
  g_autofree char *connection = NULL;

  if (!(node->type->flags & HEDDLE_NODE_MODEL) || self->providers == NULL)
    return NULL;
  model = heddle_node_execution_dup_text (item->execution, "model");
  connection = heddle_node_execution_dup_text (item->execution, "connection");
  return heddle_cache_key_find_identity (self->identities, self->providers, model != NULL ? model : node->model,
                                         connection);
}

/**
 * heddle_item_keys_make:
 * @self: a maker of keys
 * @item: an item with its execution and all its inputs
 *
 * Gives the item and its execution the item's key.
 */
void
heddle_item_keys_make (HeddleItemKeys *self,
                       HeddleRunItem  *item)
{
  HeddlePlanNode *node = item->step->node;

  g_free (item->key);
  item->key = heddle_cache_key_of_item (node, find_identity (self, item), item->execution);
  heddle_node_execution_set_key (item->execution, item->key);
}
