-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: budget-set
INSERT INTO budget (uuid, scope, provider, project_id, period, amount, currency, warn, stop,
                    created_at, updated_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)
ON CONFLICT (scope, coalesce (provider, ''), coalesce (project_id, 0), period, currency)
DO UPDATE SET amount = excluded.amount, warn = excluded.warn, stop = excluded.stop,
              updated_at = excluded.updated_at
RETURNING id, uuid;

-- name: budget-remove
DELETE FROM budget WHERE id = ?1;

-- name: budget-select
SELECT budget.id, budget.uuid, scope, provider, project_id, project.name, period, amount, currency,
       warn, stop, budget.created_at, budget.updated_at
FROM budget LEFT JOIN project ON project.id = budget.project_id

-- name: budget-list
{budget-select} ORDER BY budget.id;

-- name: budget-list-beginning
{budget-select} WHERE budget.uuid >= ?1 AND budget.uuid < ?1 || char (1114111)
ORDER BY budget.uuid LIMIT 2;

-- name: budget-list-of-call
{budget-select}
WHERE scope = 'library' OR (scope = 'provider' AND provider = ?1)
   OR (scope = 'project' AND project_id = (SELECT run.project_id FROM run WHERE run.id = ?2))
ORDER BY budget.id;

-- A call whose cost nobody knows counts with what was held back for it.
-- name: budget-used
SELECT coalesce (sum (CASE WHEN currency = ?4 THEN cost END), 0),
       coalesce (sum (CASE WHEN cost IS NULL AND reserved_currency = ?4 THEN reserved END), 0)
FROM api_call INDEXED BY api_call_usage
WHERE started_at >= ?1 AND (?2 IS NULL OR provider = ?2) AND (?3 IS NULL OR project_id = ?3);
