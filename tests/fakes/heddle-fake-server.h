/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "heddle-fake-exchange.h"

G_BEGIN_DECLS

/**
 * HeddleFakeServer:
 *
 * A provider on the loopback interface: it runs on a thread of its own, remembers every request,
 * and does wrong what it is told to. It has two origins: the one of its base URL, which a key may go
 * to, and a foreign one, where redirects and results lie and no key may ever arrive.
 *
 * What goes wrong is told in one of three ways, first found first used: by
 * [method@FakeServer.add_fault] for coming requests, by a header `X-Heddle-Fault: …`, or in the text
 * of a prompt: `A red cube [fault:429,retry-after=1,times=2]`; the words are those of
 * [func@FakeFault.parse].
 */
#define HEDDLE_TYPE_FAKE_SERVER (heddle_fake_server_get_type ())
G_DECLARE_DERIVABLE_TYPE (HeddleFakeServer, heddle_fake_server, HEDDLE, FAKE_SERVER, GObject)

/**
 * HeddleFakeServerClass:
 * @base_path: what the base URL ends with
 * @key_header: the header that a key comes in, `Authorization` unless it is set
 * @key_prefix: what stands before the key there, `Bearer ` unless it is set
 * @wrong_key: what a request with another key comes to, as [func@FakeFault.parse] reads it
 * @set_headers: sets what every answer carries, errors too
 * @handle: answers a request, at once or later, with [method@FakeExchange.respond]
 * @write_error: the body of an error in the provider's form for the kinds `STATUS`, `QUOTA` and
 *   `MODERATION`; it may set another status
 * @get_stage: which request of a job this is; %NULL for the one that is paid for
 * @dup_fault: the fault that was ordered in a prompt, also one that came with an earlier request
 */
struct _HeddleFakeServerClass
{
  GObjectClass parent_class;

  const char *base_path;
  const char *key_header;
  const char *key_prefix;
  const char *wrong_key;

  void             (*set_headers) (HeddleFakeServer      *self,
                                   HeddleFakeExchange    *exchange);
  void             (*handle)      (HeddleFakeServer      *self,
                                   HeddleFakeExchange    *exchange);
  char            *(*write_error) (HeddleFakeServer      *self,
                                   const HeddleFakeFault *fault,
                                   guint                 *status);
  const char      *(*get_stage)   (HeddleFakeServer      *self,
                                   HeddleFakeRequest     *request);
  HeddleFakeFault *(*dup_fault)   (HeddleFakeServer      *self,
                                   HeddleFakeRequest     *request);
};

gboolean           heddle_fake_server_start              (HeddleFakeServer    *self,
                                                          guint                port,
                                                          GError             **error);
void               heddle_fake_server_stop               (HeddleFakeServer    *self);
const char        *heddle_fake_server_get_base_url       (HeddleFakeServer    *self);
const char        *heddle_fake_server_get_origin         (HeddleFakeServer    *self);
const char        *heddle_fake_server_get_foreign_origin (HeddleFakeServer    *self);
void               heddle_fake_server_set_key            (HeddleFakeServer    *self,
                                                          const char          *key);
const char        *heddle_fake_server_get_key            (HeddleFakeServer    *self);
void               heddle_fake_server_set_host           (HeddleFakeServer    *self,
                                                          const char          *host);
void               heddle_fake_server_set_latency        (HeddleFakeServer    *self,
                                                          double               seconds);
void               heddle_fake_server_set_image_bytes    (HeddleFakeServer    *self,
                                                          gsize                bytes);
gsize              heddle_fake_server_get_image_bytes    (HeddleFakeServer    *self);
void               heddle_fake_server_set_log            (HeddleFakeServer    *self,
                                                          GOutputStream       *log);
gboolean           heddle_fake_server_add_fault          (HeddleFakeServer    *self,
                                                          const char          *method,
                                                          const char          *path,
                                                          const char          *text,
                                                          GError             **error);
guint              heddle_fake_server_count_requests     (HeddleFakeServer    *self,
                                                          const char          *method,
                                                          const char          *path);
HeddleFakeRequest *heddle_fake_server_dup_request        (HeddleFakeServer    *self,
                                                          const char          *method,
                                                          const char          *path,
                                                          guint                nth);
gboolean           heddle_fake_server_saw                (HeddleFakeServer    *self,
                                                          const char          *text);
gboolean           heddle_fake_server_saw_foreign        (HeddleFakeServer    *self,
                                                          const char          *text);
guint              heddle_fake_server_get_max_concurrent (HeddleFakeServer    *self);
void               heddle_fake_server_clear_log          (HeddleFakeServer    *self);
void               heddle_fake_server_fail               (HeddleFakeServer    *self,
                                                          HeddleFakeExchange  *exchange,
                                                          const HeddleFakeFault *fault);

G_END_DECLS
