/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-item-status.h"

#include "store/heddle-status-names.h"

static const char *const names[] = {
  [HEDDLE_ITEM_PENDING] = "pending",
  [HEDDLE_ITEM_QUEUED] = "queued",
  [HEDDLE_ITEM_RUNNING] = "running",
  [HEDDLE_ITEM_WAITING] = "waiting",
  [HEDDLE_ITEM_CACHED] = "cached",
  [HEDDLE_ITEM_SKIPPED] = "skipped",
  [HEDDLE_ITEM_COMPLETED] = "completed",
  [HEDDLE_ITEM_FAILED] = "failed",
  [HEDDLE_ITEM_CANCELLED] = "cancelled",
  [HEDDLE_ITEM_CONTENT_REJECTED] = "content_rejected",
  [HEDDLE_ITEM_UNKNOWN_OUTCOME] = "unknown_outcome",
};

/**
 * heddle_item_status_to_string:
 * @status: an item's status
 *
 * Returns: (transfer none): its name, as rows and events have it
 */
const char *
heddle_item_status_to_string (HeddleItemStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (names), NULL);

  return names[status];
}

/**
 * heddle_item_status_from_string:
 * @string: (nullable): a name
 * @status: (out): the status
 * @error: return location for an error
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_INVALID if no status is named so
 */
gboolean
heddle_item_status_from_string (const char        *string,
                                HeddleItemStatus  *status,
                                GError           **error)
{
  guint index;
  gboolean found = heddle_status_names_find (names, G_N_ELEMENTS (names), string, &index, error);

  *status = index;
  return found;
}

/**
 * heddle_item_status_is_final:
 * @status: an item's status
 *
 * Returns: whether nothing comes after it unless a person asks for it
 */
gboolean
heddle_item_status_is_final (HeddleItemStatus status)
{
  return status >= HEDDLE_ITEM_CACHED && status != HEDDLE_ITEM_UNKNOWN_OUTCOME;
}
