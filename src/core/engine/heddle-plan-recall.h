/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-item.h"
#include "engine/heddle-run-past.h"

G_BEGIN_DECLS

/**
 * HeddlePlanRecall:
 *
 * What the items of a plan find in the library before any of them has run. Nothing is written and
 * nothing is sent. Used on one thread, which may block.
 */
typedef struct _HeddlePlanRecall HeddlePlanRecall;

HeddlePlanRecall *heddle_plan_recall_new          (HeddleServices    *services,
                                                   GError           **error);
void              heddle_plan_recall_free         (HeddlePlanRecall  *self);
HeddleServices   *heddle_plan_recall_get_services (HeddlePlanRecall  *self);
void              heddle_plan_recall_set_past     (HeddlePlanRecall  *self,
                                                   HeddleRunPast     *past,
                                                   gint64             row);
gboolean          heddle_plan_recall_wants_row    (HeddlePlanRecall  *self,
                                                   guint              row);
void              heddle_plan_recall_expand       (HeddlePlanRecall  *self,
                                                   HeddleRunStep     *step);
void              heddle_plan_recall_item         (HeddlePlanRecall  *self,
                                                   HeddleRunItem     *item);
const char       *heddle_plan_recall_get_doubt    (HeddlePlanRecall  *self,
                                                   guint             *n_results);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddlePlanRecall, heddle_plan_recall_free)

G_END_DECLS
