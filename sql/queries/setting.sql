-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: setting-get
SELECT value ->> '$' FROM setting WHERE category = ?1 AND key = ?2;

-- name: setting-set
INSERT INTO setting (category, key, value, updated_at) VALUES (?1, ?2, json_quote (?3), ?4)
ON CONFLICT (category, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at;
