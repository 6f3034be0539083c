/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-invocation.h"

G_BEGIN_DECLS

/**
 * HeddleCommand:
 * @name: the word after `heddlectl`
 * @synopsis: its arguments, for usage lines
 * @summary: what it does, in a line, marked with N_()
 * @description: more, in paragraphs, marked with N_()
 * @options: (nullable) (array zero-terminated=1): its options
 * @least: the least number of arguments
 * @most: the greatest; -1 for any
 * @run: does it, on a thread that may block
 *
 * A command. Help, the manual page and the parsing of arguments are drawn from it.
 */
typedef struct
{
  const char         *name;
  const char         *synopsis;
  const char         *summary;
  const char         *description;
  const GOptionEntry *options;
  int                 least;
  int                 most;
  HeddleExitStatus  (*run) (HeddleInvocation *invocation,
                            GStrv             arguments);
} HeddleCommand;

extern const HeddleCommand heddle_command_address;
extern const HeddleCommand heddle_command_approve;
extern const HeddleCommand heddle_command_budget;
extern const HeddleCommand heddle_command_cache;
extern const HeddleCommand heddle_command_cancel;
extern const HeddleCommand heddle_command_connection;
extern const HeddleCommand heddle_command_credit;
extern const HeddleCommand heddle_command_decide;
extern const HeddleCommand heddle_command_doctor;
extern const HeddleCommand heddle_command_estimate;
extern const HeddleCommand heddle_command_export;
extern const HeddleCommand heddle_command_import;
extern const HeddleCommand heddle_command_list;
extern const HeddleCommand heddle_command_more;
extern const HeddleCommand heddle_command_new;
extern const HeddleCommand heddle_command_pick;
extern const HeddleCommand heddle_command_promote;
extern const HeddleCommand heddle_command_queue;
extern const HeddleCommand heddle_command_rate;
extern const HeddleCommand heddle_command_resume;
extern const HeddleCommand heddle_command_retry;
extern const HeddleCommand heddle_command_run;
extern const HeddleCommand heddle_command_search;
extern const HeddleCommand heddle_command_secret;
extern const HeddleCommand heddle_command_show;
extern const HeddleCommand heddle_command_usage;
extern const HeddleCommand heddle_command_validate;
extern const HeddleCommand heddle_command_verify;

const HeddleCommand *const *heddle_commands_list  (void);
const HeddleCommand        *heddle_commands_find  (const char           *name);
void                        heddle_print_help     (const HeddleCommand  *command);
void                        heddle_print_manual   (void);
const GOptionEntry         *heddle_global_options (HeddleInvocation     *invocation);

G_END_DECLS
