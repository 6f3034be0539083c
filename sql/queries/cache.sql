-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: cache-add
INSERT INTO cache_entry (prefix, key, outputs, bytes, cost, currency, created_at, last_used_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (prefix) DO NOTHING;

-- name: cache-replace
UPDATE cache_entry
SET key = ?2, outputs = ?3, bytes = ?4, cost = ?5, currency = ?6, created_at = ?7, last_used_at = ?8
WHERE prefix = ?1;

-- name: cache-id
SELECT id FROM cache_entry WHERE prefix = ?1;

-- name: cache-get
SELECT outputs, bytes, cost, currency, created_at, last_used_at
FROM cache_entry WHERE prefix = ?1 AND key = ?2;

-- Once an hour is exact enough to tell what was not used for long.
-- name: cache-touch
UPDATE cache_entry SET last_used_at = ?3
WHERE prefix = ?1 AND key = ?2 AND last_used_at < ?3 - 3600000;

-- name: cache-measure
SELECT count (*), coalesce (sum (bytes), 0) FROM cache_entry;

-- name: cache-trim
DELETE FROM cache_entry WHERE id IN (
  SELECT id FROM (
    SELECT id, sum (bytes) OVER (ORDER BY last_used_at DESC, id) AS newer FROM cache_entry)
  WHERE newer > ?1);
