-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: credit-insert
INSERT INTO credit_transaction (uuid, provider, kind, amount, currency, note, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);

-- name: credit-list
SELECT id, uuid, provider, kind, amount, currency, note, created_at
FROM credit_transaction ORDER BY created_at, id;

-- Of the providers that have any credit written down.
-- name: credit-balances
SELECT provider, currency,
       sum (CASE WHEN kind = 'purchase' THEN amount ELSE 0 END),
       sum (CASE WHEN kind = 'refund' THEN amount ELSE 0 END),
       sum (CASE WHEN kind = 'adjustment' THEN amount ELSE 0 END),
       (SELECT coalesce (sum (cost), 0) FROM api_call INDEXED BY api_call_usage
        WHERE api_call.provider = credit_transaction.provider
          AND api_call.currency = credit_transaction.currency)
FROM credit_transaction GROUP BY provider, currency ORDER BY provider, currency;
