/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <vips/vips.h>

G_BEGIN_DECLS

VipsImage *heddle_imaging_from_surface (cairo_surface_t  *surface,
                                        gboolean          keep_alpha,
                                        GError          **error);
VipsImage *heddle_imaging_draw_svg     (const char       *svg,
                                        gsize             length,
                                        int               width,
                                        int               height,
                                        GError          **error);
VipsImage *heddle_imaging_draw_file    (const char       *path,
                                        int               width,
                                        int               height,
                                        GError          **error);

G_END_DECLS
