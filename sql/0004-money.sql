-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Budgets, credit, and what a call holds of a budget from before it is sent until its cost is known:
-- a row that says `pending` after a crash holds it too. The project stands beside the call, so that
-- sums do not read the runs, and stay when a run is deleted.

ALTER TABLE api_call ADD COLUMN project_id INTEGER REFERENCES project (id) ON DELETE SET NULL;
ALTER TABLE api_call ADD COLUMN reserved INTEGER;
ALTER TABLE api_call ADD COLUMN reserved_currency TEXT;

UPDATE api_call SET project_id = (SELECT run.project_id FROM run WHERE run.id = api_call.run_id)
WHERE run_id IS NOT NULL;

-- All that sums read, so that none of them touches the rows with their addresses and errors.
DROP INDEX api_call_started;
CREATE INDEX api_call_usage ON api_call (
  started_at, provider, project_id, cost, currency, reserved, reserved_currency, status, finished_at,
  model, tokens_in, tokens_out, images);
CREATE INDEX api_call_project ON api_call (project_id) WHERE project_id IS NOT NULL;

-- `warn` and `stop` are percentages of the amount.
CREATE TABLE budget (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  scope      TEXT NOT NULL,
  provider   TEXT,
  project_id INTEGER REFERENCES project (id) ON DELETE CASCADE,
  period     TEXT NOT NULL,
  amount     INTEGER NOT NULL,
  currency   TEXT NOT NULL,
  warn       INTEGER NOT NULL,
  stop       INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX budget_subject ON budget (
  scope, coalesce (provider, ''), coalesce (project_id, 0), period, currency);
CREATE INDEX budget_project ON budget (project_id) WHERE project_id IS NOT NULL;

-- What was used is no row here: it is the sum of the calls.
CREATE TABLE credit_transaction (
  id         INTEGER PRIMARY KEY,
  uuid       TEXT NOT NULL UNIQUE,
  provider   TEXT NOT NULL,
  kind       TEXT NOT NULL,
  amount     INTEGER NOT NULL,
  currency   TEXT NOT NULL,
  note       TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX credit_transaction_provider ON credit_transaction (provider, currency, created_at);
