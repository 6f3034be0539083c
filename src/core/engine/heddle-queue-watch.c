/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-queue-watch.h"

#include "base/heddle-json.h"
#include "engine/heddle-owner-protocol.h"

/* What the queue's signals, which may be under way when the watch ends, have to do with. */
typedef struct
{
  GDBusConnection *connection;
  GMainContext    *context;
  GMutex           mutex;
  guint64          idle;
} Seen;

struct _HeddleQueueWatch
{
  HeddleRunQueue *queue;
  Seen           *seen;
  gulong          event_handler;
  gulong          idle_handler;
  guint64         touches;
};

static void
seen_clear (gpointer data)
{
  Seen *self = data;

  g_object_unref (self->connection);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
}

static void
seen_unref (gpointer  data,
            GClosure *closure)
{
  g_atomic_rc_box_release_full (data, seen_clear);
}

static void
event_cb (HeddleRunQueue       *queue,
          const HeddleRunEvent *event,
          Seen                 *seen)
{
  heddle_owner_send_event (seen->connection, event);
}

static void
idle_cb (HeddleRunQueue *queue,
         guint64         touches,
         Seen           *seen)
{
  g_mutex_lock (&seen->mutex);
  seen->idle = touches;
  g_mutex_unlock (&seen->mutex);
  g_main_context_wakeup (seen->context);
}

static guint64
get_idle (HeddleQueueWatch *self)
{
  guint64 idle;

  g_mutex_lock (&self->seen->mutex);
  idle = self->seen->idle;
  g_mutex_unlock (&self->seen->mutex);
  return idle;
}

/**
 * heddle_queue_watch_new:
 * @queue: a queue that has been started
 * @connection: whom to tell
 * @context: woken when the watch may be over
 *
 * Returns: (transfer full): a watch, which lasts until the queue has looked once more and has nothing
 *   to do
 */
HeddleQueueWatch *
heddle_queue_watch_new (HeddleRunQueue  *queue,
                        GDBusConnection *connection,
                        GMainContext    *context)
{
  HeddleQueueWatch *self = g_new0 (HeddleQueueWatch, 1);

  self->queue = g_object_ref (queue);
  self->seen = g_atomic_rc_box_new0 (Seen);
  self->seen->connection = g_object_ref (connection);
  self->seen->context = g_main_context_ref (context);
  g_mutex_init (&self->seen->mutex);
  self->event_handler = g_signal_connect_data (queue, "event", G_CALLBACK (event_cb),
                                               g_atomic_rc_box_acquire (self->seen), seen_unref, 0);
  self->idle_handler = g_signal_connect_data (queue, "idle", G_CALLBACK (idle_cb),
                                              g_atomic_rc_box_acquire (self->seen), seen_unref, 0);
  self->touches = heddle_run_queue_touch (queue);
  return self;
}

/**
 * heddle_queue_watch_free:
 * @self: (transfer full): a watch
 */
void
heddle_queue_watch_free (HeddleQueueWatch *self)
{
  g_signal_handler_disconnect (self->queue, self->event_handler);
  g_signal_handler_disconnect (self->queue, self->idle_handler);
  g_atomic_rc_box_release_full (self->seen, seen_clear);
  g_object_unref (self->queue);
  g_free (self);
}

/**
 * heddle_queue_watch_is_over:
 * @self: a watch
 *
 * Returns: whether the queue has nothing to do, or was stopped
 */
gboolean
heddle_queue_watch_is_over (HeddleQueueWatch *self)
{
  return get_idle (self) >= self->touches;
}

/**
 * heddle_queue_watch_was_stopped:
 * @self: a watch
 *
 * Returns: whether the queue was stopped, whatever is left in it
 */
gboolean
heddle_queue_watch_was_stopped (HeddleQueueWatch *self)
{
  return get_idle (self) == G_MAXUINT64;
}

/**
 * heddle_owner_send_event:
 * @connection: whom to tell
 * @event: what happened
 *
 * Tells another process of a run, unless it is of progress in which nothing has to be waited for. It may be gone, which changes nothing. Can
 * be called from any thread.
 */
void
heddle_owner_send_event (GDBusConnection      *connection,
                         const HeddleRunEvent *event)
{
  g_autoptr (JsonNode) message = heddle_run_event_to_message (event);
  g_autofree char *text = message == NULL ? NULL : heddle_json_write (message, HEDDLE_JSON_COMPACT);

  if (text != NULL)
    g_dbus_connection_emit_signal (connection, NULL, HEDDLE_OWNER_OBJECT_PATH, HEDDLE_OWNER_INTERFACE, "Event",
                                   g_variant_new ("(s)", text), NULL);
}
