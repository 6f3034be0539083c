/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan.h"

G_BEGIN_DECLS

gboolean    heddle_plan_check_inputs        (HeddlePlan      *self,
                                             GError         **error);
gboolean    heddle_plan_takes_images        (HeddlePlan      *self);
gboolean    heddle_plan_has_column          (HeddlePlan      *self,
                                             const char      *key);
const char *heddle_plan_get_input_directory (HeddlePlan      *self,
                                             guint            row,
                                             const char      *key);
void        heddle_plan_take_linked_model   (HeddlePlan      *self,
                                             HeddlePlanNode  *node);
void        heddle_plan_warn_of_rows        (HeddlePlan      *self,
                                             HeddleServices  *services);
void        heddle_plan_warn_of_row         (HeddlePlan      *self,
                                             guint            row,
                                             const GError    *error);

G_END_DECLS
