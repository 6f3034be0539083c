/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-money.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

/**
 * HeddleTable:
 *
 * Rows of texts for people, in columns as wide as they need to be.
 */
typedef struct _HeddleTable HeddleTable;

HeddleTable *heddle_table_new     (guint             n_columns,
                                   guint             n_left);
void         heddle_table_free    (HeddleTable      *self);
void         heddle_table_add     (HeddleTable      *self,
                                   const char       *text);
void         heddle_table_add_int (HeddleTable      *self,
                                   gint64            number);
void         heddle_table_add_money (HeddleTable    *self,
                                     gint64          amount,
                                     const char     *currency);
void         heddle_table_print   (HeddleTable      *self,
                                   HeddleInvocation *invocation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleTable, heddle_table_free)

G_END_DECLS
