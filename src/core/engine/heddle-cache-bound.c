/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-cache-bound.h"

#include "base/heddle-threads.h"
#include "store/heddle-cache-repository.h"
#include "store/heddle-setting-repository.h"

#define CATEGORY "cache"
#define BOUND "bound"
#define LOOKED_AT "looked-at"

/* To measure the cache is to read all of it. */
#define LOOK_EVERY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* More is freed than has to be, so that it does not have to be done again at once. */
#define KEPT_PERCENT 90

static gboolean
get_number (HeddleDatabase  *database,
            const char      *key,
            gint64           fallback,
            gint64          *number,
            GError         **error)
{
  g_autofree char *text = NULL;

  if (!heddle_settings_get_text (database, CATEGORY, key, &text, error))
    return FALSE;
  *number = text == NULL ? fallback : g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

static gboolean
set_number (HeddleDatabase  *database,
            const char      *key,
            gint64           number,
            GError         **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return heddle_settings_set_text (database, CATEGORY, key, text, error);
}

/**
 * heddle_cache_bound_measure:
 * @database: a connection
 * @size: (out): how large the cache is
 * @error: return location
 *
 * Returns: %FALSE with @error where that cannot be read
 */
gboolean
heddle_cache_bound_measure (HeddleDatabase   *database,
                            HeddleCacheSize  *size,
                            GError          **error)
{
  return get_number (database, BOUND, HEDDLE_CACHE_BOUND_DEFAULT, &size->bound, error)
         && heddle_cache_measure (database, &size->entries, &size->bytes, error);
}

static gboolean
write_bound (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  return set_number (database, BOUND, *(gint64 *) data, error);
}

/**
 * heddle_cache_bound_set:
 * @library: the library
 * @bytes: how much results may take
 * @error: return location
 *
 * Sets the bound. It is kept from the next time on that somebody looks. Blocks.
 *
 * Returns: %FALSE with @error where it cannot be written
 */
gboolean
heddle_cache_bound_set (HeddleLibrary  *library,
                        gint64          bytes,
                        GError        **error)
{
  return heddle_wait_for (heddle_library_write (library, write_bound, &bytes, NULL), NULL, error);
}

static gboolean
trim_to (HeddleDatabase  *database,
         gpointer         data,
         GValue          *result,
         GError         **error)
{
  return heddle_cache_trim (database, *(gint64 *) data, error);
}

/**
 * heddle_cache_bound_trim:
 * @library: the library
 * @bytes: how much may stay
 * @error: return location
 *
 * Forgets the results that were not used for longest until the rest fits. Blocks.
 *
 * Returns: %FALSE with @error where it cannot be written
 */
gboolean
heddle_cache_bound_trim (HeddleLibrary  *library,
                         gint64          bytes,
                         GError        **error)
{
  return heddle_wait_for (heddle_library_write (library, trim_to, &bytes, NULL), NULL, error);
}

static gboolean
keep_bound (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  gint64 now = g_get_real_time () / 1000;
  HeddleCacheSize size;
  gint64 looked_at;

  if (!get_number (database, LOOKED_AT, 0, &looked_at, error))
    return FALSE;
  if (now - looked_at < LOOK_EVERY_MS)
    return TRUE;
  return heddle_cache_bound_measure (database, &size, error)
         && (size.bytes <= size.bound || heddle_cache_trim (database, size.bound / 100 * KEPT_PERCENT, error))
         && set_number (database, LOOKED_AT, now, error);
}

/**
 * heddle_cache_bound_keep:
 * @library: the library
 *
 * Sees to it, once a day, that the cache is not larger than it may be: what was not used for longest
 * goes.
 *
 * Returns: (transfer full): resolves to %TRUE; rejects with an error of [error@StoreError]
 */
DexFuture *
heddle_cache_bound_keep (HeddleLibrary *library)
{
  return heddle_library_write (library, keep_bound, NULL, NULL);
}
