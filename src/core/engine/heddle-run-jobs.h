/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-providers.h"

G_BEGIN_DECLS

gboolean heddle_run_jobs_cancel (HeddleLibrary    *library,
                                 HeddleProviders  *providers,
                                 const char       *run,
                                 GError          **error);

G_END_DECLS
