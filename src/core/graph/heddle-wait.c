/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-wait.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"

/* Longer ones are told in minutes. */
#define MOST_SECONDS 120

static const char *const names[] = { NULL, "rate-limit", "retry", "network", "storage" };

/**
 * heddle_wait_new:
 * @reason: why something has to be waited for
 * @whom: (nullable): the provider's name
 * @until: when the wait is to end, in microseconds since 1970; 0 where nobody knows
 *
 * Returns: the wait
 */
HeddleWait
heddle_wait_new (HeddleWaitReason  reason,
                 const char       *whom,
                 gint64            until)
{
  return (HeddleWait) { reason, g_intern_string (whom), until };
}

static char *
dup_rest (HeddleWait wait,
          gint64     now)
{
  gint64 seconds = (wait.until - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;

  if (wait.until == 0 || seconds <= 0)
    return NULL;
  if (seconds <= MOST_SECONDS)
    return g_strdup_printf (_("%d s"), (int) seconds);
  return g_strdup_printf (_("%d min"), (int) ((seconds + 59) / 60));
}

static char *
dup_retry (const char *rest)
{
  if (rest == NULL)
    return g_strdup (_("Retrying"));
  /* Translators: "Retrying in 20 s" */
  return g_strdup_printf (_("Retrying in %s"), rest);
}

static char *
dup_rate_limit (const char *whom,
                const char *rest)
{
  if (rest == NULL)
    /* Translators: "Waits for OpenAI’s rate limit" */
    return g_strdup_printf (_("Waits for %s’s rate limit"), whom);
  /* Translators: "Waits for OpenAI’s rate limit, 20 s" */
  return g_strdup_printf (_("Waits for %s’s rate limit, %s"), whom, rest);
}

/**
 * heddle_wait_dup_sentence:
 * @wait: what has to be waited for
 * @now: the time, in microseconds since 1970
 *
 * Returns: (transfer full) (nullable): what a person is told, without a full stop; %NULL where nothing
 *   has to be waited for that a person should know of
 */
char *
heddle_wait_dup_sentence (HeddleWait wait,
                          gint64     now)
{
  g_autofree char *rest = dup_rest (wait, now);

  switch (wait.reason)
    {
    case HEDDLE_WAIT_RATE_LIMIT:
      return dup_rate_limit (wait.whom, rest);
    case HEDDLE_WAIT_RETRY:
      return dup_retry (rest);
    case HEDDLE_WAIT_NETWORK:
      return g_strdup (_("Waits for the network"));
    case HEDDLE_WAIT_NONE:
    case HEDDLE_WAIT_STORAGE:
    default:
      return NULL;
    }
}

/**
 * heddle_wait_to_json:
 * @wait: what has to be waited for, which is something
 *
 * Returns: (transfer full): the same for another process
 */
JsonNode *
heddle_wait_to_json (HeddleWait wait)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node = json_node_alloc ();

  g_return_val_if_fail (wait.reason != HEDDLE_WAIT_NONE, json_node_init_null (node));

  json_object_set_string_member (object, "reason", names[wait.reason]);
  if (wait.whom != NULL)
    json_object_set_string_member (object, "whom", wait.whom);
  json_object_set_int_member (object, "until", wait.until);
  return json_node_init_object (node, object);
}

/**
 * heddle_wait_from_json:
 * @object: (nullable): what [func@wait_to_json] wrote
 *
 * Returns: the same wait; none where that says nothing that this version knows
 */
HeddleWait
heddle_wait_from_json (JsonObject *object)
{
  const char *name = object == NULL ? NULL : heddle_json_get_string (object, "reason", NULL);
  const char *whom = object == NULL ? NULL : heddle_json_get_string (object, "whom", NULL);

  for (guint i = HEDDLE_WAIT_RATE_LIMIT; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], name) == 0 && (i != HEDDLE_WAIT_RATE_LIMIT || whom != NULL))
      return heddle_wait_new ((HeddleWaitReason) i, whom, heddle_json_get_int (object, "until", 0));
  return (HeddleWait) { HEDDLE_WAIT_NONE, NULL, 0 };
}
