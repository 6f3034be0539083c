/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-part-accessible.h"

typedef struct
{
  GtkAccessible     *parent;
  GtkWidget         *canvas;
  char              *node;
  char              *label;
  GtkAccessibleRole  role;
  gboolean           focusable;
  gboolean           focused;
  gboolean           selected;
  GtkAccessible     *next;
  GtkATContext      *context;
} HeddlePartAccessiblePrivate;

typedef enum
{
  PROP_ACCESSIBLE_ROLE = 1,
} HeddlePartAccessibleProperty;

static void heddle_part_accessible_init_accessible (GtkAccessibleInterface *interface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (HeddlePartAccessible, heddle_part_accessible, G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (HeddlePartAccessible)
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE,
                                                         heddle_part_accessible_init_accessible))

static HeddlePartAccessiblePrivate *
get_private (gpointer self)
{
  return heddle_part_accessible_get_instance_private (self);
}

static GtkATContext *
heddle_part_accessible_get_at_context (GtkAccessible *accessible)
{
  HeddlePartAccessiblePrivate *priv = get_private (accessible);

  if (priv->canvas == NULL)
    return NULL;
  if (priv->context == NULL)
    priv->context = gtk_at_context_create (priv->role, accessible, gtk_widget_get_display (priv->canvas));
  return priv->context != NULL ? g_object_ref (priv->context) : NULL;
}

static gboolean
heddle_part_accessible_get_platform_state (GtkAccessible              *accessible,
                                           GtkAccessiblePlatformState  state)
{
  HeddlePartAccessiblePrivate *priv = get_private (accessible);

  switch (state)
    {
    case GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSABLE:
      return priv->focusable;
    case GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED:
      return priv->focused;
    case GTK_ACCESSIBLE_PLATFORM_STATE_ACTIVE:
    default:
      return FALSE;
    }
}

static GtkAccessible *
heddle_part_accessible_get_accessible_parent (GtkAccessible *accessible)
{
  HeddlePartAccessiblePrivate *priv = get_private (accessible);

  return priv->parent != NULL ? g_object_ref (priv->parent) : NULL;
}

static GtkAccessible *
heddle_part_accessible_get_first_accessible_child (GtkAccessible *accessible)
{
  HeddlePartAccessible *self = HEDDLE_PART_ACCESSIBLE (accessible);
  HeddlePartAccessibleClass *klass = HEDDLE_PART_ACCESSIBLE_GET_CLASS (self);
  GtkAccessible *child = klass->get_first_child != NULL ? klass->get_first_child (self) : NULL;

  return child != NULL ? g_object_ref (child) : NULL;
}

static GtkAccessible *
heddle_part_accessible_get_next_accessible_sibling (GtkAccessible *accessible)
{
  HeddlePartAccessiblePrivate *priv = get_private (accessible);

  return priv->next != NULL ? g_object_ref (priv->next) : NULL;
}

static gboolean
heddle_part_accessible_get_bounds (GtkAccessible *accessible,
                                   int           *x,
                                   int           *y,
                                   int           *width,
                                   int           *height)
{
  HeddlePartAccessible *self = HEDDLE_PART_ACCESSIBLE (accessible);
  HeddlePartAccessiblePrivate *priv = get_private (self);
  graphene_rect_t area, parent = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (priv->canvas == NULL
      || !HEDDLE_PART_ACCESSIBLE_GET_CLASS (self)->get_area (self, HEDDLE_CANVAS (priv->canvas), &area))
    return FALSE;
  /* They are told from the parent's corner. */
  if (priv->parent != GTK_ACCESSIBLE (priv->canvas))
    heddle_canvas_get_node_area (HEDDLE_CANVAS (priv->canvas), priv->node, &parent);
  *x = (int) (area.origin.x - parent.origin.x);
  *y = (int) (area.origin.y - parent.origin.y);
  *width = (int) area.size.width;
  *height = (int) area.size.height;
  return TRUE;
}

static void
heddle_part_accessible_init_accessible (GtkAccessibleInterface *interface)
{
  interface->get_at_context = heddle_part_accessible_get_at_context;
  interface->get_platform_state = heddle_part_accessible_get_platform_state;
  interface->get_accessible_parent = heddle_part_accessible_get_accessible_parent;
  interface->get_first_accessible_child = heddle_part_accessible_get_first_accessible_child;
  interface->get_next_accessible_sibling = heddle_part_accessible_get_next_accessible_sibling;
  interface->get_bounds = heddle_part_accessible_get_bounds;
}

static void
heddle_part_accessible_get_property (GObject    *object,
                                     guint       id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch ((HeddlePartAccessibleProperty) id)
    {
    case PROP_ACCESSIBLE_ROLE:
      g_value_set_enum (value, get_private (object)->role);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The role is that of set_up(); GTK's interface has it writable. */
static void
heddle_part_accessible_set_property (GObject      *object,
                                     guint         id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
}

static void
heddle_part_accessible_dispose (GObject *object)
{
  HeddlePartAccessiblePrivate *priv = get_private (object);

  g_clear_weak_pointer (&priv->parent);
  g_clear_weak_pointer (&priv->canvas);
  g_clear_object (&priv->context);
  g_clear_object (&priv->next);

  G_OBJECT_CLASS (heddle_part_accessible_parent_class)->dispose (object);
}

static void
heddle_part_accessible_finalize (GObject *object)
{
  HeddlePartAccessiblePrivate *priv = get_private (object);

  g_free (priv->node);
  g_free (priv->label);

  G_OBJECT_CLASS (heddle_part_accessible_parent_class)->finalize (object);
}

static void
heddle_part_accessible_class_init (HeddlePartAccessibleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = heddle_part_accessible_get_property;
  object_class->set_property = heddle_part_accessible_set_property;
  object_class->dispose = heddle_part_accessible_dispose;
  object_class->finalize = heddle_part_accessible_finalize;
  g_object_class_override_property (object_class, PROP_ACCESSIBLE_ROLE, "accessible-role");
}

static void
heddle_part_accessible_init (HeddlePartAccessible *self)
{
}

/**
 * heddle_part_accessible_set_up:
 * @self: a new part
 * @parent: what it is in: the canvas, or the node as assistive technology has it
 * @canvas: the canvas that paints it
 * @node: the id of the node that it is or is in
 * @role: what it is
 * @focusable: whether the keyboard can be at it
 *
 * To be called once, before anything is told of the part.
 */
void
heddle_part_accessible_set_up (HeddlePartAccessible *self,
                               GtkAccessible        *parent,
                               GtkWidget            *canvas,
                               const char           *node,
                               GtkAccessibleRole     role,
                               gboolean              focusable)
{
  HeddlePartAccessiblePrivate *priv = get_private (self);

  g_set_weak_pointer (&priv->parent, parent);
  g_set_weak_pointer (&priv->canvas, canvas);
  priv->node = g_strdup (node);
  priv->role = role;
  priv->focusable = focusable;
}

/**
 * heddle_part_accessible_get_canvas:
 * @self: a part
 *
 * Returns: (transfer none) (nullable): the canvas that paints it; %NULL once that is gone
 */
GtkWidget *
heddle_part_accessible_get_canvas (HeddlePartAccessible *self)
{
  return get_private (self)->canvas;
}

/**
 * heddle_part_accessible_get_node:
 * @self: a part
 *
 * Returns: (transfer none): the id of the node that it is or is in
 */
const char *
heddle_part_accessible_get_node (HeddlePartAccessible *self)
{
  return get_private (self)->node;
}

/**
 * heddle_part_accessible_get_role:
 * @self: a part
 *
 * Returns: what it is
 */
GtkAccessibleRole
heddle_part_accessible_get_role (HeddlePartAccessible *self)
{
  return get_private (self)->role;
}

/**
 * heddle_part_accessible_set_label:
 * @self: a part
 * @label: the part in words
 *
 * Tells what it is called.
 *
 * Returns: whether that is new
 */
gboolean
heddle_part_accessible_set_label (HeddlePartAccessible *self,
                                  const char           *label)
{
  if (!g_set_str (&get_private (self)->label, label))
    return FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return TRUE;
}

/**
 * heddle_part_accessible_set_next:
 * @self: a part
 * @next: (nullable): what comes after it in the same parent; %NULL for the last
 *
 * Puts parts in order.
 */
void
heddle_part_accessible_set_next (HeddlePartAccessible *self,
                                 GtkAccessible        *next)
{
  g_set_object (&get_private (self)->next, next);
}

/**
 * heddle_part_accessible_set_focused:
 * @self: a part
 * @focused: whether the keyboard is at it
 *
 * Tells where the keyboard is.
 */
void
heddle_part_accessible_set_focused (HeddlePartAccessible *self,
                                    gboolean              focused)
{
  HeddlePartAccessiblePrivate *priv = get_private (self);

  if (priv->focused == focused)
    return;
  priv->focused = focused;
  gtk_accessible_update_platform_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED);
}

/**
 * heddle_part_accessible_set_selected:
 * @self: a part that can be selected
 * @selected: whether it is
 *
 * Tells what is done next with it.
 */
void
heddle_part_accessible_set_selected (HeddlePartAccessible *self,
                                     gboolean              selected)
{
  HeddlePartAccessiblePrivate *priv = get_private (self);

  if (priv->selected == selected)
    return;
  priv->selected = selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}
