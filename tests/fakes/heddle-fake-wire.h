/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "heddle-fake-fault.h"

G_BEGIN_DECLS

/**
 * HeddleFakeWire:
 *
 * An answer written by hand on a connection taken from the server, so that it can go wrong in ways
 * that no server would let it.
 */
#define HEDDLE_TYPE_FAKE_WIRE (heddle_fake_wire_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeWire, heddle_fake_wire, HEDDLE, FAKE_WIRE, GObject)

HeddleFakeWire *heddle_fake_wire_new   (SoupServerMessage     *message,
                                        const HeddleFakeFault *fault);
void            heddle_fake_wire_send  (HeddleFakeWire        *self,
                                        GBytes                *body);
void            heddle_fake_wire_close (HeddleFakeWire        *self);

G_END_DECLS
