/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <vips/vips.h>

#include "assets/heddle-imaging-error.h"

G_BEGIN_DECLS

#define HEDDLE_IMAGING_MAX_SIDE 65535

/**
 * HeddleImagingInfo:
 * @mime: media type by content
 * @width: in pixels, after orientation
 * @height: in pixels, after orientation
 * @has_alpha: whether there is an alpha channel
 * @frames: 1 for a still image
 *
 * What the header of an image file says.
 */
typedef struct
{
  const char *mime;
  int         width;
  int         height;
  gboolean    has_alpha;
  int         frames;
} HeddleImagingInfo;

void       heddle_imaging_set_max_pixels   (guint64             max_pixels);
gboolean   heddle_imaging_check_size       (double              width,
                                            double              height,
                                            GError            **error);
gboolean   heddle_imaging_read_info        (const char         *path,
                                            HeddleImagingInfo  *info,
                                            GError            **error);
VipsImage *heddle_imaging_load             (const char         *path,
                                            GError            **error);
VipsImage *heddle_imaging_load_scaled      (const char         *path,
                                            int                 width,
                                            int                 height,
                                            GError            **error);
VipsImage *heddle_imaging_to_memory        (VipsImage          *image,
                                            HeddleImagingError  code,
                                            GError            **error);
VipsImage *heddle_imaging_drop_unused_alpha (VipsImage          *image,
                                             GError            **error);
void       heddle_imaging_set_vips_error   (GError            **error,
                                            HeddleImagingError  code,
                                            const char         *message);

G_END_DECLS
