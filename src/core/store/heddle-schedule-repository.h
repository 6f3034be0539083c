/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-recurrence.h"
#include "store/heddle-job-repository.h"

G_BEGIN_DECLS

/**
 * HeddleScheduleRecord:
 * @id: the row, 0 before it is inserted
 * @uuid: what it is called
 * @run: what its runs are like: workflow, document, pipeline, project, inputs and options
 * @priority: of its runs
 * @max_retries: of its runs
 * @every: how often
 * @begins: when for the first time, by the clock on the wall
 * @next_due: when next, in milliseconds
 * @created_at: milliseconds
 *
 * What makes a new run now and then.
 */
typedef struct
{
  gint64            id;
  char             *uuid;
  HeddleRunRecord  *run;
  int               priority;
  guint             max_retries;
  HeddleRecurrence  every;
  char             *begins;
  gint64            next_due;
  gint64            created_at;
} HeddleScheduleRecord;

HeddleScheduleRecord *heddle_schedule_record_new    (void);
void                  heddle_schedule_record_free   (HeddleScheduleRecord  *self);

gboolean              heddle_schedules_insert       (HeddleDatabase        *database,
                                                     HeddleScheduleRecord  *record,
                                                     GError               **error);
GPtrArray            *heddle_schedules_list         (HeddleDatabase        *database,
                                                     GError               **error);
HeddleScheduleRecord *heddle_schedules_remove       (HeddleDatabase        *database,
                                                     const char            *text,
                                                     GError               **error);
gboolean              heddle_schedules_get_due_time (HeddleDatabase        *database,
                                                     gint64                *time,
                                                     GError               **error);
gboolean              heddle_schedules_make_runs    (HeddleDatabase        *database,
                                                     GTimeZone             *zone,
                                                     gint64                 now,
                                                     GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleScheduleRecord, heddle_schedule_record_free)

G_END_DECLS
