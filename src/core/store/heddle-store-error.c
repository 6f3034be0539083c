/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-store-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (heddle-store-error-quark, heddle_store_error)

static HeddleStoreError
code_for_errno (int errnum)
{
  switch (errnum)
    {
    case ENOSPC:
    case EDQUOT:
      return HEDDLE_STORE_ERROR_FULL;

    case ENOENT:
      return HEDDLE_STORE_ERROR_NOT_FOUND;

    case EACCES:
    case EPERM:
    case EROFS:
    case ENOTDIR:
    case EISDIR:
    case ELOOP:
    case ENAMETOOLONG:
      return HEDDLE_STORE_ERROR_CANNOT_OPEN;

    default:
      return HEDDLE_STORE_ERROR_FAILED;
    }
}

/**
 * heddle_store_set_system_error:
 * @error: (nullable): where to set it
 * @errnum: an `errno`
 * @path: the file or folder that was worked on
 *
 * Sets an error of [error@StoreError] for a failed system call: `FULL` for a full disk or quota,
 * `NOT_FOUND`, `CANNOT_OPEN` where a permission or the kind of file is in the way, else `FAILED`.
 */
void
heddle_store_set_system_error (GError     **error,
                               int          errnum,
                               const char  *path)
{
  HeddleStoreError code = code_for_errno (errnum);

  if (code == HEDDLE_STORE_ERROR_FULL)
    g_set_error (error, HEDDLE_STORE_ERROR, code,
                 _("No space is left for “%s”. Free some space and try again."), path);
  else
    g_set_error (error, HEDDLE_STORE_ERROR, code, "“%s”: %s", path, g_strerror (errnum));
}
