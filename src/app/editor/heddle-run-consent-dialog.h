/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-run-proposal.h"
#include "engine/heddle-further-order.h"

G_BEGIN_DECLS

AdwDialog *heddle_run_consent_dialog_new      (HeddleRunProposal           *proposal);
AdwDialog *heddle_run_consent_dialog_new_more (const HeddleFurtherForecast *forecast);

G_END_DECLS
