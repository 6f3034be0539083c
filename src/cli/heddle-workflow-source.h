/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-workflow.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

HeddleWorkflow *heddle_workflow_source_read_file (const char        *path,
                                                  GError           **error);
HeddleWorkflow *heddle_workflow_source_find      (HeddleInvocation  *invocation,
                                                  const char        *file_or_id,
                                                  char             **directory,
                                                  GError           **error);

G_END_DECLS
