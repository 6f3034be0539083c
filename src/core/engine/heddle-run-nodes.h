/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan.h"
#include "store/heddle-database.h"
#include "store/heddle-item-status.h"
#include "store/heddle-run-status.h"

G_BEGIN_DECLS

/**
 * HeddleRunNodes:
 *
 * How far the nodes of a run are, by their items, and what of it the library has. Touched on the
 * writer's thread only.
 */
typedef struct _HeddleRunNodes HeddleRunNodes;

HeddleRunNodes *heddle_run_nodes_new        (HeddlePlan        *plan);
void            heddle_run_nodes_free       (HeddleRunNodes    *self);
gboolean        heddle_run_nodes_reopen     (HeddleRunNodes    *self,
                                             HeddleDatabase    *database,
                                             gint64             run_id,
                                             GError           **error);
void            heddle_run_nodes_note       (HeddleRunNodes    *self,
                                             guint              ordinal,
                                             HeddleItemStatus   status,
                                             gint64             started_at,
                                             gint64             finished_at,
                                             gboolean           was_open);
gboolean        heddle_run_nodes_ensure     (HeddleRunNodes    *self,
                                             HeddleDatabase    *database,
                                             gint64             run_id,
                                             guint              ordinal,
                                             gint64            *id,
                                             GError           **error);
gboolean        heddle_run_nodes_ensure_all (HeddleRunNodes    *self,
                                             HeddleDatabase    *database,
                                             gint64             run_id,
                                             GError           **error);
gboolean        heddle_run_nodes_save       (HeddleRunNodes    *self,
                                             HeddleDatabase    *database,
                                             gint64             run_id,
                                             GError           **error);
gboolean        heddle_run_nodes_end        (HeddleRunNodes    *self,
                                             HeddleDatabase    *database,
                                             gint64             run_id,
                                             HeddleRunStatus    status,
                                             gint64             finished_at,
                                             GError           **error);

G_END_DECLS
