/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "assets/heddle-blob.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_BLOB_STORE (heddle_blob_store_get_type ())
G_DECLARE_FINAL_TYPE (HeddleBlobStore, heddle_blob_store, HEDDLE, BLOB_STORE, GObject)

HeddleBlobStore *heddle_blob_store_new           (HeddleLibrary    *library);
HeddleBlobStore *heddle_blob_store_new_read_only (HeddleLibrary    *library);
gboolean         heddle_blob_store_is_read_only  (HeddleBlobStore  *self);
HeddleLibrary   *heddle_blob_store_get_library   (HeddleBlobStore  *self);
char            *heddle_blob_store_dup_path      (HeddleBlobStore  *self,
                                                  const char       *sha256);
char            *heddle_blob_store_new_temp_path (HeddleBlobStore  *self,
                                                  GError          **error);
DexFuture       *heddle_blob_store_check_room    (HeddleBlobStore  *self);
DexFuture       *heddle_blob_store_put_bytes     (HeddleBlobStore  *self,
                                                  GBytes           *bytes);
DexFuture       *heddle_blob_store_put_copy      (HeddleBlobStore  *self,
                                                  const char       *path);
DexFuture       *heddle_blob_store_put_temp      (HeddleBlobStore  *self,
                                                  const char       *path,
                                                  const char       *sha256);
DexFuture       *heddle_blob_store_load          (HeddleBlobStore  *self,
                                                  const char       *sha256);

G_END_DECLS
