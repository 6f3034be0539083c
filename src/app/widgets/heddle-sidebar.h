/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void heddle_sidebar_show (AdwOverlaySplitView *split_view,
                          gboolean             shown);

G_END_DECLS
