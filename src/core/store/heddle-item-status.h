/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "store/heddle-store-error.h"

G_BEGIN_DECLS

/**
 * HeddleItemStatus:
 * @HEDDLE_ITEM_PENDING: not its turn yet
 * @HEDDLE_ITEM_QUEUED: ready, waits for a place
 * @HEDDLE_ITEM_RUNNING: at work
 * @HEDDLE_ITEM_WAITING: for a person
 * @HEDDLE_ITEM_CACHED: done before, nothing was done again
 * @HEDDLE_ITEM_SKIPPED: left out, since an earlier step or a condition said so
 * @HEDDLE_ITEM_COMPLETED: done
 * @HEDDLE_ITEM_FAILED: failed
 * @HEDDLE_ITEM_CANCELLED: ended by a person
 * @HEDDLE_ITEM_CONTENT_REJECTED: refused by a provider for its content
 * @HEDDLE_ITEM_UNKNOWN_OUTCOME: sent and paid perhaps, never answered
 *
 * How far an item of a run is; that of a node is the worst of its items'.
 */
typedef enum
{
  HEDDLE_ITEM_PENDING,
  HEDDLE_ITEM_QUEUED,
  HEDDLE_ITEM_RUNNING,
  HEDDLE_ITEM_WAITING,
  HEDDLE_ITEM_CACHED,
  HEDDLE_ITEM_SKIPPED,
  HEDDLE_ITEM_COMPLETED,
  HEDDLE_ITEM_FAILED,
  HEDDLE_ITEM_CANCELLED,
  HEDDLE_ITEM_CONTENT_REJECTED,
  HEDDLE_ITEM_UNKNOWN_OUTCOME,
} HeddleItemStatus;

const char *heddle_item_status_to_string   (HeddleItemStatus   status);
gboolean    heddle_item_status_from_string (const char        *string,
                                            HeddleItemStatus  *status,
                                            GError           **error);
gboolean    heddle_item_status_is_final    (HeddleItemStatus   status);

G_END_DECLS
