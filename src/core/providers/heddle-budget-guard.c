/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-budget-guard.h"

#include <glib/gi18n-lib.h>

#include "providers/heddle-provider-error.h"
#include "store/heddle-budget-repository.h"

struct _HeddleBudgetGuard
{
  GObject     parent_instance;
  GMutex      mutex;
  GHashTable *notices;
};

G_DEFINE_FINAL_TYPE (HeddleBudgetGuard, heddle_budget_guard, G_TYPE_OBJECT)

static void
heddle_budget_guard_finalize (GObject *object)
{
  HeddleBudgetGuard *self = HEDDLE_BUDGET_GUARD (object);

  g_hash_table_unref (self->notices);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (heddle_budget_guard_parent_class)->finalize (object);
}

static void
heddle_budget_guard_class_init (HeddleBudgetGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_budget_guard_finalize;
}

/* Per run, what it is to be told, by a key that says what about. */
static void
heddle_budget_guard_init (HeddleBudgetGuard *self)
{
  self->notices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_mutex_init (&self->mutex);
}

/**
 * heddle_budget_guard_new:
 *
 * Returns: (transfer full): a guard
 */
HeddleBudgetGuard *
heddle_budget_guard_new (void)
{
  return g_object_new (HEDDLE_TYPE_BUDGET_GUARD, NULL);
}

/* The latest about the same thing counts: a run is not told once per call. */
static void
note (HeddleBudgetGuard *self,
      gint64             run_id,
      char              *key,
      char              *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GHashTable *notices = g_hash_table_lookup (self->notices, &run_id);

  if (notices == NULL)
    {
      notices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (self->notices, g_memdup2 (&run_id, sizeof run_id), notices);
    }
  g_hash_table_replace (notices, key, text);
}

static void
note_level (HeddleBudgetGuard         *self,
            gint64                     run_id,
            const HeddleBudgetRecord  *budget,
            gint64                     used)
{
  const char *currency = budget->amount.currency;
  g_autofree char *name = heddle_budget_record_dup_name (budget);
  g_autofree char *amount = heddle_money_to_string (budget->amount);
  g_autofree char *used_text = heddle_money_to_string (heddle_money_new (used, currency));

  note (self, run_id, g_strconcat ("level ", budget->uuid, NULL),
        g_strdup_printf (_("The budget “%s” of %s is at %d %%: %s are spent or held back."), name, amount,
                         (int) ((double) used * 100.0 / (double) MAX (budget->amount.amount, 1)), used_text));
}

static void
note_unknown (HeddleBudgetGuard          *self,
              const HeddleApiCallRecord  *call,
              const HeddleBudgetRecord   *budget)
{
  g_autofree char *name = heddle_budget_record_dup_name (budget);

  note (self, call->run_id, g_strconcat ("unknown ", call->provider, "/", call->model, " ", budget->uuid, NULL),
        g_strdup_printf (_("What “%s/%s” costs is not known beforehand, so that the budget “%s” stops its calls only "
                           "once it is used up."), call->provider, call->model, name));
}

static void
note_other_currency (HeddleBudgetGuard          *self,
                     const HeddleApiCallRecord  *call,
                     const HeddleBudgetRecord   *budget)
{
  g_autofree char *name = heddle_budget_record_dup_name (budget);

  note (self, call->run_id, g_strconcat ("currency ", budget->uuid, NULL),
        g_strdup_printf (_("“%s/%s” is paid in %s: the budget “%s”, which is in %s, cannot stop its calls."),
                         call->provider, call->model, call->reserved.currency, name, budget->amount.currency));
}

static void
refuse (const HeddleBudgetRecord  *budget,
        const HeddleBudgetUse     *use,
        HeddleMoney                needed,
        GError                   **error)
{
  const char *currency = budget->amount.currency;
  g_autofree char *name = heddle_budget_record_dup_name (budget);
  g_autofree char *limit = heddle_money_to_string (heddle_money_new (use->limit, currency));
  g_autofree char *spent = heddle_money_to_string (heddle_money_new (use->spent, currency));
  g_autofree char *reserved = heddle_money_to_string (heddle_money_new (use->reserved, currency));
  g_autofree char *need = heddle_money_to_string (needed);

  if (needed.known)
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BUDGET,
                 _("The budget “%s” stops at %s: %s are spent and %s held back, and the next call may cost %s. It "
                   "was not sent."), name, limit, spent, reserved, need);
  else
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BUDGET,
                 _("The budget “%s” stops at %s: %s are spent and %s held back, and what the next call costs is not "
                   "known beforehand. It was not sent."), name, limit, spent, reserved);
}

static gboolean
check (HeddleBudgetGuard          *self,
       const HeddleApiCallRecord  *call,
       const HeddleBudgetRecord   *budget,
       const HeddleBudgetUse      *use,
       GError                    **error)
{
  gint64 used = use->spent + use->reserved;
  gint64 amount = budget->amount.amount;

  if (call->reserved.known && call->reserved.amount == 0)
    return TRUE;
  if (call->reserved.known && !g_str_equal (call->reserved.currency, budget->amount.currency))
    {
      if (call->run_id != 0)
        note_other_currency (self, call, budget);
      return TRUE;
    }

  if (call->reserved.known ? used + call->reserved.amount > use->limit : used >= use->limit)
    {
      refuse (budget, use, call->reserved, error);
      return FALSE;
    }

  if (call->run_id == 0)
    return TRUE;
  if (!call->reserved.known)
    note_unknown (self, call, budget);
  used += call->reserved.known ? call->reserved.amount : 0;
  if (used >= amount / 100 * budget->warn + amount % 100 * budget->warn / 100)
    note_level (self, call->run_id, budget, used);
  return TRUE;
}

/**
 * heddle_budget_guard_admit:
 * @self: a guard
 * @database: the writing connection, on the writer's thread
 * @call: a call that is about to be written down, with the most that it may cost
 * @error: return location for an error
 *
 * Looks whether a call would go over a budget that it falls under. Where it would not, the caller
 * writes it down in the same transaction.
 *
 * Returns: %FALSE with %HEDDLE_PROVIDER_ERROR_BUDGET where it would, or with an error of
 *   [error@StoreError]
 */
gboolean
heddle_budget_guard_admit (HeddleBudgetGuard          *self,
                           HeddleDatabase             *database,
                           const HeddleApiCallRecord  *call,
                           GError                    **error)
{
  g_autoptr (GPtrArray) budgets = NULL;

  g_return_val_if_fail (HEDDLE_IS_BUDGET_GUARD (self), FALSE);

  budgets = heddle_budgets_list_of_call (database, call->provider, call->run_id, error);
  if (budgets == NULL)
    return FALSE;

  for (guint i = 0; i < budgets->len; i++)
    {
      HeddleBudgetUse use;

      if (!heddle_budgets_get_use (database, budgets->pdata[i], call->started_at, &use, error)
          || !check (self, call, budgets->pdata[i], &use, error))
        return FALSE;
    }

  return TRUE;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

/**
 * heddle_budget_guard_take_notices:
 * @self: a guard
 * @run_id: a run's row in the library
 *
 * Takes what a person should be told about the budgets that the run's calls fell under: which are
 * past their warning level, and which could not hold calls back.
 *
 * Returns: (transfer full) (nullable): sentences; %NULL where there is nothing to say
 */
GStrv
heddle_budget_guard_take_notices (HeddleBudgetGuard *self,
                                  gint64             run_id)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GPtrArray) values = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTable *notices;

  g_return_val_if_fail (HEDDLE_IS_BUDGET_GUARD (self), NULL);

  locker = g_mutex_locker_new (&self->mutex);
  notices = g_hash_table_lookup (self->notices, &run_id);
  if (notices == NULL)
    return NULL;

  values = g_hash_table_get_values_as_ptr_array (notices);
  g_ptr_array_sort_values (values, compare_texts);
  for (guint i = 0; i < values->len; i++)
    g_strv_builder_add (builder, values->pdata[i]);
  g_hash_table_remove (self->notices, &run_id);

  return g_strv_builder_end (builder);
}
