/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-node-accessible.h"

#include "editor/heddle-canvas-private.h"
#include "editor/heddle-control-accessible.h"
#include "editor/heddle-link-accessible.h"
#include "editor/heddle-offer-accessible.h"

struct _HeddleNodeAccessible
{
  GObject                parent_instance;
  GtkWidget             *canvas;
  char                  *id;
  char                  *label;
  GtkATContext          *context;
  HeddleNodeAccessible  *next;
  char                  *offer_label;
  HeddleOfferAccessible *offer;
  GPtrArray             *links;
  GPtrArray             *controls;
  gboolean               focused;
};

typedef enum
{
  PROP_ACCESSIBLE_ROLE = 1,
} HeddleNodeAccessibleProperty;

static void heddle_node_accessible_init_accessible (GtkAccessibleInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleNodeAccessible, heddle_node_accessible, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE,
                                                      heddle_node_accessible_init_accessible))

static GtkATContext *
heddle_node_accessible_get_at_context (GtkAccessible *accessible)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (accessible);

  if (self->canvas == NULL)
    return NULL;
  if (self->context == NULL)
    self->context = gtk_at_context_create (GTK_ACCESSIBLE_ROLE_GROUP, accessible,
                                           gtk_widget_get_display (self->canvas));
  return self->context != NULL ? g_object_ref (self->context) : NULL;
}

static gboolean
heddle_node_accessible_get_platform_state (GtkAccessible              *accessible,
                                           GtkAccessiblePlatformState  state)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (accessible);

  switch (state)
    {
    case GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSABLE:
      return TRUE;
    case GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED:
      return self->focused;
    case GTK_ACCESSIBLE_PLATFORM_STATE_ACTIVE:
    default:
      return FALSE;
    }
}

static GtkAccessible *
heddle_node_accessible_get_accessible_parent (GtkAccessible *accessible)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (accessible);

  return self->canvas != NULL ? GTK_ACCESSIBLE (g_object_ref (self->canvas)) : NULL;
}

static GtkAccessible *
heddle_node_accessible_get_first_accessible_child (GtkAccessible *accessible)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (accessible);

  if (self->controls->len > 0)
    return GTK_ACCESSIBLE (g_object_ref (self->controls->pdata[0]));
  if (self->offer != NULL)
    return GTK_ACCESSIBLE (g_object_ref (self->offer));
  return self->links->len > 0 ? GTK_ACCESSIBLE (g_object_ref (self->links->pdata[0])) : NULL;
}

static GtkAccessible *
heddle_node_accessible_get_next_accessible_sibling (GtkAccessible *accessible)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (accessible);

  return self->next != NULL ? GTK_ACCESSIBLE (g_object_ref (self->next)) : NULL;
}

static gboolean
heddle_node_accessible_get_bounds (GtkAccessible *accessible,
                                   int           *x,
                                   int           *y,
                                   int           *width,
                                   int           *height)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (accessible);
  graphene_rect_t area;

  if (self->canvas == NULL)
    return FALSE;
  heddle_canvas_get_node_area (HEDDLE_CANVAS (self->canvas), self->id, &area);
  *x = (int) area.origin.x;
  *y = (int) area.origin.y;
  *width = (int) area.size.width;
  *height = (int) area.size.height;
  return TRUE;
}

static void
heddle_node_accessible_init_accessible (GtkAccessibleInterface *interface)
{
  interface->get_at_context = heddle_node_accessible_get_at_context;
  interface->get_platform_state = heddle_node_accessible_get_platform_state;
  interface->get_accessible_parent = heddle_node_accessible_get_accessible_parent;
  interface->get_first_accessible_child = heddle_node_accessible_get_first_accessible_child;
  interface->get_next_accessible_sibling = heddle_node_accessible_get_next_accessible_sibling;
  interface->get_bounds = heddle_node_accessible_get_bounds;
}

static void
heddle_node_accessible_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch ((HeddleNodeAccessibleProperty) id)
    {
    case PROP_ACCESSIBLE_ROLE:
      g_value_set_enum (value, GTK_ACCESSIBLE_ROLE_GROUP);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_node_accessible_set_property (GObject      *object,
                                     guint         id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
}

static void
heddle_node_accessible_dispose (GObject *object)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (object);

  g_clear_weak_pointer (&self->canvas);
  g_clear_object (&self->context);
  g_clear_object (&self->next);
  g_clear_object (&self->offer);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->controls, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_node_accessible_parent_class)->dispose (object);
}

static void
heddle_node_accessible_finalize (GObject *object)
{
  HeddleNodeAccessible *self = HEDDLE_NODE_ACCESSIBLE (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->offer_label, g_free);

  G_OBJECT_CLASS (heddle_node_accessible_parent_class)->finalize (object);
}

static void
heddle_node_accessible_class_init (HeddleNodeAccessibleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = heddle_node_accessible_get_property;
  object_class->set_property = heddle_node_accessible_set_property;
  object_class->dispose = heddle_node_accessible_dispose;
  object_class->finalize = heddle_node_accessible_finalize;
  g_object_class_override_property (object_class, PROP_ACCESSIBLE_ROLE, "accessible-role");
}

static void
heddle_node_accessible_init (HeddleNodeAccessible *self)
{
  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  self->controls = g_ptr_array_new_with_free_func (g_object_unref);
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

  g_set_weak_pointer (&self->canvas, canvas);
  self->id = g_strdup (id);
  return self;
}

/**
 * heddle_node_accessible_get_id:
 * @self: a node as assistive technology has it
 *
 * Returns: (transfer none): the node's id
 */
const char *
heddle_node_accessible_get_id (HeddleNodeAccessible *self)
{
  return self->id;
}

/**
 * heddle_node_accessible_set_next:
 * @self: a node as assistive technology has it
 * @next: (nullable): the node after it; %NULL for the last
 *
 * Puts the nodes in order.
 */
void
heddle_node_accessible_set_next (HeddleNodeAccessible *self,
                                 HeddleNodeAccessible *next)
{
  g_set_object (&self->next, next);
}

/**
 * heddle_node_accessible_set_label:
 * @self: a node as assistive technology has it
 * @label: the node in words
 *
 * Tells what the node is and how it is.
 *
 * Returns: whether that is new
 */
gboolean
heddle_node_accessible_set_label (HeddleNodeAccessible *self,
                                  const char           *label)
{
  if (!g_set_str (&self->label, label))
    return FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return TRUE;
}

/* What can be set, then what can be done, then where links lead. */
static void
put_in_order (HeddleNodeAccessible *self)
{
  GtkAccessible *link = self->links->len > 0 ? self->links->pdata[0] : NULL;
  GtkAccessible *offer = self->offer != NULL ? GTK_ACCESSIBLE (self->offer) : link;

  if (self->offer != NULL)
    heddle_offer_accessible_set_next (self->offer, link);
  for (guint i = 0; i < self->controls->len; i++)
    heddle_control_accessible_set_next (self->controls->pdata[i],
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
  if (label != NULL && self->canvas != NULL)
    self->offer = heddle_offer_accessible_new (GTK_ACCESSIBLE (self), self->canvas, self->id, label);
  put_in_order (self);
}

static HeddleLinkAccessible *
take_link (GPtrArray  *links,
           const char *id,
           gboolean    after)
{
  for (guint i = 0; i < links->len; i++)
    {
      HeddleLinkAccessible *link = links->pdata[i];

      if (g_str_equal (heddle_link_accessible_get_id (link), id) && heddle_link_accessible_is_after (link) == after)
        return g_object_ref (link);
    }
  return NULL;
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
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->links);

  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < links->len && self->canvas != NULL; i++)
    {
      const HeddleCanvasLink *link = links->pdata[i];
      const char *id = heddle_link_get_id (link->link);
      HeddleLinkAccessible *accessible = take_link (before, id, link->after);
      g_autofree char *label = heddle_canvas_link_dup_description (link);

      if (accessible == NULL)
        accessible = heddle_link_accessible_new (GTK_ACCESSIBLE (self), self->canvas, self->id, id, link->after);
      heddle_link_accessible_set_label (accessible, label);
      g_ptr_array_add (self->links, accessible);
    }
  for (guint i = 0; i < self->links->len; i++)
    heddle_link_accessible_set_next (self->links->pdata[i],
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
    heddle_link_accessible_set_focused (self->links->pdata[i],
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
  return heddle_control_accessible_new (GTK_ACCESSIBLE (self), self->canvas, self->id, control, part);
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
  for (guint i = 0; node != NULL && self->canvas != NULL && i < heddle_canvas_node_count_controls (node); i++)
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

/**
 * heddle_node_accessible_set_focused:
 * @self: a node as assistive technology has it
 * @focused: whether the keyboard is at it
 *
 * Tells where the keyboard is.
 */
void
heddle_node_accessible_set_focused (HeddleNodeAccessible *self,
                                    gboolean              focused)
{
  if (self->focused == focused)
    return;
  self->focused = focused;
  gtk_accessible_update_platform_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED);
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
