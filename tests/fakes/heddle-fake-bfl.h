/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-queue.h"

G_BEGIN_DECLS

/**
 * HeddleFakeBfl:
 *
 * A server that speaks Black Forest Labs' API: an order is answered with what it costs and the address at which it is
 * asked after, which may be at another host.
 */
#define HEDDLE_TYPE_FAKE_BFL (heddle_fake_bfl_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeBfl, heddle_fake_bfl, HEDDLE, FAKE_BFL, HeddleFakeQueue)

HeddleFakeServer *heddle_fake_bfl_new        (const char    *key);
void              heddle_fake_bfl_set_region (HeddleFakeBfl *self,
                                              const char    *host);

G_END_DECLS
