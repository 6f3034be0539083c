/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-history-change.h"
#include "graph/heddle-workflow-snapshot.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

DexFuture *heddle_workflow_tasks_list      (HeddleSession          *session,
                                            const char             *query);
DexFuture *heddle_workflow_tasks_load      (HeddleSession          *session,
                                            const char             *uuid);
DexFuture *heddle_workflow_tasks_save      (HeddleSession          *session,
                                            HeddleWorkflowSnapshot *workflow,
                                            HeddleHistoryChange    *history);
DexFuture *heddle_workflow_tasks_create    (HeddleSession          *session);
DexFuture *heddle_workflow_tasks_import    (HeddleSession          *session,
                                            const char             *path,
                                            gboolean                as_copy);
DexFuture *heddle_workflow_tasks_rename    (HeddleSession          *session,
                                            const char             *uuid,
                                            const char             *name);
DexFuture *heddle_workflow_tasks_duplicate (HeddleSession          *session,
                                            const char             *uuid);
DexFuture *heddle_workflow_tasks_trash     (HeddleSession          *session,
                                            gint64                  id);
DexFuture *heddle_workflow_tasks_restore   (HeddleSession          *session,
                                            gint64                  id);
DexFuture *heddle_workflow_tasks_export    (HeddleSession          *session,
                                            const char             *uuid,
                                            const char             *path);

G_END_DECLS
