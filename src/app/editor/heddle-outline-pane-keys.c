/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-outline-pane-private.h"

/* Where in a row the menu stands that a key brings up. */
#define MENU_X 36

/* Into what is open, and opens what is closed; the other way round the other way. */
static void
turn (HeddleOutlinePane *self,
      gboolean           inward)
{
  GtkListItem *list_item = heddle_outline_pane_find_focused (self);
  GtkTreeListRow *row = list_item != NULL ? gtk_list_item_get_item (list_item) : NULL;
  g_autoptr (GtkTreeListRow) parent = row != NULL ? gtk_tree_list_row_get_parent (row) : NULL;
  g_autoptr (GtkTreeListRow) child = NULL;

  if (row == NULL)
    return;
  if (inward != gtk_tree_list_row_get_expanded (row) && gtk_tree_list_row_is_expandable (row))
    {
      gtk_tree_list_row_set_expanded (row, inward);
      return;
    }
  child = inward ? gtk_tree_list_row_get_child_row (row, 0) : NULL;
  if (child != NULL || (!inward && parent != NULL))
    heddle_outline_pane_go_to (self, gtk_tree_list_row_get_position (inward ? child : parent), TRUE);
}

static gboolean
turn_with (HeddleOutlinePane *self,
           guint              key)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean left = key == GDK_KEY_Left || key == GDK_KEY_KP_Left;

  if (!left && key != GDK_KEY_Right && key != GDK_KEY_KP_Right)
    return GDK_EVENT_PROPAGATE;
  turn (self, left == rtl);
  return GDK_EVENT_STOP;
}

/* As shortcuts are told apart: whatever the layout of the keyboard is, and with Caps Lock, too. */
static gboolean
is_key (GtkEventController *controller,
        guint               key,
        GdkModifierType     state)
{
  return gdk_key_event_matches (gtk_event_controller_get_current_event (controller), key, state) != GDK_KEY_MATCH_NONE;
}

static gboolean
forward (HeddleOutlinePane  *self,
         GtkEventController *controller)
{
  return gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller), GTK_WIDGET (self->canvas));
}

/* What needs the canvas, where it goes on. */
static gboolean
goes_on_at_canvas (GtkEventController *controller)
{
  static const guint keys[] = {
    GDK_KEY_F2,     GDK_KEY_p,         GDK_KEY_o, GDK_KEY_k,        GDK_KEY_n, GDK_KEY_slash, GDK_KEY_KP_Divide,
    GDK_KEY_Insert, GDK_KEY_KP_Insert, GDK_KEY_e,
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (is_key (controller, keys[i], 0))
        return TRUE;
    }
  return is_key (controller, GDK_KEY_Return, GDK_SHIFT_MASK) || is_key (controller, GDK_KEY_KP_Enter, GDK_SHIFT_MASK);
}

/* What a list has other meanings for. */
static gboolean
is_of_canvas (GtkEventController *controller)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  return is_key (controller, GDK_KEY_a, GDK_CONTROL_MASK) || is_key (controller, GDK_KEY_a, both)
         || is_key (controller, GDK_KEY_Home, both) || is_key (controller, GDK_KEY_End, both);
}

static const char *
find_page_action (GtkEventController *controller)
{
  static const struct
  {
    guint           key;
    guint           keypad_key;
    GdkModifierType state;
    const char     *action;
  } keys[] = {
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, GDK_CONTROL_MASK, "pages.previous" },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, GDK_CONTROL_MASK, "pages.next" },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "pages.move-earlier" },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "pages.move-later" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (is_key (controller, keys[i].key, keys[i].state) || is_key (controller, keys[i].keypad_key, keys[i].state))
        return keys[i].action;
    }
  return NULL;
}

/* A port is no step: what would delete the step from there does not. */
static gboolean
would_delete_step (HeddleOutlinePane  *self,
                   GtkEventController *controller)
{
  static const struct
  {
    guint           key;
    GdkModifierType state;
  } keys[] = {
    { GDK_KEY_Delete, 0 },
    { GDK_KEY_KP_Delete, 0 },
    { GDK_KEY_BackSpace, 0 },
    { GDK_KEY_x, GDK_CONTROL_MASK },
    { GDK_KEY_x, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (is_key (controller, keys[i].key, keys[i].state))
        return heddle_outline_selection_has_ports (self->selection);
    }
  return FALSE;
}

static gboolean
key_pressed_cb (HeddleOutlinePane  *self,
                guint               key,
                guint               code,
                GdkModifierType     state,
                GtkEventController *controller)
{
  GtkListItem *list_item = heddle_outline_pane_find_focused (self);
  GtkWidget *widget = list_item != NULL ? gtk_list_item_get_child (list_item) : NULL;
  const char *page_action = find_page_action (controller);

  if (page_action != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->pages), page_action, NULL);
      return GDK_EVENT_STOP;
    }
  if (widget == NULL)
    return GDK_EVENT_PROPAGATE;
  state &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    {
      gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      heddle_outline_pane_open_menu (self, widget, list_item, rtl ? gtk_widget_get_width (widget) - MENU_X : MENU_X,
                                     gtk_widget_get_height (widget));
      return GDK_EVENT_STOP;
    }
  if (state == 0 && turn_with (self, key))
    return GDK_EVENT_STOP;
  if (would_delete_step (self, controller))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return GDK_EVENT_STOP;
    }
  if (is_key (controller, GDK_KEY_l, 0))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "outline.link", NULL);
      return GDK_EVENT_STOP;
    }
  if (is_of_canvas (controller))
    return forward (self, controller);
  if (!goes_on_at_canvas (controller))
    return GDK_EVENT_PROPAGATE;
  heddle_outline_pane_leave (self);
  return forward (self, controller);
}

/* What means nothing to a list does what it does on the canvas. */
static gboolean
rest_pressed_cb (HeddleOutlinePane  *self,
                 guint               key,
                 guint               code,
                 GdkModifierType     state,
                 GtkEventController *controller)
{
  if (heddle_outline_pane_find_focused (self) == NULL || key == GDK_KEY_Escape || key == GDK_KEY_Tab
      || key == GDK_KEY_ISO_Left_Tab)
    return GDK_EVENT_PROPAGATE;
  return forward (self, controller);
}

/*
 * heddle_outline_pane_listen_to_keys:
 * @self: a pane
 *
 * Has the list do by key what it and the canvas can.
 */
void
heddle_outline_pane_listen_to_keys (HeddleOutlinePane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *rest = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  g_signal_connect_object (rest, "key-pressed", G_CALLBACK (rest_pressed_cb), self, G_CONNECT_SWAPPED);
  /* Outside of the list, which comes first. */
  gtk_widget_add_controller (GTK_WIDGET (self->stack), rest);
}
