/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-budget-repository.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-uuid.h"
#include "store/heddle-status-names.h"

static const char *const scope_names[] = {
  [HEDDLE_BUDGET_LIBRARY] = "library",
  [HEDDLE_BUDGET_PROJECT] = "project",
  [HEDDLE_BUDGET_PROVIDER] = "provider",
};

static const char *const period_names[] = {
  [HEDDLE_BUDGET_DAY] = "day",
  [HEDDLE_BUDGET_MONTH] = "month",
  [HEDDLE_BUDGET_TOTAL] = "total",
};

/**
 * heddle_budget_scope_to_string:
 * @scope: what a budget is for
 *
 * Returns: (transfer none): its name, as rows have it
 */
const char *
heddle_budget_scope_to_string (HeddleBudgetScope scope)
{
  g_return_val_if_fail (scope < G_N_ELEMENTS (scope_names), NULL);

  return scope_names[scope];
}

/**
 * heddle_budget_period_to_string:
 * @period: how long a budget lasts
 *
 * Returns: (transfer none): its name, as rows have it
 */
const char *
heddle_budget_period_to_string (HeddleBudgetPeriod period)
{
  g_return_val_if_fail (period < G_N_ELEMENTS (period_names), NULL);

  return period_names[period];
}

/**
 * heddle_budget_period_from_string:
 * @text: a word
 * @period: (out): the period
 *
 * Returns: whether a period is named so
 */
gboolean
heddle_budget_period_from_string (const char         *text,
                                  HeddleBudgetPeriod *period)
{
  for (guint i = 0; i < G_N_ELEMENTS (period_names); i++)
    if (g_str_equal (period_names[i], text))
      {
        *period = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * heddle_budget_period_get_start:
 * @period: how long a budget lasts
 * @now: Unix milliseconds
 *
 * Returns: when the period that @now is in began, by the clock on the wall, in Unix milliseconds
 */
gint64
heddle_budget_period_get_start (HeddleBudgetPeriod period,
                                gint64             now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now / 1000);
  g_autoptr (GDateTime) start = NULL;

  if (period == HEDDLE_BUDGET_TOTAL)
    return 0;

  start = g_date_time_new_local (g_date_time_get_year (time), g_date_time_get_month (time),
                                 period == HEDDLE_BUDGET_DAY ? g_date_time_get_day_of_month (time) : 1,
                                 0, 0, 0);
  return g_date_time_to_unix (start) * 1000;
}

/**
 * heddle_budget_record_new:
 *
 * Returns: (transfer full): a record for the library in total, with the usual levels, to be filled
 */
HeddleBudgetRecord *
heddle_budget_record_new (void)
{
  HeddleBudgetRecord *self = g_new0 (HeddleBudgetRecord, 1);

  self->period = HEDDLE_BUDGET_TOTAL;
  self->warn = 75;
  self->stop = 100;

  return self;
}

/**
 * heddle_budget_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_budget_record_free (HeddleBudgetRecord *self)
{
  g_free (self->uuid);
  g_free (self->provider);
  g_free (self->project);
  g_free (self);
}

static char *
dup_subject (const HeddleBudgetRecord *self)
{
  switch (self->scope)
    {
    case HEDDLE_BUDGET_PROJECT:
      return g_strdup_printf (_("project “%s”"), self->project);
    case HEDDLE_BUDGET_PROVIDER:
      return g_strdup_printf (_("provider “%s”"), self->provider);
    case HEDDLE_BUDGET_LIBRARY:
    default:
      return g_strdup (_("whole library"));
    }
}

/**
 * heddle_budget_record_dup_name:
 * @self: a budget
 *
 * Returns: (transfer full): what it is for, for people: "project “Autumn” per month"
 */
char *
heddle_budget_record_dup_name (const HeddleBudgetRecord *self)
{
  g_autofree char *subject = dup_subject (self);

  switch (self->period)
    {
    case HEDDLE_BUDGET_DAY:
      return g_strdup_printf (_("%s per day"), subject);
    case HEDDLE_BUDGET_MONTH:
      return g_strdup_printf (_("%s per month"), subject);
    case HEDDLE_BUDGET_TOTAL:
    default:
      return g_strdup_printf (_("%s in total"), subject);
    }
}

/**
 * heddle_budgets_set:
 * @database: a writing connection
 * @record: (inout): the budget; its id, and its UUID if it has none, are set
 * @error: return location for an error
 *
 * Writes a budget down. One for the same subject, period and currency takes its amount and levels.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_budgets_set (HeddleDatabase      *database,
                    HeddleBudgetRecord  *record,
                    GError             **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "budget-set", error);
  g_autofree char *fresh = heddle_uuid_new ();

  if (statement == NULL)
    return FALSE;

  record->updated_at = g_get_real_time () / 1000;
  heddle_statement_bind_text (statement, 1, record->uuid != NULL ? record->uuid : fresh);
  heddle_statement_bind_text (statement, 2, scope_names[record->scope]);
  heddle_statement_bind_text (statement, 3, record->provider);
  heddle_statement_bind_id (statement, 4, record->project_id);
  heddle_statement_bind_text (statement, 5, period_names[record->period]);
  heddle_statement_bind_money (statement, 6, record->amount);
  heddle_statement_bind_int (statement, 8, record->warn);
  heddle_statement_bind_int (statement, 9, record->stop);
  heddle_statement_bind_int (statement, 10, record->updated_at);
  while (heddle_statement_next (statement))
    {
      record->id = heddle_statement_get_int (statement, 0);
      g_free (record->uuid);
      record->uuid = heddle_statement_dup_text (statement, 1);
    }

  return heddle_statement_finish (statement, error);
}

static HeddleBudgetRecord *
read_row (HeddleStatement  *statement,
          GError          **error)
{
  g_autoptr (HeddleBudgetRecord) record = heddle_budget_record_new ();
  guint scope;
  guint period;

  if (!heddle_status_names_find (scope_names, G_N_ELEMENTS (scope_names),
                                 heddle_statement_get_text (statement, 2), &scope, error)
      || !heddle_status_names_find (period_names, G_N_ELEMENTS (period_names),
                                    heddle_statement_get_text (statement, 6), &period, error))
    return NULL;

  record->id = heddle_statement_get_int (statement, 0);
  record->uuid = heddle_statement_dup_text (statement, 1);
  record->scope = scope;
  record->provider = heddle_statement_dup_text (statement, 3);
  record->project_id = heddle_statement_get_int (statement, 4);
  record->project = heddle_statement_dup_text (statement, 5);
  record->period = period;
  record->amount = heddle_statement_get_money (statement, 7);
  record->warn = (int) heddle_statement_get_int (statement, 9);
  record->stop = (int) heddle_statement_get_int (statement, 10);
  record->created_at = heddle_statement_get_int (statement, 11);
  record->updated_at = heddle_statement_get_int (statement, 12);

  return g_steal_pointer (&record);
}

static GPtrArray *
read_rows (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (GPtrArray) records = NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_budget_record_free);
  while (heddle_statement_next (statement))
    {
      HeddleBudgetRecord *record = read_row (statement, error);

      if (record == NULL)
        return NULL;

      g_ptr_array_add (records, record);
    }

  if (!heddle_statement_finish (statement, error))
    return NULL;

  return g_steal_pointer (&records);
}

/**
 * heddle_budgets_list:
 * @database: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleBudgetRecord): all budgets, or %NULL with an error of
 *   [error@StoreError]
 */
GPtrArray *
heddle_budgets_list (HeddleDatabase  *database,
                     GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "budget-list", error);

  return statement != NULL ? read_rows (statement, error) : NULL;
}

/**
 * heddle_budgets_list_of_call:
 * @database: a connection
 * @provider: the provider's id
 * @run_id: the run that the call is made for, or 0
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleBudgetRecord): the budgets that the call falls under,
 *   or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_budgets_list_of_call (HeddleDatabase  *database,
                             const char      *provider,
                             gint64           run_id,
                             GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "budget-list-of-call", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_text (statement, 1, provider);
  heddle_statement_bind_id (statement, 2, run_id);
  return read_rows (statement, error);
}

static HeddleBudgetRecord *
find (HeddleDatabase  *database,
      const char      *text,
      GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;
  g_autoptr (GPtrArray) records = NULL;

  statement = heddle_database_prepare (database, "budget-list-beginning", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_text (statement, 1, text);
  records = read_rows (statement, error);
  if (records == NULL)
    return NULL;

  if (records->len == 0 || *text == '\0')
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                   _("There is no budget “%s”."), text);
      return NULL;
    }
  if (records->len > 1)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_AMBIGUOUS,
                   _("Several budgets begin with “%s”."), text);
      return NULL;
    }

  return g_ptr_array_steal_index (records, 0);
}

/**
 * heddle_budgets_remove:
 * @database: a writing connection
 * @text: the budget's UUID, or the beginning of it
 * @error: return location for an error
 *
 * Takes a budget away. What was spent stays known.
 *
 * Returns: (transfer full): the budget that was; %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND,
 *   %HEDDLE_STORE_ERROR_AMBIGUOUS or another error of [error@StoreError]
 */
HeddleBudgetRecord *
heddle_budgets_remove (HeddleDatabase  *database,
                       const char      *text,
                       GError         **error)
{
  g_autoptr (HeddleBudgetRecord) record = find (database, text, error);
  g_autoptr (HeddleStatement) statement = NULL;

  if (record == NULL)
    return NULL;

  statement = heddle_database_prepare (database, "budget-remove", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, record->id);
  return heddle_statement_execute (statement, error) ? g_steal_pointer (&record) : NULL;
}

/**
 * heddle_budgets_get_use:
 * @database: a connection
 * @record: a budget
 * @now: Unix milliseconds; says which period is meant
 * @use: (out caller-allocates): how far it is used up
 * @error: return location for an error
 *
 * Adds up what falls under a budget. On the writer's thread nothing can come in between this and
 * writing a call down.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_budgets_get_use (HeddleDatabase            *database,
                        const HeddleBudgetRecord  *record,
                        gint64                     now,
                        HeddleBudgetUse           *use,
                        GError                   **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "budget-used", error);

  *use = (HeddleBudgetUse) {
    .since = heddle_budget_period_get_start (record->period, now),
    .limit = record->amount.amount / 100 * record->stop + record->amount.amount % 100 * record->stop / 100,
  };
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, use->since);
  heddle_statement_bind_text (statement, 2, record->provider);
  heddle_statement_bind_id (statement, 3, record->project_id);
  heddle_statement_bind_text (statement, 4, record->amount.currency);
  if (heddle_statement_next (statement))
    {
      use->spent = heddle_statement_get_int (statement, 0);
      use->reserved = heddle_statement_get_int (statement, 1);
    }

  return heddle_statement_finish (statement, error);
}
