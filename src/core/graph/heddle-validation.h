/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-registry.h"
#include "graph/heddle-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleProblem:
 * @path: where, from the document's root: `pipelines[0].nodes[3].config.width`
 * @message: what is wrong and what would be right, without the path
 * @code: see [error@GraphError]
 * @pipeline: (nullable): the id of the pipeline it belongs to
 * @node: (nullable): the id of the node it belongs to
 *
 * One thing that keeps a workflow from running.
 */
typedef struct
{
  char             *path;
  char             *message;
  HeddleGraphError  code;
  char             *pipeline;
  char             *node;
} HeddleProblem;

void       heddle_problem_free      (HeddleProblem      *self);
GPtrArray *heddle_workflow_validate (HeddleWorkflow     *workflow,
                                     HeddleNodeRegistry *registry,
                                     const char         *document_directory,
                                     HeddleServices     *services);
GPtrArray *heddle_workflow_check_files (HeddleWorkflow     *workflow,
                                        HeddleNodeRegistry *registry,
                                        const char         *document_directory,
                                        HeddleServices     *services);

G_END_DECLS
