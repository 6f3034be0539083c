/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"
#include "store/heddle-run-status.h"

G_BEGIN_DECLS

/**
 * HeddleRunCounts:
 * @successful: results that are there, cached ones included
 * @failed: results that are not, because something failed
 * @skipped: results that a condition left out
 * @waiting: results that wait for a person
 * @unknown: results whose paid call was never answered
 * @cached: how many of @successful were there before
 * @total: all of them without @cached
 *
 * Counts of a run's results, over all its resumes.
 */
typedef struct
{
  gint64 successful;
  gint64 failed;
  gint64 skipped;
  gint64 waiting;
  gint64 unknown;
  gint64 cached;
  gint64 total;
} HeddleRunCounts;

/**
 * HeddleRunRecord:
 * @id: the row, 0 before it is inserted
 * @uuid: what the run is called outside of the library
 * @number: what people call it
 * @workflow_id: the library's workflow, 0 if it was run from a file
 * @workflow_name: the document's name
 * @snapshot_id: the document as it was run
 * @pipeline: the pipeline's id
 * @page: (nullable): what people call the pipeline; %NULL where the document has no other
 * @project_id: the project that results belong to, or 0
 * @project: (nullable): the project's name; only read
 * @trigger: `manual`, `batch`, `schedule`, `api`, `cli` or `resume`
 * @status: how far it is
 * @reason: (nullable): why it is paused: `person`, `budget`, `offline`
 * @inputs: JSON: the template's inputs, and the rows of a batch
 * @options: JSON: what else the run was told
 * @counts: of results
 * @costs: (nullable): JSON array of costs, one per currency
 * @error: (nullable): JSON, of the run as a whole
 * @created_at: milliseconds
 * @started_at: milliseconds, or 0
 * @finished_at: milliseconds, or 0
 * @scheduled_for: when it was to begin, in milliseconds, or 0; only read
 *
 * A run.
 */
typedef struct
{
  gint64           id;
  char            *uuid;
  gint64           number;
  gint64           workflow_id;
  char            *workflow_name;
  gint64           snapshot_id;
  char            *pipeline;
  char            *page;
  gint64           project_id;
  char            *project;
  char            *trigger;
  HeddleRunStatus  status;
  char            *reason;
  char            *inputs;
  char            *options;
  HeddleRunCounts  counts;
  char            *costs;
  char            *error;
  gint64           created_at;
  gint64           started_at;
  gint64           finished_at;
  gint64           scheduled_for;
} HeddleRunRecord;

HeddleRunRecord *heddle_run_record_new      (void);
void             heddle_run_record_free     (HeddleRunRecord  *self);
char            *heddle_run_dup_subject     (const char       *workflow_name,
                                             const char       *page);

gboolean         heddle_runs_insert         (HeddleDatabase   *database,
                                             HeddleRunRecord  *record,
                                             GError          **error);
gboolean         heddle_runs_update         (HeddleDatabase   *database,
                                             HeddleRunRecord  *record,
                                             GError          **error);
gboolean         heddle_runs_cancel         (HeddleDatabase   *database,
                                             const char       *text,
                                             GError          **error);
HeddleRunRecord *heddle_runs_get            (HeddleDatabase   *database,
                                             gint64            id,
                                             GError          **error);
HeddleRunRecord *heddle_runs_find           (HeddleDatabase   *database,
                                             const char       *text,
                                             GError          **error);
gboolean         heddle_runs_has            (HeddleDatabase   *database,
                                             gint64            id,
                                             const char       *uuid,
                                             gboolean         *has,
                                             GError          **error);
GPtrArray       *heddle_runs_list           (HeddleDatabase   *database,
                                             int               limit,
                                             GError          **error);
gboolean         heddle_runs_get_latest     (HeddleDatabase   *database,
                                             gint64            workflow_id,
                                             const char       *pipeline,
                                             HeddleRunRecord **record,
                                             GError          **error);
GPtrArray       *heddle_runs_list_unfinished (HeddleDatabase  *database,
                                             GError          **error);

gboolean         heddle_snapshots_add       (HeddleDatabase   *database,
                                             const char       *document,
                                             gint64           *id,
                                             GError          **error);
char            *heddle_snapshots_get       (HeddleDatabase   *database,
                                             gint64            id,
                                             GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunRecord, heddle_run_record_free)

G_END_DECLS
