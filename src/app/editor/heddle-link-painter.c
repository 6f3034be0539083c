/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-link-painter.h"

#include <math.h>

#include "editor/heddle-canvas-shape.h"
#include "editor/heddle-canvas-text.h"

/* So many links stay painted; those seen last are kept. */
#define MOST_PAINTINGS 3000

#define LIST_WIDTH 7
#define LIST_SLIT 2.25f
#define FAR_WIDTH 5
/* How far strips may leave the curve, in pixels of the canvas. */
#define NEAR_TOLERANCE 0.15f
#define FAR_TOLERANCE 1.0f
#define MOST_STEPS 80

/* How a link that is being drawn bends, as others do. */
#define LEAST_TANGENT 36
#define TANGENT 0.45f

#define DASH 8
#define DASH_GAP 6
#define REROUTE_RADIUS 8
#define LIST_REROUTE_RADIUS 6
#define CHIP_HEIGHT 24
#define CHIP_PADDING 10
#define CHIP_TEXT_WIDTH 160
#define GLOW 8
#define HALO 0.3f

/* Links that only order steps, and where they begin and end. */
#define ORDER_WIDTH 2
#define FLOW_RADIUS 6
#define FLOW_RING 2

/* Around what is selected or about to be cut. */
#define OUTLINE 2.5f
#define OUTLINE_OFFSET 2

typedef struct
{
  HeddleLinkPainter *painter;
  HeddleCanvasLink  *owner;
  GList              place;
  GskRenderNode     *nodes[2][2];
} Painting;

struct _HeddleLinkPainter
{
  GtkWidget           *widget;
  HeddleCanvasPalette  palette;
  HeddleCanvasText    *text;
  GQueue               paintings;
};

/**
 * heddle_link_painter_new:
 * @widget: whose fonts are used
 * @palette: the colours
 *
 * Returns: (transfer full): a painter that has painted nothing yet
 */
HeddleLinkPainter *
heddle_link_painter_new (GtkWidget                 *widget,
                         const HeddleCanvasPalette *palette)
{
  HeddleLinkPainter *self = g_new0 (HeddleLinkPainter, 1);

  self->widget = widget;
  self->palette = *palette;
  self->text = heddle_canvas_text_new (widget);
  return self;
}

/**
 * heddle_link_painter_free:
 * @self: (transfer full): a painter
 *
 * Frees it, with all it has painted.
 */
void
heddle_link_painter_free (HeddleLinkPainter *self)
{
  while (self->paintings.head != NULL)
    heddle_canvas_link_drop_painting (((Painting *) self->paintings.head->data)->owner);
  heddle_canvas_text_free (self->text);
  g_free (self);
}

static void
painting_free (gpointer data)
{
  Painting *self = data;

  g_queue_unlink (&self->painter->paintings, &self->place);
  for (guint i = 0; i < 4; i++)
    g_clear_pointer (&self->nodes[i / 2][i % 2], gsk_render_node_unref);
  g_free (self);
}

static Painting *
ensure_painting (HeddleLinkPainter *self,
                 HeddleCanvasLink  *link)
{
  Painting *painting = link->painting;

  if (painting == NULL)
    {
      painting = g_new0 (Painting, 1);
      painting->painter = self;
      painting->owner = link;
      painting->place.data = painting;
      link->painting = painting;
      link->painting_free = painting_free;
    }
  else
    {
      g_queue_unlink (&self->paintings, &painting->place);
    }
  g_queue_push_head_link (&self->paintings, &painting->place);
  if (self->paintings.length > MOST_PAINTINGS)
    heddle_canvas_link_drop_painting (((Painting *) self->paintings.tail->data)->owner);
  return painting;
}

/* A strip from @a to @b, @offset beside the line between them. Strips that follow each other in a
 * bend reach into each other.
 */
static void
append_strip (GtkSnapshot      *snapshot,
              graphene_point_t  a,
              graphene_point_t  b,
              float             width,
              float             offset,
              float             reach,
              const GdkRGBA    *color)
{
  float dx = b.x - a.x, dy = b.y - a.y;
  float length = hypotf (dx, dy);
  graphene_rect_t strip = GRAPHENE_RECT_INIT (-reach, offset - width / 2, length + 2 * reach, width);

  if (length < 0.01f)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &a);
  if (fabsf (dy) > 0.01f || dx < 0)
    gtk_snapshot_rotate (snapshot, atan2f (dy, dx) * 180 / (float) G_PI);
  gtk_snapshot_append_color (snapshot, color, &strip);
  gtk_snapshot_restore (snapshot);
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

static gboolean
is_straight (const graphene_point_t *piece)
{
  return graphene_point_equal (&piece[0], &piece[1]) && graphene_point_equal (&piece[2], &piece[3]);
}

static guint
count_steps (const graphene_point_t *piece,
             float                   tolerance)
{
  float first = hypotf (piece[0].x - 2 * piece[1].x + piece[2].x, piece[0].y - 2 * piece[1].y + piece[2].y);
  float second = hypotf (piece[1].x - 2 * piece[2].x + piece[3].x, piece[1].y - 2 * piece[2].y + piece[3].y);

  return (guint) CLAMP (ceilf (sqrtf (0.75f * MAX (first, second) / tolerance)), 1, MOST_STEPS);
}

/* The points of the whole curve, near enough to each other for the size it is seen in. */
static GArray *
flatten (const HeddleCanvasLink *link,
         float                   tolerance)
{
  const graphene_point_t *points = (const graphene_point_t *) (gpointer) link->curve->data;
  GArray *flat = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));

  g_array_append_val (flat, points[0]);
  for (guint i = 0; i + 3 < link->curve->len; i += 3)
    {
      const graphene_point_t *piece = points + i;
      guint n = is_straight (piece) ? 1 : count_steps (piece, tolerance);

      for (guint j = 1; j <= n; j++)
        {
          graphene_point_t point = get_point (piece, (float) j / (float) n);

          g_array_append_val (flat, point);
        }
    }
  return flat;
}

static void
append_line (GtkSnapshot   *snapshot,
             GArray        *flat,
             float          width,
             float          offset,
             const GdkRGBA *color)
{
  for (guint i = 0; i + 1 < flat->len; i++)
    append_strip (snapshot, g_array_index (flat, graphene_point_t, i),
                  g_array_index (flat, graphene_point_t, i + 1), width, offset, width * 0.22f, color);
}

static void
append_dashes (GtkSnapshot   *snapshot,
               GArray        *flat,
               float          width,
               const GdkRGBA *color)
{
  float phase = 0;

  for (guint i = 0; i + 1 < flat->len; i++)
    {
      graphene_point_t a = g_array_index (flat, graphene_point_t, i);
      graphene_point_t b = g_array_index (flat, graphene_point_t, i + 1);
      float length = hypotf (b.x - a.x, b.y - a.y);
      float at = 0;

      while (at < length)
        {
          float left = phase < DASH ? DASH - phase : DASH + DASH_GAP - phase;
          float end = MIN (at + left, length);
          graphene_point_t from, to;

          graphene_point_interpolate (&a, &b, at / length, &from);
          graphene_point_interpolate (&a, &b, end / length, &to);
          if (phase < DASH)
            append_strip (snapshot, from, to, width, 0, 0, color);
          phase = fmodf (phase + end - at, DASH + DASH_GAP);
          at = end + (end == at ? 0.01f : 0);
        }
    }
}

static void
append_disc (HeddleLinkPainter      *self,
             GtkSnapshot            *snapshot,
             const graphene_point_t *middle,
             float                   radius,
             const GdkRGBA          *color)
{
  heddle_canvas_append_box (snapshot, self->widget,
                            &GRAPHENE_RECT_INIT (middle->x - radius, middle->y - radius, 2 * radius, 2 * radius),
                            radius, color);
}

static void
append_reroutes (HeddleLinkPainter      *self,
                 GtkSnapshot            *snapshot,
                 const HeddleCanvasLink *link,
                 const GdkRGBA          *color)
{
  for (guint i = 0; i < link->reroutes->len; i++)
    {
      const graphene_point_t *dot = &g_array_index (link->reroutes, graphene_point_t, i);

      if (link->type.list)
        {
          append_disc (self, snapshot, dot, LIST_REROUTE_RADIUS + 4, color);
          append_disc (self, snapshot, dot, LIST_REROUTE_RADIUS + 2, &self->palette.canvas);
          append_disc (self, snapshot, dot, LIST_REROUTE_RADIUS, color);
        }
      else
        {
          append_disc (self, snapshot, dot, REROUTE_RADIUS, color);
        }
    }
}

/**
 * heddle_link_painter_get_chip:
 * @self: a painter
 * @link: a link with a condition
 * @chip: (out caller-allocates): return location for a part of the canvas
 *
 * Tells where its condition is shown.
 */
void
heddle_link_painter_get_chip (HeddleLinkPainter      *self,
                              const HeddleCanvasLink *link,
                              graphene_rect_t        *chip)
{
  float width = heddle_canvas_text_measure (self->text, link->condition, HEDDLE_CANVAS_CAPTION, CHIP_TEXT_WIDTH)
                + 2 * CHIP_PADDING;
  graphene_point_t middle;

  heddle_canvas_link_get_middle (link, &middle);
  graphene_rect_init (chip, middle.x - width / 2, middle.y - CHIP_HEIGHT / 2, width, CHIP_HEIGHT);
}

static void
append_condition (HeddleLinkPainter      *self,
                  GtkSnapshot            *snapshot,
                  const HeddleCanvasLink *link,
                  const GdkRGBA          *color)
{
  graphene_rect_t chip;

  heddle_link_painter_get_chip (self, link, &chip);
  heddle_canvas_append_box (snapshot, self->widget, &chip, CHIP_HEIGHT / 2, &self->palette.node);
  heddle_canvas_append_outline (snapshot, &chip, CHIP_HEIGHT / 2, 1.5f, color);
  heddle_canvas_text_append (self->text, snapshot, link->condition, HEDDLE_CANVAS_CAPTION, &self->palette.text,
                             &GRAPHENE_RECT_INIT (chip.origin.x + CHIP_PADDING, chip.origin.y, CHIP_TEXT_WIDTH,
                                                  CHIP_HEIGHT), 0);
}

static GskRenderNode *
paint (HeddleLinkPainter      *self,
       const HeddleCanvasLink *link,
       gboolean                near,
       gboolean                highlighted)
{
  const GdkRGBA *color = highlighted ? &self->palette.types[link->type.value]
                                     : &self->palette.links[link->type.value];
  g_autoptr (GArray) flat = flatten (link, near ? NEAR_TOLERANCE : FAR_TOLERANCE);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  float width = near ? self->palette.link_width : FAR_WIDTH;
  float strip = (LIST_WIDTH - LIST_SLIT) / 2;

  if (link->after)
    {
      append_dashes (snapshot, flat, near ? ORDER_WIDTH : FAR_WIDTH, color);
      append_disc (self, snapshot, &g_array_index (flat, graphene_point_t, 0), FLOW_RADIUS, color);
      append_disc (self, snapshot, &g_array_index (flat, graphene_point_t, flat->len - 1), FLOW_RADIUS, color);
    }
  else if (link->type.list && near)
    {
      append_line (snapshot, flat, strip, (LIST_WIDTH - strip) / 2, color);
      append_line (snapshot, flat, strip, -(LIST_WIDTH - strip) / 2, color);
    }
  else
    {
      append_line (snapshot, flat, link->type.list ? LIST_WIDTH : width, 0, color);
    }
  append_reroutes (self, snapshot, link, color);
  if (near && link->condition != NULL)
    append_condition (self, snapshot, link, color);
  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * heddle_link_painter_get_node:
 * @self: a painter
 * @link: a link
 * @near: whether it is seen at 40 % or more
 * @highlighted: whether one of its ends is selected, or the pointer is over it
 *
 * Paints a link, unless that has been done.
 *
 * Returns: (transfer none) (nullable): the link, in coordinates of the canvas
 */
GskRenderNode *
heddle_link_painter_get_node (HeddleLinkPainter *self,
                              HeddleCanvasLink  *link,
                              gboolean           near,
                              gboolean           highlighted)
{
  Painting *painting = ensure_painting (self, link);
  GskRenderNode **node = &painting->nodes[near != FALSE][highlighted != FALSE];

  if (*node == NULL)
    *node = paint (self, link, near, highlighted);
  return *node;
}

/**
 * heddle_link_painter_snapshot_glow:
 * @self: a painter
 * @snapshot: where it goes, in canvas units
 * @link: a link
 * @color: a colour
 *
 * Adds what lies around a link that is selected, or that something is about to be done with.
 */
void
heddle_link_painter_snapshot_glow (HeddleLinkPainter      *self,
                                   GtkSnapshot            *snapshot,
                                   const HeddleCanvasLink *link,
                                   const GdkRGBA          *color)
{
  g_autoptr (GArray) flat = flatten (link, NEAR_TOLERANCE);
  const GdkRGBA *ground = &self->palette.canvas;
  /* Solid, since strips reach into each other. */
  GdkRGBA halo = {
    ground->red + (color->red - ground->red) * HALO,
    ground->green + (color->green - ground->green) * HALO,
    ground->blue + (color->blue - ground->blue) * HALO,
    1,
  };

  append_line (snapshot, flat, LIST_WIDTH + GLOW, 0, &halo);
}

static void
append_loose (HeddleLinkPainter      *self,
              GtkSnapshot            *snapshot,
              const graphene_point_t *start,
              const graphene_point_t *end,
              HeddlePortType          type,
              gboolean                after)
{
  float pull = MAX (LEAST_TANGENT, TANGENT * fabsf (end->x - start->x));
  graphene_point_t curve[] = { *start, { start->x + pull, start->y }, { end->x - pull, end->y }, *end };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
  g_autoptr (GArray) reroutes = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
  HeddleCanvasLink link = { .type = type, .after = after, .curve = points, .reroutes = reroutes };
  g_autoptr (GskRenderNode) node = NULL;

  g_array_append_vals (points, curve, G_N_ELEMENTS (curve));
  node = paint (self, &link, TRUE, TRUE);
  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
}

/**
 * heddle_link_painter_snapshot_loose:
 * @self: a painter
 * @snapshot: where it goes, in canvas units
 * @start: where the link begins
 * @end: where it ends
 * @type: what it carries
 *
 * Adds a link that is being drawn, and is other with every frame.
 */
void
heddle_link_painter_snapshot_loose (HeddleLinkPainter      *self,
                                    GtkSnapshot            *snapshot,
                                    const graphene_point_t *start,
                                    const graphene_point_t *end,
                                    HeddlePortType          type)
{
  append_loose (self, snapshot, start, end, type, FALSE);
}

/**
 * heddle_link_painter_snapshot_order:
 * @self: a painter
 * @snapshot: where it goes, in canvas units
 * @start: where the link begins
 * @end: where it ends
 *
 * Adds a link that is being drawn and only orders two steps.
 */
void
heddle_link_painter_snapshot_order (HeddleLinkPainter      *self,
                                    GtkSnapshot            *snapshot,
                                    const graphene_point_t *start,
                                    const graphene_point_t *end)
{
  append_loose (self, snapshot, start, end, (HeddlePortType) { HEDDLE_VALUE_ANY, FALSE }, TRUE);
}

static void
append_ring (GtkSnapshot            *snapshot,
             const graphene_point_t *middle,
             float                   radius,
             float                   width,
             const GdkRGBA          *color)
{
  heddle_canvas_append_outline (snapshot,
                                &GRAPHENE_RECT_INIT (middle->x - radius, middle->y - radius, 2 * radius, 2 * radius),
                                radius, width, color);
}

/**
 * heddle_link_painter_snapshot_flow_port:
 * @self: a painter
 * @snapshot: where it goes, in canvas units
 * @place: where on the edge of a node
 * @held: whether a link begins or would end there
 *
 * Adds what a link that only orders steps is drawn from.
 */
void
heddle_link_painter_snapshot_flow_port (HeddleLinkPainter      *self,
                                        GtkSnapshot            *snapshot,
                                        const graphene_point_t *place,
                                        gboolean                held)
{
  const GdkRGBA *color = held ? &self->palette.accent : &self->palette.types[HEDDLE_VALUE_ANY];

  append_disc (self, snapshot, place, FLOW_RADIUS + FLOW_RING, held ? color : &self->palette.node);
  append_ring (snapshot, place, FLOW_RADIUS + FLOW_RING, FLOW_RING, color);
}

/**
 * heddle_link_painter_snapshot_chip_outline:
 * @self: a painter
 * @snapshot: where it goes, in canvas units
 * @link: a link with a condition, which may cover all that is seen of the link
 * @color: a colour
 *
 * Adds what lies around the condition of a link that is selected or about to be cut.
 */
void
heddle_link_painter_snapshot_chip_outline (HeddleLinkPainter      *self,
                                           GtkSnapshot            *snapshot,
                                           const HeddleCanvasLink *link,
                                           const GdkRGBA          *color)
{
  graphene_rect_t chip;

  heddle_link_painter_get_chip (self, link, &chip);
  graphene_rect_inset (&chip, -OUTLINE_OFFSET - OUTLINE, -OUTLINE_OFFSET - OUTLINE);
  heddle_canvas_append_outline (snapshot, &chip, chip.size.height / 2, OUTLINE, color);
}

/**
 * heddle_link_painter_snapshot_dot:
 * @self: a painter
 * @snapshot: where it goes, in canvas units
 * @link: a link
 * @dot: which of its dots
 *
 * Adds what lies around a dot that is selected.
 */
void
heddle_link_painter_snapshot_dot (HeddleLinkPainter      *self,
                                  GtkSnapshot            *snapshot,
                                  const HeddleCanvasLink *link,
                                  guint                   dot)
{
  float radius = link->type.list ? LIST_REROUTE_RADIUS + 4 : REROUTE_RADIUS;

  if (dot < link->reroutes->len)
    append_ring (snapshot, &g_array_index (link->reroutes, graphene_point_t, dot), radius + OUTLINE_OFFSET + OUTLINE,
                 OUTLINE, &self->palette.accent);
}

/**
 * heddle_link_painter_snapshot_stroke:
 * @self: a painter
 * @snapshot: where it goes, in canvas units
 * @points: (element-type graphene_point_t): where it leads
 * @width: how wide it is
 *
 * Adds a stroke that cuts links.
 */
void
heddle_link_painter_snapshot_stroke (HeddleLinkPainter *self,
                                     GtkSnapshot       *snapshot,
                                     GArray            *points,
                                     float              width)
{
  append_line (snapshot, points, width, 0, &self->palette.error);
}
