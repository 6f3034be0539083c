/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-shape.h"

/**
 * heddle_canvas_append_rounded:
 * @snapshot: where it goes
 * @widget: the widget that is painted
 * @outline: a rectangle with round corners
 * @color: its colour
 *
 * Fills a shape, in the way that its renderer does fastest: as a path without a GPU, where a clip is
 * a mask; with one as a clip, where a path is painted without it and sent there in every frame.
 */
void
heddle_canvas_append_rounded (GtkSnapshot          *snapshot,
                              GtkWidget            *widget,
                              const GskRoundedRect *outline,
                              const GdkRGBA        *color)
{
  GtkNative *native = gtk_widget_get_native (widget);
  g_autoptr (GskPathBuilder) builder = NULL;
  g_autoptr (GskPath) path = NULL;

  if (native == NULL || !GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    {
      gtk_snapshot_push_rounded_clip (snapshot, outline);
      gtk_snapshot_append_color (snapshot, color, &outline->bounds);
      gtk_snapshot_pop (snapshot);
      return;
    }
  builder = gsk_path_builder_new ();
  gsk_path_builder_add_rounded_rect (builder, outline);
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, color);
}

/**
 * heddle_canvas_append_box:
 * @snapshot: where it goes
 * @widget: the widget that is painted
 * @bounds: a rectangle
 * @radius: of all its corners
 * @color: its colour
 *
 * Fills a rectangle with round corners.
 */
void
heddle_canvas_append_box (GtkSnapshot           *snapshot,
                          GtkWidget             *widget,
                          const graphene_rect_t *bounds,
                          float                  radius,
                          const GdkRGBA         *color)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, radius);
  heddle_canvas_append_rounded (snapshot, widget, &outline, color);
}

/**
 * heddle_canvas_append_outline:
 * @snapshot: where it goes
 * @bounds: a rectangle
 * @radius: of all its corners
 * @width: how wide the line inside its edge is
 * @color: its colour
 *
 * Adds a line around a rectangle with round corners.
 */
void
heddle_canvas_append_outline (GtkSnapshot           *snapshot,
                              const graphene_rect_t *bounds,
                              float                  radius,
                              float                  width,
                              const GdkRGBA         *color)
{
  const float widths[] = { width, width, width, width };
  const GdkRGBA colors[] = { *color, *color, *color, *color };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, radius);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}
