/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-item.h"
#include "engine/heddle-run-recorder.h"
#include "engine/heddle-run.h"

G_BEGIN_DECLS

void heddle_run_item_note_waiting (HeddleRunItem     *self);
void heddle_run_waiting_record    (GPtrArray         *rows,
                                   HeddleRun         *run,
                                   HeddleRunRecorder *recorder);

G_END_DECLS
