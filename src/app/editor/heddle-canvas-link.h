/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-node.h"
#include "graph/heddle-link.h"

G_BEGIN_DECLS

/**
 * HeddleCanvasLink:
 * @link: the link of the document
 * @from: the node it begins at
 * @to: the node it ends at
 * @type: what it carries
 * @after: whether it only orders the two
 * @condition: (nullable): its condition in words: "Score ≥ 80"
 * @reroutes: (element-type graphene_point_t): the dots it leads through
 * @curve: (element-type graphene_point_t): a point, then two control points and a point for each
 *   piece: cubic Bézier curves, one after the other
 * @legs: (element-type guint): where in @curve each leg ends: one to each dot, and one to the end
 * @bounds: what it covers, its width included
 * @entry: its place in the model's index
 * @painting: (nullable): what a painter keeps of it, freed by @painting_free
 * @painting_free: see @painting
 *
 * A link as the canvas shows it. A plain structure that belongs to its [class@CanvasModel].
 */
typedef struct
{
  HeddleLink         *link;
  HeddleCanvasNode   *from;
  HeddleCanvasNode   *to;
  HeddlePortType      type;
  gboolean            after;
  char               *condition;
  GArray             *reroutes;
  GArray             *curve;
  GArray             *legs;
  graphene_rect_t     bounds;
  HeddleSpatialEntry *entry;
  gpointer            painting;
  GDestroyNotify      painting_free;
} HeddleCanvasLink;

HeddleCanvasLink *heddle_canvas_link_new          (HeddleLink             *link,
                                                   HeddleCanvasNode       *from,
                                                   HeddleCanvasNode       *to);
void              heddle_canvas_link_free         (HeddleCanvasLink       *self);
void              heddle_canvas_link_drop_painting (HeddleCanvasLink      *self);
void              heddle_canvas_link_read_reroutes (HeddleCanvasLink      *self);
void              heddle_canvas_link_lay_out      (HeddleCanvasLink       *self);
double            heddle_canvas_link_get_distance (const HeddleCanvasLink *self,
                                                   double                  x,
                                                   double                  y);
guint             heddle_canvas_link_find_leg     (const HeddleCanvasLink *self,
                                                   double                  x,
                                                   double                  y);
int               heddle_canvas_link_find_dot     (const HeddleCanvasLink *self,
                                                   double                  x,
                                                   double                  y,
                                                   double                  reach);
gboolean          heddle_canvas_link_is_crossed   (const HeddleCanvasLink *self,
                                                   const graphene_point_t *a,
                                                   const graphene_point_t *b);
void              heddle_canvas_link_get_middle   (const HeddleCanvasLink *self,
                                                   graphene_point_t       *middle);
char             *heddle_canvas_link_dup_description (const HeddleCanvasLink *self);

G_END_DECLS
