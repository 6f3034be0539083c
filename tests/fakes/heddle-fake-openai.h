/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-server.h"

G_BEGIN_DECLS

/**
 * HeddleFakeOpenai:
 *
 * OpenAI's API as far as Heddle uses it: `POST /v1/images/generations`, `POST /v1/images/edits` (as
 * JSON and as a form), `POST /v1/chat/completions` (also streamed, with pictures, and with answers
 * after a schema), `GET /v1/models`. Requests are checked as strictly as there.
 */
#define HEDDLE_TYPE_FAKE_OPENAI (heddle_fake_openai_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeOpenai, heddle_fake_openai, HEDDLE, FAKE_OPENAI, HeddleFakeServer)

HeddleFakeServer *heddle_fake_openai_new (const char *key);

G_END_DECLS
