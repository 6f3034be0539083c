/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

/**
 * HeddleRunReport:
 * @invocation: how to print
 * @status: how the run ended
 * @something_failed: whether any item did not come to a good end
 * @lacks_room: whether it is paused since the library cannot keep anything
 * @wait: what was last told to have to be waited for
 *
 * Prints a run's events as they come.
 */
typedef struct
{
  HeddleInvocation *invocation;
  HeddleRunStatus   status;
  gboolean          something_failed;
  gboolean          lacks_room;
  HeddleWait        wait;
} HeddleRunReport;

void             heddle_run_report_event       (gpointer               data,
                                                const HeddleRunEvent  *event);
HeddleExitStatus heddle_run_report_exit_status (const HeddleRunReport *self);
char            *heddle_run_report_place       (const char            *title,
                                                const HeddleIndex     *index);
char            *heddle_run_report_pad         (const char            *text,
                                                int                    width);

G_END_DECLS
