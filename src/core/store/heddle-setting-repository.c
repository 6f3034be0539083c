/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-setting-repository.h"

/**
 * heddle_settings_get_text:
 * @database: a connection
 * @category: what it belongs to, such as "library"
 * @key: its name in there
 * @text: (out) (nullable): the text, %NULL where it is not set
 * @error: return location for an error
 *
 * Reads a setting of the library; preferences of the application are not in here.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_settings_get_text (HeddleDatabase  *database,
                          const char      *category,
                          const char      *key,
                          char           **text,
                          GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  *text = NULL;

  statement = heddle_database_prepare (database, "setting-get", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_text (statement, 1, category);
  heddle_statement_bind_text (statement, 2, key);
  if (heddle_statement_next (statement))
    *text = heddle_statement_dup_text (statement, 0);

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_settings_set_text:
 * @database: a writing connection
 * @category: what it belongs to, such as "library"
 * @key: its name in there
 * @text: the text
 * @error: return location for an error
 *
 * Sets a setting of the library.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_settings_set_text (HeddleDatabase  *database,
                          const char      *category,
                          const char      *key,
                          const char      *text,
                          GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "setting-set", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_text (statement, 1, category);
  heddle_statement_bind_text (statement, 2, key);
  heddle_statement_bind_text (statement, 3, text);
  heddle_statement_bind_int (statement, 4, g_get_real_time () / 1000);

  return heddle_statement_execute (statement, error);
}
