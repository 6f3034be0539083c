/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-drag.h"

#include <math.h>

#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"
#include "graph/heddle-area.h"
#include "graph/heddle-node-group.h"

/* The dots of a link both ends of which are dragged. */
typedef struct
{
  char   *link;
  GArray *homes;
} Dots;

struct _HeddleCanvasDrag
{
  HeddleDocument     *document;
  HeddlePipeline     *pipeline;
  HeddleCanvasModel  *model;
  GStrv               ids;
  GArray             *homes;
  GPtrArray          *areas;
  GArray             *area_homes;
  GArray             *dots;
  double              dx;
  double              dy;
};

static void
clear_dots (gpointer data)
{
  Dots *dots = data;

  g_free (dots->link);
  g_array_unref (dots->homes);
}

static void
take_dots (HeddleCanvasDrag *self)
{
  GPtrArray *links = heddle_canvas_model_get_links (self->model);

  for (guint i = 0; i < links->len; i++)
    {
      const HeddleCanvasLink *link = links->pdata[i];
      Dots dots;

      if (link->reroutes->len == 0 || !g_strv_contains ((const char *const *) self->ids, link->from->id)
          || !g_strv_contains ((const char *const *) self->ids, link->to->id))
        continue;
      dots = (Dots) { g_strdup (heddle_link_get_id (link->link)), g_array_copy (link->reroutes) };
      g_array_append_val (self->dots, dots);
    }
}

/**
 * heddle_canvas_drag_new:
 * @document: what the nodes are of
 * @pipeline: the pipeline that they are in
 * @model: what shows them
 * @ids: (array zero-terminated=1): the nodes
 * @areas: (element-type HeddleElement): the frames and notes
 *
 * Returns: (transfer full): the nodes, where they were
 */
HeddleCanvasDrag *
heddle_canvas_drag_new (HeddleDocument    *document,
                        HeddlePipeline    *pipeline,
                        HeddleCanvasModel *model,
                        const char *const *ids,
                        GPtrArray         *areas)
{
  HeddleCanvasDrag *self = g_new0 (HeddleCanvasDrag, 1);

  self->document = g_object_ref (document);
  self->pipeline = g_object_ref (pipeline);
  self->model = g_object_ref (model);
  self->ids = g_strdupv ((char **) ids);
  self->homes = g_array_new (FALSE, TRUE, sizeof (graphene_point_t));
  for (guint i = 0; self->ids[i] != NULL; i++)
    {
      HeddleCanvasNode *node = heddle_canvas_model_lookup (model, self->ids[i]);
      graphene_point_t home = node != NULL ? node->bounds.origin : (graphene_point_t) { 0 };

      g_array_append_val (self->homes, home);
    }
  self->areas = g_ptr_array_new_with_free_func (g_object_unref);
  self->area_homes = g_array_new (FALSE, TRUE, sizeof (graphene_rect_t));
  for (guint i = 0; i < areas->len; i++)
    {
      graphene_rect_t home;

      if (!heddle_canvas_model_get_own_area (model, areas->pdata[i], &home))
        continue;
      g_ptr_array_add (self->areas, g_object_ref (areas->pdata[i]));
      g_array_append_val (self->area_homes, home);
    }
  self->dots = g_array_new (FALSE, FALSE, sizeof (Dots));
  g_array_set_clear_func (self->dots, clear_dots);
  take_dots (self);
  return self;
}

static void
place_dots (HeddleCanvasDrag *self,
            double            dx,
            double            dy)
{
  for (guint i = 0; i < self->dots->len; i++)
    {
      const Dots *dots = &g_array_index (self->dots, Dots, i);
      g_autoptr (GArray) places = g_array_copy (dots->homes);

      for (guint j = 0; j < places->len; j++)
        {
          graphene_point_t *point = &g_array_index (places, graphene_point_t, j);

          graphene_point_init (point, point->x + (float) dx, point->y + (float) dy);
        }
      heddle_canvas_model_place_dots (self->model, dots->link, places);
    }
}

static void
place (HeddleCanvasDrag *self,
       double            dx,
       double            dy)
{
  if (dx == self->dx && dy == self->dy)
    return;
  self->dx = dx;
  self->dy = dy;
  for (guint i = 0; self->ids[i] != NULL; i++)
    {
      const graphene_point_t *home = &g_array_index (self->homes, graphene_point_t, i);

      heddle_canvas_model_place_node (self->model, self->ids[i], home->x + (float) dx, home->y + (float) dy);
    }
  place_dots (self, dx, dy);
  for (guint i = 0; i < self->areas->len; i++)
    {
      graphene_rect_t area = g_array_index (self->area_homes, graphene_rect_t, i);

      graphene_rect_offset (&area, (float) dx, (float) dy);
      heddle_canvas_model_place_area (self->model, self->areas->pdata[i], &area);
    }
  heddle_canvas_model_end_placing (self->model);
}

static void
put_back (HeddleCanvasDrag *self)
{
  self->dx = self->dy = 0;
  for (guint i = 0; self->ids[i] != NULL; i++)
    heddle_canvas_model_unplace_node (self->model, self->ids[i]);
  for (guint i = 0; i < self->dots->len; i++)
    heddle_canvas_model_unplace_dots (self->model, g_array_index (self->dots, Dots, i).link);
  if (self->areas->len == 0)
    return;
  heddle_canvas_model_unplace_areas (self->model);
  heddle_canvas_model_end_placing (self->model);
}

/**
 * heddle_canvas_drag_free:
 * @self: (transfer full): nodes that are dragged
 *
 * Lets go of them: they are where the document has them.
 */
void
heddle_canvas_drag_free (HeddleCanvasDrag *self)
{
  put_back (self);
  g_object_unref (self->document);
  g_object_unref (self->pipeline);
  g_object_unref (self->model);
  g_strfreev (self->ids);
  g_array_unref (self->homes);
  g_ptr_array_unref (self->areas);
  g_array_unref (self->area_homes);
  g_array_unref (self->dots);
  g_free (self);
}

/**
 * heddle_canvas_drag_to:
 * @self: nodes that are dragged
 * @dx: how far to the right of where they were, in canvas units
 * @dy: how far below
 *
 * Shows them there.
 */
void
heddle_canvas_drag_to (HeddleCanvasDrag *self,
                       double            dx,
                       double            dy)
{
  place (self, round (dx), round (dy));
}

/**
 * heddle_canvas_drag_move:
 * @document: a document
 * @pipeline: one of its pipelines
 * @ids: (array zero-terminated=1): ids of nodes of it
 * @areas: (element-type HeddleElement): frames and notes of it
 * @dx: how far to the right, in canvas units
 * @dy: how far down
 * @error: return location for an error
 *
 * Moves nodes, frames and notes. Part of the step that is open; where it fails the caller abandons that.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_canvas_drag_move (HeddleDocument    *document,
                         HeddlePipeline    *pipeline,
                         const char *const *ids,
                         GPtrArray         *areas,
                         double             dx,
                         double             dy,
                         GError           **error)
{
  gboolean moved = heddle_node_group_move (document, pipeline, ids, dx, dy, error);

  for (guint i = 0; i < areas->len && moved; i++)
    {
      HeddleArea area;

      heddle_area_get (areas->pdata[i], &area);
      area.x += dx;
      area.y += dy;
      moved = heddle_area_set (document, pipeline, areas->pdata[i], &area, error);
    }
  return moved;
}

/**
 * heddle_canvas_drag_drop:
 * @self: what is dragged
 * @error: return location
 *
 * Moves it in the document to where it is shown. Part of the step that is open; where it fails the caller
 * abandons that.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_canvas_drag_drop (HeddleCanvasDrag  *self,
                         GError           **error)
{
  double dx = self->dx, dy = self->dy;

  put_back (self);
  /* Where the caller abandons the step, it may be dropped there again. */
  self->dx = dx;
  self->dy = dy;
  return heddle_canvas_drag_move (self->document, self->pipeline, (const char *const *) self->ids, self->areas, dx, dy,
                                  error);
}
