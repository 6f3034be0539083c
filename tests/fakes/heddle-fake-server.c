/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-server.h"

#include <libsoup/soup.h>

#include "heddle-fake-orders.h"

#define USUAL_BASE_PATH "/v1"

typedef struct
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *soup;
  GPtrArray *open;
  GHashTable *seen;

  char *base_url;
  char *origin;
  char *foreign_origin;
  guint16 foreign_port;
  char *key;
  char *host;
  double latency;
  gsize image_bytes;

  GMutex mutex;
  GPtrArray *log;
  HeddleFakeOrders *orders;
  GOutputStream *log_stream;
  guint max_concurrent;
} HeddleFakeServerPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HeddleFakeServer, heddle_fake_server, G_TYPE_OBJECT)

#define PRIVATE(self) ((HeddleFakeServerPrivate *) heddle_fake_server_get_instance_private (self))

/* A request that is tried again has the same method, path and body. */
static gboolean
is_used_up (HeddleFakeServer      *self,
            HeddleFakeRequest     *request,
            const HeddleFakeFault *fault)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;
  guint seen;

  if (fault->times == 0)
    return FALSE;

  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, heddle_fake_request_get_body (request));
  name = g_strconcat (heddle_fake_request_get_method (request), " ",
                      heddle_fake_request_get_path (request), " ", hash, " ", fault->text, NULL);
  seen = GPOINTER_TO_UINT (g_hash_table_lookup (priv->seen, name));
  g_hash_table_insert (priv->seen, g_steal_pointer (&name), GUINT_TO_POINTER (seen + 1));
  return seen >= fault->times;
}

static HeddleFakeFault *
find_fault (HeddleFakeServer  *self,
            HeddleFakeRequest *request)
{
  g_autoptr (HeddleFakeFault) fault = NULL;
  g_autoptr (GError) error = NULL;
  const char *header = heddle_fake_request_get_header (request, "X-Heddle-Fault");

  fault = heddle_fake_orders_take (PRIVATE (self)->orders, request);
  if (fault != NULL)
    return g_steal_pointer (&fault);

  if (header != NULL)
    {
      fault = heddle_fake_fault_parse (header, &error);
      if (fault == NULL)
        g_error ("%s", error->message);
    }
  else
    {
      fault = HEDDLE_FAKE_SERVER_GET_CLASS (self)->dup_fault (self, request);
      if (fault != NULL &&
          g_strcmp0 (fault->stage,
                     HEDDLE_FAKE_SERVER_GET_CLASS (self)->get_stage (self, request)) != 0)
        return NULL;
    }

  if (fault == NULL || is_used_up (self, request, fault))
    return NULL;

  return g_steal_pointer (&fault);
}

static void
redirect (HeddleFakeServer      *self,
          HeddleFakeExchange    *exchange,
          const HeddleFakeFault *fault)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  g_autofree char *location = NULL;

  location =
      g_strconcat (heddle_fake_request_is_foreign (request) ? priv->origin : priv->foreign_origin,
                   heddle_fake_request_get_path (request), NULL);
  heddle_fake_exchange_set_header (exchange, "Location", location);
  heddle_fake_exchange_respond_text (exchange,
                                     fault->status != 0 ? fault->status
                                                        : SOUP_STATUS_TEMPORARY_REDIRECT,
                                     "text/plain", g_strdup ("elsewhere\n"));
}

static gboolean
is_authorized (HeddleFakeServer  *self,
               HeddleFakeRequest *request)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  const char *header = heddle_fake_request_get_header (request, HEDDLE_FAKE_SERVER_GET_CLASS (self)->key_header);
  const char *stage = HEDDLE_FAKE_SERVER_GET_CLASS (self)->get_stage (self, request);
  g_autofree char *expected = NULL;

  if (priv->key == NULL || heddle_fake_request_is_foreign (request) ||
      g_strcmp0 (stage, "file") == 0)
    return TRUE;

  expected = g_strconcat (HEDDLE_FAKE_SERVER_GET_CLASS (self)->key_prefix, priv->key, NULL);
  return g_strcmp0 (header, expected) == 0;
}

static void
dispatch (HeddleFakeServer   *self,
          HeddleFakeExchange *exchange)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  g_autoptr (HeddleFakeFault) fault = NULL;
  g_autoptr (HeddleFakeFault) refused = NULL;

  HEDDLE_FAKE_SERVER_GET_CLASS (self)->set_headers (self, exchange);
  if (!is_authorized (self, request))
    {
      refused = heddle_fake_fault_parse (HEDDLE_FAKE_SERVER_GET_CLASS (self)->wrong_key, NULL);
      heddle_fake_server_fail (self, exchange, refused);
      return;
    }

  if (!heddle_fake_request_is_foreign (request) ||
      HEDDLE_FAKE_SERVER_GET_CLASS (self)->get_stage (self, request) != NULL)
    fault = find_fault (self, request);
  heddle_fake_exchange_set_fault (exchange, fault);
  if (heddle_fake_exchange_get_kind (exchange) == HEDDLE_FAKE_FAULT_REDIRECT)
    redirect (self, exchange, fault);
  else if (heddle_fake_exchange_get_kind (exchange) == HEDDLE_FAKE_FAULT_STATUS ||
           heddle_fake_exchange_get_kind (exchange) == HEDDLE_FAKE_FAULT_QUOTA)
    heddle_fake_server_fail (self, exchange, fault);
  else
    HEDDLE_FAKE_SERVER_GET_CLASS (self)->handle (self, exchange);
}

static void
write_log (HeddleFakeServer  *self,
           HeddleFakeRequest *request)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&priv->mutex);
  g_autofree char *line = NULL;

  if (priv->log_stream == NULL)
    return;

  line = heddle_fake_request_to_line (request);
  if (!g_output_stream_printf (priv->log_stream, NULL, NULL, NULL, "%s\n", line) ||
      !g_output_stream_flush (priv->log_stream, NULL, NULL))
    g_error ("The log cannot be written");
}

static void
done_cb (HeddleFakeExchange *exchange,
         gpointer            data)
{
  HeddleFakeServer *self = HEDDLE_FAKE_SERVER (data);

  write_log (self, heddle_fake_exchange_get_request (exchange));
  g_ptr_array_remove (PRIVATE (self)->open, exchange);
}

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  HeddleFakeServer *self = HEDDLE_FAKE_SERVER (data);
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  GInetSocketAddress *address;
  g_autoptr (HeddleFakeRequest) request = NULL;
  g_autoptr (HeddleFakeExchange) exchange = NULL;

  address = G_INET_SOCKET_ADDRESS (soup_server_message_get_local_address (message));
  request = heddle_fake_request_new (message, g_inet_socket_address_get_port (address) ==
                                                  priv->foreign_port);
  exchange = heddle_fake_exchange_new (message, request);
  heddle_fake_exchange_set_latency (exchange, priv->latency);
  g_signal_connect (exchange, "done", G_CALLBACK (done_cb), self);
  g_ptr_array_add (priv->open, g_object_ref (exchange));

  g_mutex_lock (&priv->mutex);
  g_ptr_array_add (priv->log, g_object_ref (request));
  priv->max_concurrent = MAX (priv->max_concurrent, priv->open->len);
  g_mutex_unlock (&priv->mutex);

  dispatch (self, exchange);
}

static void
abandon_all (HeddleFakeServer *self)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);

  for (guint i = 0; i < priv->open->len; i++)
    {
      HeddleFakeExchange *exchange = g_ptr_array_index (priv->open, i);

      heddle_fake_exchange_abandon (exchange);
      write_log (self, heddle_fake_exchange_get_request (exchange));
    }
  g_ptr_array_set_size (priv->open, 0);
}

static gpointer
thread_func (gpointer data)
{
  HeddleFakeServer *self = HEDDLE_FAKE_SERVER (data);
  HeddleFakeServerPrivate *priv = PRIVATE (self);

  g_main_context_push_thread_default (priv->context);
  g_main_loop_run (priv->loop);
  abandon_all (self);
  soup_server_disconnect (priv->soup);
  while (g_main_context_iteration (priv->context, FALSE))
    continue;
  g_clear_object (&priv->soup);
  g_main_context_pop_thread_default (priv->context);

  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static const char *
get_stage (HeddleFakeServer  *self,
           HeddleFakeRequest *request)
{
  return NULL;
}

static HeddleFakeFault *
dup_fault (HeddleFakeServer  *self,
           HeddleFakeRequest *request)
{
  gsize length = 0;
  const char *body = g_bytes_get_data (heddle_fake_request_get_body (request), &length);

  return heddle_fake_fault_find (body, length);
}

static void
heddle_fake_server_dispose (GObject *object)
{
  heddle_fake_server_stop (HEDDLE_FAKE_SERVER (object));

  G_OBJECT_CLASS (heddle_fake_server_parent_class)->dispose (object);
}

static void
heddle_fake_server_finalize (GObject *object)
{
  HeddleFakeServerPrivate *priv = PRIVATE (HEDDLE_FAKE_SERVER (object));

  g_clear_pointer (&priv->open, g_ptr_array_unref);
  g_clear_pointer (&priv->log, g_ptr_array_unref);
  g_clear_pointer (&priv->orders, heddle_fake_orders_free);
  g_clear_pointer (&priv->seen, g_hash_table_unref);
  g_clear_pointer (&priv->base_url, g_free);
  g_clear_pointer (&priv->origin, g_free);
  g_clear_pointer (&priv->foreign_origin, g_free);
  g_clear_pointer (&priv->key, g_free);
  g_clear_pointer (&priv->host, g_free);
  g_clear_object (&priv->log_stream);
  g_mutex_clear (&priv->mutex);

  G_OBJECT_CLASS (heddle_fake_server_parent_class)->finalize (object);
}

static void
heddle_fake_server_class_init (HeddleFakeServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_fake_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = heddle_fake_server_finalize;

  klass->base_path = USUAL_BASE_PATH;
  klass->key_header = "Authorization";
  klass->key_prefix = "Bearer ";
  klass->wrong_key = "401";
  klass->get_stage = get_stage;
  klass->dup_fault = dup_fault;
}

static void
heddle_fake_server_init (HeddleFakeServer *self)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);

  g_mutex_init (&priv->mutex);
  priv->open = g_ptr_array_new_with_free_func (g_object_unref);
  priv->log = g_ptr_array_new_with_free_func (g_object_unref);
  priv->orders = heddle_fake_orders_new ();
  priv->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static char *
write_origin (HeddleFakeServer *self,
              GUri             *uri)
{
  const char *host = PRIVATE (self)->host;

  if (host == NULL)
    return g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uri));
  return g_strdup_printf (strchr (host, ':') != NULL ? "http://[%s]:%d" : "http://%s:%d", host, g_uri_get_port (uri));
}

static gboolean
listen_at (HeddleFakeServer  *self,
           guint              port,
           GError           **error)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  g_autoptr (GSocketAddress) address = NULL;

  if (priv->host == NULL)
    return soup_server_listen_local (priv->soup, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error);
  address = g_inet_socket_address_new_from_string (priv->host, port);
  return soup_server_listen (priv->soup, address, 0, error);
}

static gboolean
open_ports (HeddleFakeServer  *self,
            guint              port,
            GError           **error)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  GSList *own;
  GSList *both;

  if (!listen_at (self, port, error))
    return FALSE;
  own = soup_server_get_uris (priv->soup);
  g_free (priv->origin);
  g_free (priv->base_url);
  priv->origin = write_origin (self, own->data);
  priv->base_url = g_strconcat (priv->origin, HEDDLE_FAKE_SERVER_GET_CLASS (self)->base_path, NULL);
  g_slist_free_full (own, (GDestroyNotify) g_uri_unref);

  if (!listen_at (self, 0, error))
    return FALSE;
  both = soup_server_get_uris (priv->soup);
  for (GSList *l = both; l != NULL; l = l->next)
    {
      g_autofree char *origin = write_origin (self, l->data);

      if (g_str_equal (origin, priv->origin))
        continue;
      priv->foreign_port = (guint16) g_uri_get_port (l->data);
      g_set_str (&priv->foreign_origin, origin);
    }
  g_slist_free_full (both, (GDestroyNotify) g_uri_unref);

  return TRUE;
}

/**
 * heddle_fake_server_start:
 * @self: a fake server that was never started
 * @port: the port on 127.0.0.1, 0 for any that is free
 * @error: return location for an error of GIO
 *
 * Starts answering, on a thread of its own. Settings are made before this.
 *
 * Returns: whether it listens
 */
gboolean
heddle_fake_server_start (HeddleFakeServer  *self,
                          guint              port,
                          GError           **error)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  gboolean listens;

  g_return_val_if_fail (priv->context == NULL, FALSE);

  priv->context = g_main_context_new ();
  priv->loop = g_main_loop_new (priv->context, FALSE);
  g_main_context_push_thread_default (priv->context);
  priv->soup = soup_server_new ("server-header", "heddle-fake-provider", NULL);
  soup_server_add_handler (priv->soup, NULL, request_cb, self, NULL);
  listens = open_ports (self, port, error);
  g_main_context_pop_thread_default (priv->context);

  if (listens)
    priv->thread = g_thread_new ("fake-server", thread_func, self);
  return listens;
}

/**
 * heddle_fake_server_stop:
 * @self: a fake server
 *
 * Closes all connections and ends the thread; the log stays. Stopping twice does nothing.
 */
void
heddle_fake_server_stop (HeddleFakeServer *self)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);

  if (priv->thread != NULL)
    {
      g_main_context_invoke (priv->context, quit_cb, priv->loop);
      g_thread_join (g_steal_pointer (&priv->thread));
    }
  g_clear_object (&priv->soup);
  g_clear_pointer (&priv->loop, g_main_loop_unref);
  g_clear_pointer (&priv->context, g_main_context_unref);
}

/**
 * heddle_fake_server_get_base_url:
 * @self: a started fake server
 *
 * Returns: what takes the place of a manifest's base URL, such as `http://127.0.0.1:PORT/v1`
 */
const char *
heddle_fake_server_get_base_url (HeddleFakeServer *self)
{
  return PRIVATE (self)->base_url;
}

/**
 * heddle_fake_server_get_origin:
 * @self: a started fake server
 *
 * Returns: the origin of its base URL, without a slash at its end
 */
const char *
heddle_fake_server_get_origin (HeddleFakeServer *self)
{
  return PRIVATE (self)->origin;
}

/**
 * heddle_fake_server_get_foreign_origin:
 * @self: a started fake server
 *
 * Returns: the origin that redirects and results lie at, without a slash at its end
 */
const char *
heddle_fake_server_get_foreign_origin (HeddleFakeServer *self)
{
  return PRIVATE (self)->foreign_origin;
}

/**
 * heddle_fake_server_set_key:
 * @self: a fake server that is not started
 * @key: (nullable): the only key that it accepts; %NULL to ask for none, as servers at home do
 *
 * Sets the key. There is none at first.
 */
void
heddle_fake_server_set_key (HeddleFakeServer *self,
                            const char       *key)
{
  g_set_str (&PRIVATE (self)->key, key);
}

/**
 * heddle_fake_server_get_key:
 * @self: a fake server
 *
 * Returns: (nullable): the key that it accepts, %NULL where it asks for none
 */
const char *
heddle_fake_server_get_key (HeddleFakeServer *self)
{
  return PRIVATE (self)->key;
}

/**
 * heddle_fake_server_set_host:
 * @self: a fake server that is not started
 * @host: a number of this machine other than 127.0.0.1, where it is to listen instead
 *
 * Has the server be one on the network.
 */
void
heddle_fake_server_set_host (HeddleFakeServer *self,
                             const char       *host)
{
  g_set_str (&PRIVATE (self)->host, host);
}

/**
 * heddle_fake_server_set_latency:
 * @self: a fake server that is not started
 * @seconds: how long every answer takes
 *
 * Sets how long the server seems to think. It thinks about any number of requests at a time.
 */
void
heddle_fake_server_set_latency (HeddleFakeServer *self,
                                double            seconds)
{
  PRIVATE (self)->latency = seconds;
}

/**
 * heddle_fake_server_set_image_bytes:
 * @self: a fake server that is not started
 * @bytes: how heavy its PNG files are at least
 *
 * Sets the weight of pictures; they are light by themselves.
 */
void
heddle_fake_server_set_image_bytes (HeddleFakeServer *self,
                                    gsize             bytes)
{
  PRIVATE (self)->image_bytes = bytes;
}

/**
 * heddle_fake_server_get_image_bytes:
 * @self: a fake server
 *
 * Returns: how heavy its PNG files are at least
 */
gsize
heddle_fake_server_get_image_bytes (HeddleFakeServer *self)
{
  return PRIVATE (self)->image_bytes;
}

/**
 * heddle_fake_server_set_log:
 * @self: a fake server that is not started
 * @log: where to write each request once it is answered, one line of JSON each
 *
 * Sets where the log goes beside memory.
 */
void
heddle_fake_server_set_log (HeddleFakeServer *self,
                            GOutputStream    *log)
{
  g_set_object (&PRIVATE (self)->log_stream, log);
}

/**
 * heddle_fake_server_add_fault:
 * @self: a fake server
 * @method: (nullable): the method of the requests that it concerns, %NULL for any
 * @path: (nullable): their path, with `*` and `?`, %NULL for any
 * @text: what should go wrong, as [func@FakeFault.parse] reads it; `times` is 1 unless it is given
 * @error: return location for an error of reading @text
 *
 * Orders a fault for the next requests that match, in the order of the calls.
 *
 * Returns: whether @text could be read
 */
gboolean
heddle_fake_server_add_fault (HeddleFakeServer  *self,
                              const char        *method,
                              const char        *path,
                              const char        *text,
                              GError           **error)
{
  HeddleFakeFault *fault = heddle_fake_fault_parse (text, error);

  if (fault == NULL)
    return FALSE;

  heddle_fake_orders_add (PRIVATE (self)->orders, method, path, fault);

  return TRUE;
}

/**
 * heddle_fake_server_count_requests:
 * @self: a fake server
 * @method: (nullable): a method, %NULL for any
 * @path: (nullable): a path, with `*` and `?`, %NULL for any
 *
 * Returns: how many requests of that kind have come in, at either origin
 */
guint
heddle_fake_server_count_requests (HeddleFakeServer *self,
                                   const char       *method,
                                   const char       *path)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&priv->mutex);
  guint count = 0;

  for (guint i = 0; i < priv->log->len; i++)
    count += heddle_fake_request_matches (g_ptr_array_index (priv->log, i), method, path) ? 1 : 0;

  return count;
}

/**
 * heddle_fake_server_dup_request:
 * @self: a fake server
 * @method: (nullable): a method, %NULL for any
 * @path: (nullable): a path, with `*` and `?`, %NULL for any
 * @nth: which of them, from 0, in the order in which they came in
 *
 * Returns: (transfer full) (nullable): the request, %NULL if there were not that many
 */
HeddleFakeRequest *
heddle_fake_server_dup_request (HeddleFakeServer *self,
                                const char       *method,
                                const char       *path,
                                guint             nth)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&priv->mutex);

  for (guint i = 0; i < priv->log->len; i++)
    {
      HeddleFakeRequest *request = g_ptr_array_index (priv->log, i);

      if (heddle_fake_request_matches (request, method, path) && nth-- == 0)
        return g_object_ref (request);
    }

  return NULL;
}

static gboolean
saw (HeddleFakeServer *self,
     const char       *text,
     gboolean          only_foreign)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&priv->mutex);

  for (guint i = 0; i < priv->log->len; i++)
    {
      HeddleFakeRequest *request = g_ptr_array_index (priv->log, i);

      if ((!only_foreign || heddle_fake_request_is_foreign (request)) &&
          heddle_fake_request_contains (request, text))
        return TRUE;
    }

  return FALSE;
}

/**
 * heddle_fake_server_saw:
 * @self: a fake server
 * @text: what to look for
 *
 * Returns: whether any request had @text in its path, query, headers or body
 */
gboolean
heddle_fake_server_saw (HeddleFakeServer *self,
                        const char       *text)
{
  return saw (self, text, FALSE);
}

/**
 * heddle_fake_server_saw_foreign:
 * @self: a fake server
 * @text: what to look for, such as a key
 *
 * Returns: whether any request at the foreign origin had @text in it
 */
gboolean
heddle_fake_server_saw_foreign (HeddleFakeServer *self,
                                const char       *text)
{
  return saw (self, text, TRUE);
}

/**
 * heddle_fake_server_get_max_concurrent:
 * @self: a fake server
 *
 * Returns: how many requests it had at a time at most: read, but not answered
 */
guint
heddle_fake_server_get_max_concurrent (HeddleFakeServer *self)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&priv->mutex);

  return priv->max_concurrent;
}

/**
 * heddle_fake_server_clear_log:
 * @self: a fake server
 *
 * Forgets all requests so far, and how many there were at a time.
 */
void
heddle_fake_server_clear_log (HeddleFakeServer *self)
{
  HeddleFakeServerPrivate *priv = PRIVATE (self);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&priv->mutex);

  g_ptr_array_set_size (priv->log, 0);
  priv->max_concurrent = 0;
}

/**
 * heddle_fake_server_fail:
 * @self: a fake server
 * @exchange: an exchange that is not answered yet
 * @fault: what went wrong: of the kind `STATUS`, `QUOTA` or `MODERATION`
 *
 * Answers with an error in the provider's form. For subclasses.
 */
void
heddle_fake_server_fail (HeddleFakeServer      *self,
                         HeddleFakeExchange    *exchange,
                         const HeddleFakeFault *fault)
{
  guint status = fault->status;
  char *body = HEDDLE_FAKE_SERVER_GET_CLASS (self)->write_error (self, fault, &status);

  if (fault->retry_after >= 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%.0f", fault->retry_after);

      heddle_fake_exchange_set_header (exchange, "Retry-After", seconds);
    }
  heddle_fake_exchange_respond_text (exchange, status, "application/json", body);
}
