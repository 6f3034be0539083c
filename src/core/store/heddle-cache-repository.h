/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleCacheRecord:
 * @key: hash of all that the results depend on
 * @outputs: JSON
 * @bytes: size of @outputs and of the blobs it names
 * @cost: what they cost when they were made
 * @created_at: milliseconds; now if 0 when put
 * @last_used_at: milliseconds; now if 0 when put
 *
 * Results that need not be made again.
 */
typedef struct
{
  char        *key;
  char        *outputs;
  gint64       bytes;
  HeddleMoney  cost;
  gint64       created_at;
  gint64       last_used_at;
} HeddleCacheRecord;

HeddleCacheRecord *heddle_cache_record_new  (void);
void               heddle_cache_record_free (HeddleCacheRecord   *self);

gboolean           heddle_cache_put         (HeddleDatabase      *database,
                                             HeddleCacheRecord   *record,
                                             const char *const   *blobs,
                                             GError             **error);
gboolean           heddle_cache_get         (HeddleDatabase      *database,
                                             const char          *key,
                                             HeddleCacheRecord  **record,
                                             GError             **error);
gboolean           heddle_cache_touch       (HeddleDatabase      *database,
                                             const char          *key,
                                             GError             **error);
gboolean           heddle_cache_measure     (HeddleDatabase      *database,
                                             gint64              *entries,
                                             gint64              *bytes,
                                             GError             **error);
gboolean           heddle_cache_trim        (HeddleDatabase      *database,
                                             gint64               bytes,
                                             GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCacheRecord, heddle_cache_record_free)

G_END_DECLS
