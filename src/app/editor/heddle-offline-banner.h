/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-open-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleOfflineBanner:
 *
 * Says that there is no network, above a workflow that needs it. What the network is missing for waits
 * in the run, and goes on by itself.
 */
#define HEDDLE_TYPE_OFFLINE_BANNER (heddle_offline_banner_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOfflineBanner, heddle_offline_banner, HEDDLE, OFFLINE_BANNER, AdwBin)

GtkWidget *heddle_offline_banner_new (HeddleOpenWorkflow *workflow);

G_END_DECLS
