/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GSettings      *heddle_appearance_get_settings (void);
void            heddle_appearance_start        (void);
AdwColorScheme  heddle_appearance_parse        (const char *name);

G_END_DECLS
