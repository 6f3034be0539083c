/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-providers.h"
#include "runs/heddle-gate.h"

G_BEGIN_DECLS

char *heddle_words_for_gate       (HeddleGate      *gate);
char *heddle_words_for_gate_model (HeddleGate      *gate,
                                   HeddleProviders *providers);
char *heddle_words_for_gate_place (HeddleGate      *gate);

G_END_DECLS
