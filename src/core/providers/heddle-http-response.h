/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeddleHttpResponse:
 *
 * A whole answer: status, headers, and a body in memory or in a file. Immutable.
 */
#define HEDDLE_TYPE_HTTP_RESPONSE (heddle_http_response_get_type ())
G_DECLARE_FINAL_TYPE (HeddleHttpResponse, heddle_http_response, HEDDLE, HTTP_RESPONSE, GObject)

HeddleHttpResponse *heddle_http_response_new              (guint               status,
                                                           GHashTable         *headers,
                                                           GBytes             *body,
                                                           const char         *sha256,
                                                           guint64             size);
guint               heddle_http_response_get_status       (HeddleHttpResponse *self);
gboolean            heddle_http_response_is_success       (HeddleHttpResponse *self);
const char         *heddle_http_response_get_header       (HeddleHttpResponse *self,
                                                           const char         *name);
GBytes             *heddle_http_response_get_body         (HeddleHttpResponse *self);
const char         *heddle_http_response_get_sha256       (HeddleHttpResponse *self);
guint64             heddle_http_response_get_size         (HeddleHttpResponse *self);

G_END_DECLS
