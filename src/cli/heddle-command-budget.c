/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine/heddle-budget-change.h"
#include "engine/heddle-engine.h"
#include "engine/heddle-run-consent.h"
#include "heddle-command.h"
#include "heddle-library-access.h"
#include "heddle-table.h"
#include "store/heddle-budget-repository.h"

static int warn_level = 75;
static int stop_level = 100;

static const GOptionEntry entries[] = {
  { "warn", 0, 0, G_OPTION_ARG_INT, &warn_level,
    N_("With “set”: from which part of it on runs say so; 75 unless told otherwise"), N_("PERCENT") },
  { "stop", 0, 0, G_OPTION_ARG_INT, &stop_level,
    N_("With “set”: at which part of it runs pause; 100 unless told otherwise"), N_("PERCENT") },
  { NULL },
};

static void
print_json (HeddleInvocation         *invocation,
            const HeddleBudgetRecord *budget,
            const HeddleBudgetUse    *use)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *name = heddle_budget_record_dup_name (budget);
  const char *currency = budget->amount.currency;

  json_object_set_string_member (object, "type", "budget");
  json_object_set_string_member (object, "id", budget->uuid);
  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "scope", heddle_budget_scope_to_string (budget->scope));
  if (budget->scope == HEDDLE_BUDGET_PROVIDER)
    json_object_set_string_member (object, "provider", budget->provider);
  if (budget->scope == HEDDLE_BUDGET_PROJECT)
    json_object_set_string_member (object, "project", budget->project);
  json_object_set_string_member (object, "period", heddle_budget_period_to_string (budget->period));
  json_object_set_member (object, "amount", heddle_money_to_json (budget->amount));
  json_object_set_int_member (object, "warn", budget->warn);
  json_object_set_int_member (object, "stop", budget->stop);
  json_object_set_member (object, "spent", heddle_money_to_json (heddle_money_new (use->spent, currency)));
  json_object_set_member (object, "reserved", heddle_money_to_json (heddle_money_new (use->reserved, currency)));
  heddle_invocation_print_object (invocation, object);
}

static void
add_row (HeddleTable              *table,
         const HeddleBudgetRecord *budget,
         const HeddleBudgetUse    *use)
{
  const char *currency = budget->amount.currency;
  g_autofree char *name = heddle_budget_record_dup_name (budget);
  g_autofree char *warn = g_strdup_printf ("%d %%", budget->warn);
  g_autofree char *stop = g_strdup_printf ("%d %%", budget->stop);

  heddle_table_add (table, budget->uuid);
  heddle_table_add (table, name);
  heddle_table_add_money (table, budget->amount.amount, currency);
  heddle_table_add_money (table, use->spent, currency);
  heddle_table_add_money (table, use->reserved, currency);
  heddle_table_add (table, warn);
  heddle_table_add (table, stop);
}

static HeddleTable *
new_table (void)
{
  HeddleTable *table = heddle_table_new (7, 2);

  heddle_table_add (table, _("ID"));
  heddle_table_add (table, _("Budget"));
  heddle_table_add (table, _("Amount"));
  heddle_table_add (table, _("Spent"));
  heddle_table_add (table, _("Held back"));
  heddle_table_add (table, _("Warns at"));
  heddle_table_add (table, _("Stops at"));
  return table;
}

static gboolean
list_budgets (HeddleInvocation  *invocation,
              GError           **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);
  g_autoptr (GPtrArray) budgets = reader == NULL ? NULL : heddle_budgets_list (reader, error);
  g_autoptr (HeddleTable) table = new_table ();

  if (budgets == NULL)
    return FALSE;
  for (guint i = 0; i < budgets->len; i++)
    {
      HeddleBudgetUse use;

      if (!heddle_budgets_get_use (reader, budgets->pdata[i], g_get_real_time () / 1000, &use, error))
        return FALSE;
      print_json (invocation, budgets->pdata[i], &use);
      add_row (table, budgets->pdata[i], &use);
    }
  if (budgets->len == 0)
    heddle_invocation_print (invocation, _("There are no budgets."));
  else
    heddle_table_print (table, invocation);
  return TRUE;
}

static gboolean
read_provider (HeddleBudgetRecord  *budget,
               const char          *id,
               GError             **error)
{
  g_autoptr (HeddleEngine) engine = heddle_engine_new (NULL, error);

  if (engine == NULL)
    return FALSE;
  if (heddle_providers_lookup (heddle_engine_get_providers (engine), id) == NULL)
    {
      heddle_usage_error_set (error, _("There is no provider “%s”. “heddlectl list providers” lists them."), id);
      return FALSE;
    }
  budget->scope = HEDDLE_BUDGET_PROVIDER;
  budget->provider = g_strdup (id);
  return TRUE;
}

static gboolean
read_scope (HeddleBudgetRecord  *budget,
            const char          *text,
            GError             **error)
{
  const char *colon = strchr (text, ':');

  if (g_str_equal (text, "library"))
    return TRUE;
  if (g_str_has_prefix (text, "provider:"))
    return read_provider (budget, colon + 1, error);
  if (g_str_has_prefix (text, "project:") && colon[1] != '\0')
    {
      budget->scope = HEDDLE_BUDGET_PROJECT;
      budget->project = g_strdup (colon + 1);
      return TRUE;
    }
  heddle_usage_error_set (error, _("A budget is for “library”, “project:NAME” or “provider:ID”, not for “%s”."),
                          text);
  return FALSE;
}

static gboolean
read_budget (HeddleBudgetRecord  *budget,
             GStrv                arguments,
             GError             **error)
{
  if (!read_scope (budget, arguments[1], error))
    return FALSE;
  if (!heddle_budget_period_from_string (arguments[2], &budget->period))
    {
      heddle_usage_error_set (error, _("A budget is per “day”, per “month” or in “total”, not “%s”."), arguments[2]);
      return FALSE;
    }
  budget->amount = heddle_money_from_text (arguments[3]);
  if (!budget->amount.known || budget->amount.amount < 0)
    {
      heddle_usage_error_set (error, _("“%s” is no amount. Write 25, 0.50 or 12.50EUR."), arguments[3]);
      return FALSE;
    }
  if (warn_level < 1 || stop_level > 100 || warn_level > stop_level)
    {
      heddle_usage_error_set (error, _("The levels are percentages from 1 to 100, and “--warn” is not above "
                                       "“--stop”."));
      return FALSE;
    }
  budget->warn = warn_level;
  budget->stop = stop_level;
  return TRUE;
}

static HeddleExitStatus
change_here (HeddleInvocation  *invocation,
             HeddleLibrary     *library,
             gpointer           data,
             GError           **error)
{
  return heddle_budget_change_apply (data, library, error) ? HEDDLE_EXIT_DONE : HEDDLE_EXIT_LIBRARY;
}

static HeddleExitStatus
change_at_owner (HeddleInvocation   *invocation,
                 HeddleOwnerClient  *owner,
                 gpointer            data,
                 GError            **error)
{
  return heddle_owner_client_change_budget (owner, data, error) ? HEDDLE_EXIT_DONE : HEDDLE_EXIT_LIBRARY;
}

static gboolean
change (HeddleInvocation    *invocation,
        HeddleLibraryFlags   flags,
        HeddleBudgetChange  *what,
        GError             **error)
{
  const HeddleLibraryAccess access = { .flags = flags, .here = change_here, .at_owner = change_at_owner };
  g_autoptr (GError) failure = NULL;

  heddle_library_access_use (&access, invocation, what, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
is_same (const HeddleBudgetRecord *one,
         const HeddleBudgetRecord *other)
{
  return one->scope == other->scope && one->period == other->period
         && g_strcmp0 (one->provider, other->provider) == 0 && g_strcmp0 (one->project, other->project) == 0
         && g_str_equal (one->amount.currency, other->amount.currency);
}

/* As the library has it now, whoever has written it. */
static gboolean
report_budget (HeddleInvocation          *invocation,
               const HeddleBudgetRecord  *budget,
               GError                   **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);
  g_autoptr (GPtrArray) budgets = reader == NULL ? NULL : heddle_budgets_list (reader, error);

  for (guint i = 0; budgets != NULL && i < budgets->len; i++)
    {
      HeddleBudgetUse use;

      if (!is_same (budgets->pdata[i], budget))
        continue;
      if (!heddle_budgets_get_use (reader, budgets->pdata[i], g_get_real_time () / 1000, &use, error))
        return FALSE;
      print_json (invocation, budgets->pdata[i], &use);
    }
  return budgets != NULL;
}

static gboolean
set_budget (HeddleInvocation  *invocation,
            GStrv              arguments,
            GError           **error)
{
  g_auto (HeddleBudgetChange) what = { .kind = HEDDLE_BUDGET_CHANGE_SET, .budget = heddle_budget_record_new () };
  g_autofree char *name = NULL;
  g_autofree char *amount = NULL;

  if (!read_budget (what.budget, arguments, error) || !change (invocation, HEDDLE_LIBRARY_CREATE, &what, error)
      || !report_budget (invocation, what.budget, error))
    return FALSE;
  name = heddle_budget_record_dup_name (what.budget);
  amount = heddle_money_to_string (what.budget->amount);
  heddle_invocation_progress (invocation, _("The budget “%s” is %s."), name, amount);
  return TRUE;
}

static gboolean
remove_budget (HeddleInvocation  *invocation,
               const char        *id,
               GError           **error)
{
  g_auto (HeddleBudgetChange) what = { .kind = HEDDLE_BUDGET_CHANGE_REMOVE, .id = g_strdup (id) };

  return change (invocation, HEDDLE_LIBRARY_READ_WRITE, &what, error);
}

static void
report_limit (HeddleInvocation *invocation,
              HeddleMoney       limit)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *amount = heddle_money_to_string (limit);

  json_object_set_member (object, "ask", heddle_money_to_json (limit));
  heddle_invocation_print_object (invocation, object);
  if (limit.known)
    heddle_invocation_print (invocation, _("A run that may cost more than %s is asked about before it begins."), amount);
  else
    heddle_invocation_print (invocation, _("No run is asked about because of its cost."));
}

static gboolean
show_limit (HeddleInvocation  *invocation,
            GError           **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);
  HeddleMoney limit;

  if (reader == NULL || !heddle_run_consent_read_limit (reader, &limit, error))
    return FALSE;
  report_limit (invocation, limit);
  return TRUE;
}

static gboolean
set_limit (HeddleInvocation  *invocation,
           const char        *text,
           GError           **error)
{
  gboolean never = g_str_equal (text, "never");
  HeddleMoney limit = never ? HEDDLE_MONEY_UNKNOWN : heddle_money_from_text (text);
  g_auto (HeddleBudgetChange) what = { .kind = HEDDLE_BUDGET_CHANGE_ASK, .limit = limit };

  if (!never && (!limit.known || limit.amount < 0))
    {
      heddle_usage_error_set (error, _("“%s” is no amount. Write 25, 0.50, 12.50EUR or “never”."), text);
      return FALSE;
    }
  if (!change (invocation, HEDDLE_LIBRARY_CREATE, &what, error))
    return FALSE;
  report_limit (invocation, limit);
  return TRUE;
}

static gboolean
act (HeddleInvocation  *invocation,
     GStrv              arguments,
     GError           **error)
{
  guint n = g_strv_length (arguments);

  if (g_str_equal (arguments[0], "list") && n == 1)
    return list_budgets (invocation, error);
  if (g_str_equal (arguments[0], "set") && n == 4)
    return set_budget (invocation, arguments, error);
  if (g_str_equal (arguments[0], "remove") && n == 2)
    return remove_budget (invocation, arguments[1], error);
  if (g_str_equal (arguments[0], "ask") && n <= 2)
    return n == 1 ? show_limit (invocation, error) : set_limit (invocation, arguments[1], error);

  heddle_usage_error_set (error, _("Usage: heddlectl budget %s"), heddle_command_budget.synopsis);
  return FALSE;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;

  if (!act (invocation, arguments, &error))
    return heddle_invocation_report (invocation, NULL, error);
  return HEDDLE_EXIT_DONE;
}

const HeddleCommand heddle_command_budget = {
  .name = "budget",
  .synopsis = "list | set SCOPE PERIOD AMOUNT [--warn=PERCENT] [--stop=PERCENT] | remove ID | ask [AMOUNT|never]",
  .summary = N_("Keep what runs cost within bounds"),
  .description = N_("SCOPE is “library”, “project:NAME” or “provider:ID”; PERIOD is “day”, “month” or “total”; AMOUNT "
                    "is in dollars, or as in 12.50EUR. Setting a budget again changes its amount.\n\n"
                    "Before a call is sent, the most that it may cost is held back from the budgets that it falls "
                    "under, until its cost is known. A call that would go over one is not sent: the run pauses, with "
                    "exit status 5, and what has been made stays. A call whose cost is not known beforehand is sent "
                    "unless a budget is used up already, and the run says so; one whose cost nobody tells afterwards "
                    "counts with the most that it may have cost. Costs in another currency do not count.\n\n"
                    "“ask” tells, or sets, what a run may cost without a question before it begins: 1 dollar unless "
                    "told otherwise; 0 asks before every run that costs anything."),
  .options = entries,
  .least = 1,
  .most = 4,
  .run = run,
};
