/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *heddle_fake_image_new (const char *subject,
                               guint       width,
                               guint       height,
                               const char *format,
                               gboolean    transparent,
                               gsize       at_least);

const char *heddle_fake_image_find_type (const guint8 *data,
                                         gsize         length);

G_END_DECLS
