/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "imaging/heddle-imaging-blend.h"
#include "imaging/heddle-imaging-drawing.h"
#include "imaging/heddle-imaging-geometry.h"
#include "imaging/heddle-imaging-operations.h"

#define DEFAULT_SIZE 48
#define MAX_SIZE 8192
#define SMALLEST_SIZE 6
#define MAX_TEXT_BYTES (64 * 1024)

typedef struct
{
  int x;
  int y;
  int width;
  int height;
} Box;

typedef struct
{
  const char          *text;
  const char          *font;
  double               size;
  HeddleImagingColor   color;
  Box                  box;
  int                  align;
  HeddleImagingGravity gravity;
  gboolean             fit;
  gboolean             shadow;
  double               shadow_dx;
  double               shadow_dy;
  double               shadow_blur;
  HeddleImagingColor   shadow_color;
} Request;

typedef struct
{
  VipsImage *image;
  int        x;
  int        y;
} Drawn;

static const char *const align_names[] = { "centre", "left", "right", NULL };

static const PangoAlignment alignments[] = {
  PANGO_ALIGN_CENTER,
  PANGO_ALIGN_LEFT,
  PANGO_ALIGN_RIGHT,
};

static gboolean
check_font (PangoContext               *context,
            const PangoFontDescription *description,
            GError                    **error)
{
  PangoFontMap *map = pango_context_get_font_map (context);
  const char *families = pango_font_description_get_family (description);
  g_auto (GStrv) names = g_strsplit (families != NULL ? families : "Sans", ",", -1);

  for (int i = 0; names[i] != NULL; i++)
    {
      if (pango_font_map_get_family (map, g_strstrip (names[i])) != NULL)
        return TRUE;
    }

  heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_NO_FONT, NULL,
                            _("The font “%s” is not installed. Install it or choose another."),
                            families);
  return FALSE;
}

static PangoLayout *
create_layout (const Request *request,
               GError       **error)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (PangoLayout) layout = NULL;
  PangoFontDescription *description = pango_font_description_from_string (request->font);
  gboolean known = check_font (context, description, error);

  if (known)
    {
      layout = pango_layout_new (context);
      pango_font_description_set_absolute_size (description, request->size * PANGO_SCALE);
      pango_layout_set_font_description (layout, description);
      pango_layout_set_text (layout, request->text, -1);
      pango_layout_set_width (layout, request->box.width * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
      pango_layout_set_alignment (layout, alignments[request->align]);
    }
  pango_font_description_free (description);
  g_object_unref (context);

  return g_steal_pointer (&layout);
}

static void
set_size (PangoLayout *layout,
          double       size)
{
  PangoFontDescription *description =
      pango_font_description_copy (pango_layout_get_font_description (layout));

  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
}

static gboolean
fits (PangoLayout *layout,
      const Box   *box)
{
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);

  return width <= box->width && height <= box->height;
}

/* The largest whole size that fits; what fits at one size may in rare cases not fit at a smaller
 * one, since lines break elsewhere, which costs a pixel or two of size and nothing else.
 */
static gboolean
shrink_to_fit (PangoLayout   *layout,
               const Request *request,
               double        *size,
               GError       **error)
{
  int low = (int) MIN (SMALLEST_SIZE, request->size);
  int high = (int) request->size - 1;
  int best = 0;

  *size = request->size;
  if (!request->fit || fits (layout, &request->box))
    return TRUE;

  while (low <= high)
    {
      int middle = low + (high - low) / 2;

      set_size (layout, middle);
      if (fits (layout, &request->box))
        {
          best = middle;
          low = middle + 1;
        }
      else
        {
          high = middle - 1;
        }
    }

  *size = best;
  set_size (layout, MAX (best, 1));
  if (best > 0)
    return TRUE;

  heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_DOES_NOT_FIT, NULL,
                            _("The text does not fit into its box of %d × %d pixels even at the "
                              "smallest size. Shorten it or enlarge the box."),
                            request->box.width, request->box.height);
  return FALSE;
}

static gboolean
draw_layout (PangoLayout   *layout,
             const Request *request,
             Drawn         *drawn,
             GError       **error)
{
  const HeddleImagingColor *color = &request->color;
  PangoRectangle ink;
  PangoRectangle logical;
  cairo_surface_t *surface;
  cairo_t *cr;

  pango_layout_get_pixel_extents (layout, &ink, &logical);
  heddle_imaging_place (request->gravity, request->box.width - logical.width,
                        request->box.height - logical.height, &drawn->x, &drawn->y);
  drawn->x += request->box.x - logical.x + ink.x;
  drawn->y += request->box.y - logical.y + ink.y;

  if (!heddle_imaging_check_size (ink.width, ink.height, error))
    return FALSE;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (ink.width, 1),
                                        MAX (ink.height, 1));
  cr = cairo_create (surface);
  cairo_translate (cr, -ink.x, -ink.y);
  cairo_set_source_rgba (cr, color->red / 255, color->green / 255, color->blue / 255,
                         color->alpha / 255);
  pango_cairo_show_layout (cr, layout);
  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS)
    drawn->image = heddle_imaging_from_surface (surface, TRUE, error);
  else
    heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                              cairo_status_to_string (cairo_status (cr)),
                              _("The text cannot be drawn."));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return drawn->image != NULL;
}

static VipsImage *
make_shadow (const Request *request,
             VipsImage     *text,
             int            margin,
             GError       **error)
{
  const HeddleImagingColor *color = &request->shadow_color;
  double rgb[] = { color->red, color->green, color->blue };
  g_autoptr (VipsImage) alpha = NULL;
  g_autoptr (VipsImage) wide = NULL;
  g_autoptr (VipsImage) soft = NULL;
  g_autoptr (VipsImage) faint = NULL;
  g_autoptr (VipsImage) flat = NULL;
  g_autoptr (VipsImage) ground = NULL;
  g_autoptr (VipsImage) joined = NULL;
  VipsImage *out = NULL;

  if (vips_extract_band (text, &alpha, 3, NULL) == 0 &&
      vips_embed (alpha, &wide, margin, margin, vips_image_get_width (text) + 2 * margin,
                  vips_image_get_height (text) + 2 * margin, NULL) == 0 &&
      vips_gaussblur (wide, &soft, MAX (request->shadow_blur, 0.01), NULL) == 0 &&
      vips_linear1 (soft, &faint, color->alpha / 255, 0, "uchar", TRUE, NULL) == 0 &&
      (flat = vips_image_new_from_image (faint, rgb, G_N_ELEMENTS (rgb))) != NULL &&
      vips_copy (flat, &ground, "interpretation", VIPS_INTERPRETATION_sRGB, NULL) == 0 &&
      vips_bandjoin2 (ground, faint, &joined, NULL) == 0 &&
      vips_copy (joined, &out, "interpretation", VIPS_INTERPRETATION_sRGB, NULL) == 0)
    return out;

  heddle_imaging_set_vips_error (error, HEDDLE_IMAGING_ERROR_FAILED,
                                 _("The shadow of the text cannot be drawn."));
  return NULL;
}

static VipsImage *
lay_on (VipsImage     *base,
        const Request *request,
        const Drawn   *drawn,
        GError       **error)
{
  int margin = (int) ceil (request->shadow_blur * 3) + 1;
  g_autoptr (VipsImage) below = NULL;

  if (request->shadow)
    {
      g_autoptr (VipsImage) shadow = make_shadow (request, drawn->image, margin, error);

      if (shadow == NULL)
        return NULL;
      below = heddle_imaging_blend (base, shadow, VIPS_BLEND_MODE_OVER,
                                    drawn->x - margin + (int) round (request->shadow_dx),
                                    drawn->y - margin + (int) round (request->shadow_dy), error);
    }
  else
    {
      below = g_object_ref (base);
    }

  if (below == NULL)
    return NULL;

  return heddle_imaging_blend (below, drawn->image, VIPS_BLEND_MODE_OVER, drawn->x, drawn->y,
                               error);
}

static void
read_shadow (Request             *request,
             HeddleImagingParams *params)
{
  const HeddleImagingColor dark = { 0, 0, 0, 153 };
  double size = request->size;

  request->shadow = heddle_imaging_params_get_boolean (params, "shadow", FALSE);
  request->shadow_dx = heddle_imaging_params_get_number (params, "shadow_dx", -1000, 1000, 0);
  request->shadow_dy =
      heddle_imaging_params_get_number (params, "shadow_dy", -1000, 1000, size * 0.04);
  request->shadow_blur =
      heddle_imaging_params_get_number (params, "shadow_blur", 0, 200, MIN (size * 0.08, 200));
  request->shadow_color = heddle_imaging_params_get_color (params, "shadow_color", dark);
}

/* The box's own defaults need the image, so that zero stands for "to the edge" until it is known. */
static gboolean
read_request (Request             *request,
              HeddleImagingOutput *output,
              HeddleImagingParams *params,
              GError             **error)
{
  const HeddleImagingColor black = { 0, 0, 0, 255 };
  const int reach = HEDDLE_IMAGING_MAX_SIDE;
  HeddleImagingParams *box = heddle_imaging_params_get_object (params, "box");

  request->text = heddle_imaging_params_require_string (params, "text");
  request->font = heddle_imaging_params_get_string (params, "font", "Sans");
  request->size = heddle_imaging_params_get_number (params, "size", 1, MAX_SIZE, DEFAULT_SIZE);
  request->color = heddle_imaging_params_get_color (params, "color", black);
  request->align = heddle_imaging_params_get_choice (params, "align", align_names, 0);
  request->gravity = heddle_imaging_read_gravity (params, FALSE);
  request->fit = heddle_imaging_params_get_boolean (params, "fit", TRUE);
  request->box = (Box) { 0 };
  if (box != NULL)
    {
      request->box.x = (int) heddle_imaging_params_get_int (box, "x", -reach, reach, 0);
      request->box.y = (int) heddle_imaging_params_get_int (box, "y", -reach, reach, 0);
      request->box.width = (int) heddle_imaging_params_get_int (box, "width", 1, reach, 0);
      request->box.height = (int) heddle_imaging_params_get_int (box, "height", 1, reach, 0);
    }
  read_shadow (request, params);
  heddle_imaging_output_read (output, params);

  if (!heddle_imaging_params_finish (params, error))
    return FALSE;

  if (strlen (request->text) <= MAX_TEXT_BYTES)
    return TRUE;

  heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_BAD_REQUEST, NULL,
                            _("The text is longer than %d bytes. Shorten it."), MAX_TEXT_BYTES);
  return FALSE;
}

/**
 * heddle_imaging_text:
 * @params: `input`, `text`, `font`, `size`, `color`, `box` (`x`, `y`, `width`, `height`), `align`,
 *   `gravity`, `fit`, `shadow` and its `shadow_dx`, `shadow_dy`, `shadow_blur`, `shadow_color`, and
 *   those of [method@ImagingOutput.read]
 * @reply: facts of the result, and `font_size`: the size that was used, in pixels
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_NO_FONT, %HEDDLE_IMAGING_ERROR_DOES_NOT_FIT or
 *   another reason why there is none
 *
 * Sets plain text on an image. Lines break at the width of the box; `align` aligns them with each
 * other, `gravity` places the whole in the box, by the font's line height, so that captions with
 * and without descenders share a baseline. With `fit` a text that is too large is set smaller.
 *
 * Returns: whether it was written
 */
gboolean
heddle_imaging_text (HeddleImagingParams *params,
                     HeddleImagingResult *reply,
                     GError             **error)
{
  const char *input = heddle_imaging_params_require_string (params, "input");
  Request request;
  HeddleImagingOutput output;
  g_autoptr (VipsImage) base = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (VipsImage) glyphs = NULL;
  g_autoptr (VipsImage) mixed = NULL;
  g_autoptr (VipsImage) result = NULL;
  Drawn drawn = { 0 };
  double size;

  if (!read_request (&request, &output, params, error))
    return FALSE;

  base = heddle_imaging_load (input, error);
  if (base == NULL)
    return FALSE;

  if (request.box.width == 0)
    request.box.width = MAX (1, vips_image_get_width (base) - request.box.x);
  if (request.box.height == 0)
    request.box.height = MAX (1, vips_image_get_height (base) - request.box.y);

  layout = create_layout (&request, error);
  if (layout == NULL || !shrink_to_fit (layout, &request, &size, error) ||
      !draw_layout (layout, &request, &drawn, error))
    return FALSE;
  glyphs = drawn.image;

  mixed = lay_on (base, &request, &drawn, error);
  if (mixed == NULL)
    return FALSE;

  result = heddle_imaging_to_memory (mixed, HEDDLE_IMAGING_ERROR_FAILED, error);
  yyjson_mut_obj_add_real (reply->doc, reply->object, "font_size", size);

  return result != NULL && heddle_imaging_output_write (&output, result, reply, error);
}
