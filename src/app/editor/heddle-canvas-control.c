/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-control.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"
#include "editor/heddle-option-names.h"

#define PADDING 10
#define BOX_HEIGHT 30
#define LINE_HEIGHT 17
#define TEXT_MARGIN 13
#define GAP 8
#define PAIR_GAP 8
#define BUTTON 28
#define MOST_ROWS 5
#define MOST_LINES 3
#define TEXT_LETTER 6.4f
#define TRACK_SHARE 0.38f

/* A whole number of so many values or less is turned or slid, as is a factor; all others are written. */
#define MOST_STEPS 64
#define MOST_SLIDE 200
#define MOST_FACTOR 2

/* What is set in the inspector alone, so that nodes stay small. */
static const char *const left_out[] = {
  "ai.image-generation/negative", "ai.text-generation/system", "ai.text-generation/fields",
  "ai.text-generation/output",    "image.compose/dx",          "image.compose/dy",
  "image.compose/blend",          "image.resize/gravity",      "image.resize/background",
  "image.text/font",              "image.text/align",          "image.text/gravity",
  "image.text/shadow",            "image.text/fit",            "input.number/min",
  "input.number/max",             "input.select/options",      "input.text/multiline",
  "input.list/items",             "output.asset/final",
};

/* Texts that say by themselves what they are. */
static const char *const speaking[] = { "prompt", "text", "template", "value", "csv" };

static void
clear_control (gpointer data)
{
  g_free (((HeddleCanvasControl *) data)->value);
}

static gboolean
is_left_out (const HeddleNodeTypeInfo *type,
             const char               *key)
{
  gsize length = strlen (type->id);

  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    {
      if (strncmp (left_out[i], type->id, length) == 0 && left_out[i][length] == '/'
          && g_str_equal (left_out[i] + length + 1, key))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_speaking (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (speaking); i++)
    {
      if (g_str_equal (key, speaking[i]))
        return TRUE;
    }
  return FALSE;
}

static HeddleControlShape
get_number_shape (const HeddleParameterInfo *info)
{
  double span = info->maximum - info->minimum;

  if (span <= 0)
    return info->kind == HEDDLE_PARAMETER_INTEGER ? HEDDLE_CONTROL_STEPS : HEDDLE_CONTROL_LINE;
  if (info->kind == HEDDLE_PARAMETER_INTEGER && span <= MOST_STEPS)
    return HEDDLE_CONTROL_STEPS;
  if (info->kind == HEDDLE_PARAMETER_NUMBER)
    return span <= MOST_FACTOR ? HEDDLE_CONTROL_SLIDER : HEDDLE_CONTROL_LINE;
  return span <= MOST_SLIDE ? HEDDLE_CONTROL_SLIDER : HEDDLE_CONTROL_LINE;
}

static HeddleControlShape
get_shape (const HeddleParameterInfo *info)
{
  switch (info->kind)
    {
    case HEDDLE_PARAMETER_NUMBER:
    case HEDDLE_PARAMETER_INTEGER:
      return get_number_shape (info);
    case HEDDLE_PARAMETER_BOOLEAN:
      return HEDDLE_CONTROL_SWITCH;
    case HEDDLE_PARAMETER_SEED:
      return HEDDLE_CONTROL_SEED;
    case HEDDLE_PARAMETER_CHOICE:
    case HEDDLE_PARAMETER_MODEL:
    case HEDDLE_PARAMETER_ASPECT_RATIO:
      return HEDDLE_CONTROL_MENU;
    case HEDDLE_PARAMETER_LONG_TEXT:
      return is_speaking (info->key) ? HEDDLE_CONTROL_PARAGRAPH : HEDDLE_CONTROL_LINE;
    case HEDDLE_PARAMETER_TEXT:
    case HEDDLE_PARAMETER_COLOR:
    case HEDDLE_PARAMETER_FILE:
    case HEDDLE_PARAMETER_FOLDER:
    case HEDDLE_PARAMETER_ASSET:
    case HEDDLE_PARAMETER_TEXT_LIST:
    case HEDDLE_PARAMETER_ASSET_LIST:
    case HEDDLE_PARAMETER_NUMBERS:
    case HEDDLE_PARAMETER_JSON:
    default:
      return HEDDLE_CONTROL_LINE;
    }
}

static char *
dup_number (const HeddleParameterInfo *info,
            JsonNode                  *value)
{
  g_autofree char *digits = heddle_json_is_number (value)
                              ? heddle_json_number_to_plain_string (json_node_get_double (value))
                              : heddle_json_write (value, HEDDLE_JSON_COMPACT);

  if (info->unit == NULL || get_number_shape (info) != HEDDLE_CONTROL_SLIDER)
    return g_steal_pointer (&digits);
  /* Translators: a number and its unit, such as 12 px */
  return g_strdup_printf (_("%s %s"), digits, _(info->unit));
}

static char *
dup_list (const HeddleParameterInfo *info,
          JsonNode                  *value)
{
  guint n = JSON_NODE_HOLDS_ARRAY (value) ? json_array_get_length (json_node_get_array (value)) : 0;

  if (n == 0)
    return NULL;
  if (info->kind == HEDDLE_PARAMETER_ASSET_LIST)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u image", "%u images", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u entry", "%u entries", n), n);
}

static char *
dup_model_name (HeddleNodeSchema *schema,
                const char       *qualified)
{
  HeddleModel *model = heddle_node_schema_get_model (schema);
  const char *slash = strchr (qualified, '/');

  if (model != NULL && heddle_model_is_listed (model))
    return g_strdup (heddle_model_get_name (model));
  return g_strdup (slash != NULL ? slash + 1 : qualified);
}

static char *
dup_text_value (HeddleNodeSchema          *schema,
                const HeddleParameterInfo *info,
                const char                *text)
{
  if (text == NULL || *text == '\0')
    return NULL;
  switch ((int) info->kind)
    {
    case HEDDLE_PARAMETER_MODEL:
      return dup_model_name (schema, text);
    case HEDDLE_PARAMETER_CHOICE:
      return heddle_option_dup_name (text);
    case HEDDLE_PARAMETER_SEED:
      return g_strdup (_("New each run"));
    case HEDDLE_PARAMETER_FILE:
    case HEDDLE_PARAMETER_FOLDER:
      return g_path_get_basename (text);
    case HEDDLE_PARAMETER_ASSET:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u image", "%u images", 1), 1);
    default:
      return g_strdup (text);
    }
}

static void
read_value (HeddleCanvasControl *self,
            HeddleNodeSchema    *schema,
            JsonNode            *value)
{
  const char *text = value != NULL ? heddle_json_as_string (value) : NULL;

  if (value == NULL)
    return;
  self->is_wrong = !heddle_parameter_check (&self->info, value, NULL);
  if (heddle_json_is_number (value))
    {
      self->number = json_node_get_double (value);
      self->value = dup_number (&self->info, value);
      self->on = TRUE;
    }
  else if (text != NULL)
    {
      self->value = dup_text_value (schema, &self->info, text);
    }
  else if (self->info.kind == HEDDLE_PARAMETER_BOOLEAN)
    {
      self->on = JSON_NODE_HOLDS_VALUE (value) && json_node_get_boolean (value);
      self->value = g_strdup (self->on ? _("On") : _("Off"));
    }
  else
    {
      self->value = dup_list (&self->info, value);
    }
}

static gboolean
is_long_number (const HeddleCanvasControl *self)
{
  return self->shape == HEDDLE_CONTROL_LINE
         && (self->info.kind == HEDDLE_PARAMETER_INTEGER || self->info.kind == HEDDLE_PARAMETER_NUMBER);
}

static gboolean
is_ratio_and_count (const HeddleCanvasControl *ratio,
                    const HeddleCanvasControl *count)
{
  return ratio->info.kind == HEDDLE_PARAMETER_ASPECT_RATIO && count->shape == HEDDLE_CONTROL_STEPS;
}

/* What is short, and belongs together, stands side by side; a ratio before the number of what has it. */
static void
pair (GArray *controls)
{
  for (guint i = 0; i + 1 < controls->len; i++)
    {
      HeddleCanvasControl *one = &g_array_index (controls, HeddleCanvasControl, i);
      HeddleCanvasControl *two = one + 1;

      if (is_ratio_and_count (two, one))
        {
          HeddleCanvasControl ratio = *two;

          *two = *one;
          *one = ratio;
        }
      if (!is_ratio_and_count (one, two) && !(is_long_number (one) && is_long_number (two)))
        continue;
      two->is_bare = two->shape == HEDDLE_CONTROL_STEPS;
      one->is_half = two->is_half = TRUE;
      i++;
    }
}

/* An image that is a file is no asset. */
static gboolean
is_instead (const HeddleParameterInfo *info,
            JsonObject                *config)
{
  return info->kind == HEDDLE_PARAMETER_ASSET && json_object_has_member (config, "path");
}

/**
 * heddle_canvas_controls_new:
 * @schema: what can be set of a node
 * @type: its type
 * @config: its config
 *
 * Returns: (transfer full) (element-type HeddleCanvasControl): what is set of it most, without a layout yet;
 *   good as long as @schema
 */
GArray *
heddle_canvas_controls_new (HeddleNodeSchema         *schema,
                            const HeddleNodeTypeInfo *type,
                            JsonObject               *config)
{
  GArray *controls = g_array_new (FALSE, TRUE, sizeof (HeddleCanvasControl));

  g_array_set_clear_func (controls, clear_control);
  for (guint i = 0; i < heddle_node_schema_count (schema); i++)
    {
      HeddleCanvasControl control = { 0 };
      g_autoptr (JsonNode) fallback = NULL;
      JsonNode *value;

      if (is_left_out (type, type->parameters[i].key)
          || heddle_node_schema_is_advanced (schema, type->parameters[i].key)
          || !heddle_node_schema_resolve (schema, i, config, &control.info) || is_instead (&control.info, config)
          || control.info.kind == HEDDLE_PARAMETER_JSON || control.info.kind == HEDDLE_PARAMETER_NUMBERS)
        continue;
      control.shape = get_shape (&control.info);
      control.is_bare = control.shape == HEDDLE_CONTROL_PARAGRAPH || control.info.kind == HEDDLE_PARAMETER_MODEL
                        || control.info.kind == HEDDLE_PARAMETER_ASPECT_RATIO;
      value = json_object_get_member (config, control.info.key);
      if (value == NULL || JSON_NODE_HOLDS_NULL (value))
        value = fallback = heddle_parameter_get_default (&control.info);
      read_value (&control, schema, value);
      g_array_append_val (controls, control);
    }
  pair (controls);
  return controls;
}

static float
get_height (const HeddleCanvasControl *self,
            float                      width)
{
  guint lines = 1;

  if (self->shape == HEDDLE_CONTROL_PARAGRAPH && self->value != NULL && !self->is_linked)
    lines = heddle_canvas_count_lines (self->value, width - 2 * PADDING, TEXT_LETTER);
  return MAX (BOX_HEIGHT, (float) lines * LINE_HEIGHT + TEXT_MARGIN);
}

/**
 * heddle_canvas_controls_lay_out:
 * @controls: (element-type HeddleCanvasControl): the controls of a node
 * @y: where they begin
 * @width: how wide the node is
 * @room: where they have to end; 0 for no bound
 * @area: (out caller-allocates): return location for what they cover
 *
 * Works out where controls are. Those that there is no room for are not shown.
 *
 * Returns: where they end
 */
float
heddle_canvas_controls_lay_out (GArray          *controls,
                                float            y,
                                float            width,
                                float            room,
                                graphene_rect_t *area)
{
  float inner = width - 2 * PADDING;
  float half = (inner - PAIR_GAP) / 2;
  float begin = y;
  guint rows = 0;

  for (guint i = 0; i < controls->len; i++)
    g_array_index (controls, HeddleCanvasControl, i).box = *graphene_rect_zero ();
  for (guint i = 0; i < controls->len && rows < MOST_ROWS; i++, rows++)
    {
      HeddleCanvasControl *control = &g_array_index (controls, HeddleCanvasControl, i);
      float height = get_height (control, inner);

      if (room > 0 && y + height + GAP > room)
        break;
      graphene_rect_init (&control->box, PADDING, y + GAP / 2, control->is_half ? half : inner, height);
      if (control->is_half && i + 1 < controls->len)
        {
          control++;
          graphene_rect_init (&control->box, PADDING + half + PAIR_GAP, y + GAP / 2, half, height);
          i++;
        }
      y += height + GAP;
    }
  graphene_rect_init (area, PADDING, begin + GAP / 2, inner, MAX (y - begin - GAP, 0));
  return y;
}

/**
 * heddle_canvas_control_get_title:
 * @self: a control
 *
 * Returns: (transfer none): what it is called
 */
const char *
heddle_canvas_control_get_title (const HeddleCanvasControl *self)
{
  return self->info.label != NULL && *self->info.label != '\0' ? _(self->info.label) : self->info.key;
}

/**
 * heddle_canvas_control_is_shown:
 * @self: a control
 *
 * Returns: whether there is room for it
 */
gboolean
heddle_canvas_control_is_shown (const HeddleCanvasControl *self)
{
  return self->box.size.height > 0;
}

/**
 * heddle_canvas_control_is_editable:
 * @self: a control
 *
 * Returns: whether a person can set it: a link may give the value instead, but for texts that it only comes
 *   before
 */
gboolean
heddle_canvas_control_is_editable (const HeddleCanvasControl *self)
{
  return heddle_canvas_control_is_shown (self) && (!self->is_linked || g_str_equal (self->info.key, "prompt"));
}

/**
 * heddle_canvas_control_get_part_box:
 * @self: a control
 * @part: a part of it
 * @box: (out caller-allocates): return location for where that is in the node, before it is mirrored
 *
 * Returns: whether it has that part
 */
gboolean
heddle_canvas_control_get_part_box (const HeddleCanvasControl *self,
                                    HeddleControlPart          part,
                                    graphene_rect_t           *box)
{
  const graphene_rect_t *all = &self->box;
  float left = all->origin.x, right = left + all->size.width, begin = left, end = right;

  if (!heddle_canvas_control_is_shown (self) || part == HEDDLE_CONTROL_NONE)
    return FALSE;
  if (self->shape == HEDDLE_CONTROL_STEPS && !self->is_linked)
    {
      float less = self->is_bare ? left : right - 2 * BUTTON;

      begin = part == HEDDLE_CONTROL_LESS ? less : part == HEDDLE_CONTROL_MORE ? right - BUTTON
                                                 : self->is_bare               ? left + BUTTON
                                                                               : left;
      end = part == HEDDLE_CONTROL_LESS ? less + BUTTON : part == HEDDLE_CONTROL_MORE ? right
                                                        : self->is_bare               ? right - BUTTON
                                                                                      : less;
      if (part > HEDDLE_CONTROL_MORE)
        return FALSE;
    }
  else if (self->shape == HEDDLE_CONTROL_SEED && !self->is_linked)
    {
      begin = part == HEDDLE_CONTROL_DICE ? right - 2 * BUTTON : part == HEDDLE_CONTROL_LOCK ? right - BUTTON : left;
      end = part == HEDDLE_CONTROL_DICE ? right - BUTTON : part == HEDDLE_CONTROL_LOCK ? right : right - 2 * BUTTON;
      if (part != HEDDLE_CONTROL_WHOLE && part != HEDDLE_CONTROL_DICE && part != HEDDLE_CONTROL_LOCK)
        return FALSE;
    }
  else if (self->shape == HEDDLE_CONTROL_SLIDER && !self->is_linked)
    {
      float track = right - all->size.width * TRACK_SHARE;

      begin = part == HEDDLE_CONTROL_TRACK ? track : left;
      end = part == HEDDLE_CONTROL_TRACK ? right : track;
      if (part != HEDDLE_CONTROL_WHOLE && part != HEDDLE_CONTROL_TRACK)
        return FALSE;
    }
  else if (part != HEDDLE_CONTROL_WHOLE)
    {
      return FALSE;
    }
  graphene_rect_init (box, begin, all->origin.y, end - begin, all->size.height);
  return TRUE;
}

/**
 * heddle_canvas_control_find_part:
 * @self: a control
 * @x: a place in the node, before it is mirrored
 * @y: the same
 * @distance: (inout): how far beside it still counts; where a part is found, how far it is from there
 *
 * Returns: which part of it is there, or nearest
 */
HeddleControlPart
heddle_canvas_control_find_part (const HeddleCanvasControl *self,
                                 float                      x,
                                 float                      y,
                                 float                     *distance)
{
  HeddleControlPart nearest = HEDDLE_CONTROL_NONE;

  for (int part = HEDDLE_CONTROL_WHOLE; part < HEDDLE_CONTROL_N_PARTS; part++)
    {
      graphene_rect_t box;
      float beside, above, far;

      if (!heddle_canvas_control_get_part_box (self, (HeddleControlPart) part, &box))
        continue;
      beside = MAX (MAX (box.origin.x - x, x - box.origin.x - box.size.width), 0);
      above = MAX (MAX (box.origin.y - y, y - box.origin.y - box.size.height), 0);
      far = MAX (beside, above);
      if (far > *distance || (nearest != HEDDLE_CONTROL_NONE && far >= *distance))
        continue;
      *distance = far;
      nearest = (HeddleControlPart) part;
    }
  return nearest;
}

/**
 * heddle_canvas_control_get_fraction:
 * @self: a slider
 *
 * Returns: how far its knob is from the least, from 0 to 1
 */
double
heddle_canvas_control_get_fraction (const HeddleCanvasControl *self)
{
  return CLAMP ((self->number - self->info.minimum) / (self->info.maximum - self->info.minimum), 0, 1);
}

/**
 * heddle_canvas_control_dup_label:
 * @self: a control
 * @part: a part of it
 *
 * Returns: (transfer full): what assistive technology calls that part
 */
char *
heddle_canvas_control_dup_label (const HeddleCanvasControl *self,
                                 HeddleControlPart          part)
{
  const char *title = heddle_canvas_control_get_title (self);

  switch ((int) part)
    {
    case HEDDLE_CONTROL_LESS:
      /* Translators: a button; %s is a parameter, such as Width */
      return g_strdup_printf (_("Decrease %s"), title);
    case HEDDLE_CONTROL_MORE:
      return g_strdup_printf (_("Increase %s"), title);
    case HEDDLE_CONTROL_DICE:
      return g_strdup (_("Roll a New Seed"));
    case HEDDLE_CONTROL_LOCK:
      return g_strdup (_("Keep the Seed"));
    default:
      if (self->is_linked)
        /* Translators: a parameter whose value comes from another node */
        return g_strdup_printf (_("%s: linked"), title);
      /* Translators: a parameter and what is chosen for it, such as Format: PNG */
      return g_strdup_printf (_("%s: %s"), title, self->value != NULL ? self->value : _("None"));
    }
}

/**
 * heddle_canvas_count_lines:
 * @text: a text
 * @width: how wide it can be
 * @letter: about how wide a letter is
 *
 * Returns: about how many lines it takes, of as many as a node shows
 */
guint
heddle_canvas_count_lines (const char *text,
                           float       width,
                           float       letter)
{
  float letters = MAX (width / letter, 1);
  float line = 0;
  guint lines = 1;

  for (const char *at = text; *at != '\0' && lines < MOST_LINES; at = g_utf8_next_char (at))
    {
      if (*at == '\n' || ++line > letters)
        {
          lines += at[1] != '\0';
          line = 0;
        }
    }
  return lines;
}
