/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-endpoint.h"
#include "providers/heddle-model-task.h"

G_BEGIN_DECLS

JsonNode *heddle_provider_job_finish (HeddleEndpoint         *endpoint,
                                      HeddleModelTask        *task,
                                      const char             *job,
                                      JsonNode               *answer,
                                      HeddleProviderRequest  *request,
                                      gboolean               *withdrawn,
                                      GError                **error);
gboolean  heddle_provider_job_cancel (HeddleEndpoint         *endpoint,
                                      HeddleModelTask        *task,
                                      const char             *job);

G_END_DECLS
