-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- ?1 is the number that all are before, ?2 how many, ?3 what the names of their workflows and
-- pages are like, ?4 their number, ?5 a JSON array of the runs that are at work in this process, ?7 what time it is. The step is the one
-- that a person should look at: what waits comes before what failed.
-- name: run-summary-select
SELECT run.id, run.uuid, run.number, workflow.uuid, run.workflow_name, run."trigger", run.status,
       run.reason, run.successful, run.failed, run.skipped, run.waiting, run.unknown, run.cached,
       run.total, run.costs, run.error, coalesce (json_array_length (run.inputs, '$.rows'), 0),
       run.created_at, run.started_at, run.finished_at,
       (SELECT max (finished_at) FROM node_run WHERE run_id = run.id), step.node,
       coalesce (step.name, step.type),
       (SELECT error FROM run_item WHERE node_run_id = step.id AND error IS NOT NULL LIMIT 1),
       run.uuid IN (SELECT value FROM json_each (?5)),
       EXISTS (SELECT 1 FROM asset WHERE asset.run_id = run.id AND asset.deleted_at IS NULL AND attached = 0),
       job.scheduled_for, schedule.every,
       CASE WHEN run.status IN ('pending', 'scheduled') AND coalesce (job.scheduled_for, 0) <= ?7 THEN (
         SELECT count (*)
         FROM run AS earlier INDEXED BY run_unfinished JOIN job AS place ON place.run_id = earlier.id
         WHERE earlier.status IN ('pending', 'scheduled') AND earlier.finished_at IS NULL
           AND earlier.deleted_at IS NULL AND coalesce (place.scheduled_for, 0) <= ?7
           AND (-place.priority, place.position, place.run_id) <= (-job.priority, job.position, job.run_id))
       ELSE 0 END, run.page
FROM run
LEFT JOIN job ON job.run_id = run.id
LEFT JOIN schedule ON schedule.id = job.schedule_id AND schedule.deleted_at IS NULL
LEFT JOIN workflow ON workflow.id = run.workflow_id AND workflow.deleted_at IS NULL
LEFT JOIN node_run AS step ON step.id = (
  SELECT id FROM node_run
  WHERE run_id = run.id AND status IN ('waiting', 'unknown_outcome', 'failed', 'content_rejected')
  ORDER BY status IN ('failed', 'content_rejected'), id LIMIT 1)
WHERE run.deleted_at IS NULL AND run.number < ?1
  AND (?3 IS NULL OR run.number = ?4
       OR (run.workflow_name || coalesce (' · ' || run.page, '')) LIKE ?3 ESCAPE '\')

-- name: run-summary-all
{run-summary-select} ORDER BY run.number DESC LIMIT ?2;

-- name: run-summary-running
{run-summary-select} AND run.uuid IN (SELECT value FROM json_each (?5))
ORDER BY run.number DESC LIMIT ?2;

-- name: run-summary-waiting
{run-summary-select}
  AND run.status IN ('paused', 'awaiting_selection', 'awaiting_approval', 'awaiting_decision')
  AND run.finished_at IS NULL AND run.uuid NOT IN (SELECT value FROM json_each (?5))
ORDER BY run.number DESC LIMIT ?2;

-- What was interrupted has failed as well: the process that ran it is gone.
-- name: run-summary-failed
{run-summary-select}
  AND (run.failed > 0 OR run.status IN ('failed', 'content_rejected')
       OR (run.status = 'running' AND run.uuid NOT IN (SELECT value FROM json_each (?5))))
ORDER BY run.number DESC LIMIT ?2;

-- In the order in which they begin.
-- name: run-summary-queued
{run-summary-select}
  AND run.status IN ('pending', 'scheduled') AND run.finished_at IS NULL
  AND run.uuid NOT IN (SELECT value FROM json_each (?5))
ORDER BY coalesce (job.scheduled_for, 0) > ?7, CASE WHEN job.scheduled_for > ?7 THEN job.scheduled_for END,
         job.priority DESC, job.position, run.id
LIMIT ?2;

-- name: run-summary-one
{run-summary-select} AND run.uuid = ?6 LIMIT ?2;

-- name: run-count-waiting
SELECT count (*) FROM run INDEXED BY run_unfinished
WHERE status IN ('paused', 'awaiting_selection', 'awaiting_approval', 'awaiting_decision')
  AND finished_at IS NULL AND deleted_at IS NULL
  AND uuid NOT IN (SELECT value FROM json_each (?1));

-- name: run-count-queued
SELECT count (*) FROM run INDEXED BY run_unfinished
WHERE status IN ('pending', 'scheduled') AND finished_at IS NULL AND deleted_at IS NULL
  AND uuid NOT IN (SELECT value FROM json_each (?1));

-- name: run-timeline
SELECT node_run.id, node, type, name, node_run.status, run_item.status, cost, currency,
       run_item.started_at, run_item.finished_at
FROM node_run LEFT JOIN run_item ON run_item.node_run_id = node_run.id
WHERE node_run.run_id = ?1
ORDER BY node_run.id, coalesce (run_item.started_at, run_item.finished_at);
