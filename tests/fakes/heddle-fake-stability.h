/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-server.h"

G_BEGIN_DECLS

/**
 * HeddleFakeStability:
 *
 * Stability AI's API as far as Heddle uses it: `POST /v2beta/stable-image/generate/core`, `ultra` and `sd3`,
 * which take a form and answer with the picture itself (or, where that is asked for, with JSON), and
 * `GET /v1/user/balance`. Requests are checked as strictly as there.
 */
#define HEDDLE_TYPE_FAKE_STABILITY (heddle_fake_stability_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeStability, heddle_fake_stability, HEDDLE, FAKE_STABILITY, HeddleFakeServer)

HeddleFakeServer *heddle_fake_stability_new (const char *key);

G_END_DECLS
