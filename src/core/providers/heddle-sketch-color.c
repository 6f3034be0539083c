/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-color.h"

#include <math.h>

typedef struct
{
  double l;
  double a;
  double b;
} Lab;

static double
channel (HeddleSketchColor color,
         int               shift)
{
  double value = ((color >> shift) & 0xff) / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static guint32
encode (double value)
{
  value = CLAMP (value, 0, 1);
  value = value <= 0.0031308 ? value * 12.92 : 1.055 * pow (value, 1 / 2.4) - 0.055;

  return (guint32) (value * 255 + 0.5);
}

static Lab
to_lab (HeddleSketchColor color)
{
  double r = channel (color, 16), g = channel (color, 8), b = channel (color, 0);
  double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);

  return (Lab) {
    0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
  };
}

static gboolean
from_lab (Lab                lab,
          HeddleSketchColor *color)
{
  double l = pow (lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
  double m = pow (lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
  double s = pow (lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
  double r = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  double g = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  double b = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;

  *color = encode (r) << 16 | encode (g) << 8 | encode (b);

  return MIN (r, MIN (g, b)) >= -0.001 && MAX (r, MAX (g, b)) <= 1.001;
}

static double
luminance (HeddleSketchColor color)
{
  return 0.2126 * channel (color, 16) + 0.7152 * channel (color, 8) + 0.0722 * channel (color, 0);
}

/**
 * heddle_sketch_color_to_lch:
 * @color: a colour
 *
 * Returns: @color in Oklch
 */
HeddleSketchLch
heddle_sketch_color_to_lch (HeddleSketchColor color)
{
  Lab lab = to_lab (color);
  double hue = atan2 (lab.b, lab.a) * 180 / G_PI;

  return (HeddleSketchLch) { lab.l, hypot (lab.a, lab.b), hue < 0 ? hue + 360 : hue };
}

/**
 * heddle_sketch_color_from_lch:
 * @lightness: from 0 to 1; clamped
 * @chroma: at least 0; reduced as far as sRGB needs it, so that hue and lightness stay
 * @hue: in degrees
 *
 * Returns: the colour
 */
HeddleSketchColor
heddle_sketch_color_from_lch (double lightness,
                              double chroma,
                              double hue)
{
  HeddleSketchColor color = 0;
  double angle = hue * G_PI / 180;

  lightness = CLAMP (lightness, 0, 1);
  for (int i = 0; i < 24; i++, chroma *= 0.9)
    if (from_lab ((Lab) { lightness, chroma * cos (angle), chroma * sin (angle) }, &color))
      return color;

  from_lab ((Lab) { lightness, 0, 0 }, &color);

  return color;
}

/**
 * heddle_sketch_color_shift:
 * @color: a colour
 * @lightness: how much lighter, or darker where negative, from −1 to 1
 * @chroma_factor: multiplies the chroma
 *
 * Returns: @color, moved within its hue
 */
HeddleSketchColor
heddle_sketch_color_shift (HeddleSketchColor color,
                           double            lightness,
                           double            chroma_factor)
{
  HeddleSketchLch lch = heddle_sketch_color_to_lch (color);

  return heddle_sketch_color_from_lch (CLAMP (lch.lightness + lightness, 0.08, 0.985),
                                       lch.chroma * chroma_factor, lch.hue);
}

/**
 * heddle_sketch_color_mix:
 * @a: a colour
 * @b: another
 * @amount: how much of @b there is, from 0 to 1
 *
 * Returns: the colour between the two, by Oklab
 */
HeddleSketchColor
heddle_sketch_color_mix (HeddleSketchColor a,
                         HeddleSketchColor b,
                         double            amount)
{
  Lab x = to_lab (a), y = to_lab (b);
  HeddleSketchColor color;

  from_lab ((Lab) { x.l + (y.l - x.l) * amount, x.a + (y.a - x.a) * amount,
                    x.b + (y.b - x.b) * amount },
            &color);

  return color;
}

/**
 * heddle_sketch_color_distance:
 * @a: a colour
 * @b: another
 *
 * Returns: their distance in Oklab, from 0 to 1; below 0.1 they are hard to tell apart at a glance
 */
double
heddle_sketch_color_distance (HeddleSketchColor a,
                              HeddleSketchColor b)
{
  Lab x = to_lab (a), y = to_lab (b);

  return sqrt (pow (x.l - y.l, 2) + pow (x.a - y.a, 2) + pow (x.b - y.b, 2));
}

/**
 * heddle_sketch_color_contrast:
 * @a: a colour
 * @b: another
 *
 * Returns: their contrast ratio by WCAG 2.2, from 1 to 21
 */
double
heddle_sketch_color_contrast (HeddleSketchColor a,
                              HeddleSketchColor b)
{
  double x = luminance (a), y = luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

/**
 * heddle_sketch_color_parse:
 * @text: begins with `#rgb`, `#rrggbb` or `#rrggbbaa`; what follows does not matter
 * @color: (out): the colour, without its alpha
 *
 * Returns: whether @text begins with a colour
 */
gboolean
heddle_sketch_color_parse (const char        *text,
                           HeddleSketchColor *color)
{
  guint32 value = 0;
  int digits = 0;

  if (text[0] != '#')
    return FALSE;

  while (digits < 9 && g_ascii_isxdigit (text[1 + digits]))
    digits++;
  if (digits != 3 && digits != 6 && digits != 8)
    return FALSE;

  for (int i = 0; i < MIN (digits, 6); i++)
    {
      guint32 nibble = (guint32) g_ascii_xdigit_value (text[1 + i]);

      value = digits == 3 ? value << 8 | nibble * 17 : value << 4 | nibble;
    }
  *color = value;

  return TRUE;
}
