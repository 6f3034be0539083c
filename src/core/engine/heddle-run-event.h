/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-index.h"
#include "graph/heddle-node-outputs.h"
#include "graph/heddle-wait.h"
#include "providers/heddle-providers.h"
#include "store/heddle-item-status.h"
#include "store/heddle-run-repository.h"

G_BEGIN_DECLS

/**
 * HeddleRunEventKind:
 * @HEDDLE_RUN_EVENT_STARTED: the run is durable in the library
 * @HEDDLE_RUN_EVENT_PROGRESS: an item of a step that takes time has come to wait for a place, or has
 *   been started; for those who watch, and not among what `heddlectl run --json` prints
 * @HEDDLE_RUN_EVENT_STATUS: the run has paused by itself, or goes on; like progress for those who watch
 * @HEDDLE_RUN_EVENT_ITEM: an item has come to its end or waits
 * @HEDDLE_RUN_EVENT_ASSET: a result is in the library
 * @HEDDLE_RUN_EVENT_WAITING: a person is needed
 * @HEDDLE_RUN_EVENT_FINISHED: nothing is left to do; comes last, once
 */
typedef enum
{
  HEDDLE_RUN_EVENT_STARTED,
  HEDDLE_RUN_EVENT_PROGRESS,
  HEDDLE_RUN_EVENT_STATUS,
  HEDDLE_RUN_EVENT_ITEM,
  HEDDLE_RUN_EVENT_ASSET,
  HEDDLE_RUN_EVENT_WAITING,
  HEDDLE_RUN_EVENT_FINISHED,
} HeddleRunEventKind;

/**
 * HeddleRunNeed:
 * @HEDDLE_RUN_NEEDS_DECISION: what to do about a paid call whose outcome nobody knows
 * @HEDDLE_RUN_NEEDS_SELECTION: which of several items go on
 * @HEDDLE_RUN_NEEDS_APPROVAL: whether items go on
 *
 * What a person is needed for.
 */
typedef enum
{
  HEDDLE_RUN_NEEDS_DECISION,
  HEDDLE_RUN_NEEDS_SELECTION,
  HEDDLE_RUN_NEEDS_APPROVAL,
} HeddleRunNeed;

/**
 * HeddleRunEvent:
 * @kind: what happened; says which of the rest are set
 * @run: UUID of the run
 * @number: the run's number
 * @workflow: (nullable): the workflow's id
 * @workflow_name: (nullable): the workflow's name
 * @pipeline: (nullable): the pipeline's id
 * @n_nodes: how many nodes the pipeline has
 * @estimate: what the run costs at least and at most
 * @late_ms: how long after its time the run began, in milliseconds; 0 where it had none
 * @node: (nullable): the node's id
 * @title: (nullable): the node's name for people
 * @index: (nullable): the item's index path
 * @status: the item's state
 * @need: where a person is needed, what for
 * @n_items: of progress, how many items the node has, in this row where the run is a batch
 * @wait: of progress and status, what has to be waited for
 * @outputs: (nullable): what the item gave
 * @error: (nullable): why it gave nothing, or which of its results failed; why a run is paused, or could
 *   not be begun
 * @duration_ms: how long the item or the run took, in milliseconds
 * @cost: what it cost
 * @asset: (nullable): UUID of the asset
 * @name: (nullable): the asset's name
 * @path: (nullable): where its file is
 * @blob: (nullable): SHA-256 of its content
 * @run_status: the run's state
 * @counts: what became of its results
 * @n_failures: how many items failed themselves, wholly or in part, results or not
 * @notices: (nullable): sentences for people: as a run begins, with which answers it goes on; at its end,
 *   of the budgets that it fell under
 *
 * One thing that happened in a run. Immutable; reference-counted.
 */
typedef struct
{
  HeddleRunEventKind  kind;
  char               *run;
  gint64              number;
  char               *workflow;
  char               *workflow_name;
  char               *pipeline;
  guint               n_nodes;
  HeddlePriceRange    estimate;
  gint64              late_ms;
  char               *node;
  char               *title;
  HeddleIndex        *index;
  HeddleItemStatus    status;
  HeddleRunNeed       need;
  guint               n_items;
  HeddleWait          wait;
  HeddleNodeOutputs  *outputs;
  GError             *error;
  gint64              duration_ms;
  HeddleMoney         cost;
  char               *asset;
  char               *name;
  char               *path;
  char               *blob;
  HeddleRunStatus     run_status;
  HeddleRunCounts     counts;
  guint               n_failures;
  GStrv               notices;
} HeddleRunEvent;

#define HEDDLE_TYPE_RUN_EVENT (heddle_run_event_get_type ())
GType           heddle_run_event_get_type (void);
HeddleRunEvent *heddle_run_event_new      (HeddleRunEventKind    kind,
                                           const char           *run);
HeddleRunEvent *heddle_run_event_ref      (HeddleRunEvent       *self);
void            heddle_run_event_unref    (HeddleRunEvent       *self);
JsonNode       *heddle_run_event_to_json  (const HeddleRunEvent *self);
JsonNode       *heddle_run_event_to_message (const HeddleRunEvent *self);
HeddleRunEvent *heddle_run_event_from_message (JsonNode          *node,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunEvent, heddle_run_event_unref)

G_END_DECLS
