/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleWorkflowBrowser:
 *
 * All workflows of the library, as a list or a grid.
 */
#define HEDDLE_TYPE_WORKFLOW_BROWSER (heddle_workflow_browser_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWorkflowBrowser, heddle_workflow_browser, HEDDLE, WORKFLOW_BROWSER, AdwBin)

HeddleWorkflowBrowser *heddle_workflow_browser_new (HeddleSession *session);

G_END_DECLS
