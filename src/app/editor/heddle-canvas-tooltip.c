/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-controls.h"
#include "editor/heddle-canvas-ordering.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-port-label.h"

#define PORT_REACH 12

static char *
dup_node_tip (HeddleCanvasNode *node,
              double            y)
{
  double inside = y - node->bounds.origin.y;

  if (inside < HEDDLE_CANVAS_HEADER_HEIGHT && node->type != NULL && node->type->description != NULL)
    return g_strdup_printf ("%s\n%s", _(node->type->title), _(node->type->description));
  if (node->footer_y > 0 && inside >= node->footer_y && node->state != NULL && node->state->error != NULL)
    return g_strdup (node->state->error);
  return NULL;
}

static gboolean
query_tooltip_cb (HeddleCanvas *self,
                  int           widget_x,
                  int           widget_y,
                  gboolean      keyboard,
                  GtkTooltip   *tooltip)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);
  HeddleCanvasNode *node = NULL;
  HeddleCanvasPort *port;
  graphene_rect_t area;
  graphene_point_t point;
  g_autofree char *text = NULL;
  double x, y;

  if (keyboard || zoom < 0.2)
    return FALSE;
  heddle_viewport_to_canvas (self->viewport, widget_x, widget_y, &x, &y);
  port = heddle_canvas_model_get_port_at (self->model, x, y, PORT_REACH / zoom, &node);
  if (port != NULL)
    {
      heddle_canvas_node_get_port_point (node, port, &point);
      graphene_rect_init (&area, point.x - PORT_REACH / (float) zoom, point.y - PORT_REACH / (float) zoom,
                          2 * PORT_REACH / (float) zoom, 2 * PORT_REACH / (float) zoom);
      text = heddle_port_dup_description (port->label, port->type, port->output);
    }
  else if ((node = heddle_canvas_find_flow_port_at (self, widget_x, widget_y)) != NULL)
    {
      text = g_strdup (_("Drag to a step that is to run after this one"));
      area = node->bounds;
    }
  else if ((node = heddle_canvas_find_offer_at (self, widget_x, widget_y)) != NULL)
    {
      /* Translators: what a button does, and its key */
      text = g_strdup_printf (_("%s (R)"), heddle_canvas_node_get_offer_label (node));
      area = node->bounds;
    }
  else if ((text = heddle_canvas_dup_control_tip (self, widget_x, widget_y, &area)) != NULL)
    {
      gtk_tooltip_set_text (tooltip, text);
      gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) area.origin.x, (int) area.origin.y,
                                                           (int) area.size.width, (int) area.size.height });
      return TRUE;
    }
  else
    {
      node = heddle_canvas_model_get_node_at (self->model, x, y);
      text = node != NULL ? dup_node_tip (node, y) : NULL;
      if (text == NULL)
        return FALSE;
      area = node->bounds;
    }
  heddle_viewport_to_widget (self->viewport, area.origin.x, area.origin.y, &x, &y);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) x, (int) y, (int) (area.size.width * zoom),
                                                       (int) (area.size.height * zoom) });
  return TRUE;
}

/**
 * heddle_canvas_init_tooltip:
 * @self: a canvas
 *
 * Makes it say what is under the pointer.
 */
void
heddle_canvas_init_tooltip (HeddleCanvas *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
