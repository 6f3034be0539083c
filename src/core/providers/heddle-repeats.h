/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "providers/heddle-http-response.h"

G_BEGIN_DECLS

#define HEDDLE_REPEATS_MAX_TRIES 5
#define HEDDLE_REPEATS_MAX_WAIT (120 * G_USEC_PER_SEC)

gint64   heddle_repeats_pick_delay       (guint               tries,
                                          gint64              retry_after,
                                          GRand              *rand);
gint64   heddle_repeats_read_retry_after (HeddleHttpResponse *response,
                                          JsonObject         *rate_limits,
                                          gint64              now);
gboolean heddle_repeats_check            (JsonObject         *rate_limits,
                                          GError            **error);
gint64   heddle_repeats_read_reset       (HeddleHttpResponse *response,
                                          JsonObject         *rate_limits,
                                          gint64              now);

G_END_DECLS
