/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *heddle_file_list_read    (const char  *folder,
                                     const char  *pattern,
                                     GError     **error);
int        heddle_file_list_compare (const char  *a,
                                     const char  *b);

G_END_DECLS
