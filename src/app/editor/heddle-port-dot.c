/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-port-dot.h"

#include <adwaita.h>

#include "editor/heddle-canvas-palette.h"

#define SIZE 12
#define STROKE 2.5f

struct _HeddlePortDot
{
  GtkWidget parent_instance;
  int       type;
  gboolean  hollow;
};

G_DEFINE_FINAL_TYPE (HeddlePortDot, heddle_port_dot, GTK_TYPE_WIDGET)

static void
heddle_port_dot_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
heddle_port_dot_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  HeddlePortDot *self = HEDDLE_PORT_DOT (widget);
  HeddleCanvasPalette palette;
  GskRoundedRect circle;
  GdkRGBA color;

  heddle_canvas_palette_init_current (&palette);
  color = self->type < HEDDLE_CANVAS_N_TYPES ? palette.types[self->type] : palette.dim;
  gsk_rounded_rect_init_from_rect (&circle,
                                   &GRAPHENE_RECT_INIT ((float) (gtk_widget_get_width (widget) - SIZE) / 2,
                                                        (float) (gtk_widget_get_height (widget) - SIZE) / 2, SIZE, SIZE),
                                   SIZE / 2.0f);
  if (self->hollow)
    {
      gtk_snapshot_append_border (snapshot, &circle, (float[]) { STROKE, STROKE, STROKE, STROKE },
                                  (GdkRGBA[]) { color, color, color, color });
      return;
    }
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &color, &circle.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
heddle_port_dot_class_init (HeddlePortDotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = heddle_port_dot_measure;
  widget_class->snapshot = heddle_port_dot_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heddle_port_dot_init (HeddlePortDot *self)
{
  self->type = HEDDLE_CANVAS_N_TYPES;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * heddle_port_dot_set:
 * @self: a dot
 * @type: a [enum@ValueType], or `HEDDLE_CANVAS_N_TYPES` for none
 * @hollow: whether the port has no link
 *
 * Sets what is shown.
 */
void
heddle_port_dot_set (HeddlePortDot *self,
                     int            type,
                     gboolean       hollow)
{
  self->type = type;
  self->hollow = hollow;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
