/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleWorkflowsPlace:
 *
 * The place of the window where the library's workflows are.
 */
#define HEDDLE_TYPE_WORKFLOWS_PLACE (heddle_workflows_place_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWorkflowsPlace, heddle_workflows_place, HEDDLE, WORKFLOWS_PLACE, AdwBin)

HeddleWorkflowsPlace *heddle_workflows_place_new (HeddleSession *session);

G_END_DECLS
