/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-note.h"

#include "base/heddle-json.h"
#include "graph/heddle-element-private.h"

/**
 * HeddleNote:
 *
 * A text on the canvas that nothing is linked to.
 */
struct _HeddleNote
{
  HeddleElement  parent_instance;
  char          *text;
  double         x;
  double         y;
  double         width;
  double         height;
  char          *color;
};

G_DEFINE_FINAL_TYPE (HeddleNote, heddle_note, HEDDLE_TYPE_ELEMENT)

typedef enum
{
  PROP_TEXT = 1,
  PROP_X,
  PROP_Y,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_COLOR,
} HeddleNoteProperty;

static GParamSpec *properties[7];

static void
heddle_note_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  HeddleNote *self = HEDDLE_NOTE (object);

  switch ((HeddleNoteProperty) id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_X:
      g_value_set_double (value, self->x);
      break;
    case PROP_Y:
      g_value_set_double (value, self->y);
      break;
    case PROP_WIDTH:
      g_value_set_double (value, self->width);
      break;
    case PROP_HEIGHT:
      g_value_set_double (value, self->height);
      break;
    case PROP_COLOR:
      g_value_set_string (value, self->color);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_note_update (HeddleElement *element)
{
  HeddleNote *self = HEDDLE_NOTE (element);
  JsonObject *members = heddle_element_get_members (element);

  g_set_str (&self->text, heddle_json_get_string (members, "text", ""));
  self->x = heddle_json_get_number (members, "x", 0);
  self->y = heddle_json_get_number (members, "y", 0);
  self->width = heddle_json_get_number (members, "width", 0);
  self->height = heddle_json_get_number (members, "height", 0);
  g_set_str (&self->color, heddle_json_get_string (members, "color", NULL));
}

static void
heddle_note_finalize (GObject *object)
{
  HeddleNote *self = HEDDLE_NOTE (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->color, g_free);

  G_OBJECT_CLASS (heddle_note_parent_class)->finalize (object);
}

static void
heddle_note_class_init (HeddleNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HeddleElementClass *element_class = HEDDLE_ELEMENT_CLASS (klass);

  object_class->get_property = heddle_note_get_property;
  object_class->finalize = heddle_note_finalize;

  element_class->kind = HEDDLE_ELEMENT_NOTE;
  element_class->definition = "note";
  element_class->id_member = "id";
  element_class->update = heddle_note_update;

  /**
   * HeddleNote:text:
   *
   * What it says.
   */
  properties[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNote:x:
   *
   * The left edge on the canvas.
   */
  properties[PROP_X] =
    g_param_spec_double ("x", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNote:y:
   *
   * The top edge on the canvas.
   */
  properties[PROP_Y] =
    g_param_spec_double ("y", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNote:width:
   *
   * The width on the canvas.
   */
  properties[PROP_WIDTH] =
    g_param_spec_double ("width", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNote:height:
   *
   * The height on the canvas.
   */
  properties[PROP_HEIGHT] =
    g_param_spec_double ("height", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNote:color:
   *
   * A name of the palette, or a color.
   */
  properties[PROP_COLOR] =
    g_param_spec_string ("color", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
heddle_note_init (HeddleNote *self)
{
}

/**
 * heddle_note_get_height:
 * @self: a note
 *
 * Returns: the height on the canvas, in pixels
 */
double
heddle_note_get_height (HeddleNote *self)
{
  g_return_val_if_fail (HEDDLE_IS_NOTE (self), 0);

  return self->height;
}
