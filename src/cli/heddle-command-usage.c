/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "heddle-command.h"
#include "heddle-table.h"
#include "store/heddle-usage-repository.h"

static char *since_text;
static char *by_text;

static const GOptionEntry entries[] = {
  { "since", 0, 0, G_OPTION_ARG_STRING, &since_text,
    N_("Count from this day on, or from this moment: 2026-11-01, 2026-11-01T09:00:00"), N_("DATE") },
  { "by", 0, 0, G_OPTION_ARG_STRING, &by_text, N_("What to add up by; by provider unless told otherwise"),
    N_("provider|model|project|client|day") },
  { NULL },
};

/* A day begins, and a time without a zone is meant, by the clock on the wall. */
static gboolean
read_since (gint64  *since,
            GError **error)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  *since = 0;
  if (since_text == NULL)
    return TRUE;
  text = strlen (since_text) == strlen ("2026-11-01") ? g_strconcat (since_text, "T00:00:00", NULL)
                                                      : g_strdup (since_text);
  time = g_date_time_new_from_iso8601 (text, here);
  if (time == NULL)
    {
      heddle_usage_error_set (error, _("“--since %s” is no date. Write 2026-11-01, or 2026-11-01T09:00:00."),
                              since_text);
      return FALSE;
    }
  *since = g_date_time_to_unix_usec (time) / 1000;
  return TRUE;
}

static gboolean
read_by (HeddleUsageBy  *by,
         GError        **error)
{
  *by = HEDDLE_USAGE_PROVIDER;
  if (by_text == NULL || heddle_usage_by_from_string (by_text, by))
    return TRUE;
  heddle_usage_error_set (error, _("“--by %s” is none of provider, model, project, client and day."), by_text);
  return FALSE;
}

static const char *
group_name (HeddleUsageBy           by,
            const HeddleUsageGroup *group)
{
  if (group->name != NULL)
    return group->name;
  return by == HEDDLE_USAGE_CLIENT ? _("no client") : _("no project");
}

static char *
percentage (gint64 part,
            gint64 whole)
{
  return whole == 0 ? g_strdup ("–") : g_strdup_printf ("%.1f %%", 100.0 * (double) part / (double) whole);
}

static char *
costs_text (const HeddleUsageGroup *group)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < group->costs->len; i++)
    {
      g_autofree char *cost = heddle_money_to_string (g_array_index (group->costs, HeddleMoney, i));

      g_string_append_printf (text, "%s%s", i == 0 ? "" : " + ", cost);
    }
  if (group->unknown_costs > 0)
    g_string_append_printf (text, "%s%s", text->len == 0 ? "" : " + ", _("unknown"));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_heading (HeddleTable   *table,
             HeddleUsageBy  by)
{
  static const char *const headings[] = {
    [HEDDLE_USAGE_PROVIDER] = N_("Provider"), [HEDDLE_USAGE_MODEL] = N_("Model"),
    [HEDDLE_USAGE_PROJECT] = N_("Project"),   [HEDDLE_USAGE_CLIENT] = N_("Client"),
    [HEDDLE_USAGE_DAY] = N_("Day"),
  };

  heddle_table_add (table, _(headings[by]));
  heddle_table_add (table, _("Calls"));
  heddle_table_add (table, _("Successful"));
  heddle_table_add (table, _("Failed"));
  heddle_table_add (table, _("Mean time"));
  heddle_table_add (table, _("Tokens in"));
  heddle_table_add (table, _("Tokens out"));
  heddle_table_add (table, _("Images"));
  heddle_table_add (table, _("Cost"));
}

static void
add_group (HeddleTable            *table,
           const char             *name,
           const HeddleUsageGroup *group)
{
  gint64 ended = group->calls - group->pending;
  g_autofree char *successful = percentage (group->successful, ended);
  g_autofree char *failed = percentage (ended - group->successful, ended);
  g_autofree char *mean = group->ended == 0 ? g_strdup ("–")
                                            : g_strdup_printf (_("%.2f s"), (double) group->duration_ms / 1000.0
                                                                              / (double) group->ended);
  g_autofree char *costs = costs_text (group);

  heddle_table_add (table, name);
  heddle_table_add_int (table, group->calls);
  heddle_table_add (table, successful);
  heddle_table_add (table, failed);
  heddle_table_add (table, mean);
  heddle_table_add_int (table, group->tokens_in);
  heddle_table_add_int (table, group->tokens_out);
  heddle_table_add_int (table, group->images);
  heddle_table_add (table, costs);
}

static void
set_rate (JsonObject *object,
          const char *member,
          gint64      part,
          gint64      whole)
{
  if (whole == 0)
    json_object_set_null_member (object, member);
  else
    json_object_set_double_member (object, member, (double) part / (double) whole);
}

static void
print_json (HeddleInvocation       *invocation,
            HeddleUsageBy           by,
            const HeddleUsageGroup *group)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *costs = json_array_new ();
  gint64 ended = group->calls - group->pending;

  json_object_set_string_member (object, "type", "usage");
  json_object_set_string_member (object, "by", heddle_usage_by_to_string (by));
  if (group->key != NULL)
    json_object_set_string_member (object, "id", group->key);
  else
    json_object_set_null_member (object, "id");
  json_object_set_string_member (object, "name", group_name (by, group));
  json_object_set_int_member (object, "calls", group->calls);
  json_object_set_int_member (object, "successful", group->successful);
  json_object_set_int_member (object, "failed", group->failed);
  json_object_set_int_member (object, "unknown", group->unknown);
  json_object_set_int_member (object, "pending", group->pending);
  set_rate (object, "success_rate", group->successful, ended);
  set_rate (object, "error_rate", ended - group->successful, ended);
  set_rate (object, "mean_ms", group->duration_ms, group->ended);
  json_object_set_int_member (object, "tokens_in", group->tokens_in);
  json_object_set_int_member (object, "tokens_out", group->tokens_out);
  json_object_set_int_member (object, "images", group->images);
  for (guint i = 0; i < group->costs->len; i++)
    json_array_add_element (costs, heddle_money_to_json (g_array_index (group->costs, HeddleMoney, i)));
  json_object_set_array_member (object, "costs", costs);
  json_object_set_int_member (object, "unknown_costs", group->unknown_costs);
  heddle_invocation_print_object (invocation, object);
}

static void
print (HeddleInvocation *invocation,
       HeddleUsageBy     by,
       GPtrArray        *groups)
{
  g_autoptr (HeddleTable) table = heddle_table_new (9, 1);
  g_autoptr (HeddleUsageGroup) all = heddle_usage_group_new ();

  if (groups->len == 0)
    {
      heddle_invocation_print (invocation, _("No provider was asked for anything."));
      return;
    }
  add_heading (table, by);
  for (guint i = 0; i < groups->len; i++)
    {
      const HeddleUsageGroup *group = g_ptr_array_index (groups, i);

      print_json (invocation, by, group);
      add_group (table, group_name (by, group), group);
      heddle_usage_group_add (all, group);
    }
  if (groups->len > 1)
    add_group (table, _("Total"), all);
  heddle_table_print (table, invocation);
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  HeddleUsageBy by;
  gint64 since;

  if (read_since (&since, &error) && read_by (&by, &error))
    reader = heddle_invocation_open_reader (invocation, &library, &error);
  if (reader != NULL)
    groups = heddle_usage_list (reader, by, since, &error);
  if (groups == NULL)
    return heddle_invocation_report (invocation, NULL, error);

  print (invocation, by, groups);
  return HEDDLE_EXIT_DONE;
}

const HeddleCommand heddle_command_usage = {
  .name = "usage",
  .synopsis = "[--since=DATE] [--by=provider|model|project|client|day]",
  .summary = N_("Add up what providers were asked for, and what it cost"),
  .description = N_("Adds up the calls to providers. A call is what is paid for: asking after a job, fetching its "
                    "result and trying again where nothing was sent are part of it. What may have been charged "
                    "without an answer counts as failed. Sketch works on this machine and makes no calls. A "
                    "library knows of no clients yet, so that by client all is one group, “no client”. Days "
                    "begin at midnight here. Works while another process has the library open."),
  .options = entries,
  .least = 0,
  .most = 0,
  .run = run,
};
