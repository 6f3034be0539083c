/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-palette.h"

#include <adwaita.h>

typedef struct
{
  const char *light;
  const char *dark;
} Token;

/* Contrast on canvas and node is at least 4.1; links at 80 % keep 3.1. */
static const Token type_tokens[HEDDLE_CANVAS_N_TYPES] = {
  [HEDDLE_VALUE_TEXT] = { "#1c71d8", "#62a0ea" },
  [HEDDLE_VALUE_NUMBER] = { "#2b7a3a", "#57c46f" },
  [HEDDLE_VALUE_BOOLEAN] = { "#946800", "#e8c23a" },
  [HEDDLE_VALUE_COLOR] = { "#c64600", "#ff9a52" },
  [HEDDLE_VALUE_IMAGE] = { "#9141ac", "#c77dd6" },
  [HEDDLE_VALUE_VIDEO] = { "#c4467f", "#ea8fbb" },
  [HEDDLE_VALUE_BRAND] = { "#157887", "#3fbccf" },
  [HEDDLE_VALUE_JSON] = { "#5e5c64", "#a9a7ad" },
  [HEDDLE_VALUE_ANY] = { "#5e5c64", "#a9a7ad" },
};

static const struct
{
  const char *name;
  Token       token;
} named_tokens[] = {
  { "blue", { "#1c71d8", "#62a0ea" } },   { "teal", { "#157887", "#3fbccf" } },
  { "green", { "#2b7a3a", "#57c46f" } },  { "yellow", { "#946800", "#e8c23a" } },
  { "orange", { "#c64600", "#ff9a52" } }, { "red", { "#c01c28", "#f66151" } },
  { "pink", { "#c4467f", "#ea8fbb" } },   { "purple", { "#9141ac", "#c77dd6" } },
  { "slate", { "#5e5c64", "#a9a7ad" } },
};

static GdkRGBA
pick (const HeddleCanvasPalette *self,
      Token                      token)
{
  GdkRGBA color;

  gdk_rgba_parse (&color, self->dark ? token.dark : token.light);
  return color;
}

static GdkRGBA
fade (GdkRGBA color,
      float   alpha)
{
  color.alpha *= alpha;
  return color;
}

static GdkRGBA
mix (GdkRGBA ground,
     GdkRGBA color,
     float   share)
{
  return (GdkRGBA) {
    ground.red + (color.red - ground.red) * share,
    ground.green + (color.green - ground.green) * share,
    ground.blue + (color.blue - ground.blue) * share,
    1,
  };
}

/**
 * heddle_canvas_palette_init:
 * @self: a palette
 * @dark: whether it is for a dark canvas
 * @high_contrast: whether everything has an edge and nothing shines through
 * @accent: the system's accent colour, for use on the canvas
 *
 * Sets all colours.
 */
void
heddle_canvas_palette_init (HeddleCanvasPalette *self,
                            gboolean             dark,
                            gboolean             high_contrast,
                            const GdkRGBA       *accent)
{
  GdkRGBA slate;

  self->dark = dark;
  self->high_contrast = high_contrast;
  self->canvas = pick (self, (Token) { "#f3f3f5", "#1d1d20" });
  self->node = pick (self, (Token) { "#ffffff", "#303034" });
  self->text = pick (self, (Token) { "#2e2e33", "#ffffff" });
  self->accent = *accent;
  self->success = pick (self, (Token) { "#007c3d", "#78e9ab" });
  self->warning = pick (self, (Token) { "#905400", "#ffc252" });
  self->error = pick (self, (Token) { "#c30000", "#ff938c" });
  self->note = pick (self, (Token) { "#f9eeb5", "#574c12" });
  self->note_text = pick (self, (Token) { "#4a4213", "#f7f0cc" });
  self->dot = fade (self->text, high_contrast ? 0.25f : 0.11f);
  self->edge = fade (self->text, 0.8f);
  self->shade = (GdkRGBA) { 0, 0, 0, dark ? 0.35f : 0.12f };
  self->dim = fade (self->text, high_contrast ? 0.9f : 0.66f);
  self->box = fade (self->text, dark ? 0.09f : 0.07f);
  self->line = fade (self->text, high_contrast ? 0.5f : 0.1f);
  self->link_width = high_contrast ? 4 : 3;
  self->dimmed = high_contrast ? 0.75f : 0.45f;

  slate = pick (self, (Token) { "#5e5c64", "#a9a7ad" });
  for (guint i = 0; i <= HEDDLE_CANVAS_N_TYPES; i++)
    {
      GdkRGBA color = i < HEDDLE_CANVAS_N_TYPES ? pick (self, type_tokens[i]) : slate;

      self->headers[i] = mix (self->node, color, dark ? 0.2f : 0.13f);
      self->blocks[i] = mix (self->canvas, color, dark ? 0.55f : 0.45f);
      if (i == HEDDLE_CANVAS_N_TYPES)
        break;
      self->types[i] = color;
      self->links[i] = mix (self->canvas, color, high_contrast ? 1 : 0.8f);
    }
}

/**
 * heddle_canvas_palette_init_current:
 * @self: a palette
 *
 * Sets all colours to those that go with the application's look.
 */
void
heddle_canvas_palette_init_current (HeddleCanvasPalette *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);

  adw_rgba_to_standalone (accent, adw_style_manager_get_dark (style), accent);
  heddle_canvas_palette_init (self, adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style),
                              accent);
}

static gboolean
find_color (const HeddleCanvasPalette *self,
            const char                *color,
            GdkRGBA                   *base)
{
  if (color != NULL && *color == '#')
    return gdk_rgba_parse (base, color);
  for (guint i = 0; color != NULL && i < G_N_ELEMENTS (named_tokens); i++)
    {
      if (!g_str_equal (named_tokens[i].name, color))
        continue;
      *base = pick (self, named_tokens[i].token);
      return TRUE;
    }
  return FALSE;
}

/**
 * heddle_canvas_palette_get_node:
 * @self: a palette
 * @type: what a node gives, a [enum@ValueType], or -1 for nothing
 * @color: (nullable): what it has of its own: a name of the palette, or a color
 * @header: whether it is for its header, and not for all of it, seen from afar
 *
 * Returns: what tints the node
 */
GdkRGBA
heddle_canvas_palette_get_node (const HeddleCanvasPalette *self,
                                int                        type,
                                const char                *color,
                                gboolean                   header)
{
  guint index = type >= 0 ? (guint) type : HEDDLE_CANVAS_N_TYPES;
  GdkRGBA base;

  if (!find_color (self, color, &base))
    return header ? self->headers[index] : self->blocks[index];
  if (header)
    return mix (self->node, base, self->dark ? 0.34f : 0.26f);
  return mix (self->canvas, base, self->dark ? 0.7f : 0.6f);
}

/**
 * heddle_canvas_palette_get_frame:
 * @self: a palette
 * @color: (nullable): what a frame's colour is called in the document
 * @fill: (out): return location for its ground
 * @edge: (out): return location for its edge
 *
 * Looks up the colours of a frame.
 */
void
heddle_canvas_palette_get_frame (const HeddleCanvasPalette *self,
                                 const char                *color,
                                 GdkRGBA                   *fill,
                                 GdkRGBA                   *edge)
{
  GdkRGBA base = self->text;
  gboolean colored = find_color (self, color, &base);

  *fill = fade (base, colored ? 0.07f : 0.045f);
  *edge = fade (base, self->high_contrast ? 0.9f : colored ? 0.28f : 0.13f);
}
