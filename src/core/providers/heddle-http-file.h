/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeddleHttpFile:
 *
 * A file that an answer's body is written to, hashed on the way, away from the HTTP thread.
 */
#define HEDDLE_TYPE_HTTP_FILE (heddle_http_file_get_type ())
G_DECLARE_FINAL_TYPE (HeddleHttpFile, heddle_http_file, HEDDLE, HTTP_FILE, GObject)

HeddleHttpFile *heddle_http_file_new          (const char           *path);
void            heddle_http_file_write_async  (HeddleHttpFile       *self,
                                               GBytes               *bytes,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean        heddle_http_file_write_finish (HeddleHttpFile       *self,
                                               GAsyncResult         *result,
                                               GError              **error);
const char     *heddle_http_file_get_sha256   (HeddleHttpFile       *self);

G_END_DECLS
