/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-timeline-track.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-palette.h"
#include "runs/heddle-run-words.h"

#define HEIGHT 27
#define BAR_HEIGHT 11
#define BAR_RADIUS 4
#define LEAST_BAR 4
#define LEAST_CACHED_BAR 14
#define LEAST_WIDTH 140
#define MARK_DISTANCE 130
#define STRIPE 6
#define AMBER "#e5a50a"

struct _HeddleTimelineTrack
{
  GtkWidget                  parent_instance;
  HeddleRunTimeline         *timeline;
  const HeddleTimelineStep  *step;
  gint64                     mark;
  GPtrArray                 *labels;
};

G_DEFINE_FINAL_TYPE (HeddleTimelineTrack, heddle_timeline_track, GTK_TYPE_WIDGET)

/* How much time the whole width is: a little more than what happened, and room for what waits. */
static gint64
get_range (HeddleTimelineTrack *self)
{
  gboolean waits = FALSE;

  for (guint i = 0; i < self->timeline->steps->len; i++)
    waits |= ((const HeddleTimelineStep *) self->timeline->steps->pdata[i])->waiting_since != 0;
  return MAX (self->timeline->length, 500) * (waits ? 125 : 103) / 100;
}

/* Between two marks lies a round time. */
static gint64
find_mark (gint64 range,
           int    width)
{
  static const gint64 marks[] = { 100, 200, 500, 1000, 2000, 5000, 10000, 15000, 30000, 60000, 120000, 300000, 600000,
                                  900000, 1800000, 3600000, 7200000, 14400000, 28800000, 86400000 };
  gint64 least = range * MARK_DISTANCE / MAX (width, 1);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i] >= least)
      return marks[i];
  return MAX (least, 1);
}

static float
find_x (HeddleTimelineTrack *self,
        gint64               moment)
{
  return (float) ((double) moment / (double) get_range (self) * gtk_widget_get_width (GTK_WIDGET (self)));
}

static void
forget_labels (HeddleTimelineTrack *self)
{
  g_ptr_array_set_size (self->labels, 0);
  self->mark = 0;
}

static void
heddle_timeline_track_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  HeddleTimelineTrack *self = HEDDLE_TIMELINE_TRACK (widget);
  gint64 mark = self->timeline == NULL ? 0 : find_mark (get_range (self), width);

  if (mark == self->mark)
    return;
  forget_labels (self);
  self->mark = mark;
  for (gint64 moment = 0; self->step == NULL && moment < get_range (self); moment += mark)
    {
      g_autofree char *text = moment == 0 ? g_strdup (_("0 s")) : heddle_words_for_duration (moment);

      g_ptr_array_add (self->labels, gtk_widget_create_pango_layout (widget, text));
    }
}

static void
heddle_timeline_track_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : LEAST_WIDTH;
}

static void
add_stripes (GtkSnapshot           *snapshot,
             const graphene_rect_t *area,
             const GdkRGBA         *color)
{
  GdkRGBA pale = *color;
  GskColorStop stops[4];

  pale.alpha *= 0.35f;
  stops[0] = (GskColorStop) { 0, *color };
  stops[1] = (GskColorStop) { 0.5f, *color };
  stops[2] = (GskColorStop) { 0.5f, pale };
  stops[3] = (GskColorStop) { 1, pale };
  gtk_snapshot_append_repeating_linear_gradient (snapshot, area, &GRAPHENE_POINT_INIT (0, 0),
                                                 &GRAPHENE_POINT_INIT (STRIPE, STRIPE), stops, G_N_ELEMENTS (stops));
}

/* What waits has no end yet. */
static void
add_waiting (GtkSnapshot           *snapshot,
             const graphene_rect_t *area,
             const GdkRGBA         *color,
             gboolean               mirrored)
{
  float left = area->origin.x;
  float right = left + area->size.width;
  GskColorStop stops[] = { { 0, { 0, 0, 0, 1 } }, { 0.6f, { 0, 0, 0, 1 } }, { 1, { 0, 0, 0, 0 } } };

  gtk_snapshot_push_mask (snapshot, GSK_MASK_MODE_ALPHA);
  gtk_snapshot_append_linear_gradient (snapshot, area, &GRAPHENE_POINT_INIT (mirrored ? right : left, 0),
                                       &GRAPHENE_POINT_INIT (mirrored ? left : right, 0), stops, G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);
  add_stripes (snapshot, area, color);
  gtk_snapshot_pop (snapshot);
}

static const GdkRGBA *
get_color (const HeddleCanvasPalette *palette,
           HeddleItemStatus           status)
{
  switch (status)
    {
    case HEDDLE_ITEM_FAILED:
    case HEDDLE_ITEM_CONTENT_REJECTED:
      return &palette->error;
    case HEDDLE_ITEM_WAITING:
    case HEDDLE_ITEM_UNKNOWN_OUTCOME:
      return &palette->warning;
    case HEDDLE_ITEM_CANCELLED:
      return &palette->dim;
    case HEDDLE_ITEM_PENDING:
    case HEDDLE_ITEM_QUEUED:
    case HEDDLE_ITEM_RUNNING:
    case HEDDLE_ITEM_CACHED:
    case HEDDLE_ITEM_SKIPPED:
    case HEDDLE_ITEM_COMPLETED:
    default:
      return &palette->accent;
    }
}

static void
add_bar (HeddleTimelineTrack       *self,
         GtkSnapshot               *snapshot,
         const HeddleCanvasPalette *palette,
         const HeddleTimelineSpan  *span)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float x = find_x (self, span->start);
  float end = span->status == HEDDLE_ITEM_WAITING ? width : find_x (self, span->end);
  float length = MAX (end - x - 1, span->status == HEDDLE_ITEM_CACHED ? LEAST_CACHED_BAR : LEAST_BAR);
  const GdkRGBA *color = get_color (palette, span->status);
  graphene_rect_t area;
  GskRoundedRect shape;

  x = CLAMP (x, 0, MAX (width - length, 0));
  area = GRAPHENE_RECT_INIT (mirrored ? width - x - length : x, (HEIGHT - BAR_HEIGHT) / 2, length, BAR_HEIGHT);
  gsk_rounded_rect_init_from_rect (&shape, &area, BAR_RADIUS);
  if (span->status == HEDDLE_ITEM_CACHED)
    {
      gtk_snapshot_append_border (snapshot, &shape, (float[4]) { 2, 2, 2, 2 },
                                  (GdkRGBA[4]) { *color, *color, *color, *color });
      return;
    }
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  if (span->status == HEDDLE_ITEM_WAITING)
    add_waiting (snapshot, &area, color, mirrored);
  else if (span->status == HEDDLE_ITEM_RUNNING)
    add_stripes (snapshot, &area, color);
  else
    gtk_snapshot_append_color (snapshot, color, &area);
  gtk_snapshot_pop (snapshot);
}

static void
add_label (HeddleTimelineTrack *self,
           GtkSnapshot         *snapshot,
           guint                position,
           float                x)
{
  PangoLayout *label = self->labels->pdata[position];
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int text_width, text_height;
  GdkRGBA color;

  pango_layout_get_pixel_size (label, &text_width, &text_height);
  if (position > 0)
    x -= (float) text_width / 2;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = (float) (width - text_width) - x;
  if (x + (float) text_width > (float) width)
    return;
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, (float) (HEIGHT - text_height) / 2));
  gtk_snapshot_append_layout (snapshot, label, &color);
  gtk_snapshot_restore (snapshot);
}

static void
heddle_timeline_track_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  HeddleTimelineTrack *self = HEDDLE_TIMELINE_TRACK (widget);
  float width = (float) gtk_widget_get_width (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  HeddleCanvasPalette palette;
  guint position = 0;

  if (self->timeline == NULL || self->mark == 0)
    return;
  /* Broad areas are lighter than words of the same meaning. */
  heddle_canvas_palette_init_current (&palette);
  palette.accent = *accent;
  gdk_rgba_parse (&palette.warning, AMBER);
  for (gint64 moment = 0; moment < get_range (self); moment += self->mark, position++)
    {
      float x = find_x (self, moment);

      if (self->step != NULL)
        gtk_snapshot_append_color (snapshot, &palette.line,
                                   &GRAPHENE_RECT_INIT (mirrored ? width - x - 1 : x, 0, 1, HEIGHT));
      else if (position < self->labels->len)
        add_label (self, snapshot, position, x);
    }
  for (guint i = 0; self->step != NULL && i < self->step->spans->len; i++)
    add_bar (self, snapshot, &palette, &g_array_index (self->step->spans, HeddleTimelineSpan, i));
}

static void
heddle_timeline_track_css_changed (GtkWidget         *widget,
                                   GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heddle_timeline_track_parent_class)->css_changed (widget, change);
  forget_labels (HEDDLE_TIMELINE_TRACK (widget));
  gtk_widget_queue_allocate (widget);
}

static void
heddle_timeline_track_dispose (GObject *object)
{
  HeddleTimelineTrack *self = HEDDLE_TIMELINE_TRACK (object);

  self->step = NULL;
  g_clear_pointer (&self->timeline, heddle_run_timeline_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_timeline_track_parent_class)->dispose (object);
}

static void
heddle_timeline_track_class_init (HeddleTimelineTrackClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_timeline_track_dispose;
  widget_class->measure = heddle_timeline_track_measure;
  widget_class->size_allocate = heddle_timeline_track_size_allocate;
  widget_class->snapshot = heddle_timeline_track_snapshot;
  widget_class->css_changed = heddle_timeline_track_css_changed;
  gtk_widget_class_set_css_name (widget_class, "timeline-track");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heddle_timeline_track_init (HeddleTimelineTrack *self)
{
  self->labels = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

/**
 * heddle_timeline_track_new:
 *
 * Returns: (transfer floating): a track without anything on it
 */
HeddleTimelineTrack *
heddle_timeline_track_new (void)
{
  return g_object_new (HEDDLE_TYPE_TIMELINE_TRACK, NULL);
}

/**
 * heddle_timeline_track_set:
 * @self: a track
 * @timeline: a run's timeline
 * @step: (nullable): the step of it that is shown; %NULL for the scale
 *
 * Shows something else.
 */
void
heddle_timeline_track_set (HeddleTimelineTrack      *self,
                           HeddleRunTimeline        *timeline,
                           const HeddleTimelineStep *step)
{
  g_autoptr (HeddleRunTimeline) before = self->timeline;

  self->timeline = heddle_run_timeline_ref (timeline);
  self->step = step;
  forget_labels (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
