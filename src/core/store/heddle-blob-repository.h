/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleBlobOwner:
 * @HEDDLE_BLOB_OWNER_API_CALL: a call, by what it brought
 * @HEDDLE_BLOB_OWNER_ASSET: an asset
 * @HEDDLE_BLOB_OWNER_CACHE_ENTRY: an entry of the cache
 * @HEDDLE_BLOB_OWNER_RUN: a run, by its inputs
 * @HEDDLE_BLOB_OWNER_RUN_ITEM: an item of a run, by its inputs and outputs
 *
 * Who can need a blob.
 */
typedef enum
{
  HEDDLE_BLOB_OWNER_API_CALL,
  HEDDLE_BLOB_OWNER_ASSET,
  HEDDLE_BLOB_OWNER_CACHE_ENTRY,
  HEDDLE_BLOB_OWNER_RUN,
  HEDDLE_BLOB_OWNER_RUN_ITEM,
} HeddleBlobOwner;

/**
 * HeddleBlobRecord:
 * @id: the row
 * @hash: SHA-256 of the content, 64 hexadecimal digits
 * @bytes: its size
 *
 * A content.
 */
typedef struct
{
  gint64  id;
  char   *hash;
  gint64  bytes;
} HeddleBlobRecord;

void       heddle_blob_record_free        (HeddleBlobRecord   *self);

gboolean   heddle_blobs_add               (HeddleDatabase     *database,
                                           const char         *hash,
                                           gint64              bytes,
                                           gint64             *id,
                                           GError            **error);
gboolean   heddle_blobs_add_refs          (HeddleDatabase     *database,
                                           HeddleBlobOwner     owner,
                                           gint64              owner_id,
                                           const char *const  *hashes,
                                           GError            **error);
gboolean   heddle_blobs_set_refs          (HeddleDatabase     *database,
                                           HeddleBlobOwner     owner,
                                           gint64              owner_id,
                                           const char *const  *hashes,
                                           GError            **error);
GPtrArray *heddle_blobs_list              (HeddleDatabase     *database,
                                           GError            **error);
gboolean   heddle_blobs_get_bytes         (HeddleDatabase     *database,
                                           const char         *hash,
                                           gint64             *bytes,
                                           GError            **error);
gboolean   heddle_blobs_is_referenced     (HeddleDatabase     *database,
                                           const char         *hash,
                                           gboolean           *referenced,
                                           GError            **error);
gboolean   heddle_blobs_delete_unreferenced (HeddleDatabase   *database,
                                           GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleBlobRecord, heddle_blob_record_free)

G_END_DECLS
