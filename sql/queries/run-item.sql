-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: node-run-insert
INSERT INTO node_run (run_id, node, type, name, status, error, started_at, finished_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: node-run-update
UPDATE node_run SET status = ?2, error = ?3, started_at = ?4, finished_at = ?5 WHERE id = ?1;

-- name: node-run-list
SELECT id, run_id, node, type, name, status, error, started_at, finished_at
FROM node_run WHERE run_id = ?1 ORDER BY id;

-- name: run-item-insert
INSERT INTO run_item (node_run_id, path, row, status, cached, key, seeds, inputs, outputs, error,
                      cost, currency, started_at, finished_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);

-- What a person chose from is told afterwards, too.
-- name: run-item-update
UPDATE run_item
SET status = ?2, cached = ?3, key = ?4, seeds = ?5, inputs = coalesce (?6, inputs), outputs = ?7, error = ?8,
    cost = ?9, currency = ?10, started_at = ?11, finished_at = ?12
WHERE id = ?1;

-- What an earlier part of the run has left of an item stays until there is something better.
-- name: run-item-wait
UPDATE run_item SET status = ?2 WHERE id = ?1 AND status IN ('pending', 'queued');

-- name: run-item-cancel-waiting
UPDATE run_item SET status = 'cancelled', finished_at = ?2
WHERE status IN ('waiting', 'pending', 'queued', 'running')
AND node_run_id IN (SELECT id FROM node_run WHERE run_id = ?1);

-- name: node-run-cancel-waiting
UPDATE node_run SET status = 'cancelled', finished_at = ?2
WHERE run_id = ?1 AND status IN ('waiting', 'pending', 'queued', 'running');

-- name: run-item-select
SELECT run_item.id, node_run_id, path, row, run_item.status, cached, key, seeds, inputs, outputs,
       run_item.error, cost, currency, run_item.started_at, run_item.finished_at, node_run.node
FROM node_run JOIN run_item ON run_item.node_run_id = node_run.id

-- name: run-item-list
{run-item-select} WHERE node_run.run_id = ?1 ORDER BY run_item.id;

-- name: run-item-find
{run-item-select} WHERE node_run.run_id = ?1 AND node_run.node = ?2 AND path = ?3;

-- name: run-item-list-node
{run-item-select} WHERE node_run.run_id = ?1 AND node_run.node = ?2 AND run_item.status = ?3
ORDER BY run_item.id;

-- name: run-item-list-rows
SELECT run_item.row, run_item.status, run_item.error, node_run.name
FROM node_run JOIN run_item ON run_item.node_run_id = node_run.id
WHERE node_run.run_id = ?1 AND run_item.row IS NOT NULL ORDER BY run_item.id;

-- What may have been paid for, and is not over.
-- name: run-item-list-open
{run-item-select} WHERE node_run.run_id = ?1
AND run_item.status IN ('pending', 'queued', 'running', 'unknown_outcome', 'cancelled')
AND (run_item.status = 'unknown_outcome'
     OR EXISTS (SELECT 1 FROM api_call WHERE api_call.run_id = ?1 AND api_call.node = node_run.node
                AND api_call.path = run_item.path
                AND (api_call.item_key IS NOT NULL OR coalesce (api_call.reserved, 1) > 0)
                AND (api_call.status IN ('pending', 'unknown')
                     OR (api_call.status = 'answered' AND run_item.status NOT IN ('pending', 'queued')))))
ORDER BY run_item.id;

-- What comes after a gate may be other items than before once somebody has answered, and what was skipped
-- or cancelled before its inputs were known was one item where there may be many.
-- name: run-item-drop-unasked
DELETE FROM run_item
WHERE id IN (SELECT run_item.id FROM node_run JOIN run_item ON run_item.node_run_id = node_run.id
             WHERE node_run.run_id = ?1 AND run_item.status IN ('pending', 'queued', 'skipped', 'cancelled')
             AND NOT EXISTS (SELECT 1 FROM api_call WHERE api_call.run_id = ?1
                             AND api_call.node = node_run.node AND api_call.path = run_item.path));
