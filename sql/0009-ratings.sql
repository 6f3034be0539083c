-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- How many stars people give to what was made, from 1 to 5.

ALTER TABLE asset ADD COLUMN rating INTEGER;

CREATE INDEX asset_rating ON asset (rating, created_at) WHERE rating IS NOT NULL AND deleted_at IS NULL;

-- What a person has rated while choosing, and what may become an asset later.
CREATE TABLE sample_rating (
  blob_id INTEGER PRIMARY KEY REFERENCES blob (id) ON DELETE CASCADE,
  rating  INTEGER NOT NULL
) STRICT;

CREATE TRIGGER asset_inherits_rating AFTER INSERT ON asset WHEN new.rating IS NULL BEGIN
  UPDATE asset SET rating = (SELECT rating FROM sample_rating WHERE blob_id = new.blob_id) WHERE id = new.id;
END;
