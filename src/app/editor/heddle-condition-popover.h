/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

/**
 * HeddleConditionPopover:
 *
 * A popover to give a link a condition, or take it away. It opens when its canvas asks for it.
 */
#define HEDDLE_TYPE_CONDITION_POPOVER (heddle_condition_popover_get_type ())
G_DECLARE_FINAL_TYPE (HeddleConditionPopover, heddle_condition_popover, HEDDLE, CONDITION_POPOVER, GtkPopover)

GtkWidget *heddle_condition_popover_new (HeddleOpenWorkflow *workflow,
                                         HeddleCanvas       *canvas);

G_END_DECLS
