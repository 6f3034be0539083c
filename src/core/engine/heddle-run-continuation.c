/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-continuation.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "engine/heddle-plan.h"

typedef struct
{
  const char      *run;
  HeddleRunRecord *record;
  char            *document;
} Read;

static gboolean
read_run (HeddleDatabase  *database,
          gpointer         data,
          GValue          *result,
          GError         **error)
{
  Read *self = data;

  self->record = heddle_runs_find (database, self->run, error);
  self->document = self->record == NULL ? NULL : heddle_snapshots_get (database, self->record->snapshot_id, error);
  return self->document != NULL;
}

static HeddleRunOptions *
read_options (const HeddleRunRecord  *record,
              GError                **error)
{
  g_autoptr (JsonNode) inputs = heddle_json_parse (record->inputs, -1, error);
  g_autoptr (JsonNode) settings = inputs == NULL ? NULL : heddle_json_parse (record->options, -1, error);
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();

  if (settings == NULL)
    return NULL;
  heddle_run_options_read_inputs (options, inputs);
  heddle_run_options_read_settings (options, settings);
  g_set_str (&options->pipeline, record->pipeline);
  g_set_str (&options->project, record->project);
  g_set_str (&options->trigger, record->trigger);
  return g_steal_pointer (&options);
}

/**
 * heddle_run_continuation_read:
 * @library: a library
 * @run: the run's number, its UUID, or the beginning of that
 * @record: (out) (transfer full): the run
 * @workflow: (out) (transfer full): the document that it was begun with
 * @options: (out) (transfer full): how it was begun
 * @error: return location
 *
 * Reads what is needed to plan a run once more. Blocks.
 *
 * Returns: %FALSE with @error where there is no such run, or it cannot be read
 */
gboolean
heddle_run_continuation_read (HeddleLibrary     *library,
                              const char        *run,
                              HeddleRunRecord  **record,
                              HeddleWorkflow   **workflow,
                              HeddleRunOptions **options,
                              GError           **error)
{
  Read read = { .run = run };

  if (heddle_wait_for (heddle_library_read (library, read_run, &read, NULL), NULL, error))
    {
      *workflow = heddle_workflow_new_from_text (read.document, -1, error);
      *options = *workflow == NULL ? NULL : read_options (read.record, error);
    }
  *record = read.record;
  g_free (read.document);
  return *record != NULL && *workflow != NULL && *options != NULL;
}

/**
 * heddle_run_continuation_check:
 * @record: a run that is not at work
 * @retry: whether what has failed or was cancelled is to be done
 * @error: return location
 *
 * Returns: %FALSE with @error where there is nothing to do
 */
gboolean
heddle_run_continuation_check (const HeddleRunRecord  *record,
                               gboolean                retry,
                               GError                **error)
{
  switch (record->status)
    {
    case HEDDLE_RUN_COMPLETED:
    case HEDDLE_RUN_FAILED:
    case HEDDLE_RUN_CONTENT_REJECTED:
      if (retry && record->counts.failed > 0)
        return TRUE;
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_RUN,
                   record->counts.failed > 0
                     ? _("Run %" PRId64 " is over. “heddlectl retry” tries again what failed in it.")
                     : _("Nothing is left to do in run %" PRId64 "."), record->number);
      return FALSE;
    case HEDDLE_RUN_CANCELLED:
      if (retry)
        return TRUE;
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_RUN,
                   _("Run %" PRId64 " was cancelled. “heddlectl retry” does the rest of it."), record->number);
      return FALSE;
    case HEDDLE_RUN_PENDING:
    case HEDDLE_RUN_SCHEDULED:
    case HEDDLE_RUN_RUNNING:
    case HEDDLE_RUN_PAUSED:
    case HEDDLE_RUN_AWAITING_SELECTION:
    case HEDDLE_RUN_AWAITING_APPROVAL:
    case HEDDLE_RUN_AWAITING_DECISION:
    default:
      return TRUE;
    }
}

/**
 * heddle_run_continuation_check_over:
 * @record: a run
 * @error: return location
 *
 * Returns: %FALSE with %HEDDLE_PLAN_ERROR_RUN where the run is not over, or nothing is left to be tried
 *   again in it
 */
gboolean
heddle_run_continuation_check_over (const HeddleRunRecord  *record,
                                    GError                **error)
{
  if (heddle_run_status_is_final (record->status))
    return heddle_run_continuation_check (record, TRUE, error);
  if (record->status == HEDDLE_RUN_PENDING || record->status == HEDDLE_RUN_SCHEDULED)
    g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_RUN,
                 _("Run %" PRId64 " waits in the queue already."), record->number);
  else
    g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_RUN,
                 _("Run %" PRId64 " is not over. “heddlectl resume” goes on with it if it stopped."), record->number);
  return FALSE;
}

/**
 * heddle_run_continuation_is_retry:
 * @record: a run that is to go on
 *
 * Returns: whether it has been begun before and was put back into the queue, to try again what failed
 */
gboolean
heddle_run_continuation_is_retry (const HeddleRunRecord *record)
{
  return record->started_at != 0 && (record->status == HEDDLE_RUN_PENDING || record->status == HEDDLE_RUN_SCHEDULED);
}
