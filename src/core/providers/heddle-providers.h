/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "assets/heddle-blob-store.h"
#include "assets/heddle-imaging-pool.h"
#include "base/heddle-money.h"
#include "providers/heddle-budget-guard.h"
#include "providers/heddle-connection.h"
#include "providers/heddle-network.h"
#include "providers/heddle-price.h"
#include "providers/heddle-provider-error.h"
#include "providers/heddle-provider-request.h"
#include "providers/heddle-provider-result.h"
#include "providers/heddle-provider.h"
#include "providers/heddle-secret.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleProviders:
 *
 * Everything that can run AI steps: the manifests (shipped and the user's own), the built-in
 * Sketch, their keys and addresses. The only room that talks HTTP lies behind it.
 */
#define HEDDLE_TYPE_PROVIDERS (heddle_providers_get_type ())
G_DECLARE_FINAL_TYPE (HeddleProviders, heddle_providers, HEDDLE, PROVIDERS, GObject)

HeddleProviders *heddle_providers_new                (HeddleLibrary          *library,
                                                      HeddleBlobStore        *blobs,
                                                      HeddleImagingPool      *imaging,
                                                      GError                **error);
gboolean         heddle_providers_add_manifest       (HeddleProviders        *self,
                                                      HeddleManifest         *manifest,
                                                      GError                **error);
GPtrArray       *heddle_providers_list               (HeddleProviders        *self);
GPtrArray       *heddle_providers_get_problems       (HeddleProviders        *self);
HeddleBudgetGuard *heddle_providers_get_budget_guard (HeddleProviders        *self);
HeddleProvider  *heddle_providers_lookup             (HeddleProviders        *self,
                                                      const char             *id);
HeddleProvider  *heddle_providers_lookup_connection  (HeddleProviders        *self,
                                                      const char             *id);
HeddleModel     *heddle_providers_dup_model          (HeddleProviders        *self,
                                                      const char             *model);
gboolean         heddle_providers_set_base_url       (HeddleProviders        *self,
                                                      const char             *provider,
                                                      const char             *url,
                                                      GError                **error);
void             heddle_providers_set_network        (HeddleProviders        *self,
                                                      HeddleNetwork          *network);
gboolean         heddle_providers_act_for            (HeddleProviders        *self,
                                                      GHashTable             *addresses,
                                                      GHashTable             *keys,
                                                      GError                **error);
void             heddle_providers_list_given         (HeddleProviders        *self,
                                                      GHashTable             *addresses,
                                                      GHashTable             *keys);
DexFuture       *heddle_providers_set_key            (HeddleProviders        *self,
                                                      const char             *provider,
                                                      HeddleSecret           *key);
DexFuture       *heddle_providers_remove_key         (HeddleProviders        *self,
                                                      const char             *provider);
DexFuture       *heddle_providers_take_key           (HeddleProviders        *self,
                                                      const char             *provider);
DexFuture       *heddle_providers_test_key           (HeddleProviders        *self,
                                                      const char             *provider,
                                                      HeddleSecret           *key);
char            *heddle_providers_dup_origin         (HeddleProviders        *self,
                                                      const char             *provider);
DexFuture       *heddle_providers_set_address        (HeddleProviders        *self,
                                                      const char             *provider,
                                                      const char             *url,
                                                      gboolean                unencrypted);
DexFuture       *heddle_providers_set_connection     (HeddleProviders        *self,
                                                      HeddleConnection       *connection);
DexFuture       *heddle_providers_remove_connection  (HeddleProviders        *self,
                                                      const char             *id);
DexFuture       *heddle_providers_check              (HeddleProviders        *self,
                                                      const char             *model,
                                                      const char             *connection,
                                                      HeddleTask              task,
                                                      JsonObject             *config);
char            *heddle_providers_dup_cache_identity (HeddleProviders        *self,
                                                      const char             *model,
                                                      const char             *connection);
HeddlePriceRange heddle_providers_estimate           (HeddleProviders        *self,
                                                      const char             *model,
                                                      const char             *connection,
                                                      HeddleTask              task,
                                                      JsonObject             *parameters);
DexFuture       *heddle_providers_run                (HeddleProviders        *self,
                                                      HeddleProviderRequest  *request);
DexFuture       *heddle_providers_cancel_job         (HeddleProviders        *self,
                                                      const char             *provider,
                                                      const char             *connection,
                                                      const char             *model,
                                                      const char             *job,
                                                      const char             *url);

G_END_DECLS
