/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-server.h"

G_BEGIN_DECLS

/**
 * HeddleFakeReplicate:
 *
 * Replicate's API as far as Heddle uses it: predictions are made, asked for, cancelled and listed.
 * Results lie at the foreign origin, as they do there, and a request for one that brings a key is
 * answered with 403. A model whose name begins with `missing` does not exist.
 *
 * The stages of a job, for `at=` in a fault: `poll`, `cancel`, `list`, `file`, `model`.
 */
#define HEDDLE_TYPE_FAKE_REPLICATE (heddle_fake_replicate_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeReplicate, heddle_fake_replicate, HEDDLE, FAKE_REPLICATE, HeddleFakeServer)

HeddleFakeServer *heddle_fake_replicate_new       (const char          *key);
void              heddle_fake_replicate_set_polls (HeddleFakeReplicate *self,
                                                   guint                polls);

G_END_DECLS
