/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-offer-accessible.h"

#include "editor/heddle-canvas.h"

struct _HeddleOfferAccessible
{
  GObject        parent_instance;
  GtkAccessible *node;
  GtkWidget     *canvas;
  char          *id;
  GtkATContext  *context;
  GtkAccessible *next;
};

typedef enum
{
  PROP_ACCESSIBLE_ROLE = 1,
} HeddleOfferAccessibleProperty;

static void heddle_offer_accessible_init_accessible (GtkAccessibleInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleOfferAccessible, heddle_offer_accessible, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE,
                                                      heddle_offer_accessible_init_accessible))

static GtkATContext *
heddle_offer_accessible_get_at_context (GtkAccessible *accessible)
{
  HeddleOfferAccessible *self = HEDDLE_OFFER_ACCESSIBLE (accessible);

  if (self->canvas == NULL)
    return NULL;
  if (self->context == NULL)
    self->context = gtk_at_context_create (GTK_ACCESSIBLE_ROLE_BUTTON, accessible,
                                           gtk_widget_get_display (self->canvas));
  return self->context != NULL ? g_object_ref (self->context) : NULL;
}

static gboolean
heddle_offer_accessible_get_platform_state (GtkAccessible              *accessible,
                                            GtkAccessiblePlatformState  state)
{
  return FALSE;
}

static GtkAccessible *
heddle_offer_accessible_get_accessible_parent (GtkAccessible *accessible)
{
  HeddleOfferAccessible *self = HEDDLE_OFFER_ACCESSIBLE (accessible);

  return self->node != NULL ? g_object_ref (self->node) : NULL;
}

static GtkAccessible *
heddle_offer_accessible_get_none (GtkAccessible *accessible)
{
  return NULL;
}

static GtkAccessible *
heddle_offer_accessible_get_next_accessible_sibling (GtkAccessible *accessible)
{
  HeddleOfferAccessible *self = HEDDLE_OFFER_ACCESSIBLE (accessible);

  return self->next != NULL ? g_object_ref (self->next) : NULL;
}

static gboolean
heddle_offer_accessible_get_bounds (GtkAccessible *accessible,
                                    int           *x,
                                    int           *y,
                                    int           *width,
                                    int           *height)
{
  HeddleOfferAccessible *self = HEDDLE_OFFER_ACCESSIBLE (accessible);
  graphene_rect_t button, node;

  if (self->canvas == NULL || !heddle_canvas_get_offer_area (HEDDLE_CANVAS (self->canvas), self->id, &button))
    return FALSE;
  /* They are told from the parent's corner. */
  heddle_canvas_get_node_area (HEDDLE_CANVAS (self->canvas), self->id, &node);
  *x = (int) (button.origin.x - node.origin.x);
  *y = (int) (button.origin.y - node.origin.y);
  *width = (int) button.size.width;
  *height = (int) button.size.height;
  return TRUE;
}

static void
heddle_offer_accessible_init_accessible (GtkAccessibleInterface *interface)
{
  interface->get_at_context = heddle_offer_accessible_get_at_context;
  interface->get_platform_state = heddle_offer_accessible_get_platform_state;
  interface->get_accessible_parent = heddle_offer_accessible_get_accessible_parent;
  interface->get_first_accessible_child = heddle_offer_accessible_get_none;
  interface->get_next_accessible_sibling = heddle_offer_accessible_get_next_accessible_sibling;
  interface->get_bounds = heddle_offer_accessible_get_bounds;
}

static void
heddle_offer_accessible_get_property (GObject    *object,
                                      guint       id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  switch ((HeddleOfferAccessibleProperty) id)
    {
    case PROP_ACCESSIBLE_ROLE:
      g_value_set_enum (value, GTK_ACCESSIBLE_ROLE_BUTTON);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_offer_accessible_set_property (GObject      *object,
                                      guint         id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
}

static void
heddle_offer_accessible_dispose (GObject *object)
{
  HeddleOfferAccessible *self = HEDDLE_OFFER_ACCESSIBLE (object);

  g_clear_weak_pointer (&self->node);
  g_clear_weak_pointer (&self->canvas);
  g_clear_object (&self->context);
  g_clear_object (&self->next);

  G_OBJECT_CLASS (heddle_offer_accessible_parent_class)->dispose (object);
}

static void
heddle_offer_accessible_finalize (GObject *object)
{
  g_free (HEDDLE_OFFER_ACCESSIBLE (object)->id);

  G_OBJECT_CLASS (heddle_offer_accessible_parent_class)->finalize (object);
}

static void
heddle_offer_accessible_class_init (HeddleOfferAccessibleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = heddle_offer_accessible_get_property;
  object_class->set_property = heddle_offer_accessible_set_property;
  object_class->dispose = heddle_offer_accessible_dispose;
  object_class->finalize = heddle_offer_accessible_finalize;
  g_object_class_override_property (object_class, PROP_ACCESSIBLE_ROLE, "accessible-role");
}

static void
heddle_offer_accessible_init (HeddleOfferAccessible *self)
{
}

/**
 * heddle_offer_accessible_new:
 * @node: the node as assistive technology has it
 * @canvas: the canvas that the node is on
 * @id: the node's id
 * @label: what the button is called
 *
 * Returns: (transfer full): the button as assistive technology has it
 */
HeddleOfferAccessible *
heddle_offer_accessible_new (GtkAccessible *node,
                             GtkWidget     *canvas,
                             const char    *id,
                             const char    *label)
{
  HeddleOfferAccessible *self = g_object_new (HEDDLE_TYPE_OFFER_ACCESSIBLE, NULL);

  g_set_weak_pointer (&self->node, node);
  g_set_weak_pointer (&self->canvas, canvas);
  self->id = g_strdup (id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "R", -1);
  return self;
}

/**
 * heddle_offer_accessible_set_next:
 * @self: the button as assistive technology has it
 * @next: (nullable): what comes after it in its node
 *
 * Puts what is in a node in order.
 */
void
heddle_offer_accessible_set_next (HeddleOfferAccessible *self,
                                  GtkAccessible         *next)
{
  g_set_object (&self->next, next);
}
