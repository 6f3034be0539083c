/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *heddle_result_file_get_extension (const char  *mime);
char       *heddle_result_file_copy          (const char  *source,
                                              const char  *folder,
                                              const char  *name,
                                              const char  *mime,
                                              gboolean    *reused,
                                              GError     **error);
char       *heddle_result_file_write         (GBytes      *content,
                                              const char  *folder,
                                              const char  *name,
                                              const char  *mime,
                                              gboolean    *reused,
                                              GError     **error);

G_END_DECLS
