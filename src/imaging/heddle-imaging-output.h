/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "imaging/heddle-imaging-image.h"
#include "imaging/heddle-imaging-params.h"

G_BEGIN_DECLS

/**
 * HeddleImagingFormat:
 * @HEDDLE_IMAGING_FORMAT_PNG: lossless, with alpha
 * @HEDDLE_IMAGING_FORMAT_JPEG: lossy, no alpha
 * @HEDDLE_IMAGING_FORMAT_WEBP: lossy, with alpha
 * @HEDDLE_IMAGING_FORMAT_AVIF: lossy, with alpha
 */
typedef enum
{
  HEDDLE_IMAGING_FORMAT_PNG,
  HEDDLE_IMAGING_FORMAT_JPEG,
  HEDDLE_IMAGING_FORMAT_WEBP,
  HEDDLE_IMAGING_FORMAT_AVIF,
} HeddleImagingFormat;

/**
 * HeddleImagingOutput:
 * @path: where the file goes
 * @format: its format
 * @quality: 1–100, for the lossy formats
 * @max_bytes: bound on the file's size, 0 for none
 * @background: what lies below transparent parts in a format without alpha
 * @keep_metadata: whether EXIF, XMP and IPTC go along
 *
 * How a result is written.
 */
typedef struct
{
  const char         *path;
  HeddleImagingFormat format;
  int                 quality;
  gint64              max_bytes;
  HeddleImagingColor  background;
  gboolean            keep_metadata;
} HeddleImagingOutput;

/**
 * HeddleImagingResult:
 * @doc: the document
 * @object: its `result` object, which operations fill in
 */
typedef struct
{
  yyjson_mut_doc *doc;
  yyjson_mut_val *object;
} HeddleImagingResult;

void     heddle_imaging_output_read  (HeddleImagingOutput       *self,
                                      HeddleImagingParams       *params);
gboolean heddle_imaging_output_write (const HeddleImagingOutput *self,
                                      VipsImage                 *image,
                                      HeddleImagingResult        *reply,
                                      GError                   **error);

G_END_DECLS
