/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HeddleProblemPopover:
 *
 * What went wrong in a step: a plain sentence, the provider's words for who asks for them, a button
 * that runs again.
 */
#define HEDDLE_TYPE_PROBLEM_POPOVER (heddle_problem_popover_get_type ())
G_DECLARE_FINAL_TYPE (HeddleProblemPopover, heddle_problem_popover, HEDDLE, PROBLEM_POPOVER, GtkPopover)

GtkWidget *heddle_problem_popover_new  (void);
void       heddle_problem_popover_show (HeddleProblemPopover *self,
                                        const char           *title,
                                        const char           *problem,
                                        const char           *details,
                                        const GdkRectangle   *place);

G_END_DECLS
