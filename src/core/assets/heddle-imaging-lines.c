/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-imaging-lines.h"

#include <string.h>

#define CHUNK_SIZE 4096

typedef struct
{
  GInputStream         *stream;
  GByteArray           *pending;
  gsize                 limit;
  HeddleImagingLineFunc func;
  gpointer              data;
  GDestroyNotify        data_destroy;
} Reader;

static void
reader_free (Reader *self)
{
  self->func (NULL, self->data);
  if (self->data_destroy != NULL)
    self->data_destroy (self->data);
  g_object_unref (self->stream);
  g_byte_array_unref (self->pending);
  g_free (self);
}

static void
hand_out_lines (Reader *self)
{
  guint8 *end;

  while (self->pending->len > 0 &&
         (end = memchr (self->pending->data, '\n', self->pending->len)) != NULL)
    {
      gsize length = (gsize) (end - self->pending->data);
      g_autofree char *line = g_strndup ((const char *) self->pending->data, length);

      g_byte_array_remove_range (self->pending, 0, (guint) length + 1);
      self->func (line, self->data);
    }
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reader *self = user_data;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (self->stream, result, NULL);

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      reader_free (self);
      return;
    }

  g_byte_array_append (self->pending, g_bytes_get_data (bytes, NULL),
                       (guint) g_bytes_get_size (bytes));
  hand_out_lines (self);
  if (self->pending->len > self->limit)
    {
      reader_free (self);
      return;
    }

  g_input_stream_read_bytes_async (self->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, NULL, read_cb,
                                   self);
}

/**
 * heddle_imaging_read_lines:
 * @stream: what to read
 * @limit: the most bytes that a line may have
 * @func: (scope notified): gets every line, and %NULL once at the end
 * @data: handed to @func
 * @data_destroy: (nullable): frees @data after the end
 *
 * Reads lines in the thread-default main context until the stream ends. The other end is not
 * trusted: it can neither fill the memory nor stop the reading thread.
 */
void
heddle_imaging_read_lines (GInputStream         *stream,
                           gsize                 limit,
                           HeddleImagingLineFunc func,
                           gpointer              data,
                           GDestroyNotify        data_destroy)
{
  Reader *self = g_new0 (Reader, 1);

  self->stream = g_object_ref (stream);
  self->pending = g_byte_array_new ();
  self->limit = limit;
  self->func = func;
  self->data = data;
  self->data_destroy = data_destroy;

  g_input_stream_read_bytes_async (stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, NULL, read_cb, self);
}
