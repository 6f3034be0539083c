-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: workflow-save
INSERT INTO workflow (uuid, project_id, name, description, document, created_at, updated_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
ON CONFLICT (uuid) DO UPDATE
SET project_id = coalesce (excluded.project_id, project_id), name = excluded.name,
    description = excluded.description, document = excluded.document,
    updated_at = excluded.updated_at, deleted_at = NULL
RETURNING id, created_at;

-- name: workflow-trash
UPDATE workflow SET deleted_at = ?2, updated_at = ?2 WHERE id = ?1 AND deleted_at IS NULL;

-- name: workflow-restore
UPDATE workflow SET deleted_at = NULL WHERE id = ?1;

-- The cover is the newest picture of the last run that gave one.
-- name: workflow-columns
SELECT workflow.id, workflow.uuid, workflow.project_id, project.name, workflow.name,
       workflow.description, workflow.created_at, workflow.updated_at,
       (SELECT blob.hash FROM asset JOIN blob ON blob.id = asset.blob_id
        WHERE asset.run_id = (SELECT max (run.id) FROM run
                              WHERE run.workflow_id = workflow.id AND run.successful > run.cached)
              AND asset.deleted_at IS NULL AND asset.mime LIKE 'image/%'
        ORDER BY asset.id DESC LIMIT 1)

-- name: workflow-get-uuid
{workflow-columns}, workflow.document
FROM workflow LEFT JOIN project ON project.id = workflow.project_id
WHERE workflow.uuid = ?1;

-- name: workflow-list
{workflow-columns}
FROM workflow LEFT JOIN project ON project.id = workflow.project_id
WHERE workflow.deleted_at IS NULL
ORDER BY workflow.updated_at DESC, workflow.id DESC LIMIT ?1;

-- name: workflow-search
{workflow-columns}
FROM workflow_text
JOIN workflow ON workflow.id = workflow_text.rowid
LEFT JOIN project ON project.id = workflow.project_id
WHERE workflow_text MATCH ?1 AND workflow.deleted_at IS NULL
ORDER BY workflow_text.rowid DESC LIMIT ?2;
