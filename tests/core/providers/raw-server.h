/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RawServer:
 *
 * A server on loopback that sends exactly the bytes that a test wants, for the faults that no HTTP
 * library would make.
 */
typedef struct _RawServer RawServer;

/**
 * RawHandler:
 * @head: the request's first line and headers
 * @body: its body
 * @connection: where to write the answer to; closed after
 * @data: what was given to raw_server_new()
 *
 * Runs on a thread per connection.
 */
typedef void (*RawHandler) (const char        *head,
                            GBytes            *body,
                            GSocketConnection *connection,
                            gpointer           data);

RawServer  *raw_server_new       (RawHandler         handler,
                                  gpointer           data);
void        raw_server_free      (RawServer         *self);
char       *raw_server_dup_url   (RawServer         *self,
                                  const char        *path);
guint       raw_server_get_n     (RawServer         *self);
char       *raw_server_dup_heads (RawServer         *self);
gboolean    raw_write            (GSocketConnection *connection,
                                  const char        *text);
void        raw_reset            (GSocketConnection *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

G_END_DECLS
