/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-statement.h"

#include <string.h>

#include "store/heddle-sqlite-error.h"
#include "store/heddle-store-error.h"

#define HASH_BYTES 32

struct _HeddleStatement
{
  sqlite3_stmt *stmt;
  int status;
  gboolean persistent;
  gboolean in_use;
};

static void
remember (HeddleStatement *self,
          int              status)
{
  if (self->status == SQLITE_OK && status != SQLITE_OK)
    self->status = status;
}

/**
 * heddle_statement_new:
 * @connection: the connection
 * @sql: one SQL statement
 * @persistent: whether it is kept to be used again and again
 * @error: return location for an error
 *
 * Prepares a statement. Code outside of [class@Database] takes its statements from there.
 *
 * Returns: (transfer full): the statement, not in use yet, or %NULL with an error
 */
HeddleStatement *
heddle_statement_new (sqlite3     *connection,
                      const char  *sql,
                      gboolean     persistent,
                      GError     **error)
{
  HeddleStatement *self;
  sqlite3_stmt *stmt = NULL;
  int status;

  status = sqlite3_prepare_v3 (connection, sql, -1, persistent ? SQLITE_PREPARE_PERSISTENT : 0,
                               &stmt, NULL);
  if (status != SQLITE_OK)
    {
      heddle_sqlite_set_error (error, connection, status);
      return NULL;
    }

  self = g_new0 (HeddleStatement, 1);
  self->stmt = stmt;
  self->persistent = persistent;

  return self;
}

/**
 * heddle_statement_free:
 * @self: (transfer full): the statement
 *
 * Ends a persistent statement; its connection does so when it is closed.
 */
void
heddle_statement_free (HeddleStatement *self)
{
  sqlite3_finalize (self->stmt);
  g_free (self);
}

/**
 * heddle_statement_acquire:
 * @self: the statement
 *
 * Marks the statement as in use until it is released.
 *
 * Returns: %FALSE if it is in use already, further up in the call stack
 */
gboolean
heddle_statement_acquire (HeddleStatement *self)
{
  if (self->in_use)
    return FALSE;

  self->in_use = TRUE;
  return TRUE;
}

/**
 * heddle_statement_release:
 * @self: (transfer full): the statement
 *
 * Gives the statement back to its connection, which keeps it if it is persistent. Rows and
 * bindings are gone.
 */
void
heddle_statement_release (HeddleStatement *self)
{
  if (!self->persistent)
    {
      heddle_statement_free (self);
      return;
    }

  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->status = SQLITE_OK;
  self->in_use = FALSE;
}

/**
 * heddle_statement_bind_null:
 * @self: the statement
 * @parameter: its number, from 1
 *
 * Binds NULL, which parameters are anyway until something is bound.
 */
void
heddle_statement_bind_null (HeddleStatement *self,
                            int              parameter)
{
  remember (self, sqlite3_bind_null (self->stmt, parameter));
}

/**
 * heddle_statement_bind_int:
 * @self: the statement
 * @parameter: its number, from 1
 * @value: an integer: a count, a time in milliseconds, a truth value
 *
 * Binds an integer.
 */
void
heddle_statement_bind_int (HeddleStatement *self,
                           int              parameter,
                           gint64           value)
{
  remember (self, sqlite3_bind_int64 (self->stmt, parameter, value));
}

/**
 * heddle_statement_bind_id:
 * @self: the statement
 * @parameter: its number, from 1
 * @id: a row's id or a time, 0 for none
 *
 * Binds an integer, or NULL for 0: what a record holds where it refers to no other row or has no
 * time yet.
 */
void
heddle_statement_bind_id (HeddleStatement *self,
                          int              parameter,
                          gint64           id)
{
  if (id == 0)
    heddle_statement_bind_null (self, parameter);
  else
    heddle_statement_bind_int (self, parameter, id);
}

/**
 * heddle_statement_bind_text:
 * @self: the statement
 * @parameter: its number, from 1
 * @text: (nullable): UTF-8, or %NULL for NULL; not copied
 *
 * Binds a text.
 */
void
heddle_statement_bind_text (HeddleStatement *self,
                            int              parameter,
                            const char      *text)
{
  remember (self, sqlite3_bind_text (self->stmt, parameter, text, -1, SQLITE_STATIC));
}

/* g_ascii_xdigit_value() is a call with unforeseeable branches for each of 64 digits. */
static inline int
digit_value (char digit)
{
  return g_ascii_isxdigit (digit) ? (digit & 0xf) + 9 * (digit >> 6) : -1;
}

/**
 * heddle_hash_to_bytes:
 * @hash: a SHA-256 as 64 hexadecimal digits
 * @bytes: (out): its 32 bytes
 *
 * Returns: whether @hash is one
 */
gboolean
heddle_hash_to_bytes (const char *hash,
                      guint8      bytes[32])
{
  for (int i = 0; i < HASH_BYTES; i++)
    {
      int high = digit_value (hash[2 * i]);
      int low = high < 0 ? -1 : digit_value (hash[2 * i + 1]);

      if (low < 0)
        return FALSE;

      bytes[i] = (guint8) (high << 4 | low);
    }

  return hash[2 * HASH_BYTES] == '\0';
}

/**
 * heddle_statement_bind_hash:
 * @self: the statement
 * @parameter: its number, from 1
 * @hash: (nullable): a SHA-256 as 64 hexadecimal digits; stored as its 32 bytes
 *
 * Binds a hash. Anything else makes the statement fail with %HEDDLE_STORE_ERROR_INVALID.
 */
void
heddle_statement_bind_hash (HeddleStatement *self,
                            int              parameter,
                            const char      *hash)
{
  guint8 bytes[HASH_BYTES];

  if (hash == NULL)
    heddle_statement_bind_null (self, parameter);
  else if (heddle_hash_to_bytes (hash, bytes))
    remember (self, sqlite3_bind_blob (self->stmt, parameter, bytes, HASH_BYTES,
                                       SQLITE_TRANSIENT));
  else
    remember (self, SQLITE_MISMATCH);
}

/**
 * heddle_statement_bind_money:
 * @self: the statement
 * @parameter: the amount's number, from 1; the currency is the next parameter
 * @money: the money, NULL and NULL where it is unknown
 *
 * Binds an amount of money as two parameters.
 */
void
heddle_statement_bind_money (HeddleStatement *self,
                             int              parameter,
                             HeddleMoney      money)
{
  if (!money.known)
    {
      heddle_statement_bind_null (self, parameter);
      heddle_statement_bind_null (self, parameter + 1);
      return;
    }

  heddle_statement_bind_int (self, parameter, money.amount);
  remember (self, sqlite3_bind_text (self->stmt, parameter + 1, money.currency, -1,
                                     SQLITE_TRANSIENT));
}

/**
 * heddle_statement_next:
 * @self: the statement
 *
 * Goes to the next row.
 *
 * Returns: %FALSE where there is none, or after an error, which [method@Statement.finish] tells
 */
gboolean
heddle_statement_next (HeddleStatement *self)
{
  int status;

  if (self->status != SQLITE_OK)
    return FALSE;

  status = sqlite3_step (self->stmt);
  if (status != SQLITE_ROW && status != SQLITE_DONE)
    remember (self, status);

  return status == SQLITE_ROW;
}

/**
 * heddle_statement_finish:
 * @self: the statement
 * @error: return location for an error
 *
 * Tells whether everything since the statement was prepared went well, and resets it: it can be
 * bound and walked again.
 *
 * Returns: %FALSE with an error of [error@StoreError] if a value could not be bound or a step
 *   failed
 */
gboolean
heddle_statement_finish (HeddleStatement  *self,
                         GError          **error)
{
  int status = self->status;

  if (status != SQLITE_OK)
    heddle_sqlite_set_error (error, sqlite3_db_handle (self->stmt), status);

  sqlite3_reset (self->stmt);
  self->status = SQLITE_OK;

  return status == SQLITE_OK;
}

/**
 * heddle_statement_execute:
 * @self: the statement
 * @error: return location for an error
 *
 * Runs the statement to its end and resets it.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it failed
 */
gboolean
heddle_statement_execute (HeddleStatement  *self,
                          GError          **error)
{
  while (heddle_statement_next (self))
    continue;

  return heddle_statement_finish (self, error);
}

/**
 * heddle_statement_is_null:
 * @self: the statement, on a row
 * @column: its number, from 0
 *
 * Returns: whether the column is NULL
 */
gboolean
heddle_statement_is_null (HeddleStatement *self,
                          int              column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

/**
 * heddle_statement_get_int:
 * @self: the statement, on a row
 * @column: its number, from 0
 *
 * Returns: the integer, 0 for NULL
 */
gint64
heddle_statement_get_int (HeddleStatement *self,
                          int              column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

/**
 * heddle_statement_get_text:
 * @self: the statement, on a row
 * @column: its number, from 0
 *
 * Returns: (transfer none) (nullable): the text, until the next step
 */
const char *
heddle_statement_get_text (HeddleStatement *self,
                           int              column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

/**
 * heddle_statement_dup_text:
 * @self: the statement, on a row
 * @column: its number, from 0
 *
 * Returns: (transfer full) (nullable): a copy of the text
 */
char *
heddle_statement_dup_text (HeddleStatement *self,
                           int              column)
{
  const char *text = heddle_statement_get_text (self, column);

  if (text == NULL)
    return NULL;

  return g_strndup (text, (gsize) sqlite3_column_bytes (self->stmt, column));
}

/**
 * heddle_statement_dup_hash:
 * @self: the statement, on a row
 * @column: its number, from 0
 *
 * Returns: (transfer full) (nullable): the hash as 64 hexadecimal digits, lower case; %NULL for
 *   NULL and for what is no hash
 */
char *
heddle_statement_dup_hash (HeddleStatement *self,
                           int              column)
{
  static const char digits[] = "0123456789abcdef";
  const guint8 *bytes = sqlite3_column_blob (self->stmt, column);
  char *hash;

  if (bytes == NULL || sqlite3_column_bytes (self->stmt, column) != HASH_BYTES)
    return NULL;

  hash = g_malloc (2 * HASH_BYTES + 1);
  for (int i = 0; i < HASH_BYTES; i++)
    {
      hash[2 * i] = digits[bytes[i] >> 4];
      hash[2 * i + 1] = digits[bytes[i] & 15];
    }
  hash[2 * HASH_BYTES] = '\0';

  return hash;
}

/**
 * heddle_statement_get_money:
 * @self: the statement, on a row
 * @column: the amount's number, from 0; the currency is the next column
 *
 * Returns: the money, unknown where either is NULL
 */
HeddleMoney
heddle_statement_get_money (HeddleStatement *self,
                            int              column)
{
  HeddleMoney money = HEDDLE_MONEY_UNKNOWN;
  const char *currency = heddle_statement_get_text (self, column + 1);

  if (currency == NULL || heddle_statement_is_null (self, column))
    return money;

  money.known = TRUE;
  money.amount = heddle_statement_get_int (self, column);
  g_strlcpy (money.currency, currency, sizeof money.currency);

  return money;
}
