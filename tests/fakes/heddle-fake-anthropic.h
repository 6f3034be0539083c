/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-server.h"

G_BEGIN_DECLS

/**
 * HeddleFakeAnthropic:
 *
 * Anthropic's API as far as Heddle uses it: `POST /v1/messages` (with pictures, with answers after a schema, and with
 * blocks of thinking before the text) and `GET /v1/models`. Requests are checked as strictly as by the version
 * 2026-10-21, which the header `anthropic-version` has to ask for.
 */
#define HEDDLE_TYPE_FAKE_ANTHROPIC (heddle_fake_anthropic_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeAnthropic, heddle_fake_anthropic, HEDDLE, FAKE_ANTHROPIC, HeddleFakeServer)

HeddleFakeServer *heddle_fake_anthropic_new (const char *key);

G_END_DECLS
