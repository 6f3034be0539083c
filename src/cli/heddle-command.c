/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-command.h"

#include <glib/gi18n-lib.h>

static const HeddleCommand *const commands[] = {
  &heddle_command_run,
  &heddle_command_queue,
  &heddle_command_cancel,
  &heddle_command_resume,
  &heddle_command_retry,
  &heddle_command_pick,
  &heddle_command_more,
  &heddle_command_approve,
  &heddle_command_decide,
  &heddle_command_estimate,
  &heddle_command_validate,
  &heddle_command_promote,
  &heddle_command_import,
  &heddle_command_export,
  &heddle_command_new,
  &heddle_command_list,
  &heddle_command_show,
  &heddle_command_search,
  &heddle_command_rate,
  &heddle_command_secret,
  &heddle_command_address,
  &heddle_command_connection,
  &heddle_command_usage,
  &heddle_command_budget,
  &heddle_command_credit,
  &heddle_command_cache,
  &heddle_command_verify,
  &heddle_command_doctor,
  NULL,
};

static const struct
{
  HeddleExitStatus  status;
  const char       *meaning;
} statuses[] = {
  { HEDDLE_EXIT_DONE, N_("done without failures") },
  { HEDDLE_EXIT_FAILED, N_("ran, but something failed") },
  { HEDDLE_EXIT_INVALID, N_("wrong usage or invalid input; nothing has been changed") },
  { HEDDLE_EXIT_CANCELLED, N_("cancelled") },
  { HEDDLE_EXIT_WAITING, N_("waits for a person") },
  { HEDDLE_EXIT_PAUSED, N_("paused by a budget") },
  { HEDDLE_EXIT_LIBRARY, N_("the library cannot be opened") },
};

static const struct
{
  const char *name;
  const char *meaning;
} variables[] = {
  { "HEDDLE_KEY_<PROVIDER>", N_("A key for a provider, used instead of the one in the keyring.") },
  { "HEDDLE_PROVIDER_URL_<PROVIDER>",
    N_("Another address for a provider: a loopback address, or https.") },
};

/**
 * heddle_commands_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): all commands, as help lists them
 */
const HeddleCommand *const *
heddle_commands_list (void)
{
  return commands;
}

/**
 * heddle_commands_find:
 * @name: a word
 *
 * Returns: (transfer none) (nullable): the command of that name
 */
const HeddleCommand *
heddle_commands_find (const char *name)
{
  for (guint i = 0; commands[i] != NULL; i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];
  return NULL;
}

/**
 * heddle_global_options:
 * @invocation: receives their values
 *
 * Returns: (transfer none) (array zero-terminated=1): the options that every command has
 */
const GOptionEntry *
heddle_global_options (HeddleInvocation *invocation)
{
  static GOptionEntry entries[4];

  entries[0] = (GOptionEntry) { "library", 0, 0, G_OPTION_ARG_FILENAME, &invocation->library_path,
                                N_("The folder of the library; a missing or empty one becomes a library"),
                                N_("DIR") };
  entries[1] = (GOptionEntry) { "json", 0, 0, G_OPTION_ARG_NONE, &invocation->json,
                                N_("Print JSON, one object per line"), NULL };
  entries[2] = (GOptionEntry) { "quiet", 0, 0, G_OPTION_ARG_NONE, &invocation->quiet,
                                N_("Print no progress"), NULL };
  entries[3] = (GOptionEntry) { NULL };
  return entries;
}

static void
append_option (GString            *text,
               const GOptionEntry *entry)
{
  g_autofree char *left = NULL;

  left = entry->arg_description == NULL ? g_strdup_printf ("--%s", entry->long_name)
                                        : g_strdup_printf ("--%s=%s", entry->long_name, _(entry->arg_description));
  g_string_append_printf (text, "  %-28s %s\n", left, _(entry->description));
}

static void
append_options (GString            *text,
                const GOptionEntry *entries)
{
  for (guint i = 0; entries != NULL && entries[i].long_name != NULL; i++)
    append_option (text, &entries[i]);
}

static void
append_global_options (GString *text)
{
  HeddleInvocation unused = { 0 };

  append_options (text, heddle_global_options (&unused));
  g_string_append_printf (text, "  %-28s %s\n  %-28s %s\n", "--version", _("Print the version"), "--help",
                          _("Print this help"));
}

static void
append_overview (GString *text)
{
  g_string_append_printf (text, "%s\n  heddlectl %s\n\n%s\n\n%s\n", _("Usage:"), _("COMMAND [OPTION…] [ARGUMENT…]"),
                          _("Runs and keeps AI creative workflows from the command line."), _("Commands:"));
  for (guint i = 0; commands[i] != NULL; i++)
    g_string_append_printf (text, "  %-10s %s\n", commands[i]->name, _(commands[i]->summary));

  g_string_append_printf (text, "\n%s\n", _("Options of every command:"));
  append_global_options (text);
  g_string_append_printf (text, "\n%s\n", _("Exit status:"));
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_string_append_printf (text, "  %d  %s\n", statuses[i].status, _(statuses[i].meaning));
  g_string_append_printf (text, "\n%s\n", _("“heddlectl COMMAND --help” tells more about a command."));
}

/**
 * heddle_print_help:
 * @command: (nullable): a command; %NULL for the overview
 *
 * Prints help on standard output.
 */
void
heddle_print_help (const HeddleCommand *command)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (command == NULL)
    append_overview (text);
  else
    {
      g_string_append_printf (text, "%s\n  heddlectl %s %s\n\n%s\n\n%s\n", _("Usage:"), command->name,
                              command->synopsis, _(command->summary), _(command->description));
      if (command->options != NULL)
        {
          g_string_append_printf (text, "\n%s\n", _("Options:"));
          append_options (text, command->options);
        }
      g_string_append_printf (text, "\n%s\n", _("Options of every command:"));
      append_global_options (text);
    }
  g_print ("%s", text->str);
}

/* Escapes what roff would take for a request or a hyphen that may be turned into a dash. */
static char *
roff (const char *text)
{
  g_autoptr (GString) escaped = g_string_new (text);

  g_string_replace (escaped, "\\", "\\e", 0);
  g_string_replace (escaped, "-", "\\-", 0);
  g_string_replace (escaped, "\n.", "\n\\&.", 0);
  g_string_replace (escaped, "\n\n", "\n.PP\n", 0);
  return g_string_free_and_steal (g_steal_pointer (&escaped));
}

static void
append_manual_options (GString            *text,
                       const GOptionEntry *entries)
{
  for (guint i = 0; entries != NULL && entries[i].long_name != NULL; i++)
    {
      g_autofree char *name = roff (entries[i].long_name);
      g_autofree char *description = roff (_(entries[i].description));

      g_string_append_printf (text, ".TP\n.B \\-\\-%s", name);
      if (entries[i].arg_description != NULL)
        g_string_append_printf (text, "\\fR=\\fI%s\\fR", _(entries[i].arg_description));
      g_string_append_printf (text, "\n%s\n", description);
    }
}

static void
append_manual_command (GString             *text,
                       const HeddleCommand *command)
{
  g_autofree char *synopsis = roff (command->synopsis);
  g_autofree char *summary = roff (_(command->summary));
  g_autofree char *description = roff (_(command->description));

  g_string_append_printf (text, ".SS heddlectl %s %s\n%s.\n.PP\n%s\n", command->name, synopsis, summary,
                          description);
  append_manual_options (text, command->options);
}

/**
 * heddle_print_manual:
 *
 * Prints the manual page of `heddlectl`, in roff, on standard output.
 */
void
heddle_print_manual (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  HeddleInvocation unused = { 0 };

  g_string_append (text, ".\\\" SPDX-FileCopyrightText: The Heddle developers\n"
                         ".\\\" SPDX-License-Identifier: GPL-3.0-or-later\n");
  g_string_append_printf (text, ".TH HEDDLECTL 1 \"\" \"Heddle %s\"\n.SH NAME\n", HEDDLE_VERSION);
  g_string_append_printf (text, "heddlectl \\- %s\n.SH SYNOPSIS\n.B heddlectl\n%s\n.SH COMMANDS\n",
                          _("run and keep AI creative workflows"), _("COMMAND [OPTION…] [ARGUMENT…]"));
  for (guint i = 0; commands[i] != NULL; i++)
    append_manual_command (text, commands[i]);

  g_string_append (text, ".SH OPTIONS\n");
  append_manual_options (text, heddle_global_options (&unused));
  g_string_append_printf (text, ".TP\n.B \\-\\-version\n%s\n.TP\n.B \\-\\-help\n%s\n", _("Print the version"),
                          _("Print this help"));
  g_string_append (text, ".SH EXIT STATUS\n");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    g_string_append_printf (text, ".TP\n.B %d\n%s\n", statuses[i].status, _(statuses[i].meaning));
  g_string_append (text, ".SH ENVIRONMENT\n");
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    g_string_append_printf (text, ".TP\n.B %s\n%s\n", variables[i].name, _(variables[i].meaning));
  g_print ("%s", text->str);
}
