/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-touch.h"

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-rerouting.h"

/* A finger hits what is within 44 pixels, and trembles. */
#define REACH 22
#define THRESHOLD 10
#define MOUSE_THRESHOLD 4

/**
 * heddle_canvas_notice_device:
 * @self: a canvas
 * @controller: what of it handles an event now
 *
 * Remembers whether it is a finger that the event is from.
 */
void
heddle_canvas_notice_device (HeddleCanvas       *self,
                             GtkEventController *controller)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (controller);

  self->press.by_finger = device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

/**
 * heddle_canvas_get_reach:
 * @self: a canvas
 * @reach: how far from something a mouse is still on it, in pixels of the screen
 *
 * Returns: how far what points at the canvas now may be from it
 */
double
heddle_canvas_get_reach (HeddleCanvas *self,
                         double        reach)
{
  return self->press.by_finger ? MAX (reach, REACH) : reach;
}

/**
 * heddle_canvas_get_drag_threshold:
 * @self: a canvas
 *
 * Returns: how far what points at the canvas now moves before it drags, in pixels of the screen
 */
double
heddle_canvas_get_drag_threshold (HeddleCanvas *self)
{
  return self->press.by_finger ? THRESHOLD : MOUSE_THRESHOLD;
}

static void
hold (HeddleCanvas      *self,
      const char        *node,
      HeddleElement     *area,
      HeddleCanvasEdges  edges)
{
  g_set_str (&self->press.node, node);
  g_set_object (&self->press.area, area);
  self->press.edges = edges;
}

/**
 * heddle_canvas_hold_by_finger:
 * @self: a canvas
 * @x: where it is pressed
 * @y: likewise
 *
 * Remembers what a drag by a finger begins at: a reroute dot, or what is selected. Over all else a finger pans.
 *
 * Returns: whether there is anything
 */
gboolean
heddle_canvas_hold_by_finger (HeddleCanvas *self,
                              double        x,
                              double        y)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);
  double reach = heddle_canvas_get_reach (self, HEDDLE_CANVAS_EDGE_REACH);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);
  HeddleCanvasNode *node;
  HeddleElement *area;
  double canvas_x, canvas_y;

  if (heddle_canvas_hold_dot (self, x, y, 0))
    return TRUE;
  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  node = heddle_canvas_model_get_node_at (self->model, canvas_x, canvas_y);
  hold (self, node != NULL ? node->id : NULL, NULL, 0);
  if (node != NULL)
    return heddle_canvas_is_selected (self, node->id);
  area = heddle_canvas_model_find_area_at (self->model, canvas_x, canvas_y, zoom);
  for (guint i = 0; i < areas->len; i++)
    {
      HeddleCanvasEdges edges =
        heddle_canvas_model_get_edges_at (self->model, areas->pdata[i], canvas_x, canvas_y, zoom, reach);

      if (edges == 0 && areas->pdata[i] != area)
        continue;
      hold (self, NULL, areas->pdata[i], edges);
      return TRUE;
    }
  return FALSE;
}
