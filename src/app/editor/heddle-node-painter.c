/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-node-painter.h"

#include <math.h>

#include "editor/heddle-canvas-previews.h"
#include "editor/heddle-canvas-shape.h"
#include "editor/heddle-canvas-text.h"
#include "editor/heddle-canvas-textures.h"
#include "editor/heddle-control-painter.h"

/* So many nodes stay painted; those seen last are kept. */
#define MOST_PAINTINGS 1200

#define N_SCALES 3

/* Pictures that stand in while zooming: their scales, and what they show around a node. */
#define N_PICTURES 3
#define PICTURE_MARGIN 14

#define ICON_SIZE 16
#define ICON_X 12
#define TITLE_X 36
#define TITLE_STEP 8
#define LEAST_TITLE_WIDTH 48
#define LEAST_ROW_WIDTH 100
#define SMALL_TITLE_Y 4
/* In a block that is flatter than an icon. */
#define LEAST_TITLE_SIZE 0.5f
#define STACKED_TITLE_Y 18
#define MOST_STACKED_LINES 2
#define STACKED_TITLE_LINE 14
#define LEAST_MEASURE_WIDTH 36
#define BOX_RADIUS 8
#define OFFER_RADIUS 7
#define OFFER_GROUND 0.1f
#define PROGRESS_HEIGHT 6

/* How large the picture in a small node is, below that zoom and above. */
#define SMALL_MIDDLE 0.28
static const float small_scales[] = { 0.25f, 0.37f };

/* What was painted of one node, by detail and scale of the pictures in it. */
typedef struct
{
  HeddleNodePainter *painter;
  HeddleCanvasNode  *owner;
  GList              place;
  GskRenderNode     *nodes[HEDDLE_CANVAS_BLOCK + 1][N_SCALES];
  GdkTexture        *pictures[N_PICTURES];
  GskRenderNode     *title;
  int                title_width;
  guint              title_lines;
} Painting;

struct _HeddleNodePainter
{
  GtkWidget            *widget;
  HeddleCanvasPalette   palette;
  HeddleCanvasText     *text;
  HeddleCanvasTextures *textures;
  HeddleControlPainter  controls;
  GQueue                paintings;
};

/**
 * heddle_canvas_get_detail:
 * @zoom: how large the canvas is shown
 *
 * Returns: how much of the nodes is shown at that size
 */
HeddleCanvasDetail
heddle_canvas_get_detail (double zoom)
{
  if (zoom >= 0.7)
    return HEDDLE_CANVAS_FULL;
  if (zoom >= 0.4)
    return HEDDLE_CANVAS_MEDIUM;
  return zoom >= 0.2 ? HEDDLE_CANVAS_SMALL : HEDDLE_CANVAS_BLOCK;
}

/**
 * heddle_node_painter_new:
 * @widget: whose fonts and icons are used; must outlive the painter
 * @palette: the colours
 *
 * Returns: (transfer full): a painter that has painted nothing yet
 */
HeddleNodePainter *
heddle_node_painter_new (GtkWidget                 *widget,
                         const HeddleCanvasPalette *palette)
{
  HeddleNodePainter *self = g_new0 (HeddleNodePainter, 1);

  self->widget = widget;
  self->palette = *palette;
  self->text = heddle_canvas_text_new (widget);
  self->textures = heddle_canvas_textures_new (widget);
  self->controls = (HeddleControlPainter) { widget, &self->palette, self->text, self->textures };
  return self;
}

/**
 * heddle_node_painter_free:
 * @self: (transfer full): a painter
 *
 * Frees it, with all it has painted.
 */
void
heddle_node_painter_free (HeddleNodePainter *self)
{
  while (self->paintings.head != NULL)
    heddle_canvas_node_drop_painting (((Painting *) self->paintings.head->data)->owner);
  heddle_canvas_text_free (self->text);
  heddle_canvas_textures_free (self->textures);
  g_free (self);
}

static void
painting_free (gpointer data)
{
  Painting *self = data;

  g_queue_unlink (&self->painter->paintings, &self->place);
  for (guint i = 0; i <= HEDDLE_CANVAS_BLOCK; i++)
    {
      for (guint j = 0; j < N_SCALES; j++)
        g_clear_pointer (&self->nodes[i][j], gsk_render_node_unref);
    }
  for (guint i = 0; i < N_PICTURES; i++)
    g_clear_object (&self->pictures[i]);
  g_clear_pointer (&self->title, gsk_render_node_unref);
  g_free (self);
}

static Painting *
ensure_painting (HeddleNodePainter *self,
                 HeddleCanvasNode  *node)
{
  Painting *painting = node->painting;

  if (painting == NULL)
    {
      painting = g_new0 (Painting, 1);
      painting->painter = self;
      painting->owner = node;
      painting->place.data = painting;
      node->painting = painting;
      node->painting_free = painting_free;
    }
  else
    {
      g_queue_unlink (&self->paintings, &painting->place);
    }
  g_queue_push_head_link (&self->paintings, &painting->place);
  if (self->paintings.length > MOST_PAINTINGS)
    heddle_canvas_node_drop_painting (((Painting *) self->paintings.tail->data)->owner);
  return painting;
}

static int
get_scale (HeddleNodePainter *self,
           double             zoom)
{
  double pixels = zoom * gtk_widget_get_scale_factor (self->widget);

  if (heddle_canvas_get_detail (zoom) == HEDDLE_CANVAS_SMALL)
    return zoom < SMALL_MIDDLE ? 0 : 1;
  return pixels > 2.01 ? 2 : pixels > 1.01 ? 1 : 0;
}

/* Ports stay on their sides, as nodes stay where they are; all else begins where people read from. */
static gboolean
is_mirrored (const HeddleNodePainter *self)
{
  return gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL;
}

static void
append_text (HeddleNodePainter     *self,
             GtkSnapshot           *snapshot,
             const char            *text,
             HeddleCanvasTextStyle  style,
             const GdkRGBA         *color,
             float                  width,
             graphene_rect_t       *area,
             gboolean               at_end)
{
  graphene_rect_t place = *area;
  gboolean mirrored = is_mirrored (self);
  float taken;

  if (mirrored)
    place.origin.x = width - area->origin.x - area->size.width;
  taken = heddle_canvas_text_append (self->text, snapshot, text, style, color, &place, mirrored != at_end ? 1 : 0);
  area->size.width -= taken;
  if (!at_end)
    area->origin.x += taken;
}

static const GdkRGBA *
get_tint (const HeddleNodePainter *self,
          const HeddleCanvasNode  *node)
{
  int type = heddle_canvas_node_get_main_type (node);

  return type >= 0 ? &self->palette.types[type] : &self->palette.dim;
}

static GdkRGBA
get_ground (const HeddleNodePainter *self,
            const HeddleCanvasNode  *node,
            gboolean                 header)
{
  return heddle_canvas_palette_get_node (&self->palette, heddle_canvas_node_get_main_type (node),
                                         heddle_canvas_node_get_color (node), header);
}

static void
paint_body (HeddleNodePainter      *self,
            const HeddleCanvasNode *node,
            GtkSnapshot            *snapshot)
{
  const HeddleCanvasPalette *palette = &self->palette;
  const graphene_size_t corner = GRAPHENE_SIZE_INIT (HEDDLE_CANVAS_NODE_RADIUS, HEDDLE_CANVAS_NODE_RADIUS);
  const graphene_size_t none = GRAPHENE_SIZE_INIT (0, 0);
  float width = node->bounds.size.width, height = node->bounds.size.height;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  graphene_rect_t shade = GRAPHENE_RECT_INIT (-1, -0.5f, width + 2, height + 2.5f);
  graphene_rect_t header = GRAPHENE_RECT_INIT (0, 0, width, HEDDLE_CANVAS_HEADER_HEIGHT);
  GskRoundedRect outline;
  GdkRGBA tint = get_ground (self, node, TRUE);

  heddle_canvas_append_box (snapshot, self->widget, &shade, HEDDLE_CANVAS_NODE_RADIUS + 1, &palette->shade);
  heddle_canvas_append_box (snapshot, self->widget, &bounds, HEDDLE_CANVAS_NODE_RADIUS, &palette->node);
  if (height > HEDDLE_CANVAS_HEADER_HEIGHT)
    gsk_rounded_rect_init (&outline, &header, &corner, &corner, &none, &none);
  else
    gsk_rounded_rect_init_from_rect (&outline, &header, HEDDLE_CANVAS_NODE_RADIUS);
  heddle_canvas_append_rounded (snapshot, self->widget, &outline, &tint);
  if (palette->high_contrast)
    heddle_canvas_append_outline (snapshot, &bounds, HEDDLE_CANVAS_NODE_RADIUS, 1, &palette->edge);
}

static void
append_icon (HeddleNodePainter *self,
             GtkSnapshot       *snapshot,
             const char        *name,
             const GdkRGBA     *color,
             float              width,
             float              x,
             float              y,
             int                scale)
{
  GdkTexture *icon = heddle_canvas_textures_get_icon (self->textures, name, color, ICON_SIZE << scale);

  if (is_mirrored (self))
    x = width - x - ICON_SIZE;
  gtk_snapshot_append_texture (snapshot, icon, &GRAPHENE_RECT_INIT (x, y, ICON_SIZE, ICON_SIZE));
}

static void
paint_header (HeddleNodePainter      *self,
              const HeddleCanvasNode *node,
              GtkSnapshot            *snapshot,
              int                     scale)
{
  float width = node->bounds.size.width;
  graphene_rect_t area = GRAPHENE_RECT_INIT (TITLE_X, 0, width - ICON_X - TITLE_X, HEDDLE_CANVAS_HEADER_HEIGHT);

  append_icon (self, snapshot, node->icon_name, get_tint (self, node), width, ICON_X,
               (HEDDLE_CANVAS_HEADER_HEIGHT - ICON_SIZE) / 2, scale);
  if (node->state != NULL && node->state->n_images > 1)
    {
      g_autofree char *count = g_strdup_printf ("×%u", node->state->n_images);

      append_text (self, snapshot, count, HEDDLE_CANVAS_CAPTION, &self->palette.dim, width, &area, TRUE);
      area.size.width -= 8;
    }
  append_text (self, snapshot, node->title, HEDDLE_CANVAS_TITLE, &self->palette.text, width, &area, FALSE);
}

static void
paint_port_label (HeddleNodePainter      *self,
                  const HeddleCanvasNode *node,
                  const HeddleCanvasPort *port,
                  gboolean                shared,
                  GtkSnapshot            *snapshot)
{
  float width = node->bounds.size.width;
  graphene_rect_t area = GRAPHENE_RECT_INIT (14, port->y - HEDDLE_CANVAS_PORT_HEIGHT / 2, width - 28,
                                             HEDDLE_CANVAS_PORT_HEIGHT);
  float taken;

  if (shared)
    {
      area.size.width = (width - 28) / 2 - 4;
      area.origin.x += port->output ? area.size.width + 8 : 0;
    }
  taken = heddle_canvas_text_append (self->text, snapshot, port->label, HEDDLE_CANVAS_LABEL, &self->palette.text,
                                     &area, port->output ? 1 : 0);
  if (port->value == NULL)
    return;
  area.size.width -= taken + 12;
  if (area.size.width > 24)
    heddle_canvas_text_append (self->text, snapshot, port->value, HEDDLE_CANVAS_LABEL, &self->palette.dim, &area,
                               0);
}

static void
paint_ports (HeddleNodePainter      *self,
             const HeddleCanvasNode *node,
             GtkSnapshot            *snapshot,
             gboolean                labels,
             int                     scale)
{
  guint n_outputs = node->ports->len - node->n_inputs;
  guint shared = MIN (node->n_inputs, n_outputs);

  for (guint i = 0; i < node->ports->len; i++)
    {
      const HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);
      guint row = port->output ? i - node->n_inputs : i;
      GdkTexture *texture = heddle_canvas_textures_get_port (self->textures, &self->palette.types[port->type.value],
                                                             &self->palette.node, port->type.list,
                                                             port->n_links == 0, 1 << scale);
      float half = HEDDLE_CANVAS_PORT_SIZE / 2;
      float x = port->output ? node->bounds.size.width : 0;

      gtk_snapshot_append_texture (snapshot, texture,
                                   &GRAPHENE_RECT_INIT (x - half, port->y - half, 2 * half, 2 * half));
      if (labels)
        paint_port_label (self, node, port, row < shared, snapshot);
    }
}

static void
paint_text (HeddleNodePainter      *self,
            const HeddleCanvasNode *node,
            GtkSnapshot            *snapshot)
{
  const char *text = heddle_canvas_node_get_text (node);
  gboolean failed = node->state != NULL && node->state->phase == HEDDLE_NODE_FAILED;
  graphene_rect_t area = node->text_box;
  GdkRGBA ground = failed ? self->palette.error : self->palette.box;

  if (area.size.height <= 0)
    return;
  ground.alpha = failed ? 0.12f : ground.alpha;
  heddle_canvas_append_box (snapshot, self->widget, &area, BOX_RADIUS, &ground);
  graphene_rect_inset (&area, BOX_RADIUS + 2, 7);
  heddle_canvas_text_append_paragraph (self->text, snapshot, text, HEDDLE_CANVAS_LABEL,
                                       failed ? &self->palette.error : &self->palette.text, &area);
}

static double
get_progress (const HeddleNodeState *state)
{
  double progress = MAX (state->progress, 0);

  if (state->n_total > 1)
    return CLAMP ((state->n_done + progress) / state->n_total, 0, 1);
  return MIN (progress, 1);
}

static void
paint_progress (HeddleNodePainter      *self,
                const HeddleCanvasNode *node,
                GtkSnapshot            *snapshot)
{
  graphene_rect_t bar = GRAPHENE_RECT_INIT (HEDDLE_CANVAS_NODE_PADDING, node->progress_y,
                                            node->bounds.size.width - 2 * HEDDLE_CANVAS_NODE_PADDING,
                                            PROGRESS_HEIGHT);
  double progress;

  if (node->progress_y <= 0)
    return;
  progress = get_progress (node->state);
  heddle_canvas_append_box (snapshot, self->widget, &bar, PROGRESS_HEIGHT / 2, &self->palette.line);
  if (is_mirrored (self))
    bar.origin.x += bar.size.width * (1 - (float) progress);
  bar.size.width *= (float) progress;
  if (bar.size.width >= PROGRESS_HEIGHT)
    heddle_canvas_append_box (snapshot, self->widget, &bar, PROGRESS_HEIGHT / 2, &self->palette.accent);
}

static const GdkRGBA *
get_status_color (const HeddleNodePainter *self,
                  const HeddleCanvasNode  *node)
{
  const char *style = node->state != NULL ? heddle_node_phase_get_style_class (node->state->phase) : NULL;

  if (style == NULL || heddle_canvas_node_is_dimmed (node))
    return node->state != NULL && node->state->phase != HEDDLE_NODE_IDLE ? &self->palette.text : &self->palette.dim;
  if (g_str_equal (style, "success"))
    return &self->palette.success;
  if (g_str_equal (style, "warning"))
    return &self->palette.warning;
  return g_str_equal (style, "error") ? &self->palette.error : &self->palette.accent;
}

static void
paint_offer (HeddleNodePainter      *self,
             const HeddleCanvasNode *node,
             GtkSnapshot            *snapshot)
{
  graphene_rect_t box = node->offer_box;
  GdkRGBA ground = self->palette.text;

  ground.alpha *= OFFER_GROUND;
  if (is_mirrored (self))
    box.origin.x = node->bounds.size.width - box.origin.x - box.size.width;
  heddle_canvas_append_box (snapshot, self->widget, &box, OFFER_RADIUS, &ground);
  if (self->palette.high_contrast)
    heddle_canvas_append_outline (snapshot, &box, OFFER_RADIUS, 1, &self->palette.edge);
  heddle_canvas_text_append (self->text, snapshot, heddle_canvas_node_get_offer_label (node), HEDDLE_CANVAS_BUTTON,
                             &self->palette.text, &box, 0.5f);
}

static void
paint_footer (HeddleNodePainter      *self,
              const HeddleCanvasNode *node,
              GtkSnapshot            *snapshot,
              int                     scale)
{
  g_autofree char *status = heddle_canvas_node_dup_status (node);
  g_autofree char *measure = node->state != NULL ? heddle_node_state_dup_measure (node->state) : NULL;
  const char *icon = heddle_canvas_node_get_status_icon (node);
  const GdkRGBA *color = get_status_color (self, node);
  float width = node->bounds.size.width;
  graphene_rect_t area = GRAPHENE_RECT_INIT (ICON_X, node->footer_y, width - 2 * ICON_X,
                                             HEDDLE_CANVAS_FOOTER_HEIGHT);

  if (node->footer_y <= 0)
    return;
  gtk_snapshot_append_color (snapshot, &self->palette.line, &GRAPHENE_RECT_INIT (0, node->footer_y, width, 1));
  if (icon != NULL)
    {
      append_icon (self, snapshot, icon, color, width, area.origin.x,
                   node->footer_y + (HEDDLE_CANVAS_FOOTER_HEIGHT - ICON_SIZE) / 2, scale);
      area.origin.x += ICON_SIZE + 6;
      area.size.width -= ICON_SIZE + 6;
    }
  if (node->offer_box.size.height > 0)
    {
      paint_offer (self, node, snapshot);
      area.size.width = node->offer_box.origin.x - 8 - area.origin.x;
    }
  append_text (self, snapshot, status, HEDDLE_CANVAS_CAPTION, color, width, &area, FALSE);
  if (node->offer_box.size.height > 0)
    return;
  area.origin.x += 8;
  area.size.width -= 8;
  if (measure != NULL && area.size.width > LEAST_MEASURE_WIDTH)
    append_text (self, snapshot, measure, HEDDLE_CANVAS_CAPTION, &self->palette.dim, width, &area, TRUE);
}

/* What is dimmed lets nothing that is below it through. */
static void
push_opacity (HeddleNodePainter      *self,
              const HeddleCanvasNode *node,
              GtkSnapshot            *snapshot)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, node->bounds.size.width, node->bounds.size.height);

  if (!heddle_canvas_node_is_dimmed (node))
    return;
  heddle_canvas_append_box (snapshot, self->widget, &bounds, HEDDLE_CANVAS_NODE_RADIUS, &self->palette.canvas);
  gtk_snapshot_push_opacity (snapshot, self->palette.dimmed);
}

/* A block is as round as the node is, and has the node's previews in it. */
static GskRenderNode *
paint_small (HeddleNodePainter      *self,
             const HeddleCanvasNode *node,
             float                   scale)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, node->bounds.size.width, node->bounds.size.height);
  GdkRGBA block = get_ground (self, node, FALSE);

  push_opacity (self, node, snapshot);
  heddle_canvas_append_box (snapshot, self->widget, &bounds, HEDDLE_CANVAS_NODE_RADIUS, &block);
  if (self->palette.high_contrast)
    heddle_canvas_append_outline (snapshot, &bounds, HEDDLE_CANVAS_NODE_RADIUS, 1 / scale, &self->palette.edge);
  heddle_canvas_previews_append_small (snapshot, self->widget, node, &self->palette.box, scale);
  if (heddle_canvas_node_is_dimmed (node))
    gtk_snapshot_pop (snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

static GskRenderNode *
paint (HeddleNodePainter      *self,
       const HeddleCanvasNode *node,
       HeddleCanvasDetail      detail,
       int                     scale)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, node->bounds.size.width, node->bounds.size.height);
  gboolean full = detail == HEDDLE_CANVAS_FULL;
  GtkSnapshot *snapshot;
  GdkRGBA block = get_ground (self, node, FALSE);

  if (detail == HEDDLE_CANVAS_SMALL)
    return paint_small (self, node, small_scales[scale]);
  if (detail == HEDDLE_CANVAS_BLOCK)
    {
      block.alpha = heddle_canvas_node_is_dimmed (node) ? self->palette.dimmed : 1;
      return gsk_color_node_new (&block, &bounds);
    }
  snapshot = gtk_snapshot_new ();
  push_opacity (self, node, snapshot);
  paint_body (self, node, snapshot);
  paint_header (self, node, snapshot, scale);
  heddle_control_painter_append_summary (&self->controls, node, snapshot, full);
  heddle_control_painter_append (&self->controls, node, snapshot, scale, full);
  paint_text (self, node, snapshot);
  heddle_canvas_previews_append (snapshot, self->widget, node, &self->palette.box, (float) (1 << scale));
  paint_progress (self, node, snapshot);
  paint_footer (self, node, snapshot, scale);
  paint_ports (self, node, snapshot, !heddle_canvas_node_is_collapsed (node), scale);
  if (heddle_canvas_node_is_dimmed (node))
    gtk_snapshot_pop (snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

/**
 * heddle_node_painter_is_ready:
 * @self: a painter
 * @node: a node
 * @zoom: how large the canvas is shown
 *
 * Returns: whether the node has been painted for that size
 */
gboolean
heddle_node_painter_is_ready (HeddleNodePainter *self,
                              HeddleCanvasNode  *node,
                              double             zoom)
{
  HeddleCanvasDetail detail = heddle_canvas_get_detail (zoom);
  Painting *painting = node->painting;

  return painting != NULL && painting->nodes[detail][get_scale (self, zoom)] != NULL;
}

/**
 * heddle_node_painter_get_node:
 * @self: a painter
 * @node: a node
 * @zoom: how large the canvas is shown
 *
 * Paints a node, unless that has been done.
 *
 * Returns: (transfer none): the node with its top left at the origin, in pixels of the canvas
 */
GskRenderNode *
heddle_node_painter_get_node (HeddleNodePainter *self,
                              HeddleCanvasNode  *node,
                              double             zoom)
{
  HeddleCanvasDetail detail = heddle_canvas_get_detail (zoom);
  int scale = get_scale (self, zoom);
  Painting *painting = ensure_painting (self, node);

  if (painting->nodes[detail][scale] == NULL)
    painting->nodes[detail][scale] = paint (self, node, detail, scale);
  return painting->nodes[detail][scale];
}

/* Pictures are shown at three quarters of their size or more: below that, cairo's filter is slow. */
static guint
get_picture_index (double zoom)
{
  return zoom < 0.75 ? 0 : zoom < 1.5 ? 1 : 2;
}

/**
 * heddle_node_painter_has_picture:
 * @self: a painter
 * @node: a node
 * @zoom: how large the canvas is shown
 *
 * Returns: whether there is a picture of the node for about that size
 */
gboolean
heddle_node_painter_has_picture (HeddleNodePainter *self,
                                 HeddleCanvasNode  *node,
                                 double             zoom)
{
  Painting *painting = node->painting;

  return painting != NULL && painting->pictures[get_picture_index (zoom)] != NULL;
}

/**
 * heddle_node_painter_get_picture:
 * @self: a painter
 * @node: a node
 * @zoom: how large the canvas is shown
 * @area: (out caller-allocates): return location for where the picture goes, from the node's top left
 *
 * Makes a picture of a node, unless that has been done. While zooming, pictures that are scaled cost
 * less than text, which has another size in every frame.
 *
 * Returns: (transfer none): a picture of the node for about that size
 */
GdkTexture *
heddle_node_painter_get_picture (HeddleNodePainter *self,
                                 HeddleCanvasNode  *node,
                                 double             zoom,
                                 graphene_rect_t   *area)
{
  Painting *painting = ensure_painting (self, node);
  guint index = get_picture_index (zoom);
  float scale = ldexpf ((float) gtk_widget_get_scale_factor (self->widget), (int) index - 1);
  GskRenderNode *painted;

  graphene_rect_init (area, -PICTURE_MARGIN, -PICTURE_MARGIN, node->bounds.size.width + 2 * PICTURE_MARGIN,
                      node->bounds.size.height + 2 * PICTURE_MARGIN);
  if (painting->pictures[index] == NULL)
    {
      painted = heddle_node_painter_get_node (self, node, zoom);
      painting->pictures[index] = heddle_canvas_textures_new_scaled (painted, area, scale);
    }
  return painting->pictures[index];
}

/**
 * heddle_node_painter_drop_pictures:
 * @self: a painter
 *
 * Forgets all pictures, since the view is at rest.
 */
void
heddle_node_painter_drop_pictures (HeddleNodePainter *self)
{
  for (GList *l = self->paintings.head; l != NULL; l = l->next)
    {
      Painting *painting = l->data;

      for (guint i = 0; i < N_PICTURES; i++)
        g_clear_object (&painting->pictures[i]);
    }
}

/**
 * heddle_node_painter_get_stand_in:
 * @self: a painter
 * @node: a node
 * @zoom: how large the canvas is shown
 *
 * For a frame that has no time to paint: what was painted of the node in another detail, or a block.
 *
 * Returns: (transfer none): the node, as far as it is there
 */
GskRenderNode *
heddle_node_painter_get_stand_in (HeddleNodePainter *self,
                                  HeddleCanvasNode  *node,
                                  double             zoom)
{
  Painting *painting = ensure_painting (self, node);
  HeddleCanvasDetail detail = heddle_canvas_get_detail (zoom);

  /* What is more than a block costs more than what it stands in for. */
  for (int i = (int) detail; i < HEDDLE_CANVAS_BLOCK; i++)
    {
      for (guint j = 0; j < N_SCALES; j++)
        {
          if (painting->nodes[i][j] != NULL)
            return painting->nodes[i][j];
        }
    }
  for (int i = (int) detail - 1; i >= 0 && detail < HEDDLE_CANVAS_SMALL; i--)
    {
      for (guint j = 0; j < N_SCALES; j++)
        {
          if (painting->nodes[i][j] != NULL)
            return painting->nodes[i][j];
        }
    }
  if (painting->nodes[HEDDLE_CANVAS_BLOCK][0] == NULL)
    painting->nodes[HEDDLE_CANVAS_BLOCK][0] = paint (self, node, HEDDLE_CANVAS_BLOCK, 0);
  return painting->nodes[HEDDLE_CANVAS_BLOCK][0];
}

/* Where a line beside the icon would be short, the title has lines of its own below it. */
static guint
count_stacked_lines (const HeddleCanvasNode *node,
                     int                     width,
                     float                   height)
{
  float room = height - STACKED_TITLE_Y - 2 * SMALL_TITLE_Y;

  if (width >= LEAST_ROW_WIDTH || node->preview_box.size.height > 0 || room < STACKED_TITLE_LINE)
    return 0;
  return MIN ((guint) (room / STACKED_TITLE_LINE), MOST_STACKED_LINES);
}

static GskRenderNode *
paint_title (HeddleNodePainter      *self,
             const HeddleCanvasNode *node,
             int                     width,
             guint                   lines)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  graphene_rect_t area = GRAPHENE_RECT_INIT (ICON_SIZE + 4, 0, (float) width - ICON_SIZE - 4, ICON_SIZE);

  append_icon (self, snapshot, node->icon_name, &self->palette.text, (float) width, 0, 0, get_scale (self, 1));
  /* Better the beginning of a word than one that is torn apart. */
  if (lines > 1 && heddle_canvas_text_breaks_word (self->text, node->title, HEDDLE_CANVAS_SMALL_TITLE, (float) width))
    lines = 1;
  if (lines > 0)
    heddle_canvas_text_append_paragraph (self->text, snapshot, node->title, HEDDLE_CANVAS_SMALL_TITLE,
                                         &self->palette.text,
                                         &GRAPHENE_RECT_INIT (0, STACKED_TITLE_Y, (float) width,
                                                              (float) (lines * STACKED_TITLE_LINE)));
  else if (width >= LEAST_TITLE_WIDTH)
    append_text (self, snapshot, node->title, HEDDLE_CANVAS_SMALL_TITLE, &self->palette.text, (float) width, &area,
                 FALSE);
  return gtk_snapshot_free_to_node (snapshot);
}

/* On a picture it has a ring of the node's colour. */
static void
snapshot_dot (HeddleNodePainter      *self,
              const HeddleCanvasNode *node,
              GtkSnapshot            *snapshot,
              const graphene_rect_t  *area)
{
  graphene_rect_t dot = GRAPHENE_RECT_INIT (area->origin.x + (is_mirrored (self) ? 5 : area->size.width - 11),
                                            area->origin.y + area->size.height - 11, 6, 6);
  graphene_rect_t ring = dot;
  GdkRGBA block = get_ground (self, node, FALSE);

  graphene_rect_inset (&ring, -2, -2);
  if (node->preview_box.size.height > 0)
    heddle_canvas_append_box (snapshot, self->widget, &ring, 5, &block);
  heddle_canvas_append_box (snapshot, self->widget, &dot, 3, get_status_color (self, node));
}

/**
 * heddle_node_painter_snapshot_title:
 * @self: a painter
 * @node: a node, seen small
 * @snapshot: where it goes
 * @area: where the node is in the widget
 * @exact: whether the title is cut to the node's width anew; otherwise one that was cut for about
 *   that width will do
 *
 * Adds a node's icon, title and a dot for its state, in a size that does not depend on the zoom.
 */
void
heddle_node_painter_snapshot_title (HeddleNodePainter     *self,
                                    HeddleCanvasNode      *node,
                                    GtkSnapshot           *snapshot,
                                    const graphene_rect_t *area,
                                    gboolean               exact)
{
  Painting *painting = ensure_painting (self, node);
  int width = (int) (area->size.width - 10) / TITLE_STEP * TITLE_STEP;
  guint lines = count_stacked_lines (node, width, area->size.height);
  float size = CLAMP (area->size.height / ICON_SIZE, LEAST_TITLE_SIZE, 1);
  float y = CLAMP ((area->size.height - ICON_SIZE * size) / 2, 0, SMALL_TITLE_Y);
  gboolean clipped;

  if (painting->title == NULL || (exact && (painting->title_width != width || painting->title_lines != lines)))
    {
      g_clear_pointer (&painting->title, gsk_render_node_unref);
      painting->title = paint_title (self, node, width, lines);
      painting->title_width = width;
      painting->title_lines = lines;
    }
  clipped = painting->title_width > width || painting->title_lines > lines;
  if (clipped)
    gtk_snapshot_push_clip (snapshot, area);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (area->origin.x + 5),
                                                          roundf (area->origin.y + y)));
  if (size < 1)
    gtk_snapshot_scale (snapshot, size, size);
  gtk_snapshot_append_node (snapshot, painting->title);
  gtk_snapshot_restore (snapshot);
  if (clipped)
    gtk_snapshot_pop (snapshot);
  if (node->state != NULL && heddle_node_phase_get_style_class (node->state->phase) != NULL)
    snapshot_dot (self, node, snapshot, area);
}
