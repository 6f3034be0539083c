/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-budget-guard.h"
#include "providers/heddle-connection.h"
#include "providers/heddle-http-client.h"
#include "providers/heddle-provider-media.h"
#include "providers/heddle-provider.h"
#include "providers/heddle-secret.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_MANIFEST_PROVIDER (heddle_manifest_provider_get_type ())
G_DECLARE_FINAL_TYPE (HeddleManifestProvider, heddle_manifest_provider, HEDDLE, MANIFEST_PROVIDER, GObject)

HeddleManifestProvider *heddle_manifest_provider_new            (HeddleManifest          *manifest,
                                                                 HeddleHttpClient        *client,
                                                                 HeddleLibrary           *library,
                                                                 HeddleBudgetGuard       *guard,
                                                                 HeddleBlobStore         *blobs,
                                                                 HeddleImagingPool       *imaging);
gboolean                heddle_manifest_provider_set_base_url   (HeddleManifestProvider  *self,
                                                                 const char              *url,
                                                                 GError                 **error);
void                    heddle_manifest_provider_set_own_url    (HeddleManifestProvider  *self,
                                                                 const char              *url,
                                                                 const char              *confirmed);
void                    heddle_manifest_provider_set_connection (HeddleManifestProvider  *self,
                                                                 HeddleConnection        *connection);
const char             *heddle_manifest_provider_get_key_owner  (HeddleManifestProvider  *self);
void                    heddle_manifest_provider_refuse         (HeddleManifestProvider  *self,
                                                                 const GError            *problem);
const char             *heddle_manifest_provider_get_base_url   (HeddleManifestProvider  *self);
char                   *heddle_manifest_provider_dup_hosts      (HeddleManifestProvider  *self);
gboolean                heddle_manifest_provider_is_overridden  (HeddleManifestProvider  *self);
gboolean                heddle_manifest_provider_act_for        (HeddleManifestProvider  *self,
                                                                 const char              *url,
                                                                 HeddleSecret            *key,
                                                                 GError                 **error);
DexFuture              *heddle_manifest_provider_test_key       (HeddleManifestProvider  *self,
                                                                 HeddleSecret            *key);
DexFuture              *heddle_manifest_provider_cancel_job     (HeddleManifestProvider  *self,
                                                                 const char              *model,
                                                                 const char              *job,
                                                                 const char              *url);
void                    heddle_manifest_provider_set_network    (HeddleManifestProvider  *self,
                                                                 HeddleNetwork           *network);
void                    heddle_manifest_provider_set_time_scale (HeddleManifestProvider  *self,
                                                                 double                   scale);

G_END_DECLS
