/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-menu.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-link-selection.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-rerouting.h"
#include "editor/heddle-canvas-state.h"
#include "editor/heddle-canvas-text-entry.h"
#include "editor/heddle-canvas-touch.h"

typedef struct
{
  const char *label;
  const char *action;
  const char *accelerator;
} Item;

static const Item clipboard_items[] = {
  { N_("Cu_t"), "canvas.cut", "<Control>x" },
  { N_("_Copy"), "canvas.copy", "<Control>c" },
  { N_("_Paste"), "canvas.paste", "<Control>v" },
  { N_("D_uplicate"), "canvas.duplicate", "<Control>d" },
  { N_("_Delete"), "canvas.delete", "Delete" },
};

static const Item run_items[] = {
  { N_("_Run from Here"), "editor.run-from-here", "<Control><Shift>Return" },
  { N_("Run _Selected"), "editor.run-selected", "<Alt>Return" },
};

static const Item node_items[] = {
  { N_("_Edit"), "canvas.activate-node", "Return" },
  { N_("Edit in Inspector"), "canvas.inspect-node", "<Shift>Return" },
  { N_("Re_name…"), "canvas.rename", "F2" },
};

static const Item linked_items[] = {
  { N_("Lin_k…"), "canvas.link", "l" },
  { N_("Run After…"), "canvas.run-after", "o" },
  { N_("Remo_ve All Links"), "canvas.unlink", "<Shift>l" },
  { N_("Delete _and Reconnect"), "canvas.delete-reconnect", "<Control><Shift>x" },
};

static const Item frame_items[] = { { N_("Re_name…"), "canvas.rename", "F2" } };
static const Item note_items[] = { { N_("_Edit…"), "canvas.rename", "F2" } };

static const Item condition_items[] = { { N_("_Condition…"), "canvas.edit-condition", "Return" } };
static const Item add_dot_items[] = { { N_("Add Reroute D_ot"), "canvas.add-dot", "d" } };
static const Item dot_items[] = { { N_("Delete _Reroute Dot"), "canvas.delete-dot", "Delete" } };
static const Item link_items[] = { { N_("_Delete Link"), "canvas.delete-link", NULL } };
static const Item whole_link_items[] = { { N_("_Delete Link"), "canvas.delete-link", "Delete" } };

static const Item select_items[] = {
  { N_("Select What Leads _Here"), "canvas.select-upstream", "<Control><Shift>Home" },
  { N_("Select _What Follows"), "canvas.select-downstream", "<Control><Shift>End" },
};

static const Item all_items[] = {
  { N_("Select _All"), "canvas.select-all", "<Control>a" },
  { N_("In_vert Selection"), "canvas.invert-selection", "<Control>i" },
};

static const Item new_items[] = {
  { N_("Add _Step…"), "canvas.add-step", "slash" },
  { N_("New _Frame"), "canvas.new-frame", "<Control>g" },
  { N_("_New Note"), "canvas.new-note", "n" },
  { N_("New Pa_ge"), "pages.new", "<Control>t" },
};

static const Item arrange_items[] = { { N_("Arran_ge"), "canvas.arrange", "<Control>l" } };

static const struct
{
  const char *label;
  const char *name;
} align_items[] = {
  { N_("_Left"), "left" },
  { N_("_Center"), "center" },
  { N_("_Right"), "right" },
  { N_("_Top"), "top" },
  { N_("_Middle"), "middle" },
  { N_("_Bottom"), "bottom" },
  { N_("Distribute _Horizontally"), "horizontally" },
  { N_("Distribute _Vertically"), "vertically" },
};

static const Item wrap_items[] = { { N_("_Frame Selection"), "canvas.new-frame", "<Control>g" } };
static const Item paste_items[] = { { N_("_Paste"), "canvas.paste", "<Control>v" } };

static const struct
{
  const char *label;
  const char *name;
} colors[] = {
  { N_("_None"), "" },         { N_("_Blue"), "blue" },     { N_("_Teal"), "teal" }, { N_("_Green"), "green" },
  { N_("_Yellow"), "yellow" }, { N_("_Orange"), "orange" }, { N_("_Red"), "red" },   { N_("_Pink"), "pink" },
  { N_("P_urple"), "purple" }, { N_("_Slate"), "slate" },
};

static void
add_items (GMenu      *menu,
           const Item *items,
           guint       n_items)
{
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(items[i].label), items[i].action);

      if (items[i].accelerator != NULL)
        g_menu_item_set_attribute (item, "accel", "s", items[i].accelerator);
      g_menu_append_item (menu, item);
    }
}

static void
add_section (GMenu      *menu,
             const Item *items,
             guint       n_items)
{
  g_autoptr (GMenu) section = g_menu_new ();

  add_items (section, items, n_items);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

#define ADD_SECTION(menu, items) add_section (menu, items, G_N_ELEMENTS (items))

static void
add_colors (GMenu *menu)
{
  g_autoptr (GMenu) submenu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(colors[i].label), NULL);

      g_menu_item_set_action_and_target (item, "canvas.set-color", "s", colors[i].name);
      g_menu_append_item (submenu, item);
    }
  g_menu_append_submenu (menu, _("Co_lor"), G_MENU_MODEL (submenu));
}

/* One thing alone is in line with itself. */
static void
add_arrangements (HeddleCanvas *self,
                  GMenu        *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) submenu = g_menu_new ();

  add_items (section, arrange_items, G_N_ELEMENTS (arrange_items));
  for (guint i = 0; i < G_N_ELEMENTS (align_items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(align_items[i].label), NULL);

      g_menu_item_set_action_and_target (item, "canvas.align", "s", align_items[i].name);
      g_menu_append_item (submenu, item);
    }
  if (g_hash_table_size (self->selected) + g_hash_table_size (self->selected_areas) > 1)
    g_menu_append_submenu (section, _("Al_ign"), G_MENU_MODEL (submenu));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* What the items say is what they do: the other way where all that is selected is so already. */
static void
add_states (HeddleCanvas *self,
            GMenu        *menu)
{
  const Item items[] = {
    { heddle_canvas_all_bypassed (self) ? N_("Stop _Bypassing") : N_("_Bypass"), "canvas.bypass", "b" },
    { heddle_canvas_all_muted (self) ? N_("Stop _Muting") : N_("_Mute"), "canvas.mute", "u" },
    { heddle_canvas_all_collapsed (self) ? N_("E_xpand") : N_("C_ollapse"), "canvas.collapse", "c" },
  };
  g_autoptr (GMenu) section = g_menu_new ();

  add_items (section, items, G_N_ELEMENTS (items));
  add_colors (section);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
make_canvas_menu (HeddleCanvas *self)
{
  GMenu *menu = g_menu_new ();

  ADD_SECTION (menu, paste_items);
  ADD_SECTION (menu, new_items);
  add_arrangements (self, menu);
  ADD_SECTION (menu, all_items);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_area_menu (HeddleCanvas  *self,
                HeddleElement *element)
{
  GMenu *menu = g_menu_new ();

  if (heddle_element_get_kind (element) == HEDDLE_ELEMENT_FRAME)
    ADD_SECTION (menu, frame_items);
  else
    ADD_SECTION (menu, note_items);
  if (heddle_element_get_kind (element) == HEDDLE_ELEMENT_FRAME)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      add_colors (section);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  ADD_SECTION (menu, clipboard_items);
  add_arrangements (self, menu);
  ADD_SECTION (menu, all_items);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_node_menu (HeddleCanvas *self)
{
  GMenu *menu = g_menu_new ();

  if (g_hash_table_size (self->selected) == 1)
    ADD_SECTION (menu, node_items);
  ADD_SECTION (menu, run_items);
  ADD_SECTION (menu, clipboard_items);
  ADD_SECTION (menu, linked_items);
  add_states (self, menu);
  ADD_SECTION (menu, wrap_items);
  add_arrangements (self, menu);
  ADD_SECTION (menu, select_items);
  return G_MENU_MODEL (menu);
}

/* Delete is for the dot where one is selected. */
static GMenuModel *
make_link_menu (HeddleCanvas           *self,
                const HeddleCanvasLink *link)
{
  GMenu *menu = g_menu_new ();

  if (!link->after)
    ADD_SECTION (menu, condition_items);
  if (self->selected_dot >= 0)
    ADD_SECTION (menu, dot_items);
  else
    ADD_SECTION (menu, add_dot_items);
  if (self->selected_dot >= 0)
    ADD_SECTION (menu, link_items);
  else
    ADD_SECTION (menu, whole_link_items);
  return G_MENU_MODEL (menu);
}

/* A menu stays until the next: what is chosen in it is done after it is closed. */
static void
show_menu (HeddleCanvas *self,
           GMenuModel   *model,
           double        x,
           double        y)
{
  g_autoptr (GMenuModel) menu = model;

  g_clear_pointer (&self->menu.popover, gtk_widget_unparent);
  self->menu.has_point = TRUE;
  self->menu.is_at_link = FALSE;
  graphene_point_init (&self->menu.point, (float) x, (float) y);
  self->menu.popover = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu.popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu.popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_halign (self->menu.popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu.popover, GTK_WIDGET (self));
  heddle_canvas_update_accessibles (self);
  g_signal_connect_object (self->menu.popover, "closed", G_CALLBACK (heddle_canvas_focus_text_entry), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu.popover));
}

static GMenuModel *
make_menu_of_area (HeddleCanvas  *self,
                   HeddleElement *element)
{
  if (!g_hash_table_contains (self->selected_areas, element))
    heddle_canvas_change_area_selection (self, element, FALSE, FALSE);
  return g_hash_table_size (self->selected) > 0 ? make_node_menu (self) : make_area_menu (self, element);
}

/* What is not selected is, and alone, before a menu is about it. */
static void
show_menu_at (HeddleCanvas *self,
              double        x,
              double        y)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);
  HeddleCanvasNode *node;
  HeddleElement *area;
  HeddleCanvasLink *link, *rerouted;
  double canvas_x, canvas_y;
  guint dot;

  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  node = heddle_canvas_model_get_node_at (self->model, canvas_x, canvas_y);
  link = heddle_canvas_get_link_at (self, x, y);
  area = heddle_canvas_model_find_area_at (self->model, canvas_x, canvas_y, zoom);
  if (node != NULL)
    {
      if (!heddle_canvas_is_selected (self, node->id))
        heddle_canvas_select_node (self, node->id);
      show_menu (self, make_node_menu (self), x, y);
    }
  else if (link != NULL)
    {
      rerouted = heddle_canvas_find_dot_at (self, x, y, &dot);
      link = rerouted != NULL ? rerouted : link;
      heddle_canvas_select_link (self, heddle_link_get_id (link->link), rerouted != NULL ? (int) dot : -1);
      show_menu (self, make_link_menu (self, link), x, y);
      self->menu.is_at_link = TRUE;
    }
  else if (area != NULL)
    {
      show_menu (self, make_menu_of_area (self, area), x, y);
    }
  else
    {
      show_menu (self, make_canvas_menu (self), x, y);
    }
}

static void
pressed_cb (HeddleCanvas    *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  if (heddle_canvas_is_in_text_entry (self, x, y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  heddle_canvas_notice_device (self, GTK_EVENT_CONTROLLER (gesture));
  show_menu_at (self, x, y);
}

static void
long_pressed_cb (HeddleCanvas *self,
                 double        x,
                 double        y,
                 GtkGesture   *gesture)
{
  if (heddle_canvas_is_in_text_entry (self, x, y))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  heddle_canvas_notice_device (self, GTK_EVENT_CONTROLLER (gesture));
  show_menu_at (self, x, y);
}

/* By key the menu is about what is selected, and stands at it. */
static void
show_menu_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, self->selected_node);
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self->model, self->selected_link);
  graphene_rect_t bounds;
  double x = gtk_widget_get_width (widget) / 2.0, y = gtk_widget_get_height (widget) / 2.0;

  if (link != NULL && heddle_canvas_get_link_area (self, self->selected_link, &bounds))
    {
      show_menu (self, make_link_menu (self, link), bounds.origin.x + bounds.size.width / 2,
                 bounds.origin.y + bounds.size.height);
    }
  else if (node != NULL)
    {
      heddle_canvas_reveal_node (self, node->id);
      heddle_viewport_to_widget (self->viewport, node->bounds.origin.x + 20, node->bounds.origin.y + 20, &x, &y);
      show_menu (self, make_node_menu (self), x, y);
    }
  else if (areas->len > 0 && heddle_canvas_model_get_area_bounds (self->model, areas->pdata[0], &bounds))
    {
      heddle_viewport_to_widget (self->viewport, bounds.origin.x + 20, bounds.origin.y + 20, &x, &y);
      show_menu (self, make_menu_of_area (self, areas->pdata[0]), x, y);
    }
  else
    {
      show_menu (self, make_canvas_menu (self), x, y);
    }
}

/* Unless what was chosen has taken it. */
static gboolean
return_focus_cb (gpointer data)
{
  GtkWidget *widget = data;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && gtk_widget_get_mapped (widget) && (focus == NULL || HEDDLE_IS_CANVAS (focus)))
    gtk_widget_grab_focus (widget);
  return G_SOURCE_REMOVE;
}

/* GTK gives the focus to the canvas after this. */
static void
menu_closed_cb (GtkWidget *focus)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, return_focus_cb, g_object_ref (focus), g_object_unref);
}

/**
 * heddle_canvas_show_menu_at_widget:
 * @self: a canvas
 * @widget: a widget beside the canvas
 * @x: where the menu is wanted in that widget
 * @y: likewise
 *
 * Shows the menu that is about what is selected elsewhere than at that. The keyboard goes back to where it was.
 */
void
heddle_canvas_show_menu_at_widget (HeddleCanvas *self,
                                   GtkWidget    *widget,
                                   double        x,
                                   double        y)
{
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self->model, self->selected_link);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_point_t point;

  if (!gtk_widget_compute_point (widget, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  show_menu (self,
             link != NULL                              ? make_link_menu (self, link)
             : g_hash_table_size (self->selected) > 0 ? make_node_menu (self)
             : areas->len > 0                          ? make_area_menu (self, areas->pdata[0])
                                                       : make_canvas_menu (self),
             point.x, point.y);
  if (focus != NULL)
    g_signal_connect_object (self->menu.popover, "closed", G_CALLBACK (menu_closed_cb), focus, G_CONNECT_SWAPPED);
  /* What is pasted goes where the canvas is seen. */
  self->menu.has_point = FALSE;
}

/**
 * heddle_canvas_present_menu:
 * @self: a canvas
 *
 * Keeps the menu in its place, if there is one.
 */
void
heddle_canvas_present_menu (HeddleCanvas *self)
{
  if (self->menu.popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu.popover));
}

/**
 * heddle_canvas_class_init_menu:
 * @widget_class: the canvas' class
 *
 * Installs the menu of what is selected, and the keys for it.
 */
void
heddle_canvas_class_init_menu (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.show-menu", NULL, show_menu_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "canvas.show-menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "canvas.show-menu", NULL);
}

/**
 * heddle_canvas_init_menu:
 * @self: a new canvas
 *
 * Makes it listen to the secondary button, and to a finger that stays.
 */
void
heddle_canvas_init_menu (HeddleCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));
}
