/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-document.h"
#include "graph/heddle-pipeline.h"

G_BEGIN_DECLS

/**
 * HeddleArea:
 * @x: the left edge, in canvas units
 * @y: the top edge
 * @width: how wide it is
 * @height: how high it is
 *
 * Where a frame or a note is.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} HeddleArea;

void      heddle_area_get           (HeddleElement      *element,
                                     HeddleArea         *area);
char     *heddle_area_insert        (HeddleDocument     *document,
                                     HeddlePipeline     *pipeline,
                                     HeddleElementKind   kind,
                                     const char         *text,
                                     const HeddleArea   *area,
                                     GError            **error);
gboolean  heddle_area_set           (HeddleDocument     *document,
                                     HeddlePipeline     *pipeline,
                                     HeddleElement      *element,
                                     const HeddleArea   *area,
                                     GError            **error);
gboolean  heddle_area_set_text      (HeddleDocument     *document,
                                     HeddlePipeline     *pipeline,
                                     HeddleElement      *element,
                                     const char         *text,
                                     GError            **error);
gboolean  heddle_area_set_color     (HeddleDocument     *document,
                                     HeddlePipeline     *pipeline,
                                     HeddleElement      *element,
                                     const char         *color,
                                     GError            **error);
gboolean  heddle_area_remove        (HeddleDocument     *document,
                                     HeddlePipeline     *pipeline,
                                     HeddleElement      *element,
                                     GError            **error);
void      heddle_area_list_contents (HeddleWorkflow     *workflow,
                                     HeddlePipeline     *pipeline,
                                     HeddleElement      *frame,
                                     GPtrArray          *nodes,
                                     GPtrArray          *areas);
gboolean  heddle_area_copy          (HeddleElement      *element,
                                     HeddleDocument     *copy,
                                     GError            **error);
gboolean  heddle_area_paste         (HeddleDocument     *document,
                                     HeddlePipeline     *pipeline,
                                     HeddleWorkflow     *copied,
                                     double              dx,
                                     double              dy,
                                     GPtrArray          *pasted,
                                     GError            **error);

G_END_DECLS
