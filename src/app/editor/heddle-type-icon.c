/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-type-icon.h"

#include <adwaita.h>

#include "editor/heddle-canvas-palette.h"

#define SIZE 34
#define ICON_SIZE 16
#define RADIUS 9

struct _HeddleTypeIcon
{
  GtkWidget  parent_instance;
  char      *icon_name;
  int        type;
};

G_DEFINE_FINAL_TYPE (HeddleTypeIcon, heddle_type_icon, GTK_TYPE_WIDGET)

static void
heddle_type_icon_measure (GtkWidget      *widget,
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
heddle_type_icon_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  HeddleTypeIcon *self = HEDDLE_TYPE_ICON (widget);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  HeddleCanvasPalette palette;
  g_autoptr (GtkIconPaintable) icon = NULL;
  GskRoundedRect ground;
  GdkRGBA color;

  if (self->icon_name == NULL)
    return;
  heddle_canvas_palette_init_current (&palette);
  color = self->type < HEDDLE_CANVAS_N_TYPES ? palette.types[self->type] : palette.dim;
  gsk_rounded_rect_init_from_rect (&ground, &GRAPHENE_RECT_INIT (0, 0, width, height), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &ground);
  gtk_snapshot_append_color (snapshot, &palette.headers[self->type], &ground.bounds);
  gtk_snapshot_pop (snapshot);
  icon = gtk_icon_theme_lookup_icon (theme, self->icon_name, NULL, ICON_SIZE, gtk_widget_get_scale_factor (widget),
                                     gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((width - ICON_SIZE) / 2, (height - ICON_SIZE) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE, ICON_SIZE, &color, 1);
}

static void
heddle_type_icon_finalize (GObject *object)
{
  g_free (HEDDLE_TYPE_ICON (object)->icon_name);

  G_OBJECT_CLASS (heddle_type_icon_parent_class)->finalize (object);
}

static void
heddle_type_icon_class_init (HeddleTypeIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heddle_type_icon_finalize;
  widget_class->measure = heddle_type_icon_measure;
  widget_class->snapshot = heddle_type_icon_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heddle_type_icon_init (HeddleTypeIcon *self)
{
  self->type = HEDDLE_CANVAS_N_TYPES;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * heddle_type_icon_set:
 * @self: an icon
 * @icon_name: a symbolic icon
 * @type: a [enum@ValueType], or `HEDDLE_CANVAS_N_TYPES` for none
 *
 * Sets what is shown.
 */
void
heddle_type_icon_set (HeddleTypeIcon *self,
                      const char     *icon_name,
                      int             type)
{
  g_set_str (&self->icon_name, icon_name);
  self->type = type;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
