-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What people have answered, and what a run needs to go on after its process has ended: what a call
-- brought stays with the call until the item that asked for it holds it.

ALTER TABLE api_call ADD COLUMN seed INTEGER;
ALTER TABLE api_call ADD COLUMN last_seed INTEGER;
ALTER TABLE api_call ADD COLUMN results TEXT CHECK (json_valid (results));

DROP INDEX api_call_run;
CREATE INDEX api_call_item ON api_call (run_id, node, path) WHERE run_id IS NOT NULL;

CREATE TRIGGER api_call_blob_refs AFTER DELETE ON api_call BEGIN
  DELETE FROM blob_ref WHERE owner_kind = 'api_call' AND owner_id = old.id;
END;

-- The last one about an item counts. `chosen` are positions in the gate's list; `call_id` is the last
-- call that an answer about an unknown outcome can have been about.
CREATE TABLE decision (
  id         INTEGER PRIMARY KEY,
  run_id     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  node       TEXT NOT NULL,
  path       TEXT NOT NULL,
  answer     TEXT NOT NULL,
  chosen     TEXT CHECK (json_valid (chosen)),
  comment    TEXT,
  call_id    INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX decision_item ON decision (run_id, node, path);
