-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- One row per group and currency. What costs nothing has a currency too, and what nobody knows the
-- cost of has none.
-- name: usage-sums
count (*), sum (status = 'answered'), sum (status = 'failed'), sum (status = 'unknown'),
sum (status = 'pending'), sum (finished_at - started_at), count (finished_at), sum (tokens_in),
sum (tokens_out), sum (images), sum (cost IS NULL AND status <> 'pending'), sum (cost), currency
FROM api_call INDEXED BY api_call_usage

-- name: usage-by-provider
SELECT provider, provider, {usage-sums} WHERE started_at >= ?1 GROUP BY provider, currency ORDER BY 1;

-- name: usage-by-model
SELECT provider || coalesce ('/' || model, ''), provider || coalesce ('/' || model, ''), {usage-sums} WHERE started_at >= ?1
GROUP BY provider, model, currency ORDER BY 1;

-- name: usage-by-project
SELECT project.uuid, project.name, {usage-sums} LEFT JOIN project ON project.id = api_call.project_id
WHERE started_at >= ?1 GROUP BY api_call.project_id, currency ORDER BY project.name, api_call.project_id;

-- A library knows of no clients yet.
-- name: usage-by-client
SELECT NULL, NULL, {usage-sums} WHERE started_at >= ?1 GROUP BY currency;

-- name: usage-by-day
SELECT date (started_at / 1000, 'unixepoch', 'localtime'),
       date (started_at / 1000, 'unixepoch', 'localtime'), {usage-sums}
WHERE started_at >= ?1 GROUP BY 1, currency ORDER BY 1;
