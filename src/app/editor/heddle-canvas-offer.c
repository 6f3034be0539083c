/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-shape.h"
#include "editor/heddle-canvas-touch.h"

/* How far from its middle a button is at least hit, in pixels of the screen, however small the canvas is shown. */
#define REACH 12
#define RADIUS 7
#define HOVERED 0.07f
#define PRESSED 0.16f

static gboolean
get_box (HeddleCanvas           *self,
         const HeddleCanvasNode *node,
         graphene_rect_t        *area)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);
  graphene_rect_t box = node->offer_box;
  double x, y;

  if (box.size.height <= 0 || heddle_canvas_get_detail (zoom) > HEDDLE_CANVAS_MEDIUM)
    return FALSE;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    box.origin.x = node->bounds.size.width - box.origin.x - box.size.width;
  heddle_viewport_to_widget (self->viewport, node->bounds.origin.x + box.origin.x, node->bounds.origin.y + box.origin.y,
                             &x, &y);
  graphene_rect_init (area, (float) x, (float) y, (float) (box.size.width * zoom), (float) (box.size.height * zoom));
  return TRUE;
}

/**
 * heddle_canvas_get_offer_area:
 * @self: a canvas
 * @id: a node's id
 * @area: (out caller-allocates): return location for where the button in its footer can be hit
 *
 * Returns: whether there is one to be seen
 */
gboolean
heddle_canvas_get_offer_area (HeddleCanvas    *self,
                              const char      *id,
                              graphene_rect_t *area)
{
  const HeddleCanvasNode *node = self->model != NULL ? heddle_canvas_model_lookup (self->model, id) : NULL;
  float least = 2 * (float) heddle_canvas_get_reach (self, REACH);
  float wider, higher;

  graphene_rect_init (area, 0, 0, 0, 0);
  if (node == NULL || !get_box (self, node, area))
    return FALSE;
  wider = MAX (least - area->size.width, 0) / 2;
  higher = MAX (least - area->size.height, 0) / 2;
  graphene_rect_inset (area, -wider, -higher);
  return TRUE;
}

static gboolean
is_hit (HeddleCanvas           *self,
        const HeddleCanvasNode *node,
        double                  x,
        double                  y)
{
  graphene_rect_t area;

  return heddle_canvas_get_offer_area (self, node->id, &area)
         && graphene_rect_contains_point (&area, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

/**
 * heddle_canvas_find_offer_at:
 * @self: a canvas
 * @x: a place in the widget
 * @y: the same
 *
 * Returns: (transfer none) (nullable): the node whose button is there
 */
HeddleCanvasNode *
heddle_canvas_find_offer_at (HeddleCanvas *self,
                             double        x,
                             double        y)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  float reach = (float) (2 * heddle_canvas_get_reach (self, REACH) / heddle_viewport_get_zoom (self->viewport));
  double canvas_x, canvas_y;
  graphene_rect_t around;

  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  graphene_rect_init (&around, (float) canvas_x - reach, (float) canvas_y - reach, 2 * reach, 2 * reach);
  heddle_canvas_model_query_nodes (self->model, &around, nodes);
  for (guint i = nodes->len; i > 0; i--)
    if (is_hit (self, nodes->pdata[i - 1], x, y))
      return nodes->pdata[i - 1];
  return NULL;
}

static void
set_offer (HeddleCanvas  *self,
           char         **place,
           const char    *id)
{
  if (g_set_str (place, id))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_hover_offer:
 * @self: a canvas
 * @x: where the pointer is
 * @y: the same
 *
 * Lights up the button that the pointer is on.
 */
void
heddle_canvas_hover_offer (HeddleCanvas *self,
                           double        x,
                           double        y)
{
  HeddleCanvasNode *node = self->pan.active || self->rubber.active || self->drag != NULL
                             ? NULL
                             : heddle_canvas_find_offer_at (self, x, y);

  set_offer (self, &self->hovered_offer, node == NULL ? NULL : node->id);
}

/**
 * heddle_canvas_leave_offer:
 * @self: a canvas
 *
 * To be called when the pointer is somewhere else.
 */
void
heddle_canvas_leave_offer (HeddleCanvas *self)
{
  set_offer (self, &self->hovered_offer, NULL);
}

/**
 * heddle_canvas_press_offer:
 * @self: a canvas
 * @x: where the pointer is
 * @y: the same
 *
 * Returns: whether there is a button, which then is pressed
 */
gboolean
heddle_canvas_press_offer (HeddleCanvas *self,
                           double        x,
                           double        y)
{
  HeddleCanvasNode *node = heddle_canvas_find_offer_at (self, x, y);

  set_offer (self, &self->press.offer, node == NULL ? NULL : node->id);
  if (node != NULL)
    heddle_canvas_select_node (self, node->id);
  return node != NULL;
}

/**
 * heddle_canvas_release_offer:
 * @self: a canvas
 * @x: where the pointer is
 * @y: the same
 *
 * Does what the pressed button says, if the pointer is still on it.
 */
void
heddle_canvas_release_offer (HeddleCanvas *self,
                             double        x,
                             double        y)
{
  g_autofree char *pressed = g_steal_pointer (&self->press.offer);
  HeddleCanvasNode *node = pressed == NULL ? NULL : heddle_canvas_find_offer_at (self, x, y);

  if (pressed == NULL)
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (node != NULL && g_str_equal (node->id, pressed))
    heddle_canvas_activate_offer (self, pressed);
}

static void
snapshot_shade (HeddleCanvas *self,
                GtkSnapshot  *snapshot,
                const char   *id,
                float         strength)
{
  const HeddleCanvasNode *node = id == NULL ? NULL : heddle_canvas_model_lookup (self->model, id);
  GdkRGBA shade = self->palette.text;
  graphene_rect_t area;

  if (node == NULL || !get_box (self, node, &area))
    return;
  shade.alpha = strength;
  heddle_canvas_append_box (snapshot, GTK_WIDGET (self), &area,
                            RADIUS * (float) heddle_viewport_get_zoom (self->viewport), &shade);
}

/**
 * heddle_canvas_snapshot_offer:
 * @self: a canvas
 * @snapshot: where it goes
 *
 * Shades the button that the pointer is on, or presses.
 */
void
heddle_canvas_snapshot_offer (HeddleCanvas *self,
                              GtkSnapshot  *snapshot)
{
  if (self->press.offer != NULL)
    snapshot_shade (self, snapshot, self->press.offer, PRESSED);
  else
    snapshot_shade (self, snapshot, self->hovered_offer, HOVERED);
}
