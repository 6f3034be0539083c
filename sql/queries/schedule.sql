-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: schedule-insert
INSERT INTO schedule (uuid, workflow_id, workflow_name, snapshot_id, pipeline, project_id, inputs,
                      options, priority, max_retries, every, begins, next_due, created_at, page)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15);

-- name: schedule-select
SELECT id, uuid, workflow_id, workflow_name, snapshot_id, pipeline, project_id, inputs, options,
       priority, max_retries, every, begins, next_due, created_at, page
FROM schedule WHERE deleted_at IS NULL

-- name: schedule-list
{schedule-select} ORDER BY next_due, id;

-- name: schedule-list-due
{schedule-select} AND next_due <= ?1 ORDER BY next_due, id;

-- name: schedule-find
{schedule-select} AND uuid >= ?1 AND uuid < ?1 || char (1114111) ORDER BY uuid LIMIT 2;

-- name: schedule-due-time
SELECT min (next_due) FROM schedule WHERE deleted_at IS NULL;

-- name: schedule-set-due
UPDATE schedule SET next_due = ?2 WHERE id = ?1;

-- name: schedule-remove
UPDATE schedule SET deleted_at = ?2 WHERE id = ?1;
