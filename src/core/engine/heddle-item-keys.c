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

static const char *
find_identity (HeddleItemKeys *self,
               HeddlePlanNode *node)
{
  const char *identity;

  if (node->model == NULL)
    return NULL;
  identity = g_hash_table_lookup (self->identities, node->model);
  if (identity == NULL)
    {
      char *made = heddle_providers_dup_cache_identity (self->providers, node->model);

      g_hash_table_insert (self->identities, g_strdup (node->model), made);
      identity = made;
    }
  return identity;
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
  item->key = heddle_cache_key_of_item (node, find_identity (self, node), item->execution);
  heddle_node_execution_set_key (item->execution, item->key);
}
