-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A call says by itself what it asks for, so that nobody sends it again where the item's own row was lost,
-- on a full disk, say. `first_seed` is that of the item's first result.

ALTER TABLE api_call ADD COLUMN item_key BLOB;
ALTER TABLE api_call ADD COLUMN first_seed INTEGER;

-- What calls have brought that no item holds yet is looked for at the start of every run.
CREATE INDEX api_call_kept ON api_call (id) WHERE results IS NOT NULL;
