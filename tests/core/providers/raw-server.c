/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "raw-server.h"

#include <string.h>
#include <sys/socket.h>

struct _RawServer
{
  GSocketListener *listener;
  GCancellable *cancellable;
  GThread *thread;
  GPtrArray *workers;
  guint16 port;
  RawHandler handler;
  gpointer data;
  GMutex mutex;
  GString *heads;
  guint n;
};

typedef struct
{
  RawServer *server;
  GSocketConnection *connection;
} Work;

static gboolean
read_request (GInputStream  *input,
              char         **head,
              GBytes       **body)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const char *end = NULL;
  const char *length;
  gsize wanted;

  while (end == NULL)
    {
      guint8 buffer[4096];
      gssize n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);

      if (n <= 0)
        return FALSE;

      g_byte_array_append (bytes, buffer, (guint) n);
      end = memmem (bytes->data, bytes->len, "\r\n\r\n", 4);
    }

  *head = g_strndup ((const char *) bytes->data, (gsize) (end - (const char *) bytes->data));
  length = strcasestr (*head, "content-length:");
  wanted = length != NULL ? (gsize) g_ascii_strtoull (length + strlen ("content-length:"), NULL, 10)
                          : 0;
  wanted += strlen (*head) + 4;

  while (bytes->len < wanted)
    {
      guint8 buffer[4096];
      gssize n = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);

      if (n <= 0)
        break;

      g_byte_array_append (bytes, buffer, (guint) n);
    }

  *body = g_bytes_new (bytes->data + strlen (*head) + 4, bytes->len - strlen (*head) - 4);

  return TRUE;
}

static gpointer
serve_thread (gpointer data)
{
  g_autofree Work *work = data;
  g_autofree char *head = NULL;
  g_autoptr (GBytes) body = NULL;
  RawServer *self = work->server;

  if (read_request (g_io_stream_get_input_stream (G_IO_STREAM (work->connection)), &head, &body))
    {
      g_mutex_lock (&self->mutex);
      self->n++;
      g_string_append_printf (self->heads, "%s\n", head);
      g_mutex_unlock (&self->mutex);
      self->handler (head, body, work->connection, self->data);
    }

  g_io_stream_close (G_IO_STREAM (work->connection), NULL, NULL);
  g_object_unref (work->connection);

  return NULL;
}

static gpointer
accept_thread (gpointer data)
{
  RawServer *self = data;

  for (;;)
    {
      GSocketConnection *connection = g_socket_listener_accept (self->listener, NULL,
                                                                self->cancellable, NULL);
      Work *work;

      if (connection == NULL)
        return NULL;

      work = g_new0 (Work, 1);
      work->server = self;
      work->connection = connection;
      g_ptr_array_add (self->workers, g_thread_new ("raw-worker", serve_thread, work));
    }
}

RawServer *
raw_server_new (RawHandler handler,
                gpointer   data)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->handler = handler;
  self->data = data;
  self->heads = g_string_new (NULL);
  self->workers = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  self->thread = g_thread_new ("raw-accept", accept_thread, self);

  return self;
}

void
raw_server_free (RawServer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  for (guint i = 0; i < self->workers->len; i++)
    g_thread_join (self->workers->pdata[i]);
  g_ptr_array_unref (self->workers);
  g_object_unref (self->listener);
  g_object_unref (self->cancellable);
  g_string_free (self->heads, TRUE);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

char *
raw_server_dup_url (RawServer  *self,
                    const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
}

guint
raw_server_get_n (RawServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->n;
}

char *
raw_server_dup_heads (RawServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->heads->str);
}

gboolean
raw_write (GSocketConnection *connection,
           const char        *text)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                                    strlen (text), NULL, NULL, NULL);
}

void
raw_reset (GSocketConnection *connection)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET, SO_LINGER,
              &linger, sizeof linger);
}
