/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "store/heddle-store-error.h"

G_BEGIN_DECLS

/**
 * HeddleRunStatus:
 * @HEDDLE_RUN_PENDING: written down, not begun
 * @HEDDLE_RUN_SCHEDULED: to begin at a time
 * @HEDDLE_RUN_RUNNING: at work
 * @HEDDLE_RUN_PAUSED: stopped, with a reason: person, budget, offline
 * @HEDDLE_RUN_AWAITING_SELECTION: nothing else is left until a person has chosen
 * @HEDDLE_RUN_AWAITING_APPROVAL: nothing else is left until a person has approved
 * @HEDDLE_RUN_AWAITING_DECISION: a paid call's outcome is unknown, a person decides
 * @HEDDLE_RUN_COMPLETED: done, perhaps with some items that failed
 * @HEDDLE_RUN_FAILED: items failed and none succeeded
 * @HEDDLE_RUN_CONTENT_REJECTED: the same, and all failures were refusals
 * @HEDDLE_RUN_CANCELLED: ended by a person
 *
 * How far a run is.
 */
typedef enum
{
  HEDDLE_RUN_PENDING,
  HEDDLE_RUN_SCHEDULED,
  HEDDLE_RUN_RUNNING,
  HEDDLE_RUN_PAUSED,
  HEDDLE_RUN_AWAITING_SELECTION,
  HEDDLE_RUN_AWAITING_APPROVAL,
  HEDDLE_RUN_AWAITING_DECISION,
  HEDDLE_RUN_COMPLETED,
  HEDDLE_RUN_FAILED,
  HEDDLE_RUN_CONTENT_REJECTED,
  HEDDLE_RUN_CANCELLED,
} HeddleRunStatus;

const char *heddle_run_status_to_string   (HeddleRunStatus   status);
gboolean    heddle_run_status_from_string (const char       *string,
                                           HeddleRunStatus  *status,
                                           GError          **error);
gboolean    heddle_run_status_is_final    (HeddleRunStatus   status);
gboolean    heddle_run_status_can_go_on   (HeddleRunStatus   status);

G_END_DECLS
