/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-outline-pane-private.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-choosing.h"
#include "editor/heddle-canvas-menu.h"
#include "editor/heddle-outline-row.h"
#include "editor/heddle-outline-selection.h"
#include "editor/heddle-outline-words.h"

enum
{
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleOutlinePane, heddle_outline_pane, ADW_TYPE_BIN)

static gboolean
has_focus (HeddleOutlinePane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
}

void
heddle_outline_pane_leave (HeddleOutlinePane *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

/* A list that has not got the focus only remembers where it would be. */
void
heddle_outline_pane_go_to (HeddleOutlinePane *self,
                           guint              position,
                           gboolean           select)
{
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_list_view_scroll_to (self->list, position,
                           GTK_LIST_SCROLL_FOCUS | (select ? GTK_LIST_SCROLL_SELECT : GTK_LIST_SCROLL_NONE), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* What there is to see */

static void
update_page (HeddleOutlinePane *self)
{
  guint n = self->outline != NULL ? g_list_model_get_n_items (heddle_outline_get_items (self->outline)) : 0;
  gboolean empty = self->canvas != NULL
                   && heddle_canvas_model_get_nodes (heddle_canvas_get_model (self->canvas))->len == 0;

  if (n > 0 || self->outline == NULL || !heddle_outline_is_complete (self->outline))
    gtk_stack_set_visible_child_name (self->stack, "items");
  else
    gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "nothing");
}

static GtkListItem *
find_list_item (HeddleOutlinePane *self,
                GtkWidget         *widget)
{
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &list_item))
    {
      GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (list_item));

      if (row != NULL && (row == widget || gtk_widget_is_ancestor (widget, row)))
        return list_item;
    }
  return NULL;
}

GtkListItem *
heddle_outline_pane_find_focused (HeddleOutlinePane *self)
{
  return has_focus (self) ? find_list_item (self, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)))) : NULL;
}

/* A list of GTK's tells no level, and not what is open. */
static void
tell_level (GtkTreeListRow *row,
            GtkWidget      *widget)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                  (int) gtk_tree_list_row_get_depth (row) + 1, -1);
  if (gtk_tree_list_row_is_expandable (row))
    gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_EXPANDED,
                                 gtk_tree_list_row_get_expanded (row), -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_EXPANDED);
}

/* The place is told in words, since only rows on the screen are there to be counted. */
static char *
dup_spoken_place (HeddleOutlinePane *self,
                  HeddleOutlineItem *item,
                  GtkTreeListRow    *row,
                  const char        *description)
{
  g_autoptr (GtkTreeListRow) parent = gtk_tree_list_row_get_parent (row);
  g_autoptr (HeddleOutlineItem) above = parent != NULL ? gtk_tree_list_row_get_item (parent) : NULL;
  GListModel *siblings = above != NULL ? G_LIST_MODEL (heddle_outline_item_peek_below (above))
                                       : heddle_outline_get_items (self->outline);
  guint position = heddle_outline_item_get_position (item) + 1;
  guint n = siblings != NULL ? g_list_model_get_n_items (siblings) : position;

  if (description == NULL)
    /* Translators: a place in a list */
    return g_strdup_printf (_("%u of %u"), position, n);
  /* Translators: what is in a list, and its place there */
  return g_strdup_printf (_("%s, %u of %u"), description, position, n);
}

static void
show_item (HeddleOutlinePane *self,
           GtkListItem       *list_item,
           HeddleOutlineItem *item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  GtkWidget *expander = gtk_list_item_get_child (list_item);
  GtkWidget *child = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  g_autofree char *label = heddle_outline_dup_label (self->outline, item);
  g_autofree char *description = heddle_outline_dup_description (self->outline, item);
  g_autofree char *place = dup_spoken_place (self, item, row, description);
  g_autofree char *tooltip = description != NULL ? g_strdup_printf ("%s\n%s", label, description) : g_strdup (label);

  heddle_outline_row_show (HEDDLE_OUTLINE_ROW (child), self->outline, item);
  heddle_outline_row_set_details (HEDDLE_OUTLINE_ROW (child), tooltip);
  gtk_list_item_set_accessible_label (list_item, label);
  gtk_list_item_set_accessible_description (list_item, place);
  if (gtk_widget_get_parent (expander) != NULL)
    tell_level (row, gtk_widget_get_parent (expander));
}

static void
show_all_items (HeddleOutlinePane *self)
{
  GHashTableIter iter;
  gpointer item, list_item;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &item, &list_item))
    show_item (self, list_item, item);
}

static gboolean
show_all_cb (gpointer data)
{
  HeddleOutlinePane *self = data;

  self->show_source = 0;
  if (self->outline != NULL)
    show_all_items (self);
  return G_SOURCE_REMOVE;
}

/* While something is dragged, all of it changes again and again. */
static void
item_changed_cb (HeddleOutlinePane *self,
                 HeddleOutlineItem *item)
{
  GtkListItem *list_item = item != NULL ? g_hash_table_lookup (self->rows, item) : NULL;

  if (list_item != NULL)
    show_item (self, list_item, item);
  else if (item == NULL && self->show_source == 0)
    self->show_source = g_idle_add (show_all_cb, self);
}

static gboolean
enter_list (HeddleOutlinePane *self,
            gboolean           select)
{
  guint n = self->selection != NULL
              ? g_list_model_get_n_items (G_LIST_MODEL (heddle_outline_selection_get_model (self->selection)))
              : 0;
  guint primary = n > 0 ? heddle_outline_selection_get_primary (self->selection) : GTK_INVALID_LIST_POSITION;

  if (n == 0)
    return FALSE;
  if (primary != GTK_INVALID_LIST_POSITION)
    heddle_outline_pane_go_to (self, primary, FALSE);
  else
    heddle_outline_pane_go_to (self, 0, select);
  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE);
  return TRUE;
}

/* Who came here before there was anything to see, and has not begun to search since. */
static gboolean
enter_late_cb (gpointer data)
{
  HeddleOutlinePane *self = data;
  GtkEditable *search = GTK_EDITABLE (self->search);
  gboolean waits = self->entering && gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (search)))
                   && *gtk_editable_get_text (search) == '\0';

  self->enter_source = 0;
  if (!waits || enter_list (self, FALSE))
    self->entering = FALSE;
  return G_SOURCE_REMOVE;
}

/* The keyboard is remembered before rows move, which GTK would have it begin anew at the first for. */
static void
following_cb (HeddleOutlinePane *self)
{
  GtkListItem *list_item = heddle_outline_pane_find_focused (self);

  g_clear_object (&self->focused);
  if (list_item == NULL)
    return;
  self->focused = gtk_tree_list_row_get_item (gtk_list_item_get_item (list_item));
  self->focused_position = gtk_list_item_get_position (list_item);
}

/* Where no row is left: at what there is to do instead, or at what was searched for. */
static void
leave_list (HeddleOutlinePane *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "empty") == 0)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* Who was at a row that is gone goes on at the one that is there now. */
static void
followed_cb (HeddleOutlinePane *self)
{
  g_autoptr (HeddleOutlineItem) item = g_steal_pointer (&self->focused);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (heddle_outline_selection_get_model (self->selection)));
  guint position;

  update_page (self);
  show_all_items (self);
  /* A list without a size has no row that keys could go on from. */
  if (self->entering && self->enter_source == 0)
    self->enter_source = g_idle_add_full (G_PRIORITY_LOW, enter_late_cb, self, NULL);
  if (item == NULL)
    return;
  if (n == 0)
    {
      leave_list (self);
      return;
    }
  position = heddle_outline_selection_find (self->selection, item);
  heddle_outline_pane_go_to (self,
                             position != GTK_INVALID_LIST_POSITION ? position : MIN (self->focused_position, n - 1),
                             FALSE);
}

/* The keyboard stays where it is, unless it is here. */
static void
moved_cb (HeddleOutlinePane *self)
{
  guint position = heddle_outline_selection_get_primary (self->selection);

  if (has_focus (self))
    heddle_outline_pane_go_to (self, position, FALSE);
  else
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_NONE, NULL);
}

static void
forget (HeddleOutlinePane *self)
{
  gtk_list_view_set_model (self->list, NULL);
  g_hash_table_remove_all (self->rows);
  g_clear_object (&self->focused);
  if (self->outline != NULL)
    g_signal_handlers_disconnect_by_data (self->outline, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->outline);
  g_clear_object (&self->canvas);
}

static gboolean
forget_cb (gpointer data)
{
  HeddleOutlinePane *self = data;

  self->forget_source = 0;
  if (!self->wanted)
    forget (self);
  return G_SOURCE_REMOVE;
}

/* An outline costs nothing until somebody looks at it. */
static void
look_at_page (HeddleOutlinePane *self)
{
  HeddleCanvas *canvas = heddle_canvas_pages_get_canvas (self->pages);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean entered = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));

  if (canvas == self->canvas)
    return;
  forget (self);
  if (!self->wanted || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->canvas = g_object_ref (canvas);
  self->outline = heddle_outline_new (heddle_canvas_get_model (canvas),
                                      heddle_open_workflow_get_problems (self->workflow),
                                      heddle_pipeline_get_id (heddle_canvas_get_pipeline (canvas)));
  self->selection = heddle_outline_selection_new (self->outline, canvas);
  heddle_outline_set_query (self->outline, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_signal_connect_object (self->outline, "item-changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "following", G_CALLBACK (following_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, heddle_outline_selection_get_model (self->selection));
  update_page (self);
  /* Until there are rows to go on from. */
  if (entered)
    {
      self->entering = TRUE;
      gtk_widget_grab_focus (GTK_WIDGET (self->search));
    }
}

/* Rows */

static void
expanded_cb (HeddleOutlinePane *self,
             GParamSpec        *pspec,
             GtkTreeListRow    *row)
{
  g_autoptr (HeddleOutlineItem) item = gtk_tree_list_row_get_item (row);
  GtkListItem *list_item = item != NULL ? g_hash_table_lookup (self->rows, item) : NULL;

  heddle_outline_selection_keep_expanded (self->selection, row);
  if (list_item != NULL)
    show_item (self, list_item, item);
}

void
heddle_outline_pane_open_menu (HeddleOutlinePane *self,
                               GtkWidget         *widget,
                               GtkListItem       *list_item,
                               double             x,
                               double             y)
{
  GtkSelectionModel *model = heddle_outline_selection_get_model (self->selection);
  guint position = gtk_list_item_get_position (list_item);

  if (!gtk_selection_model_is_selected (model, position))
    gtk_selection_model_select_item (model, position, TRUE);
  heddle_canvas_show_menu_at_widget (self->canvas, widget, x, y);
}

static void
menu_pressed (HeddleOutlinePane *self,
              GtkGesture        *gesture,
              double             x,
              double             y)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkListItem *list_item = find_list_item (self, widget);

  if (list_item == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  heddle_outline_pane_go_to (self, gtk_list_item_get_position (list_item), FALSE);
  heddle_outline_pane_open_menu (self, widget, list_item, x, y);
}

static void
pressed_cb (HeddleOutlinePane *self,
            int                n_press,
            double             x,
            double             y,
            GtkGesture        *gesture)
{
  menu_pressed (self, gesture, x, y);
}

static void
long_pressed_cb (HeddleOutlinePane *self,
                 double             x,
                 double             y,
                 GtkGesture        *gesture)
{
  menu_pressed (self, gesture, x, y);
}

static void
setup_cb (HeddleOutlinePane *self,
          GtkListItem       *list_item)
{
  GtkWidget *expander = g_object_new (GTK_TYPE_TREE_EXPANDER,
                                      "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  /* The row itself has the focus, since it is what is read aloud. */
  gtk_widget_set_focusable (expander, FALSE);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), heddle_outline_row_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (expander, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (expander, GTK_EVENT_CONTROLLER (long_press));
  gtk_list_item_set_child (list_item, expander);
}

static void
bind_cb (HeddleOutlinePane *self,
         GtkListItem       *list_item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  g_autoptr (HeddleOutlineItem) item = gtk_tree_list_row_get_item (row);

  if (item == NULL || self->outline == NULL)
    return;
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), row);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->rows, g_object_ref (item), list_item);
  show_item (self, list_item, item);
}

static void
unbind_cb (HeddleOutlinePane *self,
           GtkListItem       *list_item)
{
  GHashTableIter iter;
  gpointer other;

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), expanded_cb, self);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), NULL);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &other))
    {
      if (other == list_item)
        g_hash_table_iter_remove (&iter);
    }
}

/* Keys */

HeddleOutlineItem *
heddle_outline_pane_ref_focused_item (HeddleOutlinePane *self)
{
  GtkListItem *list_item = heddle_outline_pane_find_focused (self);

  return list_item != NULL ? gtk_tree_list_row_get_item (gtk_list_item_get_item (list_item)) : NULL;
}

/* To the canvas, where the node is, or to the step at the other end of a link. */
static void
activated_cb (HeddleOutlinePane *self,
              guint              position)
{
  g_autoptr (HeddleOutlineItem) item = heddle_outline_selection_ref_item (self->selection, position);
  g_autoptr (GtkTreeListRow) row = NULL;
  HeddleCanvasLink *link;

  if (item == NULL)
    return;
  gtk_selection_model_select_item (heddle_outline_selection_get_model (self->selection), position, TRUE);
  if (heddle_outline_item_get_kind (item) <= HEDDLE_OUTLINE_NODE)
    {
      heddle_outline_pane_leave (self);
      return;
    }
  link = heddle_outline_find_only_link (self->outline, item);
  row = g_list_model_get_item (G_LIST_MODEL (heddle_outline_selection_get_model (self->selection)), position);
  if (link != NULL)
    {
      const HeddleCanvasNode *other = heddle_outline_item_is_output (item) ? link->to : link->from;

      heddle_canvas_select_node (self->canvas, other->id);
      heddle_canvas_reveal_node (self->canvas, other->id);
    }
  else if (gtk_tree_list_row_is_expandable (row))
    {
      gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
    }
  else
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "outline.link", NULL);
    }
}

/* From the port that the keyboard is at, or from the step, as on the canvas; what runs before and after it are no
 * ports there.
 */
static void
link_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeddleOutlinePane *self = HEDDLE_OUTLINE_PANE (widget);
  g_autoptr (HeddleOutlineItem) item = heddle_outline_pane_ref_focused_item (self);

  if (item == NULL)
    return;
  heddle_outline_pane_leave (self);
  if (heddle_outline_item_get_kind (item) > HEDDLE_OUTLINE_NODE && heddle_outline_item_get_port (item) == NULL)
    {
      heddle_canvas_select_node (self->canvas, heddle_outline_item_get_node (item));
      gtk_widget_activate_action (GTK_WIDGET (self->canvas),
                                  heddle_outline_item_is_output (item) ? "canvas.link" : "canvas.run-after", NULL);
    }
  else if (heddle_outline_item_get_port (item) != NULL)
    heddle_canvas_link_port (self->canvas, heddle_outline_item_get_node (item), heddle_outline_item_get_port (item),
                             heddle_outline_item_is_output (item));
  else
    gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.link", NULL);
}

static void
add_step_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeddleOutlinePane *self = HEDDLE_OUTLINE_PANE (widget);

  heddle_outline_pane_leave (self);
  gtk_widget_activate_action (GTK_WIDGET (heddle_canvas_pages_get_canvas (self->pages)), "canvas.add-step", NULL);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  heddle_outline_pane_leave (HEDDLE_OUTLINE_PANE (widget));
  return GDK_EVENT_STOP;
}

/* Search */

static void
search_changed_cb (HeddleOutlinePane *self)
{
  if (self->outline != NULL)
    heddle_outline_set_query (self->outline, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* The first Escape clears what was searched for. */
static void
stop_search_cb (HeddleOutlinePane *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    heddle_outline_pane_leave (self);
}

/* The first that is found. */
static void
search_activated_cb (HeddleOutlinePane *self)
{
  if (!enter_list (self, TRUE))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static gboolean
search_key_pressed_cb (HeddleOutlinePane *self,
                       guint              key)
{
  return (key == GDK_KEY_Down || key == GDK_KEY_KP_Down) && enter_list (self, TRUE);
}

static gboolean
heddle_outline_pane_grab_focus (GtkWidget *widget)
{
  HeddleOutlinePane *self = HEDDLE_OUTLINE_PANE (widget);

  look_at_page (self);
  if (enter_list (self, FALSE))
    return TRUE;
  self->entering = TRUE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
heddle_outline_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (heddle_outline_pane_parent_class)->map (widget);

  look_at_page (HEDDLE_OUTLINE_PANE (widget));
}

static void
heddle_outline_pane_dispose (GObject *object)
{
  HeddleOutlinePane *self = HEDDLE_OUTLINE_PANE (object);

  g_clear_handle_id (&self->forget_source, g_source_remove);
  g_clear_handle_id (&self->enter_source, g_source_remove);
  g_clear_handle_id (&self->show_source, g_source_remove);
  if (self->list != NULL)
    forget (self);
  /* The template would take the child away unseen by AdwBin. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_OUTLINE_PANE);
  self->list = NULL;
  g_clear_object (&self->workflow);
  g_clear_weak_pointer (&self->pages);

  G_OBJECT_CLASS (heddle_outline_pane_parent_class)->dispose (object);
}

static void
heddle_outline_pane_finalize (GObject *object)
{
  g_hash_table_unref (HEDDLE_OUTLINE_PANE (object)->rows);

  G_OBJECT_CLASS (heddle_outline_pane_parent_class)->finalize (object);
}

static void
heddle_outline_pane_class_init (HeddleOutlinePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_outline_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = heddle_outline_pane_finalize;
  widget_class->grab_focus = heddle_outline_pane_grab_focus;
  widget_class->map = heddle_outline_pane_map;

  /**
   * HeddleOutlinePane::left:
   * @self: a pane
   *
   * Who was in it goes on at the canvas.
   */
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "outline.link", NULL, link_cb);
  gtk_widget_class_install_action (widget_class, "outline.add-step", NULL, add_step_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-outline-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleOutlinePane, search);
  gtk_widget_class_bind_template_child (widget_class, HeddleOutlinePane, stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleOutlinePane, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
listen_to_search (HeddleOutlinePane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (search_key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

static void
heddle_outline_pane_init (HeddleOutlinePane *self)
{
  self->rows = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  heddle_outline_pane_listen_to_keys (self);
  listen_to_search (self);
}

/**
 * heddle_outline_pane_new:
 * @workflow: an open workflow
 * @pages: its pages
 *
 * Returns: (transfer floating): an outline of the page that is shown
 */
GtkWidget *
heddle_outline_pane_new (HeddleOpenWorkflow *workflow,
                         HeddleCanvasPages  *pages)
{
  HeddleOutlinePane *self = g_object_new (HEDDLE_TYPE_OUTLINE_PANE, NULL);

  self->workflow = g_object_ref (workflow);
  g_set_weak_pointer (&self->pages, pages);
  g_signal_connect_object (pages, "notify::canvas", G_CALLBACK (look_at_page), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * heddle_outline_pane_set_wanted:
 * @self: a pane
 * @wanted: whether it is to be seen
 *
 * Has it look at the page that is shown, or forget it.
 */
void
heddle_outline_pane_set_wanted (HeddleOutlinePane *self,
                                gboolean           wanted)
{
  self->wanted = wanted;
  if (wanted)
    look_at_page (self);
  /* Who leaves it does so from one of its rows. */
  else if (self->forget_source == 0)
    self->forget_source = g_idle_add (forget_cb, self);
}
