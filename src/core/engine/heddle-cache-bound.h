/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HEDDLE_CACHE_BOUND_DEFAULT:
 *
 * How many bytes of results are kept for the next time where nobody has said otherwise.
 */
#define HEDDLE_CACHE_BOUND_DEFAULT (G_GINT64_CONSTANT (10) << 30)

/**
 * HeddleCacheSize:
 * @entries: how many results are kept
 * @bytes: how much they take, contents that several name counted for each
 * @bound: how much they may take
 *
 * How large the cache of results is.
 */
typedef struct
{
  gint64 entries;
  gint64 bytes;
  gint64 bound;
} HeddleCacheSize;

gboolean   heddle_cache_bound_measure (HeddleDatabase   *database,
                                       HeddleCacheSize  *size,
                                       GError          **error);
gboolean   heddle_cache_bound_set     (HeddleLibrary    *library,
                                       gint64            bytes,
                                       GError          **error);
gboolean   heddle_cache_bound_trim    (HeddleLibrary    *library,
                                       gint64            bytes,
                                       GError          **error);
DexFuture *heddle_cache_bound_keep    (HeddleLibrary    *library);

G_END_DECLS
