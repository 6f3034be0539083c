-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: further-insert
INSERT INTO further (run_id, node, path, count, gate, gate_path, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: further-list
SELECT id, run_id, node, path, count, gate, gate_path, dropped,
       EXISTS (SELECT 1 FROM decision WHERE decision.run_id = further.run_id AND decision.node = further.gate
               AND decision.path = further.gate_path AND decision.created_at >= further.created_at)
FROM further WHERE run_id = ?1 ORDER BY id;

-- name: further-drop
UPDATE further SET dropped = 1
WHERE run_id = ?1 AND gate = ?2 AND gate_path = ?3
AND NOT EXISTS (SELECT 1 FROM node_run JOIN run_item ON run_item.node_run_id = node_run.id
                WHERE node_run.run_id = ?1 AND node_run.node = further.node AND run_item.path = further.path
                AND run_item.status IN ('completed', 'cached'));

-- name: further-cancel-dropped
UPDATE run_item SET status = 'cancelled', finished_at = ?2
WHERE status IN ('pending', 'queued', 'running', 'unknown_outcome')
AND id IN (SELECT run_item.id
           FROM further JOIN node_run ON node_run.run_id = further.run_id AND node_run.node = further.node
                        JOIN run_item ON run_item.node_run_id = node_run.id AND run_item.path = further.path
           WHERE further.run_id = ?1 AND further.dropped = 1);
