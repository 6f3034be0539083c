/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-canvas-pages.h"
#include "editor/heddle-open-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleOutlinePane:
 *
 * The page that is shown as a list, which can be walked, searched and edited by key as the canvas can. What is
 * selected in it is selected on the canvas, and the other way round.
 */
#define HEDDLE_TYPE_OUTLINE_PANE (heddle_outline_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOutlinePane, heddle_outline_pane, HEDDLE, OUTLINE_PANE, AdwBin)

GtkWidget *heddle_outline_pane_new        (HeddleOpenWorkflow *workflow,
                                           HeddleCanvasPages  *pages);
void       heddle_outline_pane_set_wanted (HeddleOutlinePane  *self,
                                           gboolean            wanted);

G_END_DECLS
