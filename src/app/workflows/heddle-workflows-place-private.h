/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-editor.h"
#include "editor/heddle-inspector.h"
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
  GSignalGroup          *canvas_signals;
  gboolean               inspector_shown;
  gboolean               grid;

  AdwOverlaySplitView   *split_view;
  GtkStack              *headers;
  AdwWindowTitle        *title;
  GtkLabel              *estimate;
  GtkStack              *run_or_stop;
  GtkToggleButton       *inspector_button;
  AdwTabBar             *tab_bar;
  AdwTabView            *tab_view;
  AdwTabPage            *browser_page;
};

HeddleEditor *heddle_workflows_place_get_editor (AdwTabPage           *page);
AdwTabPage   *heddle_workflows_place_find_page  (HeddleWorkflowsPlace *self,
                                                 const char           *uuid);
AdwTabPage   *heddle_workflows_place_add_page   (HeddleWorkflowsPlace *self,
                                                 HeddleWorkflow       *workflow);

G_END_DECLS
