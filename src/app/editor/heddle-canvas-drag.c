/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-drag.h"

#include <math.h>

#include "editor/heddle-canvas-private.h"
#include "graph/heddle-node-group.h"

struct _HeddleCanvasDrag
{
  HeddleDocument     *document;
  HeddlePipeline     *pipeline;
  HeddleCanvasModel  *model;
  GStrv               ids;
  GArray             *homes;
  graphene_point_t    held_home;
  double              dx;
  double              dy;
};

/**
 * heddle_canvas_drag_new:
 * @document: what the nodes are of
 * @pipeline: the pipeline that they are in
 * @model: what shows them
 * @ids: (array zero-terminated=1): the nodes
 * @held: the one of them that the pointer holds, and that snaps to the grid
 *
 * Returns: (transfer full): the nodes, where they were
 */
HeddleCanvasDrag *
heddle_canvas_drag_new (HeddleDocument    *document,
                        HeddlePipeline    *pipeline,
                        HeddleCanvasModel *model,
                        const char *const *ids,
                        const char        *held)
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
      if (g_str_equal (self->ids[i], held))
        self->held_home = home;
    }
  return self;
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
  heddle_canvas_model_end_placing (self->model);
}

static void
put_back (HeddleCanvasDrag *self)
{
  self->dx = self->dy = 0;
  for (guint i = 0; self->ids[i] != NULL; i++)
    heddle_canvas_model_unplace_node (self->model, self->ids[i]);
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
  g_free (self);
}

static double
snap_to (double home,
         double distance)
{
  return round ((home + distance) / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID - home;
}

/**
 * heddle_canvas_drag_to:
 * @self: nodes that are dragged
 * @dx: how far to the right of where they were, in canvas units
 * @dy: how far below
 * @snap: whether the one that is held goes from one point of the grid to the next
 *
 * Shows them there.
 */
void
heddle_canvas_drag_to (HeddleCanvasDrag *self,
                       double            dx,
                       double            dy,
                       gboolean          snap)
{
  place (self, snap ? snap_to (self->held_home.x, dx) : round (dx),
         snap ? snap_to (self->held_home.y, dy) : round (dy));
}

/**
 * heddle_canvas_drag_drop:
 * @self: nodes that are dragged
 * @error: return location
 *
 * Moves them in the document to where they are shown. Part of the step that is open; where it fails the
 * caller abandons that.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_canvas_drag_drop (HeddleCanvasDrag  *self,
                         GError           **error)
{
  double dx = self->dx, dy = self->dy;

  put_back (self);
  return heddle_node_group_move (self->document, self->pipeline, (const char *const *) self->ids, dx, dy, error);
}
