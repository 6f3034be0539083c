/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "heddle-fake-server.h"

G_BEGIN_DECLS

/* What a plain client sees of an answer. */
typedef struct
{
  guint status;
  GError *error;
  SoupMessage *message;
  GBytes *body;
  JsonObject *json;
} TestAnswer;

TestAnswer *test_send        (const char       *method,
                              const char       *url,
                              const char       *header,
                              const char       *body);
TestAnswer *test_post        (HeddleFakeServer *server,
                              const char       *path,
                              const char       *body);
TestAnswer *test_get         (HeddleFakeServer *server,
                              const char       *path);
const char *test_get_header  (TestAnswer       *answer,
                              const char       *name);
JsonNode   *test_query       (TestAnswer       *answer,
                              const char       *path);
char       *test_dup_string  (TestAnswer       *answer,
                              const char       *path);
void        test_answer_free (TestAnswer       *answer);
void        test_read_size   (const guint8     *png,
                              gsize             length,
                              guint            *width,
                              guint            *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestAnswer, test_answer_free)

G_END_DECLS
