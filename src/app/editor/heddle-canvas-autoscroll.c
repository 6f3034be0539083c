/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-autoscroll.h"

#include <math.h>

#include "editor/heddle-canvas-private.h"

/* So near to an edge the view begins to move, and so fast it does at the edge and beyond, in pixels per
 * second.
 */
#define MARGIN 36
#define SPEED 900

/**
 * heddle_canvas_begin_autoscroll:
 * @self: a canvas
 * @x: where a drag begins, in the widget
 * @y: likewise
 *
 * Remembers what of the canvas a drag begins at.
 */
void
heddle_canvas_begin_autoscroll (HeddleCanvas *self,
                                double        x,
                                double        y)
{
  heddle_viewport_to_canvas (self->viewport, x, y, &self->motion.home_x, &self->motion.home_y);
  self->motion.x = self->motion.begin_x = x;
  self->motion.y = self->motion.begin_y = y;
}

/**
 * heddle_canvas_end_autoscroll:
 * @self: a canvas
 *
 * Moves the view no more.
 */
void
heddle_canvas_end_autoscroll (HeddleCanvas *self)
{
  if (self->motion.scroll_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->motion.scroll_source);
  self->motion.scroll_source = 0;
}

/* How far into the margin a place is, from -1 at the start to 1 at the end; 0 between the margins, and
 * where the drag began further out.
 */
static double
get_pull (double place,
          double begin,
          double length)
{
  double margin = MIN (MARGIN, length / 4);

  if (place < margin && place < begin)
    return MAX ((place - margin) / margin, -1);
  return place > length - margin && place > begin ? MIN ((place - length + margin) / margin, 1) : 0;
}

static void
get_pulls (HeddleCanvas *self,
           double       *x,
           double       *y)
{
  *x = get_pull (self->motion.x, self->motion.begin_x, gtk_widget_get_width (GTK_WIDGET (self)));
  *y = get_pull (self->motion.y, self->motion.begin_y, gtk_widget_get_height (GTK_WIDGET (self)));
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = (double) (now - self->motion.scroll_time) / G_USEC_PER_SEC;
  double x, y;

  self->motion.scroll_time = now;
  get_pulls (self, &x, &y);
  if (x == 0 && y == 0)
    {
      self->motion.scroll_source = 0;
      return G_SOURCE_REMOVE;
    }
  heddle_viewport_pan_by (self->viewport, -x * SPEED * seconds, -y * SPEED * seconds);
  heddle_canvas_follow_pointer (self);
  return G_SOURCE_CONTINUE;
}

/**
 * heddle_canvas_autoscroll:
 * @self: a canvas
 * @x: where what is dragged is, in the widget
 * @y: likewise
 *
 * Moves the view for as long as what is dragged is at its edge.
 */
void
heddle_canvas_autoscroll (HeddleCanvas *self,
                          double        x,
                          double        y)
{
  double pull_x, pull_y;

  self->motion.x = x;
  self->motion.y = y;
  get_pulls (self, &pull_x, &pull_y);
  if ((pull_x == 0 && pull_y == 0) || self->motion.scroll_source != 0)
    return;
  self->motion.scroll_time = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  self->motion.scroll_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/**
 * heddle_canvas_get_dragged:
 * @self: a canvas
 * @dx: (out): return location for how far to the right of where the drag began the pointer is, in canvas
 *   units
 * @dy: (out): the same, downwards
 *
 * Tells how far something is dragged, the way that the view has moved included.
 */
void
heddle_canvas_get_dragged (HeddleCanvas *self,
                           double       *dx,
                           double       *dy)
{
  heddle_viewport_to_canvas (self->viewport, self->motion.x, self->motion.y, dx, dy);
  *dx -= self->motion.home_x;
  *dy -= self->motion.home_y;
}
