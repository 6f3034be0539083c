/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleRunsPlace:
 *
 * The place of the window where all runs are: how far they are, what came of them, and what was
 * spent.
 */
#define HEDDLE_TYPE_RUNS_PLACE (heddle_runs_place_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunsPlace, heddle_runs_place, HEDDLE, RUNS_PLACE, AdwBin)

HeddleRunsPlace *heddle_runs_place_new  (HeddleSession   *session);
void             heddle_runs_place_show (HeddleRunsPlace *self,
                                         const char      *run);

G_END_DECLS
