/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store/heddle-run-summary.h"

G_BEGIN_DECLS

GMenuModel *heddle_run_menu_new        (const HeddleRunSummary  *run);
char       *heddle_run_dup_main_action (const HeddleRunSummary  *run,
                                        const char             **label);

G_END_DECLS
