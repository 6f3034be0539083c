/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-open-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleScheduleDialog:
 *
 * Asks when a workflow is to run, once or again and again.
 */
#define HEDDLE_TYPE_SCHEDULE_DIALOG (heddle_schedule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeddleScheduleDialog, heddle_schedule_dialog, HEDDLE, SCHEDULE_DIALOG, AdwDialog)

AdwDialog *heddle_schedule_dialog_new (HeddleOpenWorkflow *workflow);

G_END_DECLS
