/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-item.h"

G_BEGIN_DECLS

gboolean           heddle_item_wants_random_seed
                                             (HeddleRunItem      *item);
void               heddle_item_set_seeds     (HeddleRunItem      *item,
                                              gint64              first);
void               heddle_item_draw_seeds    (HeddleRunItem      *item);
HeddleNodeOutputs *heddle_item_merge_repeats (HeddleRunItem      *item,
                                              HeddleNodeOutputs  *answer,
                                              GError            **error);

G_END_DECLS
