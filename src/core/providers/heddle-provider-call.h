/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-budget-guard.h"
#include "providers/heddle-endpoint.h"
#include "providers/heddle-provider-media.h"
#include "providers/heddle-provider-request.h"
#include "providers/heddle-provider-result.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleProviderCall:
 *
 * One call to a provider's API: what is sent for some of a request's results, and what becomes of
 * it. The steps are those of a fiber: write down, send, ask after the job, fetch.
 */
#define HEDDLE_TYPE_PROVIDER_CALL (heddle_provider_call_get_type ())
G_DECLARE_FINAL_TYPE (HeddleProviderCall, heddle_provider_call, HEDDLE, PROVIDER_CALL, GObject)

HeddleProviderCall *heddle_provider_call_new (HeddleEndpoint        *endpoint,
                                              HeddleModel           *model,
                                              HeddleProviderRequest *request,
                                              HeddleLibrary         *library,
                                              HeddleBudgetGuard     *guard,
                                              HeddleProviderMedia    media,
                                              GHashTable            *variables,
                                              guint                  first,
                                              guint                  n);
DexFuture          *heddle_provider_call_run (HeddleProviderCall    *self);

G_END_DECLS
