/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-run-repository.h"

G_BEGIN_DECLS

/**
 * HeddleRunFilter:
 * @HEDDLE_RUN_FILTER_ALL: all runs
 * @HEDDLE_RUN_FILTER_RUNNING: those at work in this process
 * @HEDDLE_RUN_FILTER_WAITING: those that wait for a person, or for money
 * @HEDDLE_RUN_FILTER_FAILED: those in which anything failed, and those that were interrupted
 * @HEDDLE_RUN_FILTER_QUEUED: those that have not begun, in the order in which they do
 *
 * Which runs are listed.
 */
typedef enum
{
  HEDDLE_RUN_FILTER_ALL,
  HEDDLE_RUN_FILTER_RUNNING,
  HEDDLE_RUN_FILTER_WAITING,
  HEDDLE_RUN_FILTER_FAILED,
  HEDDLE_RUN_FILTER_QUEUED,
} HeddleRunFilter;

/**
 * HeddleRunSummary:
 * @id: the row
 * @uuid: what the run is called outside of the library
 * @number: what people call it
 * @workflow: (nullable): the workflow's id, where the library has it
 * @workflow_name: the document's name
 * @page: (nullable): what people call the pipeline; %NULL where the document has no other
 * @trigger: what started it
 * @status: how far it is
 * @reason: (nullable): why it is paused
 * @live: whether it is at work in this process
 * @has_assets: whether the gallery shows anything that it made
 * @counts: of results
 * @costs: (nullable): JSON array of costs, one per currency
 * @error: (nullable): JSON, of the run as a whole
 * @n_rows: of a batch, how many rows it has, else 0
 * @created_at: milliseconds
 * @started_at: milliseconds, or 0
 * @finished_at: milliseconds, or 0
 * @worked_until: when the last of its steps ended, milliseconds, or 0
 * @step: (nullable): the id of a node that waits, or that failed
 * @step_name: (nullable): that node's name
 * @step_error: (nullable): JSON: why it failed
 * @due: of a run in the queue, when it is to begin, milliseconds; 0 for as soon as it can
 * @position: its place among those that can begin now, from 1; 0 where it has none
 * @every: (nullable): how often what has made it makes such a run, as [func@recurrence_to_string] says it
 *
 * What a list says of a run.
 */
typedef struct
{
  gint64           id;
  char            *uuid;
  gint64           number;
  char            *workflow;
  char            *workflow_name;
  char            *page;
  char            *trigger;
  HeddleRunStatus  status;
  char            *reason;
  gboolean         live;
  gboolean         has_assets;
  HeddleRunCounts  counts;
  char            *costs;
  char            *error;
  gint64           n_rows;
  gint64           created_at;
  gint64           started_at;
  gint64           finished_at;
  gint64           worked_until;
  char            *step;
  char            *step_name;
  char            *step_error;
  gint64           due;
  gint64           position;
  char            *every;
} HeddleRunSummary;

/**
 * HeddleRunQuery:
 * @filter: which runs
 * @text: (nullable): a part of the workflow's name and its page's, or a run's number; %NULL for any
 * @live: (nullable): UUIDs of the runs at work in this process
 * @before: the number that all have to be before, from the page before; 0 for the first page, and for
 *   those in the queue, which have another order
 * @limit: how many at most
 *
 * A page of the list of runs.
 */
typedef struct
{
  HeddleRunFilter  filter;
  char            *text;
  GStrv            live;
  gint64           before;
  int              limit;
} HeddleRunQuery;

void              heddle_run_summary_free      (HeddleRunSummary      *self);
gboolean          heddle_run_summary_is_interrupted (const HeddleRunSummary *self);
gboolean          heddle_run_summary_is_waiting (const HeddleRunSummary *self);
gboolean          heddle_run_summary_is_queued (const HeddleRunSummary *self);

GPtrArray        *heddle_run_summaries_list    (HeddleDatabase        *database,
                                                const HeddleRunQuery  *query,
                                                GError               **error);
HeddleRunSummary *heddle_run_summaries_get     (HeddleDatabase        *database,
                                                const char            *uuid,
                                                const char *const     *live,
                                                GError               **error);
gboolean          heddle_run_summaries_count_waiting (HeddleDatabase  *database,
                                                const char *const     *live,
                                                gint64                *number,
                                                GError               **error);

gboolean          heddle_run_summaries_count_queued (HeddleDatabase   *database,
                                                const char *const     *live,
                                                gint64                *number,
                                                GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunSummary, heddle_run_summary_free)

G_END_DECLS
