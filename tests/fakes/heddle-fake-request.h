/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * HeddleFakeRequest:
 *
 * A request that a fake server was sent: everything of it, so that a test can say what was sent
 * and what was not.
 */
#define HEDDLE_TYPE_FAKE_REQUEST (heddle_fake_request_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeRequest, heddle_fake_request, HEDDLE, FAKE_REQUEST, GObject)

HeddleFakeRequest  *heddle_fake_request_new         (SoupServerMessage *message,
                                                     gboolean           foreign);
const char         *heddle_fake_request_get_method  (HeddleFakeRequest *self);
const char         *heddle_fake_request_get_path    (HeddleFakeRequest *self);
const char         *heddle_fake_request_get_query   (HeddleFakeRequest *self);
const char         *heddle_fake_request_get_header  (HeddleFakeRequest *self,
                                                     const char        *name);
SoupMessageHeaders *heddle_fake_request_get_headers (HeddleFakeRequest *self);
GBytes             *heddle_fake_request_get_body    (HeddleFakeRequest *self);
JsonObject         *heddle_fake_request_dup_json    (HeddleFakeRequest *self);
gboolean            heddle_fake_request_is_foreign  (HeddleFakeRequest *self);
guint               heddle_fake_request_get_status  (HeddleFakeRequest *self);
void                heddle_fake_request_set_status  (HeddleFakeRequest *self,
                                                     guint              status);
gboolean            heddle_fake_request_matches     (HeddleFakeRequest *self,
                                                     const char        *method,
                                                     const char        *path);
gboolean            heddle_fake_request_contains    (HeddleFakeRequest *self,
                                                     const char        *text);
char               *heddle_fake_request_to_line     (HeddleFakeRequest *self);

G_END_DECLS
