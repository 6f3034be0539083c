/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

gboolean heddle_settings_get_text (HeddleDatabase  *database,
                                   const char      *category,
                                   const char      *key,
                                   char           **text,
                                   GError         **error);
gboolean heddle_settings_set_text (HeddleDatabase  *database,
                                   const char      *category,
                                   const char      *key,
                                   const char      *text,
                                   GError         **error);

G_END_DECLS
