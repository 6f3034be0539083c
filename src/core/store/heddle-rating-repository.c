/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-rating-repository.h"

#include <glib/gi18n-lib.h>

static gboolean
set_assets (HeddleDatabase  *database,
            const char      *hash,
            guint            stars,
            GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "rating-set-assets", error);

  if (statement == NULL)
    return FALSE;
  heddle_statement_bind_hash (statement, 1, hash);
  if (stars > 0)
    heddle_statement_bind_int (statement, 2, stars);
  else
    heddle_statement_bind_null (statement, 2);
  heddle_statement_bind_int (statement, 3, g_get_real_time () / 1000);
  while (heddle_statement_next (statement))
    continue;
  return heddle_statement_finish (statement, error);
}

static gboolean
set_sample (HeddleDatabase  *database,
            const char      *hash,
            guint            stars,
            GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database,
                                                                   stars > 0 ? "rating-set-sample" : "rating-clear-sample",
                                                                   error);

  if (statement == NULL)
    return FALSE;
  heddle_statement_bind_hash (statement, 1, hash);
  if (stars > 0)
    heddle_statement_bind_int (statement, 2, stars);
  return heddle_statement_execute (statement, error);
}

/**
 * heddle_ratings_set:
 * @database: a writing connection
 * @hash: SHA-256 of the content that is rated
 * @stars: how many, at most %HEDDLE_MAX_RATING; 0 for no rating
 * @error: return location for an error
 *
 * Rates what was made: the assets that hold it, and those that will be made of it.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_INVALID if there are no such ratings, or another error of
 *   [error@StoreError] if it could not be written
 */
gboolean
heddle_ratings_set (HeddleDatabase  *database,
                    const char      *hash,
                    guint            stars,
                    GError         **error)
{
  if (stars <= HEDDLE_MAX_RATING)
    return set_assets (database, hash, stars, error) && set_sample (database, hash, stars, error);
  g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID, _("A rating has at most %d stars"),
               HEDDLE_MAX_RATING);
  return FALSE;
}

/**
 * heddle_ratings_find:
 * @database: a connection
 * @hash: SHA-256 of some content
 * @stars: (out): how many it was given; 0 for no rating
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_ratings_find (HeddleDatabase  *database,
                     const char      *hash,
                     guint           *stars,
                     GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "rating-find", error);

  *stars = 0;
  if (statement == NULL)
    return FALSE;
  heddle_statement_bind_hash (statement, 1, hash);
  if (heddle_statement_next (statement))
    *stars = (guint) heddle_statement_get_int (statement, 0);
  return heddle_statement_finish (statement, error);
}

typedef struct
{
  char  *hash;
  guint  stars;
} Rating;

static void
rating_free (gpointer data)
{
  Rating *rating = data;

  g_free (rating->hash);
  g_free (rating);
}

static gboolean
save (HeddleDatabase  *database,
      gpointer         data,
      GValue          *result,
      GError         **error)
{
  const Rating *rating = data;

  return heddle_ratings_set (database, rating->hash, rating->stars, error);
}

/**
 * heddle_ratings_save:
 * @library: a library
 * @hash: SHA-256 of the content that is rated
 * @stars: how many; 0 for no rating
 *
 * Has the library's writer do what [func@ratings_set] does.
 *
 * Returns: (transfer full): resolves once that is durable
 */
DexFuture *
heddle_ratings_save (HeddleLibrary *library,
                     const char    *hash,
                     guint          stars)
{
  Rating *rating = g_new0 (Rating, 1);

  rating->hash = g_strdup (hash);
  rating->stars = stars;
  return heddle_library_write (library, save, rating, rating_free);
}
