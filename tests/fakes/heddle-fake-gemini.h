/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-server.h"

G_BEGIN_DECLS

/**
 * HeddleFakeGemini:
 *
 * Google's Gemini API as far as Heddle uses it: `POST /v1beta/models/MODEL:generateContent` for texts and images,
 * and `GET /v1beta/models`. Requests are checked as strictly as there: no member that it does not know, images
 * whose content is what their media type says, and no more of them than a model takes.
 */
#define HEDDLE_TYPE_FAKE_GEMINI (heddle_fake_gemini_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeGemini, heddle_fake_gemini, HEDDLE, FAKE_GEMINI, HeddleFakeServer)

HeddleFakeServer *heddle_fake_gemini_new (const char *key);

G_END_DECLS
