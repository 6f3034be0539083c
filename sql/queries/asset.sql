-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: asset-insert
INSERT INTO asset (uuid, name, kind, blob_id, mime, bytes, width, height, duration, text, final,
                   project_id, run_id, node, path, item_key, prompt, model, recipe,
                   created_at, updated_at, attached)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
        ?20, ?20, ?21);

-- name: asset-detach
UPDATE asset SET attached = 0, created_at = ?2, updated_at = ?2 WHERE id = ?1;

-- name: asset-trash
UPDATE asset SET deleted_at = ?2, updated_at = ?2 WHERE id = ?1 AND deleted_at IS NULL;

-- name: asset-untrash
UPDATE asset SET deleted_at = NULL, updated_at = ?2 WHERE id = ?1 AND deleted_at IS NOT NULL;

-- name: asset-select
SELECT asset.id, asset.uuid, asset.name, asset.kind, blob.hash, asset.mime, asset.bytes,
       asset.width, asset.height, asset.duration, asset.text, asset.final, asset.project_id,
       project.name, asset.run_id, run.number, asset.node, asset.path, asset.item_key,
       asset.prompt, asset.model, asset.recipe,
       (SELECT json_group_array (tag.name ORDER BY tag.name)
        FROM asset_tag JOIN tag ON tag.id = asset_tag.tag_id WHERE asset_tag.asset_id = asset.id),
       asset.created_at, asset.attached, ifnull (asset.rating, 0)
FROM asset
JOIN blob ON blob.id = asset.blob_id
LEFT JOIN project ON project.id = asset.project_id
LEFT JOIN run ON run.id = asset.run_id

-- name: asset-get-uuid
{asset-select} WHERE asset.uuid = ?1;

-- name: asset-get
{asset-select} WHERE asset.id = ?1;

-- name: asset-get-face
SELECT asset.name, blob.hash, asset.mime, asset.width, asset.height,
       substr (asset.prompt, 1, 200), substr (asset.text, 1, 600)
FROM asset JOIN blob ON blob.id = asset.blob_id WHERE asset.id = ?1;

-- name: asset-get-item-key
{asset-select} WHERE asset.item_key = ?1 AND asset.project_id IS ?2 AND asset.deleted_at IS NULL
ORDER BY asset.id DESC LIMIT 1;

-- name: asset-get-content
{asset-select} WHERE blob.hash = ?1 AND asset.project_id IS ?2 AND asset.deleted_at IS NULL
ORDER BY asset.id LIMIT 1;

-- name: asset-list
{asset-select} WHERE asset.deleted_at IS NULL
ORDER BY asset.created_at DESC, asset.id DESC LIMIT ?1;

-- name: asset-list-run
{asset-select} WHERE asset.run_id = ?1 AND asset.deleted_at IS NULL ORDER BY asset.id;

-- The limit is taken before the rest is looked up.
-- name: asset-search
{asset-select} WHERE asset.id IN (
  SELECT found.id FROM asset_text JOIN asset AS found ON found.id = asset_text.rowid
  WHERE asset_text MATCH ?1 AND found.deleted_at IS NULL
  ORDER BY asset_text.rowid DESC LIMIT ?2)
ORDER BY asset.id DESC;

-- name: asset-match
SELECT rowid FROM asset_text WHERE asset_text MATCH ?1 ORDER BY rowid DESC LIMIT ?2;

-- name: asset-has-name
SELECT 1 FROM asset WHERE name = ?1 AND project_id IS ?2 AND deleted_at IS NULL LIMIT 1;

-- name: tag-add
INSERT INTO tag (name) VALUES (?1) ON CONFLICT (name) DO NOTHING;

-- name: asset-tag-add
INSERT INTO asset_tag (asset_id, tag_id) SELECT ?1, id FROM tag WHERE name = ?2
ON CONFLICT DO NOTHING;

-- name: asset-name-for-content
SELECT asset.name FROM asset JOIN blob ON blob.id = asset.blob_id
WHERE blob.hash = ?1 ORDER BY asset.id LIMIT 1;

-- name: asset-workflow
SELECT workflow.uuid FROM asset
JOIN run ON run.id = asset.run_id
JOIN workflow ON workflow.id = run.workflow_id
WHERE asset.id = ?1 AND workflow.deleted_at IS NULL;

-- The seed tells which of the run's items made the asset, unless several had the same.
-- name: asset-cost
SELECT min (run_item.cost / json_array_length (run_item.seeds)), min (run_item.currency)
FROM asset
JOIN node_run ON node_run.run_id = asset.run_id
JOIN run_item ON run_item.node_run_id = node_run.id
WHERE asset.id = ?1 AND run_item.cost IS NOT NULL
AND EXISTS (SELECT 1 FROM json_each (run_item.seeds)
            WHERE json_each.value = asset.recipe ->> 'seed')
HAVING count (*) = 1;
