/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-node.h"

#include "base/heddle-json.h"
#include "graph/heddle-element-private.h"

/**
 * HeddleNode:
 *
 * A step of a pipeline. Its properties follow the members of the document; all of them are changed
 * by edits only.
 */
struct _HeddleNode
{
  HeddleElement  parent_instance;
  char          *id;
  char          *type;
  guint          type_version;
  char          *name;
  double         x;
  double         y;
  double         width;
  gboolean       enabled;
  gboolean       muted;
  gboolean       collapsed;
  char          *color;
  JsonObject    *config;
};

G_DEFINE_FINAL_TYPE (HeddleNode, heddle_node, HEDDLE_TYPE_ELEMENT)

typedef enum
{
  PROP_ID = 1,
  PROP_TYPE,
  PROP_TYPE_VERSION,
  PROP_NAME,
  PROP_X,
  PROP_Y,
  PROP_WIDTH,
  PROP_ENABLED,
  PROP_MUTED,
  PROP_COLLAPSED,
  PROP_COLOR,
  PROP_CONFIG,
} HeddleNodeProperty;

static GParamSpec *properties[13];

static void
heddle_node_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  HeddleNode *self = HEDDLE_NODE (object);

  switch ((HeddleNodeProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_TYPE:
      g_value_set_string (value, self->type);
      break;
    case PROP_TYPE_VERSION:
      g_value_set_uint (value, self->type_version);
      break;
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
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->muted);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->collapsed);
      break;
    case PROP_COLOR:
      g_value_set_string (value, self->color);
      break;
    case PROP_CONFIG:
      g_value_set_boxed (value, self->config);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_node_update (HeddleElement *element)
{
  HeddleNode *self = HEDDLE_NODE (element);
  JsonObject *members = heddle_element_get_members (element);

  g_set_str (&self->id, heddle_json_get_string (members, "id", NULL));
  g_set_str (&self->type, heddle_json_get_string (members, "type", NULL));
  self->type_version = (guint) heddle_json_get_int (members, "type_version", 1);
  g_set_str (&self->name, heddle_json_get_string (members, "name", NULL));
  self->x = heddle_json_get_number (members, "x", 0);
  self->y = heddle_json_get_number (members, "y", 0);
  self->width = heddle_json_get_number (members, "width", 0);
  self->enabled = heddle_json_get_boolean (members, "enabled", TRUE);
  self->muted = heddle_json_get_boolean (members, "muted", FALSE);
  self->collapsed = heddle_json_get_boolean (members, "collapsed", FALSE);
  g_set_str (&self->color, heddle_json_get_string (members, "color", NULL));
  heddle_element_set_object (&self->config, members, "config");
}

static void
heddle_node_finalize (GObject *object)
{
  HeddleNode *self = HEDDLE_NODE (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->color, g_free);
  g_clear_pointer (&self->config, json_object_unref);

  G_OBJECT_CLASS (heddle_node_parent_class)->finalize (object);
}

static void
define_canvas_properties (void)
{
  /**
   * HeddleNode:x:
   *
   * The left edge on the canvas.
   */
  properties[PROP_X] =
    g_param_spec_double ("x", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNode:y:
   *
   * The top edge on the canvas.
   */
  properties[PROP_Y] =
    g_param_spec_double ("y", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNode:width:
   *
   * The width on the canvas, 0 for the usual.
   */
  properties[PROP_WIDTH] =
    g_param_spec_double ("width", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNode:collapsed:
   *
   * Whether the canvas shows its title only.
   */
  properties[PROP_COLLAPSED] =
    g_param_spec_boolean ("collapsed", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNode:color:
   *
   * Its accent: a name of the palette, or a color.
   */
  properties[PROP_COLOR] =
    g_param_spec_string ("color", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
heddle_node_class_init (HeddleNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HeddleElementClass *element_class = HEDDLE_ELEMENT_CLASS (klass);

  object_class->get_property = heddle_node_get_property;
  object_class->finalize = heddle_node_finalize;

  element_class->kind = HEDDLE_ELEMENT_NODE;
  element_class->definition = "node";
  element_class->id_member = "id";
  element_class->update = heddle_node_update;

  /**
   * HeddleNode:id:
   *
   * Its name in links, unique in its pipeline.
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNode:type:
   *
   * The id of its node type, known here or not.
   */
  properties[PROP_TYPE] =
    g_param_spec_string ("type", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNode:type-version:
   *
   * The version of the node type that its config was made for.
   */
  properties[PROP_TYPE_VERSION] =
    g_param_spec_uint ("type-version", NULL, NULL, 0, G_MAXUINT, 1,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNode:name:
   *
   * What a person called it.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNode:enabled:
   *
   * Whether it runs; otherwise it is bypassed.
   */
  properties[PROP_ENABLED] =
    g_param_spec_boolean ("enabled", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNode:muted:
   *
   * Whether it and what depends on it are always skipped.
   */
  properties[PROP_MUTED] =
    g_param_spec_boolean ("muted", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleNode:config:
   *
   * Its config, to be read only.
   */
  properties[PROP_CONFIG] =
    g_param_spec_boxed ("config", NULL, NULL, JSON_TYPE_OBJECT,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  define_canvas_properties ();
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
heddle_node_init (HeddleNode *self)
{
}

/**
 * heddle_node_get_id:
 * @self: a node
 *
 * Returns: (transfer none): its name in links, unique in its pipeline
 */
const char *
heddle_node_get_id (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), NULL);

  return self->id;
}

/**
 * heddle_node_get_node_type:
 * @self: a node
 *
 * Returns: (transfer none): the id of its node type, known here or not
 */
const char *
heddle_node_get_node_type (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), NULL);

  return self->type;
}

/**
 * heddle_node_get_type_version:
 * @self: a node
 *
 * Returns: the version of the node type that its config was made for
 */
guint
heddle_node_get_type_version (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), 0);

  return self->type_version;
}

/**
 * heddle_node_get_name:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): what a person called it; where nobody did, its type's title
 *   stands for it
 */
const char *
heddle_node_get_name (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), NULL);

  return self->name;
}

/**
 * heddle_node_get_x:
 * @self: a node
 *
 * Returns: the left edge on the canvas, in pixels
 */
double
heddle_node_get_x (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), 0);

  return self->x;
}

/**
 * heddle_node_get_y:
 * @self: a node
 *
 * Returns: the top edge on the canvas, in pixels
 */
double
heddle_node_get_y (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), 0);

  return self->y;
}

/**
 * heddle_node_get_width:
 * @self: a node
 *
 * Returns: the width on the canvas, in pixels; 0 for the usual
 */
double
heddle_node_get_width (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), 0);

  return self->width;
}

/**
 * heddle_node_get_enabled:
 * @self: a node
 *
 * Returns: whether it runs; otherwise it is bypassed
 */
gboolean
heddle_node_get_enabled (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), FALSE);

  return self->enabled;
}

/**
 * heddle_node_get_muted:
 * @self: a node
 *
 * Returns: whether it and what depends on it are always skipped
 */
gboolean
heddle_node_get_muted (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), FALSE);

  return self->muted;
}

/**
 * heddle_node_get_collapsed:
 * @self: a node
 *
 * Returns: whether the canvas shows its title only
 */
gboolean
heddle_node_get_collapsed (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), FALSE);

  return self->collapsed;
}

/**
 * heddle_node_get_color:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): its accent: a name of the palette, or a color
 */
const char *
heddle_node_get_color (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), NULL);

  return self->color;
}

/**
 * heddle_node_get_config:
 * @self: a node
 *
 * Returns: (transfer none): its config, to be read only, and empty where the document has none; an
 *   edit puts another object in its place
 */
JsonObject *
heddle_node_get_config (HeddleNode *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE (self), NULL);

  return self->config;
}
