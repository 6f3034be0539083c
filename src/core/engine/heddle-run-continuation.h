/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-options.h"
#include "graph/heddle-workflow.h"
#include "store/heddle-library.h"
#include "store/heddle-run-repository.h"

G_BEGIN_DECLS

gboolean heddle_run_continuation_read       (HeddleLibrary          *library,
                                             const char             *run,
                                             HeddleRunRecord       **record,
                                             HeddleWorkflow        **workflow,
                                             HeddleRunOptions      **options,
                                             GError                **error);
gboolean heddle_run_continuation_check      (const HeddleRunRecord  *record,
                                             gboolean                retry,
                                             GError                **error);
gboolean heddle_run_continuation_check_over (const HeddleRunRecord  *record,
                                             GError                **error);
gboolean heddle_run_continuation_is_retry   (const HeddleRunRecord  *record);

G_END_DECLS
