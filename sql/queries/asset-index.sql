-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: asset-index-runs
SELECT id, number, workflow_name, costs, created_at FROM run ORDER BY id DESC;

-- name: asset-index-columns
SELECT run_id, id, width, height, mime, created_at FROM asset
WHERE deleted_at IS NULL AND attached = 0

-- name: asset-index-made
{asset-index-columns} AND run_id IS NOT NULL ORDER BY run_id DESC, created_at DESC, id DESC;

-- name: asset-index-imported
{asset-index-columns} AND run_id IS NULL ORDER BY created_at DESC, id DESC;
