/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-document.h"
#include "graph/heddle-node-registry.h"
#include "graph/heddle-parameter.h"

G_BEGIN_DECLS

gboolean    heddle_promotion_is_possible  (const HeddleParameterInfo  *parameter);
char       *heddle_promotion_to_input     (HeddleDocument             *document,
                                           HeddlePipeline             *pipeline,
                                           HeddleNodeRegistry         *registry,
                                           const char                 *node,
                                           const HeddleParameterInfo  *parameter,
                                           GError                    **error);
char       *heddle_promotion_to_step      (HeddleDocument             *document,
                                           HeddlePipeline             *pipeline,
                                           HeddleNodeRegistry         *registry,
                                           const char                 *node,
                                           const HeddleParameterInfo  *parameter,
                                           GError                    **error);
const char *heddle_promotion_find_input   (HeddlePipeline             *pipeline,
                                           const char                 *node,
                                           const char                 *key);
gboolean    heddle_promotion_take_back    (HeddleDocument             *document,
                                           HeddlePipeline             *pipeline,
                                           const char                 *node,
                                           const HeddleParameterInfo  *parameter,
                                           GError                    **error);

G_END_DECLS
