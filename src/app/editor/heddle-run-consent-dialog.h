/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-run-proposal.h"

G_BEGIN_DECLS

AdwDialog *heddle_run_consent_dialog_new (HeddleRunProposal *proposal);

G_END_DECLS
