/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *heddle_document_path_find        (const char         *path,
                                        const char         *directory,
                                        const char *const  *allowed,
                                        GError            **error);
char *heddle_document_path_make_folder (const char         *path,
                                        const char         *directory,
                                        const char *const  *allowed,
                                        GError            **error);

G_END_DECLS
