/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-queue.h"

G_BEGIN_DECLS

/**
 * HeddleFakeRunway:
 *
 * A server that speaks Runway's API: an order is answered with the id of a task, which can be cancelled, and whose
 * end tells what it cost.
 */
#define HEDDLE_TYPE_FAKE_RUNWAY (heddle_fake_runway_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeRunway, heddle_fake_runway, HEDDLE, FAKE_RUNWAY, HeddleFakeQueue)

HeddleFakeServer *heddle_fake_runway_new (const char *key);

G_END_DECLS
