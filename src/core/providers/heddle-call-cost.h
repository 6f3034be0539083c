/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "providers/heddle-model-task.h"
#include "providers/heddle-provider-request.h"
#include "store/heddle-api-call-repository.h"

G_BEGIN_DECLS

gboolean    heddle_call_cost_is_paid  (HeddleModelTask       *task);
void        heddle_call_cost_reserve  (HeddleModelTask       *task,
                                       HeddleProviderRequest *request,
                                       guint                  n_results,
                                       HeddleApiCallRecord   *record);
void        heddle_call_cost_note     (HeddleModelTask       *task,
                                       JsonNode              *answer,
                                       JsonObject            *quantities,
                                       HeddleApiCallRecord   *record);
HeddleMoney heddle_call_cost_meter    (HeddleModelTask       *task,
                                       JsonNode              *answer,
                                       JsonObject            *quantities,
                                       guint                  n_results,
                                       HeddleApiCallRecord   *record);
HeddleMoney heddle_call_cost_of_error (HeddleModelTask       *task,
                                       const GError          *error,
                                       gboolean               sent,
                                       JsonNode              *answer,
                                       HeddleApiCallRecord   *record);

G_END_DECLS
