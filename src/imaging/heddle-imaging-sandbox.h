/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean heddle_imaging_sandbox_enter         (guint64   max_memory,
                                               GError  **error);
void     heddle_imaging_sandbox_begin_request (guint     cpu_seconds);

G_END_DECLS
