/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-control.h"
#include "editor/heddle-part-accessible.h"

G_BEGIN_DECLS

/**
 * HeddleControlAccessible:
 *
 * A part of a control in a node, as assistive technology has it.
 */
#define HEDDLE_TYPE_CONTROL_ACCESSIBLE (heddle_control_accessible_get_type ())
G_DECLARE_FINAL_TYPE (HeddleControlAccessible, heddle_control_accessible, HEDDLE, CONTROL_ACCESSIBLE, HeddlePartAccessible)

HeddleControlAccessible *heddle_control_accessible_new      (GtkAccessible             *node,
                                                             GtkWidget                 *canvas,
                                                             const char                *id,
                                                             const HeddleCanvasControl *control,
                                                             HeddleControlPart          part);
gboolean                 heddle_control_accessible_is_of    (HeddleControlAccessible   *self,
                                                             const HeddleCanvasControl *control,
                                                             HeddleControlPart          part);
void                     heddle_control_accessible_update   (HeddleControlAccessible   *self,
                                                             const HeddleCanvasControl *control);

G_END_DECLS
