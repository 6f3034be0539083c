/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-link.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/heddle-json.h"
#include "editor/heddle-condition-words.h"
#include "editor/heddle-port-label.h"

/* A link that goes less than this to the right turns back. */
#define FORWARD 40
#define WAY_OUT 32
#define CORNER 30
#define LEAST_TANGENT 36
#define TANGENT 0.45f
#define GUTTER 30

/* How far a list link, its dots and its chip reach beside the curve, and its chip along it. */
#define REACH 14
#define CHIP_REACH 95

/* Of a control point, for a quarter of a circle. */
#define KAPPA 0.5523f

#define PIECES 16

/**
 * heddle_canvas_link_read_reroutes:
 * @self: a link
 *
 * Takes the dots that it leads through from the document. To be laid out anew then.
 */
void
heddle_canvas_link_read_reroutes (HeddleCanvasLink *self)
{
  JsonNode *node = heddle_element_get_member (HEDDLE_ELEMENT (self->link), "reroutes");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  g_array_set_size (self->reroutes, 0);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *dot = json_array_get_object_element (array, i);
      graphene_point_t point;

      graphene_point_init (&point, (float) heddle_json_get_number (dot, "x", 0),
                           (float) heddle_json_get_number (dot, "y", 0));
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
  self->legs = g_array_sized_new (FALSE, FALSE, sizeof (guint), 1);
  self->condition = heddle_condition_words_dup_short (link, from);
  heddle_canvas_link_read_reroutes (self);
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
  g_array_unref (self->legs);
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
      heddle_canvas_node_get_flow_point (node, output, point);
      return;
    }
  port = heddle_canvas_node_ensure_port (node, name, output);
  heddle_canvas_node_get_port_point (node, port, point);
  if (output)
    self->type = port->type;
}

static void
end_leg (HeddleCanvasLink *self)
{
  g_array_append_val (self->legs, self->curve->len);
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
  if (self->condition != NULL)
    {
      graphene_point_t middle;

      heddle_canvas_link_get_middle (self, &middle);
      graphene_rect_union (&self->bounds,
                           &GRAPHENE_RECT_INIT (middle.x - CHIP_REACH, middle.y - REACH, 2 * CHIP_REACH, 2 * REACH),
                           &self->bounds);
    }
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
  g_array_set_size (self->legs, 0);
  g_array_append_val (self->curve, start);
  for (guint i = 0; i < self->reroutes->len; i++)
    {
      graphene_point_t dot = g_array_index (self->reroutes, graphene_point_t, i);
      graphene_point_t next = i + 1 < self->reroutes->len ? g_array_index (self->reroutes, graphene_point_t, i + 1)
                                                          : end;
      float in = next.x < dot.x ? -1 : 1;

      piece_to (self, dot, out, in);
      end_leg (self);
      out = in;
    }
  piece_to (self, end, out, 1);
  if (self->curve->len == 1)
    curve_to (self, start.x, start.y, end.x, end.y, end.x, end.y);
  end_leg (self);
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

/* Calls for each short straight bit of a piece of the curve, until that has seen enough. */
typedef gboolean (*BitFunc) (graphene_point_t a,
                             graphene_point_t b,
                             gpointer         data);

static void
follow (const HeddleCanvasLink *self,
        guint                   first,
        guint                   end,
        BitFunc                 func,
        gpointer                data)
{
  const graphene_point_t *points = (const graphene_point_t *) (gpointer) self->curve->data;

  for (guint i = first; i + 3 < end; i += 3)
    {
      graphene_point_t last = points[i];

      for (guint j = 1; j <= PIECES; j++)
        {
          graphene_point_t next = get_point (points + i, (float) j / PIECES);

          if (func (last, next, data))
            return;
          last = next;
        }
    }
}

typedef struct
{
  double x;
  double y;
  double least;
} Nearest;

static gboolean
measure_bit (graphene_point_t a,
             graphene_point_t b,
             gpointer         data)
{
  Nearest *nearest = data;

  nearest->least = MIN (nearest->least, get_segment_distance (a, b, nearest->x, nearest->y));
  return FALSE;
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
  Nearest nearest = { x, y, G_MAXDOUBLE };

  follow (self, 0, self->curve->len, measure_bit, &nearest);
  return nearest.least;
}

/**
 * heddle_canvas_link_find_leg:
 * @self: a link
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 *
 * Returns: how many of the dots that it leads through lie before the place on it that is nearest to the point
 */
guint
heddle_canvas_link_find_leg (const HeddleCanvasLink *self,
                             double                  x,
                             double                  y)
{
  double least = G_MAXDOUBLE;
  guint first = 0, found = 0;

  for (guint i = 0; i < self->legs->len; i++)
    {
      guint end = g_array_index (self->legs, guint, i);
      Nearest nearest = { x, y, G_MAXDOUBLE };

      follow (self, first, end, measure_bit, &nearest);
      if (nearest.least < least)
        {
          least = nearest.least;
          found = i;
        }
      first = end - 1;
    }
  return found;
}

/**
 * heddle_canvas_link_find_dot:
 * @self: a link
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 * @reach: how far from the middle of a dot is still on it
 *
 * Returns: which of the dots that it leads through is there, or -1
 */
int
heddle_canvas_link_find_dot (const HeddleCanvasLink *self,
                             double                  x,
                             double                  y,
                             double                  reach)
{
  /* The one that was painted last lies on top. */
  for (guint i = self->reroutes->len; i > 0; i--)
    {
      const graphene_point_t *dot = &g_array_index (self->reroutes, graphene_point_t, i - 1);

      if (hypot (x - dot->x, y - dot->y) <= reach)
        return (int) i - 1;
    }
  return -1;
}

typedef struct
{
  graphene_point_t a;
  graphene_point_t b;
  gboolean         crossed;
} Stroke;

/* On which side of the line from @a to @b a point is. */
static double
get_side (graphene_point_t a,
          graphene_point_t b,
          graphene_point_t point)
{
  return ((double) b.x - a.x) * ((double) point.y - a.y) - ((double) b.y - a.y) * ((double) point.x - a.x);
}

static gboolean
cross_bit (graphene_point_t a,
           graphene_point_t b,
           gpointer         data)
{
  Stroke *stroke = data;

  stroke->crossed = (get_side (stroke->a, stroke->b, a) > 0) != (get_side (stroke->a, stroke->b, b) > 0)
                    && (get_side (a, b, stroke->a) > 0) != (get_side (a, b, stroke->b) > 0);
  return stroke->crossed;
}

/**
 * heddle_canvas_link_is_crossed:
 * @self: a link
 * @a: a point on the canvas
 * @b: another
 *
 * Returns: whether the straight line between the points crosses the link
 */
gboolean
heddle_canvas_link_is_crossed (const HeddleCanvasLink *self,
                               const graphene_point_t *a,
                               const graphene_point_t *b)
{
  Stroke stroke = { *a, *b, FALSE };
  graphene_rect_t box;

  graphene_rect_init (&box, MIN (a->x, b->x), MIN (a->y, b->y), fabsf (b->x - a->x), fabsf (b->y - a->y));
  graphene_rect_inset (&box, -1, -1);
  if (graphene_point_equal (a, b) || !graphene_rect_intersection (&box, &self->bounds, NULL))
    return FALSE;
  follow (self, 0, self->curve->len, cross_bit, &stroke);
  return stroke.crossed;
}

/* The leg with the most room for something on it. */
static guint
find_longest_leg (const HeddleCanvasLink *self)
{
  guint first = 0, longest = 0;
  float most = -1;

  for (guint i = 0; i < self->legs->len; i++)
    {
      guint end = g_array_index (self->legs, guint, i);
      graphene_point_t a = g_array_index (self->curve, graphene_point_t, first);
      graphene_point_t b = g_array_index (self->curve, graphene_point_t, end - 1);
      float length = hypotf (b.x - a.x, b.y - a.y);

      if (length > most)
        {
          most = length;
          longest = i;
        }
      first = end - 1;
    }
  return longest;
}

/**
 * heddle_canvas_link_get_middle:
 * @self: a link
 * @middle: (out caller-allocates): return location for a point on the canvas
 *
 * Tells where its condition is shown: beside its dots, if it leads through some.
 */
void
heddle_canvas_link_get_middle (const HeddleCanvasLink *self,
                               graphene_point_t       *middle)
{
  guint leg = find_longest_leg (self);
  guint first = leg > 0 ? g_array_index (self->legs, guint, leg - 1) - 1 : 0;
  guint n_pieces = (g_array_index (self->legs, guint, leg) - 1 - first) / 3;
  const graphene_point_t *points = (const graphene_point_t *) (gpointer) self->curve->data + first;

  *middle = n_pieces > 0 ? get_point (points + n_pieces / 2 * 3, n_pieces % 2 == 1 ? 0.5f : 0) : points[0];
}

/**
 * heddle_canvas_link_dup_description:
 * @self: a link
 *
 * Returns: (transfer full): what it links, for whoever cannot see it
 */
char *
heddle_canvas_link_dup_description (const HeddleCanvasLink *self)
{
  const char *from_port = heddle_link_get_from_port (self->link);
  const char *to_port = heddle_link_get_to_port (self->link);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *condition = NULL;

  if (self->after)
    /* Translators: both are names of steps */
    return g_strdup_printf (_("%s runs after %s"), self->to->title, self->from->title);
  from = heddle_port_dup_label (self->from->type, from_port != NULL ? from_port : "");
  to = heddle_port_dup_label (self->to->type, to_port != NULL ? to_port : "");
  condition = heddle_condition_words_dup_sentence (self->link, self->from);
  if (condition != NULL)
    /* Translators: a port of a step, one of another step, and a condition */
    return g_strdup_printf (_("Link from %s, %s to %s, %s, if %s"), self->from->title, from, self->to->title, to,
                            condition);
  /* Translators: a port of a step, and one of another step */
  return g_strdup_printf (_("Link from %s, %s to %s, %s"), self->from->title, from, self->to->title, to);
}
