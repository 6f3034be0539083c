/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-credit-repository.h"

#include "base/heddle-uuid.h"
#include "store/heddle-status-names.h"

static const char *const kind_names[] = {
  [HEDDLE_CREDIT_PURCHASE] = "purchase",
  [HEDDLE_CREDIT_REFUND] = "refund",
  [HEDDLE_CREDIT_ADJUSTMENT] = "adjustment",
};

/**
 * heddle_credit_kind_to_string:
 * @kind: why there is more or less credit
 *
 * Returns: (transfer none): its name, as rows have it
 */
const char *
heddle_credit_kind_to_string (HeddleCreditKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/**
 * heddle_credit_kind_from_string:
 * @text: a word
 * @kind: (out): the kind
 *
 * Returns: whether a kind is named so
 */
gboolean
heddle_credit_kind_from_string (const char       *text,
                                HeddleCreditKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    if (g_str_equal (kind_names[i], text))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * heddle_credit_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_credit_record_free (HeddleCreditRecord *self)
{
  g_free (self->uuid);
  g_free (self->provider);
  g_free (self->note);
  g_free (self);
}

/**
 * heddle_credit_balance_free:
 * @self: (transfer full): the balance
 *
 * Frees the balance.
 */
void
heddle_credit_balance_free (HeddleCreditBalance *self)
{
  g_free (self->provider);
  g_free (self);
}

/**
 * heddle_credit_balance_get_left:
 * @self: the balance
 *
 * Returns: what is left; less than nothing where more was used than is written down
 */
HeddleMoney
heddle_credit_balance_get_left (const HeddleCreditBalance *self)
{
  return heddle_money_new (self->purchased + self->refunded + self->adjusted - self->used, self->currency);
}

/**
 * heddle_credits_add:
 * @database: a writing connection
 * @record: (inout): the line; its id, UUID and time are set
 * @error: return location for an error
 *
 * Writes a line of the ledger. Lines are never changed: what is wrong is adjusted by another.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_credits_add (HeddleDatabase      *database,
                    HeddleCreditRecord  *record,
                    GError             **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "credit-insert", error);

  if (statement == NULL)
    return FALSE;

  g_free (record->uuid);
  record->uuid = heddle_uuid_new ();
  record->created_at = g_get_real_time () / 1000;
  heddle_statement_bind_text (statement, 1, record->uuid);
  heddle_statement_bind_text (statement, 2, record->provider);
  heddle_statement_bind_text (statement, 3, kind_names[record->kind]);
  heddle_statement_bind_money (statement, 4, record->amount);
  heddle_statement_bind_text (statement, 6, record->note != NULL ? record->note : "");
  heddle_statement_bind_int (statement, 7, record->created_at);
  if (!heddle_statement_execute (statement, error))
    return FALSE;

  record->id = heddle_database_get_last_id (database);
  return TRUE;
}

static HeddleCreditRecord *
read_row (HeddleStatement  *statement,
          GError          **error)
{
  HeddleCreditRecord *record;
  guint kind;

  if (!heddle_status_names_find (kind_names, G_N_ELEMENTS (kind_names),
                                 heddle_statement_get_text (statement, 3), &kind, error))
    return NULL;

  record = g_new0 (HeddleCreditRecord, 1);
  record->id = heddle_statement_get_int (statement, 0);
  record->uuid = heddle_statement_dup_text (statement, 1);
  record->provider = heddle_statement_dup_text (statement, 2);
  record->kind = kind;
  record->amount = heddle_statement_get_money (statement, 4);
  record->note = heddle_statement_dup_text (statement, 6);
  record->created_at = heddle_statement_get_int (statement, 7);
  return record;
}

/**
 * heddle_credits_list:
 * @database: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleCreditRecord): the ledger, the oldest line first, or
 *   %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_credits_list (HeddleDatabase  *database,
                     GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "credit-list", error);
  g_autoptr (GPtrArray) records = NULL;

  if (statement == NULL)
    return NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_credit_record_free);
  while (heddle_statement_next (statement))
    {
      HeddleCreditRecord *record = read_row (statement, error);

      if (record == NULL)
        return NULL;

      g_ptr_array_add (records, record);
    }

  return heddle_statement_finish (statement, error) ? g_steal_pointer (&records) : NULL;
}

/**
 * heddle_credits_list_balances:
 * @database: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleCreditBalance): what is left, per provider and
 *   currency that the ledger has, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_credits_list_balances (HeddleDatabase  *database,
                              GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "credit-balances", error);
  g_autoptr (GPtrArray) balances = NULL;

  if (statement == NULL)
    return NULL;

  balances = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_credit_balance_free);
  while (heddle_statement_next (statement))
    {
      HeddleCreditBalance *balance = g_new0 (HeddleCreditBalance, 1);

      balance->provider = heddle_statement_dup_text (statement, 0);
      g_strlcpy (balance->currency, heddle_statement_get_text (statement, 1), sizeof balance->currency);
      balance->purchased = heddle_statement_get_int (statement, 2);
      balance->refunded = heddle_statement_get_int (statement, 3);
      balance->adjusted = heddle_statement_get_int (statement, 4);
      balance->used = heddle_statement_get_int (statement, 5);
      g_ptr_array_add (balances, balance);
    }

  return heddle_statement_finish (statement, error) ? g_steal_pointer (&balances) : NULL;
}
