/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-frame.h"

#include "base/heddle-json.h"
#include "graph/heddle-element-private.h"

/**
 * HeddleFrame:
 *
 * A named rectangle behind the nodes of a pipeline.
 */
struct _HeddleFrame
{
  HeddleElement  parent_instance;
  char          *name;
  double         x;
  double         y;
  double         width;
  double         height;
  char          *color;
};

G_DEFINE_FINAL_TYPE (HeddleFrame, heddle_frame, HEDDLE_TYPE_ELEMENT)

typedef enum
{
  PROP_NAME = 1,
  PROP_X,
  PROP_Y,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_COLOR,
} HeddleFrameProperty;

static GParamSpec *properties[7];

static void
heddle_frame_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  HeddleFrame *self = HEDDLE_FRAME (object);

  switch ((HeddleFrameProperty) id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
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
heddle_frame_update (HeddleElement *element)
{
  HeddleFrame *self = HEDDLE_FRAME (element);
  JsonObject *members = heddle_element_get_members (element);

  g_set_str (&self->name, heddle_json_get_string (members, "name", NULL));
  self->x = heddle_json_get_number (members, "x", 0);
  self->y = heddle_json_get_number (members, "y", 0);
  self->width = heddle_json_get_number (members, "width", 0);
  self->height = heddle_json_get_number (members, "height", 0);
  g_set_str (&self->color, heddle_json_get_string (members, "color", NULL));
}

static void
heddle_frame_finalize (GObject *object)
{
  HeddleFrame *self = HEDDLE_FRAME (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->color, g_free);

  G_OBJECT_CLASS (heddle_frame_parent_class)->finalize (object);
}

static void
heddle_frame_class_init (HeddleFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HeddleElementClass *element_class = HEDDLE_ELEMENT_CLASS (klass);

  object_class->get_property = heddle_frame_get_property;
  object_class->finalize = heddle_frame_finalize;

  element_class->kind = HEDDLE_ELEMENT_FRAME;
  element_class->definition = "frame";
  element_class->id_member = "id";
  element_class->update = heddle_frame_update;

  /**
   * HeddleFrame:name:
   *
   * What it is called.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleFrame:x:
   *
   * The left edge on the canvas.
   */
  properties[PROP_X] =
    g_param_spec_double ("x", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleFrame:y:
   *
   * The top edge on the canvas.
   */
  properties[PROP_Y] =
    g_param_spec_double ("y", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleFrame:width:
   *
   * The width on the canvas.
   */
  properties[PROP_WIDTH] =
    g_param_spec_double ("width", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleFrame:height:
   *
   * The height on the canvas.
   */
  properties[PROP_HEIGHT] =
    g_param_spec_double ("height", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleFrame:color:
   *
   * A name of the palette, or a color.
   */
  properties[PROP_COLOR] =
    g_param_spec_string ("color", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
heddle_frame_init (HeddleFrame *self)
{
}

/**
 * heddle_frame_get_name:
 * @self: a frame
 *
 * Returns: (transfer none) (nullable): what it is called
 */
const char *
heddle_frame_get_name (HeddleFrame *self)
{
  g_return_val_if_fail (HEDDLE_IS_FRAME (self), NULL);

  return self->name;
}
