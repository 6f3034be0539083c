/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-wire.h"

#include <sys/socket.h>

/* Long enough for a reader to see what was sent before the reset throws it away. */
#define RESET_AFTER_SECONDS 0.05

#define DRIP_PIECES 20
#define FILLER_SIZE (64 * 1024)

struct _HeddleFakeWire
{
  GObject parent_instance;

  GIOStream *stream;
  GSocket *socket;
  GCancellable *cancellable;
  GSource *timer;
  GByteArray *head;
  HeddleFakeFault *fault;

  GBytes *data;
  gsize offset;
  gsize end;
  gsize piece;
  gsize filler;
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleFakeWire, heddle_fake_wire, G_TYPE_OBJECT)

static void write_next (HeddleFakeWire *self);

static gboolean
timer_cb (gpointer data)
{
  g_autoptr (HeddleFakeWire) self = g_object_ref (data);

  g_clear_pointer (&self->timer, g_source_unref);
  write_next (self);
  return G_SOURCE_REMOVE;
}

static void
write_later (HeddleFakeWire *self,
             double          seconds)
{
  self->timer = g_timeout_source_new ((guint) (seconds * 1000));
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
finish (HeddleFakeWire *self)
{
  heddle_fake_wire_close (self);
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static void
reset (HeddleFakeWire *self)
{
  const struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  if (setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger) !=
      0)
    g_error ("The connection cannot be reset: %s", g_strerror (errno));
  g_socket_close (self->socket, NULL);
  finish (self);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (HeddleFakeWire) self = data;
  const gboolean last = self->offset >= self->end && self->filler == 0;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        finish (self);
      return;
    }

  if (self->fault->kind == HEDDLE_FAKE_FAULT_DRIP && !last)
    write_later (self, self->fault->pause);
  else if (self->fault->kind == HEDDLE_FAKE_FAULT_RESET && last)
    write_later (self, RESET_AFTER_SECONDS);
  else
    write_next (self);
}

static void
write_bytes (HeddleFakeWire *self,
             const void     *data,
             gsize           length)
{
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream), data, length,
                                   G_PRIORITY_DEFAULT, self->cancellable, written_cb,
                                   g_object_ref (self));
}

static void
write_next (HeddleFakeWire *self)
{
  static const char *filler;

  if (self->offset < self->end)
    {
      const guint8 *data = g_bytes_get_data (self->data, NULL);
      const gsize length = MIN (self->piece, self->end - self->offset);
      const gsize offset = self->offset;

      self->offset += length;
      write_bytes (self, data + offset, length);
      return;
    }

  if (self->filler > 0)
    {
      if (g_once_init_enter_pointer (&filler))
        g_once_init_leave_pointer (&filler, g_strnfill (FILLER_SIZE, 'A'));
      self->filler -= MIN (self->filler, FILLER_SIZE);
      write_bytes (self, filler, FILLER_SIZE);
      return;
    }

  if (self->fault->kind == HEDDLE_FAKE_FAULT_RESET || self->fault->kind == HEDDLE_FAKE_FAULT_DROP)
    reset (self);
  else if (self->fault->kind != HEDDLE_FAKE_FAULT_STALL)
    finish (self);
}

static void
append (GByteArray *bytes,
        const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
}

static GByteArray *
write_head (SoupServerMessage *message)
{
  GByteArray *head = g_byte_array_new ();
  const guint status = soup_server_message_get_status (message);
  g_autofree char *line = NULL;
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  line = g_strdup_printf ("HTTP/1.1 %u %s\r\n", status,
                          soup_server_message_get_reason_phrase (message));
  append (head, line);
  soup_message_headers_iter_init (&iter, soup_server_message_get_response_headers (message));
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      g_autofree char *header = g_strdup_printf ("%s: %s\r\n", name, value);

      append (head, header);
    }
  append (head, "Connection: close\r\n");

  return head;
}

static void
plan (HeddleFakeWire *self,
      gsize           head,
      gsize           body)
{
  self->end = head + body / 2;
  self->piece = head + body;
  if (self->fault->kind == HEDDLE_FAKE_FAULT_DROP)
    self->end = 0;
  else if (self->fault->kind == HEDDLE_FAKE_FAULT_DRIP)
    {
      self->end = head + body;
      self->piece = MAX (1, self->end / DRIP_PIECES);
    }
  else if (self->fault->kind == HEDDLE_FAKE_FAULT_HUGE)
    self->filler = (gsize) self->fault->mebibytes * 1024 * 1024;
}

static void
heddle_fake_wire_dispose (GObject *object)
{
  HeddleFakeWire *self = HEDDLE_FAKE_WIRE (object);

  if (self->stream != NULL)
    heddle_fake_wire_close (self);
  g_clear_object (&self->stream);
  g_clear_object (&self->socket);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->head, g_byte_array_unref);
  g_clear_pointer (&self->fault, heddle_fake_fault_free);
  g_clear_pointer (&self->data, g_bytes_unref);

  G_OBJECT_CLASS (heddle_fake_wire_parent_class)->dispose (object);
}

static void
heddle_fake_wire_class_init (HeddleFakeWireClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_fake_wire_dispose;

  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heddle_fake_wire_init (HeddleFakeWire *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * heddle_fake_wire_new:
 * @message: a paused message, with status and headers set
 * @fault: what should go wrong
 *
 * Takes the connection of a message away from its server.
 *
 * Returns: (transfer full): the wire
 */
HeddleFakeWire *
heddle_fake_wire_new (SoupServerMessage     *message,
                      const HeddleFakeFault *fault)
{
  HeddleFakeWire *self = g_object_new (HEDDLE_TYPE_FAKE_WIRE, NULL);

  self->fault = heddle_fake_fault_copy (fault);
  self->head = write_head (message);
  self->socket = g_object_ref (soup_server_message_get_socket (message));
  self->stream = soup_server_message_steal_connection (message);

  return self;
}

/**
 * heddle_fake_wire_send:
 * @self: a wire
 * @body: the whole body that a sound answer would have
 *
 * Writes the answer, with its fault, and emits `done` once the connection is closed, which an
 * answer that stalls never does by itself. A huge one has no Content-Length and ends with the connection.
 */
void
heddle_fake_wire_send (HeddleFakeWire *self,
                       GBytes         *body)
{
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (body, &length);
  gsize head;

  if (self->fault->kind != HEDDLE_FAKE_FAULT_HUGE)
    {
      g_autofree char *header = g_strdup_printf ("Content-Length: %zu\r\n", length);

      append (self->head, header);
    }
  append (self->head, "\r\n");
  head = self->head->len;
  if (length > 0)
    g_byte_array_append (self->head, bytes, (guint) length);

  self->data = g_byte_array_free_to_bytes (g_steal_pointer (&self->head));
  plan (self, head, length);
  write_later (self, 0);
}

/**
 * heddle_fake_wire_close:
 * @self: a wire
 *
 * Closes the connection and stops writing.
 */
void
heddle_fake_wire_close (HeddleFakeWire *self)
{
  g_cancellable_cancel (self->cancellable);
  if (self->timer != NULL)
    {
      g_source_destroy (self->timer);
      g_clear_pointer (&self->timer, g_source_unref);
    }
  g_socket_close (self->socket, NULL);
}
