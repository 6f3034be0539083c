/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-timeline-view.h"

#include <glib/gi18n-lib.h>

#include "runs/heddle-run-words.h"
#include "runs/heddle-timeline-track.h"
#include "widgets/heddle-price.h"

/* Who wants to see more of a run looks at its nodes. */
#define MAX_STEPS 60
#define LEAST_NAME_CHARACTERS 10
#define MOST_NAME_CHARACTERS 18

struct _HeddleTimelineView
{
  GtkWidget           parent_instance;
  HeddleNodeRegistry *registry;
  GtkSizeGroup       *names;
  GtkSizeGroup       *measures;
  gboolean            narrow;
};

G_DEFINE_FINAL_TYPE (HeddleTimelineView, heddle_timeline_view, GTK_TYPE_WIDGET)

static void
clear (HeddleTimelineView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
heddle_timeline_view_dispose (GObject *object)
{
  HeddleTimelineView *self = HEDDLE_TIMELINE_VIEW (object);

  clear (self);
  g_clear_object (&self->registry);
  g_clear_object (&self->names);
  g_clear_object (&self->measures);

  G_OBJECT_CLASS (heddle_timeline_view_parent_class)->dispose (object);
}

static void
heddle_timeline_view_class_init (HeddleTimelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_timeline_view_dispose;
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
heddle_timeline_view_init (HeddleTimelineView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->measures = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Steps"), -1);
}

/**
 * heddle_timeline_view_new:
 * @registry: the types that steps are of
 *
 * Returns: (transfer floating): a view of nothing
 */
HeddleTimelineView *
heddle_timeline_view_new (HeddleNodeRegistry *registry)
{
  HeddleTimelineView *self = g_object_new (HEDDLE_TYPE_TIMELINE_VIEW, NULL);

  self->registry = g_object_ref (registry);
  return self;
}

static char *
dup_cost (const HeddleTimelineStep *step)
{
  return step->cost.known && step->cost.amount > 0 ? heddle_price_to_string (step->cost) : NULL;
}

static char *
join (char *first,
      char *second)
{
  g_autofree char *a = first;
  g_autofree char *b = second;

  return b == NULL ? g_steal_pointer (&a) : g_strdup_printf ("%s · %s", a, b);
}

static char *
describe_failures (const HeddleTimelineStep *step)
{
  if (step->n_items > 1)
    return g_strdup_printf (_("%u of %u failed"), step->n_failed, step->n_items);
  return g_strdup (_("Failed"));
}

/* What stands at the end of a step's row. */
static char *
describe (const HeddleTimelineStep *step,
          const char               *wait,
          gint64                    now,
          const char              **style)
{
  g_autofree char *time = NULL;

  *style = "dimmed";
  if (wait != NULL)
    return g_strdup (wait);
  if (step->waiting_since != 0)
    {
      *style = "warning";
      time = heddle_words_for_duration (MAX (now - step->waiting_since, 0));
      return g_strdup_printf (_("Waiting %s"), time);
    }
  if (step->n_failed > 0)
    {
      *style = "error";
      return join (describe_failures (step), dup_cost (step));
    }
  if (step->status == HEDDLE_ITEM_UNKNOWN_OUTCOME)
    {
      *style = "warning";
      return g_strdup (_("Outcome unknown"));
    }
  if (step->status == HEDDLE_ITEM_CANCELLED)
    return g_strdup (_("Stopped"));
  if (step->n_items > 0 && step->n_cached == step->n_items)
    return g_strdup (_("Cached"));
  if (step->status == HEDDLE_ITEM_SKIPPED)
    return g_strdup (_("Skipped"));
  if (step->n_done == 0 && step->spans->len == 0)
    return g_strdup (_("Not started"));
  if (step->n_items > 1)
    return join (g_strdup_printf (_("%u of %u"), step->n_done, step->n_items), dup_cost (step));
  return join (heddle_words_for_duration (step->duration_ms), dup_cost (step));
}

static GtkWidget *
add_row (HeddleTimelineView *self,
         GtkAccessibleRole   role,
         GtkWidget          *name,
         GtkWidget          *track,
         GtkWidget          *measure)
{
  GtkWidget *row = g_object_new (GTK_TYPE_BOX, "spacing", self->narrow ? 3 : 12, "accessible-role", role, NULL);

  if (self->narrow)
    {
      GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

      gtk_orientable_set_orientation (GTK_ORIENTABLE (row), GTK_ORIENTATION_VERTICAL);
      gtk_widget_set_hexpand (name, TRUE);
      gtk_box_append (GTK_BOX (words), name);
      gtk_box_append (GTK_BOX (words), measure);
      gtk_widget_set_visible (words, role != GTK_ACCESSIBLE_ROLE_PRESENTATION);
      gtk_box_append (GTK_BOX (row), words);
      gtk_box_append (GTK_BOX (row), track);
    }
  else
    {
      gtk_box_append (GTK_BOX (row), name);
      gtk_box_append (GTK_BOX (row), track);
      gtk_box_append (GTK_BOX (row), measure);
      gtk_size_group_add_widget (self->names, name);
      gtk_size_group_add_widget (self->measures, measure);
    }
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  return row;
}

static void
add_scale (HeddleTimelineView *self,
           HeddleRunTimeline  *timeline)
{
  HeddleTimelineTrack *track = heddle_timeline_track_new ();

  add_row (self, GTK_ACCESSIBLE_ROLE_PRESENTATION, gtk_label_new (NULL), GTK_WIDGET (track), gtk_label_new (NULL));
  heddle_timeline_track_set (track, timeline, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (track), "scale");
}

static GtkWidget *
make_name (HeddleTimelineView       *self,
           const HeddleTimelineStep *step,
           const char               *name)
{
  const HeddleNodeTypeInfo *type = heddle_node_registry_lookup (self->registry, step->type);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = gtk_label_new (name);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (type != NULL ? type->icon_name : "dialog-question-symbolic"));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_NAME_CHARACTERS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_NAME_CHARACTERS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
add_step (HeddleTimelineView       *self,
          HeddleRunTimeline        *timeline,
          const HeddleTimelineStep *step,
          const char               *wait,
          gint64                    now)
{
  const HeddleNodeTypeInfo *type = heddle_node_registry_lookup (self->registry, step->type);
  const char *name = step->name != NULL ? step->name : type != NULL ? _(type->title) : step->type;
  HeddleTimelineTrack *track = heddle_timeline_track_new ();
  const char *style;
  g_autofree char *text = describe (step, wait, now, &style);
  g_autofree char *whole = NULL;
  GtkWidget *measure = gtk_label_new (text);
  GtkWidget *row = add_row (self, GTK_ACCESSIBLE_ROLE_LIST_ITEM, make_name (self, step, name), GTK_WIDGET (track),
                            measure);

  heddle_timeline_track_set (track, timeline, step);
  gtk_label_set_xalign (GTK_LABEL (measure), 1);
  gtk_widget_add_css_class (measure, style);
  gtk_widget_add_css_class (measure, "numeric");
  if (step->spans->len > 0)
    {
      g_autofree char *start = heddle_words_for_duration (g_array_index (step->spans, HeddleTimelineSpan, 0).start);

      /* Translators: a step, when it began after the run did, and how long it took or how it is */
      whole = g_strdup_printf (_("%s, from %s, %s"), name, start, text);
    }
  else
    whole = g_strdup_printf ("%s, %s", name, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

/**
 * heddle_timeline_view_show:
 * @self: a view
 * @timeline: a run's timeline
 * @monitor: (nullable): what follows the run, where it is at work
 * @narrow: whether names stand above the bars, for want of room beside them
 * @now: Unix milliseconds, until when what waits is said to have waited
 *
 * Shows another timeline, or the same one further on.
 */
void
heddle_timeline_view_show (HeddleTimelineView *self,
                           HeddleRunTimeline  *timeline,
                           HeddleRunMonitor   *monitor,
                           gboolean            narrow,
                           gint64              now)
{
  guint n_steps = timeline->steps->len;

  clear (self);
  self->narrow = narrow;
  add_scale (self, timeline);
  for (guint i = 0; i < MIN (n_steps, MAX_STEPS); i++)
    {
      const HeddleTimelineStep *step = timeline->steps->pdata[i];
      g_autofree char *wait = monitor == NULL ? NULL : heddle_run_monitor_dup_wait (monitor, step->node);

      add_step (self, timeline, step, wait, now);
    }
  if (n_steps > MAX_STEPS)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more step", "and %u more steps", n_steps - MAX_STEPS),
                                               n_steps - MAX_STEPS);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dimmed");
      gtk_widget_set_parent (label, GTK_WIDGET (self));
    }
}
