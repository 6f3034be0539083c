/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-ending.h"

#include "base/heddle-json.h"
#include "engine/heddle-run-error.h"

struct _HeddleRunEnding
{
  HeddleRunStatus status;
  char           *reason;
  char           *error;
  HeddleRunCounts counts;
  char           *costs;
};

static char *
costs_text (HeddleMoney cost)
{
  g_autoptr (JsonNode) costs = json_node_init_array (json_node_alloc (), NULL);
  g_autoptr (JsonArray) list = json_array_new ();

  if (!cost.known)
    return NULL;
  json_array_add_element (list, heddle_money_to_json (cost));
  json_node_set_array (costs, list);
  return heddle_json_write (costs, HEDDLE_JSON_COMPACT);
}

/**
 * heddle_run_ending_new:
 * @status: how the run ended
 * @pause: (nullable): of one that is paused, what keeps it from going on
 * @tally: its sums
 *
 * Returns: (transfer full): the ending
 */
HeddleRunEnding *
heddle_run_ending_new (HeddleRunStatus       status,
                       const GError         *pause,
                       const HeddleRunTally *tally)
{
  HeddleRunEnding *self = g_new0 (HeddleRunEnding, 1);

  self->status = status;
  self->counts = tally->counts;
  self->costs = costs_text (tally->cost);
  if (status == HEDDLE_RUN_PAUSED)
    {
      self->reason = g_strdup (heddle_error_to_code (pause));
      self->error = heddle_error_to_text (pause);
    }
  return self;
}

/**
 * heddle_run_ending_free:
 * @self: (transfer full): the ending
 */
void
heddle_run_ending_free (HeddleRunEnding *self)
{
  g_free (self->reason);
  g_free (self->error);
  g_free (self->costs);
  g_free (self);
}

/**
 * heddle_run_ending_write:
 * @self: the ending
 * @database: a writing connection
 * @record: (inout): the run
 * @nodes: its nodes
 * @error: return location for an error
 *
 * Writes down how the run and its nodes ended.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_run_ending_write (HeddleRunEnding  *self,
                         HeddleDatabase   *database,
                         HeddleRunRecord  *record,
                         HeddleRunNodes   *nodes,
                         GError          **error)
{
  record->status = self->status;
  record->counts = self->counts;
  record->finished_at = heddle_run_status_can_go_on (self->status) ? 0 : g_get_real_time () / 1000;
  g_set_str (&record->reason, self->reason);
  g_set_str (&record->costs, self->costs);
  if (self->status == HEDDLE_RUN_PAUSED)
    g_set_str (&record->error, self->error);
  return heddle_run_nodes_end (nodes, database, record->id, record->status, record->finished_at, error)
         && heddle_runs_update (database, record, error);
}
