/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "assets/heddle-blob.h"

G_BEGIN_DECLS

char       *heddle_blob_files_dup_path  (const char   *folder,
                                         const char   *sha256);
gboolean    heddle_blob_files_check_room (const char  *folder,
                                          GError     **error);
char       *heddle_blob_files_make_temp (const char   *folder,
                                         GError      **error);
HeddleBlob *heddle_blob_files_write     (const char   *folder,
                                         GBytes       *bytes,
                                         GError      **error);
HeddleBlob *heddle_blob_files_copy      (const char   *folder,
                                         const char   *source,
                                         GError      **error);
HeddleBlob *heddle_blob_files_move      (const char   *folder,
                                         const char   *source,
                                         const char   *sha256,
                                         GError      **error);
GBytes     *heddle_blob_files_read      (const char   *folder,
                                         const char   *sha256,
                                         GError      **error);
gboolean    heddle_blob_files_check     (const char   *folder,
                                         const char   *sha256,
                                         gint64        size,
                                         GError      **error);

G_END_DECLS
