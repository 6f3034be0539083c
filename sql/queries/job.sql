-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: job-add
INSERT INTO job (run_id, schedule_id, priority, position, scheduled_for, max_retries)
VALUES (?1, ?2, ?3, (SELECT coalesce (max (position), 0) + 1 FROM job), ?4, ?5);

-- name: job-add-again
INSERT INTO job (run_id, priority, position, max_retries)
VALUES (?1, 0, (SELECT coalesce (max (position), 0) + 1 FROM job), 0)
ON CONFLICT (run_id) DO UPDATE SET position = excluded.position, scheduled_for = NULL, retries = 0;

-- name: job-select
SELECT job.run_id, run.uuid, run.number, run.workflow_name, run."trigger", run.status, schedule.uuid,
       job.priority, job.position, job.scheduled_for, job.retries, job.max_retries, run.created_at, run.page
FROM run INDEXED BY run_unfinished JOIN job ON job.run_id = run.id
LEFT JOIN schedule ON schedule.id = job.schedule_id
WHERE run.status IN ('pending', 'scheduled') AND run.finished_at IS NULL AND run.deleted_at IS NULL

-- name: job-list-ready
{job-select} AND coalesce (job.scheduled_for, 0) <= ?1
ORDER BY job.priority DESC, job.position, job.run_id LIMIT ?2;

-- name: job-list-later
{job-select} AND job.scheduled_for > ?1 ORDER BY job.scheduled_for, job.run_id;

-- name: job-find
SELECT job.run_id, run.uuid, run.number, run.workflow_name, run."trigger", run.status, schedule.uuid,
       job.priority, job.position, job.scheduled_for, job.retries, job.max_retries, run.created_at, run.page
FROM job JOIN run ON run.id = job.run_id LEFT JOIN schedule ON schedule.id = job.schedule_id
WHERE run.uuid = ?1;

-- name: job-find-waiting
SELECT job.run_id FROM job JOIN run ON run.id = job.run_id
WHERE job.schedule_id = ?1 AND run.status IN ('pending', 'scheduled') AND run.finished_at IS NULL
  AND run.deleted_at IS NULL
LIMIT 1;

-- name: job-due-time
SELECT min (job.scheduled_for)
FROM run INDEXED BY run_unfinished JOIN job ON job.run_id = run.id
WHERE run.status IN ('pending', 'scheduled') AND run.finished_at IS NULL AND run.deleted_at IS NULL
  AND job.scheduled_for > ?1;

-- name: job-set-place
UPDATE job SET priority = ?2, position = ?3 WHERE run_id = ?1;

-- name: job-set-time
UPDATE job SET scheduled_for = ?2 WHERE run_id = ?1;

-- name: job-count-retry
UPDATE job SET retries = retries + 1 WHERE run_id = ?1;
