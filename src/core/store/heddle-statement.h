/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "base/heddle-money.h"

G_BEGIN_DECLS

/**
 * HeddleStatement:
 *
 * A prepared statement of one connection. Bind, then walk its rows or execute it, then release it:
 *
 * ```c
 * g_autoptr (HeddleStatement) statement = heddle_database_prepare (db, "asset-list", error);
 *
 * if (statement == NULL)
 *   return NULL;
 *
 * heddle_statement_bind_int (statement, 1, limit);
 * while (heddle_statement_next (statement))
 *   g_ptr_array_add (assets, asset_from_row (statement));
 *
 * if (!heddle_statement_finish (statement, error))
 *   return NULL;
 * ```
 *
 * Parameters count from 1, columns from 0. What is bound is not copied and has to live until the
 * statement is released. Errors of binding and stepping are kept until the statement is finished,
 * so they are looked at once.
 */
typedef struct _HeddleStatement HeddleStatement;

HeddleStatement *heddle_statement_new         (sqlite3          *connection,
                                               const char       *sql,
                                               gboolean          persistent,
                                               GError          **error);
void             heddle_statement_free        (HeddleStatement  *self);
gboolean         heddle_statement_acquire     (HeddleStatement  *self);
void             heddle_statement_release     (HeddleStatement  *self);

void             heddle_statement_bind_null   (HeddleStatement  *self,
                                               int               parameter);
void             heddle_statement_bind_int    (HeddleStatement  *self,
                                               int               parameter,
                                               gint64            value);
void             heddle_statement_bind_id     (HeddleStatement  *self,
                                               int               parameter,
                                               gint64            id);
void             heddle_statement_bind_text   (HeddleStatement  *self,
                                               int               parameter,
                                               const char       *text);
void             heddle_statement_bind_hash   (HeddleStatement  *self,
                                               int               parameter,
                                               const char       *hash);
void             heddle_statement_bind_money  (HeddleStatement  *self,
                                               int               parameter,
                                               HeddleMoney       money);

gboolean         heddle_statement_next        (HeddleStatement  *self);
gboolean         heddle_statement_finish      (HeddleStatement  *self,
                                               GError          **error);
gboolean         heddle_statement_execute     (HeddleStatement  *self,
                                               GError          **error);

gboolean         heddle_statement_is_null     (HeddleStatement  *self,
                                               int               column);
gint64           heddle_statement_get_int     (HeddleStatement  *self,
                                               int               column);
const char      *heddle_statement_get_text    (HeddleStatement  *self,
                                               int               column);
char            *heddle_statement_dup_text    (HeddleStatement  *self,
                                               int               column);
char            *heddle_statement_dup_hash    (HeddleStatement  *self,
                                               int               column);
HeddleMoney      heddle_statement_get_money   (HeddleStatement  *self,
                                               int               column);

gboolean         heddle_hash_to_bytes         (const char       *hash,
                                               guint8            bytes[32]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleStatement, heddle_statement_release)

G_END_DECLS
