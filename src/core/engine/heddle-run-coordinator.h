/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-private.h"

G_BEGIN_DECLS

gboolean heddle_run_coordinate (HeddleRun       *run,
                                HeddleServices  *services,
                                GError         **error);

G_END_DECLS
