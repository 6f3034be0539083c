-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: run-insert
INSERT INTO run (uuid, number, workflow_id, workflow_name, snapshot_id, pipeline, project_id,
                 "trigger", status, reason, inputs, options, created_at, started_at, page)
VALUES (?1, (SELECT coalesce (max (number), 0) + 1 FROM run), ?2, ?3, ?4, ?5, ?6,
        ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);

-- name: run-number
SELECT number FROM run WHERE id = ?1;

-- name: run-update
UPDATE run
SET status = ?2, reason = ?3, successful = ?4, failed = ?5, skipped = ?6, waiting = ?7,
    unknown = ?8, cached = ?9, total = ?10, costs = ?11, error = ?12, started_at = ?13,
    finished_at = ?14, inputs = coalesce (?15, inputs), options = coalesce (?16, options)
WHERE id = ?1;

-- name: run-select
SELECT run.id, run.uuid, run.number, run.workflow_id, run.workflow_name, run.snapshot_id,
       run.pipeline, run.project_id, project.name, run."trigger", run.status, run.reason,
       run.inputs, run.options, run.successful, run.failed, run.skipped, run.waiting, run.unknown,
       run.cached, run.total, run.costs, run.error, run.created_at, run.started_at, run.finished_at,
       job.scheduled_for, run.page
FROM run LEFT JOIN project ON project.id = run.project_id LEFT JOIN job ON job.run_id = run.id

-- name: run-get
{run-select} WHERE run.id = ?1;

-- name: run-get-uuid
{run-select} WHERE run.uuid = ?1;

-- name: run-has
SELECT EXISTS (SELECT 1 FROM run WHERE id = ?1 AND uuid = ?2);

-- name: run-list
{run-select} WHERE run.deleted_at IS NULL ORDER BY run.number DESC LIMIT ?1;

-- name: run-latest-of-pipeline
{run-select} WHERE run.workflow_id = ?1 AND run.pipeline = ?2 AND run.deleted_at IS NULL
  AND (run.finished_at IS NOT NULL
       OR run.status IN ('awaiting_selection', 'awaiting_approval', 'awaiting_decision'))
ORDER BY run.id DESC LIMIT 1;

-- name: run-list-unfinished
{run-select} WHERE run.finished_at IS NULL AND run.deleted_at IS NULL ORDER BY run.number;

-- name: snapshot-add
INSERT INTO workflow_snapshot (hash, document, created_at) VALUES (?1, ?2, ?3);

-- name: snapshot-id
SELECT id FROM workflow_snapshot WHERE hash = ?1;

-- name: snapshot-get
SELECT document FROM workflow_snapshot WHERE id = ?1;
