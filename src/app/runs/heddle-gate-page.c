/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-gate-page.h"

#include <glib/gi18n-lib.h>

#include "runs/heddle-continued-run.h"
#include "runs/heddle-gate-card.h"
#include "runs/heddle-gate-more.h"
#include "runs/heddle-gate-views.h"
#include "runs/heddle-gate-words.h"
#include "runs/heddle-live-runs.h"
#include "store/heddle-rating-repository.h"
#include "widgets/heddle-breadth.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

#define WIDE_COLUMNS 4

struct _HeddleGatePage
{
  AdwNavigationPage  parent_instance;
  HeddleSession     *session;
  HeddleGate        *gate;
  GPtrArray         *shown;
  GPtrArray         *coming;
  HeddleBreadth      breadth;
  gboolean           closely;
  gboolean           answering;
  gboolean           reading;
  gboolean           stale;
  int                columns;

  HeddleFurtherForecast *forecast;

  guint              n_looking;

  AdwWindowTitle    *heading;
  GtkWidget         *questions;
  GtkLabel          *place;
  GtkWidget         *brief;
  GtkLabel          *prompt;
  GtkLabel          *model;
  GtkStack          *states;
  AdwStatusPage     *problem;
  HeddleGateViews   *cards;
  AdwToggleGroup    *views;
  GtkWidget         *hints;
  GtkLabel          *use_hint;
  GtkWidget         *reject;
  GtkWidget         *more;
  GtkLabel          *more_label;
  GtkLabel          *more_cost;
  GtkWidget         *more_hint;
  GtkButton         *use;
};

enum
{
  PROP_BREADTH = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HeddleGatePage, heddle_gate_page, ADW_TYPE_NAVIGATION_PAGE)

static GtkToggleButton *
get_button (HeddleGatePage *self,
            guint           position)
{
  return heddle_gate_card_get_button (self->shown->pdata[position]);
}

static gboolean
is_single (HeddleGatePage *self)
{
  return heddle_gate_is_pick (self->gate) && heddle_gate_get_count (self->gate) == 1;
}

static GStrv
list_selected (HeddleGatePage *self)
{
  g_autoptr (GStrvBuilder) indexes = g_strv_builder_new ();

  for (guint i = 0; i < self->shown->len; i++)
    if (gtk_toggle_button_get_active (get_button (self, i)))
      g_strv_builder_take (indexes, heddle_gate_dup_index (self->gate, i));
  return g_strv_builder_end (indexes);
}

static gboolean
is_at_work (HeddleGatePage *self)
{
  return self->gate != NULL
         && heddle_live_runs_lookup (heddle_session_get_live_runs (self->session), heddle_gate_get_run (self->gate)) != NULL;
}

static void
update_actions (HeddleGatePage *self)
{
  g_auto (GStrv) selected = self->gate == NULL ? NULL : list_selected (self);
  guint n_selected = selected == NULL ? 0 : g_strv_length (selected);
  gboolean fits = n_selected > 0
                  && (!heddle_gate_is_pick (self->gate) || n_selected <= heddle_gate_get_count (self->gate));

  gboolean may_answer = self->gate != NULL && !self->answering && !is_at_work (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "gate.use", fits && may_answer);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "gate.reject", may_answer);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "gate.more", may_answer && self->forecast != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "gate.previous",
                                 self->gate != NULL && heddle_gate_get_place (self->gate) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "gate.next",
                                 self->gate != NULL
                                   && heddle_gate_get_place (self->gate) + 1 < heddle_gate_get_n_waiting (self->gate));
}

/* Cards */

/* In a narrow window there is room for one alone. */
static void
update_view (HeddleGatePage *self)
{
  gboolean alone = self->breadth == HEDDLE_BREADTH_PHONE;
  gboolean pictures = self->shown->len > 1 && heddle_gate_can_rate (self->gate, 0);

  gtk_widget_set_visible (GTK_WIDGET (self->views), pictures && !alone);
  heddle_gate_views_set_mode (self->cards, alone && pictures ? "one" : adw_toggle_group_get_active_name (self->views));
}

static void
lay_out (HeddleGatePage *self)
{
  guint most = self->breadth == HEDDLE_BREADTH_WIDE ? WIDE_COLUMNS : self->breadth == HEDDLE_BREADTH_PHONE ? 1 : 2;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  if (self->gate == NULL)
    return;
  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->cards)))
    focus = NULL;
  self->columns = (int) CLAMP (self->shown->len + self->coming->len, 1, most);
  heddle_gate_views_set_cards (self->cards, self->shown, self->coming, self->columns);
  update_view (self);
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
  gtk_widget_set_visible (self->hints, self->breadth == HEDDLE_BREADTH_WIDE);
}

/* With the keyboard, going to a card is choosing it, as in a group of radio buttons. */
static void
focused_cb (HeddleGatePage *self,
            GParamSpec     *pspec,
            GtkWidget      *button)
{
  if (self->gate == NULL || !gtk_widget_has_focus (button))
    return;
  if (is_single (self))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  for (guint i = 0; i < self->shown->len; i++)
    if (GTK_WIDGET (get_button (self, i)) == button)
      heddle_gate_views_show_card (self->cards, i);
}

static void
picture_cb (HeddleGatePage *self)
{
  heddle_gate_views_update (self->cards);
}

/* Those that are there already stay as they are, and where they are. */
static void
add_cards (HeddleGatePage *self)
{
  for (guint i = self->shown->len; i < heddle_gate_get_n_candidates (self->gate); i++)
    {
      HeddleGateCard *card = heddle_gate_card_new (self->session, self->gate, i);
      GtkToggleButton *button = heddle_gate_card_get_button (card);

      g_ptr_array_add (self->shown, g_object_ref_sink (card));
      if (is_single (self) && i > 0)
        gtk_toggle_button_set_group (button, get_button (self, 0));
      gtk_toggle_button_set_active (button, !heddle_gate_is_pick (self->gate));
      g_signal_connect_object (button, "toggled", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (button, "notify::has-focus", G_CALLBACK (focused_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (card, "picture-changed", G_CALLBACK (picture_cb), self, G_CONNECT_SWAPPED);
    }
  lay_out (self);
}

static void
update_coming (HeddleGatePage *self)
{
  guint n = is_at_work (self) ? heddle_gate_get_n_coming (self->gate) : 0;

  g_ptr_array_set_size (self->coming, 0);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->coming, g_object_ref_sink (heddle_gate_card_new_coming (self->gate)));
}

static void
describe (HeddleGatePage *self)
{
  HeddleProviders *providers = heddle_engine_get_providers (heddle_session_get_engine (self->session));
  g_autofree char *task = heddle_words_for_gate (self->gate);
  g_autofree char *origin = g_strdup_printf (_("%s · Run %d is waiting for you"), heddle_gate_get_subject (self->gate),
                                             (int) heddle_gate_get_number (self->gate));
  g_autofree char *place = heddle_words_for_gate_place (self->gate);
  const char *prompt = heddle_gate_get_prompt (self->gate);
  g_autofree char *model = heddle_words_for_gate_model (self->gate, providers);
  gboolean is_pick = heddle_gate_is_pick (self->gate);

  adw_window_title_set_title (self->heading, task);
  adw_window_title_set_subtitle (self->heading, origin);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), task);
  gtk_label_set_label (self->place, place);
  gtk_widget_set_visible (self->questions, heddle_gate_get_n_waiting (self->gate) > 1);
  gtk_widget_set_visible (self->brief, prompt != NULL);
  gtk_label_set_label (self->prompt, prompt != NULL ? prompt : "");
  gtk_label_set_label (self->model, model != NULL ? model : "");
  gtk_widget_set_visible (self->reject, !is_pick);
  gtk_button_set_label (self->use, is_pick ? _("_Use Selected") : _("_Approve Selected"));
  gtk_label_set_label (self->use_hint, is_pick ? _("Use") : _("Approve"));
}

static void
show_problem (HeddleGatePage *self,
              const GError   *error)
{
  g_autofree char *markup = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->problem, markup);
  gtk_stack_set_visible_child_name (self->states, "problem");
  g_clear_object (&self->gate);
  update_actions (self);
}

/* Where nothing can make more, nobody is offered it. */
static void
looked_ahead_cb (gpointer      owner,
                 const GValue *value,
                 const GError *error)
{
  HeddleGatePage *self = owner;
  g_autofree char *label = NULL;
  g_autofree char *cost = NULL;

  self->n_looking--;
  if (self->session == NULL || self->n_looking > 0)
    return;
  g_clear_pointer (&self->forecast, heddle_further_forecast_unref);
  if (error == NULL)
    {
      self->forecast = g_value_dup_boxed (value);
      label = heddle_gate_more_dup_label (self->forecast);
      cost = heddle_gate_more_dup_cost (self->forecast);
      gtk_label_set_label (self->more_label, label);
      gtk_label_set_label (self->more_cost, cost != NULL ? cost : "");
      gtk_widget_set_visible (GTK_WIDGET (self->more_cost), cost != NULL);
    }
  gtk_widget_set_visible (self->more, self->forecast != NULL);
  gtk_widget_set_visible (self->more_hint, self->forecast != NULL);
  update_actions (self);
}

static void
look_ahead (HeddleGatePage *self)
{
  self->n_looking++;
  heddle_settle (heddle_gate_more_forecast (self->session, self->gate), looked_ahead_cb, self);
}

static void reload (HeddleGatePage *self);

static void
loaded_cb (gpointer      owner,
           const GValue *value,
           const GError *error)
{
  HeddleGatePage *self = owner;

  if (self->session == NULL)
    return;
  self->reading = FALSE;
  if (error != NULL)
    {
      show_problem (self, error);
      return;
    }
  g_set_object (&self->gate, g_value_get_object (value));
  heddle_gate_views_clear (self->cards);
  g_ptr_array_set_size (self->shown, 0);
  g_clear_pointer (&self->forecast, heddle_further_forecast_unref);
  describe (self);
  update_coming (self);
  add_cards (self);
  gtk_stack_set_visible_child_name (self->states, "cards");
  update_actions (self);
  look_ahead (self);
  if (self->shown->len > 0)
    gtk_widget_grab_focus (self->shown->pdata[0]);
  if (self->stale)
    reload (self);
}

static void
leave (HeddleGatePage *self)
{
  GtkWidget *navigation = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (navigation != NULL)
    adw_navigation_view_pop (ADW_NAVIGATION_VIEW (navigation));
}

/* Where the last question was answered meanwhile, in a shell, there is nothing to stay for. */
static void
others_loaded_cb (gpointer      owner,
                  const GValue *value,
                  const GError *error)
{
  HeddleGatePage *self = owner;

  if (error == NULL)
    loaded_cb (owner, value, NULL);
  else if (self->session != NULL)
    leave (self);
}

static void
load_others (HeddleGatePage *self)
{
  self->reading = TRUE;
  heddle_settle (heddle_gate_load (self->session, heddle_gate_get_run (self->gate), NULL), others_loaded_cb, self);
}

static void
announce_new (HeddleGatePage *self,
              guint           n_new)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u more to choose from", "%u more to choose from", n_new), n_new);

  if (n_new > 0)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
reloaded_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleGatePage *self = owner;
  guint n_before = self->shown->len;

  if (self->session == NULL)
    return;
  self->reading = FALSE;
  if (self->stale || self->answering)
    {
      reload (self);
      return;
    }
  if (error != NULL && heddle_gate_get_n_waiting (self->gate) > 1)
    {
      load_others (self);
      return;
    }
  if (error != NULL)
    {
      show_problem (self, error);
      return;
    }
  g_set_object (&self->gate, g_value_get_object (value));
  describe (self);
  update_coming (self);
  for (guint i = 0; i < MIN (n_before, heddle_gate_get_n_candidates (self->gate)); i++)
    heddle_gate_card_update (self->shown->pdata[i], self->gate);
  add_cards (self);
  announce_new (self, self->shown->len - n_before);
  if (self->coming->len > 0)
    heddle_gate_views_show_last (self->cards);
  update_actions (self);
  if (!is_at_work (self))
    look_ahead (self);
}

/* The run may have got further here or in a shell, and somebody may have answered it there. */
static void
reload (HeddleGatePage *self)
{
  self->stale = self->reading || self->answering;
  if (self->gate == NULL || self->stale || !heddle_session_is_open (self->session))
    return;
  self->reading = TRUE;
  heddle_settle (heddle_gate_reload (self->gate, self->session), reloaded_cb, self);
}

/* More */

static void
asked_more_cb (gpointer      owner,
               const GValue *value,
               const GError *error)
{
  HeddleGatePage *self = owner;

  if (self->session == NULL)
    return;
  self->answering = FALSE;
  if (error != NULL)
    heddle_toast_error (GTK_WIDGET (self), _("No more could be made"), error);
  else
    heddle_live_runs_take (heddle_session_get_live_runs (self->session), g_value_get_object (value));
  update_actions (self);
  reload (self);
}

/* Keys mean something where the cards have the focus, and a button that can do nothing loses it. */
static void
focus_cards (HeddleGatePage *self)
{
  GtkWidget *card = self->shown->len > 0 ? self->shown->pdata[0] : NULL;

  for (guint i = self->shown->len; i > 0; i--)
    if (gtk_toggle_button_get_active (get_button (self, i - 1)))
      card = self->shown->pdata[i - 1];
  if (card != NULL)
    gtk_widget_grab_focus (card);
}

static void
ask_more (HeddleGatePage *self)
{
  focus_cards (self);
  self->answering = TRUE;
  update_actions (self);
  heddle_settle (heddle_continued_run_ask_more (self->session, heddle_gate_get_run (self->gate),
                                                heddle_gate_get_node (self->gate), heddle_gate_get_path (self->gate)),
                 asked_more_cb, self);
}

/* While a person thought about it, the run may have been answered in a shell. */
static void
budget_cb (HeddleGatePage *self,
           const char     *response)
{
  if (g_str_equal (response, "make") && self->gate != NULL && !self->answering && !is_at_work (self)
      && heddle_session_is_open (self->session))
    ask_more (self);
}

static void
more_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeddleGatePage *self = HEDDLE_GATE_PAGE (widget);
  AdwDialog *dialog = heddle_gate_more_new_dialog (self->forecast);

  if (dialog == NULL)
    {
      ask_more (self);
      return;
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (budget_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/* Answers */

static void
answered_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleGatePage *self = owner;

  if (self->session == NULL)
    return;
  self->answering = FALSE;
  update_actions (self);
  if (error != NULL)
    {
      heddle_toast_error (GTK_WIDGET (self), _("The run could not go on"), error);
      if (self->stale)
        reload (self);
      return;
    }
  heddle_live_runs_take (heddle_session_get_live_runs (self->session), g_value_get_object (value));
  if (heddle_gate_get_n_waiting (self->gate) == 1)
    {
      leave (self);
      return;
    }
  load_others (self);
}

static void
answer (HeddleGatePage     *self,
        HeddleGateAnswer    what,
        const char *const  *indexes)
{
  self->answering = TRUE;
  update_actions (self);
  heddle_settle (heddle_continued_run_answer (self->session, heddle_gate_get_run (self->gate),
                                              heddle_gate_get_node (self->gate), what, indexes),
                 answered_cb, self);
}

static void
use_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  HeddleGatePage *self = HEDDLE_GATE_PAGE (widget);
  g_auto (GStrv) selected = list_selected (self);

  answer (self, heddle_gate_is_pick (self->gate) ? HEDDLE_GATE_PICK : HEDDLE_GATE_APPROVE,
          (const char *const *) selected);
}

static void
reject_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HeddleGatePage *self = HEDDLE_GATE_PAGE (widget);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) indexes = NULL;

  for (guint i = 0; i < self->shown->len; i++)
    g_strv_builder_take (all, heddle_gate_dup_index (self->gate, i));
  indexes = g_strv_builder_end (all);
  answer (self, HEDDLE_GATE_REJECT, (const char *const *) indexes);
}

/* Other questions of the run */

/* Somebody may have answered that one meanwhile, in a shell. */
static void
gone_cb (gpointer      owner,
         const GValue *value,
         const GError *error)
{
  HeddleGatePage *self = owner;

  if (error == NULL)
    loaded_cb (owner, value, NULL);
  else if (self->session != NULL)
    load_others (self);
}

static void
go (HeddleGatePage *self,
    guint           place)
{
  if (self->reading || self->answering || !heddle_session_is_open (self->session))
    return;
  self->reading = TRUE;
  heddle_settle (heddle_gate_load_place (self->gate, self->session, place), gone_cb, self);
}

static void
previous_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  go (HEDDLE_GATE_PAGE (widget), heddle_gate_get_place (HEDDLE_GATE_PAGE (widget)->gate) - 1);
}

static void
next_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  go (HEDDLE_GATE_PAGE (widget), heddle_gate_get_place (HEDDLE_GATE_PAGE (widget)->gate) + 1);
}

/* Keys, which mean the same wherever in the cards the focus is. */

static void
zoom_all (HeddleGatePage *self)
{
  if (heddle_gate_views_is_swipe (self->cards))
    return;
  self->closely = !self->closely;
  for (guint i = 0; i < self->shown->len; i++)
    heddle_gate_card_zoom (self->shown->pdata[i], self->closely);
}

static gboolean
is_in_cards (HeddleGatePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->cards));
}

static gboolean
rate_current (HeddleGatePage *self,
              guint           stars)
{
  int current = heddle_gate_views_find_current (self->cards);

  if (current < 0)
    return GDK_EVENT_PROPAGATE;
  heddle_gate_card_rate (self->shown->pdata[current], stars);
  return GDK_EVENT_STOP;
}

static gboolean
key_cb (HeddleGatePage  *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  guint position = key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9 ? key - GDK_KEY_KP_1 : key - GDK_KEY_1;

  if (self->gate == NULL || (state & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_CONTROL_MASK) != 0)
    return position < HEDDLE_MAX_RATING ? rate_current (self, position + 1) : GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_space && is_in_cards (self))
    zoom_all (self);
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && is_in_cards (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "gate.use", NULL);
  else if (key == GDK_KEY_r || key == GDK_KEY_R)
    gtk_widget_activate_action (GTK_WIDGET (self), "gate.more", NULL);
  else if (key == GDK_KEY_n || key == GDK_KEY_N)
    gtk_widget_activate_action (GTK_WIDGET (self), "gate.next", NULL);
  else if (key == GDK_KEY_p || key == GDK_KEY_P)
    gtk_widget_activate_action (GTK_WIDGET (self), "gate.previous", NULL);
  else if (position < MIN (self->shown->len, 9))
    {
      gtk_toggle_button_set_active (get_button (self, position),
                                    is_single (self) || !gtk_toggle_button_get_active (get_button (self, position)));
      heddle_gate_views_show_card (self->cards, position);
    }
  else
    return heddle_gate_views_move (self->cards, key);
  return GDK_EVENT_STOP;
}

static void
view_cb (HeddleGatePage *self)
{
  if (self->gate != NULL)
    update_view (self);
}

static void
heddle_gate_page_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_BREADTH:
      g_value_set_enum (value, HEDDLE_GATE_PAGE (object)->breadth);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_gate_page_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  HeddleGatePage *self = HEDDLE_GATE_PAGE (object);

  switch (id)
    {
    case PROP_BREADTH:
      if ((int) self->breadth == g_value_get_enum (value))
        break;
      self->breadth = g_value_get_enum (value);
      lay_out (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_gate_page_dispose (GObject *object)
{
  HeddleGatePage *self = HEDDLE_GATE_PAGE (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_clear_pointer (&self->forecast, heddle_further_forecast_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_GATE_PAGE);
  g_clear_object (&self->gate);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_gate_page_parent_class)->dispose (object);
}

static void
heddle_gate_page_class_init (HeddleGatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heddle_gate_page_get_property;
  object_class->set_property = heddle_gate_page_set_property;
  object_class->dispose = heddle_gate_page_dispose;

  /**
   * HeddleGatePage:breadth:
   *
   * How much room there is.
   */
  properties[PROP_BREADTH] = g_param_spec_enum ("breadth", NULL, NULL, HEDDLE_TYPE_BREADTH, HEDDLE_BREADTH_WIDE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (HEDDLE_TYPE_GATE_VIEWS);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-gate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, heading);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, questions);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, place);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, brief);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, prompt);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, model);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, states);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, cards);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, views);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, hints);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, use_hint);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, reject);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, more);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, more_label);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, more_cost);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, more_hint);
  gtk_widget_class_bind_template_child (widget_class, HeddleGatePage, use);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
  gtk_widget_class_install_action (widget_class, "gate.use", NULL, use_cb);
  gtk_widget_class_install_action (widget_class, "gate.reject", NULL, reject_cb);
  gtk_widget_class_install_action (widget_class, "gate.more", NULL, more_cb);
  gtk_widget_class_install_action (widget_class, "gate.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "gate.next", NULL, next_cb);
}

static void
heddle_gate_page_init (HeddleGatePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_visible (self->reject, FALSE);
  gtk_widget_set_visible (self->more, FALSE);
  gtk_widget_set_visible (self->more_hint, FALSE);
  update_actions (self);
}

/**
 * heddle_gate_page_new:
 * @session: a session with a library
 * @run: the UUID of a run that waits
 * @node: (nullable): the id of the node whose question is shown first; %NULL for the run's first
 *
 * Returns: (transfer floating): a page, which reads by itself what the run waits with
 */
HeddleGatePage *
heddle_gate_page_new (HeddleSession *session,
                      const char    *run,
                      const char    *node)
{
  HeddleGatePage *self = g_object_new (HEDDLE_TYPE_GATE_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "runs-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "workflows-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  self->reading = TRUE;
  heddle_settle (heddle_gate_load (session, run, node), loaded_cb, self);
  return self;
}
