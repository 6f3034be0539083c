/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-reroute-drag.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "graph/heddle-reroute.h"

/* How near to the height of what is before or after it a dot goes there, so that the link is straight. */
#define PULL 10

struct _HeddleRerouteDrag
{
  HeddleDocument    *document;
  HeddlePipeline    *pipeline;
  HeddleCanvasModel *model;
  char              *link;
  guint              position;
  gboolean           added;
  GArray            *homes;
  graphene_point_t   place;
};

/**
 * heddle_reroute_drag_new:
 * @document: what is edited
 * @pipeline: the pipeline that the link is in
 * @model: what shows it
 * @link: the id of a link that is there
 * @position: which of its dots; of one that is to be added, how many come before it
 * @added: whether it is to be added
 *
 * Returns: (transfer full): the dot, where it was
 */
HeddleRerouteDrag *
heddle_reroute_drag_new (HeddleDocument    *document,
                         HeddlePipeline    *pipeline,
                         HeddleCanvasModel *model,
                         const char        *link,
                         guint              position,
                         gboolean           added)
{
  HeddleRerouteDrag *self = g_new0 (HeddleRerouteDrag, 1);

  self->document = g_object_ref (document);
  self->pipeline = g_object_ref (pipeline);
  self->model = g_object_ref (model);
  self->link = g_strdup (link);
  self->position = position;
  self->added = added;
  self->homes = g_array_copy (heddle_canvas_model_find_link (model, link)->reroutes);
  if (!added)
    self->place = g_array_index (self->homes, graphene_point_t, position);
  return self;
}

static void
put_back (HeddleRerouteDrag *self)
{
  heddle_canvas_model_unplace_dots (self->model, self->link);
  heddle_canvas_model_end_placing (self->model);
}

/**
 * heddle_reroute_drag_free:
 * @self: (transfer full): a dot that is dragged
 *
 * Lets go of it: all dots are where the document has them.
 */
void
heddle_reroute_drag_free (HeddleRerouteDrag *self)
{
  put_back (self);
  g_object_unref (self->document);
  g_object_unref (self->pipeline);
  g_object_unref (self->model);
  g_array_unref (self->homes);
  g_free (self->link);
  g_free (self);
}

static float
to_grid (double place)
{
  return (float) round (place / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
}

/* Level with the port or the dot before or after it, or else on the grid. */
static void
snap (HeddleRerouteDrag *self,
      double             x,
      double             y)
{
  const HeddleCanvasLink *link = heddle_canvas_model_find_link (self->model, self->link);
  guint next = self->position + (self->added ? 0 : 1);
  double least = PULL;

  graphene_point_init (&self->place, to_grid (x), to_grid (y));
  for (int i = 0; link != NULL && i < 2; i++)
    {
      graphene_point_t other = g_array_index (link->curve, graphene_point_t, i == 0 ? 0 : link->curve->len - 1);

      if (i == 0 && self->position > 0)
        other = g_array_index (self->homes, graphene_point_t, self->position - 1);
      else if (i == 1 && next < self->homes->len)
        other = g_array_index (self->homes, graphene_point_t, next);
      if (fabs (other.y - y) >= least)
        continue;
      least = fabs (other.y - y);
      self->place.y = other.y;
    }
}

/**
 * heddle_reroute_drag_to:
 * @self: a dot that is dragged
 * @x: where the pointer is on the canvas
 * @y: likewise
 * @freely: whether the dot goes exactly there
 *
 * Shows the dot there.
 */
void
heddle_reroute_drag_to (HeddleRerouteDrag *self,
                        double             x,
                        double             y,
                        gboolean           freely)
{
  g_autoptr (GArray) places = g_array_copy (self->homes);

  if (freely)
    graphene_point_init (&self->place, (float) round (x), (float) round (y));
  else
    snap (self, x, y);
  if (self->added)
    g_array_insert_val (places, self->position, self->place);
  else
    g_array_index (places, graphene_point_t, self->position) = self->place;
  heddle_canvas_model_place_dots (self->model, self->link, places);
  heddle_canvas_model_end_placing (self->model);
}

/**
 * heddle_reroute_drag_drop:
 * @self: a dot that is dragged
 * @error: return location for an error
 *
 * Makes the place where it is shown that of the document, as one step.
 *
 * Returns: %FALSE with an error of [error@GraphError], and the document as it was
 */
gboolean
heddle_reroute_drag_drop (HeddleRerouteDrag  *self,
                          GError            **error)
{
  gboolean done;

  put_back (self);
  heddle_document_begin (self->document, self->added ? _("Add Reroute Dot") : _("Move Reroute Dot"));
  if (self->added)
    done = heddle_reroute_add (self->document, self->pipeline, self->link, self->position, self->place.x,
                               self->place.y, error);
  else
    done = heddle_reroute_move (self->document, self->pipeline, self->link, self->position, self->place.x,
                                self->place.y, error);
  if (done)
    heddle_document_end (self->document);
  else
    heddle_document_abandon (self->document);
  return done;
}
