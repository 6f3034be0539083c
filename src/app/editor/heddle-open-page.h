/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-pipeline.h"
#include "runs/heddle-run-state.h"

G_BEGIN_DECLS

/**
 * HeddleOpenPage:
 *
 * A page of a workflow that is open: what is known of each of its nodes, the run of it that is about to
 * start, in progress or over, and what another one would cost.
 */
#define HEDDLE_TYPE_OPEN_PAGE (heddle_open_page_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOpenPage, heddle_open_page, HEDDLE, OPEN_PAGE, GObject)

const char     *heddle_open_page_get_id        (HeddleOpenPage *self);
HeddlePipeline *heddle_open_page_get_pipeline  (HeddleOpenPage *self);
char           *heddle_open_page_dup_title     (HeddleOpenPage *self);
HeddleRunState *heddle_open_page_get_run_state (HeddleOpenPage *self);
gboolean        heddle_open_page_is_running    (HeddleOpenPage *self);
void            heddle_open_page_consent       (HeddleOpenPage *self,
                                                gboolean        agreed);
void            heddle_open_page_stop          (HeddleOpenPage *self);

G_END_DECLS
