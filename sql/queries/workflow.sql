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

-- name: workflow-columns
SELECT workflow.id, workflow.uuid, workflow.project_id, project.name, workflow.name,
       workflow.description, workflow.created_at, workflow.updated_at

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
