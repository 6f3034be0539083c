/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-page-bar.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-page-tab.h"
#include "graph/heddle-pipelines.h"
#include "widgets/heddle-drag-hover.h"
#include "widgets/heddle-toast.h"

#define MAX_NAME 100

struct _HeddlePageBar
{
  AdwBin              parent_instance;
  HeddleOpenWorkflow *workflow;
  GtkWidget          *tabs;
  GtkWidget          *viewport;
  GtkWidget          *menu;
  GtkWidget          *renaming;
  GtkEditable        *name;
  HeddlePipeline     *renamed;
  gboolean            from_tab;
};

enum
{
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddlePageBar, heddle_page_bar, ADW_TYPE_BIN)

static HeddleWorkflow *
get_workflow (HeddlePageBar *self)
{
  return heddle_document_get_workflow (heddle_open_workflow_get_document (self->workflow));
}

static HeddlePageTab *
find_tab (HeddlePageBar  *self,
          HeddlePipeline *pipeline)
{
  for (GtkWidget *tab = gtk_widget_get_first_child (self->tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
    if (heddle_page_tab_get_pipeline (HEDDLE_PAGE_TAB (tab)) == pipeline)
      return HEDDLE_PAGE_TAB (tab);
  return NULL;
}

static HeddlePageTab *
get_shown_tab (HeddlePageBar *self)
{
  return find_tab (self, heddle_open_workflow_get_pipeline (self->workflow));
}

/* Whoever came from a tab goes back there, others to the page. */
static void
popup (HeddlePageBar *self,
       GtkWidget     *popover)
{
  self->from_tab = gtk_widget_get_focus_child (self->tabs) != NULL;
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
closed_cb (HeddlePageBar *self)
{
  HeddlePageTab *tab = get_shown_tab (self);

  if (self->from_tab && tab != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (tab));
  else
    g_signal_emit (self, signals[LEFT], 0);
}

/* Renaming */

static void
rename_cb (HeddlePageBar *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autoptr (GError) error = NULL;

  if (*name == '\0')
    {
      gtk_widget_error_bell (GTK_WIDGET (self->name));
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self->renaming));
  if (heddle_pipelines_find (get_workflow (self), self->renamed) != G_MAXUINT
      && !heddle_pipelines_rename (heddle_open_workflow_get_document (self->workflow), self->renamed, name, &error))
    heddle_toast_error (GTK_WIDGET (self), _("The page could not be renamed"), error);
}

static void
build_renaming (HeddlePageBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Rename"));

  self->name = GTK_EDITABLE (entry);
  gtk_entry_set_max_length (GTK_ENTRY (entry), MAX_NAME);
  gtk_editable_set_max_width_chars (self->name, MAX_NAME / 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the page"), -1);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_object (entry, "activate", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  self->renaming = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->renaming), box);
  gtk_popover_set_position (GTK_POPOVER (self->renaming), GTK_POS_TOP);
  gtk_widget_set_halign (self->renaming, GTK_ALIGN_START);
  gtk_widget_set_parent (self->renaming, GTK_WIDGET (self));
  g_signal_connect_object (self->renaming, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
}

static void
point_to (HeddlePageBar *self,
          GtkWidget     *popover,
          HeddlePageTab *tab)
{
  graphene_rect_t area;

  if (gtk_widget_compute_bounds (GTK_WIDGET (tab), GTK_WIDGET (self), &area))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                 &(GdkRectangle) { (int) area.origin.x, (int) area.origin.y, (int) area.size.width,
                                                   (int) area.size.height });
}

/**
 * heddle_page_bar_rename:
 * @self: a bar
 *
 * Asks for another name of the page that is shown.
 */
void
heddle_page_bar_rename (HeddlePageBar *self)
{
  HeddlePageTab *tab = get_shown_tab (self);
  g_autofree char *title = NULL;

  if (tab == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  g_set_object (&self->renamed, heddle_page_tab_get_pipeline (tab));
  title = heddle_pipelines_dup_title (self->renamed);
  gtk_editable_set_text (self->name, title);
  point_to (self, self->renaming, tab);
  popup (self, self->renaming);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  gtk_editable_select_region (self->name, 0, -1);
}

/* The menu */

static GMenuModel *
make_menu (void)
{
  static const struct
  {
    const char *label;
    const char *action;
    const char *accelerator;
  } items[] = {
    { N_("Re_name…"), "pages.rename", "F2" },
    { N_("D_uplicate"), "pages.duplicate", NULL },
    { N_("Move _Earlier"), "pages.move-earlier", "<Control><Shift>Page_Up" },
    { N_("Move _Later"), "pages.move-later", "<Control><Shift>Page_Down" },
    { N_("_New Page"), "pages.new", "<Control>t" },
    { N_("_Delete"), "pages.delete", "Delete" },
  };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(items[i].label), items[i].action);

      if (items[i].accelerator != NULL)
        g_menu_item_set_attribute (item, "accel", "s", items[i].accelerator);
      g_menu_append_item (section, item);
      if (i % 2 == 0)
        continue;
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
      g_object_unref (section);
      section = g_menu_new ();
    }
  return G_MENU_MODEL (menu);
}

static void
show_menu (HeddlePageBar *self,
           HeddlePageTab *tab)
{
  heddle_open_workflow_show_pipeline (self->workflow, heddle_page_tab_get_pipeline (tab));
  point_to (self, self->menu, tab);
  popup (self, self->menu);
}

static gboolean
show_menu_cb (GtkWidget *widget,
              GVariant  *arguments,
              gpointer   data)
{
  HeddlePageBar *self = HEDDLE_PAGE_BAR (widget);
  HeddlePageTab *tab = get_shown_tab (self);

  if (tab == NULL)
    return GDK_EVENT_PROPAGATE;
  show_menu (self, tab);
  return GDK_EVENT_STOP;
}

/* Tabs */

static void
activated_cb (HeddlePageBar *self,
              HeddlePageTab *tab)
{
  heddle_open_workflow_show_pipeline (self->workflow, heddle_page_tab_get_pipeline (tab));
}

static void
pressed_cb (HeddlePageBar *self,
            int            n_press,
            double         x,
            double         y,
            GtkGesture    *gesture)
{
  HeddlePageTab *tab = HEDDLE_PAGE_TAB (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));

  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_SECONDARY)
    show_menu (self, tab);
  else if (n_press == 1)
    activated_cb (self, tab);
  else if (n_press == 2)
    heddle_page_bar_rename (self);
}

static void
long_pressed_cb (HeddlePageBar *self,
                 double         x,
                 double         y,
                 GtkGesture    *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, HEDDLE_PAGE_TAB (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture))));
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source)
{
  GtkWidget *tab = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  return gdk_content_provider_new_typed (HEDDLE_TYPE_PAGE_TAB, tab);
}

static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag)
{
  GtkWidget *tab = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkWidget *picture = heddle_page_tab_new (heddle_page_tab_get_pipeline (HEDDLE_PAGE_TAB (tab)));

  gtk_widget_add_css_class (picture, "dragged");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), picture);
  gdk_drag_set_hotspot (drag, gtk_widget_get_width (tab) / 2, gtk_widget_get_height (tab) / 2);
}

/* Over a tab that is put elsewhere the others stay where they are. */
static void
hovered_cb (gpointer   owner,
            GtkWidget *tab,
            GdkDrop   *drop)
{
  HeddlePageBar *self = owner;

  if (!gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), HEDDLE_TYPE_PAGE_TAB))
    heddle_open_workflow_show_pipeline (self->workflow, heddle_page_tab_get_pipeline (HEDDLE_PAGE_TAB (tab)));
}

static GtkWidget *
make_tab (HeddlePageBar  *self,
          HeddlePipeline *pipeline)
{
  GtkWidget *tab = heddle_page_tab_new (pipeline);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (tab, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), NULL);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), NULL);
  gtk_widget_add_controller (tab, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (tab, GTK_EVENT_CONTROLLER (long_press));
  gtk_widget_add_controller (tab, GTK_EVENT_CONTROLLER (drag));
  heddle_drag_hover_add (tab, hovered_cb, self);
  return tab;
}

static void
update_running (HeddlePageBar *self)
{
  for (GtkWidget *tab = gtk_widget_get_first_child (self->tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
    {
      const char *id = heddle_pipeline_get_id (heddle_page_tab_get_pipeline (HEDDLE_PAGE_TAB (tab)));

      heddle_page_tab_set_run (HEDDLE_PAGE_TAB (tab), heddle_open_workflow_is_page_running (self->workflow, id),
                               heddle_open_workflow_is_page_waiting (self->workflow, id));
    }
}

/* The focus stays on the tab of what is shown. */
static void
update_shown (HeddlePageBar *self)
{
  HeddlePageTab *shown = get_shown_tab (self);
  gboolean focused = gtk_widget_get_focus_child (self->tabs) != NULL;

  for (GtkWidget *tab = gtk_widget_get_first_child (self->tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
    heddle_page_tab_set_selected (HEDDLE_PAGE_TAB (tab), HEDDLE_PAGE_TAB (tab) == shown);
  if (shown == NULL)
    return;
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (shown));
  gtk_viewport_scroll_to (GTK_VIEWPORT (self->viewport), GTK_WIDGET (shown), NULL);
}

/* Tabs of pages that stay are kept, and with them the focus. */
static void
update_tabs (HeddlePageBar *self)
{
  GListModel *pipelines = heddle_workflow_get_pipelines (get_workflow (self));
  guint n = g_list_model_get_n_items (pipelines);
  GtkWidget *before = NULL;
  GtkWidget *next;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);
      GtkWidget *tab = GTK_WIDGET (find_tab (self, pipeline));

      if (tab == NULL)
        gtk_box_insert_child_after (GTK_BOX (self->tabs), tab = make_tab (self, pipeline), before);
      else
        gtk_box_reorder_child_after (GTK_BOX (self->tabs), tab, before);
      before = tab;
    }
  for (GtkWidget *tab = before != NULL ? gtk_widget_get_next_sibling (before) : NULL; tab != NULL; tab = next)
    {
      next = gtk_widget_get_next_sibling (tab);
      gtk_box_remove (GTK_BOX (self->tabs), tab);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 1);
  update_running (self);
  update_shown (self);
}

/* Dragging. The place is one of those between the tabs: as many as there are, and one more. */

static guint
find_place (HeddlePageBar *self,
            double         x)
{
  gboolean rtl = gtk_widget_get_direction (self->tabs) == GTK_TEXT_DIR_RTL;
  guint place = 0;

  for (GtkWidget *tab = gtk_widget_get_first_child (self->tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
    {
      graphene_rect_t area;
      double middle;

      if (!gtk_widget_compute_bounds (tab, self->tabs, &area))
        break;
      middle = area.origin.x + area.size.width / 2;
      if (rtl ? x > middle : x < middle)
        break;
      place++;
    }
  return place;
}

static void
mark_place (HeddlePageBar *self,
            int            place)
{
  int i = 0;

  for (GtkWidget *tab = gtk_widget_get_first_child (self->tabs); tab != NULL; tab = gtk_widget_get_next_sibling (tab))
    {
      gtk_widget_remove_css_class (tab, "drop-before");
      gtk_widget_remove_css_class (tab, "drop-after");
      if (i++ == place)
        gtk_widget_add_css_class (tab, "drop-before");
      else if (i == place && gtk_widget_get_next_sibling (tab) == NULL)
        gtk_widget_add_css_class (tab, "drop-after");
    }
}

static GdkDragAction
motion_cb (HeddlePageBar *self,
           double         x)
{
  mark_place (self, (int) find_place (self, x));
  return GDK_ACTION_MOVE;
}

static void
leave_cb (HeddlePageBar *self)
{
  mark_place (self, -1);
}

static gboolean
drop_cb (HeddlePageBar *self,
         const GValue  *value,
         double         x)
{
  HeddlePageTab *tab = g_value_get_object (value);
  guint place = find_place (self, x);
  guint position;
  g_autoptr (GError) error = NULL;

  mark_place (self, -1);
  if (gtk_widget_get_parent (GTK_WIDGET (tab)) != self->tabs)
    return FALSE;
  position = heddle_pipelines_find (get_workflow (self), heddle_page_tab_get_pipeline (tab));
  /* Its own place is free by then. */
  if (!heddle_pipelines_move (heddle_open_workflow_get_document (self->workflow), heddle_page_tab_get_pipeline (tab),
                              place > position ? place - 1 : place, &error))
    heddle_toast_error (GTK_WIDGET (self), _("The page could not be moved"), error);
  return TRUE;
}

static void
add_drop_target (HeddlePageBar *self)
{
  GtkDropTarget *target = gtk_drop_target_new (HEDDLE_TYPE_PAGE_TAB, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->tabs, GTK_EVENT_CONTROLLER (target));
}

static gboolean
step_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  int step = g_variant_get_int32 (arguments);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    step = -step;
  return gtk_widget_activate_action (widget, step > 0 ? "pages.next" : "pages.previous", NULL);
}

static void
bind_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, step_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Left, 0, step_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, step_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Right, 0, step_cb, "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "pages.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "pages.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "pages.delete", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, show_menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, show_menu_cb, NULL);
}

static void
heddle_page_bar_dispose (GObject *object)
{
  HeddlePageBar *self = HEDDLE_PAGE_BAR (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->renaming, gtk_widget_unparent);
  g_clear_object (&self->renamed);
  g_clear_object (&self->workflow);

  G_OBJECT_CLASS (heddle_page_bar_parent_class)->dispose (object);
}

static void
heddle_page_bar_class_init (HeddlePageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_page_bar_dispose;

  /**
   * HeddlePageBar::left:
   * @self: a bar
   *
   * Something that was asked for in it is done, and who came from the page goes back there.
   */
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                0);
  gtk_widget_class_set_css_name (widget_class, "page-bar");
  bind_keys (widget_class);
}

static void
heddle_page_bar_init (HeddlePageBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("tab-new-symbolic");
  g_autoptr (GMenuModel) menu = make_menu ();

  self->tabs = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_TAB_LIST, "spacing", 3, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tabs), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"), -1);
  self->viewport = gtk_viewport_new (NULL, NULL);
  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), self->tabs);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->viewport);
  gtk_widget_set_tooltip_text (button, _("New Page (Ctrl+T)"));
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "pages.new");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), button);
  adw_bin_set_child (ADW_BIN (self), box);
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_TOP);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  build_renaming (self);
  add_drop_target (self);
}

/**
 * heddle_page_bar_new:
 * @workflow: an open workflow
 *
 * Returns: (transfer floating): the tabs of its pages
 */
GtkWidget *
heddle_page_bar_new (HeddleOpenWorkflow *workflow)
{
  HeddlePageBar *self = g_object_new (HEDDLE_TYPE_PAGE_BAR, NULL);

  self->workflow = g_object_ref (workflow);
  g_signal_connect_object (heddle_workflow_get_pipelines (get_workflow (self)), "items-changed",
                           G_CALLBACK (update_tabs), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workflow, "notify::pipeline", G_CALLBACK (update_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workflow, "notify::running", G_CALLBACK (update_running), self, G_CONNECT_SWAPPED);
  update_tabs (self);
  return GTK_WIDGET (self);
}
