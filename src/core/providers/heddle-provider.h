/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "providers/heddle-manifest.h"
#include "providers/heddle-provider-request.h"
#include "providers/heddle-provider-result.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_PROVIDER (heddle_provider_get_type ())
G_DECLARE_INTERFACE (HeddleProvider, heddle_provider, HEDDLE, PROVIDER, GObject)

/**
 * HeddleProviderInterface:
 * @get_manifest: the document that says who the provider is and which models it has
 * @check: a future that resolves to %TRUE where a request to @model for @task could be sent now, and
 *   rejects with one line that says what to do otherwise. Without it there is nothing to check.
 * @run: a future that resolves to a [class@ProviderResult] with a value or an error per result. It
 *   rejects only where no result could even be tried.
 * @dup_revision: what the results of every order depend on besides, such as a person's lists; may be left out
 *
 * Something that can run AI steps. The functions are called on fibers of ours, from several at once.
 */
struct _HeddleProviderInterface
{
  GTypeInterface parent_iface;

  HeddleManifest *(*get_manifest) (HeddleProvider        *self);
  DexFuture      *(*check)        (HeddleProvider        *self,
                                   const char            *model,
                                   HeddleTask             task);
  DexFuture      *(*run)          (HeddleProvider        *self,
                                   HeddleProviderRequest *request);
  char           *(*dup_revision) (HeddleProvider        *self);
};

HeddleManifest *heddle_provider_get_manifest (HeddleProvider        *self);
const char     *heddle_provider_get_id       (HeddleProvider        *self);
const char     *heddle_provider_get_name     (HeddleProvider        *self);
GPtrArray      *heddle_provider_get_models   (HeddleProvider        *self);
DexFuture      *heddle_provider_check        (HeddleProvider        *self,
                                              const char            *model,
                                              HeddleTask             task);
DexFuture      *heddle_provider_run          (HeddleProvider        *self,
                                              HeddleProviderRequest *request);
char           *heddle_provider_dup_revision (HeddleProvider        *self);

G_END_DECLS
