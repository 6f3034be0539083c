/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "graph/heddle-validation.h"

G_BEGIN_DECLS

/**
 * HeddleProblemItem:
 *
 * Something that keeps a page of a workflow from running, or a part of it, in words for people.
 */
#define HEDDLE_TYPE_PROBLEM_ITEM (heddle_problem_item_get_type ())
G_DECLARE_FINAL_TYPE (HeddleProblemItem, heddle_problem_item, HEDDLE, PROBLEM_ITEM, GObject)

HeddleProblemItem *heddle_problem_item_new         (HeddleWorkflow      *workflow,
                                                    HeddleNodeRegistry  *registry,
                                                    const HeddleProblem *problem);
HeddleProblemItem *heddle_problem_item_new_warning (HeddlePipeline      *page,
                                                    const char          *message);
const char        *heddle_problem_item_get_page    (HeddleProblemItem   *self);
const char        *heddle_problem_item_get_node    (HeddleProblemItem   *self);
const char        *heddle_problem_item_get_step    (HeddleProblemItem   *self);
const char        *heddle_problem_item_get_title   (HeddleProblemItem   *self);
const char        *heddle_problem_item_get_message (HeddleProblemItem   *self);
gboolean           heddle_problem_item_is_warning  (HeddleProblemItem   *self);
gboolean           heddle_problem_item_equal       (HeddleProblemItem   *self,
                                                    HeddleProblemItem   *other);

G_END_DECLS
