/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "heddle-fake-fault.h"
#include "heddle-fake-request.h"

G_BEGIN_DECLS

/**
 * HeddleFakeExchange:
 *
 * One request on its way to its answer. It belongs to the server's thread.
 */
#define HEDDLE_TYPE_FAKE_EXCHANGE (heddle_fake_exchange_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeExchange, heddle_fake_exchange, HEDDLE, FAKE_EXCHANGE, GObject)

HeddleFakeExchange    *heddle_fake_exchange_new          (SoupServerMessage     *message,
                                                          HeddleFakeRequest     *request);
HeddleFakeRequest     *heddle_fake_exchange_get_request  (HeddleFakeExchange    *self);
SoupServerMessage     *heddle_fake_exchange_get_message  (HeddleFakeExchange    *self);
const HeddleFakeFault *heddle_fake_exchange_get_fault    (HeddleFakeExchange    *self);
HeddleFakeFaultKind    heddle_fake_exchange_get_kind     (HeddleFakeExchange    *self);
void                   heddle_fake_exchange_set_fault    (HeddleFakeExchange    *self,
                                                          const HeddleFakeFault *fault);
void                   heddle_fake_exchange_set_latency  (HeddleFakeExchange    *self,
                                                          double                 seconds);
void                   heddle_fake_exchange_set_header   (HeddleFakeExchange    *self,
                                                          const char            *name,
                                                          const char            *value);
void                   heddle_fake_exchange_respond      (HeddleFakeExchange    *self,
                                                          guint                  status,
                                                          const char            *type,
                                                          GBytes                *body);
void                   heddle_fake_exchange_respond_text (HeddleFakeExchange    *self,
                                                          guint                  status,
                                                          const char            *type,
                                                          char                  *text);
void                   heddle_fake_exchange_respond_json (HeddleFakeExchange    *self,
                                                          guint                  status,
                                                          JsonNode              *node);
void                   heddle_fake_exchange_abandon      (HeddleFakeExchange    *self);

G_END_DECLS
