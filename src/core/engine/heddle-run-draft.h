/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan.h"
#include "store/heddle-run-repository.h"

G_BEGIN_DECLS

HeddleRunRecord *heddle_run_draft_new     (HeddlePlan       *plan);
gboolean         heddle_run_draft_resolve (HeddleRunRecord  *record,
                                           HeddleDatabase   *database,
                                           HeddlePlan       *plan,
                                           GError          **error);

G_END_DECLS
