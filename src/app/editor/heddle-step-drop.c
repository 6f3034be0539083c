/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-step-drop.h"

#include "editor/heddle-canvas-steps.h"

/* @canvas is the one that a step was held over last. */
typedef struct
{
  HeddleCanvasPages *pages;
  HeddleCanvas      *canvas;
} StepDrop;

static void
step_drop_free (gpointer data)
{
  StepDrop *self = data;

  g_clear_weak_pointer (&self->canvas);
  g_free (self);
}

static void
leave_cb (StepDrop *self)
{
  if (self->canvas != NULL)
    heddle_canvas_leave_step (self->canvas);
  g_clear_weak_pointer (&self->canvas);
}

static GdkDragAction
motion_cb (StepDrop      *self,
           double         x,
           double         y,
           GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);
  HeddleCanvas *canvas = heddle_canvas_pages_get_canvas (self->pages);
  gboolean held;

  if (canvas != self->canvas)
    leave_cb (self);
  g_set_weak_pointer (&self->canvas, canvas);
  held = heddle_canvas_hold_step (canvas, value != NULL ? g_value_get_object (value) : NULL,
                                  gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)), x, y);
  return held ? GDK_ACTION_COPY : 0;
}

static gboolean
drop_cb (StepDrop           *self,
         const GValue       *value,
         double              x,
         double              y,
         GtkEventController *target)
{
  return heddle_canvas_drop_step (heddle_canvas_pages_get_canvas (self->pages), g_value_get_object (value),
                                  gtk_event_controller_get_widget (target), x, y);
}

/**
 * heddle_step_drop_add:
 * @widget: what holds pages, and the list that steps are dragged from
 * @pages: pages in it
 *
 * Makes the page that is shown take steps that are dropped on its canvas. The list may go while a step is dragged
 * from it. GTK tells nobody that the drag is over what was below, so that what takes the step has to be over both.
 */
void
heddle_step_drop_add (GtkWidget         *widget,
                      HeddleCanvasPages *pages)
{
  GtkDropTarget *target = gtk_drop_target_new (HEDDLE_TYPE_SEARCH_ITEM, GDK_ACTION_COPY);
  StepDrop *self = g_new0 (StepDrop, 1);

  self->pages = pages;
  g_object_set_data_full (G_OBJECT (target), "heddle-step-drop", self, step_drop_free);
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
