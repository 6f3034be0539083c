/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-run-repository.h"

G_BEGIN_DECLS

/**
 * HeddleJobRecord:
 * @run_id: the run's row
 * @run: its UUID; only read
 * @number: its number; only read
 * @workflow_name: (nullable): its workflow's name; only read
 * @page: (nullable): what the page of the workflow is called, where there are several; only read
 * @trigger: (nullable): what made it; only read
 * @status: how far it is; only read
 * @schedule_id: the schedule that made it, or 0; not read
 * @schedule: (nullable): that schedule's UUID; only read
 * @priority: the higher, the sooner
 * @position: its place among those of the same priority; only read
 * @scheduled_for: not to begin before, in milliseconds, or 0
 * @retries: how often what failed in it was tried again
 * @max_retries: how often that is done without a person
 * @created_at: when it was put into the queue, in milliseconds; only read
 *
 * A run's place in the queue. It is kept when the run has begun.
 */
typedef struct
{
  gint64           run_id;
  char            *run;
  gint64           number;
  char            *workflow_name;
  char            *page;
  char            *trigger;
  HeddleRunStatus  status;
  gint64           schedule_id;
  char            *schedule;
  int              priority;
  gint64           position;
  gint64           scheduled_for;
  guint            retries;
  guint            max_retries;
  gint64           created_at;
} HeddleJobRecord;

void             heddle_job_record_free    (HeddleJobRecord        *self);

gboolean         heddle_jobs_add           (HeddleDatabase         *database,
                                            const HeddleJobRecord  *record,
                                            GError                **error);
gboolean         heddle_jobs_add_again     (HeddleDatabase         *database,
                                            gint64                  run_id,
                                            GError                **error);
GPtrArray       *heddle_jobs_list_ready    (HeddleDatabase         *database,
                                            gint64                  now,
                                            int                     limit,
                                            GError                **error);
GPtrArray       *heddle_jobs_list_later    (HeddleDatabase         *database,
                                            gint64                  now,
                                            GError                **error);
gboolean         heddle_jobs_find          (HeddleDatabase         *database,
                                            const char             *run,
                                            HeddleJobRecord       **record,
                                            GError                **error);
gboolean         heddle_jobs_find_waiting  (HeddleDatabase         *database,
                                            gint64                  schedule_id,
                                            gint64                 *run_id,
                                            GError                **error);
gboolean         heddle_jobs_get_due_time  (HeddleDatabase         *database,
                                            gint64                  now,
                                            gint64                 *time,
                                            GError                **error);
gboolean         heddle_jobs_move          (HeddleDatabase         *database,
                                            const char             *run,
                                            const char             *place,
                                            gint64                  now,
                                            GError                **error);
gboolean         heddle_jobs_set_priority  (HeddleDatabase         *database,
                                            const char             *run,
                                            int                     priority,
                                            GError                **error);
gboolean         heddle_jobs_set_time      (HeddleDatabase         *database,
                                            gint64                  run_id,
                                            gint64                  time,
                                            GError                **error);
gboolean         heddle_jobs_count_retry   (HeddleDatabase         *database,
                                            gint64                  run_id,
                                            GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleJobRecord, heddle_job_record_free)

G_END_DECLS
