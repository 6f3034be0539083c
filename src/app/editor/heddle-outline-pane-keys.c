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

/* What needs the canvas, where it goes on. */
static gboolean
goes_on_at_canvas (guint key)
{
  static const guint keys[] = {
    GDK_KEY_F2,     GDK_KEY_p,         GDK_KEY_o, GDK_KEY_k,        GDK_KEY_n, GDK_KEY_slash, GDK_KEY_KP_Divide,
    GDK_KEY_Insert, GDK_KEY_KP_Insert, GDK_KEY_e,
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (key == keys[i])
        return TRUE;
    }
  return FALSE;
}

/* A port is no step: what would delete the step from there does not. */
static gboolean
would_delete_step (HeddleOutlinePane *self,
                   guint              key)
{
  g_autoptr (HeddleOutlineItem) item = heddle_outline_pane_ref_focused_item (self);

  return (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete || key == GDK_KEY_BackSpace) && item != NULL
         && heddle_outline_item_get_kind (item) > HEDDLE_OUTLINE_NODE
         && heddle_outline_find_only_link (self->outline, item) == NULL;
}

static gboolean
plain_key_pressed (HeddleOutlinePane  *self,
                   guint               key,
                   GtkEventController *controller)
{
  if (turn_with (self, key))
    return GDK_EVENT_STOP;
  if (would_delete_step (self, key))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_l)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "outline.link", NULL);
      return GDK_EVENT_STOP;
    }
  if (!goes_on_at_canvas (key))
    return GDK_EVENT_PROPAGATE;
  heddle_outline_pane_leave (self);
  return gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller), GTK_WIDGET (self->canvas));
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

  state &= gtk_accelerator_get_default_mod_mask ();
  if (widget == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    {
      gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      heddle_outline_pane_open_menu (self, widget, list_item, rtl ? gtk_widget_get_width (widget) - MENU_X : MENU_X,
                                     gtk_widget_get_height (widget));
      return GDK_EVENT_STOP;
    }
  /* All that is on the canvas, and not the rows that can be seen. */
  if ((key == GDK_KEY_a || key == GDK_KEY_A) && (state & GDK_CONTROL_MASK))
    return gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller), GTK_WIDGET (self->canvas));
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && state == GDK_SHIFT_MASK)
    {
      heddle_outline_pane_leave (self);
      return gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller), GTK_WIDGET (self->canvas));
    }
  return state == 0 ? plain_key_pressed (self, key, controller) : GDK_EVENT_PROPAGATE;
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
  return gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller), GTK_WIDGET (self->canvas));
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
