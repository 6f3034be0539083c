/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "providers/heddle-http-request.h"

G_BEGIN_DECLS

/**
 * HeddleHttpExchange:
 *
 * One request on its way, on the HTTP client's thread.
 */
typedef struct _HeddleHttpExchange HeddleHttpExchange;

/**
 * HeddleHttpExchangeDone:
 * @exchange: the exchange, which is freed after
 * @data: what was given to [func@http_exchange_new]
 *
 * Called when the promise is settled.
 */
typedef void (*HeddleHttpExchangeDone) (HeddleHttpExchange *exchange,
                                        gpointer            data);

HeddleHttpExchange *heddle_http_exchange_new    (SoupSession            *direct,
                                                 SoupSession            *proxied,
                                                 HeddleHttpRequest      *request,
                                                 DexPromise             *promise,
                                                 HeddleHttpExchangeDone  done,
                                                 gpointer                data);
void                heddle_http_exchange_send   (HeddleHttpExchange     *self);
void                heddle_http_exchange_cancel (HeddleHttpExchange     *self);

G_END_DECLS
