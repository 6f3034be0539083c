-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Pictures that came with a workflow are its material, and nobody looks for them among results: the
-- gallery's index has none of them.

ALTER TABLE asset ADD COLUMN attached INTEGER NOT NULL DEFAULT 0;

DROP INDEX asset_shape;
CREATE INDEX asset_shape ON asset (run_id, created_at, id, width, height, mime)
WHERE deleted_at IS NULL AND attached = 0;

CREATE INDEX asset_attached ON asset (id) WHERE attached = 1;
