/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-exchange.h"

#include <string.h>

#include "heddle-fake-wire.h"

struct _HeddleFakeExchange
{
  GObject parent_instance;

  SoupServerMessage *message;
  HeddleFakeRequest *request;
  HeddleFakeFault *fault;
  HeddleFakeWire *wire;
  GSource *timer;
  GBytes *body;
  double latency;
  gulong finished_id;
};

enum
{
  SIGNAL_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleFakeExchange, heddle_fake_exchange, G_TYPE_OBJECT)

static void
done_cb (HeddleFakeExchange *self)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0);
}

static gboolean
needs_wire (HeddleFakeFaultKind kind)
{
  return kind == HEDDLE_FAKE_FAULT_CUT || kind == HEDDLE_FAKE_FAULT_RESET ||
         kind == HEDDLE_FAKE_FAULT_DROP || kind == HEDDLE_FAKE_FAULT_STALL ||
         kind == HEDDLE_FAKE_FAULT_DRIP || kind == HEDDLE_FAKE_FAULT_HUGE;
}

static gboolean
deliver_cb (gpointer data)
{
  g_autoptr (HeddleFakeExchange) self = g_object_ref (data);

  g_clear_pointer (&self->timer, g_source_unref);
  if (needs_wire (heddle_fake_exchange_get_kind (self)))
    {
      g_clear_signal_handler (&self->finished_id, self->message);
      self->wire = heddle_fake_wire_new (self->message, self->fault);
      g_signal_connect_object (self->wire, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
      heddle_fake_wire_send (self->wire, self->body);
      return G_SOURCE_REMOVE;
    }

  if (g_bytes_get_size (self->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), self->body);
  soup_server_message_unpause (self->message);
  return G_SOURCE_REMOVE;
}

static void
heddle_fake_exchange_dispose (GObject *object)
{
  HeddleFakeExchange *self = HEDDLE_FAKE_EXCHANGE (object);

  heddle_fake_exchange_abandon (self);
  g_clear_object (&self->wire);
  g_clear_object (&self->message);
  g_clear_object (&self->request);
  g_clear_pointer (&self->fault, heddle_fake_fault_free);
  g_clear_pointer (&self->body, g_bytes_unref);

  G_OBJECT_CLASS (heddle_fake_exchange_parent_class)->dispose (object);
}

static void
heddle_fake_exchange_class_init (HeddleFakeExchangeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_fake_exchange_dispose;

  /* Emitted once the connection is free again, or gone. */
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heddle_fake_exchange_init (HeddleFakeExchange *self)
{
}

/**
 * heddle_fake_exchange_new:
 * @message: a message whose body has been read; it is paused until it is answered
 * @request: what the log has of it
 *
 * Returns: (transfer full): the exchange
 */
HeddleFakeExchange *
heddle_fake_exchange_new (SoupServerMessage *message,
                          HeddleFakeRequest *request)
{
  HeddleFakeExchange *self = g_object_new (HEDDLE_TYPE_FAKE_EXCHANGE, NULL);

  self->message = g_object_ref (message);
  self->request = g_object_ref (request);
  self->finished_id = g_signal_connect_swapped (message, "finished", G_CALLBACK (done_cb), self);
  soup_server_message_pause (message);

  return self;
}

/**
 * heddle_fake_exchange_get_request:
 * @self: an exchange
 *
 * Returns: (transfer none): what was asked
 */
HeddleFakeRequest *
heddle_fake_exchange_get_request (HeddleFakeExchange *self)
{
  return self->request;
}

/**
 * heddle_fake_exchange_get_message:
 * @self: an exchange
 *
 * Returns: (transfer none): libsoup's side of it
 */
SoupServerMessage *
heddle_fake_exchange_get_message (HeddleFakeExchange *self)
{
  return self->message;
}

/**
 * heddle_fake_exchange_get_fault:
 * @self: an exchange
 *
 * Returns: (transfer none) (nullable): what should go wrong with it
 */
const HeddleFakeFault *
heddle_fake_exchange_get_fault (HeddleFakeExchange *self)
{
  return self->fault;
}

/**
 * heddle_fake_exchange_get_kind:
 * @self: an exchange
 *
 * Returns: what kind of fault it has, if any
 */
HeddleFakeFaultKind
heddle_fake_exchange_get_kind (HeddleFakeExchange *self)
{
  return self->fault != NULL ? self->fault->kind : HEDDLE_FAKE_FAULT_NONE;
}

/**
 * heddle_fake_exchange_set_fault:
 * @self: an exchange that is not answered yet
 * @fault: (nullable): what should go wrong with it
 *
 * Sets the fault that the answer is given with.
 */
void
heddle_fake_exchange_set_fault (HeddleFakeExchange    *self,
                                const HeddleFakeFault *fault)
{
  g_clear_pointer (&self->fault, heddle_fake_fault_free);
  if (fault != NULL)
    self->fault = heddle_fake_fault_copy (fault);
}

/**
 * heddle_fake_exchange_set_latency:
 * @self: an exchange that is not answered yet
 * @seconds: how long a sound answer takes
 *
 * Sets how long every answer is held back; the delay of a fault is added to it.
 */
void
heddle_fake_exchange_set_latency (HeddleFakeExchange *self,
                                  double              seconds)
{
  self->latency = seconds;
}

/**
 * heddle_fake_exchange_set_header:
 * @self: an exchange that is not answered yet
 * @name: a header's name
 * @value: its value
 *
 * Sets a header of the answer.
 */
void
heddle_fake_exchange_set_header (HeddleFakeExchange *self,
                                 const char         *name,
                                 const char         *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), name,
                                value);
}

/**
 * heddle_fake_exchange_respond:
 * @self: an exchange that is not answered yet
 * @status: the status
 * @type: the body's content type
 * @body: the body
 *
 * Answers, with the fault that the exchange has.
 */
void
heddle_fake_exchange_respond (HeddleFakeExchange *self,
                              guint               status,
                              const char         *type,
                              GBytes             *body)
{
  static const char page[] =
      "<!DOCTYPE html><title>Sign in</title><p>Welcome to the guest network.";
  const HeddleFakeFaultKind kind = heddle_fake_exchange_get_kind (self);
  const double delay = self->latency + (self->fault != NULL ? self->fault->delay : 0);

  if (kind == HEDDLE_FAKE_FAULT_TYPE)
    {
      self->body = g_bytes_new_static (page, strlen (page));
      type = "text/html; charset=utf-8";
      status = SOUP_STATUS_OK;
    }
  else if (kind == HEDDLE_FAKE_FAULT_EMPTY)
    self->body = g_bytes_new (NULL, 0);
  else if (kind == HEDDLE_FAKE_FAULT_TRUNCATE
           || (kind == HEDDLE_FAKE_FAULT_HALF && g_str_has_prefix (type, "image/")))
    self->body = g_bytes_new_from_bytes (body, 0, g_bytes_get_size (body) / 2);
  else
    self->body = g_bytes_ref (body);

  heddle_fake_exchange_set_header (self, "Content-Type", type);
  soup_server_message_set_status (self->message, status,
                                  status == 429 ? "Too Many Requests" : NULL);
  if (kind != HEDDLE_FAKE_FAULT_DROP)
    heddle_fake_request_set_status (self->request, status);

  self->timer = g_timeout_source_new ((guint) (delay * 1000));
  g_source_set_callback (self->timer, deliver_cb, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/**
 * heddle_fake_exchange_respond_text:
 * @self: an exchange that is not answered yet
 * @status: the status
 * @type: the body's content type
 * @text: (transfer full): the body
 *
 * Answers with a text.
 */
void
heddle_fake_exchange_respond_text (HeddleFakeExchange *self,
                                   guint               status,
                                   const char         *type,
                                   char               *text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  heddle_fake_exchange_respond (self, status, type, body);
}

/**
 * heddle_fake_exchange_respond_json:
 * @self: an exchange that is not answered yet
 * @status: the status
 * @node: the body
 *
 * Answers with JSON.
 */
void
heddle_fake_exchange_respond_json (HeddleFakeExchange *self,
                                   guint               status,
                                   JsonNode           *node)
{
  heddle_fake_exchange_respond_text (self, status, "application/json",
                                     json_to_string (node, FALSE));
}

/**
 * heddle_fake_exchange_abandon:
 * @self: an exchange
 *
 * Stops answering and closes a connection that was taken from the server. For a server that stops.
 */
void
heddle_fake_exchange_abandon (HeddleFakeExchange *self)
{
  if (self->timer != NULL)
    {
      g_source_destroy (self->timer);
      g_clear_pointer (&self->timer, g_source_unref);
    }
  if (self->wire != NULL)
    heddle_fake_wire_close (self->wire);
  if (self->message != NULL)
    g_clear_signal_handler (&self->finished_id, self->message);
}
