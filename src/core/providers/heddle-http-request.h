/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeddleHttpTimeouts:
 * @connect: until a connection stands and the head of the request is out
 * @first_byte: from the last byte sent to the first of the answer
 * @idle: the longest time in which less than a kibibyte moves, either way
 *
 * How long an exchange waits, in milliseconds.
 */
typedef struct
{
  guint connect;
  guint first_byte;
  guint idle;
} HeddleHttpTimeouts;

#define HEDDLE_HTTP_TIMEOUTS_DEFAULT \
  ((HeddleHttpTimeouts) { .connect = 20000, .first_byte = 600000, .idle = 60000 })
#define HEDDLE_HTTP_MAX_BYTES_DEFAULT (64 * 1024 * 1024)

/**
 * HeddleHttpRequest:
 *
 * One HTTP request and the rules it goes by. A new one is to be made for every try.
 */
#define HEDDLE_TYPE_HTTP_REQUEST (heddle_http_request_get_type ())
G_DECLARE_FINAL_TYPE (HeddleHttpRequest, heddle_http_request, HEDDLE, HTTP_REQUEST, GObject)

HeddleHttpRequest *heddle_http_request_new         (const char         *method,
                                                    const char         *url);
void   heddle_http_request_add_header              (HeddleHttpRequest  *self,
                                                    const char         *name,
                                                    const char         *value);
void   heddle_http_request_set_credential          (HeddleHttpRequest  *self,
                                                    const char         *name,
                                                    const char         *value);
void   heddle_http_request_set_body                (HeddleHttpRequest  *self,
                                                    const char         *content_type,
                                                    GBytes             *body);
void   heddle_http_request_set_timeouts            (HeddleHttpRequest  *self,
                                                    HeddleHttpTimeouts  timeouts);
void   heddle_http_request_set_max_bytes           (HeddleHttpRequest  *self,
                                                    guint64             max_bytes);
void   heddle_http_request_set_file                (HeddleHttpRequest  *self,
                                                    const char         *path);
void   heddle_http_request_set_file_types          (HeddleHttpRequest  *self,
                                                    const char *const  *types);
void   heddle_http_request_set_follow              (HeddleHttpRequest  *self,
                                                    gboolean            follow,
                                                    gboolean            allow_loopback);
void   heddle_http_request_set_confirmed           (HeddleHttpRequest  *self,
                                                    const char         *origin);
void   heddle_http_request_set_cancellable         (HeddleHttpRequest  *self,
                                                    GCancellable       *cancellable);

const char         *heddle_http_request_get_method         (HeddleHttpRequest *self);
const char         *heddle_http_request_get_url            (HeddleHttpRequest *self);
GPtrArray          *heddle_http_request_get_headers        (HeddleHttpRequest *self);
GBytes             *heddle_http_request_get_body           (HeddleHttpRequest *self);
const char         *heddle_http_request_get_content_type   (HeddleHttpRequest *self);
HeddleHttpTimeouts  heddle_http_request_get_timeouts       (HeddleHttpRequest *self);
guint64             heddle_http_request_get_max_bytes      (HeddleHttpRequest *self);
const char         *heddle_http_request_get_file           (HeddleHttpRequest *self);
gboolean            heddle_http_request_accepts_file       (HeddleHttpRequest *self,
                                                            const char        *content_type);
gboolean            heddle_http_request_get_follow         (HeddleHttpRequest *self);
gboolean            heddle_http_request_get_allow_loopback (HeddleHttpRequest *self);
const char         *heddle_http_request_get_confirmed      (HeddleHttpRequest *self);
GCancellable       *heddle_http_request_get_cancellable    (HeddleHttpRequest *self);
gboolean            heddle_http_request_get_sent           (HeddleHttpRequest *self);
void                heddle_http_request_mark_sent          (HeddleHttpRequest *self);

G_END_DECLS
