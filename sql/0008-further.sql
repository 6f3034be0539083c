-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What a person has asked a step for beyond what the workflow does, to have more to choose from.

-- An item of `node` that the workflow does not have: its `path` is that of the item it adds to, and the
-- position of its first result behind it. The results go to the gate that was waiting, and nowhere else. What
-- was not there when a person answered there is dropped: it is not made any more.
CREATE TABLE further (
  id         INTEGER PRIMARY KEY,
  run_id     INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  node       TEXT NOT NULL,
  path       TEXT NOT NULL,
  count      INTEGER NOT NULL,
  gate       TEXT NOT NULL,
  gate_path  TEXT NOT NULL,
  dropped    INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  UNIQUE (run_id, node, path)
) STRICT;
