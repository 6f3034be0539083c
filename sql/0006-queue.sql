-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Runs that wait to be begun, and what makes new ones at its time. How far a run of the queue is, and
-- why it failed, its row in `run` says.

-- `begins` is a time by the clock on the wall, wherever that hangs; `next_due` is when that is.
CREATE TABLE schedule (
  id            INTEGER PRIMARY KEY,
  uuid          TEXT NOT NULL UNIQUE,
  workflow_id   INTEGER REFERENCES workflow (id) ON DELETE SET NULL,
  workflow_name TEXT NOT NULL,
  snapshot_id   INTEGER NOT NULL REFERENCES workflow_snapshot (id),
  pipeline      TEXT NOT NULL,
  project_id    INTEGER REFERENCES project (id) ON DELETE SET NULL,
  inputs        TEXT NOT NULL CHECK (json_valid (inputs)),
  options       TEXT NOT NULL CHECK (json_valid (options)),
  priority      INTEGER NOT NULL,
  max_retries   INTEGER NOT NULL,
  every         TEXT NOT NULL,
  begins        TEXT NOT NULL,
  next_due      INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  deleted_at    INTEGER
) STRICT;

CREATE INDEX schedule_due ON schedule (next_due) WHERE deleted_at IS NULL;
CREATE INDEX schedule_workflow ON schedule (workflow_id) WHERE workflow_id IS NOT NULL;
CREATE INDEX schedule_snapshot ON schedule (snapshot_id);
CREATE INDEX schedule_project ON schedule (project_id) WHERE project_id IS NOT NULL;

-- Higher priorities come first, then lower positions.
CREATE TABLE job (
  run_id        INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
  schedule_id   INTEGER REFERENCES schedule (id) ON DELETE SET NULL,
  priority      INTEGER NOT NULL,
  position      INTEGER NOT NULL,
  scheduled_for INTEGER,
  retries       INTEGER NOT NULL DEFAULT 0,
  max_retries   INTEGER NOT NULL
) STRICT;

CREATE INDEX job_schedule ON job (schedule_id) WHERE schedule_id IS NOT NULL;
