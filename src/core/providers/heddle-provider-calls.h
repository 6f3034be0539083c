/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-provider-call.h"

G_BEGIN_DECLS

/**
 * HeddleProviderCalls:
 * @endpoint: where they go
 * @model: what they ask
 * @request: what is wanted
 * @library: (nullable): where they are written down
 * @guard: (nullable): keeps them within budgets
 * @media: where images lie
 *
 * The calls that one order needs.
 */
typedef struct
{
  HeddleEndpoint        *endpoint;
  HeddleModel           *model;
  HeddleProviderRequest *request;
  HeddleLibrary         *library;
  HeddleBudgetGuard     *guard;
  HeddleProviderMedia    media;
} HeddleProviderCalls;

gboolean heddle_provider_calls_run (const HeddleProviderCalls  *self,
                                    GHashTable                 *variables,
                                    HeddleProviderResult       *result,
                                    GError                    **error);

G_END_DECLS
