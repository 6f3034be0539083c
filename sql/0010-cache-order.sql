-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Results in the order in which they were made. Rows whose place was made of their key's first eight
-- bytes lay scattered: each result that was kept or looked up touched a page of its own. Now only the
-- narrow index is scattered. `prefix` is those eight bytes; `key` settles the rare collision.

ALTER TABLE cache_entry RENAME TO cache_entry_by_key;

CREATE TABLE cache_entry (
  id           INTEGER PRIMARY KEY,
  prefix       INTEGER NOT NULL UNIQUE,
  key          BLOB NOT NULL,
  outputs      TEXT NOT NULL CHECK (json_valid (outputs)),
  bytes        INTEGER NOT NULL,
  cost         INTEGER,
  currency     TEXT,
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL
) STRICT;

INSERT INTO cache_entry (prefix, key, outputs, bytes, cost, currency, created_at, last_used_at)
SELECT id, key, outputs, bytes, cost, currency, created_at, last_used_at
FROM cache_entry_by_key ORDER BY created_at, id;

CREATE TEMP TABLE cache_blob AS
SELECT cache_entry.id AS owner_id, blob_ref.blob_id
FROM blob_ref JOIN cache_entry ON cache_entry.prefix = blob_ref.owner_id
WHERE blob_ref.owner_kind = 'cache_entry';

DELETE FROM blob_ref WHERE owner_kind = 'cache_entry';

INSERT INTO blob_ref (owner_kind, owner_id, blob_id)
SELECT 'cache_entry', owner_id, blob_id FROM cache_blob;

DROP TABLE cache_blob;

DROP TABLE cache_entry_by_key;

CREATE TRIGGER cache_entry_blob_refs AFTER DELETE ON cache_entry BEGIN
  DELETE FROM blob_ref WHERE owner_kind = 'cache_entry' AND owner_id = old.id;
END;
