/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-library-counts.h"

/**
 * heddle_library_counts_read:
 * @database: a connection
 * @counts: (out): how much there is
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if the library could not be read
 */
gboolean
heddle_library_counts_read (HeddleDatabase       *database,
                            HeddleLibraryCounts  *counts,
                            GError              **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "library-counts", error);

  if (statement == NULL)
    return FALSE;
  if (heddle_statement_next (statement))
    {
      counts->workflows = heddle_statement_get_int (statement, 0);
      counts->assets = heddle_statement_get_int (statement, 1);
    }
  return heddle_statement_finish (statement, error);
}
