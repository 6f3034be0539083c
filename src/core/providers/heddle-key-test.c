/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-key-test.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-address.h"
#include "providers/heddle-json-query.h"
#include "providers/heddle-provider-answer.h"

/* As long as a person looks at a spinner without wondering. */
#define PATIENCE (20 * G_USEC_PER_SEC)

static char *
dup_refusal (HeddleManifest *manifest)
{
  const char *name = heddle_manifest_get_name (manifest);
  const char *keys = heddle_manifest_get_link (manifest, "keys");

  if (keys == NULL)
    return g_strdup_printf (_("%s does not accept this key. Check that all of it was copied, or get "
                              "another."),
                            name);

  /* Translators: a provider, and the web page where it gives keys */
  return g_strdup_printf (_("%s does not accept this key. Check that all of it was copied, or get "
                            "another at %s"),
                          name, keys);
}

static char *
dup_unreachable (HeddleEndpoint *endpoint)
{
  const char *base_url = heddle_endpoint_get_base_url (endpoint);
  g_autofree char *origin = heddle_address_dup_origin (base_url);

  if (heddle_address_is_loopback (base_url))
    return g_strdup_printf (_("Nothing answers at %s. Check that the server on this machine runs."),
                            origin);

  return g_strdup_printf (_("%s cannot be reached. Check the connection to the network."), origin);
}

/* What a failed test means, and what to do about it. */
static char *
dup_meaning (HeddleEndpoint      *endpoint,
             HeddleProviderError  code)
{
  HeddleManifest *manifest = heddle_endpoint_get_manifest (endpoint);
  const char *name = heddle_manifest_get_name (manifest);
  g_autofree char *origin = heddle_address_dup_origin (heddle_endpoint_get_base_url (endpoint));

  switch ((int) code)
    {
    case HEDDLE_PROVIDER_ERROR_KEY_REFUSED:
      return dup_refusal (manifest);
    case HEDDLE_PROVIDER_ERROR_UNREACHABLE:
      return dup_unreachable (endpoint);
    case HEDDLE_PROVIDER_ERROR_QUOTA:
      return g_strdup_printf (_("%s knows the key, but there is no credit left. Add some there "
                                "before the next run."),
                              name);
    case HEDDLE_PROVIDER_ERROR_RATE_LIMITED:
      return g_strdup_printf (_("%s gets too many requests at the moment. Wait a minute and test "
                                "again."),
                              name);
    case HEDDLE_PROVIDER_ERROR_UNSUPPORTED:
      return g_strdup_printf (_("%s refuses the test, though not because the key is wrong. The first "
                                "run will show what the key may do."),
                              name);
    case HEDDLE_PROVIDER_ERROR_UNTRUSTED:
      return g_strdup_printf (_("%s cannot prove that it is itself, so the key was not sent. Check "
                                "the address, the clock of this machine, and the network."),
                              origin);
    case HEDDLE_PROVIDER_ERROR_TIMED_OUT:
      return g_strdup_printf (_("%s does not answer. Try again later."), origin);
    case HEDDLE_PROVIDER_ERROR_FAILED:
      return g_strdup_printf (_("%s has trouble at the moment. Try again later."), name);
    default:
      return g_strdup_printf (_("What answers at %s does not answer as %s does. Check the address, "
                                "and whether the network asks for a login first."),
                              origin, name);
    }
}

static GError *
explain (HeddleEndpoint *endpoint,
         GError         *cause)
{
  g_autoptr (GError) owned = cause;
  g_autofree char *meaning = NULL;
  const char *words;

  if (cause->domain != HEDDLE_PROVIDER_ERROR)
    return g_steal_pointer (&owned);

  words = heddle_provider_error_get_words (cause);
  meaning = dup_meaning (endpoint, (HeddleProviderError) cause->code);

  return heddle_provider_error_new ((HeddleProviderError) cause->code,
                                    words != NULL ? words : cause->message, meaning);
}

/* Pages that say “log in to this network” come with a status of success too. */
static gboolean
check_answer (HeddleEndpoint      *endpoint,
              JsonObject          *check,
              HeddleHttpResponse  *response,
              GError             **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) answer = heddle_provider_answer_parse (response, &cause);
  const char *path = heddle_json_get_string (check, "finds", "$");
  g_autoptr (GPtrArray) found = NULL;

  if (answer != NULL)
    found = heddle_json_query (answer, path);

  if (found != NULL && found->len > 0)
    return TRUE;

  if (cause != NULL)
    g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BAD_ANSWER,
                         cause->message);
  else
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BAD_ANSWER,
                 /* Translators: %s is a JSONPath */
                 _("The answer has no %s."), path);

  return FALSE;
}

static gboolean
ask (HeddleEndpoint  *endpoint,
     GCancellable    *cancellable,
     GError         **error)
{
  HeddleManifest *manifest = heddle_endpoint_get_manifest (endpoint);
  JsonObject *check = heddle_manifest_get_section (manifest, "check");
  g_autofree char *url = NULL;
  g_autoptr (HeddleHttpResponse) response = NULL;
  HeddleEndpointOrder order = { .method = "GET", .once = TRUE, .hurries = TRUE };

  url = heddle_endpoint_dup_url (endpoint, heddle_json_get_string (check, "path", "/"));
  order.url = url;
  order.cancellable = cancellable;
  response = heddle_endpoint_send (endpoint, &order, error);

  if (response == NULL)
    return FALSE;

  if (heddle_http_response_is_success (response))
    return check_answer (endpoint, check, response, error);

  g_propagate_error (error, heddle_provider_answer_new_error (
                              manifest, response, FALSE, heddle_endpoint_get_key (endpoint)));

  return FALSE;
}

static DexFuture *
patience_gone_cb (DexFuture *future,
                  gpointer   cancellable)
{
  g_cancellable_cancel (cancellable);

  return NULL;
}

static DexFuture *
test_fiber (gpointer user_data)
{
  HeddleEndpoint *endpoint = user_data;
  HeddleManifest *manifest = heddle_endpoint_get_manifest (endpoint);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 patience = (gint64) (PATIENCE * heddle_endpoint_get_time_scale (endpoint));
  GError *error = NULL;

  if (heddle_manifest_get_section (manifest, "check") == NULL)
    return dex_future_new_reject (
      HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
      _("There is no way to test a key of %s without paying. The first run will show."),
      heddle_manifest_get_name (manifest));

  dex_future_disown (dex_future_finally (dex_timeout_new_usec (patience), patience_gone_cb,
                                         g_object_ref (cancellable), g_object_unref));

  if (ask (endpoint, cancellable, &error))
    return dex_future_new_true ();

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      error = g_error_new_literal (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_TIMED_OUT,
                                   _("No answer came in time."));
    }

  return dex_future_new_for_error (explain (endpoint, error));
}

/**
 * heddle_key_test:
 * @endpoint: a provider's API, and the key to it
 *
 * Asks the provider for what costs nothing, as the `check` of its manifest says, to see whether it
 * accepts the key.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with a `HEDDLE_PROVIDER_ERROR` whose
 *   message says what is wrong and what to do, and whose words are the provider's
 */
DexFuture *
heddle_key_test (HeddleEndpoint *endpoint)
{
  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (endpoint), NULL);

  return heddle_spawn (test_fiber, g_object_ref (endpoint), g_object_unref);
}
