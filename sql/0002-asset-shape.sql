-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Where every asset goes and what shape it has, beside the rows with their prompts and recipes: the
-- gallery lays a whole library out from this alone.

CREATE INDEX asset_shape ON asset (run_id, created_at, id, width, height, mime)
WHERE deleted_at IS NULL;
