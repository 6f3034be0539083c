/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-money.h"
#include "store/heddle-asset-record.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleAssetFacts:
 * @record: the asset
 * @workflow: (nullable): the UUID of the workflow that made it, if the library has that still
 * @cost: what it cost, where that is known
 *
 * All that the library knows of one asset.
 */
typedef struct
{
  HeddleAssetRecord *record;
  char              *workflow;
  HeddleMoney        cost;
} HeddleAssetFacts;

#define HEDDLE_TYPE_ASSET_FACTS (heddle_asset_facts_get_type ())
GType             heddle_asset_facts_get_type (void);
HeddleAssetFacts *heddle_asset_facts_copy     (const HeddleAssetFacts *self);
void              heddle_asset_facts_free     (HeddleAssetFacts       *self);
DexFuture        *heddle_asset_facts_load     (HeddleLibrary          *library,
                                               gint64                  id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleAssetFacts, heddle_asset_facts_free)

G_END_DECLS
