/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "runs/heddle-run-entry.h"

G_BEGIN_DECLS

/**
 * HeddleRunLook:
 * @word: how the run is, in a word or three
 * @icon_name: the symbolic icon that goes with it
 * @style_class: (nullable): the stock style class of its colour
 *
 * How the state of a run is shown.
 */
typedef struct
{
  char       *word;
  const char *icon_name;
  const char *style_class;
} HeddleRunLook;

void  heddle_run_look_init        (HeddleRunLook          *self,
                                   const HeddleRunSummary *run);
void  heddle_run_look_clear       (HeddleRunLook          *self);

char *heddle_words_for_duration   (gint64                  milliseconds);
char *heddle_words_for_run_title  (const HeddleRunSummary *run);
char *heddle_words_for_run_origin (const HeddleRunSummary *run);
gint64 heddle_run_get_duration    (const HeddleRunSummary *run,
                                   gint64                  now);
char *heddle_words_for_run_error  (const char             *json);
char *heddle_words_for_run_costs  (const char             *json);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeddleRunLook, heddle_run_look_clear)

G_END_DECLS
