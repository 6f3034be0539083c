/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "providers/heddle-http-error.h"
#include "providers/heddle-http-request.h"
#include "providers/heddle-http-response.h"

G_BEGIN_DECLS

/**
 * HeddleHttpClient:
 *
 * The only place that talks HTTP, and the keeper of its rules: TLS is verified, plain HTTP goes to
 * this machine only, no redirect is followed with a credential, answers are bounded, waiting has
 * an end, and logs name no key. It has a thread of its own, since libsoup's sessions want one.
 */
#define HEDDLE_TYPE_HTTP_CLIENT (heddle_http_client_get_type ())
G_DECLARE_FINAL_TYPE (HeddleHttpClient, heddle_http_client, HEDDLE, HTTP_CLIENT, GObject)

HeddleHttpClient *heddle_http_client_new  (void);
DexFuture        *heddle_http_client_send (HeddleHttpClient  *self,
                                           HeddleHttpRequest *request);

G_END_DECLS
