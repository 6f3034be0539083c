/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean heddle_library_folder_has_database (const char  *path);
gboolean heddle_library_folder_check        (const char  *path,
                                             gboolean     create,
                                             GError     **error);
gboolean heddle_library_folder_ensure       (const char  *path,
                                             GError     **error);
gboolean heddle_library_folder_fill         (const char  *path,
                                             GError     **error);
gboolean heddle_library_folder_sync         (const char  *path,
                                             GError     **error);

G_END_DECLS
