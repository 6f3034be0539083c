-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: rating-set-assets
UPDATE asset SET rating = ?2, updated_at = ?3
WHERE blob_id = (SELECT id FROM blob WHERE hash = ?1) RETURNING id;

-- name: rating-set-sample
INSERT INTO sample_rating (blob_id, rating) SELECT id, ?2 FROM blob WHERE hash = ?1
ON CONFLICT (blob_id) DO UPDATE SET rating = excluded.rating;

-- name: rating-clear-sample
DELETE FROM sample_rating WHERE blob_id = (SELECT id FROM blob WHERE hash = ?1);

-- name: rating-find
SELECT coalesce ((SELECT rating FROM asset WHERE asset.blob_id = blob.id AND deleted_at IS NULL AND rating IS NOT NULL
                  ORDER BY id LIMIT 1),
                 (SELECT rating FROM sample_rating WHERE sample_rating.blob_id = blob.id), 0)
FROM blob WHERE blob.hash = ?1;
