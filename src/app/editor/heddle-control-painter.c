/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-control-painter.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-link.h"
#include "editor/heddle-canvas-shape.h"
#include "widgets/heddle-isolate.h"

#define RADIUS 8
#define INSET 10
#define ICON_SIZE 16
#define ARROW_ROOM 22
#define VALUE_GAP 10
#define LABEL_GAP 6
#define VALUE_SHARE 0.55f
#define TRACK_HEIGHT 4
#define KNOB 14
#define SWITCH_WIDTH 34
#define SWITCH_HEIGHT 20
#define SWITCH_MARGIN 2
#define SWATCH_WIDTH 26
#define SWATCH_HEIGHT 16
#define EXCERPT_MARGIN 6.5f

/* What one control is painted with. */
typedef struct
{
  const HeddleControlPainter *painter;
  const HeddleCanvasNode     *node;
  const HeddleCanvasControl  *control;
  GtkSnapshot                *snapshot;
  int                         scale;
  gboolean                    full;
} Brush;

static gboolean
is_mirrored (const HeddleControlPainter *self)
{
  return gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL;
}

static graphene_rect_t
mirror (const Brush           *brush,
        const graphene_rect_t *area)
{
  graphene_rect_t place = *area;

  if (is_mirrored (brush->painter))
    place.origin.x = brush->node->bounds.size.width - area->origin.x - area->size.width;
  return place;
}

/* A text at the beginning of an area, or at its end; the area becomes smaller by it. */
static void
append_text (const Brush           *brush,
             const char            *text,
             HeddleCanvasTextStyle  style,
             const GdkRGBA         *color,
             graphene_rect_t       *area,
             gboolean               at_end)
{
  graphene_rect_t place = mirror (brush, area);
  float taken = heddle_canvas_text_append (brush->painter->text, brush->snapshot, text, style, color, &place,
                                           is_mirrored (brush->painter) != at_end ? 1 : 0);

  area->size.width -= taken + VALUE_GAP;
  if (!at_end)
    area->origin.x += taken + VALUE_GAP;
}

static void
append_icon (const Brush           *brush,
             const char            *name,
             const GdkRGBA         *color,
             const graphene_rect_t *area)
{
  GdkTexture *icon = heddle_canvas_textures_get_icon (brush->painter->textures, name, color,
                                                      ICON_SIZE << brush->scale);
  graphene_rect_t place = mirror (brush, area);

  gtk_snapshot_append_texture (brush->snapshot, icon,
                               &GRAPHENE_RECT_INIT (place.origin.x + (place.size.width - ICON_SIZE) / 2,
                                                    place.origin.y + (place.size.height - ICON_SIZE) / 2, ICON_SIZE,
                                                    ICON_SIZE));
}

static void
append_ground (const Brush *brush)
{
  const HeddleCanvasPalette *palette = brush->painter->palette;
  graphene_rect_t box = mirror (brush, &brush->control->box);

  if (!brush->full)
    return;
  heddle_canvas_append_box (brush->snapshot, brush->painter->widget, &box, RADIUS, &palette->box);
  if (brush->control->is_wrong)
    heddle_canvas_append_outline (brush->snapshot, &box, RADIUS, 1.5f, &palette->error);
  else if (palette->high_contrast)
    heddle_canvas_append_outline (brush->snapshot, &box, RADIUS, 1, &palette->edge);
}

static graphene_rect_t
get_inside (const Brush       *brush,
            HeddleControlPart  part)
{
  graphene_rect_t inside;

  heddle_canvas_control_get_part_box (brush->control, part, &inside);
  inside.origin.x += INSET;
  inside.size.width -= 2 * INSET;
  return inside;
}

static const GdkRGBA *
get_value_color (const Brush *brush)
{
  const HeddleCanvasPalette *palette = brush->painter->palette;

  if (brush->control->is_wrong)
    return &palette->error;
  return brush->control->value != NULL ? &palette->text : &palette->dim;
}

/* The name of what a link comes from. */
static const char *
find_source (const Brush *brush)
{
  for (guint i = 0; i < brush->node->links->len; i++)
    {
      const HeddleCanvasLink *link = brush->node->links->pdata[i];

      if (link->to != brush->node || link->after
          || g_strcmp0 (heddle_link_get_to_port (link->link), brush->control->info.key) != 0)
        continue;
      if (link->from->node == NULL)
        return heddle_canvas_node_ensure_port (link->from, heddle_link_get_from_port (link->link), TRUE)->label;
      return link->from->title;
    }
  return NULL;
}

/* Without a ground, since there is nothing to be set. */
static void
append_linked (const Brush *brush)
{
  const HeddleCanvasPalette *palette = brush->painter->palette;
  const char *source = find_source (brush);
  /* Translators: a value comes from another node; %s is that node's name */
  g_autofree char *text = g_strdup_printf (_("From “%s”"), source != NULL ? source : "");
  graphene_rect_t inside = get_inside (brush, HEDDLE_CONTROL_WHOLE);

  if (!brush->control->is_bare)
    append_text (brush, heddle_canvas_control_get_title (brush->control), HEDDLE_CANVAS_LABEL, &palette->dim, &inside,
                 FALSE);
  append_text (brush, text, HEDDLE_CANVAS_LABEL, &palette->dim, &inside, !brush->control->is_bare);
}

static void
paint_paragraph (const Brush *brush)
{
  const HeddleCanvasPalette *palette = brush->painter->palette;
  const char *value = brush->control->value;
  g_autofree char *stripped = value != NULL ? g_strstrip (g_strdup (value)) : NULL;
  graphene_rect_t inside = get_inside (brush, HEDDLE_CONTROL_WHOLE);

  append_ground (brush);
  if (stripped == NULL || *stripped == '\0')
    {
      append_text (brush, heddle_canvas_control_get_title (brush->control), HEDDLE_CANVAS_LABEL, &palette->dim,
                   &inside, FALSE);
      return;
    }
  graphene_rect_inset (&inside, 0, EXCERPT_MARGIN);
  inside = mirror (brush, &inside);
  heddle_canvas_text_append_paragraph (brush->painter->text, brush->snapshot, stripped, HEDDLE_CANVAS_LABEL,
                                       get_value_color (brush), &inside);
}

static void
append_swatch (const Brush     *brush,
               graphene_rect_t *inside)
{
  graphene_rect_t swatch = GRAPHENE_RECT_INIT (inside->origin.x + inside->size.width - SWATCH_WIDTH,
                                               inside->origin.y + (inside->size.height - SWATCH_HEIGHT) / 2,
                                               SWATCH_WIDTH, SWATCH_HEIGHT);
  GdkRGBA color;

  if (brush->control->value == NULL || !gdk_rgba_parse (&color, brush->control->value))
    return;
  swatch = mirror (brush, &swatch);
  heddle_canvas_append_box (brush->snapshot, brush->painter->widget, &swatch, 4, &color);
  heddle_canvas_append_outline (brush->snapshot, &swatch, 4, 1, &brush->painter->palette->line);
  inside->size.width -= SWATCH_WIDTH + 6;
}

static const char *
get_nothing (const HeddleCanvasControl *control)
{
  switch ((int) control->info.kind)
    {
    case HEDDLE_PARAMETER_FILE:
    case HEDDLE_PARAMETER_FOLDER:
    case HEDDLE_PARAMETER_ASSET:
    case HEDDLE_PARAMETER_ASSET_LIST:
    case HEDDLE_PARAMETER_MODEL:
      return _("Choose…");
    case HEDDLE_PARAMETER_NUMBER:
    case HEDDLE_PARAMETER_INTEGER:
      return _("None");
    default:
      return NULL;
    }
}

/* Where there is too little room for both, each has about half of it; a label alone has all. */
static void
append_label_and_value (const Brush     *brush,
                        graphene_rect_t *inside)
{
  const HeddleCanvasControl *control = brush->control;
  HeddleCanvasText *text = brush->painter->text;
  const char *value = control->value != NULL ? control->value : get_nothing (control);
  const char *title = heddle_canvas_control_get_title (control);
  float room = inside->size.width, wanted;
  graphene_rect_t label = *inside;

  if (control->is_bare)
    {
      append_text (brush, value != NULL ? value : title, HEDDLE_CANVAS_BODY, get_value_color (brush), inside, FALSE);
      return;
    }
  if (value != NULL)
    {
      wanted = heddle_canvas_text_measure (text, value, HEDDLE_CANVAS_BODY, inside->size.width) + 1;
      room -= heddle_canvas_text_measure (text, title, HEDDLE_CANVAS_LABEL, inside->size.width) + 1 + LABEL_GAP;
      room = MIN (wanted, MAX (room, (inside->size.width - LABEL_GAP) * VALUE_SHARE));
      label.size.width -= room + LABEL_GAP;
      inside->origin.x += inside->size.width - room;
      inside->size.width = room;
      append_text (brush, value, HEDDLE_CANVAS_BODY, get_value_color (brush), inside, TRUE);
    }
  append_text (brush, title, HEDDLE_CANVAS_LABEL, &brush->painter->palette->dim, &label, FALSE);
}

static void
paint_line (const Brush *brush)
{
  graphene_rect_t inside = get_inside (brush, HEDDLE_CONTROL_WHOLE);

  append_ground (brush);
  if (brush->control->info.kind == HEDDLE_PARAMETER_COLOR)
    append_swatch (brush, &inside);
  append_label_and_value (brush, &inside);
}

static void
paint_menu (const Brush *brush)
{
  graphene_rect_t inside = get_inside (brush, HEDDLE_CONTROL_WHOLE);
  graphene_rect_t arrow = GRAPHENE_RECT_INIT (inside.origin.x + inside.size.width - ICON_SIZE, inside.origin.y,
                                              ICON_SIZE, inside.size.height);

  append_ground (brush);
  append_icon (brush, "pan-down-symbolic", &brush->painter->palette->text, &arrow);
  inside.size.width -= ARROW_ROOM;
  append_label_and_value (brush, &inside);
}

static void
append_button (const Brush       *brush,
               HeddleControlPart  part,
               const char        *icon,
               const GdkRGBA     *color)
{
  graphene_rect_t box;

  if (heddle_canvas_control_get_part_box (brush->control, part, &box))
    append_icon (brush, icon, color, &box);
}

static gboolean
can_turn (const HeddleCanvasControl *control,
          gboolean                   more)
{
  const HeddleParameterInfo *info = &control->info;

  if (info->minimum >= info->maximum || control->value == NULL)
    return TRUE;
  return more ? control->number < info->maximum : control->number > info->minimum;
}

static void
paint_steps (const Brush *brush)
{
  const HeddleCanvasPalette *palette = brush->painter->palette;
  const HeddleCanvasControl *control = brush->control;
  graphene_rect_t inside = get_inside (brush, HEDDLE_CONTROL_WHOLE);
  graphene_rect_t box = mirror (brush, &control->box);

  append_ground (brush);
  append_button (brush, HEDDLE_CONTROL_LESS, "list-remove-symbolic",
                 can_turn (control, FALSE) ? &palette->text : &palette->dim);
  append_button (brush, HEDDLE_CONTROL_MORE, "list-add-symbolic",
                 can_turn (control, TRUE) ? &palette->text : &palette->dim);
  if (!control->is_bare)
    {
      append_label_and_value (brush, &inside);
      return;
    }
  heddle_canvas_text_append (brush->painter->text, brush->snapshot,
                             control->value != NULL ? control->value : get_nothing (control), HEDDLE_CANVAS_BODY,
                             get_value_color (brush), &box, 0.5f);
}

static void
paint_seed (const Brush *brush)
{
  const HeddleCanvasPalette *palette = brush->painter->palette;
  graphene_rect_t inside = get_inside (brush, HEDDLE_CONTROL_WHOLE);

  append_ground (brush);
  append_button (brush, HEDDLE_CONTROL_DICE, "heddle-dice-symbolic", &palette->text);
  append_button (brush, HEDDLE_CONTROL_LOCK,
                 brush->control->on ? "changes-prevent-symbolic" : "changes-allow-symbolic",
                 brush->control->on ? &palette->accent : &palette->dim);
  append_label_and_value (brush, &inside);
}

static void
paint_slider (const Brush *brush)
{
  const HeddleCanvasPalette *palette = brush->painter->palette;
  GtkWidget *widget = brush->painter->widget;
  const GdkRGBA white = { 1, 1, 1, 1 };
  graphene_rect_t inside = get_inside (brush, HEDDLE_CONTROL_WHOLE);
  graphene_rect_t track, filled, knob;
  float way;

  append_ground (brush);
  append_label_and_value (brush, &inside);
  heddle_canvas_control_get_part_box (brush->control, HEDDLE_CONTROL_TRACK, &track);
  graphene_rect_inset (&track, INSET, (track.size.height - TRACK_HEIGHT) / 2);
  way = (track.size.width - KNOB) * (float) heddle_canvas_control_get_fraction (brush->control);
  graphene_rect_init (&knob, track.origin.x + way, track.origin.y + (TRACK_HEIGHT - KNOB) / 2, KNOB, KNOB);
  graphene_rect_init (&filled, track.origin.x, track.origin.y, way + KNOB / 2, TRACK_HEIGHT);
  track = mirror (brush, &track);
  filled = mirror (brush, &filled);
  knob = mirror (brush, &knob);
  heddle_canvas_append_box (brush->snapshot, widget, &track, TRACK_HEIGHT / 2, &palette->line);
  if (brush->control->value == NULL)
    return;
  heddle_canvas_append_box (brush->snapshot, widget, &filled, TRACK_HEIGHT / 2, &palette->accent);
  heddle_canvas_append_box (brush->snapshot, widget, &knob, KNOB / 2, &white);
  heddle_canvas_append_outline (brush->snapshot, &knob, KNOB / 2, 1, &palette->line);
}

static void
paint_switch (const Brush *brush)
{
  const HeddleCanvasPalette *palette = brush->painter->palette;
  const GdkRGBA white = { 1, 1, 1, 1 };
  const float side = SWITCH_HEIGHT - 2 * SWITCH_MARGIN;
  graphene_rect_t inside = get_inside (brush, HEDDLE_CONTROL_WHOLE);
  graphene_rect_t trough = GRAPHENE_RECT_INIT (inside.origin.x + inside.size.width - SWITCH_WIDTH,
                                               inside.origin.y + (inside.size.height - SWITCH_HEIGHT) / 2, SWITCH_WIDTH,
                                               SWITCH_HEIGHT);
  graphene_rect_t knob = GRAPHENE_RECT_INIT (trough.origin.x + (brush->control->on ? SWITCH_WIDTH - SWITCH_MARGIN - side
                                                                                   : SWITCH_MARGIN),
                                             trough.origin.y + SWITCH_MARGIN, side, side);
  GdkRGBA off = palette->text;

  off.alpha *= 0.25f;
  append_ground (brush);
  inside.size.width -= SWITCH_WIDTH + VALUE_GAP;
  append_text (brush, heddle_canvas_control_get_title (brush->control), HEDDLE_CANVAS_LABEL, &palette->dim, &inside,
               FALSE);
  trough = mirror (brush, &trough);
  knob = mirror (brush, &knob);
  heddle_canvas_append_box (brush->snapshot, brush->painter->widget, &trough, SWITCH_HEIGHT / 2,
                            brush->control->on ? &palette->accent : &off);
  heddle_canvas_append_box (brush->snapshot, brush->painter->widget, &knob, side / 2, &white);
}

static void
paint (const Brush *brush)
{
  const HeddleCanvasControl *control = brush->control;

  if (control->is_linked && (!heddle_canvas_control_is_editable (control) || control->value == NULL))
    {
      append_linked (brush);
      return;
    }
  switch (control->shape)
    {
    case HEDDLE_CONTROL_PARAGRAPH:
      paint_paragraph (brush);
      break;
    case HEDDLE_CONTROL_MENU:
      paint_menu (brush);
      break;
    case HEDDLE_CONTROL_STEPS:
      paint_steps (brush);
      break;
    case HEDDLE_CONTROL_SLIDER:
      paint_slider (brush);
      break;
    case HEDDLE_CONTROL_SEED:
      paint_seed (brush);
      break;
    case HEDDLE_CONTROL_SWITCH:
      paint_switch (brush);
      break;
    case HEDDLE_CONTROL_LINE:
    default:
      paint_line (brush);
      break;
    }
}

/* What is set, as far as it says something without its label: "4:5", "×4", "Seed 7". What a link gives is not. */
static char *
dup_words (const HeddleCanvasControl *control)
{
  const char *title = heddle_canvas_control_get_title (control);

  if (control->is_linked)
    return NULL;
  if (control->value == NULL)
    return control->info.kind == HEDDLE_PARAMETER_NUMBER || control->info.kind == HEDDLE_PARAMETER_INTEGER
             ? NULL
             : g_strdup (get_nothing (control));
  if (control->info.kind == HEDDLE_PARAMETER_ASPECT_RATIO)
    return heddle_isolate ("%s", control->value);
  switch (control->shape)
    {
    case HEDDLE_CONTROL_STEPS:
      /* Translators: a number of images or the like, which stands beside their form */
      return control->is_bare ? heddle_isolate (_("×%s"), control->value)
                              : g_strdup_printf ("%s %s", title, control->value);
    case HEDDLE_CONTROL_SLIDER:
    case HEDDLE_CONTROL_SEED:
      return g_strdup_printf ("%s %s", title, control->value);
    case HEDDLE_CONTROL_SWITCH:
      return control->on ? g_strdup (title) : NULL;
    case HEDDLE_CONTROL_LINE:
      return control->info.kind == HEDDLE_PARAMETER_NUMBER || control->info.kind == HEDDLE_PARAMETER_INTEGER
               ? g_strdup_printf ("%s %s", title, control->value)
               : g_strdup (control->value);
    case HEDDLE_CONTROL_PARAGRAPH:
    case HEDDLE_CONTROL_MENU:
    default:
      return g_strdup (control->value);
    }
}

/* The height that stands beside a width, where both are set: together they are one thing to people. */
static const HeddleCanvasControl *
find_height (const HeddleCanvasNode    *node,
             const HeddleCanvasControl *control)
{
  const HeddleCanvasControl *height = g_str_equal (control->info.key, "width")
                                        ? heddle_canvas_node_find_control (node, "height")
                                        : NULL;

  return height == NULL || height->is_linked || height->value == NULL || control->is_linked || control->value == NULL
           ? NULL
           : height;
}

/* Seen from a little way off, controls are what they say, in one line where the first of them is. */
static void
append_line (const HeddleControlPainter *self,
             const HeddleCanvasNode     *node,
             GtkSnapshot                *snapshot)
{
  Brush brush = { self, node, NULL, snapshot, 0, FALSE };
  graphene_rect_t area = node->controls_box;
  g_autoptr (GString) line = g_string_new (NULL);
  const HeddleCanvasControl *height = NULL;
  gboolean is_wrong = FALSE;

  for (guint i = 0; i < heddle_canvas_node_count_controls (node); i++)
    {
      const HeddleCanvasControl *control = heddle_canvas_node_get_control (node, i);
      g_autofree char *words = NULL;

      if (!heddle_canvas_control_is_shown (control) || control->shape == HEDDLE_CONTROL_PARAGRAPH)
        continue;
      if (brush.control == NULL)
        brush.control = control;
      is_wrong |= control->is_wrong;
      if (control == height)
        continue;
      if (find_height (node, control) != NULL)
        {
          height = find_height (node, control);
          words = heddle_isolate ("%s × %s", control->value, height->value);
        }
      else
        {
          words = dup_words (control);
        }
      if (words != NULL)
        g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", words);
    }
  if (line->len == 0)
    return;
  area.origin.y = brush.control->box.origin.y;
  area.size.height = brush.control->box.size.height;
  graphene_rect_inset (&area, INSET, 0);
  append_text (&brush, line->str, HEDDLE_CANVAS_BODY, is_wrong ? &self->palette->error : &self->palette->text, &area,
               FALSE);
}

/**
 * heddle_control_painter_append:
 * @self: a painter
 * @node: a node
 * @snapshot: where it goes, from the node's top left
 * @scale: how often the size of icons is doubled
 * @full: whether they look like what they are; otherwise all of them are a line of text, beside texts of several
 *
 * Adds the controls of a node.
 */
void
heddle_control_painter_append (const HeddleControlPainter *self,
                               const HeddleCanvasNode     *node,
                               GtkSnapshot                *snapshot,
                               int                         scale,
                               gboolean                    full)
{
  for (guint i = 0; i < heddle_canvas_node_count_controls (node); i++)
    {
      const Brush brush = { self, node, heddle_canvas_node_get_control (node, i), snapshot, scale, full };

      if (heddle_canvas_control_is_shown (brush.control)
          && (full || brush.control->shape == HEDDLE_CONTROL_PARAGRAPH))
        paint (&brush);
    }
  if (!full)
    append_line (self, node, snapshot);
}

/**
 * heddle_control_painter_append_summary:
 * @self: a painter
 * @node: a node
 * @snapshot: where it goes, from the node's top left
 * @full: whether it stands in a box
 *
 * Adds what a node is set to in a line, where it has no controls.
 */
void
heddle_control_painter_append_summary (const HeddleControlPainter *self,
                                       const HeddleCanvasNode     *node,
                                       GtkSnapshot                *snapshot,
                                       gboolean                    full)
{
  const Brush brush = { self, node, NULL, snapshot, 0, full };
  graphene_rect_t area = node->summary_box;

  if (area.size.height <= 0)
    return;
  if (full)
    heddle_canvas_append_box (snapshot, self->widget, &area, RADIUS, &self->palette->box);
  graphene_rect_inset (&area, RADIUS + 2, 0);
  append_text (&brush, node->summary, HEDDLE_CANVAS_BODY,
               node->type != NULL ? &self->palette->text : &self->palette->warning, &area, FALSE);
}
