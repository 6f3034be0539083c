-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: decision-insert
INSERT INTO decision (run_id, node, path, answer, chosen, comment, call_id, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6,
        (SELECT max (id) FROM api_call WHERE run_id = ?1 AND node = ?2 AND path = ?3), ?7);

-- name: decision-find
SELECT id, answer, chosen, comment, call_id, created_at,
       call_id IS NOT (SELECT max (id) FROM api_call WHERE run_id = ?1 AND node = ?2 AND path = ?3)
FROM decision WHERE run_id = ?1 AND node = ?2 AND path = ?3 ORDER BY id DESC LIMIT 1;
