/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-link.h"

#include "base/heddle-json.h"
#include "graph/heddle-element-private.h"

/**
 * HeddleLink:
 *
 * What carries the values of an output port to an input port, or only says which of two nodes runs
 * first.
 */
struct _HeddleLink
{
  HeddleElement  parent_instance;
  char          *id;
  gboolean       after;
  JsonObject    *condition;
  char          *from_node;
  char          *from_port;
  char          *to_node;
  char          *to_port;
};

G_DEFINE_FINAL_TYPE (HeddleLink, heddle_link, HEDDLE_TYPE_ELEMENT)

typedef enum
{
  PROP_ID = 1,
  PROP_FROM_NODE,
  PROP_FROM_PORT,
  PROP_TO_NODE,
  PROP_TO_PORT,
  PROP_AFTER,
  PROP_CONDITION,
} HeddleLinkProperty;

static GParamSpec *properties[8];

static void
heddle_link_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  HeddleLink *self = HEDDLE_LINK (object);

  switch ((HeddleLinkProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_FROM_NODE:
      g_value_set_string (value, self->from_node);
      break;
    case PROP_FROM_PORT:
      g_value_set_string (value, self->from_port);
      break;
    case PROP_TO_NODE:
      g_value_set_string (value, self->to_node);
      break;
    case PROP_TO_PORT:
      g_value_set_string (value, self->to_port);
      break;
    case PROP_AFTER:
      g_value_set_boolean (value, self->after);
      break;
    case PROP_CONDITION:
      g_value_set_boxed (value, self->condition);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* One member gives two properties, so they cannot be told by its name. */
static void
set_end (HeddleLink *self,
         JsonArray  *end,
         guint       position,
         char      **place,
         guint       property)
{
  const char *name = end != NULL && position < json_array_get_length (end)
                       ? heddle_json_as_string (json_array_get_element (end, position))
                       : NULL;

  if (g_set_str (place, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
heddle_link_update (HeddleElement *element)
{
  HeddleLink *self = HEDDLE_LINK (element);
  JsonObject *members = heddle_element_get_members (element);
  JsonArray *from = heddle_json_get_array (members, "from");
  JsonArray *to = heddle_json_get_array (members, "to");
  JsonObject *condition = heddle_json_get_object (members, "condition");
  gboolean after = g_str_equal (heddle_json_get_string (members, "kind", "data"), "after");

  g_set_str (&self->id, heddle_json_get_string (members, "id", NULL));
  set_end (self, from, 0, &self->from_node, PROP_FROM_NODE);
  set_end (self, from, 1, &self->from_port, PROP_FROM_PORT);
  set_end (self, to, 0, &self->to_node, PROP_TO_NODE);
  set_end (self, to, 1, &self->to_port, PROP_TO_PORT);
  g_clear_pointer (&self->condition, json_object_unref);
  self->condition = condition != NULL ? json_object_ref (condition) : NULL;
  if (after != self->after)
    {
      self->after = after;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AFTER]);
    }
}

static void
heddle_link_finalize (GObject *object)
{
  HeddleLink *self = HEDDLE_LINK (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->condition, json_object_unref);
  g_clear_pointer (&self->from_node, g_free);
  g_clear_pointer (&self->from_port, g_free);
  g_clear_pointer (&self->to_node, g_free);
  g_clear_pointer (&self->to_port, g_free);

  G_OBJECT_CLASS (heddle_link_parent_class)->finalize (object);
}

static void
heddle_link_class_init (HeddleLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HeddleElementClass *element_class = HEDDLE_ELEMENT_CLASS (klass);

  object_class->get_property = heddle_link_get_property;
  object_class->finalize = heddle_link_finalize;

  element_class->kind = HEDDLE_ELEMENT_LINK;
  element_class->definition = "link";
  element_class->id_member = "id";
  element_class->update = heddle_link_update;

  /**
   * HeddleLink:id:
   *
   * Its name, unique in its pipeline.
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleLink:from-node:
   *
   * The id of the node it comes from.
   */
  properties[PROP_FROM_NODE] =
    g_param_spec_string ("from-node", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleLink:from-port:
   *
   * The output port it comes from.
   */
  properties[PROP_FROM_PORT] =
    g_param_spec_string ("from-port", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleLink:to-node:
   *
   * The id of the node it leads to.
   */
  properties[PROP_TO_NODE] =
    g_param_spec_string ("to-node", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleLink:to-port:
   *
   * The input port it leads to.
   */
  properties[PROP_TO_PORT] =
    g_param_spec_string ("to-port", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleLink:after:
   *
   * Whether it only orders two nodes.
   */
  properties[PROP_AFTER] =
    g_param_spec_boolean ("after", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleLink:condition:
   *
   * What lets an item through.
   */
  properties[PROP_CONDITION] =
    g_param_spec_boxed ("condition", NULL, NULL, JSON_TYPE_OBJECT,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
heddle_link_init (HeddleLink *self)
{
}

/**
 * heddle_link_get_id:
 * @self: a link
 *
 * Returns: (transfer none): its name, unique in its pipeline
 */
const char *
heddle_link_get_id (HeddleLink *self)
{
  g_return_val_if_fail (HEDDLE_IS_LINK (self), NULL);

  return self->id;
}

/**
 * heddle_link_get_from_node:
 * @self: a link
 *
 * Returns: (transfer none): the id of the node it comes from, or %HEDDLE_INPUTS_NODE
 */
const char *
heddle_link_get_from_node (HeddleLink *self)
{
  g_return_val_if_fail (HEDDLE_IS_LINK (self), NULL);

  return self->from_node;
}

/**
 * heddle_link_get_from_port:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): the output port it comes from; a link that only orders nodes
 *   can have none
 */
const char *
heddle_link_get_from_port (HeddleLink *self)
{
  g_return_val_if_fail (HEDDLE_IS_LINK (self), NULL);

  return self->from_port;
}

/**
 * heddle_link_get_to_node:
 * @self: a link
 *
 * Returns: (transfer none): the id of the node it leads to
 */
const char *
heddle_link_get_to_node (HeddleLink *self)
{
  g_return_val_if_fail (HEDDLE_IS_LINK (self), NULL);

  return self->to_node;
}

/**
 * heddle_link_get_to_port:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): the input port it leads to; a link that only orders nodes
 *   can have none
 */
const char *
heddle_link_get_to_port (HeddleLink *self)
{
  g_return_val_if_fail (HEDDLE_IS_LINK (self), NULL);

  return self->to_port;
}

/**
 * heddle_link_is_after:
 * @self: a link
 *
 * Returns: whether it only says that its source runs first, and carries nothing
 */
gboolean
heddle_link_is_after (HeddleLink *self)
{
  g_return_val_if_fail (HEDDLE_IS_LINK (self), FALSE);

  return self->after;
}

/**
 * heddle_link_get_condition:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): `op`, and maybe `port` and `value`, to be read only: what
 *   lets an item through; %NULL where all go through
 */
JsonObject *
heddle_link_get_condition (HeddleLink *self)
{
  g_return_val_if_fail (HEDDLE_IS_LINK (self), NULL);

  return self->condition;
}
