/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "imaging/heddle-imaging-operations.h"

/**
 * heddle_imaging_convert:
 * @params: `input`, `strip`, and those of [method@ImagingOutput.read]
 * @reply: facts of the result; `quality` is the one that was used
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_DOES_NOT_FIT where `max_bytes` cannot be kept
 *
 * Writes an image in another format, or within a bound on its bytes: the best quality that fits is
 * searched, up to the one asked for. EXIF, XMP and IPTC go along unless `strip` is set.
 *
 * Returns: whether it was written
 */
gboolean
heddle_imaging_convert (HeddleImagingParams *params,
                        HeddleImagingResult *reply,
                        GError             **error)
{
  const char *input = heddle_imaging_params_require_string (params, "input");
  gboolean strip = heddle_imaging_params_get_boolean (params, "strip", FALSE);
  HeddleImagingOutput output;
  g_autoptr (VipsImage) image = NULL;

  heddle_imaging_output_read (&output, params);
  output.keep_metadata = !strip;
  if (!heddle_imaging_params_finish (params, error))
    return FALSE;

  image = heddle_imaging_load (input, error);

  return image != NULL && heddle_imaging_output_write (&output, image, reply, error);
}
