-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: api-call-insert
INSERT INTO api_call (provider, endpoint, method, model, status, http_status, run_id, node, path,
                      request_hash, job, cost, currency, tokens_in, tokens_out, images, error,
                      started_at, finished_at, reserved, reserved_currency, project_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
        ?21, (SELECT project_id FROM run WHERE id = ?7));

-- name: api-call-update
UPDATE api_call
SET status = ?2, http_status = ?3, job = ?4, cost = ?5, currency = ?6, tokens_in = ?7,
    tokens_out = ?8, images = ?9, error = ?10, finished_at = ?11
WHERE id = ?1;

-- name: api-call-select
SELECT id, provider, endpoint, method, model, status, http_status, run_id, node, path,
       request_hash, job, cost, currency, tokens_in, tokens_out, images, error, started_at,
       finished_at, reserved, reserved_currency, project_id
FROM api_call

-- name: api-call-list
{api-call-select} WHERE run_id = ?1 ORDER BY id;

-- name: api-call-list-open
{api-call-select} WHERE status IN ('pending', 'unknown') ORDER BY id;
