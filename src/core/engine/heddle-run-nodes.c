/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-nodes.h"

#include "store/heddle-run-item-repository.h"

/* @worst is that of the items that are at their end, and @n_open of them are not. */
typedef struct
{
  gint64           id;
  guint            n_open;
  gboolean         begun;
  HeddleItemStatus worst;
  HeddleItemStatus status;
  HeddleItemStatus saved_status;
  gint64           started_at;
  gint64           finished_at;
  gint64           saved_finished_at;
} NodeRow;

struct _HeddleRunNodes
{
  HeddlePlan *plan;
  NodeRow    *rows;
  guint       n_rows;
  GArray     *changed;
};

/**
 * heddle_run_nodes_new:
 * @plan: what is to be done
 *
 * Returns: (transfer full): the plan's nodes, none of which the library has
 */
HeddleRunNodes *
heddle_run_nodes_new (HeddlePlan *plan)
{
  HeddleRunNodes *self = g_new0 (HeddleRunNodes, 1);

  self->plan = g_object_ref (plan);
  self->n_rows = heddle_plan_get_nodes (plan)->len;
  self->rows = g_new0 (NodeRow, self->n_rows);
  self->changed = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

/**
 * heddle_run_nodes_free:
 * @self: (transfer full): the nodes
 */
void
heddle_run_nodes_free (HeddleRunNodes *self)
{
  g_object_unref (self->plan);
  g_free (self->rows);
  g_array_unref (self->changed);
  g_free (self);
}

static NodeRow *
find_row (HeddleRunNodes *self,
          const char     *node)
{
  GPtrArray *nodes = heddle_plan_get_nodes (self->plan);

  for (guint i = 0; i < self->n_rows; i++)
    if (g_str_equal (((HeddlePlanNode *) g_ptr_array_index (nodes, i))->id, node))
      return &self->rows[i];
  return NULL;
}

/**
 * heddle_run_nodes_reopen:
 * @self: the nodes of a run that is to go on
 * @database: a writing connection
 * @run_id: the run
 * @error: return location
 *
 * Takes up the rows that the library has of the nodes.
 *
 * Returns: %FALSE with @error where they cannot be read
 */
gboolean
heddle_run_nodes_reopen (HeddleRunNodes  *self,
                         HeddleDatabase  *database,
                         gint64           run_id,
                         GError         **error)
{
  g_autoptr (GPtrArray) records = heddle_node_runs_list (database, run_id, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      HeddleNodeRunRecord *record = g_ptr_array_index (records, i);
      NodeRow *row = find_row (self, record->node);

      if (row == NULL)
        continue;
      row->id = record->id;
      row->started_at = record->started_at;
      row->saved_status = record->status;
      row->saved_finished_at = record->finished_at;
    }
  return records != NULL;
}

static gboolean
save_row (HeddleRunNodes  *self,
          HeddleDatabase  *database,
          gint64           run_id,
          guint            ordinal,
          GError         **error)
{
  HeddlePlanNode *node = g_ptr_array_index (heddle_plan_get_nodes (self->plan), ordinal);
  NodeRow *row = &self->rows[ordinal];
  HeddleNodeRunRecord record = {
    .id = row->id,
    .run_id = run_id,
    .node = node->id,
    .type = (char *) (node->type == NULL ? HEDDLE_INPUTS_NODE : node->type->id),
    .name = node->title,
    .status = row->status,
    .started_at = row->started_at,
    .finished_at = row->finished_at,
  };

  if (!heddle_node_runs_save (database, &record, error))
    return FALSE;
  row->id = record.id;
  row->saved_status = row->status;
  row->saved_finished_at = row->finished_at;
  return TRUE;
}

/* A node is as far as its items. In a batch more rows may come, so that it ends with the run. */
static HeddleItemStatus
current_status (HeddleRunNodes *self,
                const NodeRow  *row)
{
  if (row->n_open == 0 && !heddle_plan_is_batch (self->plan))
    return row->worst;
  return row->begun ? HEDDLE_ITEM_RUNNING : row->status;
}

/* Of a node that was never begun there were no items to run. */
static HeddleItemStatus
final_status (const NodeRow   *row,
              HeddleRunStatus  run)
{
  if (run == HEDDLE_RUN_PAUSED && (row->n_open > 0 || !row->begun))
    return HEDDLE_ITEM_PENDING;
  if (row->begun || row->n_open > 0)
    return row->worst;
  return run == HEDDLE_RUN_CANCELLED ? HEDDLE_ITEM_CANCELLED : HEDDLE_ITEM_SKIPPED;
}

/* A node that waits for a person is not over, whatever else has failed in it. */
static int
rank (HeddleItemStatus status)
{
  return status == HEDDLE_ITEM_WAITING ? HEDDLE_ITEM_CONTENT_REJECTED * 2 + 1 : (int) status * 2;
}

static HeddleItemStatus
worse (HeddleItemStatus a,
       HeddleItemStatus b)
{
  return rank (a) > rank (b) ? a : b;
}

/**
 * heddle_run_nodes_note:
 * @self: the nodes
 * @ordinal: of the node
 * @status: how far an item of it is
 * @started_at: when it was begun, in milliseconds, or 0
 * @finished_at: when it was at its end, in milliseconds, or 0
 * @was_open: whether the item has been noted before, and not at its end
 *
 * Takes down how far an item is.
 */
void
heddle_run_nodes_note (HeddleRunNodes    *self,
                       guint              ordinal,
                       HeddleItemStatus   status,
                       gint64             started_at,
                       gint64             finished_at,
                       gboolean           was_open)
{
  NodeRow *row = &self->rows[ordinal];
  gboolean is_open = status <= HEDDLE_ITEM_RUNNING;

  row->n_open += is_open - was_open;
  row->begun = row->begun || status >= HEDDLE_ITEM_RUNNING;
  if (!is_open)
    row->worst = worse (row->worst, status);
  else if (!row->begun)
    row->status = MAX (row->status, status);
  row->status = current_status (self, row);
  row->finished_at = MAX (row->finished_at, finished_at);
  if (row->started_at == 0)
    row->started_at = started_at;
  if (row->status != row->saved_status)
    g_array_append_val (self->changed, ordinal);
}

/**
 * heddle_run_nodes_ensure:
 * @self: the nodes
 * @database: a writing connection
 * @run_id: the run
 * @ordinal: of the node
 * @id: (out): the node's row
 * @error: return location
 *
 * Returns: %FALSE with @error where the node has no row and none can be written
 */
gboolean
heddle_run_nodes_ensure (HeddleRunNodes  *self,
                         HeddleDatabase  *database,
                         gint64           run_id,
                         guint            ordinal,
                         gint64          *id,
                         GError         **error)
{
  if (self->rows[ordinal].id == 0 && !save_row (self, database, run_id, ordinal, error))
    return FALSE;
  *id = self->rows[ordinal].id;
  return TRUE;
}

/**
 * heddle_run_nodes_ensure_all:
 * @self: the nodes
 * @database: a writing connection
 * @run_id: the run
 * @error: return location
 *
 * Writes the nodes down that the library has nothing of yet.
 *
 * Returns: %FALSE with @error where they cannot be written
 */
gboolean
heddle_run_nodes_ensure_all (HeddleRunNodes  *self,
                             HeddleDatabase  *database,
                             gint64           run_id,
                             GError         **error)
{
  gint64 id;

  for (guint i = 1; i < self->n_rows; i++)
    if (!heddle_run_nodes_ensure (self, database, run_id, i, &id, error))
      return FALSE;
  return TRUE;
}

/**
 * heddle_run_nodes_save:
 * @self: the nodes
 * @database: a writing connection
 * @run_id: the run
 * @error: return location
 *
 * Writes down what has changed: each node once, however often its items have changed meanwhile.
 *
 * Returns: %FALSE with @error where it cannot be written
 */
gboolean
heddle_run_nodes_save (HeddleRunNodes  *self,
                       HeddleDatabase  *database,
                       gint64           run_id,
                       GError         **error)
{
  for (guint i = 0; i < self->changed->len; i++)
    {
      guint ordinal = g_array_index (self->changed, guint, i);
      NodeRow *row = &self->rows[ordinal];

      if (row->status != row->saved_status && !save_row (self, database, run_id, ordinal, error))
        return FALSE;
    }
  g_array_set_size (self->changed, 0);
  return TRUE;
}

/* Nobody is asked any more in a run that is over, and what hung on the answer is not to come. */
static gboolean
cancel_waiting (HeddleRunNodes  *self,
                HeddleDatabase  *database,
                gint64           run_id,
                gint64           finished_at,
                GError         **error)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->n_rows; i++)
    {
      NodeRow *row = &self->rows[i];

      if (row->worst != HEDDLE_ITEM_WAITING && row->n_open == 0)
        continue;
      row->worst = row->worst == HEDDLE_ITEM_WAITING ? HEDDLE_ITEM_CANCELLED : worse (row->worst, HEDDLE_ITEM_CANCELLED);
      row->finished_at = finished_at;
      any = TRUE;
    }
  return !any || heddle_run_items_cancel_waiting (database, run_id, finished_at, error);
}

/**
 * heddle_run_nodes_end:
 * @self: the nodes
 * @database: a writing connection
 * @run_id: the run
 * @status: how the run ended
 * @finished_at: when, in milliseconds, or 0
 * @error: return location
 *
 * Writes down how the nodes ended.
 *
 * Returns: %FALSE with @error where it cannot be written
 */
gboolean
heddle_run_nodes_end (HeddleRunNodes   *self,
                      HeddleDatabase   *database,
                      gint64            run_id,
                      HeddleRunStatus   status,
                      gint64            finished_at,
                      GError          **error)
{
  if (!heddle_run_status_can_go_on (status) && !cancel_waiting (self, database, run_id, finished_at, error))
    return FALSE;

  for (guint i = 0; i < self->n_rows; i++)
    {
      NodeRow *row = &self->rows[i];

      row->status = final_status (row, status);
      if (row->id != 0 && (row->saved_finished_at != row->finished_at || row->saved_status != row->status)
          && !save_row (self, database, run_id, i, error))
        return FALSE;
    }
  return TRUE;
}
