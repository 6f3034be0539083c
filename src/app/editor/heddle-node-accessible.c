/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-node-accessible.h"

#include "editor/heddle-canvas-private.h"
#include "editor/heddle-control-accessible.h"
#include "editor/heddle-link-accessible.h"
#include "editor/heddle-offer-accessible.h"
#include "editor/heddle-port-accessible.h"

struct _HeddleNodeAccessible
{
  HeddlePartAccessible   parent_instance;
  char                  *offer_label;
  HeddleOfferAccessible *offer;
  GPtrArray             *links;
  GHashTable            *links_by_id;
  GPtrArray             *controls;
  GPtrArray             *ports;
};

G_DEFINE_FINAL_TYPE (HeddleNodeAccessible, heddle_node_accessible, HEDDLE_TYPE_PART_ACCESSIBLE)

static gboolean
heddle_node_accessible_get_area (HeddlePartAccessible *part,
                                 HeddleCanvas         *canvas,
                                 graphene_rect_t      *area)
{
  heddle_canvas_get_node_area (canvas, heddle_part_accessible_get_node (part), area);
  return TRUE;
}

static GtkAccessible *
heddle_node_accessible_get_first_child (HeddlePartAccessible *part)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (part);

  if (self->controls->len > 0)
    return self->controls->pdata[0];
  if (self->offer != NULL)
    return GTK_ACCESSIBLE (self->offer);
  if (self->ports->len > 0)
    return self->ports->pdata[0];
  return self->links->len > 0 ? self->links->pdata[0] : NULL;
}

static void
heddle_node_accessible_dispose (GObject *object)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (object);

  g_clear_object (&self->offer);
  g_hash_table_remove_all (self->links_by_id);
  g_ptr_array_set_size (self->links, 0);
  g_ptr_array_set_size (self->controls, 0);
  g_ptr_array_set_size (self->ports, 0);

  G_OBJECT_CLASS (heddle_node_accessible_parent_class)->dispose (object);
}

static void
heddle_node_accessible_finalize (GObject *object)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (object);

  g_hash_table_unref (self->links_by_id);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->controls);
  g_ptr_array_unref (self->ports);
  g_free (self->offer_label);

  G_OBJECT_CLASS (heddle_node_accessible_parent_class)->finalize (object);
}

static void
heddle_node_accessible_class_init (HeddleNodeAccessibleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HeddlePartAccessibleClass *part_class = HEDDLE_PART_ACCESSIBLE_CLASS (klass);

  object_class->dispose = heddle_node_accessible_dispose;
  object_class->finalize = heddle_node_accessible_finalize;
  part_class->get_area = heddle_node_accessible_get_area;
  part_class->get_first_child = heddle_node_accessible_get_first_child;
}

static void
heddle_node_accessible_init (HeddleNodeAccessible *self)
{
  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  self->links_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->controls = g_ptr_array_new_with_free_func (g_object_unref);
  self->ports = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * heddle_node_accessible_new:
 * @canvas: the canvas that the node is on
 * @id: the node's id
 *
 * Returns: (transfer full): the node as assistive technology has it
 */
HeddleNodeAccessible *
heddle_node_accessible_new (GtkWidget  *canvas,
                            const char *id)
{
  HeddleNodeAccessible *self = g_object_new (HEDDLE_TYPE_NODE_ACCESSIBLE, NULL);

  heddle_part_accessible_set_up (HEDDLE_PART_ACCESSIBLE (self), GTK_ACCESSIBLE (canvas), canvas, id,
                                 GTK_ACCESSIBLE_ROLE_GROUP, TRUE);
  return self;
}

static GtkWidget *
get_canvas (HeddleNodeAccessible *self)
{
  return heddle_part_accessible_get_canvas (HEDDLE_PART_ACCESSIBLE (self));
}

static const char *
get_id (HeddleNodeAccessible *self)
{
  return heddle_part_accessible_get_node (HEDDLE_PART_ACCESSIBLE (self));
}

/* What can be set, then what can be done, then the ports, then where links lead. */
static void
put_in_order (HeddleNodeAccessible *self)
{
  GtkAccessible *link = self->links->len > 0 ? self->links->pdata[0] : NULL;
  GtkAccessible *port = self->ports->len > 0 ? self->ports->pdata[0] : link;
  GtkAccessible *offer = self->offer != NULL ? GTK_ACCESSIBLE (self->offer) : port;

  for (guint i = 0; i < self->ports->len; i++)
    heddle_part_accessible_set_next (self->ports->pdata[i],
                                     i + 1 < self->ports->len ? self->ports->pdata[i + 1] : link);
  if (self->offer != NULL)
    heddle_part_accessible_set_next (HEDDLE_PART_ACCESSIBLE (self->offer), port);
  for (guint i = 0; i < self->controls->len; i++)
    heddle_part_accessible_set_next (self->controls->pdata[i],
                                     i + 1 < self->controls->len ? self->controls->pdata[i + 1] : offer);
}

/**
 * heddle_node_accessible_set_offer:
 * @self: a node as assistive technology has it
 * @label: (nullable): what the button in the node's footer is called; %NULL where there is none
 *
 * Tells what a person can do about the node.
 */
void
heddle_node_accessible_set_offer (HeddleNodeAccessible *self,
                                  const char           *label)
{
  if (!g_set_str (&self->offer_label, label))
    return;
  g_clear_object (&self->offer);
  if (label != NULL && get_canvas (self) != NULL)
    self->offer = heddle_offer_accessible_new (GTK_ACCESSIBLE (self), get_canvas (self), get_id (self), label);
  put_in_order (self);
}

static HeddleLinkAccessible *
take_link (HeddleNodeAccessible   *self,
           GHashTable             *before,
           const HeddleCanvasLink *link)
{
  const char *id = heddle_link_get_id (link->link);
  HeddleLinkAccessible *known = g_hash_table_lookup (before, id);

  if (known != NULL && heddle_link_accessible_is_after (known) == link->after)
    return g_object_ref (known);
  return heddle_link_accessible_new (GTK_ACCESSIBLE (self), get_canvas (self), get_id (self), id, link->after);
}

/**
 * heddle_node_accessible_relabel_link:
 * @self: a node as assistive technology has it
 * @link: a link that begins there
 *
 * Tells how the link is called now.
 */
void
heddle_node_accessible_relabel_link (HeddleNodeAccessible   *self,
                                     const HeddleCanvasLink *link)
{
  HeddlePartAccessible *accessible = g_hash_table_lookup (self->links_by_id, heddle_link_get_id (link->link));
  g_autofree char *label = heddle_canvas_link_dup_description (link);

  if (accessible != NULL)
    heddle_part_accessible_set_label (accessible, label);
}

/**
 * heddle_node_accessible_set_links:
 * @self: a node as assistive technology has it
 * @links: (element-type HeddleCanvasLink): the links that begin there
 *
 * Tells what links the node has, and on what conditions.
 */
void
heddle_node_accessible_set_links (HeddleNodeAccessible *self,
                                  GPtrArray            *links)
{
  /* The table holds none of them itself. */
  g_autoptr (GPtrArray) kept = g_steal_pointer (&self->links);
  g_autoptr (GHashTable) before = g_steal_pointer (&self->links_by_id);

  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  self->links_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < links->len && get_canvas (self) != NULL; i++)
    {
      HeddleLinkAccessible *accessible = take_link (self, before, links->pdata[i]);

      g_ptr_array_add (self->links, accessible);
      g_hash_table_insert (self->links_by_id, (char *) heddle_link_accessible_get_id (accessible), accessible);
      heddle_node_accessible_relabel_link (self, links->pdata[i]);
    }
  for (guint i = 0; i < self->links->len; i++)
    heddle_part_accessible_set_next (self->links->pdata[i],
                                     i + 1 < self->links->len ? self->links->pdata[i + 1] : NULL);
  put_in_order (self);
}

/**
 * heddle_node_accessible_set_focused_link:
 * @self: a node as assistive technology has it
 * @id: (nullable): the id of the link that the keyboard is at; %NULL for none
 *
 * Tells where the keyboard is.
 */
void
heddle_node_accessible_set_focused_link (HeddleNodeAccessible *self,
                                         const char           *id)
{
  for (guint i = 0; i < self->links->len; i++)
    heddle_part_accessible_set_focused (self->links->pdata[i],
                                        g_strcmp0 (heddle_link_accessible_get_id (self->links->pdata[i]), id) == 0);
}

/* What was there before is used again, so that it stays the same to whoever looks at it. */
static HeddleControlAccessible *
take_control (HeddleNodeAccessible      *self,
              GPtrArray                 *before,
              const HeddleCanvasControl *control,
              HeddleControlPart          part)
{
  for (guint i = 0; i < before->len; i++)
    {
      if (heddle_control_accessible_is_of (before->pdata[i], control, part))
        {
          HeddleControlAccessible *kept = g_object_ref (before->pdata[i]);

          heddle_control_accessible_update (kept, control);
          return kept;
        }
    }
  return heddle_control_accessible_new (GTK_ACCESSIBLE (self), get_canvas (self), get_id (self), control, part);
}

/**
 * heddle_node_accessible_set_controls:
 * @self: a node as assistive technology has it
 * @node: (nullable): the node, whose controls are told of; %NULL for none
 *
 * Tells what can be set in the node.
 */
void
heddle_node_accessible_set_controls (HeddleNodeAccessible   *self,
                                     const HeddleCanvasNode *node)
{
  g_autoptr (GPtrArray) before = NULL;

  if (node == NULL && self->controls->len == 0)
    return;
  before = g_steal_pointer (&self->controls);
  self->controls = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; node != NULL && get_canvas (self) != NULL && i < heddle_canvas_node_count_controls (node); i++)
    {
      const HeddleCanvasControl *control = heddle_canvas_node_get_control (node, i);
      graphene_rect_t box;

      for (int part = HEDDLE_CONTROL_WHOLE; part < HEDDLE_CONTROL_TRACK; part++)
        {
          if (heddle_canvas_control_get_part_box (control, (HeddleControlPart) part, &box))
            g_ptr_array_add (self->controls, take_control (self, before, control, (HeddleControlPart) part));
        }
    }
  put_in_order (self);
}

static HeddlePortAccessible *
take_port (HeddleNodeAccessible   *self,
           GPtrArray              *before,
           const HeddleCanvasPort *port)
{
  for (guint i = 0; i < before->len; i++)
    {
      if (heddle_port_accessible_is_of (before->pdata[i], port))
        return g_object_ref (before->pdata[i]);
    }
  return heddle_port_accessible_new (GTK_ACCESSIBLE (self), get_canvas (self), get_id (self), port);
}

/**
 * heddle_node_accessible_set_ports:
 * @self: a node as assistive technology has it
 * @node: (nullable): the node, whose ports are told of; %NULL for none
 * @focused: which of them the keyboard is at; -1 for none
 *
 * Tells what can be linked.
 */
void
heddle_node_accessible_set_ports (HeddleNodeAccessible   *self,
                                  const HeddleCanvasNode *node,
                                  int                     focused)
{
  g_autoptr (GPtrArray) before = NULL;

  if (node == NULL && self->ports->len == 0)
    return;
  before = g_steal_pointer (&self->ports);
  self->ports = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; node != NULL && get_canvas (self) != NULL && i < node->ports->len; i++)
    {
      const HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);
      HeddlePortAccessible *accessible = take_port (self, before, port);

      heddle_port_accessible_update (accessible, node, port);
      heddle_part_accessible_set_focused (HEDDLE_PART_ACCESSIBLE (accessible), focused == (int) i);
      g_ptr_array_add (self->ports, accessible);
    }
  put_in_order (self);
}

/**
 * heddle_node_accessible_set_flow:
 * @self: a node as assistive technology has it
 * @others: (element-type HeddleNodeAccessible): where links lead
 *
 * Tells what the node is linked with; GTK tells the others where they are linked from.
 */
void
heddle_node_accessible_set_flow (HeddleNodeAccessible *self,
                                 GList                *others)
{
  GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_FLOW_TO;
  g_auto (GValue) value = G_VALUE_INIT;

  if (others == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), relation);
      return;
    }
  g_value_init (&value, GTK_ACCESSIBLE_LIST);
  g_value_take_boxed (&value, gtk_accessible_list_new_from_list (others));
  gtk_accessible_update_relation_value (GTK_ACCESSIBLE (self), 1, &relation, &value);
}
