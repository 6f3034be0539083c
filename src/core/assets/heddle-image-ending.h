/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean heddle_image_ending_check (const char  *path,
                                    gboolean    *whole,
                                    GError     **error);

G_END_DECLS
