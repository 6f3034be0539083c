/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-result-cache.h"
#include "engine/heddle-run-item.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleRunPast:
 *
 * What a run that goes on has done before, and what people have answered meanwhile.
 */
typedef struct _HeddleRunPast HeddleRunPast;

HeddleRunPast     *heddle_run_past_new         (HeddleLibrary      *library,
                                                HeddlePlan         *plan,
                                                gint64              run_id,
                                                gboolean            retry,
                                                GError            **error);
void               heddle_run_past_free        (HeddleRunPast      *self);
void               heddle_run_past_add_further (HeddleRunPast        *self,
                                                HeddlePlan           *plan,
                                                HeddleFurtherRecord  *record);
void               heddle_run_past_expand_further (HeddleRunPast     *self,
                                                   HeddleRunStep     *step);
gboolean           heddle_run_past_note_doubts (HeddleRunPast      *self,
                                                HeddleResultCache  *cache,
                                                GError            **error);
gboolean           heddle_run_past_recall      (HeddleRunPast      *self,
                                                HeddleRunItem      *item,
                                                HeddleResultCache  *cache,
                                                HeddleItemStatus   *status,
                                                GError            **error);
HeddleMoney        heddle_run_past_sum_cost    (HeddleRunPast      *self,
                                                const HeddleRunItem *item);
HeddleNodeOutputs *heddle_run_past_answer      (HeddleRunPast      *self,
                                                HeddleRunItem      *item,
                                                GError            **question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunPast, heddle_run_past_free)

G_END_DECLS
