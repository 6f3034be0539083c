-- SPDX-FileCopyrightText: The Heddle developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Which of several connections to its provider a call went by. It is NULL for the one that has no name.

ALTER TABLE api_call ADD COLUMN connection TEXT;
