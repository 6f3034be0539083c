-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: project-insert
INSERT INTO project (uuid, name, created_at, updated_at) VALUES (?1, ?2, ?3, ?3);

-- name: project-id
SELECT id FROM project WHERE name = ?1 AND deleted_at IS NULL ORDER BY id LIMIT 1;

-- name: project-select
SELECT id, uuid, name, created_at FROM project

-- name: project-get-uuid
{project-select} WHERE uuid = ?1;

-- name: project-list
{project-select} WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ?1;
