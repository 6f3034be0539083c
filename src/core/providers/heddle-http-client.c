/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-http-client.h"

#include "providers/heddle-http-exchange.h"

#define MAX_CONNECTIONS 256

struct _HeddleHttpClient
{
  GObject parent_instance;

  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupSession *direct;
  SoupSession *proxied;
  GHashTable *exchanges;
};

typedef struct
{
  HeddleHttpClient *client;
  HeddleHttpRequest *request;
  DexPromise *promise;
} Job;

G_DEFINE_FINAL_TYPE (HeddleHttpClient, heddle_http_client, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->request);
  dex_clear (&job->promise);
  g_free (job);
}

static SoupSession *
create_session (gboolean proxied)
{
  SoupSession *session = soup_session_new_with_options (
    "max-conns", MAX_CONNECTIONS, "max-conns-per-host", MAX_CONNECTIONS, "timeout", 0, "user-agent",
    "Heddle/" HEDDLE_VERSION, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);

  if (!proxied)
    soup_session_set_proxy_resolver (session, NULL);

  return session;
}

static void
exchange_done_cb (HeddleHttpExchange *exchange,
                  gpointer            data)
{
  HeddleHttpClient *self = data;

  g_hash_table_remove (self->exchanges, exchange);
}

static gpointer
client_thread (gpointer data)
{
  HeddleHttpClient *self = data;
  g_autoptr (GList) running = NULL;

  g_main_context_push_thread_default (self->context);
  self->direct = create_session (FALSE);
  self->proxied = create_session (TRUE);
  self->exchanges = g_hash_table_new (NULL, NULL);

  g_main_loop_run (self->loop);

  running = g_hash_table_get_keys (self->exchanges);
  for (GList *l = running; l != NULL; l = l->next)
    heddle_http_exchange_cancel (l->data);
  while (g_hash_table_size (self->exchanges) > 0)
    g_main_context_iteration (self->context, TRUE);

  soup_session_abort (self->direct);
  soup_session_abort (self->proxied);
  while (g_main_context_iteration (self->context, FALSE))
    continue;

  g_clear_object (&self->direct);
  g_clear_object (&self->proxied);
  g_clear_pointer (&self->exchanges, g_hash_table_unref);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

static void
heddle_http_client_finalize (GObject *object)
{
  HeddleHttpClient *self = HEDDLE_HTTP_CLIENT (object);

  g_assert (g_thread_self () != self->thread);

  g_main_context_invoke_full (self->context, G_PRIORITY_LOW, quit_cb,
                              g_main_loop_ref (self->loop), (GDestroyNotify) g_main_loop_unref);
  g_thread_join (self->thread);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);

  G_OBJECT_CLASS (heddle_http_client_parent_class)->finalize (object);
}

static void
heddle_http_client_class_init (HeddleHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_http_client_finalize;
}

static void
heddle_http_client_init (HeddleHttpClient *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("heddle-http", client_thread, self);
}

static gboolean
start_cb (gpointer data)
{
  Job *job = data;
  HeddleHttpClient *self = job->client;
  HeddleHttpExchange *exchange;

  exchange = heddle_http_exchange_new (self->direct, self->proxied, job->request, job->promise,
                                       exchange_done_cb, self);
  g_hash_table_add (self->exchanges, exchange);
  heddle_http_exchange_send (exchange);

  return G_SOURCE_REMOVE;
}

/**
 * heddle_http_client_new:
 *
 * Returns: (transfer full): a client, with its thread
 */
HeddleHttpClient *
heddle_http_client_new (void)
{
  return g_object_new (HEDDLE_TYPE_HTTP_CLIENT, NULL);
}

/**
 * heddle_http_client_send:
 * @self: a client
 * @request: what to send; not to be changed after
 *
 * Sends @request and reads the whole answer. May be called from any thread. Dropping the last
 * reference to the future ends the exchange.
 *
 * Returns: (transfer full): resolves to a [class@HttpResponse] whatever its status, or rejects with
 *   an error of `HEDDLE_HTTP_ERROR` or %G_IO_ERROR_CANCELLED
 */
DexFuture *
heddle_http_client_send (HeddleHttpClient  *self,
                         HeddleHttpRequest *request)
{
  DexPromise *promise;
  Job *job;

  g_return_val_if_fail (HEDDLE_IS_HTTP_CLIENT (self), NULL);
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (request), NULL);

  promise = dex_promise_new_cancellable ();
  job = g_new0 (Job, 1);
  job->client = self;
  job->request = g_object_ref (request);
  job->promise = dex_ref (promise);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, start_cb, job, job_free);

  return DEX_FUTURE (promise);
}
