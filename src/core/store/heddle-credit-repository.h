/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleCreditKind:
 * @HEDDLE_CREDIT_PURCHASE: credit was bought from the provider
 * @HEDDLE_CREDIT_REFUND: the provider gave something back
 * @HEDDLE_CREDIT_ADJUSTMENT: brings the balance to what the provider says; may be negative
 *
 * Why there is more or less credit. What calls use is not among them: it is the sum of the calls.
 */
typedef enum
{
  HEDDLE_CREDIT_PURCHASE,
  HEDDLE_CREDIT_REFUND,
  HEDDLE_CREDIT_ADJUSTMENT,
} HeddleCreditKind;

/**
 * HeddleCreditRecord:
 * @id: the row, 0 before it is inserted
 * @uuid: (nullable): what it is called outside of the library
 * @provider: the provider's id
 * @kind: why
 * @amount: how much
 * @note: (nullable): the person's own words
 * @created_at: milliseconds
 *
 * A line of the credit ledger.
 */
typedef struct
{
  gint64            id;
  char             *uuid;
  char             *provider;
  HeddleCreditKind  kind;
  HeddleMoney       amount;
  char             *note;
  gint64            created_at;
} HeddleCreditRecord;

/**
 * HeddleCreditBalance:
 * @provider: the provider's id
 * @currency: of all the amounts, which are micro-units
 * @purchased: what was bought
 * @refunded: what was given back
 * @adjusted: the sum of all adjustments
 * @used: what calls have cost
 *
 * What is left of a provider's credit: @purchased + @refunded + @adjusted − @used.
 */
typedef struct
{
  char   *provider;
  char    currency[4];
  gint64  purchased;
  gint64  refunded;
  gint64  adjusted;
  gint64  used;
} HeddleCreditBalance;

const char *heddle_credit_kind_to_string   (HeddleCreditKind     kind);
gboolean    heddle_credit_kind_from_string (const char          *text,
                                            HeddleCreditKind    *kind);
void        heddle_credit_record_free      (HeddleCreditRecord  *self);
void        heddle_credit_balance_free     (HeddleCreditBalance *self);
HeddleMoney heddle_credit_balance_get_left (const HeddleCreditBalance *self);

gboolean    heddle_credits_add             (HeddleDatabase      *database,
                                            HeddleCreditRecord  *record,
                                            GError             **error);
GPtrArray  *heddle_credits_list            (HeddleDatabase      *database,
                                            GError             **error);
GPtrArray  *heddle_credits_list_balances   (HeddleDatabase      *database,
                                            GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCreditRecord, heddle_credit_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCreditBalance, heddle_credit_balance_free)

G_END_DECLS
