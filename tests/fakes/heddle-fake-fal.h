/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-queue.h"

G_BEGIN_DECLS

/**
 * HeddleFakeFal:
 *
 * A server that speaks fal's queue: an order is answered with the addresses of its request, where its state is, and
 * its results, and where it can be taken back as long as nobody has begun with it.
 */
#define HEDDLE_TYPE_FAKE_FAL (heddle_fake_fal_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeFal, heddle_fake_fal, HEDDLE, FAKE_FAL, HeddleFakeQueue)

HeddleFakeServer *heddle_fake_fal_new (const char *key);

G_END_DECLS
