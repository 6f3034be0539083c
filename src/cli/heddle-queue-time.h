/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean heddle_queue_time_read (const char  *text,
                                 gint64       now,
                                 gint64      *time,
                                 GError     **error);
char    *heddle_queue_time_show (gint64       time);

G_END_DECLS
