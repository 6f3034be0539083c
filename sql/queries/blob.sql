-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: blob-add
INSERT INTO blob (hash, bytes, created_at) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING;

-- name: blob-id
SELECT id FROM blob WHERE hash = ?1;

-- name: blob-list
SELECT id, hash, bytes FROM blob ORDER BY id;

-- name: blob-ref-clear
DELETE FROM blob_ref WHERE owner_kind = ?1 AND owner_id = ?2;

-- name: blob-ref-add
INSERT INTO blob_ref (owner_kind, owner_id, blob_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING;

-- name: blob-is-referenced
SELECT 1 FROM blob JOIN blob_ref ON blob_ref.blob_id = blob.id WHERE blob.hash = ?1 LIMIT 1;

-- name: blob-delete-unreferenced
DELETE FROM blob WHERE NOT EXISTS (SELECT 1 FROM blob_ref WHERE blob_ref.blob_id = blob.id);

-- name: blob-bytes
SELECT bytes FROM blob WHERE hash = ?1;
