-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: document-history-save
INSERT INTO document_history (workflow_id, hash, done, ids) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (workflow_id) DO UPDATE SET hash = excluded.hash, done = excluded.done, ids = excluded.ids;

-- name: document-history-find
SELECT done, ids FROM document_history WHERE workflow_id = ?1 AND hash = ?2;

-- name: document-edit-save
INSERT INTO document_edit (workflow_id, number, label, edits, made_at) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (workflow_id, number) DO UPDATE
SET label = excluded.label, edits = excluded.edits, made_at = excluded.made_at;

-- The oldest go, in number or where all take too much room.
-- name: document-edit-trim
DELETE FROM document_edit
WHERE workflow_id = ?1 AND (
  number < ?2 OR number >= ?3 OR number <= (
    SELECT max (number) FROM (
      SELECT number, sum (octet_length (edits)) OVER (ORDER BY number DESC) AS newer
      FROM document_edit WHERE workflow_id = ?1 AND number < ?4)
    WHERE newer > ?5));

-- name: document-edit-list
SELECT number, label, edits FROM document_edit WHERE workflow_id = ?1 ORDER BY number;
