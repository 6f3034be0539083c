/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * HeddleRateLimiter:
 *
 * Keeps the requests of this process within what one provider takes with one key: as the manifest says,
 * and as the provider's answers teach. Can be used from any thread.
 */
#define HEDDLE_TYPE_RATE_LIMITER (heddle_rate_limiter_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRateLimiter, heddle_rate_limiter, HEDDLE, RATE_LIMITER, GObject)

/**
 * HeddleRateLimits:
 * @concurrency: how many orders may be at work at once, or 0
 * @per_minute: how many requests may be sent in a minute, or 0
 * @counts_polls: whether questions after a job are among those
 * @minute: how long a minute is, in microseconds: shorter in tests
 *
 * What a provider is known to take.
 */
typedef struct
{
  guint    concurrency;
  guint    per_minute;
  gboolean counts_polls;
  gint64   minute;
} HeddleRateLimits;

/**
 * HeddleRateTurn:
 *
 * A request's turn: taken before it is sent, and given back when it, or the job that it began, is over.
 */
typedef struct _HeddleRateTurn HeddleRateTurn;

/**
 * HeddleRateTurnFunc:
 * @left: for how much longer the turn has to be waited for, in microseconds, as far as can be told; 0
 *   where nobody knows
 * @data: what was given with the function
 */
typedef void (*HeddleRateTurnFunc) (gint64   left,
                                    gpointer data);

HeddleRateLimits   heddle_rate_limits_read      (JsonObject        *section,
                                                 double             time_scale);
HeddleRateLimiter *heddle_rate_limiter_find     (const char        *provider,
                                                 const char        *origin,
                                                 const char        *key,
                                                 HeddleRateLimits   limits);
void               heddle_rate_limiter_hold     (HeddleRateLimiter *self,
                                                 gint64             microseconds);

HeddleRateTurn    *heddle_rate_turn_new         (HeddleRateLimiter *limiter,
                                                 gboolean           is_order);
void               heddle_rate_turn_free        (HeddleRateTurn    *self);
gboolean           heddle_rate_turn_try         (HeddleRateTurn    *self);
gboolean           heddle_rate_turn_take        (HeddleRateTurn      *self,
                                                 GCancellable        *cancellable,
                                                 HeddleRateTurnFunc   func,
                                                 gpointer             data,
                                                 GError             **error);
void               heddle_rate_turn_take_up     (HeddleRateTurn    *self);
void               heddle_rate_turn_give_back   (HeddleRateTurn    *self);
void               heddle_rate_turn_was_refused (HeddleRateTurn    *self);
void               heddle_rate_turn_was_heard   (HeddleRateTurn    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRateTurn, heddle_rate_turn_free)

G_END_DECLS
