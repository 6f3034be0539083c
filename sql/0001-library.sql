-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The first shape of a library. Times are UTC milliseconds, money micro-units with an ISO 4217
-- currency, hashes the 32 bytes of a SHA-256. Enumerations are checked in code. What leaves the
-- library has a uuid; keys inside are integers.

CREATE TABLE setting (
  category   TEXT NOT NULL,
  key        TEXT NOT NULL,
  value      TEXT NOT NULL CHECK (json_valid (value)),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (category, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE TABLE project (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE INDEX project_name ON project (name) WHERE deleted_at IS NULL;

CREATE TABLE workflow (
  id          INTEGER PRIMARY KEY,
  uuid        TEXT NOT NULL UNIQUE,
  project_id  INTEGER REFERENCES project (id) ON DELETE SET NULL,
  name        TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  document    TEXT NOT NULL CHECK (json_valid (document)),
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  deleted_at  INTEGER
) STRICT;

CREATE INDEX workflow_recent ON workflow (updated_at) WHERE deleted_at IS NULL;
CREATE INDEX workflow_project ON workflow (project_id) WHERE project_id IS NOT NULL;

-- Documents as they were run, each kept once.
CREATE TABLE workflow_snapshot (
  id         INTEGER PRIMARY KEY,
  hash       BLOB NOT NULL UNIQUE,
  document   TEXT NOT NULL CHECK (json_valid (document)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE run (
  id            INTEGER PRIMARY KEY,
  uuid          TEXT NOT NULL UNIQUE,
  number        INTEGER NOT NULL UNIQUE,
  workflow_id   INTEGER REFERENCES workflow (id) ON DELETE SET NULL,
  workflow_name TEXT NOT NULL,
  snapshot_id   INTEGER NOT NULL REFERENCES workflow_snapshot (id),
  pipeline      TEXT NOT NULL,
  project_id    INTEGER REFERENCES project (id) ON DELETE SET NULL,
  "trigger"     TEXT NOT NULL,
  status        TEXT NOT NULL,
  reason        TEXT,
  inputs        TEXT NOT NULL CHECK (json_valid (inputs)),
  options       TEXT NOT NULL CHECK (json_valid (options)),
  successful    INTEGER NOT NULL DEFAULT 0,
  failed        INTEGER NOT NULL DEFAULT 0,
  skipped       INTEGER NOT NULL DEFAULT 0,
  waiting       INTEGER NOT NULL DEFAULT 0,
  unknown       INTEGER NOT NULL DEFAULT 0,
  cached        INTEGER NOT NULL DEFAULT 0,
  total         INTEGER NOT NULL DEFAULT 0,
  costs         TEXT CHECK (json_valid (costs)),
  error         TEXT CHECK (json_valid (error)),
  created_at    INTEGER NOT NULL,
  started_at    INTEGER,
  finished_at   INTEGER,
  deleted_at    INTEGER
) STRICT;

CREATE INDEX run_workflow ON run (workflow_id) WHERE workflow_id IS NOT NULL;
CREATE INDEX run_snapshot ON run (snapshot_id);
CREATE INDEX run_project ON run (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX run_unfinished ON run (status) WHERE finished_at IS NULL;

CREATE TABLE node_run (
  id          INTEGER PRIMARY KEY,
  run_id      INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  node        TEXT NOT NULL,
  type        TEXT NOT NULL,
  name        TEXT,
  status      TEXT NOT NULL,
  error       TEXT CHECK (json_valid (error)),
  started_at  INTEGER,
  finished_at INTEGER,
  UNIQUE (run_id, node)
) STRICT;

-- `path` is the item's index, dotted ("4.2"), empty where nothing was mapped.
CREATE TABLE run_item (
  id          INTEGER PRIMARY KEY,
  node_run_id INTEGER NOT NULL REFERENCES node_run (id) ON DELETE CASCADE,
  path        TEXT NOT NULL,
  row         INTEGER,
  status      TEXT NOT NULL,
  cached      INTEGER NOT NULL DEFAULT 0,
  key         BLOB,
  seeds       TEXT CHECK (json_valid (seeds)),
  inputs      TEXT CHECK (json_valid (inputs)),
  outputs     TEXT CHECK (json_valid (outputs)),
  error       TEXT CHECK (json_valid (error)),
  cost        INTEGER,
  currency    TEXT,
  started_at  INTEGER,
  finished_at INTEGER,
  UNIQUE (node_run_id, path)
) STRICT;

-- `id` is made of the key's first eight bytes: the table is found by key without an index beside
-- it, which would double what recording a result costs. `key` settles the rare collision.
CREATE TABLE cache_entry (
  id           INTEGER PRIMARY KEY,
  key          BLOB NOT NULL,
  outputs      TEXT NOT NULL CHECK (json_valid (outputs)),
  bytes        INTEGER NOT NULL,
  cost         INTEGER,
  currency     TEXT,
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL
) STRICT;

CREATE TABLE blob (
  id         INTEGER PRIMARY KEY,
  hash       BLOB NOT NULL UNIQUE,
  bytes      INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- Who needs a blob. A blob without a row here may be collected.
CREATE TABLE blob_ref (
  owner_kind TEXT NOT NULL,
  owner_id   INTEGER NOT NULL,
  blob_id    INTEGER NOT NULL REFERENCES blob (id),
  PRIMARY KEY (owner_kind, owner_id, blob_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX blob_ref_blob ON blob_ref (blob_id);

CREATE TRIGGER run_blob_refs AFTER DELETE ON run BEGIN
  DELETE FROM blob_ref WHERE owner_kind = 'run' AND owner_id = old.id;
END;

CREATE TRIGGER run_item_blob_refs AFTER DELETE ON run_item BEGIN
  DELETE FROM blob_ref WHERE owner_kind = 'run_item' AND owner_id = old.id;
END;

CREATE TRIGGER cache_entry_blob_refs AFTER DELETE ON cache_entry BEGIN
  DELETE FROM blob_ref WHERE owner_kind = 'cache_entry' AND owner_id = old.id;
END;

CREATE TABLE asset (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  blob_id    INTEGER NOT NULL REFERENCES blob (id),
  mime       TEXT NOT NULL,
  bytes      INTEGER NOT NULL,
  width      INTEGER,
  height     INTEGER,
  duration   INTEGER,
  text       TEXT,
  final      INTEGER NOT NULL DEFAULT 0,
  project_id INTEGER REFERENCES project (id) ON DELETE SET NULL,
  run_id     INTEGER REFERENCES run (id) ON DELETE SET NULL,
  node       TEXT,
  path       TEXT,
  item_key   BLOB,
  prompt     TEXT,
  model      TEXT,
  recipe     TEXT CHECK (json_valid (recipe)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE INDEX asset_recent ON asset (created_at) WHERE deleted_at IS NULL;
CREATE INDEX asset_project ON asset (project_id, created_at) WHERE deleted_at IS NULL;
CREATE INDEX asset_name ON asset (name, project_id) WHERE deleted_at IS NULL;
CREATE INDEX asset_run ON asset (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX asset_item_key ON asset (item_key) WHERE item_key IS NOT NULL;
CREATE INDEX asset_blob ON asset (blob_id);

CREATE TRIGGER asset_blob_refs AFTER DELETE ON asset BEGIN
  DELETE FROM blob_ref WHERE owner_kind = 'asset' AND owner_id = old.id;
END;

CREATE TABLE tag (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;

CREATE TABLE asset_tag (
  asset_id INTEGER NOT NULL REFERENCES asset (id) ON DELETE CASCADE,
  tag_id   INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  PRIMARY KEY (asset_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX asset_tag_tag ON asset_tag (tag_id);

-- Written before a request is sent and again when it is answered.
CREATE TABLE api_call (
  id           INTEGER PRIMARY KEY,
  provider     TEXT NOT NULL,
  endpoint     TEXT NOT NULL,
  method       TEXT NOT NULL,
  model        TEXT,
  status       TEXT NOT NULL,
  http_status  INTEGER,
  run_id       INTEGER REFERENCES run (id) ON DELETE SET NULL,
  node         TEXT,
  path         TEXT,
  request_hash BLOB,
  job          TEXT,
  cost         INTEGER,
  currency     TEXT,
  tokens_in    INTEGER,
  tokens_out   INTEGER,
  images       INTEGER,
  error        TEXT CHECK (json_valid (error)),
  started_at   INTEGER NOT NULL,
  finished_at  INTEGER
) STRICT;

CREATE INDEX api_call_started ON api_call (started_at);
CREATE INDEX api_call_run ON api_call (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX api_call_open ON api_call (status) WHERE status IN ('pending', 'unknown');

-- Full text. The rowid is the entity's own, so the newest come first without sorting.
CREATE VIRTUAL TABLE asset_text USING fts5 (
  name, prompt,
  content = 'asset', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TRIGGER asset_text_insert AFTER INSERT ON asset BEGIN
  INSERT INTO asset_text (rowid, name, prompt) VALUES (new.id, new.name, new.prompt);
END;

CREATE TRIGGER asset_text_delete AFTER DELETE ON asset BEGIN
  INSERT INTO asset_text (asset_text, rowid, name, prompt)
  VALUES ('delete', old.id, old.name, old.prompt);
END;

CREATE TRIGGER asset_text_update AFTER UPDATE OF name, prompt ON asset BEGIN
  INSERT INTO asset_text (asset_text, rowid, name, prompt)
  VALUES ('delete', old.id, old.name, old.prompt);
  INSERT INTO asset_text (rowid, name, prompt) VALUES (new.id, new.name, new.prompt);
END;

CREATE VIRTUAL TABLE workflow_text USING fts5 (
  name, description,
  content = 'workflow', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TRIGGER workflow_text_insert AFTER INSERT ON workflow BEGIN
  INSERT INTO workflow_text (rowid, name, description)
  VALUES (new.id, new.name, new.description);
END;

CREATE TRIGGER workflow_text_delete AFTER DELETE ON workflow BEGIN
  INSERT INTO workflow_text (workflow_text, rowid, name, description)
  VALUES ('delete', old.id, old.name, old.description);
END;

CREATE TRIGGER workflow_text_update AFTER UPDATE OF name, description ON workflow BEGIN
  INSERT INTO workflow_text (workflow_text, rowid, name, description)
  VALUES ('delete', old.id, old.name, old.description);
  INSERT INTO workflow_text (rowid, name, description)
  VALUES (new.id, new.name, new.description);
END;
