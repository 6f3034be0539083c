/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-queue.h"

G_BEGIN_DECLS

/**
 * HeddleFakeMagnific:
 *
 * A server that speaks the API of Magnific, once Freepik: a task is asked after below the address of its order.
 */
#define HEDDLE_TYPE_FAKE_MAGNIFIC (heddle_fake_magnific_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeMagnific, heddle_fake_magnific, HEDDLE, FAKE_MAGNIFIC, HeddleFakeQueue)

HeddleFakeServer *heddle_fake_magnific_new (const char *key);

G_END_DECLS
