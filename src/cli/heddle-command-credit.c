/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "heddle-command.h"
#include "heddle-table.h"
#include "store/heddle-credit-repository.h"

static char *kind_text;
static char *note_text;

static const GOptionEntry entries[] = {
  { "kind", 0, 0, G_OPTION_ARG_STRING, &kind_text, N_("With “add”: why; a purchase unless told otherwise"),
    N_("purchase|refund|adjustment") },
  { "note", 0, 0, G_OPTION_ARG_STRING, &note_text, N_("With “add”: a note to yourself"), N_("TEXT") },
  { NULL },
};

static void
set_time (JsonObject *object,
          gint64      milliseconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (milliseconds * 1000);
  g_autofree char *text = g_date_time_format_iso8601 (time);

  json_object_set_string_member (object, "created", text);
}

static void
add_lines (HeddleInvocation *invocation,
           HeddleTable      *table,
           GPtrArray        *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const HeddleCreditRecord *line = g_ptr_array_index (lines, i);
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local_usec (line->created_at * 1000);
      g_autofree char *day = g_date_time_format (time, "%F");

      heddle_table_add (table, line->provider);
      heddle_table_add (table, day);
      heddle_table_add (table, heddle_credit_kind_to_string (line->kind));
      heddle_table_add (table, line->note);
      heddle_table_add_money (table, line->amount.amount, line->amount.currency);

      json_object_set_string_member (object, "type", "credit-transaction");
      json_object_set_string_member (object, "id", line->uuid);
      json_object_set_string_member (object, "name", line->note);
      json_object_set_string_member (object, "provider", line->provider);
      json_object_set_string_member (object, "kind", heddle_credit_kind_to_string (line->kind));
      json_object_set_member (object, "amount", heddle_money_to_json (line->amount));
      set_time (object, line->created_at);
      heddle_invocation_print_object (invocation, object);
    }
}

static void
set_money (JsonObject *object,
           const char *member,
           gint64      amount,
           const char *currency)
{
  json_object_set_member (object, member, heddle_money_to_json (heddle_money_new (amount, currency)));
}

static void
add_sum (HeddleTable *table,
         const char  *provider,
         const char  *what,
         gint64       amount,
         const char  *currency)
{
  heddle_table_add (table, provider);
  heddle_table_add (table, "");
  heddle_table_add (table, what);
  heddle_table_add (table, "");
  heddle_table_add_money (table, amount, currency);
}

static void
add_balances (HeddleInvocation *invocation,
              HeddleTable      *table,
              GPtrArray        *balances)
{
  for (guint i = 0; i < balances->len; i++)
    {
      const HeddleCreditBalance *balance = g_ptr_array_index (balances, i);
      HeddleMoney left = heddle_credit_balance_get_left (balance);
      g_autoptr (JsonObject) object = json_object_new ();

      add_sum (table, balance->provider, _("usage"), -balance->used, balance->currency);
      add_sum (table, balance->provider, _("left"), left.amount, balance->currency);

      json_object_set_string_member (object, "type", "credit-balance");
      json_object_set_string_member (object, "id", balance->provider);
      json_object_set_string_member (object, "name", balance->provider);
      set_money (object, "purchased", balance->purchased, balance->currency);
      set_money (object, "refunded", balance->refunded, balance->currency);
      set_money (object, "adjusted", balance->adjusted, balance->currency);
      set_money (object, "used", balance->used, balance->currency);
      json_object_set_member (object, "left", heddle_money_to_json (left));
      heddle_invocation_print_object (invocation, object);
    }
}

static gboolean
list_credit (HeddleInvocation  *invocation,
             GError           **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);
  g_autoptr (GPtrArray) lines = reader == NULL ? NULL : heddle_credits_list (reader, error);
  g_autoptr (GPtrArray) balances = lines == NULL ? NULL : heddle_credits_list_balances (reader, error);
  g_autoptr (HeddleTable) table = heddle_table_new (5, 4);

  if (balances == NULL)
    return FALSE;
  if (lines->len == 0)
    {
      heddle_invocation_print (invocation, _("No credit is written down."));
      return TRUE;
    }
  heddle_table_add (table, _("Provider"));
  heddle_table_add (table, _("Day"));
  heddle_table_add (table, _("Kind"));
  heddle_table_add (table, _("Note"));
  heddle_table_add (table, _("Amount"));
  add_lines (invocation, table, lines);
  add_balances (invocation, table, balances);
  heddle_table_print (table, invocation);
  return TRUE;
}

static gboolean
read_line (HeddleCreditRecord  *line,
           GStrv                arguments,
           GError             **error)
{
  g_autoptr (HeddleEngine) engine = heddle_engine_new (NULL, error);

  if (engine == NULL)
    return FALSE;
  if (heddle_providers_lookup (heddle_engine_get_providers (engine), arguments[1]) == NULL)
    {
      heddle_usage_error_set (error, _("There is no provider “%s”. “heddlectl list providers” lists them."),
                              arguments[1]);
      return FALSE;
    }
  if (kind_text != NULL && !heddle_credit_kind_from_string (kind_text, &line->kind))
    {
      heddle_usage_error_set (error, _("“--kind %s” is none of purchase, refund and adjustment."), kind_text);
      return FALSE;
    }
  line->amount = heddle_money_from_text (arguments[2]);
  if (!line->amount.known || line->amount.amount == 0
      || (line->amount.amount < 0 && line->kind != HEDDLE_CREDIT_ADJUSTMENT))
    {
      heddle_usage_error_set (error, _("“%s” is no amount. Write 25, 0.50 or 12.50EUR; only an adjustment may be "
                                       "negative."), arguments[2]);
      return FALSE;
    }
  line->provider = g_strdup (arguments[1]);
  line->note = g_strdup (note_text);
  return TRUE;
}

static gboolean
add_func (HeddleDatabase  *database,
          gpointer         data,
          GValue          *result,
          GError         **error)
{
  return heddle_credits_add (database, data, error);
}

static gboolean
add_credit (HeddleInvocation  *invocation,
            GStrv              arguments,
            GError           **error)
{
  g_autoptr (HeddleCreditRecord) line = g_new0 (HeddleCreditRecord, 1);
  g_autoptr (HeddleLibrary) library = NULL;

  if (!read_line (line, arguments, error))
    return FALSE;
  library = heddle_invocation_open_library (invocation, HEDDLE_LIBRARY_CREATE, error);
  if (library == NULL)
    return FALSE;
  if (!heddle_wait_for (heddle_library_write (library, add_func, line, NULL), NULL, error))
    {
      heddle_library_close (library, NULL);
      return FALSE;
    }
  return heddle_library_close (library, error);
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  guint n = g_strv_length (arguments);

  if (g_str_equal (arguments[0], "list") && n == 1)
    list_credit (invocation, &error);
  else if (g_str_equal (arguments[0], "add") && n == 3)
    add_credit (invocation, arguments, &error);
  else
    heddle_usage_error_set (&error, _("Usage: heddlectl credit %s"), heddle_command_credit.synopsis);
  return error == NULL ? HEDDLE_EXIT_DONE : heddle_invocation_report (invocation, NULL, error);
}

const HeddleCommand heddle_command_credit = {
  .name = "credit",
  .synopsis = "list | add PROVIDER AMOUNT [--kind=purchase|refund|adjustment] [--note=TEXT]",
  .summary = N_("Keep account of credit with providers"),
  .description = N_("“list” shows what was bought, given back and adjusted, what calls have used, and what is left. "
                    "AMOUNT is in dollars, or as in 12.50EUR. Lines are not changed afterwards; an adjustment brings "
                    "the balance to what the provider says, and may be negative: put “--” before the arguments then. "
                    "Nothing is asked of the provider, and nothing stops when credit ends: that is for “budget”."),
  .options = entries,
  .least = 1,
  .most = 3,
  .run = run,
};
