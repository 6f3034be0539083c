-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The steps that led to a workflow's document, so that they can be undone after a restart.

-- `hash` is SHA-256 of the document that the steps belong to: one that was changed past them, as an
-- import does, has none. Of a document in the middle of a step it is NULL. `done` is the number of the
-- first step that can be done again, `ids` is what the steps call elements that have no id.
CREATE TABLE document_history (
  workflow_id INTEGER PRIMARY KEY REFERENCES workflow (id) ON DELETE CASCADE,
  hash        BLOB,
  done        INTEGER NOT NULL,
  ids         TEXT CHECK (json_valid (ids))
) STRICT;

-- `edits` take the step back, in the order in which it was done.
CREATE TABLE document_edit (
  id          INTEGER PRIMARY KEY,
  workflow_id INTEGER NOT NULL REFERENCES workflow (id) ON DELETE CASCADE,
  number      INTEGER NOT NULL,
  label       TEXT,
  edits       TEXT NOT NULL CHECK (json_valid (edits)),
  made_at     INTEGER NOT NULL,
  UNIQUE (workflow_id, number)
) STRICT;
