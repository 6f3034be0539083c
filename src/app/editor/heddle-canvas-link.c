/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-link.h"

#include <math.h>

#include "base/heddle-json.h"
#include "editor/heddle-port-label.h"

/* A link that goes less than this to the right turns back. */
#define FORWARD 40
#define WAY_OUT 32
#define CORNER 30
#define LEAST_TANGENT 36
#define TANGENT 0.45f
#define GUTTER 30

/* How far a list link, its dots and its chip reach beside the curve. */
#define REACH 14

/* Of a control point, for a quarter of a circle. */
#define KAPPA 0.5523f

#define PIECES 16

static char *
dup_condition (HeddleCanvasLink *self)
{
  static const struct
  {
    const char *name;
    const char *sign;
  } signs[] = {
    { "==", "=" }, { "!=", "≠" }, { "<", "<" }, { "<=", "≤" }, { ">", ">" }, { ">=", "≥" },
    { "contains", "∋" }, { "matches", "≈" }, { "is-empty", "= ∅" }, { "not-empty", "≠ ∅" },
  };
  JsonObject *condition = heddle_link_get_condition (self->link);
  const char *operator, *port;
  g_autofree char *label = NULL;
  g_autofree char *value = NULL;
  JsonNode *node;

  if (condition == NULL)
    return NULL;
  port = heddle_json_get_string (condition, "port", heddle_link_get_from_port (self->link));
  operator = heddle_json_get_string (condition, "op", "");
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (g_str_equal (signs[i].name, operator))
        {
          operator = signs[i].sign;
          break;
        }
    }
  label = heddle_port_dup_label (self->from->type, port != NULL ? port : "");
  node = json_object_get_member (condition, "value");
  if (node != NULL && heddle_json_as_string (node) != NULL)
    value = g_strdup_printf (" %s", heddle_json_as_string (node));
  else if (node != NULL && heddle_json_is_number (node))
    value = g_strdup_printf (" %g", json_node_get_double (node));
  return g_strdup_printf ("%s %s%s", label, operator, value != NULL ? value : "");
}

static void
read_reroutes (HeddleCanvasLink *self)
{
  JsonNode *node = heddle_element_get_member (HEDDLE_ELEMENT (self->link), "reroutes");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      graphene_point_t point;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        continue;
      graphene_point_init (&point, (float) heddle_json_get_number (json_node_get_object (element), "x", 0),
                           (float) heddle_json_get_number (json_node_get_object (element), "y", 0));
      g_array_append_val (self->reroutes, point);
    }
}

/**
 * heddle_canvas_link_new:
 * @link: a link of the document
 * @from: the node it begins at
 * @to: the node it ends at
 *
 * Returns: (transfer full): the link as the canvas shows it, without a layout yet
 */
HeddleCanvasLink *
heddle_canvas_link_new (HeddleLink       *link,
                        HeddleCanvasNode *from,
                        HeddleCanvasNode *to)
{
  HeddleCanvasLink *self = g_new0 (HeddleCanvasLink, 1);

  self->link = g_object_ref (link);
  self->from = from;
  self->to = to;
  self->after = heddle_link_is_after (link);
  self->reroutes = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
  self->curve = g_array_sized_new (FALSE, FALSE, sizeof (graphene_point_t), 4);
  self->condition = dup_condition (self);
  read_reroutes (self);
  return self;
}

/**
 * heddle_canvas_link_drop_painting:
 * @self: a link
 *
 * Forgets how it was painted, since it looks different now.
 */
void
heddle_canvas_link_drop_painting (HeddleCanvasLink *self)
{
  if (self->painting != NULL)
    self->painting_free (g_steal_pointer (&self->painting));
}

/**
 * heddle_canvas_link_free:
 * @self: (transfer full): a link that is in no index
 *
 * Frees it.
 */
void
heddle_canvas_link_free (HeddleCanvasLink *self)
{
  heddle_canvas_link_drop_painting (self);
  g_clear_object (&self->link);
  g_free (self->condition);
  g_array_unref (self->reroutes);
  g_array_unref (self->curve);
  g_free (self);
}

static graphene_point_t
get_last (HeddleCanvasLink *self)
{
  return g_array_index (self->curve, graphene_point_t, self->curve->len - 1);
}

static void
curve_to (HeddleCanvasLink *self,
          float             x1,
          float             y1,
          float             x2,
          float             y2,
          float             x,
          float             y)
{
  graphene_point_t points[] = { { x1, y1 }, { x2, y2 }, { x, y } };

  g_array_append_vals (self->curve, points, G_N_ELEMENTS (points));
}

static void
line_to (HeddleCanvasLink *self,
         float             x,
         float             y)
{
  graphene_point_t last = get_last (self);

  if (fabsf (x - last.x) + fabsf (y - last.y) > 0.01f)
    curve_to (self, last.x, last.y, x, y, x, y);
}

/* Goes through points at right angles, with round corners. */
static void
corners_to (HeddleCanvasLink       *self,
            const graphene_point_t *points,
            guint                   n_points)
{
  for (guint i = 0; i < n_points; i++)
    {
      graphene_point_t last = get_last (self);
      graphene_point_t corner = points[i];
      float before, after, radius;

      if (i + 1 == n_points)
        {
          line_to (self, corner.x, corner.y);
          break;
        }
      before = fabsf (corner.x - last.x) + fabsf (corner.y - last.y);
      after = fabsf (points[i + 1].x - corner.x) + fabsf (points[i + 1].y - corner.y);
      radius = MIN (CORNER, MIN (before, i + 2 == n_points ? after : after / 2));
      if (radius < 1)
        {
          line_to (self, corner.x, corner.y);
          continue;
        }
      {
        float in_x = before > 0 ? (corner.x - last.x) / before : 0;
        float in_y = before > 0 ? (corner.y - last.y) / before : 0;
        float out_x = (points[i + 1].x - corner.x) / after;
        float out_y = (points[i + 1].y - corner.y) / after;
        float start_x = corner.x - in_x * radius, start_y = corner.y - in_y * radius;
        float end_x = corner.x + out_x * radius, end_y = corner.y + out_y * radius;
        float pull = radius * KAPPA;

        line_to (self, start_x, start_y);
        curve_to (self, start_x + in_x * pull, start_y + in_y * pull, end_x - out_x * pull,
                  end_y - out_y * pull, end_x, end_y);
      }
    }
}

/* Halfway between the rows of the two nodes, or below both where they share one. */
static float
get_gutter (const HeddleCanvasLink *self)
{
  const graphene_rect_t *from = &self->from->bounds;
  const graphene_rect_t *to = &self->to->bounds;
  float from_end = from->origin.y + from->size.height;
  float to_end = to->origin.y + to->size.height;

  if (from_end < to->origin.y)
    return (from_end + to->origin.y) / 2;
  if (to_end < from->origin.y)
    return (to_end + from->origin.y) / 2;
  return MAX (from_end, to_end) + GUTTER;
}

static void
bezier_to (HeddleCanvasLink *self,
           graphene_point_t  end,
           float             direction)
{
  graphene_point_t last = get_last (self);
  float pull = MAX (LEAST_TANGENT, TANGENT * fabsf (end.x - last.x)) * direction;

  if (fabsf (end.y - last.y) < 0.5f)
    line_to (self, end.x, end.y);
  else
    curve_to (self, last.x + pull, last.y, end.x - pull, end.y, end.x, end.y);
}

/* One piece between ports and dots. @out and @in are the directions it leaves and arrives in: 1 to
 * the right, -1 to the left.
 */
static void
piece_to (HeddleCanvasLink *self,
          graphene_point_t  end,
          float             out,
          float             in)
{
  graphene_point_t last = get_last (self);
  float dx = end.x - last.x;

  if (out > 0 && in > 0 && dx < FORWARD)
    {
      float gutter = get_gutter (self);
      graphene_point_t way[] = {
        { last.x + WAY_OUT, last.y }, { last.x + WAY_OUT, gutter }, { end.x - WAY_OUT, gutter },
        { end.x - WAY_OUT, end.y }, end,
      };

      corners_to (self, way, G_N_ELEMENTS (way));
    }
  else if (out * in < 0)
    {
      float x = out > 0 ? MAX (last.x, end.x) + WAY_OUT : MIN (last.x, end.x) - WAY_OUT;
      graphene_point_t way[] = { { x, last.y }, { x, end.y }, end };

      corners_to (self, way, G_N_ELEMENTS (way));
    }
  else
    {
      bezier_to (self, end, out);
    }
}

static void
get_end (HeddleCanvasLink *self,
         gboolean          output,
         graphene_point_t *point)
{
  HeddleCanvasNode *node = output ? self->from : self->to;
  const char *name = output ? heddle_link_get_from_port (self->link) : heddle_link_get_to_port (self->link);
  HeddleCanvasPort *port;

  if (self->after || name == NULL)
    {
      graphene_point_init (point, node->bounds.origin.x + (output ? node->bounds.size.width : 0),
                           node->bounds.origin.y + HEDDLE_CANVAS_HEADER_HEIGHT / 2);
      return;
    }
  port = heddle_canvas_node_ensure_port (node, name, output);
  heddle_canvas_node_get_port_point (node, port, point);
  if (output)
    self->type = port->type;
}

static void
update_bounds (HeddleCanvasLink *self)
{
  graphene_point_t first = g_array_index (self->curve, graphene_point_t, 0);
  float left = first.x, right = first.x, top = first.y, bottom = first.y;

  for (guint i = 1; i < self->curve->len; i++)
    {
      graphene_point_t point = g_array_index (self->curve, graphene_point_t, i);

      left = MIN (left, point.x);
      right = MAX (right, point.x);
      top = MIN (top, point.y);
      bottom = MAX (bottom, point.y);
    }
  graphene_rect_init (&self->bounds, left - REACH, top - REACH, right - left + 2 * REACH,
                      bottom - top + 2 * REACH);
}

/**
 * heddle_canvas_link_lay_out:
 * @self: a link whose nodes have been laid out
 *
 * Works out what way it takes.
 */
void
heddle_canvas_link_lay_out (HeddleCanvasLink *self)
{
  graphene_point_t start, end;
  float out = 1;

  heddle_canvas_link_drop_painting (self);
  get_end (self, TRUE, &start);
  get_end (self, FALSE, &end);
  if (self->after)
    self->type = (HeddlePortType) { HEDDLE_VALUE_ANY, FALSE };
  g_array_set_size (self->curve, 0);
  g_array_append_val (self->curve, start);
  for (guint i = 0; i < self->reroutes->len; i++)
    {
      graphene_point_t dot = g_array_index (self->reroutes, graphene_point_t, i);
      graphene_point_t next = i + 1 < self->reroutes->len ? g_array_index (self->reroutes, graphene_point_t, i + 1)
                                                          : end;
      float in = next.x < dot.x ? -1 : 1;

      piece_to (self, dot, out, in);
      out = in;
    }
  piece_to (self, end, out, 1);
  if (self->curve->len == 1)
    curve_to (self, start.x, start.y, end.x, end.y, end.x, end.y);
  update_bounds (self);
}

static graphene_point_t
get_point (const graphene_point_t *piece,
           float                   t)
{
  float u = 1 - t;
  float a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

  return GRAPHENE_POINT_INIT (a * piece[0].x + b * piece[1].x + c * piece[2].x + d * piece[3].x,
                              a * piece[0].y + b * piece[1].y + c * piece[2].y + d * piece[3].y);
}

static double
get_segment_distance (graphene_point_t a,
                      graphene_point_t b,
                      double           x,
                      double           y)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((x - a.x) * dx + (y - a.y) * dy) / length, 0, 1) : 0;

  return hypot (x - (a.x + t * dx), y - (a.y + t * dy));
}

/**
 * heddle_canvas_link_get_distance:
 * @self: a link
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 *
 * Returns: how far the point is from the link
 */
double
heddle_canvas_link_get_distance (const HeddleCanvasLink *self,
                                 double                  x,
                                 double                  y)
{
  const graphene_point_t *points = (const graphene_point_t *) (gpointer) self->curve->data;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i + 3 < self->curve->len; i += 3)
    {
      graphene_point_t last = points[i];

      for (guint j = 1; j <= PIECES; j++)
        {
          graphene_point_t next = get_point (points + i, (float) j / PIECES);

          least = MIN (least, get_segment_distance (last, next, x, y));
          last = next;
        }
    }
  return least;
}

/**
 * heddle_canvas_link_get_middle:
 * @self: a link
 * @middle: (out caller-allocates): return location for a point on the canvas
 *
 * Tells where its condition is shown.
 */
void
heddle_canvas_link_get_middle (const HeddleCanvasLink *self,
                               graphene_point_t       *middle)
{
  const graphene_point_t *points = (const graphene_point_t *) (gpointer) self->curve->data;
  guint n_pieces = (self->curve->len - 1) / 3;

  *middle = get_point (points + n_pieces / 2 * 3, n_pieces % 2 == 1 ? 0.5f : 0);
}
