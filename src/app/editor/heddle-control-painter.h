/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-node.h"
#include "editor/heddle-canvas-palette.h"
#include "editor/heddle-canvas-text.h"
#include "editor/heddle-canvas-textures.h"

G_BEGIN_DECLS

/**
 * HeddleControlPainter:
 * @widget: what is painted on
 * @palette: the colours
 * @text: sets text
 * @textures: has icons
 *
 * Paints what is set in nodes. A plain structure of what that takes; it owns none of it.
 */
typedef struct
{
  GtkWidget                 *widget;
  const HeddleCanvasPalette *palette;
  HeddleCanvasText          *text;
  HeddleCanvasTextures      *textures;
} HeddleControlPainter;

void heddle_control_painter_append         (const HeddleControlPainter *self,
                                            const HeddleCanvasNode     *node,
                                            GtkSnapshot                *snapshot,
                                            int                         scale,
                                            gboolean                    full);
void heddle_control_painter_append_summary (const HeddleControlPainter *self,
                                            const HeddleCanvasNode     *node,
                                            GtkSnapshot                *snapshot,
                                            gboolean                    full);

G_END_DECLS
