-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: begin
BEGIN IMMEDIATE;

-- name: begin-read
BEGIN;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;

-- name: savepoint
SAVEPOINT job;

-- name: release
RELEASE job;

-- name: rollback-to
ROLLBACK TO job;
