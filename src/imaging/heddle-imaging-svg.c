/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "imaging/heddle-imaging-drawing.h"
#include "imaging/heddle-imaging-operations.h"

/**
 * heddle_imaging_render_svg:
 * @params: `svg` (the text) or `input` (a file), `width`, `height`, and those of
 *   [method@ImagingOutput.read]
 * @reply: facts of the result; `has_alpha` is %FALSE where nothing is transparent
 * @error: (out) (optional): the reason why there is none
 *
 * Draws an SVG at exactly this size, as [func@draw_svg] does.
 *
 * Returns: whether it was written
 */
gboolean
heddle_imaging_render_svg (HeddleImagingParams *params,
                           HeddleImagingResult *reply,
                           GError             **error)
{
  const char *svg = heddle_imaging_params_get_string (params, "svg", NULL);
  const char *input = heddle_imaging_params_get_string (params, "input", NULL);
  int width = (int) heddle_imaging_params_require_int (params, "width", 1, HEDDLE_IMAGING_MAX_SIDE);
  int height =
      (int) heddle_imaging_params_require_int (params, "height", 1, HEDDLE_IMAGING_MAX_SIDE);
  HeddleImagingOutput output;
  g_autoptr (VipsImage) image = NULL;

  heddle_imaging_output_read (&output, params);
  if (!heddle_imaging_params_finish (params, error))
    return FALSE;

  if ((svg == NULL) == (input == NULL))
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_BAD_REQUEST, NULL,
                                _("A drawing is given either as svg or as input."));
      return FALSE;
    }

  if (svg != NULL)
    image = heddle_imaging_draw_svg (svg, strlen (svg), width, height, error);
  else
    image = heddle_imaging_draw_file (input, width, height, error);

  return image != NULL && heddle_imaging_output_write (&output, image, reply, error);
}
