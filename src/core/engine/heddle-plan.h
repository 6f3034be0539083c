/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-options.h"
#include "graph/heddle-node-execution.h"
#include "graph/heddle-node-registry.h"
#include "graph/heddle-workflow.h"
#include "providers/heddle-providers.h"

G_BEGIN_DECLS

/**
 * HEDDLE_PLAN_ERROR:
 *
 * Why a workflow cannot run as asked. Nothing has been written or sent when it is set.
 */
#define HEDDLE_PLAN_ERROR (heddle_plan_error_quark ())
GQuark heddle_plan_error_quark (void);

/**
 * HeddlePlanError:
 * @HEDDLE_PLAN_ERROR_INPUT: an input is missing, unknown or not as its definition asks
 * @HEDDLE_PLAN_ERROR_ROWS: the table lacks a column, or has no rows
 * @HEDDLE_PLAN_ERROR_PIPELINE: no such pipeline, or nothing in it to run
 * @HEDDLE_PLAN_ERROR_OUTPUT: results cannot be written where they are wanted
 * @HEDDLE_PLAN_ERROR_MODEL: a model that is to be replaced is used by no step
 */
typedef enum
{
  HEDDLE_PLAN_ERROR_INPUT,
  HEDDLE_PLAN_ERROR_ROWS,
  HEDDLE_PLAN_ERROR_PIPELINE,
  HEDDLE_PLAN_ERROR_OUTPUT,
  HEDDLE_PLAN_ERROR_MODEL,
  HEDDLE_PLAN_ERROR_RUN,
} HeddlePlanError;

/**
 * HeddlePlanMode:
 * @HEDDLE_PLAN_RUN: the node runs
 * @HEDDLE_PLAN_PASS: the node is bypassed: one input goes to one output
 * @HEDDLE_PLAN_SKIP: the node does not run, nor what depends on it
 */
typedef enum
{
  HEDDLE_PLAN_RUN,
  HEDDLE_PLAN_PASS,
  HEDDLE_PLAN_SKIP,
} HeddlePlanMode;

typedef struct _HeddlePlanNode HeddlePlanNode;

/**
 * HeddlePlanLink:
 * @source: the node it comes from
 * @port: the output port it comes from
 * @type: what that port carries
 * @condition: (nullable): the link's condition
 * @label: both ends in words
 */
typedef struct
{
  HeddlePlanNode *source;
  char           *port;
  HeddlePortType  type;
  JsonObject     *condition;
  char           *label;
} HeddlePlanLink;

/**
 * HeddlePlanInput:
 * @name: the input port
 * @type: what it takes
 * @parameter: (nullable): the parameter that the port gives instead of the config
 * @links: (element-type HeddlePlanLink): the links that lead there, at least one
 * @HEDDLE_PLAN_ERROR_RUN: a run that cannot go on: it is at its end, or at work
 *
 * A linked input port.
 */
typedef struct
{
  char                      *name;
  HeddlePortType             type;
  const HeddleParameterInfo *parameter;
  GPtrArray                 *links;
} HeddlePlanInput;

/**
 * HeddlePlanNode:
 * @ordinal: its place in topological order; 0 is the pseudo-node `inputs`
 * @id: the node's id in the document
 * @title: its name for people
 * @type: (nullable): its type; %NULL for `inputs`
 * @config: its config with models replaced
 * @mode: what becomes of it
 * @reason: (nullable): why it is skipped
 * @pass_input: (nullable): of a bypassed node, the input port
 * @pass_output: (nullable): of a bypassed node, the output port
 * @ports: (nullable) (element-type HeddlePort): its input ports, linked or not
 * @inputs: (element-type HeddlePlanInput): its linked input ports
 * @outputs: (element-type HeddlePort): its output ports
 * @followers: (element-type HeddlePlanNode): the nodes that wait for it, each once
 * @n_sources: how many nodes it waits for
 * @after: (element-type HeddlePlanNode): nodes that it runs after without taking their data
 * @config_key: what of its config counts for the cache, in canonical form
 * @model: (nullable): the model that it runs on, `provider/model`; %NULL also where a link gives one that is not
 *   known before
 * @own_model: (nullable): the model that the document names, which @model may stand in for
 * @is_result: whether its items are what the run is counted by
 *
 * One node of the pipeline, ready to be run for any row.
 */
struct _HeddlePlanNode
{
  guint                     ordinal;
  char                     *id;
  char                     *title;
  const HeddleNodeTypeInfo *type;
  JsonObject               *config;
  HeddlePlanMode            mode;
  char                     *reason;
  char                     *pass_input;
  char                     *pass_output;
  GPtrArray                *ports;
  GPtrArray                *inputs;
  GPtrArray                *outputs;
  GPtrArray                *followers;
  guint                     n_sources;
  GPtrArray                *after;
  char                     *config_key;
  char                     *model;
  char                     *own_model;
  gboolean                  is_result;
};

/**
 * HeddlePlan:
 *
 * A pipeline checked and put in order, with everything that a run needs to know before it starts.
 * Immutable once made.
 */
#define HEDDLE_TYPE_PLAN (heddle_plan_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePlan, heddle_plan, HEDDLE, PLAN, GObject)

HeddlePlan             *heddle_plan_new               (HeddleWorkflow          *workflow,
                                                       const HeddleRunOptions  *options,
                                                       HeddleNodeRegistry      *registry,
                                                       HeddleServices          *services,
                                                       GError                 **error);
HeddleWorkflow         *heddle_plan_get_workflow      (HeddlePlan              *self);
HeddlePipeline         *heddle_plan_get_pipeline      (HeddlePlan              *self);
char                   *heddle_plan_dup_page          (HeddlePlan              *self);
const HeddleRunOptions *heddle_plan_get_options       (HeddlePlan              *self);
GPtrArray              *heddle_plan_get_nodes         (HeddlePlan              *self);
guint                   heddle_plan_get_n_rows        (HeddlePlan              *self);
gboolean                heddle_plan_is_batch          (HeddlePlan              *self);
HeddlePriceRange        heddle_plan_get_estimate      (HeddlePlan              *self);
GPtrArray              *heddle_plan_get_warnings      (HeddlePlan              *self);
JsonObject             *heddle_plan_read_inputs       (HeddlePlan              *self,
                                                       guint                    row,
                                                       GError                 **error);
void                    heddle_plan_describe_run      (HeddlePlan              *self,
                                                       HeddleRunFacts          *facts);
gboolean                heddle_plan_needs_library     (HeddlePlan              *self);
gboolean                heddle_plan_check_library     (HeddlePlan              *self,
                                                       HeddleNodeRegistry      *registry,
                                                       HeddleServices          *services,
                                                       GError                 **error);
gboolean                heddle_plan_check_input_files (HeddlePlan              *self,
                                                       HeddleServices          *services,
                                                       GError                 **error);

G_END_DECLS
