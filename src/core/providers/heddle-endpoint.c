/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-endpoint.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "providers/heddle-address.h"
#include "providers/heddle-hosts.h"
#include "providers/heddle-provider-answer.h"
#include "providers/heddle-repeats.h"

struct _HeddleEndpoint
{
  GObject parent_instance;

  HeddleHttpClient *client;
  HeddleManifest *manifest;
  char *base_url;
  HeddleSecret *key;
  JsonObject *account;
  HeddleNetwork *network;
  HeddleRateLimiter *limiter;
  double time_scale;
};

G_DEFINE_FINAL_TYPE (HeddleEndpoint, heddle_endpoint, G_TYPE_OBJECT)

static void
heddle_endpoint_finalize (GObject *object)
{
  HeddleEndpoint *self = HEDDLE_ENDPOINT (object);

  g_clear_object (&self->client);
  g_clear_object (&self->manifest);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->key, heddle_secret_unref);
  g_clear_pointer (&self->account, json_object_unref);
  g_clear_object (&self->network);
  g_clear_object (&self->limiter);

  G_OBJECT_CLASS (heddle_endpoint_parent_class)->finalize (object);
}

static void
heddle_endpoint_class_init (HeddleEndpointClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_endpoint_finalize;
}

static void
heddle_endpoint_init (HeddleEndpoint *self)
{
}

static void
set_secret_header (HeddleHttpRequest *request,
                   const char        *name,
                   const char        *prefix,
                   const char        *key)
{
  char *value = g_strconcat (prefix, key, NULL);

  heddle_http_request_set_credential (request, name, value);
  heddle_secret_free (value);
}

/* The address with the key in it, where that is how the provider wants it. */
static char *
dup_authorized_url (HeddleEndpoint *self,
                    const char     *url)
{
  const char *key = heddle_endpoint_get_key (self);
  char *escaped;
  char *authorized;

  if (key == NULL || heddle_manifest_get_auth_type (self->manifest) != HEDDLE_AUTH_QUERY)
    return g_strdup (url);

  escaped = g_uri_escape_string (key, NULL, FALSE);
  authorized = g_strconcat (url, strchr (url, '?') != NULL ? "&" : "?",
                            heddle_manifest_get_auth_name (self->manifest), "=", escaped, NULL);
  heddle_secret_free (escaped);

  return authorized;
}

static void
authorize (HeddleEndpoint    *self,
           HeddleHttpRequest *request)
{
  const char *key = heddle_endpoint_get_key (self);
  char *encoded;

  if (key == NULL)
    return;

  switch (heddle_manifest_get_auth_type (self->manifest))
    {
    case HEDDLE_AUTH_BEARER:
      set_secret_header (request, "Authorization", "Bearer ", key);
      break;
    case HEDDLE_AUTH_HEADER:
      set_secret_header (request, heddle_manifest_get_auth_name (self->manifest),
                         heddle_manifest_get_auth_prefix (self->manifest), key);
      break;
    case HEDDLE_AUTH_BASIC:
      encoded = g_base64_encode ((const guchar *) key, strlen (key));
      set_secret_header (request, "Authorization", "Basic ", encoded);
      heddle_secret_free (encoded);
      break;
    case HEDDLE_AUTH_QUERY:
      heddle_http_request_set_credential (request, NULL, NULL);
      break;
    case HEDDLE_AUTH_NONE:
    default:
      break;
    }
}

static void
add_headers (HeddleHttpRequest *request,
             JsonObject        *headers)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (headers == NULL)
    return;

  json_object_iter_init (&iter, headers);
  while (json_object_iter_next (&iter, &name, &value))
    heddle_http_request_add_header (request, name, json_node_get_string (value));
}

static HeddleHttpRequest *
create_request (HeddleEndpoint      *self,
                HeddleEndpointOrder *order)
{
  gboolean own = !order->foreign && heddle_endpoint_owns (self, order->url);
  char *url = own ? dup_authorized_url (self, order->url) : g_strdup (order->url);
  HeddleHttpRequest *request = heddle_http_request_new (order->method, url);

  heddle_secret_free (url);

  if (own)
    {
      add_headers (request, heddle_manifest_get_section (self->manifest, "headers"));
      add_headers (request, self->account);
      add_headers (request, order->headers);
      authorize (self, request);
    }

  if (order->foreign)
    heddle_http_request_set_follow (request, TRUE, heddle_address_is_loopback (self->base_url));

  if (heddle_address_is_plain_private (self->base_url))
    {
      g_autofree char *origin = heddle_address_dup_origin (self->base_url);

      heddle_http_request_set_confirmed (request, origin);
    }

  if (order->body != NULL)
    heddle_http_request_set_body (
      request, order->content_type != NULL ? order->content_type : "application/json", order->body);

  heddle_http_request_set_file (request, order->file);
  heddle_http_request_set_file_types (request, (const char *const *) order->file_types);
  heddle_http_request_set_timeouts (request, heddle_manifest_get_timeouts (self->manifest));
  heddle_http_request_set_max_bytes (request, heddle_manifest_get_max_bytes (self->manifest));
  heddle_http_request_set_cancellable (request, order->cancellable);

  return request;
}

static gboolean
may_repeat_error (HeddleEndpointOrder *order,
                  const GError        *error)
{
  if (g_error_matches (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_UNREACHABLE))
    return !order->paid || !order->sent;

  /* What made nothing of an order in all the time that it had would need as long again. */
  if (g_error_matches (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_UNANSWERED))
    return !order->paid && order->turn == NULL;

  return g_error_matches (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_LOST) && !order->paid;
}

static gboolean
may_repeat_status (HeddleEndpoint      *self,
                   HeddleEndpointOrder *order,
                   HeddleHttpResponse  *response)
{
  JsonObject *errors = heddle_manifest_get_section (self->manifest, "errors");
  JsonArray *list = errors != NULL ? heddle_json_get_array (errors, "not_charged") : NULL;
  guint status = heddle_http_response_get_status (response);

  if (status == 429)
    return !heddle_provider_answer_is_quota (self->manifest, response);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      if (json_array_get_int_element (list, i) == (gint64) status)
        return TRUE;
    }

  return !order->paid && (status == 408 || status >= 500);
}

/* What an exchange's error means to those who asked for something. */
static GError *
translate_error (HeddleEndpoint      *self,
                 HeddleEndpointOrder *order,
                 GError              *cause)
{
  g_autoptr (GError) owned = cause;
  HeddleProviderError code;

  if (cause->domain != HEDDLE_HTTP_ERROR)
    return g_steal_pointer (&owned);

  if ((cause->code == HEDDLE_HTTP_ERROR_LOST || cause->code == HEDDLE_HTTP_ERROR_UNANSWERED) && order->paid
      && order->sent)
    return g_error_new (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                        _("%s The request may have been charged."), cause->message);

  switch ((HeddleHttpError) cause->code)
    {
    case HEDDLE_HTTP_ERROR_ADDRESS:
    case HEDDLE_HTTP_ERROR_REDIRECT:
      code = HEDDLE_PROVIDER_ERROR_ADDRESS;
      break;
    case HEDDLE_HTTP_ERROR_UNREACHABLE:
      code = HEDDLE_PROVIDER_ERROR_UNREACHABLE;
      break;
    case HEDDLE_HTTP_ERROR_TLS:
      code = HEDDLE_PROVIDER_ERROR_UNTRUSTED;
      break;
    case HEDDLE_HTTP_ERROR_TOO_LARGE:
      code = HEDDLE_PROVIDER_ERROR_TOO_LARGE;
      break;
    case HEDDLE_HTTP_ERROR_LOST:
    case HEDDLE_HTTP_ERROR_UNANSWERED:
    case HEDDLE_HTTP_ERROR_FILE:
    default:
      code = HEDDLE_PROVIDER_ERROR_FAILED;
      break;
    }

  return g_error_new_literal (HEDDLE_PROVIDER_ERROR, (int) code, cause->message);
}

static gboolean
is_at_home (HeddleEndpoint *self)
{
  const char *usual = heddle_manifest_get_base_url (self->manifest);

  return usual != NULL && heddle_address_same_origin (usual, self->base_url);
}

/* What a manifest says holds for the provider itself. A server elsewhere can only teach. */
static HeddleRateLimiter *
find_limiter (HeddleEndpoint *self)
{
  JsonObject *section = heddle_manifest_get_section (self->manifest, "rate_limits");
  g_autofree char *origin = heddle_address_dup_origin (self->base_url);

  return heddle_rate_limiter_find (heddle_manifest_get_id (self->manifest),
                                   origin != NULL ? origin : self->base_url,
                                   heddle_endpoint_get_key (self),
                                   heddle_rate_limits_read (is_at_home (self) ? section : NULL, self->time_scale));
}

/**
 * heddle_endpoint_new:
 * @client: what talks HTTP
 * @manifest: the provider
 * @base_url: what its paths are appended to; has been checked, and confirmed where that is needed
 * @key: (nullable): the key
 * @network: (nullable): what knows whether there is a network; %NULL where none is needed
 * @time_scale: what waits are multiplied with; 1 but for tests
 *
 * Returns: (transfer full): an endpoint
 */
HeddleEndpoint *
heddle_endpoint_new (HeddleHttpClient *client,
                     HeddleManifest   *manifest,
                     const char       *base_url,
                     HeddleSecret     *key,
                     HeddleNetwork    *network,
                     double            time_scale)
{
  HeddleEndpoint *self;

  g_return_val_if_fail (HEDDLE_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (manifest), NULL);
  g_return_val_if_fail (base_url != NULL, NULL);

  self = g_object_new (HEDDLE_TYPE_ENDPOINT, NULL);
  self->client = g_object_ref (client);
  self->manifest = g_object_ref (manifest);
  self->base_url = g_strdup (base_url);
  self->key = key != NULL ? heddle_secret_ref (key) : NULL;
  g_set_object (&self->network, network);
  self->time_scale = time_scale;
  self->limiter = find_limiter (self);

  return self;
}

/**
 * heddle_endpoint_set_account:
 * @self: an endpoint that nothing is asked of yet
 * @account: (nullable): headers with texts, which have been checked
 *
 * Has every request that goes with the key say of which account it is. Keeps a copy, since @account may be
 * read by other threads.
 */
void
heddle_endpoint_set_account (HeddleEndpoint *self,
                             JsonObject     *account)
{
  g_return_if_fail (HEDDLE_IS_ENDPOINT (self));

  g_clear_pointer (&self->account, json_object_unref);
  self->account = heddle_json_copy_object (account);
}

/**
 * heddle_endpoint_get_manifest:
 * @self: an endpoint
 *
 * Returns: (transfer none): the provider
 */
HeddleManifest *
heddle_endpoint_get_manifest (HeddleEndpoint *self)
{
  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (self), NULL);

  return self->manifest;
}

/**
 * heddle_endpoint_get_key:
 * @self: an endpoint
 *
 * Returns: (transfer none) (nullable): the key, for taking it out of messages
 */
const char *
heddle_endpoint_get_key (HeddleEndpoint *self)
{
  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (self), NULL);

  return heddle_secret_get_text (self->key);
}

/**
 * heddle_endpoint_get_base_url:
 * @self: an endpoint
 *
 * Returns: (transfer none): where it is
 */
const char *
heddle_endpoint_get_base_url (HeddleEndpoint *self)
{
  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (self), NULL);

  return self->base_url;
}

/**
 * heddle_endpoint_get_time_scale:
 * @self: an endpoint
 *
 * Returns: what waits are multiplied with
 */
double
heddle_endpoint_get_time_scale (HeddleEndpoint *self)
{
  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (self), 1);

  return self->time_scale;
}

/**
 * heddle_endpoint_dup_url:
 * @self: an endpoint
 * @path: begins with `/`
 *
 * Returns: (transfer full): the address of @path, below the base URL
 */
char *
heddle_endpoint_dup_url (HeddleEndpoint *self,
                         const char     *path)
{
  gsize length;
  g_autofree char *base = NULL;

  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  base = g_strdup (self->base_url);
  length = strlen (base);
  while (length > 0 && base[length - 1] == '/')
    base[--length] = '\0';

  return g_strconcat (base, path, NULL);
}

/**
 * heddle_endpoint_is_away:
 * @self: an endpoint
 * @url: an address that it names
 *
 * Returns: whether @url cannot be reached for want of a network
 */
gboolean
heddle_endpoint_is_away (HeddleEndpoint *self,
                         const char     *url)
{
  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (self), FALSE);

  return self->network != NULL && heddle_network_is_away (self->network, url);
}

/**
 * heddle_endpoint_new_turn:
 * @self: an endpoint
 *
 * Returns: (transfer full): the turn of an order, which has not come
 */
HeddleRateTurn *
heddle_endpoint_new_turn (HeddleEndpoint *self)
{
  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (self), NULL);

  return heddle_rate_turn_new (self->limiter, TRUE);
}

/**
 * heddle_endpoint_owns:
 * @self: an endpoint
 * @url: an address
 *
 * Returns: whether the key may go to @url: to the origin of the base URL, and to the other hosts of the manifest where
 *   that is its own
 */
gboolean
heddle_endpoint_owns (HeddleEndpoint *self,
                      const char     *url)
{
  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (self), FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  return heddle_address_same_origin (self->base_url, url)
         || (is_at_home (self) && heddle_hosts_contain (heddle_manifest_get_hosts (self->manifest), url));
}

static HeddleWait
make_wait (HeddleEndpoint   *self,
           HeddleWaitReason  reason,
           gint64            left)
{
  return heddle_wait_new (reason, heddle_manifest_get_name (self->manifest), left > 0 ? g_get_real_time () + left : 0);
}

static void
note_wait (HeddleEndpointOrder *order,
           HeddleWait           wait,
           gboolean             begins)
{
  if (order->request != NULL)
    heddle_provider_request_note_wait (order->request, wait, begins);
}

static gboolean
is_away (HeddleEndpoint      *self,
         HeddleEndpointOrder *order)
{
  return !order->hurries && heddle_endpoint_is_away (self, order->url);
}

static gboolean
wait_for_network (HeddleEndpoint       *self,
                  HeddleEndpointOrder  *order,
                  GError              **error)
{
  HeddleWait wait = make_wait (self, HEDDLE_WAIT_NETWORK, 0);

  if (!is_away (self, order))
    return TRUE;

  note_wait (order, wait, TRUE);
  while (is_away (self, order) && !g_cancellable_is_cancelled (order->cancellable))
    {
      DexFuture *future = heddle_network_wait (self->network);

      if (order->cancellable != NULL)
        future = dex_future_first (future, dex_cancellable_new_from_cancellable (order->cancellable), NULL);
      dex_await (future, NULL);
    }
  note_wait (order, wait, FALSE);

  return !g_cancellable_set_error_if_cancelled (order->cancellable, error);
}

typedef struct
{
  HeddleEndpoint *endpoint;
  HeddleEndpointOrder *order;
  gboolean is_retry;
  HeddleWait told;
} Wait;

static void
turn_cb (gint64   left,
         gpointer data)
{
  Wait *wait = data;
  HeddleWait before = wait->told;

  wait->told = make_wait (wait->endpoint, wait->is_retry && left > 0 ? HEDDLE_WAIT_RETRY : HEDDLE_WAIT_RATE_LIMIT, left);
  note_wait (wait->order, wait->told, TRUE);
  if (before.reason != HEDDLE_WAIT_NONE)
    note_wait (wait->order, before, FALSE);
}

static gboolean
take_turn (HeddleEndpoint       *self,
           HeddleEndpointOrder  *order,
           HeddleRateTurn       *turn,
           gboolean              is_retry,
           GError              **error)
{
  Wait wait = { self, order, is_retry, { HEDDLE_WAIT_NONE, NULL, 0 } };
  gboolean taken;

  if (heddle_rate_turn_try (turn))
    return TRUE;

  taken = heddle_rate_turn_take (turn, order->cancellable, turn_cb, &wait, error);
  if (wait.told.reason != HEDDLE_WAIT_NONE)
    note_wait (order, wait.told, FALSE);

  return taken;
}

/* Waits for all that has to be waited for. What may be charged is only then written down as being sent. */
static gboolean
prepare (HeddleEndpoint       *self,
         HeddleEndpointOrder  *order,
         HeddleRateTurn       *turn,
         gboolean              is_retry,
         GError              **error)
{
  do
    {
      if (!wait_for_network (self, order, error)
          || (turn != NULL && !take_turn (self, order, turn, is_retry, error)))
        return FALSE;
    }
  while (is_away (self, order));

  return order->log == NULL
         || dex_await (heddle_call_log_begin (order->log, order->method, order->url, order->body), error);
}

/* It came to nothing, and others can go on while it is waited before the next try. */
static gboolean
withdraw (HeddleEndpointOrder  *order,
          HeddleRateTurn       *turn,
          HeddleHttpResponse   *response,
          GError              **error)
{
  order->sent = FALSE;
  if (turn != NULL)
    heddle_rate_turn_give_back (turn);

  return order->log == NULL
         || dex_await (heddle_call_log_withdraw (
                         order->log, response != NULL ? heddle_http_response_get_status (response) : 0),
                       error);
}

/* Nobody can read of a wait that is over in less than a second. */
static gboolean
wait_for_retry (HeddleEndpoint       *self,
                HeddleEndpointOrder  *order,
                gint64                delay,
                GError              **error)
{
  HeddleWait wait = make_wait (self, HEDDLE_WAIT_RETRY, (gint64) ((double) delay * self->time_scale));
  gboolean tell = delay >= G_USEC_PER_SEC;
  gboolean waited;

  if (tell)
    note_wait (order, wait, TRUE);
  waited = heddle_endpoint_wait (self, delay, order->cancellable, error);
  if (tell)
    note_wait (order, wait, FALSE);

  return waited;
}

/* What an answer says about how many requests are welcome. Returns: whether it was one too many. */
static gboolean
learn (HeddleEndpoint     *self,
       HeddleRateTurn     *turn,
       HeddleHttpResponse *response,
       gint64              retry_after)
{
  gint64 hold = heddle_repeats_read_reset (response, heddle_manifest_get_section (self->manifest, "rate_limits"),
                                           g_get_real_time ());
  gboolean refused = heddle_http_response_get_status (response) == 429
                     && !heddle_provider_answer_is_quota (self->manifest, response);

  if (refused)
    {
      heddle_rate_turn_was_refused (turn);
      hold = MAX (hold, retry_after);
    }
  else if (heddle_http_response_is_success (response))
    heddle_rate_turn_was_heard (turn);

  if (hold > 0)
    heddle_rate_limiter_hold (self->limiter, (gint64) ((double) hold * self->time_scale));

  return refused;
}

static gboolean
may_repeat (HeddleEndpoint      *self,
            HeddleEndpointOrder *order,
            HeddleHttpResponse  *response,
            const GError        *cause)
{
  if (order->once)
    return FALSE;
  if (response == NULL)
    return may_repeat_error (order, cause);

  return !heddle_http_response_is_success (response) && may_repeat_status (self, order, response);
}

/* A try that found no network does not count: nothing was sent, and another waits until there is one. */
static gboolean
found_no_network (HeddleEndpoint      *self,
                  HeddleEndpointOrder *order,
                  const GError        *cause)
{
  return g_error_matches (cause, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_UNREACHABLE) && !order->sent
         && !order->once && is_away (self, order);
}

/**
 * heddle_endpoint_send:
 * @self: an endpoint
 * @order: what to send
 * @error: return location for a `HEDDLE_PROVIDER_ERROR`, or %G_IO_ERROR_CANCELLED
 *
 * Sends a request once there is a network and the provider takes one, and again where that is safe, up
 * to five times, with waits between. What may be charged is sent again only where no byte of its body
 * left, on a 429 that means waiting and not paying, or on a status that the manifest lists as not
 * charged. An order that no answer came to in time is not sent again. Only to be called on a fiber.
 *
 * Returns: (transfer full) (nullable): an answer of any status; %NULL with @error set
 */
HeddleHttpResponse *
heddle_endpoint_send (HeddleEndpoint       *self,
                      HeddleEndpointOrder  *order,
                      GError              **error)
{
  g_autoptr (HeddleRateTurn) own = NULL;
  HeddleRateTurn *turn;

  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (self), NULL);
  g_return_val_if_fail (order != NULL, NULL);

  turn = order->turn;
  if (turn == NULL && !order->hurries && heddle_endpoint_owns (self, order->url))
    turn = own = heddle_rate_turn_new (self->limiter, FALSE);

  for (guint tries = 1;; tries++)
    {
      g_autoptr (HeddleHttpRequest) request = create_request (self, order);
      g_autoptr (HeddleHttpResponse) response = NULL;
      g_autoptr (GError) cause = NULL;
      gint64 retry_after = -1;
      gboolean held = FALSE;

      if (!prepare (self, order, turn, tries > 1, error))
        return NULL;

      response = dex_await_object (heddle_http_client_send (self->client, request), &cause);
      order->sent = heddle_http_request_get_sent (request);

      if (response != NULL)
        retry_after = heddle_repeats_read_retry_after (
          response, heddle_manifest_get_section (self->manifest, "rate_limits"), g_get_real_time ());
      if (response != NULL && turn != NULL)
        held = learn (self, turn, response, retry_after);

      if (response == NULL && found_no_network (self, order, cause))
        {
          if (!withdraw (order, turn, NULL, error))
            return NULL;
          tries = 0;
          continue;
        }

      if (tries < HEDDLE_REPEATS_MAX_TRIES && retry_after <= HEDDLE_REPEATS_MAX_WAIT
          && may_repeat (self, order, response, cause))
        {
          if (!withdraw (order, turn, response, error)
              || !wait_for_retry (self, order, heddle_repeats_pick_delay (tries, held ? -1 : retry_after, NULL), error))
            return NULL;
          continue;
        }

      if (response == NULL)
        {
          g_propagate_error (error, translate_error (self, order, g_steal_pointer (&cause)));
          return NULL;
        }

      return g_steal_pointer (&response);
    }
}

/**
 * heddle_endpoint_wait:
 * @self: an endpoint
 * @microseconds: how long, before the time scale
 * @cancellable: (nullable): ends the wait
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Waits. Only to be called on a fiber.
 *
 * Returns: %FALSE with @error set where the wait was cut short
 */
gboolean
heddle_endpoint_wait (HeddleEndpoint  *self,
                      gint64           microseconds,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autoptr (GError) cause = NULL;
  DexFuture *future;

  g_return_val_if_fail (HEDDLE_IS_ENDPOINT (self), FALSE);

  future = dex_timeout_new_usec ((gint64) ((double) MAX (microseconds, 0) * self->time_scale));

  if (cancellable != NULL)
    future = dex_future_first (future, dex_cancellable_new_from_cancellable (cancellable), NULL);

  dex_await (future, &cause);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (cause != NULL && !g_error_matches (cause, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  return TRUE;
}
