/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-http-exchange.h"

#include <glib/gi18n-lib.h>

#include "providers/heddle-address.h"
#include "providers/heddle-http-error.h"
#include "providers/heddle-http-file.h"
#include "providers/heddle-http-response.h"

#define CHUNK_SIZE (256 * 1024)
#define LEAST_ROOM (16 * 1024)
#define MAX_HOPS 5
#define MIN_PROGRESS 1024
#define MAX_ERROR_BYTES (1024 * 1024)

typedef enum
{
  PHASE_CONNECT,
  PHASE_SEND,
  PHASE_FIRST_BYTE,
  PHASE_BODY,
} Phase;

struct _HeddleHttpExchange
{
  SoupSession *direct;
  SoupSession *proxied;
  HeddleHttpRequest *request;
  DexPromise *promise;
  HeddleHttpExchangeDone done;
  gpointer done_data;

  /* What ends the exchange, and what libsoup gets to see of it. */
  GCancellable *cancellable;
  GCancellable *sending;
  gboolean answered;
  gulong cancelled_handler;
  gulong abandoned_handler;
  char *url;
  SoupMessage *message;
  GInputStream *stream;
  HeddleHttpFile *file;
  GByteArray *body;
  guint8 *chunk;
  gsize filled;
  gsize expected;
  gboolean reading;
  gboolean writing;
  GError *failure;
  guint64 total;
  guint64 bound;
  guint hops;

  GSource *timer;
  Phase phase;
  guint progress;
  gboolean timed_out;
  gint64 started;
};

static void send_message (HeddleHttpExchange *self);
static void read_on      (HeddleHttpExchange *self);

/* Lets go of an answer that is not wanted to its end: with a cancelled close libsoup drops the
 * connection, where a plain one would first read all the rest.
 */
static void
drop_stream (HeddleHttpExchange *self)
{
  g_autoptr (GCancellable) cancelled = NULL;

  if (self->stream == NULL)
    return;

  cancelled = g_cancellable_new ();
  g_cancellable_cancel (cancelled);
  g_input_stream_close (self->stream, cancelled, NULL);
  g_clear_object (&self->stream);
}

static void
exchange_free (HeddleHttpExchange *self)
{
  drop_stream (self);
  if (self->cancelled_handler != 0)
    g_cancellable_disconnect (heddle_http_request_get_cancellable (self->request),
                              self->cancelled_handler);
  g_cancellable_disconnect (dex_promise_get_cancellable (self->promise), self->abandoned_handler);
  g_source_destroy (self->timer);
  g_source_unref (self->timer);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->file);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_pointer (&self->chunk, g_free);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->url, g_free);
  g_signal_handlers_disconnect_by_data (self->cancellable, self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sending);
  g_clear_object (&self->request);
  g_clear_object (&self->direct);
  g_clear_object (&self->proxied);
  dex_clear (&self->promise);
  g_free (self);
}

static void
finish (HeddleHttpExchange *self)
{
  self->done (self, self->done_data);
  exchange_free (self);
}

static void
log_end (HeddleHttpExchange *self,
         const char         *outcome)
{
  g_autofree char *redacted = heddle_address_dup_redacted (self->url);

  g_debug ("%s %s: %s after %d ms, %" G_GUINT64_FORMAT " bytes",
           heddle_http_request_get_method (self->request), redacted, outcome,
           (int) ((g_get_monotonic_time () - self->started) / 1000), self->total);
}

/* What is being written has to come to its end first. */
static void
fail_take (HeddleHttpExchange *self,
           GError             *error)
{
  if (self->writing)
    {
      g_source_set_ready_time (self->timer, -1);
      self->failure = error;
      return;
    }

  log_end (self, error->message);
  dex_promise_reject (self->promise, error);
  finish (self);
}

static void
fail (HeddleHttpExchange *self,
      HeddleHttpError     code,
      const char         *message)
{
  fail_take (self, g_error_new_literal (HEDDLE_HTTP_ERROR, (int) code, message));
}

static GError *
describe_time_out (HeddleHttpExchange *self,
                   const char         *origin)
{
  switch (self->phase)
    {
    case PHASE_CONNECT:
      if (!heddle_http_request_get_sent (self->request))
        return g_error_new (HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_UNREACHABLE,
                            _("%s did not answer in time."), origin);
      break;

    case PHASE_FIRST_BYTE:
      return g_error_new (HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_UNANSWERED,
                          _("%s took the request and then did not answer in time."), origin);

    case PHASE_BODY:
      return g_error_new (HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_LOST,
                          _("%s stopped in the middle of its answer."), origin);

    case PHASE_SEND:
    default:
      break;
    }

  return g_error_new (HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_LOST,
                      _("%s stopped taking the request before all of it was sent."), origin);
}

/* What libsoup and GIO report, in terms of what it means for the request. */
static void
fail_transport (HeddleHttpExchange *self,
                GError             *cause)
{
  g_autoptr (GError) owned = cause;
  g_autofree char *origin = heddle_address_dup_origin (self->url);

  if (self->timed_out)
    fail_take (self, describe_time_out (self, origin));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail_take (self, g_steal_pointer (&owned));
  else if (cause->domain == HEDDLE_HTTP_ERROR)
    fail_take (self, g_steal_pointer (&owned));
  else if (heddle_http_request_get_sent (self->request))
    fail_take (self, g_error_new (HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_LOST,
                                  _("The connection to %s broke before the whole answer was "
                                    "here: %s."),
                                  origin, cause->message));
  else if (cause->domain == G_TLS_ERROR)
    fail_take (self, g_error_new (HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_TLS,
                                  _("No secure connection to %s: %s"), origin, cause->message));
  else
    fail_take (self, g_error_new (HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_UNREACHABLE,
                                  _("No connection to %s: %s"), origin, cause->message));
}

static gboolean
timer_dispatch (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  g_source_set_ready_time (source, -1);

  return callback (user_data);
}

static GSourceFuncs timer_funcs = { .dispatch = timer_dispatch };

static gboolean
timed_out_cb (gpointer user_data)
{
  HeddleHttpExchange *self = user_data;

  self->timed_out = TRUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_CONTINUE;
}

static void
enter_phase (HeddleHttpExchange *self,
             Phase               phase)
{
  HeddleHttpTimeouts timeouts = heddle_http_request_get_timeouts (self->request);
  guint ms = phase == PHASE_CONNECT      ? timeouts.connect
             : phase == PHASE_FIRST_BYTE ? timeouts.first_byte
                                         : timeouts.idle;

  self->phase = phase;
  self->progress = 0;
  g_source_set_ready_time (self->timer, g_get_monotonic_time () + (gint64) ms * 1000);
}

static void
note_progress (HeddleHttpExchange *self,
               gsize               bytes)
{
  self->progress += (guint) MIN (bytes, MIN_PROGRESS);

  if (self->progress >= MIN_PROGRESS)
    enter_phase (self, self->phase);
}

static gboolean
cancel_here (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
cancel_soon (GCancellable *cancellable,
             GMainContext *context)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, cancel_here, g_object_ref (cancellable), g_object_unref);
  g_source_attach (source, context);
}

/* Once libsoup has read an answer's headers, the call back that takes note of it is already on its way, and
 * must not find itself cancelled: it would take the message out of its queue, and free it, twice
 * (run_until_read_done() in libsoup 3.6). So it goes first, being of the same priority and there before.
 */
static void
ended_cb (GCancellable       *cancellable,
          HeddleHttpExchange *self)
{
  if (self->answered)
    cancel_soon (self->sending, g_main_context_get_thread_default ());
  else
    g_cancellable_cancel (self->sending);
}

static void
got_headers_cb (SoupMessage        *message,
                HeddleHttpExchange *self)
{
  self->answered = TRUE;
}

static void
wrote_headers_cb (SoupMessage        *message,
                  HeddleHttpExchange *self)
{
  if (heddle_http_request_get_body (self->request) == NULL)
    heddle_http_request_mark_sent (self->request);

  enter_phase (self, PHASE_SEND);
}

static void
wrote_body_data_cb (SoupMessage        *message,
                    guint               size,
                    HeddleHttpExchange *self)
{
  heddle_http_request_mark_sent (self->request);
  note_progress (self, size);
}

static void
wrote_body_cb (SoupMessage        *message,
               HeddleHttpExchange *self)
{
  enter_phase (self, PHASE_FIRST_BYTE);
}

static void
collect_header_cb (const char *name,
                   const char *value,
                   gpointer    user_data)
{
  GHashTable *headers = user_data;

  g_hash_table_replace (headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
succeed (HeddleHttpExchange *self)
{
  g_autoptr (GHashTable) headers = NULL;
  g_autoptr (GBytes) body = NULL;
  HeddleHttpResponse *response;
  g_autofree char *outcome = NULL;

  headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (soup_message_get_response_headers (self->message),
                                collect_header_cb, headers);

  if (self->file == NULL)
    body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));

  response = heddle_http_response_new (soup_message_get_status (self->message), headers, body,
                                       self->file != NULL ? heddle_http_file_get_sha256 (self->file)
                                                          : NULL,
                                       self->total);
  outcome = g_strdup_printf ("%u", soup_message_get_status (self->message));
  log_end (self, outcome);
  dex_promise_resolve_object (self->promise, response);
  finish (self);
}

static void written_cb (GObject      *object,
                        GAsyncResult *result,
                        gpointer      user_data);

static void
write_chunk (HeddleHttpExchange *self)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&self->chunk), self->filled);

  self->filled = 0;
  self->writing = TRUE;
  heddle_http_file_write_async (self->file, bytes, written_cb, self);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  HeddleHttpExchange *self = user_data;
  g_autoptr (GError) error = NULL;

  self->writing = FALSE;
  if (!heddle_http_file_write_finish (HEDDLE_HTTP_FILE (object), result, &error) && self->failure == NULL)
    self->failure = g_steal_pointer (&error);

  if (self->failure != NULL && self->reading)
    g_cancellable_cancel (self->cancellable);
  else if (self->failure != NULL)
    fail_take (self, g_steal_pointer (&self->failure));
  else if (self->stream == NULL && self->filled == 0)
    succeed (self);
  else if (!self->reading)
    {
      write_chunk (self);
      if (self->stream != NULL)
        {
          enter_phase (self, PHASE_BODY);
          read_on (self);
        }
    }
}

/* The stream has ended. */
static void
end_body (HeddleHttpExchange *self)
{
  g_source_set_ready_time (self->timer, -1);
  g_clear_object (&self->stream);

  if (self->file == NULL)
    {
      g_byte_array_set_size (self->body, (guint) self->total);
      succeed (self);
    }
  else if (!self->writing && self->filled > 0)
    write_chunk (self);
  else if (!self->writing)
    succeed (self);
}

/* libsoup takes the end of a connection for the end of the answer where the server says that it
 * closes, whatever length was announced. A compressed answer is longer than announced.
 */
static gboolean
is_cut_short (HeddleHttpExchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
         && soup_message_headers_get_one (headers, "Content-Encoding") == NULL
         && self->total < (guint64) soup_message_headers_get_content_length (headers);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  HeddleHttpExchange *self = user_data;
  GError *error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  self->reading = FALSE;
  if (self->failure != NULL)
    {
      g_clear_error (&error);
      fail_take (self, g_steal_pointer (&self->failure));
      return;
    }

  if (n < 0)
    {
      fail_transport (self, error);
      return;
    }

  self->total += (guint64) n;
  if (self->file != NULL)
    self->filled += (gsize) n;

  if (self->total > self->bound)
    {
      fail (self, HEDDLE_HTTP_ERROR_TOO_LARGE, _("The answer is larger than Heddle accepts."));
      return;
    }

  if (n == 0 && is_cut_short (self))
    {
      fail (self, HEDDLE_HTTP_ERROR_LOST, _("The connection ended before the whole answer had come."));
      return;
    }

  if (n == 0)
    {
      end_body (self);
      return;
    }

  note_progress (self, (gsize) n);

  if (self->file == NULL || self->filled < CHUNK_SIZE)
    read_on (self);
  else if (!self->writing)
    {
      write_chunk (self);
      read_on (self);
    }
  else
    g_source_set_ready_time (self->timer, -1);
}

/* Of what goes to a file, one piece is read while the one before is written. */
static void
read_on (HeddleHttpExchange *self)
{
  guint8 *to;
  gsize room;

  if (self->file != NULL)
    {
      if (self->chunk == NULL)
        self->chunk = g_malloc (CHUNK_SIZE);
      to = self->chunk + self->filled;
      room = CHUNK_SIZE - self->filled;
    }
  else
    {
      room = self->expected == 0             ? CHUNK_SIZE
             : self->expected > self->total ? MIN (self->expected - self->total, CHUNK_SIZE)
                                            : LEAST_ROOM;
      g_byte_array_set_size (self->body, (guint) (self->total + room));
      to = self->body->data + self->total;
    }

  self->reading = TRUE;
  g_input_stream_read_async (self->stream, to, room, G_PRIORITY_DEFAULT, self->cancellable, read_cb, self);
}

/* Returns: whether the answer is a redirect that is being followed, or has failed for being one. */
static gboolean
handle_redirect (HeddleHttpExchange *self)
{
  guint status = soup_message_get_status (self->message);
  const char *location;
  g_autofree char *target = NULL;

  if (!heddle_http_request_get_follow (self->request))
    return FALSE;

  if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308)
    return FALSE;

  location = soup_message_headers_get_one (soup_message_get_response_headers (self->message),
                                           "Location");
  target = location != NULL ? heddle_address_resolve (self->url, location) : NULL;

  if (target == NULL || ++self->hops > MAX_HOPS)
    {
      fail (self, HEDDLE_HTTP_ERROR_REDIRECT, _("The server redirects without end."));
      return TRUE;
    }

  g_set_str (&self->url, target);
  drop_stream (self);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  send_message (self);

  return TRUE;
}

static void
choose_place (HeddleHttpExchange *self)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  gboolean success = SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (self->message));
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  self->bound = heddle_http_request_get_max_bytes (self->request);

  if (success && heddle_http_request_accepts_file (self->request, type))
    self->file = heddle_http_file_new (heddle_http_request_get_file (self->request));
  else if (!success)
    self->bound = MIN (self->bound, MAX_ERROR_BYTES);
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  HeddleHttpExchange *self = user_data;
  GError *error = NULL;
  goffset length;

  self->stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (self->stream == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    {
      fail_transport (self, error);
      return;
    }

  if (handle_redirect (self))
    return;

  choose_place (self);
  length = soup_message_headers_get_content_length (
    soup_message_get_response_headers (self->message));

  if (length > 0 && (guint64) length > self->bound)
    {
      fail (self, HEDDLE_HTTP_ERROR_TOO_LARGE, _("The answer is larger than Heddle accepts."));
      return;
    }

  self->expected = (gsize) MAX (length, 0);
  self->body = g_byte_array_sized_new (self->file == NULL ? (guint) self->expected + LEAST_ROOM : 0);
  enter_phase (self, PHASE_BODY);
  read_on (self);
}

static gboolean
check_address (HeddleHttpExchange  *self,
               GError             **error)
{
  if (!heddle_address_check (self->url, heddle_http_request_get_confirmed (self->request), error))
    return FALSE;

  if (heddle_address_is_loopback (self->url) &&
      !heddle_http_request_get_allow_loopback (self->request))
    {
      g_set_error_literal (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_ADDRESS,
                           _("The server sends us to an address of this machine, which is "
                             "refused."));
      return FALSE;
    }

  return TRUE;
}

static void
prepare_message (HeddleHttpExchange *self)
{
  GPtrArray *headers = heddle_http_request_get_headers (self->request);
  GBytes *body = heddle_http_request_get_body (self->request);

  soup_message_add_flags (self->message, SOUP_MESSAGE_NO_REDIRECT);

  /* Over HTTP/1.1 "was anything sent" has one meaning, and a POST gets a connection of its own,
   * so that libsoup has no cause to send it again by itself. Nobody needs that connection after:
   * hundreds of them would be looked at, one by one, whenever anything is sent.
   */
  if (body != NULL)
    {
      soup_message_set_force_http1 (self->message, TRUE);
      soup_message_headers_replace (soup_message_get_request_headers (self->message), "Connection", "close");
      soup_message_set_request_body_from_bytes (
        self->message, heddle_http_request_get_content_type (self->request), body);
    }

  for (guint i = 0; self->hops == 0 && i + 1 < headers->len; i += 2)
    soup_message_headers_replace (soup_message_get_request_headers (self->message),
                                  headers->pdata[i], headers->pdata[i + 1]);

  g_signal_connect (self->message, "got-headers", G_CALLBACK (got_headers_cb), self);
  g_signal_connect (self->message, "wrote-headers", G_CALLBACK (wrote_headers_cb), self);
  g_signal_connect (self->message, "wrote-body-data", G_CALLBACK (wrote_body_data_cb), self);
  g_signal_connect (self->message, "wrote-body", G_CALLBACK (wrote_body_cb), self);
}

static void
send_message (HeddleHttpExchange *self)
{
  g_autoptr (GError) error = NULL;
  gboolean direct;

  if (!check_address (self, &error))
    {
      fail (self, self->hops > 0 ? HEDDLE_HTTP_ERROR_REDIRECT : HEDDLE_HTTP_ERROR_ADDRESS,
            error->message);
      return;
    }

  self->message = soup_message_new (heddle_http_request_get_method (self->request), self->url);

  if (self->message == NULL)
    {
      fail (self, HEDDLE_HTTP_ERROR_ADDRESS, _("The server's address cannot be read."));
      return;
    }

  prepare_message (self);
  self->answered = FALSE;
  enter_phase (self, PHASE_CONNECT);
  /* What must stay in the house does not take the way through a proxy. */
  direct = heddle_address_is_loopback (self->url) || heddle_address_is_plain_private (self->url);
  soup_session_send_async (direct ? self->direct : self->proxied, self->message, G_PRIORITY_DEFAULT,
                           self->sending, sent_cb, self);
}

/* Where a cancellable of an exchange is cancelled. */
typedef struct
{
  GMainContext *context;
  GCancellable *cancellable;
} Cancelling;

static void
cancelling_free (gpointer data)
{
  Cancelling *cancelling = data;

  g_main_context_unref (cancelling->context);
  g_object_unref (cancelling->cancellable);
  g_free (cancelling);
}

/* On whatever thread somebody has cancelled. The sources that GIO and libsoup watch a cancellable with do
 * not stand it being cancelled on another thread than theirs while they are being freed there.
 */
static void
cancelled_cb (GCancellable *outer,
              Cancelling   *cancelling)
{
  cancel_soon (cancelling->cancellable, cancelling->context);
}

static gulong
follow (HeddleHttpExchange *self,
        GCancellable       *outer)
{
  Cancelling *cancelling = g_new (Cancelling, 1);

  cancelling->context = g_main_context_ref_thread_default ();
  cancelling->cancellable = g_object_ref (self->cancellable);
  return g_cancellable_connect (outer, G_CALLBACK (cancelled_cb), cancelling, cancelling_free);
}

/**
 * heddle_http_exchange_new:
 * @direct: a session that knows no proxy, for addresses of this machine and of the house
 * @proxied: a session for all others
 * @request: what to send
 * @promise: gets a [class@HttpResponse], or an error of `HEDDLE_HTTP_ERROR` or
 *   %G_IO_ERROR_CANCELLED
 * @done: called once @promise is settled
 * @data: handed to @done
 *
 * Prepares an exchange. To be called, like all its functions, on the thread whose thread-default
 * main context carries the sessions.
 *
 * Returns: (transfer none): the exchange, which frees itself after @done
 */
HeddleHttpExchange *
heddle_http_exchange_new (SoupSession            *direct,
                          SoupSession            *proxied,
                          HeddleHttpRequest      *request,
                          DexPromise             *promise,
                          HeddleHttpExchangeDone  done,
                          gpointer                data)
{
  HeddleHttpExchange *self = g_new0 (HeddleHttpExchange, 1);
  GCancellable *outer = heddle_http_request_get_cancellable (request);

  self->direct = g_object_ref (direct);
  self->proxied = g_object_ref (proxied);
  self->request = g_object_ref (request);
  self->promise = dex_ref (promise);
  self->done = done;
  self->done_data = data;
  self->url = g_strdup (heddle_http_request_get_url (request));
  self->cancellable = g_cancellable_new ();
  self->sending = g_cancellable_new ();
  g_signal_connect (self->cancellable, "cancelled", G_CALLBACK (ended_cb), self);
  self->timer = g_source_new (&timer_funcs, sizeof (GSource));
  g_source_set_callback (self->timer, timed_out_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());

  self->abandoned_handler = follow (self, dex_promise_get_cancellable (promise));
  if (outer != NULL)
    self->cancelled_handler = follow (self, outer);

  return self;
}

/**
 * heddle_http_exchange_send:
 * @self: an exchange
 *
 * Sends the request. @self may be gone when this returns.
 */
void
heddle_http_exchange_send (HeddleHttpExchange *self)
{
  g_return_if_fail (self != NULL);

  self->started = g_get_monotonic_time ();
  send_message (self);
}

/**
 * heddle_http_exchange_cancel:
 * @self: an exchange
 *
 * Ends the exchange as soon as the main context turns.
 */
void
heddle_http_exchange_cancel (HeddleHttpExchange *self)
{
  g_return_if_fail (self != NULL);

  g_cancellable_cancel (self->cancellable);
}
