-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- One row per group and currency. What costs nothing has a currency too, and what nobody knows the
-- cost of has none.
-- name: usage-sums
count (*) AS calls, sum (status = 'answered') AS answered, sum (status = 'failed') AS failed,
sum (status = 'unknown') AS unknown, sum (status = 'pending') AS pending,
sum (finished_at - started_at) AS duration, count (finished_at) AS ended,
sum (tokens_in) AS tokens_in, sum (tokens_out) AS tokens_out, sum (images) AS images,
sum (cost IS NULL AND status <> 'pending') AS unknown_costs, sum (cost) AS cost, currency
FROM api_call INDEXED BY api_call_usage

-- name: usage-by-provider
SELECT provider, provider, {usage-sums} WHERE started_at >= ?1 GROUP BY provider, currency ORDER BY 1;

-- name: usage-by-model
SELECT provider || coalesce ('/' || model, ''), provider || coalesce ('/' || model, ''), {usage-sums} WHERE started_at >= ?1
GROUP BY provider, model, currency ORDER BY 1;

-- name: usage-by-project
SELECT project.uuid, project.name, calls, answered, failed, unknown, pending, duration, ended, tokens_in,
       tokens_out, images, unknown_costs, cost, currency
FROM (SELECT project_id, {usage-sums} WHERE started_at >= ?1 GROUP BY project_id, currency) AS sums
LEFT JOIN project ON project.id = sums.project_id
ORDER BY project.name, project.id;

-- A library knows of no clients yet.
-- name: usage-by-client
SELECT NULL, NULL, {usage-sums} WHERE started_at >= ?1 GROUP BY currency;

-- name: usage-by-day
SELECT date (started_at / 1000, 'unixepoch', 'localtime'),
       date (started_at / 1000, 'unixepoch', 'localtime'), {usage-sums}
WHERE started_at >= ?1 GROUP BY 1, currency ORDER BY 1;

-- name: spending-by-provider-and-day
SELECT provider, date (started_at / 1000, 'unixepoch', 'localtime'), currency, sum (cost)
FROM api_call INDEXED BY api_call_usage
WHERE started_at >= ?1 AND cost > 0
GROUP BY 1, 3, 2 ORDER BY 1, 3, 2;
