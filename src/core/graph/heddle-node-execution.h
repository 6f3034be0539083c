/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/heddle-money.h"
#include "graph/heddle-index.h"
#include "graph/heddle-services.h"
#include "graph/heddle-value.h"
#include "graph/heddle-wait.h"

G_BEGIN_DECLS

typedef struct _HeddleNodeTypeInfo HeddleNodeTypeInfo;

#define HEDDLE_TYPE_NODE_EXECUTION (heddle_node_execution_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNodeExecution, heddle_node_execution, HEDDLE, NODE_EXECUTION, GObject)

/**
 * HeddleRunFacts:
 * @run: UUID of the run
 * @run_id: its row in the library
 * @run_number: the number that people say
 * @workflow: the workflow's name
 * @workflow_id: the workflow's UUID
 * @pipeline: the pipeline's name, or its id
 * @document_directory: (nullable): the folder that paths in config are relative to
 * @output_directory: (nullable): where results are put as files too, absolute
 * @project: (nullable): the project that results belong to
 * @allowed_directories: (array zero-terminated=1): folders beyond the document's that may be used
 *
 * What is the same for all items of a run. Borrowed by executions.
 */
typedef struct
{
  const char         *run;
  gint64              run_id;
  gint64              run_number;
  const char         *workflow;
  const char         *workflow_id;
  const char         *pipeline;
  const char         *document_directory;
  const char         *output_directory;
  const char         *project;
  const char *const  *allowed_directories;
} HeddleRunFacts;

/* What the engine sets up */
HeddleNodeExecution *heddle_node_execution_new           (const HeddleNodeTypeInfo *type,
                                                          const char               *node,
                                                          JsonObject               *config,
                                                          HeddleIndex              *index,
                                                          const HeddleRunFacts     *facts,
                                                          HeddleServices           *services,
                                                          GCancellable             *cancellable);
void                 heddle_node_execution_set_input      (HeddleNodeExecution *self,
                                                           const char          *port,
                                                           HeddleValue         *value);
void                 heddle_node_execution_set_input_list (HeddleNodeExecution *self,
                                                           const char          *port,
                                                           GPtrArray           *values);
void                 heddle_node_execution_set_seeds      (HeddleNodeExecution *self,
                                                           const gint64        *seeds,
                                                           guint                n_seeds);
void                 heddle_node_execution_set_row        (HeddleNodeExecution *self,
                                                           int                  row,
                                                           GHashTable          *inputs);
void                 heddle_node_execution_set_key        (HeddleNodeExecution *self,
                                                           const char          *key);

void                 heddle_node_execution_look_back      (HeddleNodeExecution *self,
                                                           gint64               forgotten);

void                 heddle_node_execution_set_wait_func  (HeddleNodeExecution *self,
                                                           HeddleWaitFunc       func,
                                                           gpointer             data);

/* What a node asks */
const char           *heddle_node_execution_get_node        (HeddleNodeExecution *self);
JsonObject           *heddle_node_execution_get_config      (HeddleNodeExecution *self);
HeddleIndex          *heddle_node_execution_get_index       (HeddleNodeExecution *self);
const HeddleRunFacts *heddle_node_execution_get_run_facts   (HeddleNodeExecution *self);
GCancellable         *heddle_node_execution_get_cancellable (HeddleNodeExecution *self);
HeddleServices       *heddle_node_execution_get_services    (HeddleNodeExecution *self);
gpointer              heddle_node_execution_get_service     (HeddleNodeExecution *self,
                                                             GType                type);
const gint64         *heddle_node_execution_get_seeds       (HeddleNodeExecution *self,
                                                             guint               *n_seeds);
int                   heddle_node_execution_get_row         (HeddleNodeExecution *self);
HeddleValue          *heddle_node_execution_get_row_input   (HeddleNodeExecution *self,
                                                             const char          *key);
const char           *heddle_node_execution_get_key         (HeddleNodeExecution *self);
gboolean              heddle_node_execution_get_look_back   (HeddleNodeExecution *self,
                                                             gint64              *forgotten);

void         heddle_node_execution_note_wait     (HeddleNodeExecution  *self,
                                                  HeddleWait            wait,
                                                  gboolean              begins);
void         heddle_node_execution_add_cost      (HeddleNodeExecution  *self,
                                                  HeddleMoney           cost);
HeddleMoney  heddle_node_execution_get_cost      (HeddleNodeExecution  *self);

gboolean     heddle_node_execution_has           (HeddleNodeExecution  *self,
                                                  const char           *name);
HeddleValue *heddle_node_execution_get_input     (HeddleNodeExecution  *self,
                                                  const char           *port);
GPtrArray   *heddle_node_execution_get_list      (HeddleNodeExecution  *self,
                                                  const char           *port);
char        *heddle_node_execution_dup_text      (HeddleNodeExecution  *self,
                                                  const char           *name);
double       heddle_node_execution_get_number    (HeddleNodeExecution  *self,
                                                  const char           *name);
int          heddle_node_execution_get_int       (HeddleNodeExecution  *self,
                                                  const char           *name);
gboolean     heddle_node_execution_get_boolean   (HeddleNodeExecution  *self,
                                                  const char           *name);
const HeddleMedia *heddle_node_execution_get_media (HeddleNodeExecution *self,
                                                    const char          *port);

G_END_DECLS
