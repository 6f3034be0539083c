/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-spending-chart.h"

#define HEIGHT 38
#define LEAST_BAR 2
#define GAP 2
/* In the first days of a month, bars would be as wide as a card. */
#define LEAST_DAYS 14
#define PAST 0.55f

struct _HeddleSpendingChart
{
  GtkWidget  parent_instance;
  gint64     days[HEDDLE_SPENDING_DAYS];
  int        n_days;
  gint64     most;
  GdkRGBA    color;
};

G_DEFINE_FINAL_TYPE (HeddleSpendingChart, heddle_spending_chart, GTK_TYPE_WIDGET)

static void
heddle_spending_chart_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : HEDDLE_SPENDING_DAYS * (1 + GAP);
}

static void
heddle_spending_chart_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  HeddleSpendingChart *self = HEDDLE_SPENDING_CHART (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = (float) gtk_widget_get_width (widget);
  float step = (width + GAP) / (float) MAX (self->n_days, LEAST_DAYS);

  for (int i = 0; i < self->n_days; i++)
    {
      float height = MAX ((float) ((double) self->days[i] / (double) MAX (self->most, 1) * HEIGHT), LEAST_BAR);
      float x = mirrored ? width - (float) i * step - step + GAP : (float) i * step;
      GdkRGBA color = self->color;
      GskRoundedRect shape;

      if (i + 1 < self->n_days)
        color.alpha *= PAST;
      gsk_rounded_rect_init (&shape, &GRAPHENE_RECT_INIT (x, HEIGHT - height, step - GAP, height),
                             &GRAPHENE_SIZE_INIT (2, 2), &GRAPHENE_SIZE_INIT (2, 2), &GRAPHENE_SIZE_INIT (0, 0),
                             &GRAPHENE_SIZE_INIT (0, 0));
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &color, &shape.bounds);
      gtk_snapshot_pop (snapshot);
    }
}

static void
heddle_spending_chart_class_init (HeddleSpendingChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = heddle_spending_chart_measure;
  widget_class->snapshot = heddle_spending_chart_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heddle_spending_chart_init (HeddleSpendingChart *self)
{
}

/**
 * heddle_spending_chart_new:
 * @spending: what was spent with a provider
 * @today: which day of the month today is, from 1
 * @color: of the bars
 *
 * Returns: (transfer floating): a chart of it
 */
HeddleSpendingChart *
heddle_spending_chart_new (const HeddleProviderSpending *spending,
                           int                           today,
                           const GdkRGBA                *color)
{
  HeddleSpendingChart *self = g_object_new (HEDDLE_TYPE_SPENDING_CHART, NULL);

  self->n_days = CLAMP (today, 1, HEDDLE_SPENDING_DAYS);
  self->color = *color;
  for (int i = 0; i < self->n_days; i++)
    {
      self->days[i] = spending->days[i];
      self->most = MAX (self->most, spending->days[i]);
    }
  return self;
}
