-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: api-call-insert
INSERT INTO api_call (provider, endpoint, method, model, status, http_status, run_id, node, path,
                      request_hash, job, cost, currency, tokens_in, tokens_out, images, error,
                      started_at, finished_at, reserved, reserved_currency, seed, last_seed,
                      item_key, first_seed, connection, project_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
        ?21, ?22, ?23, ?24, ?25, ?26, (SELECT project_id FROM run WHERE id = ?7));

-- name: api-call-update
UPDATE api_call
SET status = ?2, http_status = ?3, job = ?4, cost = ?5, currency = ?6, tokens_in = ?7,
    tokens_out = ?8, images = ?9, error = ?10, finished_at = ?11, results = ?12
WHERE id = ?1;

-- name: api-call-select
SELECT id, provider, endpoint, method, model, status, http_status, run_id, node, path,
       request_hash, job, cost, currency, tokens_in, tokens_out, images, error, started_at,
       finished_at, reserved, reserved_currency, project_id, seed, results, last_seed,
       connection
FROM api_call

-- name: api-call-list
{api-call-select} WHERE run_id = ?1 ORDER BY id;

-- name: api-call-list-open
{api-call-select} WHERE status IN ('pending', 'unknown') ORDER BY id;

-- The last call for the results of an item from one seed to another; without seeds there is one call at a
-- time. One for some of them counts too while it is not over: calls that an earlier version made have no
-- seeds.
-- name: api-call-latest
{api-call-select} WHERE run_id IS ?1 AND node = ?2 AND path = ?3
AND ((seed IS ?4 AND last_seed IS ?5)
     OR (coalesce (seed, ?4) <= ?5 AND coalesce (last_seed, ?5) >= ?4
         AND (status IN ('pending', 'unknown') OR results IS NOT NULL)))
ORDER BY id DESC LIMIT 1;

-- name: api-call-list-job
{api-call-select} WHERE run_id = ?1 AND node = ?2 AND path = ?3 AND job IS NOT NULL
AND status IN ('pending', 'unknown') ORDER BY id;

-- name: api-call-forget-refs
DELETE FROM blob_ref WHERE owner_kind = 'api_call' AND owner_id IN (
  SELECT id FROM api_call WHERE run_id = ?1 AND node = ?2 AND path = ?3 AND results IS NOT NULL);

-- name: api-call-forget-results
UPDATE api_call SET results = NULL
WHERE run_id = ?1 AND node = ?2 AND path = ?3 AND results IS NOT NULL;

-- name: api-call-any
SELECT EXISTS (SELECT 1 FROM api_call WHERE run_id = ?1 AND node = ?2 AND path = ?3);

-- name: api-call-sum-cost
SELECT count (*) - count (cost), coalesce (sum (cost), 0), min (currency), max (currency)
FROM api_call WHERE run_id = ?1 AND node = ?2 AND path = ?3;

-- name: api-call-last
SELECT coalesce (max (id), 0) FROM api_call;

-- The seed of an item's first result, by what it has asked for.
-- name: api-call-first-seed
SELECT first_seed FROM api_call
WHERE run_id = ?1 AND node = ?2 AND path = ?3 AND first_seed IS NOT NULL ORDER BY id LIMIT 1;

-- What runs have asked for and do not know the outcome of, or have not taken in yet, and what nobody has
-- answered for. Of its own run ?1 knows by its items, and what is at work of the calls that it
-- has made since: ?2 has the last one before, by run. Without ?2 all may be at work.
-- name: api-call-list-doubtful
WITH open AS (
  SELECT id, run_id, node, path, item_key, seed, last_seed FROM api_call WHERE status IN ('pending', 'unknown')
  UNION
  SELECT id, run_id, node, path, item_key, seed, last_seed FROM api_call WHERE results IS NOT NULL)
SELECT run.number, open.item_key, open.seed, open.last_seed
FROM open
JOIN run ON run.id = open.run_id
LEFT JOIN node_run ON node_run.run_id = open.run_id AND node_run.node = open.node
LEFT JOIN run_item ON run_item.node_run_id = node_run.id AND run_item.path = open.path
WHERE open.item_key IS NOT NULL AND (open.run_id <> ?1 OR run_item.id IS NULL)
AND (run_item.status = 'unknown_outcome'
     OR (coalesce (run_item.status, 'running') IN ('pending', 'queued', 'running') AND ?2 IS NOT NULL
         AND open.id <= coalesce ((SELECT value FROM json_each (?2) WHERE key = CAST (open.run_id AS TEXT)), open.id)))
AND NOT EXISTS (SELECT 1 FROM decision
                WHERE decision.run_id = open.run_id AND decision.node = open.node AND decision.path = open.path
                AND decision.call_id >= open.id AND decision.answer <> 'ask')
ORDER BY open.id;
