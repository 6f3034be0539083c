/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-resize.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "graph/heddle-area.h"

#define LEAST_WIDTH (4 * HEDDLE_CANVAS_GRID)
#define LEAST_HEIGHT (3 * HEDDLE_CANVAS_GRID)

struct _HeddleCanvasResize
{
  HeddleDocument    *document;
  HeddlePipeline    *pipeline;
  HeddleCanvasModel *model;
  HeddleElement     *element;
  HeddleCanvasEdges  edges;
  graphene_rect_t    home;
  graphene_rect_t    area;
};

/**
 * heddle_canvas_resize_new:
 * @document: what the frame or note is of
 * @pipeline: the pipeline that it is in
 * @model: what shows it
 * @element: the frame or note
 * @edges: what is held of it: an edge, or the two of a corner
 *
 * Returns: (transfer full): the frame or note, as large as it was
 */
HeddleCanvasResize *
heddle_canvas_resize_new (HeddleDocument    *document,
                          HeddlePipeline    *pipeline,
                          HeddleCanvasModel *model,
                          HeddleElement     *element,
                          HeddleCanvasEdges  edges)
{
  HeddleCanvasResize *self = g_new0 (HeddleCanvasResize, 1);

  self->document = g_object_ref (document);
  self->pipeline = g_object_ref (pipeline);
  self->model = g_object_ref (model);
  self->element = g_object_ref (element);
  self->edges = edges;
  heddle_canvas_model_get_area_bounds (model, element, &self->home);
  self->area = self->home;
  return self;
}

static void
put_back (HeddleCanvasResize *self)
{
  heddle_canvas_model_unplace_areas (self->model);
  heddle_canvas_model_end_placing (self->model);
}

/**
 * heddle_canvas_resize_free:
 * @self: (transfer full): a frame or note that is resized
 *
 * Lets go of it: it is as large as the document has it.
 */
void
heddle_canvas_resize_free (HeddleCanvasResize *self)
{
  put_back (self);
  g_object_unref (self->document);
  g_object_unref (self->pipeline);
  g_object_unref (self->model);
  g_object_unref (self->element);
  g_free (self);
}

static double
to_grid (double place,
         gboolean snap)
{
  return snap ? round (place / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID : round (place);
}

/* Moves one of two edges, which keep their distance at least. */
static void
move_edges (float    *start,
            float    *length,
            double    distance,
            gboolean  first,
            gboolean  last,
            double    least,
            gboolean  snap)
{
  double end = *start + *length;

  if (first)
    *start = (float) MIN (to_grid (*start + distance, snap), end - least);
  else if (last)
    end = MAX (to_grid (end + distance, snap), *start + least);
  *length = (float) (end - *start);
}

/**
 * heddle_canvas_resize_to:
 * @self: a frame or note that is resized
 * @dx: how far to the right of where it was the pointer is, in canvas units
 * @dy: how far below
 * @snap: whether what is held goes from one line of the grid to the next
 *
 * Shows it that large.
 */
void
heddle_canvas_resize_to (HeddleCanvasResize *self,
                         double              dx,
                         double              dy,
                         gboolean            snap)
{
  self->area = self->home;
  move_edges (&self->area.origin.x, &self->area.size.width, dx, self->edges & HEDDLE_CANVAS_EDGE_LEFT,
              self->edges & HEDDLE_CANVAS_EDGE_RIGHT, LEAST_WIDTH, snap);
  move_edges (&self->area.origin.y, &self->area.size.height, dy, self->edges & HEDDLE_CANVAS_EDGE_TOP,
              self->edges & HEDDLE_CANVAS_EDGE_BOTTOM, LEAST_HEIGHT, snap);
  heddle_canvas_model_place_area (self->model, self->element, &self->area);
  heddle_canvas_model_end_placing (self->model);
}

/**
 * heddle_canvas_resize_drop:
 * @self: a frame or note that is resized
 * @error: return location
 *
 * Makes it in the document as large as it is shown, as one step.
 *
 * Returns: %FALSE with an error of [error@GraphError], and the document as it was
 */
gboolean
heddle_canvas_resize_drop (HeddleCanvasResize  *self,
                           GError             **error)
{
  HeddleArea area;

  if (graphene_rect_equal (&self->area, &self->home))
    return TRUE;
  /* Where it is larger only for the nodes in it, it stays as large as it is by itself. */
  heddle_area_get (self->element, &area);
  if (self->edges & (HEDDLE_CANVAS_EDGE_LEFT | HEDDLE_CANVAS_EDGE_RIGHT))
    {
      area.x = self->area.origin.x;
      area.width = self->area.size.width;
    }
  if (self->edges & (HEDDLE_CANVAS_EDGE_TOP | HEDDLE_CANVAS_EDGE_BOTTOM))
    {
      area.y = self->area.origin.y;
      area.height = self->area.size.height;
    }
  heddle_document_begin (self->document, _("Resize"));
  if (!heddle_area_set (self->document, self->pipeline, self->element, &area, error))
    {
      heddle_document_abandon (self->document);
      return FALSE;
    }
  heddle_document_end (self->document);
  return TRUE;
}

/**
 * heddle_canvas_resize_get_cursor:
 * @edges: what the pointer is over: an edge, the two of a corner, or none
 *
 * Returns: (transfer none) (nullable): the name of a cursor that says so
 */
const char *
heddle_canvas_resize_get_cursor (HeddleCanvasEdges edges)
{
  gboolean sideways = (edges & (HEDDLE_CANVAS_EDGE_LEFT | HEDDLE_CANVAS_EDGE_RIGHT)) != 0;
  gboolean upwards = (edges & (HEDDLE_CANVAS_EDGE_TOP | HEDDLE_CANVAS_EDGE_BOTTOM)) != 0;
  gboolean falling = ((edges & HEDDLE_CANVAS_EDGE_LEFT) != 0) == ((edges & HEDDLE_CANVAS_EDGE_TOP) != 0);

  if (sideways && upwards)
    return falling ? "nwse-resize" : "nesw-resize";
  if (sideways)
    return "ew-resize";
  return upwards ? "ns-resize" : NULL;
}
