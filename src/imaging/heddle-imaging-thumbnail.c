/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "imaging/heddle-imaging-operations.h"

#define MAX_THUMBNAIL 4096
#define THUMBNAIL_QUALITY 80

/**
 * heddle_imaging_info:
 * @params: `input`
 * @reply: `mime`, `width`, `height`, `has_alpha`, `frames`
 * @error: (out) (optional): the reason why it cannot be read
 *
 * Says what the header of an image file says, by content, not by name.
 *
 * Returns: whether the file is an image
 */
gboolean
heddle_imaging_info (HeddleImagingParams *params,
                     HeddleImagingResult *reply,
                     GError             **error)
{
  const char *input = heddle_imaging_params_require_string (params, "input");
  HeddleImagingInfo info;

  if (!heddle_imaging_params_finish (params, error) ||
      !heddle_imaging_read_info (input, &info, error))
    return FALSE;

  yyjson_mut_obj_add_str (reply->doc, reply->object, "mime", info.mime);
  yyjson_mut_obj_add_int (reply->doc, reply->object, "width", info.width);
  yyjson_mut_obj_add_int (reply->doc, reply->object, "height", info.height);
  yyjson_mut_obj_add_bool (reply->doc, reply->object, "has_alpha", info.has_alpha);
  yyjson_mut_obj_add_int (reply->doc, reply->object, "frames", info.frames);

  return TRUE;
}

/**
 * heddle_imaging_thumbnail:
 * @params: `input`, `output`, `size`
 * @reply: facts of the thumbnail, and `source`: what `info` says of the input
 * @error: (out) (optional): the reason why there is none
 *
 * Makes a small picture that fits into a square of `size` pixels and is never larger than its
 * original: a JPEG, or a PNG where something is transparent, which are the formats that GTK
 * decodes in process.
 *
 * Returns: whether it was written
 */
gboolean
heddle_imaging_thumbnail (HeddleImagingParams *params,
                          HeddleImagingResult *reply,
                          GError             **error)
{
  const char *input = heddle_imaging_params_require_string (params, "input");
  const char *path = heddle_imaging_params_require_string (params, "output");
  int size = (int) heddle_imaging_params_require_int (params, "size", 1, MAX_THUMBNAIL);
  HeddleImagingOutput output = { .path = path, .quality = THUMBNAIL_QUALITY };
  g_autoptr (VipsImage) scaled = NULL;
  g_autoptr (VipsImage) image = NULL;
  HeddleImagingInfo info;
  yyjson_mut_val *source;
  double scale;

  if (!heddle_imaging_params_finish (params, error) ||
      !heddle_imaging_read_info (input, &info, error))
    return FALSE;

  scale = MIN (1.0, (double) size / MAX (info.width, info.height));
  scaled = heddle_imaging_load_scaled (input, MAX (1, (int) round (info.width * scale)),
                                       MAX (1, (int) round (info.height * scale)), error);
  if (scaled == NULL)
    return FALSE;

  image = heddle_imaging_drop_unused_alpha (scaled, error);
  if (image == NULL)
    return FALSE;

  output.format =
      vips_image_hasalpha (image) ? HEDDLE_IMAGING_FORMAT_PNG : HEDDLE_IMAGING_FORMAT_JPEG;
  if (output.format == HEDDLE_IMAGING_FORMAT_PNG)
    output.quality = 100;

  source = yyjson_mut_obj_add_obj (reply->doc, reply->object, "source");
  yyjson_mut_obj_add_str (reply->doc, source, "mime", info.mime);
  yyjson_mut_obj_add_int (reply->doc, source, "width", info.width);
  yyjson_mut_obj_add_int (reply->doc, source, "height", info.height);
  yyjson_mut_obj_add_bool (reply->doc, source, "has_alpha", info.has_alpha);
  yyjson_mut_obj_add_int (reply->doc, source, "frames", info.frames);

  return heddle_imaging_output_write (&output, image, reply, error);
}
