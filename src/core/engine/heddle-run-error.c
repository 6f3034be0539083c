/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-error.h"

#include <gio/gio.h>
#include <libdex.h>

#include "assets/heddle-imaging-error.h"
#include "base/heddle-json.h"
#include "engine/heddle-plan.h"
#include "graph/heddle-workflow.h"
#include "nodes/heddle-node-error.h"
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
  if (g_error_matches (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NEEDS_CHOICE)
      || g_error_matches (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NEEDS_APPROVAL))
    return HEDDLE_ITEM_WAITING;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    return HEDDLE_ITEM_CANCELLED;
  return HEDDLE_ITEM_FAILED;
}

/**
 * heddle_error_to_run_need:
 * @error: why an item cannot go on without a person
 *
 * Returns: what the person is needed for
 */
HeddleRunNeed
heddle_error_to_run_need (const GError *error)
{
  if (g_error_matches (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NEEDS_CHOICE))
    return HEDDLE_RUN_NEEDS_SELECTION;
  if (g_error_matches (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NEEDS_APPROVAL))
    return HEDDLE_RUN_NEEDS_APPROVAL;
  return HEDDLE_RUN_NEEDS_DECISION;
}

static const char *const provider_codes[] = {
  [HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER] = "unknown-provider",
  [HEDDLE_PROVIDER_ERROR_UNKNOWN_CONNECTION] = "unknown-connection",
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
  [HEDDLE_PROVIDER_ERROR_KEYRING_MISSING] = "keyring",
  [HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED] = "keyring",
  [HEDDLE_PROVIDER_ERROR_UNTRUSTED] = "untrusted",
  [HEDDLE_PROVIDER_ERROR_TIMED_OUT] = "timed-out",
  [HEDDLE_PROVIDER_ERROR_BUDGET] = "budget",
  [HEDDLE_PROVIDER_ERROR_OFFLINE] = "offline",
  [HEDDLE_PROVIDER_ERROR_STORAGE] = "storage",
};

static const char *const graph_codes[] = {
  [HEDDLE_GRAPH_ERROR_MALFORMED] = "malformed",
  [HEDDLE_GRAPH_ERROR_NEWER] = "newer-version",
  [HEDDLE_GRAPH_ERROR_UNKNOWN_TYPE] = "unknown-node-type",
  [HEDDLE_GRAPH_ERROR_CONFIG] = "config",
  [HEDDLE_GRAPH_ERROR_LINK] = "link",
  [HEDDLE_GRAPH_ERROR_CYCLE] = "cycle",
  [HEDDLE_GRAPH_ERROR_VALUE] = "value",
  [HEDDLE_GRAPH_ERROR_NOT_FOUND] = "not-found",
};

static const char *const plan_codes[] = {
  [HEDDLE_PLAN_ERROR_INPUT] = "input",
  [HEDDLE_PLAN_ERROR_ROWS] = "rows",
  [HEDDLE_PLAN_ERROR_PIPELINE] = "pipeline",
  [HEDDLE_PLAN_ERROR_OUTPUT] = "output",
  [HEDDLE_PLAN_ERROR_MODEL] = "model",
  [HEDDLE_PLAN_ERROR_RUN] = "run",
};

static const char *const node_codes[] = {
  [HEDDLE_NODE_ERROR_CONFIG] = "config",
  [HEDDLE_NODE_ERROR_INPUT] = "input",
  [HEDDLE_NODE_ERROR_NOT_FOUND] = "not-found",
  [HEDDLE_NODE_ERROR_OUTSIDE] = "outside",
  [HEDDLE_NODE_ERROR_UNREADABLE] = "unreadable",
  [HEDDLE_NODE_ERROR_WRITE] = "output",
  [HEDDLE_NODE_ERROR_ANSWER] = "bad-answer",
  [HEDDLE_NODE_ERROR_UNAVAILABLE] = "unavailable",
  [HEDDLE_NODE_ERROR_NEEDS_CHOICE] = "needs-choice",
  [HEDDLE_NODE_ERROR_NEEDS_APPROVAL] = "needs-approval",
};

static const char *const imaging_codes[] = {
  [HEDDLE_IMAGING_ERROR_BAD_REQUEST] = "config",
  [HEDDLE_IMAGING_ERROR_NOT_FOUND] = "not-found",
  [HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT] = "unsupported-format",
  [HEDDLE_IMAGING_ERROR_TOO_LARGE] = "too-large",
  [HEDDLE_IMAGING_ERROR_DAMAGED] = "damaged",
  [HEDDLE_IMAGING_ERROR_NO_FONT] = "no-font",
  [HEDDLE_IMAGING_ERROR_DOES_NOT_FIT] = "does-not-fit",
  [HEDDLE_IMAGING_ERROR_FAILED] = "imaging-failed",
  [HEDDLE_IMAGING_ERROR_CRASHED] = "imaging-crashed",
  [HEDDLE_IMAGING_ERROR_TIMED_OUT] = "timed-out",
  [HEDDLE_IMAGING_ERROR_UNAVAILABLE] = "unavailable",
};

static const struct
{
  GQuark            (*domain) (void);
  const char *const *codes;
  guint              n_codes;
} domains[] = {
  { heddle_provider_error_quark, provider_codes, G_N_ELEMENTS (provider_codes) },
  { heddle_graph_error_quark, graph_codes, G_N_ELEMENTS (graph_codes) },
  { heddle_plan_error_quark, plan_codes, G_N_ELEMENTS (plan_codes) },
  { heddle_node_error_quark, node_codes, G_N_ELEMENTS (node_codes) },
  { heddle_imaging_error_quark, imaging_codes, G_N_ELEMENTS (imaging_codes) },
};

/**
 * heddle_error_to_code:
 * @error: an error
 *
 * Returns: a short name that scripts can compare, such as `missing-key` or `value`
 */
const char *
heddle_error_to_code (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    if (error->domain == domains[i].domain () && (guint) error->code < domains[i].n_codes)
      return domains[i].codes[error->code];

  if (heddle_error_to_item_status (error) == HEDDLE_ITEM_CANCELLED)
    return "cancelled";
  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    return "file";
  return "failed";
}

/**
 * heddle_error_to_json:
 * @error: (nullable): an error
 *
 * Returns: (transfer full): an object with `code`, `message` and, where there are any, `details`; JSON's null for no error
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
  if (error->domain == HEDDLE_IMAGING_ERROR && heddle_imaging_error_get_details (error) != NULL)
    json_object_set_string_member (object, "details", heddle_imaging_error_get_details (error));
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  return node;
}

/**
 * heddle_error_to_text:
 * @error: (nullable): an error
 *
 * Returns: (transfer full) (nullable): the same as a text; %NULL for no error
 */
char *
heddle_error_to_text (const GError *error)
{
  g_autoptr (JsonNode) json = error == NULL ? NULL : heddle_error_to_json (error);

  return json == NULL ? NULL : heddle_json_write (json, HEDDLE_JSON_COMPACT);
}

/* Several errors share a code; whoever reads it cannot tell them apart either. */
static void
find_code (const char *code,
           GQuark     *domain,
           int        *number)
{
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (guint c = 0; c < domains[i].n_codes; c++)
      if (g_strcmp0 (domains[i].codes[c], code) == 0)
        {
          *domain = domains[i].domain ();
          *number = (int) c;
          return;
        }

  *domain = HEDDLE_STORE_ERROR;
  *number = HEDDLE_STORE_ERROR_FAILED;
  if (g_str_equal (code, "cancelled") || g_str_equal (code, "file"))
    {
      *domain = G_IO_ERROR;
      *number = g_str_equal (code, "file") ? G_IO_ERROR_FAILED : G_IO_ERROR_CANCELLED;
    }
}

/**
 * heddle_error_from_json:
 * @json: (nullable): what [func@error_to_json] has made
 *
 * Returns: (transfer full) (nullable): an error that is written the same way; %NULL where @json is not
 *   of that form, as null is
 */
GError *
heddle_error_from_json (JsonNode *json)
{
  JsonObject *object = json != NULL && JSON_NODE_HOLDS_OBJECT (json) ? json_node_get_object (json) : NULL;
  const char *name = object == NULL ? NULL : heddle_json_get_string (object, "code", NULL);
  const char *message = object == NULL ? NULL : heddle_json_get_string (object, "message", NULL);
  const char *details = object == NULL ? NULL : heddle_json_get_string (object, "details", NULL);
  GError *error = NULL;
  GQuark domain;
  int code;

  if (name == NULL || message == NULL)
    return NULL;
  find_code (name, &domain, &code);
  if (details == NULL)
    return g_error_new_literal (domain, code, message);
  heddle_imaging_set_error (&error, domain == HEDDLE_IMAGING_ERROR ? (HeddleImagingError) code
                                                                    : HEDDLE_IMAGING_ERROR_FAILED,
                            details, "%s", message);
  return error;
}
