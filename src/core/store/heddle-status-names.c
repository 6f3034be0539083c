/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-status-names.h"

#include <glib/gi18n-lib.h>

#include "store/heddle-store-error.h"

/**
 * heddle_status_names_find:
 * @names: (array length=n_names): the names of an enumeration's values
 * @n_names: how many there are
 * @name: (nullable): a name, as a row has it
 * @index: (out): the value; 0 if there is none of that name
 * @error: return location for an error
 *
 * Reads an enumeration's value from a row. A library of a newer version can hold values that this
 * one does not know.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_INVALID if there is no value of that name
 */
gboolean
heddle_status_names_find (const char *const  *names,
                          guint               n_names,
                          const char         *name,
                          guint              *index,
                          GError            **error)
{
  for (guint i = 0; i < n_names; i++)
    if (g_strcmp0 (names[i], name) == 0)
      {
        *index = i;
        return TRUE;
      }

  *index = 0;
  g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID,
               _("The library holds the unknown value “%s”."), name != NULL ? name : "");
  return FALSE;
}
