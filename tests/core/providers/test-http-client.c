/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "providers/heddle-http-client.h"

#include "raw-server.h"

#define KEY "sk-test-0123456789abcdef"

typedef struct
{
  RawServer *server;
  RawServer *other;
  HeddleHttpClient *client;
  GPtrArray *cancellables;
} Fixture;

#define N_TOO_LATE 400

static void
handle (const char        *head,
        GBytes            *body,
        GSocketConnection *connection,
        gpointer           data)
{
  Fixture *f = data;
  g_auto (GStrv) words = g_strsplit (head, " ", 3);
  const char *path = words[1];

  if (g_str_equal (path, "/echo"))
    {
      g_autofree char *answer = g_strdup_printf (
        "HTTP/1.1 201 Created\r\nX-Thing: a\r\nContent-Length: %zu\r\n\r\n",
        g_bytes_get_size (body));

      raw_write (connection, answer);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                 g_bytes_get_data (body, NULL), g_bytes_get_size (body), NULL, NULL,
                                 NULL);
    }
  else if (g_str_equal (path, "/truncated"))
    raw_write (connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
  else if (g_str_equal (path, "/cut"))
    raw_write (connection, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100\r\n\r\nhalf");
  else if (g_str_equal (path, "/reset"))
    {
      raw_write (connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
      raw_reset (connection);
    }
  else if (g_str_has_prefix (path, "/too-late/"))
    {
      guint64 nth = g_ascii_strtoull (path + strlen ("/too-late/"), NULL, 10);

      raw_write (connection, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes");
      g_cancellable_cancel (f->cancellables->pdata[nth]);
    }
  else if (g_str_equal (path, "/nothing"))
    return;
  else if (g_str_equal (path, "/endless"))
    {
      raw_write (connection, "HTTP/1.1 200 OK\r\n\r\n");
      while (raw_write (connection, "0123456789abcdef0123456789abcdef0123456789abcdef"))
        continue;
    }
  else if (g_str_equal (path, "/long"))
    raw_write (connection, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
  else if (g_str_equal (path, "/drip"))
    {
      raw_write (connection, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
      while (raw_write (connection, "."))
        g_usleep (5000);
    }
  else if (g_str_equal (path, "/silent") || g_str_equal (path, "/unauthorized-silent"))
    {
      char byte;

      if (!g_str_equal (path, "/silent"))
        raw_write (connection, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\n");
      g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &byte, 1, NULL,
                           NULL);
    }
  else if (g_str_equal (path, "/elsewhere"))
    {
      g_autofree char *target = raw_server_dup_url (f->other, "/echo");
      g_autofree char *answer = g_strdup_printf (
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", target);

      raw_write (connection, answer);
    }
  else if (g_str_equal (path, "/plain"))
    raw_write (connection, "HTTP/1.1 302 Found\r\nLocation: http://example.com/x\r\n"
                           "Content-Length: 0\r\n\r\n");
  else if (g_str_equal (path, "/circle"))
    raw_write (connection, "HTTP/1.1 302 Found\r\nLocation: /circle\r\nContent-Length: 0\r\n\r\n");
  else if (g_str_equal (path, "/unauthorized"))
    raw_write (connection, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                           "Content-Length: 2\r\n\r\nno");
  else
    raw_write (connection, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->server = raw_server_new (handle, f);
  f->other = raw_server_new (handle, f);
  f->client = heddle_http_client_new ();
  f->cancellables = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < N_TOO_LATE; i++)
    g_ptr_array_add (f->cancellables, g_cancellable_new ());
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_assert_finalize_object (f->client);
  raw_server_free (f->server);
  raw_server_free (f->other);
  g_ptr_array_unref (f->cancellables);
}

static HeddleHttpRequest *
new_request (Fixture    *f,
             const char *method,
             const char *path)
{
  g_autofree char *url = raw_server_dup_url (f->server, path);
  HeddleHttpRequest *request = heddle_http_request_new (method, url);

  if (g_str_equal (method, "POST"))
    {
      g_autoptr (GBytes) body = g_bytes_new_static ("hello", 5);

      heddle_http_request_set_body (request, "text/plain", body);
    }

  return request;
}

typedef struct
{
  DexFuture *future;
  HeddleHttpResponse *response;
  GError *error;
} Exchange;

static gpointer
exchange_thread (gpointer data)
{
  Exchange *exchange = data;
  g_auto (GValue) value = G_VALUE_INIT;

  if (heddle_wait_for (exchange->future, &value, &exchange->error))
    exchange->response = g_value_dup_object (&value);

  return NULL;
}

static HeddleHttpResponse *
await (DexFuture  *future,
       GError    **error)
{
  Exchange exchange = { .future = future };

  g_thread_join (g_thread_new ("exchange", exchange_thread, &exchange));
  if (exchange.error != NULL)
    g_propagate_error (error, exchange.error);

  return exchange.response;
}

static void
test_success (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr (HeddleHttpRequest) request = new_request (f, "POST", "/echo");
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *heads = NULL;

  heddle_http_request_set_credential (request, "Authorization", "Bearer " KEY);
  response = await (heddle_http_client_send (f->client, request), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heddle_http_response_get_status (response), ==, 201);
  g_assert_true (heddle_http_response_is_success (response));
  g_assert_cmpstr (heddle_http_response_get_header (response, "x-thing"), ==, "a");
  g_assert_cmpmem (g_bytes_get_data (heddle_http_response_get_body (response), NULL),
                   g_bytes_get_size (heddle_http_response_get_body (response)), "hello", 5);
  g_assert_true (heddle_http_request_get_sent (request));

  heads = raw_server_dup_heads (f->server);
  g_assert_nonnull (strstr (heads, "Authorization: Bearer " KEY));
  g_assert_nonnull (strstr (heads, "User-Agent: Heddle/" HEDDLE_VERSION));
}

static void
test_file (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (HeddleHttpRequest) request = new_request (f, "POST", "/echo");
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *hash = NULL;
  gsize size = 3 * 1024 * 1024 + 17;
  g_autoptr (GBytes) body = NULL;
  guint8 *content = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    content[i] = (guint8) (i * 7 + i / 251);
  body = g_bytes_new_take (content, size);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);

  g_close (g_file_open_tmp ("heddle-http-XXXXXX", &path, &error), NULL);
  g_assert_no_error (error);
  heddle_http_request_set_body (request, "application/octet-stream", body);
  heddle_http_request_set_file (request, path);
  response = await (heddle_http_client_send (f->client, request), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heddle_http_response_get_sha256 (response), ==, hash);
  g_assert_cmpuint (heddle_http_response_get_size (response), ==, size);
  g_assert_null (heddle_http_response_get_body (response));
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  g_assert_cmpmem (text, size, content, g_bytes_get_size (body));
  g_unlink (path);
}

/* A try that broke off leaves nothing behind the next answer. */
static void
test_file_again (Fixture       *f,
                 gconstpointer  data)
{
  static const char *const bodies[] = { "A long answer that did not count", "A short one" };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  g_close (g_file_open_tmp ("heddle-http-XXXXXX", &path, &error), NULL);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (HeddleHttpRequest) request = new_request (f, "POST", "/echo");
      g_autoptr (HeddleHttpResponse) response = NULL;
      g_autoptr (GBytes) body = g_bytes_new_static (bodies[i], strlen (bodies[i]));

      heddle_http_request_set_body (request, "text/plain", body);
      heddle_http_request_set_file (request, path);
      response = await (heddle_http_client_send (f->client, request), &error);
      g_assert_no_error (error);
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, bodies[1]);
  g_unlink (path);
}

static void
test_lost (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr (HeddleHttpRequest) request = new_request (f, "POST", data);
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  response = await (heddle_http_client_send (f->client, request), &error);
  g_assert_error (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_LOST);
  g_assert_null (response);
  g_assert_true (heddle_http_request_get_sent (request));
  g_assert_cmpuint (raw_server_get_n (f->server), ==, 1);
}

static void
test_too_large (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr (HeddleHttpRequest) request = new_request (f, "GET", data);
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  heddle_http_request_set_max_bytes (request, 1000000);
  response = await (heddle_http_client_send (f->client, request), &error);
  g_assert_error (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_TOO_LARGE);
}

static void
test_time_out (Fixture       *f,
               gconstpointer  data)
{
  int code = g_str_equal (data, "/drip") ? HEDDLE_HTTP_ERROR_LOST : HEDDLE_HTTP_ERROR_UNANSWERED;
  g_autoptr (HeddleHttpRequest) request = new_request (f, "POST", data);
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  heddle_http_request_set_timeouts (request,
                                    (HeddleHttpTimeouts) { .connect = 10000, .first_byte = 200,
                                                           .idle = 200 });
  response = await (heddle_http_client_send (f->client, request), &error);
  g_assert_error (error, HEDDLE_HTTP_ERROR, code);
  g_assert_true (heddle_http_request_get_sent (request));
}

static void
test_refused (Fixture       *f,
              gconstpointer  data)
{
  g_autoptr (RawServer) gone = raw_server_new (handle, f);
  g_autofree char *url = raw_server_dup_url (gone, "/echo");
  g_autoptr (HeddleHttpRequest) request = heddle_http_request_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&gone, raw_server_free);
  heddle_http_request_set_body (request, "text/plain", body);
  response = await (heddle_http_client_send (f->client, request), &error);
  g_assert_error (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_UNREACHABLE);
  g_assert_false (heddle_http_request_get_sent (request));
}

static void
test_addresses (Fixture       *f,
                gconstpointer  data)
{
  static const char *const refused[] = {
    "http://example.com/x", "http://10.0.0.1/x",          "ftp://127.0.0.1/x",
    "nonsense",             "https://me:secret@a.test/x", "http://127.0.0.1.example.com/",
    "file:///etc/passwd",   "http://localhost@a.test/",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (HeddleHttpRequest) request = heddle_http_request_new ("GET", refused[i]);
      g_autoptr (HeddleHttpResponse) response = NULL;
      g_autoptr (GError) error = NULL;

      response = await (heddle_http_client_send (f->client, request), &error);
      g_assert_error (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_ADDRESS);
      g_assert_null (strstr (error->message, "secret"));
      g_assert_false (heddle_http_request_get_sent (request));
    }
}

static void
test_redirects (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr (HeddleHttpRequest) kept = new_request (f, "GET", "/elsewhere");
  g_autoptr (HeddleHttpRequest) followed = new_request (f, "GET", "/elsewhere");
  g_autoptr (HeddleHttpRequest) not_here = new_request (f, "GET", "/elsewhere");
  g_autoptr (HeddleHttpRequest) plain = new_request (f, "GET", "/plain");
  g_autoptr (HeddleHttpRequest) circle = new_request (f, "GET", "/circle");
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *heads = NULL;

  heddle_http_request_set_credential (kept, "Authorization", "Bearer " KEY);
  heddle_http_request_set_follow (kept, TRUE, TRUE);
  response = await (heddle_http_client_send (f->client, kept), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heddle_http_response_get_status (response), ==, 307);
  g_assert_cmpuint (raw_server_get_n (f->other), ==, 0);
  g_clear_object (&response);

  heddle_http_request_set_follow (followed, TRUE, TRUE);
  response = await (heddle_http_client_send (f->client, followed), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heddle_http_response_get_status (response), ==, 201);
  g_assert_cmpuint (raw_server_get_n (f->other), ==, 1);
  g_clear_object (&response);

  heddle_http_request_set_follow (not_here, TRUE, FALSE);
  response = await (heddle_http_client_send (f->client, not_here), &error);
  g_assert_error (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_ADDRESS);
  g_clear_error (&error);

  heddle_http_request_set_follow (plain, TRUE, TRUE);
  response = await (heddle_http_client_send (f->client, plain), &error);
  g_assert_error (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_REDIRECT);
  g_clear_error (&error);

  heddle_http_request_set_follow (circle, TRUE, TRUE);
  response = await (heddle_http_client_send (f->client, circle), &error);
  g_assert_error (error, HEDDLE_HTTP_ERROR, HEDDLE_HTTP_ERROR_REDIRECT);

  heads = raw_server_dup_heads (f->other);
  g_assert_null (strstr (heads, KEY));
}

static void
test_unauthorized (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr (HeddleHttpRequest) request = new_request (f, "GET", "/unauthorized");
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;

  response = await (heddle_http_client_send (f->client, request), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (heddle_http_response_get_status (response), ==, 401);
  g_assert_cmpuint (raw_server_get_n (f->server), ==, 1);
}

static void
test_cancel (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr (HeddleHttpRequest) request = new_request (f, "POST", "/silent");
  g_autoptr (HeddleHttpRequest) dropped = new_request (f, "POST", "/silent");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *future;

  heddle_http_request_set_cancellable (request, cancellable);
  future = heddle_http_client_send (f->client, request);
  while (raw_server_get_n (f->server) == 0)
    g_usleep (1000);
  g_cancellable_cancel (cancellable);
  response = await (future, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (heddle_http_request_get_sent (request));

  /* The servers's threads end only once the connection is closed. */
  future = heddle_http_client_send (f->client, dropped);
  while (raw_server_get_n (f->server) == 1)
    g_usleep (1000);
  dex_unref (future);
}

/* Who cancels while the answer comes in gets one or the other. */
static void
test_cancel_too_late (Fixture       *f,
                      gconstpointer  data)
{
  for (guint i = 0; i < f->cancellables->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("/too-late/%u", i);
      g_autoptr (HeddleHttpRequest) request = new_request (f, "GET", path);
      g_autoptr (HeddleHttpResponse) response = NULL;
      g_autoptr (GError) error = NULL;

      heddle_http_request_set_cancellable (request, f->cancellables->pdata[i]);
      response = await (heddle_http_client_send (f->client, request), &error);
      if (response != NULL)
        g_assert_cmpuint (g_bytes_get_size (heddle_http_response_get_body (response)), ==, 3);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_close (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr (HeddleHttpRequest) request = new_request (f, "POST", "/silent");
  g_autoptr (GError) error = NULL;
  DexFuture *future = heddle_http_client_send (f->client, request);

  while (raw_server_get_n (f->server) == 0)
    g_usleep (1000);
  g_assert_finalize_object (f->client);
  g_assert_null (await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  f->client = heddle_http_client_new ();
}

#define ADD(path, argument, func) \
  g_test_add ("/http-client/" path, Fixture, argument, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  ADD ("success", NULL, test_success);
  ADD ("file", NULL, test_file);
  ADD ("file-again", NULL, test_file_again);
  ADD ("lost/truncated", "/truncated", test_lost);
  ADD ("lost/cut", "/cut", test_lost);
  ADD ("lost/reset", "/reset", test_lost);
  ADD ("lost/nothing", "/nothing", test_lost);
  ADD ("too-large/endless", "/endless", test_too_large);
  ADD ("too-large/announced", "/long", test_too_large);
  ADD ("time-out/drip", "/drip", test_time_out);
  ADD ("time-out/silent", "/silent", test_time_out);
  ADD ("time-out/unauthorized", "/unauthorized-silent", test_time_out);
  ADD ("refused", NULL, test_refused);
  ADD ("addresses", NULL, test_addresses);
  ADD ("redirects", NULL, test_redirects);
  ADD ("unauthorized", NULL, test_unauthorized);
  ADD ("cancel/in-time", NULL, test_cancel);
  ADD ("cancel/too-late", NULL, test_cancel_too_late);
  ADD ("close", NULL, test_close);

  return g_test_run ();
}
