/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-link-accessible.h"

#include "editor/heddle-canvas-link-selection.h"

struct _HeddleLinkAccessible
{
  GObject               parent_instance;
  GtkAccessible        *node;
  GtkWidget            *canvas;
  char                 *node_id;
  char                 *id;
  char                 *label;
  gboolean              after;
  gboolean              focused;
  GtkATContext         *context;
  HeddleLinkAccessible *next;
};

typedef enum
{
  PROP_ACCESSIBLE_ROLE = 1,
} HeddleLinkAccessibleProperty;

static void heddle_link_accessible_init_accessible (GtkAccessibleInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleLinkAccessible, heddle_link_accessible, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, heddle_link_accessible_init_accessible))

static GtkAccessibleRole
get_role (HeddleLinkAccessible *self)
{
  return self->after ? GTK_ACCESSIBLE_ROLE_GROUP : GTK_ACCESSIBLE_ROLE_BUTTON;
}

static GtkATContext *
heddle_link_accessible_get_at_context (GtkAccessible *accessible)
{
  HeddleLinkAccessible *self = HEDDLE_LINK_ACCESSIBLE (accessible);

  if (self->canvas == NULL)
    return NULL;
  if (self->context == NULL)
    self->context = gtk_at_context_create (get_role (self), accessible, gtk_widget_get_display (self->canvas));
  return self->context != NULL ? g_object_ref (self->context) : NULL;
}

static gboolean
heddle_link_accessible_get_platform_state (GtkAccessible              *accessible,
                                           GtkAccessiblePlatformState  state)
{
  HeddleLinkAccessible *self = HEDDLE_LINK_ACCESSIBLE (accessible);

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
heddle_link_accessible_get_accessible_parent (GtkAccessible *accessible)
{
  HeddleLinkAccessible *self = HEDDLE_LINK_ACCESSIBLE (accessible);

  return self->node != NULL ? g_object_ref (self->node) : NULL;
}

static GtkAccessible *
heddle_link_accessible_get_first_accessible_child (GtkAccessible *accessible)
{
  return NULL;
}

static GtkAccessible *
heddle_link_accessible_get_next_accessible_sibling (GtkAccessible *accessible)
{
  HeddleLinkAccessible *self = HEDDLE_LINK_ACCESSIBLE (accessible);

  return self->next != NULL ? GTK_ACCESSIBLE (g_object_ref (self->next)) : NULL;
}

static gboolean
heddle_link_accessible_get_bounds (GtkAccessible *accessible,
                                   int           *x,
                                   int           *y,
                                   int           *width,
                                   int           *height)
{
  HeddleLinkAccessible *self = HEDDLE_LINK_ACCESSIBLE (accessible);
  graphene_rect_t area, node;

  if (self->canvas == NULL || !heddle_canvas_get_link_area (HEDDLE_CANVAS (self->canvas), self->id, &area))
    return FALSE;
  /* They are told from the parent's corner. */
  heddle_canvas_get_node_area (HEDDLE_CANVAS (self->canvas), self->node_id, &node);
  *x = (int) (area.origin.x - node.origin.x);
  *y = (int) (area.origin.y - node.origin.y);
  *width = (int) area.size.width;
  *height = (int) area.size.height;
  return TRUE;
}

static void
heddle_link_accessible_init_accessible (GtkAccessibleInterface *interface)
{
  interface->get_at_context = heddle_link_accessible_get_at_context;
  interface->get_platform_state = heddle_link_accessible_get_platform_state;
  interface->get_accessible_parent = heddle_link_accessible_get_accessible_parent;
  interface->get_first_accessible_child = heddle_link_accessible_get_first_accessible_child;
  interface->get_next_accessible_sibling = heddle_link_accessible_get_next_accessible_sibling;
  interface->get_bounds = heddle_link_accessible_get_bounds;
}

static void
heddle_link_accessible_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch ((HeddleLinkAccessibleProperty) id)
    {
    case PROP_ACCESSIBLE_ROLE:
      g_value_set_enum (value, get_role (HEDDLE_LINK_ACCESSIBLE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_link_accessible_set_property (GObject      *object,
                                     guint         id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
}

static void
heddle_link_accessible_dispose (GObject *object)
{
  HeddleLinkAccessible *self = HEDDLE_LINK_ACCESSIBLE (object);

  g_clear_weak_pointer (&self->node);
  g_clear_weak_pointer (&self->canvas);
  g_clear_object (&self->context);
  g_clear_object (&self->next);

  G_OBJECT_CLASS (heddle_link_accessible_parent_class)->dispose (object);
}

static void
heddle_link_accessible_finalize (GObject *object)
{
  HeddleLinkAccessible *self = HEDDLE_LINK_ACCESSIBLE (object);

  g_free (self->node_id);
  g_free (self->id);
  g_free (self->label);

  G_OBJECT_CLASS (heddle_link_accessible_parent_class)->finalize (object);
}

static void
heddle_link_accessible_class_init (HeddleLinkAccessibleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = heddle_link_accessible_get_property;
  object_class->set_property = heddle_link_accessible_set_property;
  object_class->dispose = heddle_link_accessible_dispose;
  object_class->finalize = heddle_link_accessible_finalize;
  g_object_class_override_property (object_class, PROP_ACCESSIBLE_ROLE, "accessible-role");
}

static void
heddle_link_accessible_init (HeddleLinkAccessible *self)
{
}

/**
 * heddle_link_accessible_new:
 * @node: the node that the link begins at, as assistive technology has it
 * @canvas: the canvas that both are on
 * @node_id: the node's id
 * @id: the link's id
 * @after: whether the link only orders nodes, and so has no condition
 *
 * Returns: (transfer full): the link as assistive technology has it
 */
HeddleLinkAccessible *
heddle_link_accessible_new (GtkAccessible *node,
                            GtkWidget     *canvas,
                            const char    *node_id,
                            const char    *id,
                            gboolean       after)
{
  HeddleLinkAccessible *self = g_object_new (HEDDLE_TYPE_LINK_ACCESSIBLE, NULL);

  g_set_weak_pointer (&self->node, node);
  g_set_weak_pointer (&self->canvas, canvas);
  self->node_id = g_strdup (node_id);
  self->id = g_strdup (id);
  self->after = after;
  if (!after)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "Return", -1);
  return self;
}

/**
 * heddle_link_accessible_get_id:
 * @self: a link as assistive technology has it
 *
 * Returns: (transfer none): the link's id
 */
const char *
heddle_link_accessible_get_id (HeddleLinkAccessible *self)
{
  return self->id;
}

/**
 * heddle_link_accessible_is_after:
 * @self: a link as assistive technology has it
 *
 * Returns: whether the link only orders nodes
 */
gboolean
heddle_link_accessible_is_after (HeddleLinkAccessible *self)
{
  return self->after;
}

/**
 * heddle_link_accessible_set_label:
 * @self: a link as assistive technology has it
 * @label: the link in words
 *
 * Tells what is linked, and on what condition.
 */
void
heddle_link_accessible_set_label (HeddleLinkAccessible *self,
                                  const char           *label)
{
  if (g_set_str (&self->label, label))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * heddle_link_accessible_set_next:
 * @self: a link as assistive technology has it
 * @next: (nullable): the link after it; %NULL for the last
 *
 * Puts the links of a node in order.
 */
void
heddle_link_accessible_set_next (HeddleLinkAccessible *self,
                                 HeddleLinkAccessible *next)
{
  g_set_object (&self->next, next);
}

/**
 * heddle_link_accessible_set_focused:
 * @self: a link as assistive technology has it
 * @focused: whether the keyboard is at it
 *
 * Tells where the keyboard is.
 */
void
heddle_link_accessible_set_focused (HeddleLinkAccessible *self,
                                    gboolean              focused)
{
  if (self->focused == focused)
    return;
  self->focused = focused;
  gtk_accessible_update_platform_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED);
}
