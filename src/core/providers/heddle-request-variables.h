/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-model.h"
#include "providers/heddle-provider-media.h"
#include "providers/heddle-provider-request.h"
#include "providers/heddle-provider-result.h"

G_BEGIN_DECLS

GHashTable *heddle_request_variables_collect (HeddleProviderRequest  *request,
                                              HeddleModel            *model,
                                              HeddleProviderMedia     media,
                                              HeddleProviderResult   *result,
                                              GError                **error);

G_END_DECLS
