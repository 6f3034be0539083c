/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan.h"
#include "store/heddle-run-item-repository.h"

G_BEGIN_DECLS

GPtrArray *heddle_further_sources_find (HeddlePlan                 *plan,
                                        HeddlePlanNode             *gate);
GPtrArray *heddle_further_sources_ask  (HeddleDatabase             *database,
                                        gint64                      run_id,
                                        GPtrArray                  *sources,
                                        const HeddleRunItemRecord  *waiting,
                                        guint                       count,
                                        GError                    **error);

G_END_DECLS
