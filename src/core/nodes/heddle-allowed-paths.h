/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_ALLOWED_PATHS (heddle_allowed_paths_get_type ())
G_DECLARE_FINAL_TYPE (HeddleAllowedPaths, heddle_allowed_paths, HEDDLE, ALLOWED_PATHS, GObject)

HeddleAllowedPaths *heddle_allowed_paths_new  (void);
void                heddle_allowed_paths_add  (HeddleAllowedPaths *self,
                                               const char         *folder);
char              **heddle_allowed_paths_list (HeddleAllowedPaths *self);

G_END_DECLS
