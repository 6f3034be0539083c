/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib/gi18n-lib.h>

#include "graph/heddle-node-type.h"
#include "providers/heddle-providers.h"

G_BEGIN_DECLS

/**
 * HEDDLE_AI_MODEL_PARAMETERS:
 *
 * The parameters that every AI step has, for its table.
 */
#define HEDDLE_AI_MODEL_PARAMETERS \
  { "model", HEDDLE_PARAMETER_MODEL, N_("Model"), \
    N_("What runs this step, as provider and model") }, \
  { "connection", HEDDLE_PARAMETER_TEXT, N_("Connection"), \
    N_("Which of several connections to the same provider; the first where none is named") }

HeddleProviderRequest *heddle_ai_order_new           (HeddleNodeExecution        *execution,
                                                      HeddleTask                  task,
                                                      GError                    **error);
gboolean               heddle_ai_order_set_prompt    (HeddleProviderRequest      *request,
                                                      HeddleNodeExecution        *execution,
                                                      GError                    **error);
void                   heddle_ai_order_add_image     (HeddleProviderRequest      *request,
                                                      HeddleNodeExecution        *execution,
                                                      const char                 *port);
void                   heddle_ai_order_add_images    (HeddleProviderRequest      *request,
                                                      HeddleNodeExecution        *execution,
                                                      const char                 *port);
void                   heddle_ai_order_set_parameter (HeddleProviderRequest      *request,
                                                      HeddleNodeExecution        *execution,
                                                      const HeddleParameterInfo  *parameters,
                                                      const char                 *key);
gboolean               heddle_ai_order_varies        (HeddleProviderRequest      *request,
                                                      HeddleNodeExecution        *execution);
void                   heddle_ai_order_set_own_parameters (HeddleProviderRequest     *request,
                                                           HeddleNodeExecution       *execution,
                                                           const HeddleParameterInfo *parameters);
HeddleProviderResult  *heddle_ai_order_send          (HeddleProviderRequest      *request,
                                                      HeddleNodeExecution        *execution,
                                                      GError                    **error);
void                   heddle_ai_order_take_image    (HeddleProviderResult       *answer,
                                                      guint                       nth,
                                                      HeddleNodeOutputs          *outputs,
                                                      gint64                      seed);
void                   heddle_ai_order_copy_warnings (HeddleProviderResult       *result,
                                                      HeddleNodeOutputs          *outputs);

G_END_DECLS
