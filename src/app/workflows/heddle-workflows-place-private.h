/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-editor.h"
#include "editor/heddle-inspector.h"
#include "widgets/heddle-breadth.h"
#include "workflows/heddle-workflow-browser.h"
#include "workflows/heddle-workflows-place.h"

G_BEGIN_DECLS

struct _HeddleWorkflowsPlace
{
  AdwBin                 parent_instance;
  HeddleSession         *session;
  HeddleWorkflowBrowser *browser;
  HeddleInspector       *inspector;
  HeddleEditor          *editor;
  GSignalGroup          *workflow_signals;
  GSignalGroup          *document_signals;
  GSignalGroup          *pages_signals;
  GSignalGroup          *canvas_signals;
  GMenu                 *run_menu;
  char                  *run_menu_title;
  gboolean               run_menu_paged;
  HeddleBreadth          breadth;
  gboolean               inspector_shown;
  HeddleEditorSide       side_shown;
  gboolean               grid;

  AdwMultiLayoutView    *layouts;
  AdwOverlaySplitView   *split_view;
  AdwBottomSheet        *sheet;
  GtkStack              *headers;
  AdwHeaderBar          *browser_header;
  GtkWidget             *browser_sidebar_button;
  GtkWidget             *browser_tab_button;
  GtkWidget             *grid_button;
  GtkWidget             *search_button;
  GtkWidget             *browser_bar;
  GtkWidget             *bar_tab_button;
  AdwHeaderBar          *editor_header;
  GtkWidget             *sidebar_button;
  GtkToggleButton       *palette_button;
  GtkToggleButton       *outline_button;
  GtkWidget             *undo_button;
  GtkWidget             *redo_button;
  AdwWindowTitle        *title;
  GtkLabel              *estimate;
  GtkStack              *run_or_stop;
  AdwSplitButton        *run_button;
  AdwSplitButton        *run_icon_button;
  GtkWidget             *tab_button;
  GtkWidget             *find_button;
  GtkToggleButton       *inspector_button;
  AdwTabBar             *tab_bar;
  AdwTabView            *tab_view;
  AdwTabPage            *browser_page;
};

HeddleEditor *heddle_workflows_place_get_editor       (AdwTabPage           *page);
AdwTabPage   *heddle_workflows_place_find_page        (HeddleWorkflowsPlace *self,
                                                       const char           *uuid);
AdwTabPage   *heddle_workflows_place_add_page         (HeddleWorkflowsPlace *self,
                                                       HeddleDocument       *document);
gboolean      heddle_workflows_place_close_page       (HeddleWorkflowsPlace *self,
                                                       AdwTabPage           *page);
void          heddle_workflows_place_show_inspector   (HeddleWorkflowsPlace *self,
                                                       gboolean              shown);
void          heddle_workflows_place_enter_inspector  (HeddleWorkflowsPlace *self);
void          heddle_workflows_place_install_layout_actions (GtkWidgetClass *widget_class);
void          heddle_workflows_place_side_changed     (HeddleWorkflowsPlace *self);
gboolean      heddle_workflows_place_escape           (GtkWidget            *widget,
                                                       GVariant             *arguments,
                                                       gpointer              data);
void          heddle_workflows_place_inspector_shown  (HeddleWorkflowsPlace *self);
void          heddle_workflows_place_overview_changed (HeddleWorkflowsPlace *self,
                                                       GParamSpec           *pspec,
                                                       AdwTabOverview       *overview);
void          heddle_workflows_place_update_tabs      (HeddleWorkflowsPlace *self);
void          heddle_workflows_place_update_run       (HeddleWorkflowsPlace *self,
                                                       gboolean              running,
                                                       const char           *estimate,
                                                       const char           *details);
void          heddle_workflows_place_install_run_actions (GtkWidgetClass *widget_class);
void          heddle_workflows_place_update_run_actions (HeddleWorkflowsPlace *self);
GtkWidget    *heddle_workflows_place_ref_header_focus (HeddleWorkflowsPlace *self);
void          heddle_workflows_place_keep_focus       (HeddleWorkflowsPlace *self,
                                                       GtkWidget            *focus);
void          heddle_workflows_place_update_layout    (HeddleWorkflowsPlace *self);

G_END_DECLS
