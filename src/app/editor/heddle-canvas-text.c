/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-text.h"

static const struct
{
  double      size;
  PangoWeight weight;
  gboolean    figures;
} styles[HEDDLE_CANVAS_N_TEXT_STYLES] = {
  [HEDDLE_CANVAS_TITLE] = { 14, PANGO_WEIGHT_BOLD },
  [HEDDLE_CANVAS_BODY] = { 13, PANGO_WEIGHT_NORMAL },
  [HEDDLE_CANVAS_LABEL] = { 12.5, PANGO_WEIGHT_NORMAL },
  [HEDDLE_CANVAS_CAPTION] = { 12, PANGO_WEIGHT_NORMAL, TRUE },
  [HEDDLE_CANVAS_NOTE] = { 13.5, PANGO_WEIGHT_NORMAL },
  [HEDDLE_CANVAS_BUTTON] = { 12, PANGO_WEIGHT_SEMIBOLD },
  [HEDDLE_CANVAS_SMALL_TITLE] = { 11, PANGO_WEIGHT_BOLD },
  [HEDDLE_CANVAS_FRAME_TITLE] = { 12, PANGO_WEIGHT_BOLD },
};

struct _HeddleCanvasText
{
  PangoLayout          *layout;
  PangoFontDescription *fonts[HEDDLE_CANVAS_N_TEXT_STYLES];
  PangoAttrList        *figures;
};

/**
 * heddle_canvas_text_new:
 * @widget: whose font it is
 *
 * Returns: (transfer full): a setter of text
 */
HeddleCanvasText *
heddle_canvas_text_new (GtkWidget *widget)
{
  HeddleCanvasText *self = g_new0 (HeddleCanvasText, 1);
  const PangoFontDescription *font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));

  self->layout = gtk_widget_create_pango_layout (widget, NULL);
  self->figures = pango_attr_list_new ();
  pango_attr_list_insert (self->figures, pango_attr_font_features_new ("tnum=1"));
  for (guint i = 0; i < HEDDLE_CANVAS_N_TEXT_STYLES; i++)
    {
      self->fonts[i] = pango_font_description_copy (font);
      pango_font_description_set_absolute_size (self->fonts[i], styles[i].size * PANGO_SCALE);
      pango_font_description_set_weight (self->fonts[i], styles[i].weight);
    }
  return self;
}

/**
 * heddle_canvas_text_free:
 * @self: (transfer full): a setter of text
 *
 * Frees it.
 */
void
heddle_canvas_text_free (HeddleCanvasText *self)
{
  for (guint i = 0; i < HEDDLE_CANVAS_N_TEXT_STYLES; i++)
    pango_font_description_free (self->fonts[i]);
  pango_attr_list_unref (self->figures);
  g_object_unref (self->layout);
  g_free (self);
}

static void
prepare (HeddleCanvasText      *self,
         const char            *text,
         HeddleCanvasTextStyle  style,
         float                  width,
         int                    height)
{
  pango_layout_set_font_description (self->layout, self->fonts[style]);
  pango_layout_set_attributes (self->layout, styles[style].figures ? self->figures : NULL);
  pango_layout_set_single_paragraph_mode (self->layout, height < 0);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (self->layout, height);
  pango_layout_set_width (self->layout, (int) MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_text (self->layout, text, -1);
}

/**
 * heddle_canvas_text_measure:
 * @self: a setter of text
 * @text: a text; only its first line counts
 * @style: what it is
 * @width: how wide it may be at most
 *
 * Returns: how wide it is, as [func@canvas_text_append] sets it
 */
float
heddle_canvas_text_measure (HeddleCanvasText      *self,
                            const char            *text,
                            HeddleCanvasTextStyle  style,
                            float                  width)
{
  PangoRectangle extents;

  prepare (self, text, style, width, -1);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
  pango_layout_get_extents (self->layout, NULL, &extents);
  return (float) extents.width / PANGO_SCALE;
}

/**
 * heddle_canvas_text_breaks_word:
 * @self: a setter of text
 * @text: a text
 * @style: what it is
 * @width: how wide it may be at most
 *
 * Returns: whether a word of it is wider than that
 */
gboolean
heddle_canvas_text_breaks_word (HeddleCanvasText      *self,
                                const char            *text,
                                HeddleCanvasTextStyle  style,
                                float                  width)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      PangoRectangle extents;

      prepare (self, words[i], style, width, -1);
      pango_layout_set_width (self->layout, -1);
      pango_layout_get_extents (self->layout, NULL, &extents);
      if (extents.width > width * PANGO_SCALE)
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_canvas_text_append:
 * @self: a setter of text
 * @snapshot: where it goes
 * @text: a text; only its first line is shown
 * @style: what it is
 * @color: its colour
 * @area: where it goes; it stands in the middle between top and bottom
 * @align: 0 for the left, 1 for the right
 *
 * Sets a line.
 *
 * Returns: how wide it is
 */
float
heddle_canvas_text_append (HeddleCanvasText      *self,
                           GtkSnapshot           *snapshot,
                           const char            *text,
                           HeddleCanvasTextStyle  style,
                           const GdkRGBA         *color,
                           const graphene_rect_t *area,
                           float                  align)
{
  PangoRectangle extents;
  float width;

  prepare (self, text, style, area->size.width, -1);
  pango_layout_set_alignment (self->layout, PANGO_ALIGN_LEFT);
  pango_layout_get_extents (self->layout, NULL, &extents);
  width = (float) extents.width / PANGO_SCALE;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT (area->origin.x + (area->size.width - width) * align - (float) extents.x / PANGO_SCALE,
                          area->origin.y + (area->size.height - (float) extents.height / PANGO_SCALE) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, color);
  gtk_snapshot_restore (snapshot);
  return width;
}

/**
 * heddle_canvas_text_append_paragraph:
 * @self: a setter of text
 * @snapshot: where it goes
 * @text: a text
 * @style: what it is
 * @color: its colour
 * @area: where it goes; what does not fit is left out
 *
 * Sets several lines.
 */
void
heddle_canvas_text_append_paragraph (HeddleCanvasText      *self,
                                     GtkSnapshot           *snapshot,
                                     const char            *text,
                                     HeddleCanvasTextStyle  style,
                                     const GdkRGBA         *color,
                                     const graphene_rect_t *area)
{
  PangoDirection direction = pango_context_get_base_dir (pango_layout_get_context (self->layout));

  prepare (self, text, style, area->size.width, (int) area->size.height * PANGO_SCALE);
  /* Pango swaps it where the text runs the other way: every text begins where it is read from. */
  pango_layout_set_alignment (self->layout, direction == PANGO_DIRECTION_RTL ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &area->origin);
  gtk_snapshot_append_layout (snapshot, self->layout, color);
  gtk_snapshot_restore (snapshot);
}
