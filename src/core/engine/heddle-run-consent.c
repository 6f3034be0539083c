/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-consent.h"

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "store/heddle-setting-repository.h"

#define CATEGORY "runs"
#define LIMIT "ask_above"

/* One dollar, until somebody says otherwise. */
#define LIMIT_DEFAULT 1000000
#define LIMIT_CURRENCY "USD"

static gboolean
may_cost (HeddleMoney most)
{
  return !most.known || most.amount > 0;
}

static gboolean
is_comparable (HeddleMoney most,
               HeddleMoney limit)
{
  return most.known && g_str_equal (most.currency, limit.currency);
}

/**
 * heddle_run_consent_weigh:
 * @limit: what a run may cost without asking; an unknown amount where nobody is to be asked about that
 * @most: what the run costs at most; an unknown amount where nobody knows
 * @passes_budget: whether a budget stops it, or may do so
 *
 * A run that a budget would stop is always asked about. Where nothing may be spent unasked, all that may
 * cost anything costs too much.
 *
 * Returns: whether a person has to be asked, and why
 */
HeddleRunConsent
heddle_run_consent_weigh (HeddleMoney limit,
                          HeddleMoney most,
                          gboolean    passes_budget)
{
  if (passes_budget)
    return HEDDLE_RUN_CONSENT_BUDGET;
  if (!limit.known || !may_cost (most))
    return HEDDLE_RUN_CONSENT_NOT_NEEDED;
  if (limit.amount == 0)
    return HEDDLE_RUN_CONSENT_COST;
  if (!is_comparable (most, limit))
    return HEDDLE_RUN_CONSENT_COST_UNKNOWN;
  return most.amount > limit.amount ? HEDDLE_RUN_CONSENT_COST : HEDDLE_RUN_CONSENT_NOT_NEEDED;
}

/**
 * heddle_run_consent_find:
 * @library: (nullable): the library that the run is to be in; %NULL where there is none yet
 * @most: what it costs at most; an unknown amount where nobody knows
 * @passes_budget: whether a budget stops it, or may do so
 * @consent: (out): whether a person has to be asked, and why
 * @error: return location
 *
 * Weighs the cost against what people have said of this library. Blocks.
 *
 * Returns: %FALSE with an error of [error@StoreError] where the library cannot be read
 */
gboolean
heddle_run_consent_find (HeddleLibrary             *library,
                         HeddleMoney                most,
                         gboolean                   passes_budget,
                         HeddleRunConsent          *consent,
                         GError                   **error)
{
  g_autoptr (HeddleDatabase) reader = NULL;
  HeddleMoney limit = heddle_money_new (LIMIT_DEFAULT, LIMIT_CURRENCY);
  gboolean read;

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (library == NULL)
    {
      *consent = heddle_run_consent_weigh (limit, most, passes_budget);
      return TRUE;
    }
  reader = heddle_library_open_reader (library, error);
  if (reader == NULL)
    return FALSE;
  read = heddle_run_consent_read_limit (reader, &limit, error);
  heddle_library_put_reader_back (library, g_steal_pointer (&reader));
  if (read)
    *consent = heddle_run_consent_weigh (limit, most, passes_budget);
  return read;
}

static gboolean
is_never (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return object != NULL && json_object_has_member (object, "amount") && json_object_get_null_member (object, "amount");
}

/**
 * heddle_run_consent_read_limit:
 * @database: a connection
 * @limit: (out caller-allocates): what a run may cost without asking; an unknown amount where nobody is to
 *   be asked about that. One dollar where nobody has said, or what is written down is no amount
 * @error: return location
 *
 * Returns: %FALSE with an error of [error@StoreError] where the library cannot be read
 */
gboolean
heddle_run_consent_read_limit (HeddleDatabase  *database,
                               HeddleMoney     *limit,
                               GError         **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  *limit = heddle_money_new (LIMIT_DEFAULT, LIMIT_CURRENCY);
  if (!heddle_settings_get_text (database, CATEGORY, LIMIT, &text, error))
    return FALSE;
  node = text == NULL ? NULL : json_from_string (text, NULL);
  if (node == NULL)
    return TRUE;
  if (is_never (node))
    *limit = HEDDLE_MONEY_UNKNOWN;
  else if (heddle_money_from_json (node).known)
    *limit = heddle_money_from_json (node);
  return TRUE;
}

static char *
write_text (HeddleMoney limit)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  if (limit.known)
    json_object_set_int_member (object, "amount", limit.amount);
  else
    json_object_set_null_member (object, "amount");
  json_object_set_string_member (object, "currency", limit.known ? limit.currency : LIMIT_CURRENCY);
  node = json_node_init_object (json_node_alloc (), object);
  return json_to_string (node, FALSE);
}

static gboolean
write_limit (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  return heddle_settings_set_text (database, CATEGORY, LIMIT, data, error);
}

/**
 * heddle_run_consent_set_limit:
 * @library: a library
 * @limit: what a run may cost without asking: nothing, to be asked about all that is paid for; an unknown
 *   amount, to be asked about none
 *
 * Returns: (transfer full): resolves once the library holds it; rejects with an error of [error@StoreError]
 */
DexFuture *
heddle_run_consent_set_limit (HeddleLibrary *library,
                              HeddleMoney    limit)
{
  return heddle_library_write (library, write_limit, write_text (limit), g_free);
}
