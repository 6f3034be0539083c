-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Kinds are numbered as HeddleEntityKind does. What begins with ?1 lies from ?1 up to ?1 followed
-- by the last character there is. What is ?1 itself comes first of them.
-- name: entity-find
SELECT 0, uuid FROM workflow WHERE uuid >= ?1 AND uuid < ?1 || char (1114111) AND deleted_at IS NULL
UNION ALL
SELECT 1, uuid FROM asset WHERE uuid >= ?1 AND uuid < ?1 || char (1114111) AND deleted_at IS NULL
UNION ALL
SELECT 2, uuid FROM run WHERE uuid >= ?1 AND uuid < ?1 || char (1114111) AND deleted_at IS NULL
UNION ALL
SELECT 3, uuid FROM project WHERE uuid >= ?1 AND uuid < ?1 || char (1114111) AND deleted_at IS NULL
ORDER BY uuid LIMIT 2;

-- name: entity-find-kind
SELECT * FROM (
  SELECT 0 AS kind, uuid FROM workflow
  WHERE uuid >= ?1 AND uuid < ?1 || char (1114111) AND deleted_at IS NULL
  UNION ALL
  SELECT 1, uuid FROM asset WHERE uuid >= ?1 AND uuid < ?1 || char (1114111) AND deleted_at IS NULL
  UNION ALL
  SELECT 2, uuid FROM run WHERE uuid >= ?1 AND uuid < ?1 || char (1114111) AND deleted_at IS NULL
  UNION ALL
  SELECT 3, uuid FROM project
  WHERE uuid >= ?1 AND uuid < ?1 || char (1114111) AND deleted_at IS NULL)
WHERE kind = ?2
ORDER BY uuid LIMIT 2;

-- name: entity-run-number
SELECT uuid FROM run WHERE number = ?1 AND deleted_at IS NULL;

-- name: library-counts
SELECT (SELECT count (*) FROM workflow WHERE deleted_at IS NULL),
       (SELECT count (*) FROM asset INDEXED BY asset_recent WHERE deleted_at IS NULL)
       - (SELECT count (*) FROM asset INDEXED BY asset_attached WHERE attached = 1 AND deleted_at IS NULL);
