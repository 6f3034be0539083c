/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-guides.h"

#include <math.h>

#include "editor/heddle-canvas-private.h"

/* How near to a line with a neighbour is drawn into it, on the screen. */
#define REACH 5

/* How far a guide goes on beyond what it is about. */
#define OVERHANG 12

/**
 * heddle_canvas_hold_for_guides:
 * @self: a canvas
 * @held: where that was which is dragged, and brought into line with its neighbours
 *
 * Begins to look for lines.
 */
void
heddle_canvas_hold_for_guides (HeddleCanvas          *self,
                               const graphene_rect_t *held)
{
  self->guides.home = *held;
  heddle_canvas_drop_guides (self);
}

/**
 * heddle_canvas_drop_guides:
 * @self: a canvas
 *
 * Shows no lines any more.
 */
void
heddle_canvas_drop_guides (HeddleCanvas *self)
{
  self->guides.lines[0] = self->guides.lines[1] = *graphene_rect_zero ();
  self->guides.shown[0] = self->guides.shown[1] = FALSE;
}

/* One direction of a box, so that both are done alike. */
typedef struct
{
  float start;
  float length;
} Span;

static Span
get_span (const graphene_rect_t *bounds,
          gboolean               upwards)
{
  return upwards ? (Span) { bounds->origin.y, bounds->size.height } : (Span) { bounds->origin.x, bounds->size.width };
}

/* How far @held is from the nearest line with @other: both starts, both middles or both ends. */
static float
find_distance (Span   held,
               Span   other,
               float *line)
{
  float nearest = G_MAXFLOAT;

  *line = other.start;
  for (int i = 0; i <= 2; i++)
    {
      float share = (float) i / 2;
      float distance = other.start + other.length * share - held.start - held.length * share;

      if (fabsf (distance) >= fabsf (nearest))
        continue;
      nearest = distance;
      *line = other.start + other.length * share;
    }
  return nearest;
}

/* A line that is @line in one direction, over both boxes in the other. */
static graphene_rect_t
draw_guide (const graphene_rect_t *held,
            const graphene_rect_t *other,
            float                  line,
            gboolean               upwards)
{
  graphene_rect_t both;

  graphene_rect_union (held, other, &both);
  if (upwards)
    return GRAPHENE_RECT_INIT (both.origin.x - OVERHANG, line, both.size.width + 2 * OVERHANG, 0);
  return GRAPHENE_RECT_INIT (line, both.origin.y - OVERHANG, 0, both.size.height + 2 * OVERHANG);
}

static double
to_grid (double home,
         double distance)
{
  return round ((home + distance) / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID - home;
}

static double
snap (HeddleCanvas *self,
      GPtrArray    *neighbours,
      double        dx,
      double        dy,
      gboolean      upwards)
{
  graphene_rect_t held = self->guides.home;
  double distance = upwards ? dy : dx;
  float least = (float) (REACH / heddle_viewport_get_zoom (self->viewport));

  graphene_rect_offset (&held, (float) dx, (float) dy);
  self->guides.shown[upwards] = FALSE;
  for (guint i = 0; i < neighbours->len; i++)
    {
      const HeddleCanvasNode *node = neighbours->pdata[i];
      float line, away;

      if (node->placed || heddle_canvas_is_selected (self, node->id))
        continue;
      away = find_distance (get_span (&held, upwards), get_span (&node->bounds, upwards), &line);
      if (fabsf (away) >= least)
        continue;
      least = fabsf (away);
      distance = (upwards ? dy : dx) + away;
      self->guides.shown[upwards] = TRUE;
      self->guides.lines[upwards] = draw_guide (&held, &node->bounds, line, upwards);
    }
  if (self->guides.shown[upwards])
    return round (distance);
  return to_grid (upwards ? self->guides.home.origin.y : self->guides.home.origin.x, distance);
}

/**
 * heddle_canvas_snap_to_guides:
 * @self: a canvas
 * @dx: (inout): how far to the right of where it was that is which is dragged, in canvas units
 * @dy: (inout): how far below
 *
 * Brings it into line with a neighbour in sight that it nearly is in line with, and shows the line; or else
 * onto the grid.
 */
void
heddle_canvas_snap_to_guides (HeddleCanvas *self,
                              double       *dx,
                              double       *dy)
{
  g_autoptr (GPtrArray) neighbours = g_ptr_array_new ();
  graphene_rect_t visible;
  double snapped_x, snapped_y;

  heddle_viewport_get_visible (self->viewport, &visible);
  heddle_canvas_model_query_nodes (self->model, &visible, neighbours);
  snapped_x = snap (self, neighbours, *dx, *dy, FALSE);
  snapped_y = snap (self, neighbours, *dx, *dy, TRUE);
  *dx = snapped_x;
  *dy = snapped_y;
}

/**
 * heddle_canvas_snapshot_guides:
 * @self: a canvas
 * @snapshot: where it goes, in coordinates of the widget
 * @offset: where in the widget the canvas has its origin
 * @zoom: how large it is shown
 *
 * Adds the lines that what is dragged is in.
 */
void
heddle_canvas_snapshot_guides (HeddleCanvas           *self,
                               GtkSnapshot            *snapshot,
                               const graphene_point_t *offset,
                               double                  zoom)
{
  for (int i = 0; i <= 1; i++)
    {
      graphene_rect_t line = self->guides.lines[i];

      if (!self->guides.shown[i])
        continue;
      graphene_rect_scale (&line, (float) zoom, (float) zoom, &line);
      graphene_rect_offset (&line, offset->x, offset->y);
      line.size.width = MAX (line.size.width, 1);
      line.size.height = MAX (line.size.height, 1);
      gtk_snapshot_append_color (snapshot, &self->palette.accent, &line);
    }
}
