/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleCanvasTextStyle:
 * @HEDDLE_CANVAS_TITLE: titles of nodes and frames
 * @HEDDLE_CANVAS_BODY: what a node is set to
 * @HEDDLE_CANVAS_LABEL: of ports
 * @HEDDLE_CANVAS_CAPTION: states and figures
 * @HEDDLE_CANVAS_NOTE: notes
 * @HEDDLE_CANVAS_SMALL_TITLE: titles that keep their size on the screen
 * @HEDDLE_CANVAS_FRAME_TITLE: the same for frames
 *
 * What a text on the canvas is.
 */
typedef enum
{
  HEDDLE_CANVAS_TITLE,
  HEDDLE_CANVAS_BODY,
  HEDDLE_CANVAS_LABEL,
  HEDDLE_CANVAS_CAPTION,
  HEDDLE_CANVAS_BUTTON,
  HEDDLE_CANVAS_NOTE,
  HEDDLE_CANVAS_SMALL_TITLE,
  HEDDLE_CANVAS_FRAME_TITLE,
} HeddleCanvasTextStyle;

#define HEDDLE_CANVAS_N_TEXT_STYLES (HEDDLE_CANVAS_FRAME_TITLE + 1)

/**
 * HeddleCanvasText:
 *
 * Sets text for the canvas in the widget's font, in sizes of the canvas.
 */
typedef struct _HeddleCanvasText HeddleCanvasText;

HeddleCanvasText *heddle_canvas_text_new    (GtkWidget             *widget);
void              heddle_canvas_text_free   (HeddleCanvasText      *self);
float             heddle_canvas_text_append (HeddleCanvasText      *self,
                                             GtkSnapshot           *snapshot,
                                             const char            *text,
                                             HeddleCanvasTextStyle  style,
                                             const GdkRGBA         *color,
                                             const graphene_rect_t *area,
                                             float                  align);
float             heddle_canvas_text_measure (HeddleCanvasText     *self,
                                              const char           *text,
                                              HeddleCanvasTextStyle style,
                                              float                 width);
gboolean          heddle_canvas_text_breaks_word (HeddleCanvasText     *self,
                                                  const char           *text,
                                                  HeddleCanvasTextStyle style,
                                                  float                 width);
void              heddle_canvas_text_append_paragraph (HeddleCanvasText      *self,
                                                       GtkSnapshot           *snapshot,
                                                       const char            *text,
                                                       HeddleCanvasTextStyle  style,
                                                       const GdkRGBA         *color,
                                                       const graphene_rect_t *area);

G_END_DECLS
