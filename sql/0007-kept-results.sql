-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What calls have brought that no item holds yet is looked for at the start of every run.

CREATE INDEX api_call_kept ON api_call (id) WHERE results IS NOT NULL;
