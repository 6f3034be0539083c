/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "engine/heddle-further-order.h"
#include "runs/heddle-gate.h"

G_BEGIN_DECLS

DexFuture *heddle_gate_more_forecast   (HeddleSession               *session,
                                        HeddleGate                  *gate);
char      *heddle_gate_more_dup_label  (const HeddleFurtherForecast *forecast);
char      *heddle_gate_more_dup_cost   (const HeddleFurtherForecast *forecast);
AdwDialog *heddle_gate_more_new_dialog (const HeddleFurtherForecast *forecast);

G_END_DECLS
