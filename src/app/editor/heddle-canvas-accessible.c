/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-navigation.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-node-accessible.h"

/* Up to so many nodes are all there for assistive technology, which walks them one by one; of more,
 * those around the selected one.
 */
#define MOST_NODES 500
#define MOST_NEIGHBOURS 60

static GtkAccessibleInterface *parent_interface;

static GtkAccessible *
heddle_canvas_get_first_accessible_child (GtkAccessible *accessible)
{
  HeddleCanvas *self = HEDDLE_CANVAS (accessible);

  if (gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL || self->accessibles == NULL
      || self->accessibles->len == 0)
    return parent_interface->get_first_accessible_child (accessible);
  return GTK_ACCESSIBLE (g_object_ref (self->accessibles->pdata[0]));
}

/**
 * heddle_canvas_init_accessible:
 * @interface: the canvas' interface for assistive technology
 *
 * Makes nodes its children, after the widgets on it.
 */
void
heddle_canvas_init_accessible (GtkAccessibleInterface *interface)
{
  parent_interface = g_type_interface_peek_parent (interface);
  interface->get_first_accessible_child = heddle_canvas_get_first_accessible_child;
}

static void
add_neighbours (GPtrArray        *nodes,
                GHashTable       *known,
                HeddleCanvasNode *start)
{
  g_ptr_array_add (nodes, start);
  g_hash_table_add (known, start);
  for (guint i = 0; i < nodes->len && nodes->len < MOST_NEIGHBOURS; i++)
    {
      HeddleCanvasNode *node = nodes->pdata[i];

      for (guint j = 0; j < node->links->len && nodes->len < MOST_NEIGHBOURS; j++)
        {
          HeddleCanvasLink *link = node->links->pdata[j];
          HeddleCanvasNode *other = link->from == node ? link->to : link->from;

          if (g_hash_table_add (known, other))
            g_ptr_array_add (nodes, other);
        }
    }
}

/* The nodes that are told of, in the order that work takes. */
static GPtrArray *
list_exposed (HeddleCanvas *self)
{
  g_autoptr (GPtrArray) order = heddle_canvas_model_list_in_order (self->model);
  g_autoptr (GPtrArray) near = NULL;
  g_autoptr (GHashTable) known = NULL;
  HeddleCanvasNode *start = heddle_canvas_model_lookup (self->model, self->selected_node);

  if (order->len <= MOST_NODES)
    return g_steal_pointer (&order);
  near = g_ptr_array_new ();
  known = g_hash_table_new (NULL, NULL);
  add_neighbours (near, known, start != NULL ? start : order->pdata[0]);
  g_ptr_array_set_size (near, 0);
  for (guint i = 0; i < order->len; i++)
    {
      if (g_hash_table_contains (known, order->pdata[i]))
        g_ptr_array_add (near, order->pdata[i]);
    }
  return g_steal_pointer (&near);
}

static void
update_flow (HeddleCanvas           *self,
             const HeddleCanvasNode *node,
             HeddleNodeAccessible   *accessible)
{
  g_autoptr (GList) to = NULL;

  for (guint i = node->links->len; i > 0; i--)
    {
      const HeddleCanvasLink *link = node->links->pdata[i - 1];
      gpointer there = link->from == node ? g_hash_table_lookup (self->accessibles_by_id, link->to->id) : NULL;

      if (there != NULL && g_list_find (to, there) == NULL)
        to = g_list_prepend (to, there);
    }
  heddle_node_accessible_set_flow (accessible, to);
}

/* What can be set and linked is told of the node alone that a person is at, since there is so much of it. */
static gboolean
is_told_of (HeddleCanvas           *self,
            const HeddleCanvasNode *node)
{
  return g_strcmp0 (node->id, self->selected_node) == 0;
}

/* Which port of the selected node the keyboard is at; -1 where it is elsewhere. */
static int
get_focused_port (HeddleCanvas *self)
{
  gboolean elsewhere = self->controls.focused.node != NULL || self->selected_link != NULL;

  return !elsewhere && gtk_widget_has_focus (GTK_WIDGET (self)) ? self->choosing.port : -1;
}

static void
update_links (const HeddleCanvasNode *node,
              HeddleNodeAccessible   *accessible)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();

  for (guint i = 0; i < node->links->len; i++)
    {
      HeddleCanvasLink *link = node->links->pdata[i];

      if (link->from == node)
        g_ptr_array_add (links, link);
    }
  heddle_node_accessible_set_links (accessible, links);
}

static void
update_label (HeddleCanvas     *self,
              HeddleCanvasNode *node)
{
  HeddleNodeAccessible *accessible = g_hash_table_lookup (self->accessibles_by_id, node->id);
  HeddleNodePhase phase = node->state != NULL ? node->state->phase : HEDDLE_NODE_IDLE;
  g_autofree char *label = NULL;

  if (accessible == NULL)
    return;
  heddle_node_accessible_set_offer (accessible, heddle_canvas_node_get_offer_label (node));
  heddle_node_accessible_set_controls (accessible, is_told_of (self, node) ? node : NULL);
  heddle_node_accessible_set_ports (accessible, is_told_of (self, node) ? node : NULL, get_focused_port (self));
  label = heddle_canvas_node_dup_description (node);
  if (!heddle_part_accessible_set_label (HEDDLE_PART_ACCESSIBLE (accessible), label))
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && (phase == HEDDLE_NODE_FAILED || phase == HEDDLE_NODE_WAITING))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), label, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* Links are called after the nodes at both their ends. */
static void
update_links_of (HeddleCanvas     *self,
                 HeddleCanvasNode *node)
{
  HeddleNodeAccessible *accessible = g_hash_table_lookup (self->accessibles_by_id, node->id);

  if (accessible != NULL)
    update_links (node, accessible);
  for (guint i = 0; i < node->links->len; i++)
    {
      const HeddleCanvasLink *link = node->links->pdata[i];

      accessible = link->to == node ? g_hash_table_lookup (self->accessibles_by_id, link->from->id) : NULL;
      if (accessible != NULL)
        heddle_node_accessible_relabel_link (accessible, link);
    }
}

/* The menu and the field where text is edited come before the nodes. */
static void
place_widgets (HeddleCanvas *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAccessible *next = GTK_ACCESSIBLE (gtk_widget_get_next_sibling (child));

      if (next == NULL && self->accessibles->len > 0)
        next = self->accessibles->pdata[0];
      gtk_accessible_set_accessible_parent (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE (self), next);
    }
}

/**
 * heddle_canvas_update_accessibles:
 * @self: a canvas
 *
 * Tells assistive technology what nodes there are and how they are linked.
 */
void
heddle_canvas_update_accessibles (HeddleCanvas *self)
{
  g_autoptr (GPtrArray) nodes = list_exposed (self);
  /* The table holds none of them itself. */
  g_autoptr (GPtrArray) kept = g_steal_pointer (&self->accessibles);
  g_autoptr (GHashTable) before = g_steal_pointer (&self->accessibles_by_id);

  self->accessibles_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->accessibles = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < nodes->len; i++)
    {
      HeddleCanvasNode *node = nodes->pdata[i];
      HeddleNodeAccessible *accessible = before != NULL ? g_hash_table_lookup (before, node->id) : NULL;

      if (accessible != NULL)
        g_object_ref (accessible);
      else
        accessible = heddle_node_accessible_new (GTK_WIDGET (self), node->id);
      g_ptr_array_add (self->accessibles, accessible);
      g_hash_table_insert (self->accessibles_by_id, (char *) heddle_part_accessible_get_node (HEDDLE_PART_ACCESSIBLE (accessible)),
                           accessible);
    }
  place_widgets (self);
  for (guint i = 0; i < nodes->len; i++)
    {
      HeddleNodeAccessible *accessible = self->accessibles->pdata[i];

      heddle_part_accessible_set_next (HEDDLE_PART_ACCESSIBLE (accessible),
                                       i + 1 < nodes->len ? self->accessibles->pdata[i + 1] : NULL);
      heddle_part_accessible_set_selected (HEDDLE_PART_ACCESSIBLE (accessible),
                                           heddle_canvas_is_selected (self, ((HeddleCanvasNode *) nodes->pdata[i])->id));
      update_flow (self, nodes->pdata[i], accessible);
      update_links (nodes->pdata[i], accessible);
      update_label (self, nodes->pdata[i]);
    }
}

/**
 * heddle_canvas_update_accessible_node:
 * @self: a canvas
 * @node: (nullable): the node that is another now; %NULL for all of them
 *
 * Tells assistive technology how a node is.
 */
void
heddle_canvas_update_accessible_node (HeddleCanvas     *self,
                                      HeddleCanvasNode *node)
{
  if (node != NULL)
    {
      update_label (self, node);
      update_links_of (self, node);
      return;
    }
  for (guint i = 0; i < self->accessibles->len; i++)
    {
      node = heddle_canvas_model_lookup (self->model, heddle_part_accessible_get_node (self->accessibles->pdata[i]));
      if (node != NULL)
        update_label (self, node);
    }
}

/**
 * heddle_canvas_update_accessible_focus:
 * @self: a canvas
 * @announce: whether the node that the keyboard came to is said aloud
 *
 * Tells assistive technology where the keyboard is, and what is selected.
 */
void
heddle_canvas_update_accessible_focus (HeddleCanvas *self,
                                       gboolean      announce)
{
  gboolean focus = gtk_widget_has_focus (GTK_WIDGET (self));
  HeddleCanvasNode *selected = heddle_canvas_model_lookup (self->model, self->selected_node);

  if (selected != NULL && !g_hash_table_contains (self->accessibles_by_id, selected->id))
    heddle_canvas_update_accessibles (self);
  for (guint i = 0; i < self->accessibles->len; i++)
    {
      HeddleNodeAccessible *accessible = self->accessibles->pdata[i];
      HeddlePartAccessible *part = HEDDLE_PART_ACCESSIBLE (accessible);
      gboolean is_selected = selected != NULL && g_str_equal (heddle_part_accessible_get_node (part), selected->id);

      heddle_part_accessible_set_selected (part,
                                           heddle_canvas_is_selected (self, heddle_part_accessible_get_node (part)));
      heddle_part_accessible_set_focused (part, focus && is_selected && self->controls.focused.node == NULL
                                                  && get_focused_port (self) < 0);
      heddle_node_accessible_set_controls (accessible, is_selected ? selected : NULL);
      heddle_node_accessible_set_ports (accessible, is_selected ? selected : NULL, get_focused_port (self));
      heddle_node_accessible_set_focused_link (accessible, focus ? self->selected_link : NULL);
    }
  if (announce && focus && selected != NULL)
    {
      g_autofree char *label = heddle_canvas_node_dup_description (selected);

      gtk_accessible_announce (GTK_ACCESSIBLE (self), label, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
}
