/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-problem-item.h"

G_BEGIN_DECLS

/**
 * HeddleProblemPanel:
 *
 * The list of what keeps pages of a workflow from running, each leading to where it is. It is open only
 * while there is something in it.
 */
#define HEDDLE_TYPE_PROBLEM_PANEL (heddle_problem_panel_get_type ())
G_DECLARE_FINAL_TYPE (HeddleProblemPanel, heddle_problem_panel, HEDDLE, PROBLEM_PANEL, AdwBin)

GtkWidget         *heddle_problem_panel_new      (GListModel         *problems);
gboolean           heddle_problem_panel_is_open  (HeddleProblemPanel *self);
void               heddle_problem_panel_set_open (HeddleProblemPanel *self,
                                                  gboolean            open);
void               heddle_problem_panel_select   (HeddleProblemPanel *self,
                                                  HeddleProblemItem  *item);
HeddleProblemItem *heddle_problem_panel_move     (HeddleProblemPanel *self,
                                                  int                 step);

G_END_DECLS
