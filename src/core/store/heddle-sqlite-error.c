/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-sqlite-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "store/heddle-store-error.h"

static HeddleStoreError
code_for_status (int status,
                 int errnum)
{
  switch (status & 0xff)
    {
    case SQLITE_FULL:
      return HEDDLE_STORE_ERROR_FULL;

    case SQLITE_IOERR:
      if (errnum == ENOSPC || errnum == EDQUOT)
        return HEDDLE_STORE_ERROR_FULL;
      return HEDDLE_STORE_ERROR_FAILED;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return HEDDLE_STORE_ERROR_DAMAGED;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return HEDDLE_STORE_ERROR_LOCKED;

    case SQLITE_READONLY:
      return HEDDLE_STORE_ERROR_READ_ONLY;

    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return HEDDLE_STORE_ERROR_CANNOT_OPEN;

    case SQLITE_CONSTRAINT:
      return HEDDLE_STORE_ERROR_CONSTRAINT;

    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_TOOBIG:
      return HEDDLE_STORE_ERROR_INVALID;

    default:
      return HEDDLE_STORE_ERROR_FAILED;
    }
}

/**
 * heddle_sqlite_set_error:
 * @error: (nullable): where to set it
 * @connection: the connection that @status came from
 * @status: a result code of SQLite's, extended or not
 *
 * Sets the error of [error@StoreError] that @status stands for, with a message for people.
 */
void
heddle_sqlite_set_error (GError  **error,
                         sqlite3  *connection,
                         int       status)
{
  HeddleStoreError code = code_for_status (status, sqlite3_system_errno (connection));
  const char *detail = sqlite3_errstr (status);

  if (sqlite3_extended_errcode (connection) == status)
    detail = sqlite3_errmsg (connection);

  if (code == HEDDLE_STORE_ERROR_FULL)
    g_set_error (error, HEDDLE_STORE_ERROR, code,
                 _("No space is left for the library. Free some space and try again."));
  else if (code == HEDDLE_STORE_ERROR_DAMAGED)
    g_set_error (error, HEDDLE_STORE_ERROR, code,
                 _("The library’s database is damaged (%s). Restore one of its backups."), detail);
  else if (code == HEDDLE_STORE_ERROR_LOCKED)
    g_set_error (error, HEDDLE_STORE_ERROR, code,
                 _("Another program keeps the library’s database locked (%s)."), detail);
  else
    g_set_error (error, HEDDLE_STORE_ERROR, code, _("The library’s database: %s"), detail);
}
