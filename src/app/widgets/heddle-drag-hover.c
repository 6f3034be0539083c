/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-drag-hover.h"

/* So long something is held over a widget before that means it, in milliseconds. */
#define HOVER 600

typedef struct
{
  GtkEventController  *controller;
  HeddleDragHoverFunc  func;
  gpointer             owner;
  guint                source;
} Hover;

static void
hover_free (gpointer data)
{
  Hover *hover = data;

  g_clear_handle_id (&hover->source, g_source_remove);
  g_free (hover);
}

static gboolean
held_cb (gpointer data)
{
  Hover *hover = data;
  GdkDrop *drop = gtk_drop_controller_motion_get_drop (GTK_DROP_CONTROLLER_MOTION (hover->controller));
  GtkWidget *widget = gtk_event_controller_get_widget (hover->controller);

  hover->source = 0;
  if (drop != NULL && hover->func != NULL)
    hover->func (hover->owner, widget, drop);
  else if (drop != NULL)
    gtk_widget_activate (widget);
  return G_SOURCE_REMOVE;
}

static void
enter_cb (Hover *hover)
{
  g_clear_handle_id (&hover->source, g_source_remove);
  hover->source = g_timeout_add (HOVER, held_cb, hover);
}

static void
leave_cb (Hover *hover)
{
  g_clear_handle_id (&hover->source, g_source_remove);
}

/**
 * heddle_drag_hover_add:
 * @widget: what leads somewhere
 * @func: (nullable): goes there; %NULL where the widget does when it is activated
 * @owner: what is given to @func; has to live as long as the widget
 *
 * Has what is dragged be brought elsewhere: whoever holds it over the widget for a while goes where the widget
 * leads.
 */
void
heddle_drag_hover_add (GtkWidget           *widget,
                       HeddleDragHoverFunc  func,
                       gpointer             owner)
{
  Hover *hover = g_new0 (Hover, 1);

  hover->controller = gtk_drop_controller_motion_new ();
  hover->func = func;
  hover->owner = owner;
  g_object_set_data_full (G_OBJECT (hover->controller), "hover", hover, hover_free);
  g_signal_connect_swapped (hover->controller, "enter", G_CALLBACK (enter_cb), hover);
  g_signal_connect_swapped (hover->controller, "leave", G_CALLBACK (leave_cb), hover);
  gtk_widget_add_controller (widget, hover->controller);
}
