/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-item.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleResultCache:
 *
 * What earlier steps gave, by key: this run's own results in memory, since the library may not have
 * them yet, and everything before it in the library. Used on the coordinator's thread.
 */
typedef struct _HeddleResultCache HeddleResultCache;

HeddleResultCache *heddle_result_cache_new    (HeddleLibrary       *library,
                                               GError             **error);
void               heddle_result_cache_free   (HeddleResultCache   *self);
void               heddle_result_cache_refresh (HeddleResultCache  *self);
HeddleNodeOutputs *heddle_result_cache_lookup (HeddleResultCache   *self,
                                               const char          *key);
void               heddle_result_cache_add    (HeddleResultCache   *self,
                                               const char          *key,
                                               HeddleNodeOutputs   *outputs);
HeddleRunItem     *heddle_result_cache_claim  (HeddleResultCache   *self,
                                               const char          *key,
                                               HeddleRunItem       *item);
gboolean           heddle_result_cache_is_claimed (HeddleResultCache   *self,
                                                   const char          *key,
                                                   const HeddleRunItem *item);
void               heddle_result_cache_release (HeddleResultCache  *self,
                                                const char         *key,
                                                HeddleRunItem      *item);
void               heddle_result_cache_doubt  (HeddleResultCache   *self,
                                               const char          *key,
                                               const GError        *error);
const GError      *heddle_result_cache_get_doubt (HeddleResultCache *self,
                                                  const char        *key);

GPtrArray         *heddle_result_cache_steal_uses (HeddleResultCache   *self);
gboolean           heddle_result_cache_has_contents (HeddleResultCache *self,
                                                       HeddleNodeOutputs *outputs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleResultCache, heddle_result_cache_free)

G_END_DECLS
