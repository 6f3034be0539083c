/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-segment-bar.h"

#define HEIGHT 8
#define TROUGH 0.15f

struct _HeddleSegmentBar
{
  GtkWidget  parent_instance;
  GArray    *segments;
  double     gap;
};

G_DEFINE_FINAL_TYPE (HeddleSegmentBar, heddle_segment_bar, GTK_TYPE_WIDGET)

static void
heddle_segment_bar_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = *natural = HEIGHT;
}

static void
heddle_segment_bar_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  HeddleSegmentBar *self = HEDDLE_SEGMENT_BAR (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA trough;
  GskRoundedRect shape;
  float x = 0;

  gtk_widget_get_color (widget, &trough);
  trough.alpha *= TROUGH;
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (0, 0, width, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &trough, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (guint i = 0; i < self->segments->len; i++)
    {
      const HeddleBarSegment *segment = &g_array_index (self->segments, HeddleBarSegment, i);
      float length = (float) (width * segment->share);
      float shown = MAX (length - (i + 1 < self->segments->len ? (float) self->gap : 0), 0);

      gtk_snapshot_append_color (snapshot, &segment->color,
                                 &GRAPHENE_RECT_INIT (mirrored ? width - x - shown : x, 0, shown, height));
      x += length;
    }
  gtk_snapshot_pop (snapshot);
}

static void
heddle_segment_bar_finalize (GObject *object)
{
  g_array_unref (HEDDLE_SEGMENT_BAR (object)->segments);

  G_OBJECT_CLASS (heddle_segment_bar_parent_class)->finalize (object);
}

static void
heddle_segment_bar_class_init (HeddleSegmentBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heddle_segment_bar_finalize;
  widget_class->measure = heddle_segment_bar_measure;
  widget_class->snapshot = heddle_segment_bar_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heddle_segment_bar_init (HeddleSegmentBar *self)
{
  self->segments = g_array_new (FALSE, FALSE, sizeof (HeddleBarSegment));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * heddle_segment_bar_new:
 *
 * Returns: (transfer floating): an empty bar
 */
HeddleSegmentBar *
heddle_segment_bar_new (void)
{
  return g_object_new (HEDDLE_TYPE_SEGMENT_BAR, NULL);
}

/**
 * heddle_segment_bar_set_segments:
 * @self: a bar
 * @segments: (array length=n_segments): its parts, which are no more than the whole
 * @n_segments: how many
 * @gap: between them, in pixels
 *
 * Shows other parts.
 */
void
heddle_segment_bar_set_segments (HeddleSegmentBar       *self,
                                 const HeddleBarSegment *segments,
                                 guint                   n_segments,
                                 double                  gap)
{
  g_array_set_size (self->segments, 0);
  g_array_append_vals (self->segments, segments, n_segments);
  self->gap = gap;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
