/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>
#include <libdex.h>

G_BEGIN_DECLS

gboolean   heddle_texture_has_alpha (GdkTexture *texture);
DexFuture *heddle_texture_fit       (GdkTexture *texture,
                                     int         width,
                                     int         height,
                                     double      radius,
                                     double      check_size);

G_END_DECLS
