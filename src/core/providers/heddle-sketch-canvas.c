/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-canvas.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define RESOURCES "/app/heddle/Heddle/sketch/"

struct _HeddleSketchCanvas
{
  int width;
  int height;
  GString *defs;
  GString *body;
  int n_gradients;
  int n_objects;
};

/* Two decimals and never a comma, whatever the locale. */
static void
append_number (GString *out,
               double   number)
{
  gint64 hundredths = (gint64) round (CLAMP (number, -1e9, 1e9) * 100);

  if (hundredths < 0)
    g_string_append_c (out, '-');
  hundredths = ABS (hundredths);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, hundredths / 100);
  if (hundredths % 100 != 0)
    g_string_append_printf (out, ".%02d", (int) (hundredths % 100));
}

static void
append_attribute (GString    *out,
                  const char *name,
                  double      number)
{
  g_string_append_c (out, ' ');
  g_string_append (out, name);
  g_string_append (out, "=\"");
  append_number (out, number);
  g_string_append_c (out, '"');
}

static void
append_data (GString      *out,
             const char   *data,
             const double *numbers,
             gsize         n_numbers)
{
  gsize used = 0;

  g_string_append (out, " d=\"");
  for (const char *c = data; *c != '\0'; c++)
    {
      if (*c != '#')
        {
          g_string_append_c (out, *c);
          continue;
        }
      g_assert (used < n_numbers);
      g_string_append_c (out, ' ');
      append_number (out, numbers[used++]);
    }
  g_assert (used == n_numbers);
  g_string_append_c (out, '"');
}

static void
append_stop (GString           *out,
             double             offset,
             HeddleSketchColor  color,
             double             opacity)
{
  g_string_append (out, "<stop");
  append_attribute (out, "offset", offset);
  g_string_append_printf (out, " stop-color=\"#%06x\"", color);
  if (opacity < 1)
    append_attribute (out, "stop-opacity", opacity);
  g_string_append (out, "/>");
}

static HeddleSketchPaint
next_gradient (HeddleSketchCanvas *self)
{
  HeddleSketchPaint paint;

  g_snprintf (paint.value, sizeof paint.value, "url(#g%d)", self->n_gradients++);

  return paint;
}

/**
 * heddle_sketch_canvas_new:
 * @width: in pixels
 * @height: in pixels
 *
 * Returns: (transfer full): an empty canvas
 */
HeddleSketchCanvas *
heddle_sketch_canvas_new (int width,
                          int height)
{
  HeddleSketchCanvas *self = g_new0 (HeddleSketchCanvas, 1);

  self->width = width;
  self->height = height;
  self->defs = g_string_new (NULL);
  self->body = g_string_new (NULL);

  return self;
}

/**
 * heddle_sketch_canvas_free:
 * @self: (transfer full): a canvas
 *
 * Frees a canvas.
 */
void
heddle_sketch_canvas_free (HeddleSketchCanvas *self)
{
  g_string_free (self->defs, TRUE);
  g_string_free (self->body, TRUE);
  g_free (self);
}

/**
 * heddle_sketch_canvas_finish:
 * @self: a canvas
 *
 * Returns: (transfer full): the whole SVG document
 */
char *
heddle_sketch_canvas_finish (HeddleSketchCanvas *self)
{
  return g_strdup_printf ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                          "viewBox=\"0 0 %d %d\"><defs>%s</defs>%s</svg>",
                          self->width, self->height, self->width, self->height, self->defs->str,
                          self->body->str);
}

/**
 * heddle_sketch_solid:
 * @color: a colour
 *
 * Returns: @color as a paint
 */
HeddleSketchPaint
heddle_sketch_solid (HeddleSketchColor color)
{
  HeddleSketchPaint paint;

  g_snprintf (paint.value, sizeof paint.value, "#%06x", color);

  return paint;
}

/**
 * heddle_sketch_canvas_gradient:
 * @self: a canvas
 * @angle: where it goes, in degrees clockwise: 0 to the right, 90 down
 * @from: the first colour
 * @from_opacity: from 0 to 1
 * @to: the last colour
 * @to_opacity: from 0 to 1
 *
 * Makes a linear gradient over the box of whatever is painted with it.
 *
 * Returns: the paint
 */
HeddleSketchPaint
heddle_sketch_canvas_gradient (HeddleSketchCanvas *self,
                               double              angle,
                               HeddleSketchColor   from,
                               double              from_opacity,
                               HeddleSketchColor   to,
                               double              to_opacity)
{
  double dx = cos (angle * G_PI / 180) / 2, dy = sin (angle * G_PI / 180) / 2;

  g_string_append_printf (self->defs, "<linearGradient id=\"g%d\"", self->n_gradients);
  append_attribute (self->defs, "x1", 0.5 - dx);
  append_attribute (self->defs, "y1", 0.5 - dy);
  append_attribute (self->defs, "x2", 0.5 + dx);
  append_attribute (self->defs, "y2", 0.5 + dy);
  g_string_append_c (self->defs, '>');
  append_stop (self->defs, 0, from, from_opacity);
  append_stop (self->defs, 1, to, to_opacity);
  g_string_append (self->defs, "</linearGradient>");

  return next_gradient (self);
}

/**
 * heddle_sketch_canvas_glow:
 * @self: a canvas
 * @color: the colour
 * @opacity: in the middle, from 0 to 1
 *
 * Makes a gradient from a middle outwards to nothing: lights and soft shadows.
 *
 * Returns: the paint
 */
HeddleSketchPaint
heddle_sketch_canvas_glow (HeddleSketchCanvas *self,
                           HeddleSketchColor   color,
                           double              opacity)
{
  g_string_append_printf (self->defs, "<radialGradient id=\"g%d\">", self->n_gradients);
  append_stop (self->defs, 0, color, opacity);
  append_stop (self->defs, 0.35, color, opacity * 0.72);
  append_stop (self->defs, 0.7, color, opacity * 0.2);
  append_stop (self->defs, 1, color, 0);
  g_string_append (self->defs, "</radialGradient>");

  return next_gradient (self);
}

/**
 * heddle_sketch_canvas_rect:
 * @self: a canvas
 * @paint: what fills it
 * @x: left edge
 * @y: upper edge
 * @width: its width
 * @height: its height
 * @radius: of its corners
 *
 * Draws a rectangle.
 */
void
heddle_sketch_canvas_rect (HeddleSketchCanvas *self,
                           HeddleSketchPaint   paint,
                           double              x,
                           double              y,
                           double              width,
                           double              height,
                           double              radius)
{
  g_string_append (self->body, "<rect");
  append_attribute (self->body, "x", x);
  append_attribute (self->body, "y", y);
  append_attribute (self->body, "width", MAX (width, 0));
  append_attribute (self->body, "height", MAX (height, 0));
  if (radius > 0)
    append_attribute (self->body, "rx", radius);
  g_string_append_printf (self->body, " fill=\"%s\"/>", paint.value);
}

/**
 * heddle_sketch_canvas_ellipse:
 * @self: a canvas
 * @paint: what fills it
 * @x: of its centre
 * @y: of its centre
 * @radius_x: half its width
 * @radius_y: half its height
 *
 * Draws an ellipse.
 */
void
heddle_sketch_canvas_ellipse (HeddleSketchCanvas *self,
                              HeddleSketchPaint   paint,
                              double              x,
                              double              y,
                              double              radius_x,
                              double              radius_y)
{
  g_string_append (self->body, "<ellipse");
  append_attribute (self->body, "cx", x);
  append_attribute (self->body, "cy", y);
  append_attribute (self->body, "rx", radius_x);
  append_attribute (self->body, "ry", radius_y);
  g_string_append_printf (self->body, " fill=\"%s\"/>", paint.value);
}

/**
 * heddle_sketch_canvas_path:
 * @self: a canvas
 * @paint: what fills it
 * @data: path data as SVG has it, with `#` in the place of numbers
 * @numbers: (array length=n_numbers): the numbers
 * @n_numbers: as many as there are `#`
 *
 * Draws a filled path.
 */
void
heddle_sketch_canvas_path (HeddleSketchCanvas *self,
                           HeddleSketchPaint   paint,
                           const char         *data,
                           const double       *numbers,
                           gsize               n_numbers)
{
  g_string_append (self->body, "<path");
  append_data (self->body, data, numbers, n_numbers);
  g_string_append_printf (self->body, " fill=\"%s\"/>", paint.value);
}

/**
 * heddle_sketch_canvas_stroke:
 * @self: a canvas
 * @paint: the colour of the line
 * @width: its width
 * @data: path data as SVG has it, with `#` in the place of numbers
 * @numbers: (array length=n_numbers): the numbers
 * @n_numbers: as many as there are `#`
 *
 * Draws a line with round ends along a path.
 */
void
heddle_sketch_canvas_stroke (HeddleSketchCanvas *self,
                             HeddleSketchPaint   paint,
                             double              width,
                             const char         *data,
                             const double       *numbers,
                             gsize               n_numbers)
{
  g_string_append (self->body, "<path");
  append_data (self->body, data, numbers, n_numbers);
  append_attribute (self->body, "stroke-width", width);
  g_string_append_printf (self->body,
                          " fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\""
                          " stroke=\"%s\"/>",
                          paint.value);
}

/**
 * heddle_sketch_canvas_begin:
 * @self: a canvas
 * @x: where the origin moves to
 * @y: where the origin moves to
 * @angle: in degrees clockwise
 * @scale_x: negative mirrors
 * @scale_y: negative mirrors
 *
 * Begins a part with coordinates of its own. [method@SketchCanvas.end] ends it.
 */
void
heddle_sketch_canvas_begin (
    HeddleSketchCanvas *self, double x, double y, double angle, double scale_x, double scale_y)
{
  char scale[2][G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (self->body, "<g transform=\"translate(");
  append_number (self->body, x);
  g_string_append_c (self->body, ' ');
  append_number (self->body, y);
  if (angle < 0 || angle > 0)
    {
      g_string_append (self->body, ")rotate(");
      append_number (self->body, angle);
    }
  g_ascii_formatd (scale[0], sizeof scale[0], "%.5f", scale_x);
  g_ascii_formatd (scale[1], sizeof scale[1], "%.5f", scale_y);
  g_string_append_printf (self->body, ")scale(%s %s)\">", scale[0], scale[1]);
}

/**
 * heddle_sketch_canvas_begin_opacity:
 * @self: a canvas
 * @opacity: from 0 to 1
 *
 * Begins a part that shows through as a whole. [method@SketchCanvas.end] ends it.
 */
void
heddle_sketch_canvas_begin_opacity (HeddleSketchCanvas *self,
                                    double              opacity)
{
  g_string_append (self->body, "<g");
  append_attribute (self->body, "opacity", opacity);
  g_string_append_c (self->body, '>');
}

/**
 * heddle_sketch_canvas_end:
 * @self: a canvas
 *
 * Ends the part that was begun last.
 */
void
heddle_sketch_canvas_end (HeddleSketchCanvas *self)
{
  g_string_append (self->body, "</g>");
}

static gboolean
append_key_color (GString                   *out,
                  const char                *at,
                  const HeddleSketchPalette *palette)
{
  static const struct
  {
    const char *key;
    gsize offset;
  } keys[] = {
    { "#c8553d", G_STRUCT_OFFSET (HeddleSketchPalette, main) },
    { "#e58b6f", G_STRUCT_OFFSET (HeddleSketchPalette, main_light) },
    { "#8c3524", G_STRUCT_OFFSET (HeddleSketchPalette, main_dark) },
    { "#6b8f71", G_STRUCT_OFFSET (HeddleSketchPalette, second) },
    { "#a3bfa6", G_STRUCT_OFFSET (HeddleSketchPalette, second_light) },
    { "#3f5c46", G_STRUCT_OFFSET (HeddleSketchPalette, second_dark) },
    { "#e9c46a", G_STRUCT_OFFSET (HeddleSketchPalette, accent) },
    { "#f6efe4", G_STRUCT_OFFSET (HeddleSketchPalette, paper) },
    { "#d5c6b2", G_STRUCT_OFFSET (HeddleSketchPalette, paper_shade) },
    { "#2a211d", G_STRUCT_OFFSET (HeddleSketchPalette, ink) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strncmp (at, keys[i].key, 7) == 0)
      {
        g_string_append_printf (out, "#%06x",
                                G_STRUCT_MEMBER (HeddleSketchColor, palette, keys[i].offset));
        return TRUE;
      }

  return FALSE;
}

/**
 * heddle_sketch_canvas_object:
 * @self: a canvas
 * @name: the name of a drawing in `data/sketch`, without its suffix
 * @palette: the colours that take the place of the drawing's key colours
 *
 * Puts one of the prepared drawings on the canvas, in its own coordinates of 1000 × 1000. Drawings
 * that stand do so with the middle of their foot at (500, 1000).
 */
void
heddle_sketch_canvas_object (HeddleSketchCanvas        *self,
                             const char                *name,
                             const HeddleSketchPalette *palette)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, ".svg", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  const char *text;

  g_assert (bytes != NULL);

  text = g_bytes_get_data (bytes, NULL);
  for (int i = 0; i < 3; i++)
    text = strchr (text, '\n') + 1;

  self->n_objects++;
  while (!g_str_has_prefix (text, "</svg>"))
    {
      if (*text == '#' && append_key_color (self->body, text, palette))
        text += 7;
      else if (g_str_has_prefix (text, "url(#"))
        {
          g_string_append_printf (self->body, "url(#o%d", self->n_objects);
          text += 5;
        }
      else if (g_str_has_prefix (text, " id=\""))
        {
          g_string_append_printf (self->body, " id=\"o%d", self->n_objects);
          text += 5;
        }
      else
        g_string_append_c (self->body, *text++);
    }
}

/**
 * heddle_sketch_canvas_words:
 * @self: a canvas
 * @color: the colour of the letters
 * @x: where the line is anchored
 * @baseline: of the line
 * @size: of the font
 * @anchor: `start`, `middle` or `end`
 * @words: one line
 *
 * Sets a line in whatever sans serif font the machine has: for scripts that
 * [func@sketch_type_set] has no letters for.
 */
void
heddle_sketch_canvas_words (HeddleSketchCanvas *self,
                            HeddleSketchColor   color,
                            double              x,
                            double              baseline,
                            double              size,
                            const char         *anchor,
                            const char         *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  g_string_append (self->body, "<text");
  append_attribute (self->body, "x", x);
  append_attribute (self->body, "y", baseline);
  append_attribute (self->body, "font-size", size);
  g_string_append_printf (self->body,
                          " font-family=\"sans-serif\" font-weight=\"600\" text-anchor=\"%s\""
                          " fill=\"#%06x\">%s</text>",
                          anchor, color, escaped);
}
