/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-asset-facts.h"

#include "store/heddle-asset-repository.h"

G_DEFINE_BOXED_TYPE (HeddleAssetFacts, heddle_asset_facts, heddle_asset_facts_copy, heddle_asset_facts_free)

/**
 * heddle_asset_facts_copy:
 * @self: facts
 *
 * Returns: (transfer full): a copy
 */
HeddleAssetFacts *
heddle_asset_facts_copy (const HeddleAssetFacts *self)
{
  HeddleAssetFacts *copy = g_new0 (HeddleAssetFacts, 1);

  copy->record = heddle_asset_record_copy (self->record);
  copy->workflow = g_strdup (self->workflow);
  copy->cost = self->cost;
  return copy;
}

/**
 * heddle_asset_facts_free:
 * @self: (transfer full): facts
 *
 * Frees the facts.
 */
void
heddle_asset_facts_free (HeddleAssetFacts *self)
{
  g_clear_pointer (&self->record, heddle_asset_record_free);
  g_free (self->workflow);
  g_free (self);
}

static gboolean
load (HeddleDatabase  *database,
      gpointer         data,
      GValue          *result,
      GError         **error)
{
  const gint64 *id = data;
  g_autoptr (HeddleAssetFacts) facts = g_new0 (HeddleAssetFacts, 1);

  facts->record = heddle_assets_get (database, *id, error);
  if (facts->record == NULL || !heddle_assets_dup_workflow (database, *id, &facts->workflow, error) ||
      !heddle_assets_get_cost (database, *id, &facts->cost, error))
    return FALSE;
  g_value_init (result, HEDDLE_TYPE_ASSET_FACTS);
  g_value_take_boxed (result, g_steal_pointer (&facts));
  return TRUE;
}

/**
 * heddle_asset_facts_load:
 * @library: a library
 * @id: an asset's row
 *
 * Returns: (transfer full): resolves to the [struct@AssetFacts]
 */
DexFuture *
heddle_asset_facts_load (HeddleLibrary *library,
                         gint64         id)
{
  return heddle_library_read (library, load, g_memdup2 (&id, sizeof id), g_free);
}
