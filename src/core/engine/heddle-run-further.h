/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-item.h"

G_BEGIN_DECLS

void          heddle_run_step_add_further        (HeddleRunStep       *self,
                                                  const HeddleFurther *further);
HeddleSeries *heddle_run_step_leave_out_further  (HeddleRunStep       *self,
                                                  HeddleSeries        *series);
void          heddle_run_item_note_further       (HeddleRunItem       *self);
gboolean      heddle_run_item_lacks_origin       (const HeddleRunItem *self);
gboolean      heddle_run_item_can_do_without     (const HeddleRunItem *self,
                                                  const HeddleRunItem *source);
guint         heddle_run_item_get_first_position (const HeddleRunItem *self);
HeddleIndex  *heddle_run_item_index_result       (const HeddleRunItem *self,
                                                  guint                nth);
guint         heddle_run_item_count_seeds        (const HeddleRunItem *self);
gboolean      heddle_run_item_has_only_more      (const HeddleRunItem *self,
                                                  GPtrArray           *shown);
void          heddle_run_item_sort_candidates    (const HeddleRunItem *self,
                                                  GPtrArray           *values,
                                                  GPtrArray           *sources);

G_END_DECLS
