/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-runs-place.h"

#include <glib/gi18n-lib.h>

#include "runs/heddle-budget-dialog.h"
#include "runs/heddle-budget-words.h"
#include "runs/heddle-continued-run.h"
#include "runs/heddle-failed-rows.h"
#include "runs/heddle-queue-actions.h"
#include "runs/heddle-live-runs.h"
#include "runs/heddle-run-decision.h"
#include "runs/heddle-run-list-row.h"
#include "runs/heddle-run-words.h"
#include "runs/heddle-runs-model.h"
#include "runs/heddle-schedule-list.h"
#include "runs/heddle-spending-view.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

#define TICK 1000
/* Money is added up again no more often than that while runs are at work. */
#define SPENDING_DELAY 2000

struct _HeddleRunsPlace
{
  AdwBin               parent_instance;
  HeddleSession       *session;
  HeddleRunsModel     *model;
  HeddleSpending      *spent;
  HeddleBreadth        breadth;
  GtkSizeGroup        *columns[HEDDLE_RUN_N_COLUMNS];
  char                *wanted;
  char                *focused;
  guint                tick_source;
  guint                spending_source;
  gboolean             adding_up;
  gboolean             counting;
  gboolean             recount;

  AdwToggleGroup      *filters;
  GtkLabel            *running_count;
  GtkLabel            *waiting_count;
  GtkLabel            *queued_count;
  GtkDropDown         *filter_list;
  GtkSearchBar        *search_bar;
  GtkEditable         *search;
  AdwBanner           *budget;
  AdwBanner           *paused;
  GtkWidget           *pause;
  AdwBanner           *outdated;
  HeddleScheduleList  *schedules;
  GtkStack            *states;
  AdwStatusPage       *problem;
  GtkScrolledWindow   *scroller;
  GtkWidget           *page;
  HeddleSpendingView  *spending;
  GtkWidget           *titles;
  GtkWidget           *progress_title;
  GtkWidget           *items_title;
  GtkWidget           *duration_title;
  GtkWidget           *cost_title;
  GtkListBox          *list;
};

enum
{
  PROP_BREADTH = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HeddleRunsPlace, heddle_runs_place, ADW_TYPE_BIN)

static HeddleRunListRow *
find_row (HeddleRunsPlace *self,
          const char      *run)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      HeddleRunEntry *entry = heddle_run_list_row_get_entry (HEDDLE_RUN_LIST_ROW (row));

      if (g_str_equal (heddle_run_entry_get_summary (entry)->uuid, run))
        return HEDDLE_RUN_LIST_ROW (row);
    }
  return NULL;
}

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  HeddleRunsPlace *self = data;
  HeddleRunListRow *row = heddle_run_list_row_new (item, self->session, self->columns);

  heddle_run_list_row_set_breadth (row, self->breadth);
  return GTK_WIDGET (row);
}

/* What is shown */

static gboolean
is_filtered (HeddleRunsPlace *self)
{
  return heddle_runs_model_get_filter (self->model) != HEDDLE_RUN_FILTER_ALL
         || heddle_runs_model_get_text (self->model) != NULL;
}

static void
show_wanted (HeddleRunsPlace *self)
{
  HeddleRunListRow *row = self->wanted == NULL ? NULL : find_row (self, self->wanted);

  if (self->wanted == NULL)
    return;
  if (row == NULL)
    {
      heddle_runs_model_read_more (self->model);
      return;
    }
  g_clear_pointer (&self->wanted, g_free);
  heddle_run_list_row_set_expanded (row, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* A run that gets another place gets another row: the focus stays with the run. */
static void
model_changing_cb (HeddleRunsPlace *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  g_clear_pointer (&self->focused, g_free);
  if (row != NULL)
    self->focused = g_strdup (
      heddle_run_entry_get_summary (heddle_run_list_row_get_entry (HEDDLE_RUN_LIST_ROW (row)))->uuid);
}

static void
keep_focus (HeddleRunsPlace *self)
{
  g_autofree char *focused = g_steal_pointer (&self->focused);
  HeddleRunListRow *row = focused == NULL ? NULL : find_row (self, focused);

  if (row != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != GTK_WIDGET (row))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
model_changed_cb (HeddleRunsPlace *self)
{
  const GError *error = heddle_runs_model_get_error (self->model);
  gboolean is_read = heddle_runs_model_is_read (self->model);
  gboolean any = g_list_model_get_n_items (heddle_runs_model_get_runs (self->model)) > 0;

  adw_banner_set_revealed (self->outdated, error != NULL && is_read);
  if (!is_read && error != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->problem, markup);
    }
  if (!is_read && error == NULL)
    return;
  gtk_stack_set_visible_child_name (self->states, !is_read             ? "problem"
                                                  : any                ? "list"
                                                  : is_filtered (self) ? "no-matches"
                                                                       : "empty");
  keep_focus (self);
  show_wanted (self);
}

static void
set_count (GtkLabel *label,
           gint64    count)
{
  g_autofree char *text = g_strdup_printf ("%" PRId64, count);

  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), count > 0);
}

static void
show_counts (HeddleRunsPlace *self,
             GVariant        *counts)
{
  gint64 waiting;
  gint64 queued;
  gboolean paused;

  g_variant_get (counts, "(xxb)", &waiting, &queued, &paused);
  set_count (self->waiting_count, waiting);
  set_count (self->queued_count, queued);
  adw_banner_set_revealed (self->paused, paused);
  gtk_widget_set_visible (self->pause, queued > 0 && !paused);
}

static void count (HeddleRunsPlace *self);

static void
counted_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleRunsPlace *self = owner;

  self->counting = FALSE;
  if (self->session == NULL)
    return;
  if (self->recount)
    count (self);
  else if (error == NULL)
    show_counts (self, g_value_get_variant (value));
}

static void
count (HeddleRunsPlace *self)
{
  HeddleLiveRuns *live = heddle_session_get_live_runs (self->session);

  set_count (self->running_count, heddle_live_runs_get_n_runs (live));
  self->recount = self->counting;
  if (self->counting || !heddle_session_is_open (self->session))
    return;
  self->counting = TRUE;
  heddle_settle (heddle_runs_model_count (self->model), counted_cb, self);
}

/* Money */

static void
added_up_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleRunsPlace *self = owner;
  HeddleProviders *providers;
  HeddleSpending *spending;
  gboolean near;

  self->adding_up = FALSE;
  if (self->session == NULL)
    return;
  if (error != NULL)
    {
      heddle_toast_error (GTK_WIDGET (self), _("What was spent could not be added up"), error);
      return;
    }
  if (!heddle_session_is_open (self->session))
    return;
  spending = g_value_get_boxed (value);
  providers = heddle_engine_get_providers (heddle_session_get_engine (self->session));
  near = spending->budget != NULL && heddle_spending_get_percentage (spending) >= spending->budget->warn;
  if (near)
    {
      g_autofree char *text = heddle_words_for_spending (spending, providers);

      adw_banner_set_title (self->budget, text);
      g_clear_pointer (&self->spent, heddle_spending_unref);
      self->spent = heddle_spending_ref (spending);
    }
  adw_banner_set_revealed (self->budget, near);
  heddle_spending_view_show (self->spending, spending, providers);
}

static gboolean
read_spending (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  HeddleSpending *spending = heddle_spending_read (database, g_get_real_time () / 1000, error);

  if (spending == NULL)
    return FALSE;
  g_value_init (result, HEDDLE_TYPE_SPENDING);
  g_value_take_boxed (result, spending);
  return TRUE;
}

static void
add_up (HeddleRunsPlace *self)
{
  if (self->adding_up || !heddle_session_is_open (self->session))
    return;
  self->adding_up = TRUE;
  heddle_settle (heddle_library_read (heddle_session_get_library (self->session), read_spending, NULL, NULL),
                 added_up_cb, self);
}

static void
add_up_later_cb (gpointer data)
{
  HeddleRunsPlace *self = data;

  self->spending_source = 0;
  add_up (self);
}

static void
progressed_cb (HeddleRunsPlace *self)
{
  if (self->spending_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->spending_source = g_timeout_add_once (SPENDING_DELAY, add_up_later_cb, self);
}

static gboolean
tick_cb (gpointer data)
{
  HeddleRunsPlace *self = data;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    heddle_run_list_row_tick (HEDDLE_RUN_LIST_ROW (row));
  return G_SOURCE_CONTINUE;
}

/* Nobody looks at a clock that is not on the screen, or that does not go. */
static void
update_tick (HeddleRunsPlace *self)
{
  gboolean wanted = gtk_widget_get_mapped (GTK_WIDGET (self))
                    && heddle_live_runs_get_n_runs (heddle_session_get_live_runs (self->session)) > 0;

  if (!wanted)
    g_clear_handle_id (&self->tick_source, g_source_remove);
  else if (self->tick_source == 0)
    self->tick_source = g_timeout_add (TICK, tick_cb, self);
}

static void
runs_changed_cb (HeddleRunsPlace *self)
{
  count (self);
  add_up (self);
  update_tick (self);
}

/* Filters and searching */

static void
set_filter (HeddleRunsPlace *self,
            guint            filter)
{
  adw_toggle_group_set_active (self->filters, filter);
  gtk_drop_down_set_selected (self->filter_list, filter);
  if (self->model != NULL)
    heddle_runs_model_set_filter (self->model, filter);
}

static void
filter_toggled_cb (HeddleRunsPlace *self)
{
  set_filter (self, adw_toggle_group_get_active (self->filters));
}

static void
filter_selected_cb (HeddleRunsPlace *self)
{
  set_filter (self, gtk_drop_down_get_selected (self->filter_list));
}

static void
search_changed_cb (HeddleRunsPlace *self)
{
  heddle_runs_model_set_text (self->model, gtk_editable_get_text (self->search));
}

static void
search_mode_cb (HeddleRunsPlace *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar) && self->model != NULL)
    heddle_runs_model_set_text (self->model, "");
}

static void
edge_reached_cb (HeddleRunsPlace *self,
                 GtkPositionType  position)
{
  if (position == GTK_POS_BOTTOM)
    heddle_runs_model_read_more (self->model);
}

static void
row_activated_cb (HeddleRunsPlace *self,
                  GtkListBoxRow   *row)
{
  heddle_run_list_row_toggle (HEDDLE_RUN_LIST_ROW (row));
}

/* Actions */

static void
reload_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  heddle_runs_model_reload (HEDDLE_RUNS_PLACE (widget)->model);
}

static void
show_all (HeddleRunsPlace *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  heddle_runs_model_set_text (self->model, "");
  set_filter (self, HEDDLE_RUN_FILTER_ALL);
}

static void
show_all_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  show_all (HEDDLE_RUNS_PLACE (widget));
}

static void
search_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HeddleRunsPlace *self = HEDDLE_RUNS_PLACE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
copy_error_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeddleRunsPlace *self = HEDDLE_RUNS_PLACE (widget);
  HeddleRunEntry *entry = heddle_runs_model_find (self->model, g_variant_get_string (parameter, NULL));
  const HeddleRunSummary *run;
  g_autofree char *text = NULL;

  if (entry == NULL)
    return;
  run = heddle_run_entry_get_summary (entry);
  if (run->step_error != NULL)
    text = g_strdup_printf ("%s: %s", run->step_name, run->step_error);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text != NULL ? text : run->error);
  heddle_toast_tell (widget, _("Copied"));
}

/* What goes on again */

static void
continued_cb (gpointer      owner,
              const GValue *value,
              const GError *error)
{
  HeddleRunsPlace *self = owner;

  if (self->session == NULL)
    return;
  if (error != NULL)
    heddle_toast_error (GTK_WIDGET (self), _("The run could not go on"), error);
  else
    heddle_live_runs_take (heddle_session_get_live_runs (self->session), g_value_get_object (value));
}

static void
problem_cb (HeddleRunsPlace *self,
            const GError    *error)
{
  heddle_toast_error (GTK_WIDGET (self), _("The run could not go on"), error);
}

static void
continue_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeddleRunsPlace *self = HEDDLE_RUNS_PLACE (widget);

  heddle_settle (heddle_continued_run_load (self->session, g_variant_get_string (parameter, NULL),
                                            g_str_equal (name, "runs.retry")),
                 continued_cb, self);
}

static void
stop_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeddleLiveRuns *live = heddle_session_get_live_runs (HEDDLE_RUNS_PLACE (widget)->session);
  HeddleRunMonitor *monitor = heddle_live_runs_lookup (live, g_variant_get_string (parameter, NULL));

  if (monitor != NULL)
    heddle_run_monitor_stop (monitor);
}

static void
decide_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HeddleRunsPlace *self = HEDDLE_RUNS_PLACE (widget);
  HeddleRunEntry *entry = heddle_runs_model_find (self->model, g_variant_get_string (parameter, NULL));

  if (entry != NULL)
    heddle_run_decision_ask (widget, self->session, heddle_run_entry_get_summary (entry));
}

static void
adjust_budget_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HeddleRunsPlace *self = HEDDLE_RUNS_PLACE (widget);

  if (heddle_session_is_open (self->session) && self->spent != NULL)
    adw_dialog_present (heddle_budget_dialog_new (self->session, self->spent->budget), widget);
}

static void
export_rows_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeddleRunsPlace *self = HEDDLE_RUNS_PLACE (widget);
  HeddleRunEntry *entry = heddle_runs_model_find (self->model, g_variant_get_string (parameter, NULL));

  if (entry != NULL && heddle_session_is_open (self->session))
    heddle_failed_rows_save (widget, self->session, heddle_run_entry_get_summary (entry));
}

static gboolean
leave_search_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   data)
{
  HeddleRunsPlace *self = HEDDLE_RUNS_PLACE (widget);

  if (!gtk_search_bar_get_search_mode (self->search_bar))
    return GDK_EVENT_PROPAGATE;
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  return GDK_EVENT_STOP;
}

/* Room */

static void
set_breadth (HeddleRunsPlace *self,
             HeddleBreadth    breadth)
{
  GtkListBoxRow *row;

  self->breadth = breadth;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    heddle_run_list_row_set_breadth (HEDDLE_RUN_LIST_ROW (row), breadth);
  heddle_spending_view_set_narrow (self->spending, breadth >= HEDDLE_BREADTH_NARROW);
  heddle_schedule_list_set_narrow (self->schedules, breadth >= HEDDLE_BREADTH_NARROW);
  gtk_widget_set_visible (self->titles, breadth < HEDDLE_BREADTH_NARROW);
  gtk_widget_set_visible (self->duration_title, breadth == HEDDLE_BREADTH_WIDE);
  gtk_widget_set_visible (GTK_WIDGET (self->filters), breadth != HEDDLE_BREADTH_PHONE);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_list), breadth == HEDDLE_BREADTH_PHONE);
  gtk_widget_set_css_classes (self->page, (const char *[]) { "runs-page", breadth == HEDDLE_BREADTH_WIDE      ? "wide"
                                                                          : breadth >= HEDDLE_BREADTH_NARROW ? "narrow"
                                                                                                             : NULL,
                                                             NULL });
}

static void
heddle_runs_place_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BREADTH:
      g_value_set_enum (value, HEDDLE_RUNS_PLACE (object)->breadth);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_runs_place_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  HeddleRunsPlace *self = HEDDLE_RUNS_PLACE (object);

  switch (id)
    {
    case PROP_BREADTH:
      if ((int) self->breadth == g_value_get_enum (value))
        break;
      set_breadth (self, g_value_get_enum (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_runs_place_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (heddle_runs_place_parent_class)->map (widget);
  runs_changed_cb (HEDDLE_RUNS_PLACE (widget));
}

static void
heddle_runs_place_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (heddle_runs_place_parent_class)->unmap (widget);
  update_tick (HEDDLE_RUNS_PLACE (widget));
}

static gboolean
heddle_runs_place_grab_focus (GtkWidget *widget)
{
  HeddleRunsPlace *self = HEDDLE_RUNS_PLACE (widget);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    return gtk_widget_grab_focus (GTK_WIDGET (first));
  return gtk_widget_child_focus (GTK_WIDGET (self->states), GTK_DIR_TAB_FORWARD);
}

static void
heddle_runs_place_dispose (GObject *object)
{
  HeddleRunsPlace *self = HEDDLE_RUNS_PLACE (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->spending_source, g_source_remove);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_RUNS_PLACE);
  g_clear_object (&self->model);
  g_clear_pointer (&self->spent, heddle_spending_unref);
  g_clear_object (&self->session);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->focused, g_free);
  for (guint i = 0; i < HEDDLE_RUN_N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);

  G_OBJECT_CLASS (heddle_runs_place_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, filters);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, running_count);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, waiting_count);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, queued_count);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, filter_list);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, search);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, budget);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, paused);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, pause);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, outdated);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, schedules);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, states);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, page);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, spending);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, titles);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, progress_title);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, items_title);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, duration_title);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, cost_title);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunsPlace, list);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_reached_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
heddle_runs_place_class_init (HeddleRunsPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heddle_runs_place_get_property;
  object_class->set_property = heddle_runs_place_set_property;
  object_class->dispose = heddle_runs_place_dispose;
  widget_class->map = heddle_runs_place_map;
  widget_class->unmap = heddle_runs_place_unmap;
  widget_class->grab_focus = heddle_runs_place_grab_focus;

  /**
   * HeddleRunsPlace:breadth:
   *
   * How much room there is.
   */
  properties[PROP_BREADTH] = g_param_spec_enum ("breadth", NULL, NULL, HEDDLE_TYPE_BREADTH, HEDDLE_BREADTH_WIDE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (HEDDLE_TYPE_SCHEDULE_LIST);
  g_type_ensure (HEDDLE_TYPE_SPENDING_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-runs-place.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "runs.reload", NULL, reload_cb);
  gtk_widget_class_install_action (widget_class, "runs.show-all", NULL, show_all_cb);
  gtk_widget_class_install_action (widget_class, "runs.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "runs.copy-error", "s", copy_error_cb);
  gtk_widget_class_install_action (widget_class, "runs.retry", "s", continue_cb);
  gtk_widget_class_install_action (widget_class, "runs.resume", "s", continue_cb);
  gtk_widget_class_install_action (widget_class, "runs.stop", "s", stop_cb);
  gtk_widget_class_install_action (widget_class, "runs.decide", "s", decide_cb);
  gtk_widget_class_install_action (widget_class, "runs.adjust-budget", NULL, adjust_budget_cb);
  gtk_widget_class_install_action (widget_class, "runs.export-rows", "s", export_rows_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, leave_search_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "runs.search", NULL);
}

static void
heddle_runs_place_init (HeddleRunsPlace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_breadth (self, HEDDLE_BREADTH_WIDE);
  gtk_search_bar_connect_entry (self->search_bar, self->search);
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->scroller));
  for (guint i = 0; i < HEDDLE_RUN_N_COLUMNS; i++)
    {
      GtkWidget *titles[] = { self->progress_title, self->items_title, self->duration_title, self->cost_title };

      self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
      gtk_size_group_add_widget (self->columns[i], titles[i]);
    }
}

/**
 * heddle_runs_place_new:
 * @session: a session with a library
 *
 * Returns: (transfer floating): the place
 */
HeddleRunsPlace *
heddle_runs_place_new (HeddleSession *session)
{
  HeddleRunsPlace *self = g_object_new (HEDDLE_TYPE_RUNS_PLACE, NULL);

  self->session = g_object_ref (session);
  self->model = heddle_runs_model_new (session);
  heddle_queue_actions_insert (GTK_WIDGET (self), session);
  heddle_schedule_list_set_session (self->schedules, session);
  gtk_list_box_bind_model (self->list, heddle_runs_model_get_runs (self->model), make_row, self, NULL);
  g_signal_connect_object (self->model, "changing", G_CALLBACK (model_changing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "runs-changed", G_CALLBACK (runs_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_session_get_live_runs (session), "progressed", G_CALLBACK (progressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_session_get_live_runs (session), "problem", G_CALLBACK (problem_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * heddle_runs_place_show:
 * @self: the place
 * @run: a run's UUID
 *
 * Shows a run and its steps, whatever was searched for.
 */
void
heddle_runs_place_show (HeddleRunsPlace *self,
                        const char      *run)
{
  show_all (self);
  g_set_str (&self->wanted, run);
  if (heddle_runs_model_is_read (self->model))
    show_wanted (self);
}
