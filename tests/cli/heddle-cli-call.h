/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HeddleCli:
 * @folder: a folder of its own, removed at the end
 * @launcher: starts programs with nothing of the person's own data, keys or keyring
 *
 * A place to call `heddlectl` from, as a person or a script does.
 */
typedef struct
{
  char                *folder;
  GSubprocessLauncher *launcher;
} HeddleCli;

/**
 * HeddleCliAnswer:
 * @status: the exit status
 * @output: what it printed on standard output
 * @errors: what it printed on standard error
 * @lines: (element-type JsonNode): the objects on standard output, where it was called with `--json`
 *
 * What came of a call.
 */
typedef struct
{
  int        status;
  char      *output;
  char      *errors;
  GPtrArray *lines;
} HeddleCliAnswer;

HeddleCli       *heddle_cli_new            (void);
void             heddle_cli_free           (HeddleCli        *self);
char            *heddle_cli_path           (HeddleCli        *self,
                                            const char       *name);
char            *heddle_cli_write          (HeddleCli        *self,
                                            const char       *name,
                                            const char       *content);
char            *heddle_cli_template       (HeddleCli        *self,
                                            const char       *name);
void             heddle_cli_set_variable   (HeddleCli        *self,
                                            const char       *name,
                                            const char       *value);
void             heddle_cli_use_session    (HeddleCli        *self);
HeddleCliAnswer *heddle_cli_call           (HeddleCli        *self,
                                            const char       *word,
                                            ...) G_GNUC_NULL_TERMINATED;
HeddleCliAnswer *heddle_cli_call_strv      (HeddleCli        *self,
                                            const char *const *words,
                                            const char       *input);
GSubprocess     *heddle_cli_start          (HeddleCli        *self,
                                            const char       *word,
                                            ...) G_GNUC_NULL_TERMINATED;
GSubprocess     *heddle_cli_start_strv     (HeddleCli        *self,
                                            const char *const *words);
HeddleCliAnswer *heddle_cli_finish         (GSubprocess      *process,
                                            const char       *input);
char            *heddle_cli_program_output (HeddleCli        *self,
                                            const char *const *words);
void             heddle_cli_answer_free    (HeddleCliAnswer  *answer);
JsonObject      *heddle_cli_answer_line    (HeddleCliAnswer  *answer,
                                            guint             number);
void             heddle_cli_assert_told    (const char       *text,
                                            const char       *part);
void             heddle_cli_answer_assert_refused
                                           (HeddleCliAnswer  *answer,
                                            const char       *reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCli, heddle_cli_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCliAnswer, heddle_cli_answer_free)

G_END_DECLS
