/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "base/heddle-money.h"
#include "engine/heddle-mapping.h"
#include "engine/heddle-plan.h"
#include "engine/heddle-run-event.h"
#include "graph/heddle-node-execution.h"
#include "graph/heddle-node-outputs.h"
#include "store/heddle-further-repository.h"
#include "store/heddle-item-status.h"

G_BEGIN_DECLS

typedef struct _HeddleRunItem HeddleRunItem;
typedef struct _HeddleRunStep HeddleRunStep;
typedef struct _HeddleRunRow HeddleRunRow;

/**
 * HeddleFurther:
 * @record: what a person has asked for
 * @leading: (element-type utf8 utf8): the ids of the nodes that lead to the gate that waits
 *
 * Results that a person has asked for to have more to choose from, and where they go.
 */
typedef struct
{
  HeddleFurtherRecord *record;
  GHashTable          *leading;
} HeddleFurther;

/**
 * HeddleRunItem:
 * @step: the node in its row that it belongs to
 * @mapped: its index path and values
 * @n_pending: how many of the items that it takes values from are not at their end
 * @dependents: (element-type HeddleRunItem) (nullable): the items that take values from it
 * @status: its state
 * @at_end: whether nothing more becomes of it in this run
 * @by_failure: of a skipped item, whether it was because something failed
 * @by_unknown: whether it stays pending until a person decides what became of another
 * @by_waiting: whether it stays pending until a person has answered what another waits for
 * @need: of an item that needs a person itself, what for
 * @by_budget: whether it stays pending until there is more money, or a network, for it or for another
 * @outputs: (nullable): what it gave
 * @error: (nullable): why it gave nothing, or which of its results failed
 * @execution: (nullable): what the node is asked, while it is being worked on
 * @future: (nullable): the fiber that works on it
 * @key: (nullable): its cache key
 * @seeds: (nullable): of a type that makes several results, all their seeds
 * @n_seeds: how many
 * @results: (nullable): per seed, the result, from the cache or from now
 * @n_spared: while planning, how many of its results are there, or are made for another item
 * @may_be_there: while planning, whether it hangs on an item some of whose results are there, so that its
 *   own may be, too
 * @started: when it was started, monotonic microseconds
 * @started_at: when it was started, Unix milliseconds
 * @duration_ms: how long it took
 * @cost: what it cost now
 * @waits: whether it is among its row's @waiting
 * @spent: what it had cost before this part of the run
 * @recalled: whether it was at its end before this part of the run
 * @finished_at: of one that was recalled, when it was at its end, in milliseconds
 * @looks_back: whether it was begun before, so that doubts about what it asks for are its own
 * @given_up: (nullable): a person gave up what nobody knows the outcome of
 * @claims: (element-type HeddleSharedClaim) (nullable): what other runs leave to it
 * @n_offline: how many of its requests wait for the network
 * @n_limited: how many of them wait until a provider takes them, or until they are sent again
 * @wait: while any of them does, the last such wait that has begun
 * @keeping: whether it has been answered, and the library keeps what has come
 * @further: (nullable): of what a person has asked for beyond what the workflow does, and of what is made
 *   of that, what was asked
 * @origin: (nullable): of one that makes such results, the item that it adds to
 *
 * One run of a node.
 */
struct _HeddleRunItem
{
  HeddleRunStep        *step;
  HeddleMappedItem     *mapped;
  guint                 n_pending;
  GPtrArray            *dependents;
  HeddleItemStatus      status;
  gboolean              at_end;
  gboolean              by_failure;
  gboolean              by_unknown;
  gboolean              by_waiting;
  HeddleRunNeed         need;
  gboolean              by_budget;
  HeddleNodeOutputs    *outputs;
  GError               *error;
  HeddleNodeExecution  *execution;
  DexFuture            *future;
  char                 *key;
  gint64               *seeds;
  guint                 n_seeds;
  HeddleNodeOutputs   **results;
  guint                 n_spared;
  gboolean              may_be_there;
  gint64                started;
  gint64                started_at;
  gint64                duration_ms;
  HeddleMoney           cost;
  gboolean              waits;
  HeddleMoney           spent;
  gboolean              recalled;
  gint64                finished_at;
  gboolean              looks_back;
  GError               *given_up;
  GPtrArray            *claims;
  guint                 n_offline;
  guint                 n_limited;
  HeddleWait            wait;
  gboolean              keeping;
  const HeddleFurther  *further;
  HeddleRunItem        *origin;
};

/**
 * HeddleRunStep:
 * @node: the node of the plan
 * @row: its row
 * @n_waiting: how many of the nodes before it are not far enough
 * @items: (element-type HeddleRunItem): its items, once they are known
 * @n_open: how many of them are not at their end
 * @origins: (nullable): what the items' index paths count
 * @series: (array) (nullable): per output port of @node, what it gives
 * @expanded: whether @items is known
 * @settled: whether all of them are at their end
 * @blurred: while planning, whether it would have to tell values from each other that are not told
 * @held: (nullable): one of them that a person is needed for first, in itself or in what it hangs on
 * @without: (element-type HeddleSeries) (nullable): what it gets without the further results that go elsewhere
 *
 * A node in one row.
 */
struct _HeddleRunStep
{
  HeddlePlanNode  *node;
  HeddleRunRow    *row;
  guint            n_waiting;
  GPtrArray       *items;
  guint            n_open;
  HeddleOrigins   *origins;
  HeddleSeries   **series;
  gboolean         expanded;
  gboolean         settled;
  gboolean         blurred;
  HeddleRunItem   *held;
  GPtrArray       *without;
};

/**
 * HeddleRunRow:
 * @number: the row, 0-based; 0 outside of a batch
 * @base: the index path of the row
 * @origins: what @base counts
 * @inputs: (element-type utf8 HeddleValue): the values of single inputs by key
 * @steps: (array length=n_steps): its steps, as the plan's nodes are ordered
 * @n_steps: how many
 * @n_open: how many of them are not settled
 * @waiting: (element-type HeddleRunItem): the items that have come to be pending or queued since the
 *   run last had to wait, whatever has become of them
 * @has_further: whether a step of it makes more than the workflow asks for
 *
 * One evaluation of the pipeline.
 */
struct _HeddleRunRow
{
  guint          number;
  HeddleIndex   *base;
  HeddleOrigins *origins;
  GHashTable    *inputs;
  HeddleRunStep *steps;
  guint          n_steps;
  guint          n_open;
  GPtrArray     *waiting;
  gboolean       has_further;
};

HeddleRunItem *heddle_run_item_new      (HeddleRunStep     *step,
                                         HeddleMappedItem  *mapped);
void           heddle_run_item_free     (HeddleRunItem     *self);
gboolean       heddle_run_item_is_good  (const HeddleRunItem *self);
void           heddle_run_item_prepare  (HeddleRunItem         *self,
                                         const HeddleRunFacts  *facts,
                                         HeddleServices        *services,
                                         GCancellable          *cancellable,
                                         gboolean               is_batch);
GPtrArray     *heddle_run_item_list_candidates (const HeddleRunItem *self);
GPtrArray     *heddle_run_item_list_scores (const HeddleRunItem *self);
HeddleNodeOutputs *heddle_run_item_describe_choice (const HeddleRunItem *self);
HeddleMoney    heddle_run_item_sum_cost (const HeddleRunItem *self);
gboolean       heddle_run_item_is_held  (const HeddleRunItem *self);
gboolean       heddle_run_item_stops_run (const HeddleRunItem *self);
int            heddle_run_item_compare  (gconstpointer      a,
                                         gconstpointer      b,
                                         gpointer           data);
void           heddle_run_item_pass_on_recipe (HeddleRunItem *self,
                                                gboolean       shared);
HeddleRunRow  *heddle_run_row_new       (HeddlePlan        *plan,
                                         guint              number);
void           heddle_run_row_free      (HeddleRunRow      *self);
HeddleSeries  *heddle_run_step_find_series (HeddleRunStep  *self,
                                            const char     *port);
gboolean       heddle_run_step_expand   (HeddleRunStep     *self,
                                         GError           **error);
void           heddle_run_step_settle   (HeddleRunStep     *self);
gboolean       heddle_run_item_gather   (HeddleRunItem     *self,
                                         GError           **error);
gboolean       heddle_run_item_is_lost  (HeddleRunItem     *self);
HeddleValue   *heddle_run_item_peek     (HeddleRunItem     *self,
                                         const char        *port);
gint64         heddle_run_item_count_values (HeddleRunItem *self,
                                             const char    *port);

G_END_DECLS
