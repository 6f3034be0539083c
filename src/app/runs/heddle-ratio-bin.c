/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-ratio-bin.h"

#define LEAST_WIDTH 140
/* What is higher would not be seen whole. */
#define MOST_HEIGHT 600

struct _HeddleRatioBin
{
  GtkWidget  parent_instance;
  GtkWidget *child;
  double     ratio;
};

G_DEFINE_FINAL_TYPE (HeddleRatioBin, heddle_ratio_bin, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
heddle_ratio_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
heddle_ratio_bin_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  HeddleRatioBin *self = HEDDLE_RATIO_BIN (widget);
  int width = for_size < 0 ? LEAST_WIDTH : for_size;
  int least, wanted;

  gtk_widget_measure (self->child, orientation, -1, &least, &wanted, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (LEAST_WIDTH, least);
  else
    *minimum = *natural = MAX ((int) MIN (width / self->ratio, MOST_HEIGHT), least);
}

static void
heddle_ratio_bin_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  gtk_widget_allocate (HEDDLE_RATIO_BIN (widget)->child, width, height, baseline, NULL);
}

static void
heddle_ratio_bin_dispose (GObject *object)
{
  g_clear_pointer (&HEDDLE_RATIO_BIN (object)->child, gtk_widget_unparent);

  G_OBJECT_CLASS (heddle_ratio_bin_parent_class)->dispose (object);
}

static void
heddle_ratio_bin_class_init (HeddleRatioBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_ratio_bin_dispose;
  widget_class->get_request_mode = heddle_ratio_bin_get_request_mode;
  widget_class->measure = heddle_ratio_bin_measure;
  widget_class->size_allocate = heddle_ratio_bin_size_allocate;
}

static void
heddle_ratio_bin_init (HeddleRatioBin *self)
{
}

/**
 * heddle_ratio_bin_new:
 * @child: (transfer floating): what is in it
 * @ratio: its width through its height
 *
 * Returns: (transfer floating): a frame with @child in it
 */
HeddleRatioBin *
heddle_ratio_bin_new (GtkWidget *child,
                      double     ratio)
{
  HeddleRatioBin *self = g_object_new (HEDDLE_TYPE_RATIO_BIN, NULL);

  self->child = child;
  self->ratio = MAX (ratio, 0.1);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return self;
}
