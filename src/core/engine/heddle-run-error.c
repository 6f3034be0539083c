/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-error.h"

#include <gio/gio.h>
#include <libdex.h>

#include "engine/heddle-plan.h"
#include "graph/heddle-workflow.h"
#include "providers/heddle-providers.h"
#include "store/heddle-store-error.h"

/**
 * heddle_error_to_item_status:
 * @error: why an item has no outputs
 *
 * Returns: the state that it is in for that reason
 */
HeddleItemStatus
heddle_error_to_item_status (const GError *error)
{
  if (g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_REJECTED))
    return HEDDLE_ITEM_CONTENT_REJECTED;
  if (g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME))
    return HEDDLE_ITEM_UNKNOWN_OUTCOME;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    return HEDDLE_ITEM_CANCELLED;
  return HEDDLE_ITEM_FAILED;
}

static const char *
provider_code (int code)
{
  static const char *const names[] = {
    [HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER] = "unknown-provider",
    [HEDDLE_PROVIDER_ERROR_UNSUPPORTED] = "unsupported",
    [HEDDLE_PROVIDER_ERROR_MISSING_KEY] = "missing-key",
    [HEDDLE_PROVIDER_ERROR_KEYRING] = "keyring",
    [HEDDLE_PROVIDER_ERROR_KEY_REFUSED] = "key-refused",
    [HEDDLE_PROVIDER_ERROR_QUOTA] = "quota",
    [HEDDLE_PROVIDER_ERROR_RATE_LIMITED] = "rate-limited",
    [HEDDLE_PROVIDER_ERROR_REJECTED] = "content-rejected",
    [HEDDLE_PROVIDER_ERROR_INVALID] = "invalid-request",
    [HEDDLE_PROVIDER_ERROR_FAILED] = "provider-failed",
    [HEDDLE_PROVIDER_ERROR_UNREACHABLE] = "unreachable",
    [HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME] = "unknown-outcome",
    [HEDDLE_PROVIDER_ERROR_BAD_ANSWER] = "bad-answer",
    [HEDDLE_PROVIDER_ERROR_TOO_LARGE] = "too-large",
    [HEDDLE_PROVIDER_ERROR_MANIFEST] = "manifest",
    [HEDDLE_PROVIDER_ERROR_ADDRESS] = "address",
  };

  return (guint) code < G_N_ELEMENTS (names) ? names[code] : "provider";
}

static const char *
graph_code (int code)
{
  static const char *const names[] = {
    [HEDDLE_GRAPH_ERROR_MALFORMED] = "malformed",
    [HEDDLE_GRAPH_ERROR_NEWER] = "newer-version",
    [HEDDLE_GRAPH_ERROR_UNKNOWN_TYPE] = "unknown-node-type",
    [HEDDLE_GRAPH_ERROR_CONFIG] = "config",
    [HEDDLE_GRAPH_ERROR_LINK] = "link",
    [HEDDLE_GRAPH_ERROR_CYCLE] = "cycle",
    [HEDDLE_GRAPH_ERROR_VALUE] = "value",
    [HEDDLE_GRAPH_ERROR_NOT_FOUND] = "not-found",
  };

  return (guint) code < G_N_ELEMENTS (names) ? names[code] : "document";
}

/**
 * heddle_error_to_code:
 * @error: an error
 *
 * Returns: a short name that scripts can compare, such as `missing-key` or `value`
 */
const char *
heddle_error_to_code (const GError *error)
{
  if (error->domain == HEDDLE_PROVIDER_ERROR)
    return provider_code (error->code);
  if (error->domain == HEDDLE_GRAPH_ERROR)
    return graph_code (error->code);
  if (error->domain == HEDDLE_PLAN_ERROR)
    return error->code == HEDDLE_PLAN_ERROR_OUTPUT ? "output" : "input";
  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    return error->domain == G_IO_ERROR && error->code == G_IO_ERROR_CANCELLED ? "cancelled" : "file";
  return "failed";
}

/**
 * heddle_error_to_json:
 * @error: (nullable): an error
 *
 * Returns: (transfer full): an object with `code` and `message`; JSON's null for no error
 */
JsonNode *
heddle_error_to_json (const GError *error)
{
  JsonObject *object;
  JsonNode *node;

  if (error == NULL)
    return json_node_init_null (json_node_alloc ());

  object = json_object_new ();
  json_object_set_string_member (object, "code", heddle_error_to_code (error));
  json_object_set_string_member (object, "message", error->message);
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  return node;
}
