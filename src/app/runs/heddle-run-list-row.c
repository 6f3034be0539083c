/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-list-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-palette.h"
#include "runs/heddle-live-runs.h"
#include "runs/heddle-run-menu.h"
#include "runs/heddle-run-words.h"
#include "runs/heddle-segment-bar.h"
#include "runs/heddle-timeline-view.h"
#include "widgets/heddle-price.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-tooltip.h"

/* While a run is at work, its steps are read again no more often than that. */
#define RELOAD_DELAY 700

struct _HeddleRunListRow
{
  GtkListBoxRow       parent_instance;
  HeddleRunEntry     *entry;
  HeddleSession      *session;
  GtkSizeGroup       *columns[HEDDLE_RUN_N_COLUMNS];
  HeddleBreadth       breadth;
  HeddleTimelineView *timeline;
  GtkWidget          *actions;
  guint               reload_source;
  GtkWidget          *menu;
  gboolean            reading;

  GtkWidget          *head;
  GtkStack           *marks;
  GtkImage           *icon;
  GtkBox             *words;
  GtkLabel           *title;
  GtkLabel           *origin;
  GtkWidget          *progress;
  GtkLabel           *state;
  GtkButton          *answer;
  GtkWidget          *meter;
  HeddleSegmentBar   *bar;
  GtkLabel           *done;
  GtkWidget          *items;
  GtkWidget          *successes;
  GtkLabel           *successful;
  GtkWidget          *failures;
  GtkLabel           *failed;
  GtkLabel           *duration;
  GtkLabel           *cost;
  GtkToggleButton    *expander;
  GtkRevealer        *revealer;
  GtkBox             *details;
};

G_DEFINE_FINAL_TYPE (HeddleRunListRow, heddle_run_list_row, GTK_TYPE_LIST_BOX_ROW)

static const char *const state_styles[] = { "accent", "success", "warning", "error", "dimmed" };

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

static void
set_style (GtkWidget  *widget,
           const char *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_styles); i++)
    gtk_widget_remove_css_class (widget, state_styles[i]);
  if (style != NULL)
    gtk_widget_add_css_class (widget, style);
}

/* How far it is */

static void
show_meter (HeddleRunListRow        *self,
            const HeddleRunProgress *progress)
{
  double share = progress->n_rows > 0 ? (double) progress->n_failed / progress->n_rows
                                      : (double) progress->n_failed / MAX (progress->n_done + progress->n_failed, 1);
  double failed = MIN (share, 1) * (progress->n_rows > 0 ? 1 : progress->fraction);
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  HeddleCanvasPalette palette;
  g_autofree char *text = NULL;

  heddle_canvas_palette_init_current (&palette);
  heddle_segment_bar_set_segments (self->bar,
                                   (HeddleBarSegment[]) { { MAX (progress->fraction - failed, 0), *accent },
                                                          { MIN (failed, progress->fraction), palette.error } },
                                   2, 0);
  if (progress->n_rows > 0)
    text = g_strdup_printf (_("%u of %u rows"), progress->n_done, progress->n_rows);
  else
    text = g_strdup_printf (_("%u of %u steps"), progress->n_steps_done, progress->n_steps);
  gtk_label_set_label (self->done, text);
}

static void
show_count (GtkWidget *box,
            GtkLabel  *label,
            gint64     count)
{
  g_autofree char *text = g_strdup_printf ("%" PRId64, count);

  gtk_label_set_label (label, text);
  gtk_widget_set_visible (box, count > 0);
}

static char *
dup_cost (const HeddleRunSummary  *run,
          const HeddleRunProgress *progress)
{
  g_autofree char *so_far = NULL;
  g_autofree char *most = NULL;

  if (progress == NULL)
    return heddle_words_for_run_costs (run->costs);
  if (progress->cost.known && progress->cost.amount > 0)
    so_far = heddle_price_to_string (progress->cost);
  if (progress->estimate.known && progress->estimate.amount > 0)
    most = heddle_price_to_string (progress->estimate);
  if (most == NULL)
    return g_steal_pointer (&so_far);
  if (so_far == NULL)
    so_far = heddle_price_to_string (heddle_money_new (0, progress->estimate.currency));
  return g_strdup_printf ("%s <span alpha=\"65%%\">/ %s</span>", so_far, most);
}

static void
show_origin (HeddleRunListRow *self,
             const char       *duration)
{
  const HeddleRunSummary *run = heddle_run_entry_get_summary (self->entry);
  g_autofree char *origin = heddle_words_for_run_origin (run);
  g_autofree char *with_duration = NULL;

  if (self->breadth >= HEDDLE_BREADTH_MIDDLE && duration != NULL)
    with_duration = g_strdup_printf ("%s · %s", origin, duration);
  gtk_label_set_label (self->origin, with_duration != NULL ? with_duration : origin);
  heddle_tooltip_set (GTK_WIDGET (self->origin), run->step_error != NULL ? origin : NULL);
}

static void
show_duration (HeddleRunListRow *self)
{
  gint64 duration = heddle_run_get_duration (heddle_run_entry_get_summary (self->entry), now_ms ());
  g_autofree char *text = duration < 0 ? NULL : heddle_words_for_duration (duration);

  gtk_label_set_label (self->duration, text != NULL ? text : "");
  show_origin (self, text);
}

static void
name_for_accessibility (HeddleRunListRow    *self,
                        const HeddleRunLook *look)
{
  const HeddleRunSummary *run = heddle_run_entry_get_summary (self->entry);
  const char *cost = gtk_label_get_text (self->cost);
  g_autofree char *failed = run->counts.failed == 0
                              ? NULL
                              : g_strdup_printf (ngettext ("%d failed", "%d failed", (unsigned long) run->counts.failed),
                                                 (int) run->counts.failed);
  g_autofree char *results = g_strdup_printf (ngettext ("%d result", "%d results", (unsigned long) run->counts.successful),
                                              (int) run->counts.successful);
  g_autofree char *steps = g_strdup_printf (_("Steps of run %d"), (int) run->number);
  g_autoptr (GString) name = g_string_new (NULL);

  g_string_append_printf (name, "%s, %s, %s", gtk_label_get_text (self->title), look->word,
                          heddle_run_summary_is_queued (run) ? gtk_label_get_text (self->origin) : results);
  if (failed != NULL && !g_str_equal (failed, look->word))
    g_string_append_printf (name, ", %s", failed);
  if (*cost != '\0')
    g_string_append_printf (name, ", %s", cost);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, steps, -1);
}

static void
update_answer (HeddleRunListRow *self)
{
  const HeddleRunSummary *run = heddle_run_entry_get_summary (self->entry);
  const char *label;
  g_autofree char *action = heddle_run_dup_main_action (run, &label);

  gtk_widget_set_visible (GTK_WIDGET (self->answer), action != NULL);
  /* Where there is room for one of them, the button says what is waited for, too. */
  gtk_widget_set_visible (GTK_WIDGET (self->state),
                          !run->live && (self->breadth < HEDDLE_BREADTH_NARROW || !heddle_run_summary_is_waiting (run)));
  if (action == NULL)
    return;
  gtk_button_set_label (self->answer, label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->answer), action);
}

static void
update_head (HeddleRunListRow *self)
{
  const HeddleRunSummary *run = heddle_run_entry_get_summary (self->entry);
  const HeddleRunProgress *progress = heddle_run_entry_get_progress (self->entry);
  g_autofree char *title = heddle_words_for_run_title (run);
  g_autofree char *cost = dup_cost (run, progress);
  g_auto (HeddleRunLook) look = { 0 };

  heddle_run_look_init (&look, run);
  gtk_label_set_markup (self->title, title);
  gtk_label_set_label (self->state, look.word);
  gtk_image_set_from_icon_name (self->icon, look.icon_name);
  set_style (GTK_WIDGET (self->state), look.style_class);
  set_style (GTK_WIDGET (self->icon), look.style_class);
  gtk_stack_set_visible_child_name (self->marks, run->live ? "spinner" : "icon");
  gtk_widget_set_visible (self->meter, run->live);
  if (progress != NULL)
    show_meter (self, progress);
  show_count (self->successes, self->successful, progress != NULL ? progress->n_done : run->counts.successful);
  show_count (self->failures, self->failed, progress != NULL ? progress->n_failed : run->counts.failed);
  gtk_label_set_label (self->cost, cost != NULL ? cost : "");
  update_answer (self);
  show_duration (self);
  name_for_accessibility (self, &look);
}

/* Its steps */

static gboolean
read_timeline (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  gint64 *asked = data;
  HeddleRunTimeline *timeline = heddle_run_timeline_read (database, asked[0], asked[1], error);

  if (timeline == NULL)
    return FALSE;
  g_value_init (result, HEDDLE_TYPE_RUN_TIMELINE);
  g_value_take_boxed (result, timeline);
  return TRUE;
}

static void
show_problem (HeddleRunListRow *self,
              const GError     *error)
{
  GtkWidget *label = gtk_label_new (error->message);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_prepend (self->details, label);
}

static HeddleRunMonitor *
find_monitor (HeddleRunListRow *self)
{
  return heddle_live_runs_lookup (heddle_session_get_live_runs (self->session),
                                  heddle_run_entry_get_summary (self->entry)->uuid);
}

static void
timeline_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleRunListRow *self = owner;

  self->reading = FALSE;
  if (self->entry == NULL)
    return;
  if (error != NULL)
    show_problem (self, error);
  else
    heddle_timeline_view_show (self->timeline, g_value_get_boxed (value), find_monitor (self),
                               self->breadth >= HEDDLE_BREADTH_NARROW, now_ms ());
}

static gint64
get_horizon (const HeddleRunSummary *run)
{
  if (!heddle_run_summary_is_interrupted (run))
    return now_ms ();
  return run->worked_until != 0 ? run->worked_until : run->started_at;
}

static void
read_steps (HeddleRunListRow *self)
{
  const HeddleRunSummary *run = heddle_run_entry_get_summary (self->entry);
  gint64 asked[] = { run->id, get_horizon (run) };

  if (self->reading || !heddle_session_is_open (self->session))
    return;
  self->reading = TRUE;
  heddle_settle (heddle_library_read (heddle_session_get_library (self->session), read_timeline,
                                      g_memdup2 (asked, sizeof asked), g_free),
                 timeline_cb, self);
}

static void
reload_cb (gpointer data)
{
  HeddleRunListRow *self = data;

  self->reload_source = 0;
  read_steps (self);
}

static void
add_action (HeddleRunListRow *self,
            const char       *label,
            const char       *action,
            GVariant         *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_widget_add_css_class (button, "heddle-compact");
  gtk_box_append (GTK_BOX (self->actions), button);
}

static void
update_actions (HeddleRunListRow *self)
{
  const HeddleRunSummary *run = heddle_run_entry_get_summary (self->entry);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->actions)) != NULL)
    gtk_box_remove (GTK_BOX (self->actions), child);
  if (run->live)
    add_action (self, _("_Stop"), "runs.stop", g_variant_new_string (run->uuid));
  if (run->workflow != NULL)
    add_action (self, _("Open _Workflow"), "win.open-workflow", g_variant_new_string (run->workflow));
  if (run->has_assets)
    add_action (self, _("Show _Results"), "win.show-results", g_variant_new_int64 (run->id));
  gtk_widget_set_visible (self->actions, gtk_widget_get_first_child (self->actions) != NULL);
}

static void
ensure_details (HeddleRunListRow *self)
{
  GtkWidget *scroller;

  if (self->timeline != NULL)
    return;
  self->timeline = heddle_timeline_view_new (heddle_engine_get_registry (heddle_session_get_engine (self->session)));
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->timeline));
  gtk_box_append (self->details, scroller);
  self->actions = g_object_new (GTK_TYPE_BOX, "spacing", 9, "halign", GTK_ALIGN_END, NULL);
  gtk_widget_add_css_class (self->actions, "run-actions");
  gtk_box_append (self->details, self->actions);
  update_actions (self);
}

static void
expanded_cb (HeddleRunListRow *self)
{
  gboolean expanded = gtk_toggle_button_get_active (self->expander);

  if (expanded)
    {
      ensure_details (self);
      read_steps (self);
    }
  gtk_button_set_icon_name (GTK_BUTTON (self->expander), expanded ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, expanded);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
}

/* What is folded away takes no room, and no focus either. */
static void
revealed_cb (HeddleRunListRow *self)
{
  if (!gtk_revealer_get_reveal_child (self->revealer) && !gtk_revealer_get_child_revealed (self->revealer))
    gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
}

static void
entry_changed_cb (HeddleRunListRow *self)
{
  update_head (self);
  if (self->timeline == NULL)
    return;
  update_actions (self);
  if (gtk_toggle_button_get_active (self->expander) && self->reload_source == 0)
    self->reload_source = g_timeout_add_once (RELOAD_DELAY, reload_cb, self);
}

/* Its menu, which stays until the next: what is chosen in it is done after it is closed. */

static void
show_menu (HeddleRunListRow *self,
           double            x,
           double            y)
{
  g_autoptr (GMenuModel) menu = heddle_run_menu_new (heddle_run_entry_get_summary (self->entry));

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (g_menu_model_get_n_items (menu) == 0)
    return;
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
pressed_cb (HeddleRunListRow *self,
            int               n_press,
            double            x,
            double            y)
{
  show_menu (self, x, y);
}

static void
menu_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  show_menu (HEDDLE_RUN_LIST_ROW (widget), 48, gtk_widget_get_height (HEDDLE_RUN_LIST_ROW (widget)->head));
}

/* A run's place in the queue is changed with the keys as in a list of one's own. */
static gboolean
move_cb (GtkWidget *widget,
         GVariant  *action,
         gpointer   data)
{
  const HeddleRunSummary *run = heddle_run_entry_get_summary (HEDDLE_RUN_LIST_ROW (widget)->entry);

  if (!heddle_run_summary_is_queued (run) || run->position == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (widget, g_variant_get_string (action, NULL), "s", run->uuid);
  return GDK_EVENT_STOP;
}

static void
add_gestures (HeddleRunListRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (show_menu), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

static void
heddle_run_list_row_dispose (GObject *object)
{
  HeddleRunListRow *self = HEDDLE_RUN_LIST_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_RUN_LIST_ROW);
  g_clear_object (&self->entry);
  g_clear_object (&self->session);
  for (guint i = 0; i < HEDDLE_RUN_N_COLUMNS; i++)
    g_clear_object (&self->columns[i]);

  G_OBJECT_CLASS (heddle_run_list_row_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, head);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, marks);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, words);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, origin);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, progress);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, state);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, answer);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, meter);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, done);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, items);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, successes);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, successful);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, failures);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, failed);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, duration);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, cost);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, expander);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, HeddleRunListRow, details);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
}

static void
heddle_run_list_row_class_init (HeddleRunListRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_run_list_row_dispose;

  g_type_ensure (HEDDLE_TYPE_SEGMENT_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-run-row.ui");
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "run.show-menu", NULL, menu_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "run.show-menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "run.show-menu", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_cb, "s", "queue.move-up");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_cb, "s", "queue.move-down");
}

static void
heddle_run_list_row_init (HeddleRunListRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->revealer), FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
  add_gestures (self);
}

/**
 * heddle_run_list_row_new:
 * @entry: a run
 * @session: the session whose library that is in
 * @columns: (array fixed-size=4): what gives each column its width
 *
 * Returns: (transfer floating): a row that shows the run
 */
HeddleRunListRow *
heddle_run_list_row_new (HeddleRunEntry  *entry,
                         HeddleSession   *session,
                         GtkSizeGroup   **columns)
{
  HeddleRunListRow *self = g_object_new (HEDDLE_TYPE_RUN_LIST_ROW, NULL);
  GtkWidget *widgets[] = { self->progress, self->items, GTK_WIDGET (self->duration), GTK_WIDGET (self->cost) };

  self->entry = g_object_ref (entry);
  self->session = g_object_ref (session);
  for (guint i = 0; i < HEDDLE_RUN_N_COLUMNS; i++)
    {
      self->columns[i] = g_object_ref (columns[i]);
      gtk_size_group_add_widget (columns[i], widgets[i]);
    }
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  update_head (self);
  return self;
}

/**
 * heddle_run_list_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none): the run that it shows
 */
HeddleRunEntry *
heddle_run_list_row_get_entry (HeddleRunListRow *self)
{
  return self->entry;
}

/* Where there is no room for columns, how the run is stands below its name. */
static void
move_progress (HeddleRunListRow *self,
               gboolean          below)
{
  GtkWidget *parent = below ? GTK_WIDGET (self->words) : self->head;
  g_autoptr (GtkWidget) progress = g_object_ref (self->progress);

  if (gtk_widget_get_parent (progress) == parent)
    return;
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (progress)), progress);
  if (below)
    {
      gtk_size_group_remove_widget (self->columns[HEDDLE_RUN_COLUMN_PROGRESS], progress);
      gtk_box_append (GTK_BOX (parent), progress);
    }
  else
    {
      gtk_box_insert_child_after (GTK_BOX (parent), progress, GTK_WIDGET (self->words));
      gtk_size_group_add_widget (self->columns[HEDDLE_RUN_COLUMN_PROGRESS], progress);
    }
  gtk_widget_set_margin_top (progress, below ? 4 : 0);
}

/**
 * heddle_run_list_row_set_breadth:
 * @self: a row
 * @breadth: how much room there is
 *
 * Leaves out what there is no room for.
 */
void
heddle_run_list_row_set_breadth (HeddleRunListRow *self,
                                 HeddleBreadth     breadth)
{
  if (self->breadth == breadth)
    return;
  self->breadth = breadth;
  move_progress (self, breadth >= HEDDLE_BREADTH_NARROW);
  gtk_widget_set_visible (GTK_WIDGET (self->duration), breadth == HEDDLE_BREADTH_WIDE);
  gtk_widget_set_visible (self->items, breadth < HEDDLE_BREADTH_NARROW);
  update_answer (self);
  show_duration (self);
  if (self->timeline != NULL && gtk_toggle_button_get_active (self->expander))
    read_steps (self);
}

/**
 * heddle_run_list_row_set_expanded:
 * @self: a row
 * @expanded: whether it shows the steps
 *
 * Opens or closes the row.
 */
void
heddle_run_list_row_set_expanded (HeddleRunListRow *self,
                                  gboolean          expanded)
{
  gtk_toggle_button_set_active (self->expander, expanded);
}

/**
 * heddle_run_list_row_toggle:
 * @self: a row
 *
 * Opens the row where it is closed, and closes it where it is open.
 */
void
heddle_run_list_row_toggle (HeddleRunListRow *self)
{
  gtk_toggle_button_set_active (self->expander, !gtk_toggle_button_get_active (self->expander));
}

/**
 * heddle_run_list_row_tick:
 * @self: a row
 *
 * To be called each second, so that it says how long a run at work has taken.
 */
void
heddle_run_list_row_tick (HeddleRunListRow *self)
{
  if (!heddle_run_entry_get_summary (self->entry)->live)
    return;
  show_duration (self);
  if (gtk_toggle_button_get_active (self->expander))
    read_steps (self);
}
