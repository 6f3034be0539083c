/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-workflows-place-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_sheet (HeddleWorkflowsPlace *self)
{
  return self->breadth >= HEDDLE_BREADTH_PHONE;
}

static gboolean
is_inspector_shown (HeddleWorkflowsPlace *self)
{
  return is_sheet (self) ? adw_bottom_sheet_get_open (self->sheet)
                         : adw_overlay_split_view_get_show_sidebar (self->split_view);
}

/* AdwOverlaySplitView cannot reckon how fast a sidebar moves that has never had a width; what is not on the
 * screen does not move.
 */
static void
show_side (HeddleWorkflowsPlace *self,
           gboolean              shown)
{
  GtkWidget *split_view = GTK_WIDGET (self->split_view);
  gboolean fresh = gtk_widget_get_width (split_view) == 0;

  if (shown == adw_overlay_split_view_get_show_sidebar (self->split_view))
    return;
  if (fresh)
    gtk_widget_set_visible (split_view, FALSE);
  adw_overlay_split_view_set_show_sidebar (self->split_view, shown);
  if (fresh)
    gtk_widget_set_visible (split_view, TRUE);
}

/**
 * heddle_workflows_place_show_inspector:
 * @self: the place
 * @shown: whether the inspector is to be seen
 *
 * Shows or hides the inspector, wherever there is room for it.
 */
void
heddle_workflows_place_show_inspector (HeddleWorkflowsPlace *self,
                                       gboolean              shown)
{
  if (is_sheet (self))
    adw_bottom_sheet_set_open (self->sheet, shown);
  else
    show_side (self, shown);
}

/**
 * heddle_workflows_place_enter_inspector:
 * @self: the place
 *
 * Shows the inspector and goes there, to none of its fields: what is typed by mistake changes nothing.
 */
void
heddle_workflows_place_enter_inspector (HeddleWorkflowsPlace *self)
{
  GtkWidget *inspector = GTK_WIDGET (self->inspector);
  GtkWidget *focus;

  heddle_workflows_place_show_inspector (self, TRUE);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (focus == NULL || !gtk_widget_is_ancestor (focus, inspector))
    gtk_widget_grab_focus (inspector);
}

/* Only beside the canvas it stays as a person left it. */
static void
toggle_inspector (HeddleWorkflowsPlace *self)
{
  gboolean shown = !is_inspector_shown (self);

  if (self->breadth == HEDDLE_BREADTH_WIDE)
    self->inspector_shown = shown;
  if (shown && self->breadth != HEDDLE_BREADTH_WIDE)
    heddle_workflows_place_enter_inspector (self);
  else
    heddle_workflows_place_show_inspector (self, shown);
}

/* Only beside the canvas it stays as a person left it, whatever is opened. */
static void
toggle_side (HeddleWorkflowsPlace *self,
             HeddleEditorSide      side)
{
  HeddleEditorSide shown = heddle_editor_get_side (self->editor) != side ? side : HEDDLE_EDITOR_SIDE_NONE;

  if (self->breadth == HEDDLE_BREADTH_WIDE)
    self->side_shown = shown;
  for (int i = 0; self->breadth == HEDDLE_BREADTH_WIDE && i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      HeddleEditor *editor = heddle_workflows_place_get_editor (adw_tab_view_get_nth_page (self->tab_view, i));

      if (editor != NULL)
        heddle_editor_set_side (editor, shown);
    }
  if (shown != HEDDLE_EDITOR_SIDE_NONE)
    heddle_editor_enter_side (self->editor, shown);
  else
    heddle_editor_set_side (self->editor, HEDDLE_EDITOR_SIDE_NONE);
  heddle_workflows_place_side_changed (self);
}

/**
 * heddle_workflows_place_side_changed:
 * @self: the place
 *
 * To be called when what is beside the canvas has come or gone.
 */
void
heddle_workflows_place_side_changed (HeddleWorkflowsPlace *self)
{
  HeddleEditorSide side = self->editor != NULL ? heddle_editor_get_side (self->editor) : HEDDLE_EDITOR_SIDE_NONE;

  gtk_toggle_button_set_active (self->palette_button, side == HEDDLE_EDITOR_SIDE_STEPS);
  gtk_toggle_button_set_active (self->outline_button, side == HEDDLE_EDITOR_SIDE_OUTLINE);
}

static void
toggle_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  if (g_str_equal (action, "editor.toggle-palette"))
    toggle_side (HEDDLE_WORKFLOWS_PLACE (widget), HEDDLE_EDITOR_SIDE_STEPS);
  else if (g_str_equal (action, "editor.toggle-outline"))
    toggle_side (HEDDLE_WORKFLOWS_PLACE (widget), HEDDLE_EDITOR_SIDE_OUTLINE);
  else
    toggle_inspector (HEDDLE_WORKFLOWS_PLACE (widget));
}

/**
 * heddle_workflows_place_install_layout_actions:
 * @widget_class: the place's class
 *
 * Installs what shows and hides the parts beside the canvas.
 */
void
heddle_workflows_place_install_layout_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.toggle-inspector", NULL, toggle_cb);
  gtk_widget_class_install_action (widget_class, "editor.toggle-palette", NULL, toggle_cb);
  gtk_widget_class_install_action (widget_class, "editor.toggle-outline", NULL, toggle_cb);
}

/**
 * heddle_workflows_place_escape:
 * @widget: the place
 * @arguments: nothing
 * @data: nothing
 *
 * Hides an inspector that lies over the canvas, before Escape leads out of the place.
 *
 * Returns: whether it did
 */
gboolean
heddle_workflows_place_escape (GtkWidget *widget,
                               GVariant  *arguments,
                               gpointer   data)
{
  HeddleWorkflowsPlace *self = HEDDLE_WORKFLOWS_PLACE (widget);

  if (self->breadth == HEDDLE_BREADTH_WIDE || !is_inspector_shown (self))
    return GDK_EVENT_PROPAGATE;
  heddle_workflows_place_show_inspector (self, FALSE);
  return GDK_EVENT_STOP;
}

/**
 * heddle_workflows_place_inspector_shown:
 * @self: the place
 *
 * To be called when the inspector has come or gone. Who was in it goes back to the canvas.
 */
void
heddle_workflows_place_inspector_shown (HeddleWorkflowsPlace *self)
{
  gboolean shown = is_inspector_shown (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  gtk_toggle_button_set_active (self->inspector_button, shown);
  /* A sheet that closes gives the focus to whatever comes first. */
  if (!shown && self->editor != NULL
      && (is_sheet (self) || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->inspector)))))
    gtk_widget_grab_focus (GTK_WIDGET (heddle_editor_get_canvas (self->editor)));
}

/**
 * heddle_workflows_place_overview_changed:
 * @self: the place
 * @pspec: the property that has changed
 * @overview: the overview of the tabs
 *
 * To be called when the overview has opened or closed. Who leaves it goes on in the tab.
 */
void
heddle_workflows_place_overview_changed (HeddleWorkflowsPlace *self,
                                         GParamSpec           *pspec,
                                         AdwTabOverview       *overview)
{
  if (!adw_tab_overview_get_open (overview) && self->editor != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (heddle_editor_get_canvas (self->editor)));
}

static GtkWidget *
find_tab (GtkWidget *widget)
{
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_TAB)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *tab = find_tab (child);

      if (tab != NULL)
        return tab;
    }
  return NULL;
}

/**
 * heddle_workflows_place_update_tabs:
 * @self: the place
 *
 * Shows the tabs, in a bar or behind a button, where there is more than the one of all workflows.
 */
void
heddle_workflows_place_update_tabs (HeddleWorkflowsPlace *self)
{
  gboolean several = adw_tab_view_get_n_pages (self->tab_view) > 1;
  gboolean bar = self->breadth < HEDDLE_BREADTH_NARROW;
  GtkWidget *tab = find_tab (GTK_WIDGET (self->tab_bar));

  gtk_widget_set_visible (GTK_WIDGET (self->tab_bar), several && bar);
  gtk_widget_set_visible (self->tab_button, several && !bar);
  gtk_widget_set_visible (self->browser_tab_button, several && !bar && !is_sheet (self));
  gtk_widget_set_visible (self->bar_tab_button, several);
  gtk_widget_set_visible (self->browser_bar, self->editor == NULL && is_sheet (self));
  if (tab == NULL)
    return;
  /* A pinned tab shows an icon only, and libadwaita gives it no name. The first tab is the pinned one. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tab), GTK_ACCESSIBLE_PROPERTY_LABEL, _("All Workflows"), -1);
}

/**
 * heddle_workflows_place_ref_header_focus:
 * @self: the place
 *
 * Returns: (transfer full) (nullable): the button in the header that has the focus
 */
GtkWidget *
heddle_workflows_place_ref_header_focus (HeddleWorkflowsPlace *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->headers))
             && gtk_widget_get_native (focus) == GTK_NATIVE (root)
           ? g_object_ref (focus)
           : NULL;
}

/**
 * heddle_workflows_place_keep_focus:
 * @self: the place
 * @focus: (nullable): the button that had the focus
 *
 * Goes to the canvas where the button is gone, or can do nothing any more. It does not go to the button
 * that takes its place: who meant to stop a run that has just ended would start another.
 */
void
heddle_workflows_place_keep_focus (HeddleWorkflowsPlace *self,
                                   GtkWidget            *focus)
{
  if (focus != NULL && self->editor != NULL && (!gtk_widget_get_mapped (focus) || !gtk_widget_is_sensitive (focus)))
    gtk_widget_grab_focus (GTK_WIDGET (heddle_editor_get_canvas (self->editor)));
}

/* What has the focus keeps it, though its parents change. */
static void
set_layout (HeddleWorkflowsPlace *self,
            const char           *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (GtkWidget) kept = NULL;

  if (g_strcmp0 (adw_multi_layout_view_get_layout_name (self->layouts), name) == 0)
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->layouts)))
    kept = g_object_ref (focus);
  adw_multi_layout_view_set_layout_name (self->layouts, name);
  if (kept != NULL && gtk_widget_get_root (kept) == root)
    gtk_widget_grab_focus (kept);
}

/**
 * heddle_workflows_place_update_layout:
 * @self: the place
 *
 * Lays the place out for as much room as there is.
 */
void
heddle_workflows_place_update_layout (HeddleWorkflowsPlace *self)
{
  gboolean narrow = self->breadth >= HEDDLE_BREADTH_NARROW;

  adw_bottom_sheet_set_open (self->sheet, FALSE);
  adw_overlay_split_view_set_collapsed (self->split_view, self->breadth != HEDDLE_BREADTH_WIDE);
  show_side (self, self->breadth == HEDDLE_BREADTH_WIDE && self->editor != NULL && self->inspector_shown);
  set_layout (self, is_sheet (self) ? "sheet" : "side");

  gtk_widget_set_visible (self->sidebar_button, !narrow);
  gtk_widget_set_visible (self->browser_sidebar_button, !narrow);
  adw_header_bar_set_show_back_button (self->editor_header, narrow);
  adw_header_bar_set_show_back_button (self->browser_header, narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->inspector_button), !is_sheet (self));
  gtk_widget_set_visible (self->grid_button, !is_sheet (self));
  gtk_widget_set_visible (self->search_button, !is_sheet (self));
  gtk_widget_set_visible (GTK_WIDGET (self->palette_button), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->outline_button), self->breadth == HEDDLE_BREADTH_WIDE);
  gtk_widget_set_visible (self->undo_button, !narrow);
  gtk_widget_set_visible (self->find_button, !narrow);
  gtk_widget_set_visible (self->redo_button, !narrow);
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tab_view); i++)
    {
      HeddleEditor *editor = heddle_workflows_place_get_editor (adw_tab_view_get_nth_page (self->tab_view, i));

      if (editor == NULL)
        continue;
      heddle_editor_set_breadth (editor, self->breadth);
      heddle_editor_set_side (editor, self->breadth == HEDDLE_BREADTH_WIDE ? self->side_shown : HEDDLE_EDITOR_SIDE_NONE);
    }
  heddle_workflows_place_update_tabs (self);
}
