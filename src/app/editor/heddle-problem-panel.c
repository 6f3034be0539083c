/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-problem-panel.h"

#include <glib/gi18n-lib.h>

struct _HeddleProblemPanel
{
  AdwBin              parent_instance;
  GtkRevealer        *revealer;
  GtkLabel           *title;
  GtkListView        *list;
  GListModel         *problems;
  GtkSingleSelection *selection;
  gint64              revealed_frame;
  guint               telling;
};

G_DEFINE_FINAL_TYPE (HeddleProblemPanel, heddle_problem_panel, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  OPENED,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
activated_cb (HeddleProblemPanel *self,
              guint               position)
{
  g_autoptr (HeddleProblemItem) item = g_list_model_get_item (self->problems, position);

  gtk_single_selection_set_selected (self->selection, position);
  if (item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, item);
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
setup_cb (HeddleProblemPanel *self,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (words), new_label (NULL));
  gtk_box_append (GTK_BOX (words), new_label ("caption"));
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (HeddleProblemPanel *self,
         GtkListItem        *list_item)
{
  HeddleProblemItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *image = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (image));
  const char *message = heddle_problem_item_get_message (item);
  gboolean warning = heddle_problem_item_is_warning (item);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", warning ? _("Warning") : _("Error"),
                                           heddle_problem_item_get_title (item), message);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), warning ? "dialog-warning-symbolic" : "dialog-error-symbolic");
  gtk_widget_remove_css_class (image, warning ? "error" : "warning");
  gtk_widget_add_css_class (image, warning ? "warning" : "error");
  gtk_label_set_label (GTK_LABEL (title), heddle_problem_item_get_title (item));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), message);
  gtk_list_item_set_accessible_label (list_item, name);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  heddle_problem_panel_set_open (HEDDLE_PROBLEM_PANEL (widget), FALSE);
  return GDK_EVENT_STOP;
}

static gboolean
heddle_problem_panel_grab_focus (GtkWidget *widget)
{
  HeddleProblemPanel *self = HEDDLE_PROBLEM_PANEL (widget);
  guint at = gtk_single_selection_get_selected (self->selection);

  gtk_list_view_scroll_to (self->list, at == GTK_INVALID_LIST_POSITION ? 0 : at,
                           GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
heddle_problem_panel_dispose (GObject *object)
{
  HeddleProblemPanel *self = HEDDLE_PROBLEM_PANEL (object);

  /* The template would take the child away unseen by AdwBin. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_PROBLEM_PANEL);
  g_clear_object (&self->selection);
  g_clear_object (&self->problems);

  G_OBJECT_CLASS (heddle_problem_panel_parent_class)->dispose (object);
}

static void
heddle_problem_panel_class_init (HeddleProblemPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_problem_panel_dispose;
  widget_class->grab_focus = heddle_problem_panel_grab_focus;

  /**
   * HeddleProblemPanel::chosen:
   * @self: a panel
   * @item: a problem
   *
   * A person wants to go where the problem is.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, HEDDLE_TYPE_PROBLEM_ITEM);

  /**
   * HeddleProblemPanel::opened:
   * @self: a panel
   *
   * It has taken the room that it needs.
   */
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  /**
   * HeddleProblemPanel::closed:
   * @self: a panel
   *
   * It closes, and who was in it has to go elsewhere.
   */
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-problem-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleProblemPanel, revealer);
  gtk_widget_class_bind_template_child (widget_class, HeddleProblemPanel, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleProblemPanel, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

/* What is beside it has its new size only once a frame has been laid out since. */
static gboolean
tell_opened_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       data)
{
  HeddleProblemPanel *self = HEDDLE_PROBLEM_PANEL (widget);

  if (gdk_frame_clock_get_frame_counter (clock) <= self->revealed_frame + 1)
    return G_SOURCE_CONTINUE;
  self->telling = 0;
  g_signal_emit (self, signals[OPENED], 0);
  return G_SOURCE_REMOVE;
}

static void
revealed_cb (HeddleProblemPanel *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock == NULL || !gtk_revealer_get_child_revealed (self->revealer))
    return;
  self->revealed_frame = gdk_frame_clock_get_frame_counter (clock);
  if (self->telling == 0)
    self->telling = gtk_widget_add_tick_callback (GTK_WIDGET (self), tell_opened_cb, NULL, NULL);
}

static void
heddle_problem_panel_init (HeddleProblemPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
problems_changed_cb (HeddleProblemPanel *self)
{
  guint n = g_list_model_get_n_items (self->problems);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u Problem", "%u Problems", n), n);

  if (n == 0)
    heddle_problem_panel_set_open (self, FALSE);
  else
    gtk_label_set_label (self->title, title);
}

/**
 * heddle_problem_panel_new:
 * @problems: a model of [class@ProblemItem]
 *
 * Returns: (transfer floating): a panel that is closed
 */
GtkWidget *
heddle_problem_panel_new (GListModel *problems)
{
  HeddleProblemPanel *self = g_object_new (HEDDLE_TYPE_PROBLEM_PANEL, NULL);

  self->problems = g_object_ref (problems);
  self->selection = gtk_single_selection_new (g_object_ref (problems));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (problems, "items-changed", G_CALLBACK (problems_changed_cb), self, G_CONNECT_SWAPPED);
  problems_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * heddle_problem_panel_is_open:
 * @self: a panel
 *
 * Returns: whether the problems can be read
 */
gboolean
heddle_problem_panel_is_open (HeddleProblemPanel *self)
{
  return gtk_revealer_get_reveal_child (self->revealer);
}

/**
 * heddle_problem_panel_set_open:
 * @self: a panel
 * @open: whether the problems are to be read
 *
 * Opens or closes it. Without problems it stays closed.
 */
void
heddle_problem_panel_set_open (HeddleProblemPanel *self,
                               gboolean            open)
{
  open = open && g_list_model_get_n_items (self->problems) > 0;
  if (open == heddle_problem_panel_is_open (self))
    return;
  gtk_revealer_set_reveal_child (self->revealer, open);
  if (!open)
    g_signal_emit (self, signals[CLOSED], 0);
}

/**
 * heddle_problem_panel_select:
 * @self: a panel
 * @item: one of its problems
 *
 * Marks a problem.
 */
void
heddle_problem_panel_select (HeddleProblemPanel *self,
                             HeddleProblemItem  *item)
{
  guint position;

  if (g_list_store_find (G_LIST_STORE (self->problems), item, &position))
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_SELECT, NULL);
}

/**
 * heddle_problem_panel_move:
 * @self: a panel
 * @step: 1 for the next problem, -1 for the one before
 *
 * Goes through the problems, from the last to the first and the other way round.
 *
 * Returns: (transfer none) (nullable): where one is now; %NULL where there is no problem
 */
HeddleProblemItem *
heddle_problem_panel_move (HeddleProblemPanel *self,
                           int                 step)
{
  guint n = g_list_model_get_n_items (self->problems);
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return NULL;
  if (at == GTK_INVALID_LIST_POSITION)
    at = step > 0 ? n - 1 : 0;
  at = (at + n + (guint) step) % n;
  gtk_list_view_scroll_to (self->list, at, GTK_LIST_SCROLL_SELECT, NULL);
  return gtk_single_selection_get_selected_item (self->selection);
}
