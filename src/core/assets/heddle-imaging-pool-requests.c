/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-imaging-pool.h"

/* The requests that several places make. */

/**
 * heddle_imaging_pool_info:
 * @self: a pool
 * @input: (type filename): an image file
 *
 * Reads the header of an image.
 *
 * Returns: (transfer full): resolves to a [class@ImagingReply] with media type, width and height
 *   as shown, and whether there is alpha
 */
DexFuture *
heddle_imaging_pool_info (HeddleImagingPool *self,
                          const char        *input)
{
  g_autoptr (JsonObject) request = json_object_new ();

  json_object_set_string_member (request, "op", "info");
  json_object_set_string_member (request, "input", input);

  return heddle_imaging_pool_run (self, request);
}

static JsonObject *
describe_thumbnail (const char *input,
                    const char *output,
                    int         size)
{
  JsonObject *request = json_object_new ();

  json_object_set_string_member (request, "op", "thumbnail");
  json_object_set_string_member (request, "input", input);
  json_object_set_string_member (request, "output", output);
  json_object_set_int_member (request, "size", size);

  return request;
}

/**
 * heddle_imaging_pool_thumbnail:
 * @self: a pool
 * @input: (type filename): an image file
 * @output: (type filename): where the thumbnail goes
 * @size: its longer side in pixels, 1–4096; smaller images keep their size
 *
 * Makes a small picture: a JPEG, or a PNG where something is transparent.
 *
 * Returns: (transfer full): resolves to a [class@ImagingReply] about the thumbnail; its member
 *   `source` says what [method@ImagingPool.info] says of @input
 */
DexFuture *
heddle_imaging_pool_thumbnail (HeddleImagingPool *self,
                               const char        *input,
                               const char        *output,
                               int                size)
{
  g_autoptr (JsonObject) request = describe_thumbnail (input, output, size);

  return heddle_imaging_pool_run (self, request);
}

/**
 * heddle_imaging_pool_thumbnail_later:
 * @self: a pool
 * @input: (type filename): an image file
 * @output: (type filename): where the thumbnail goes
 * @size: its longer side in pixels
 *
 * Makes a small picture that nobody waits for, as [method@ImagingPool.run_later] says.
 *
 * Returns: (transfer full): resolves to a [class@ImagingReply] about the thumbnail
 */
DexFuture *
heddle_imaging_pool_thumbnail_later (HeddleImagingPool *self,
                                     const char        *input,
                                     const char        *output,
                                     int                size)
{
  g_autoptr (JsonObject) request = describe_thumbnail (input, output, size);

  return heddle_imaging_pool_run_later (self, request);
}

/**
 * heddle_imaging_pool_render_svg:
 * @self: a pool
 * @svg: a drawing, as text; what it refers to outside itself is not loaded
 * @width: width of the result in pixels
 * @height: height of the result in pixels
 * @output: (type filename): where the PNG goes
 *
 * Draws at exactly this size, without distortion, in the middle of a transparent ground.
 *
 * Returns: (transfer full): resolves to a [class@ImagingReply]
 */
DexFuture *
heddle_imaging_pool_render_svg (HeddleImagingPool *self,
                                const char        *svg,
                                int                width,
                                int                height,
                                const char        *output)
{
  g_autoptr (JsonObject) request = json_object_new ();

  json_object_set_string_member (request, "op", "render-svg");
  json_object_set_string_member (request, "svg", svg);
  json_object_set_int_member (request, "width", width);
  json_object_set_int_member (request, "height", height);
  json_object_set_string_member (request, "output", output);

  return heddle_imaging_pool_run (self, request);
}
