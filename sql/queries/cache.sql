-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: cache-put
INSERT INTO cache_entry (id, key, outputs, bytes, cost, currency, created_at, last_used_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (id) DO UPDATE
SET key = excluded.key, outputs = excluded.outputs, bytes = excluded.bytes, cost = excluded.cost,
    currency = excluded.currency, created_at = excluded.created_at,
    last_used_at = excluded.last_used_at;

-- name: cache-get
SELECT outputs, bytes, cost, currency, created_at, last_used_at
FROM cache_entry WHERE id = ?1 AND key = ?2;

-- Once an hour is exact enough to tell what was not used for long.
-- name: cache-touch
UPDATE cache_entry SET last_used_at = ?3
WHERE id = ?1 AND key = ?2 AND last_used_at < ?3 - 3600000;

-- name: cache-measure
SELECT count (*), coalesce (sum (bytes), 0) FROM cache_entry;

-- name: cache-trim
DELETE FROM cache_entry WHERE id IN (
  SELECT id FROM (
    SELECT id, sum (bytes) OVER (ORDER BY last_used_at DESC, id) AS newer FROM cache_entry)
  WHERE newer > ?1);
