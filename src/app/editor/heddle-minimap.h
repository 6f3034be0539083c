/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

/**
 * HeddleMinimap:
 *
 * A map of a whole canvas, with the part that is shown; a click or a drag moves that.
 */
#define HEDDLE_TYPE_MINIMAP (heddle_minimap_get_type ())
G_DECLARE_FINAL_TYPE (HeddleMinimap, heddle_minimap, HEDDLE, MINIMAP, GtkWidget)

void heddle_minimap_set_canvas (HeddleMinimap *self,
                                HeddleCanvas  *canvas);

G_END_DECLS
