/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "graph/heddle-pipeline.h"

G_BEGIN_DECLS

/**
 * HeddlePageTab:
 *
 * The tab of a page of a workflow.
 */
#define HEDDLE_TYPE_PAGE_TAB (heddle_page_tab_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePageTab, heddle_page_tab, HEDDLE, PAGE_TAB, GtkWidget)

GtkWidget      *heddle_page_tab_new          (HeddlePipeline *pipeline);
HeddlePipeline *heddle_page_tab_get_pipeline (HeddlePageTab  *self);
void            heddle_page_tab_set_selected (HeddlePageTab  *self,
                                              gboolean        selected);
void            heddle_page_tab_set_run      (HeddlePageTab  *self,
                                              gboolean        running,
                                              gboolean        waiting);

G_END_DECLS
