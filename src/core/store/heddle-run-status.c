/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-run-status.h"

#include "store/heddle-status-names.h"

static const char *const names[] = {
  [HEDDLE_RUN_PENDING] = "pending",
  [HEDDLE_RUN_SCHEDULED] = "scheduled",
  [HEDDLE_RUN_RUNNING] = "running",
  [HEDDLE_RUN_PAUSED] = "paused",
  [HEDDLE_RUN_AWAITING_SELECTION] = "awaiting_selection",
  [HEDDLE_RUN_AWAITING_APPROVAL] = "awaiting_approval",
  [HEDDLE_RUN_AWAITING_DECISION] = "awaiting_decision",
  [HEDDLE_RUN_COMPLETED] = "completed",
  [HEDDLE_RUN_FAILED] = "failed",
  [HEDDLE_RUN_CONTENT_REJECTED] = "content_rejected",
  [HEDDLE_RUN_CANCELLED] = "cancelled",
};

/**
 * heddle_run_status_to_string:
 * @status: a run's status
 *
 * Returns: (transfer none): its name, as rows and events have it
 */
const char *
heddle_run_status_to_string (HeddleRunStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (names), NULL);

  return names[status];
}

/**
 * heddle_run_status_from_string:
 * @string: (nullable): a name
 * @status: (out): the status
 * @error: return location for an error
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_INVALID if no status is named so
 */
gboolean
heddle_run_status_from_string (const char       *string,
                               HeddleRunStatus  *status,
                               GError          **error)
{
  guint index;
  gboolean found = heddle_status_names_find (names, G_N_ELEMENTS (names), string, &index, error);

  *status = index;
  return found;
}

/**
 * heddle_run_status_is_final:
 * @status: a status
 *
 * Returns: whether nothing more comes of a run in this state
 */
gboolean
heddle_run_status_is_final (HeddleRunStatus status)
{
  return status >= HEDDLE_RUN_COMPLETED;
}

/**
 * heddle_run_status_can_go_on:
 * @status: how a run stopped
 *
 * Returns: whether it waits for something, and is not at its end
 */
gboolean
heddle_run_status_can_go_on (HeddleRunStatus status)
{
  return status == HEDDLE_RUN_AWAITING_DECISION || status == HEDDLE_RUN_AWAITING_SELECTION
         || status == HEDDLE_RUN_AWAITING_APPROVAL || status == HEDDLE_RUN_PAUSED;
}
