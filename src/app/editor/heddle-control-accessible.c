/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-control-accessible.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-controls.h"

struct _HeddleControlAccessible
{
  GObject            parent_instance;
  GtkAccessible     *node;
  GtkAccessible     *next;
  GtkWidget         *canvas;
  char              *id;
  char              *key;
  HeddleControlPart  part;
  GtkAccessibleRole  role;
  char              *label;
  gboolean           focused;
  GtkATContext      *context;
};

typedef enum
{
  PROP_ACCESSIBLE_ROLE = 1,
} HeddleControlAccessibleProperty;

static void heddle_control_accessible_init_accessible (GtkAccessibleInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleControlAccessible, heddle_control_accessible, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE,
                                                      heddle_control_accessible_init_accessible))

static GtkATContext *
heddle_control_accessible_get_at_context (GtkAccessible *accessible)
{
  HeddleControlAccessible *self = HEDDLE_CONTROL_ACCESSIBLE (accessible);

  if (self->canvas == NULL)
    return NULL;
  if (self->context == NULL)
    self->context = gtk_at_context_create (self->role, accessible,
                                           gtk_widget_get_display (self->canvas));
  return self->context != NULL ? g_object_ref (self->context) : NULL;
}

static gboolean
heddle_control_accessible_get_platform_state (GtkAccessible              *accessible,
                                            GtkAccessiblePlatformState  state)
{
  HeddleControlAccessible *self = HEDDLE_CONTROL_ACCESSIBLE (accessible);

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
heddle_control_accessible_get_accessible_parent (GtkAccessible *accessible)
{
  HeddleControlAccessible *self = HEDDLE_CONTROL_ACCESSIBLE (accessible);

  return self->node != NULL ? g_object_ref (self->node) : NULL;
}

static GtkAccessible *
heddle_control_accessible_get_none (GtkAccessible *accessible)
{
  return NULL;
}

static GtkAccessible *
heddle_control_accessible_get_next_accessible_sibling (GtkAccessible *accessible)
{
  HeddleControlAccessible *self = HEDDLE_CONTROL_ACCESSIBLE (accessible);

  return self->next != NULL ? g_object_ref (self->next) : NULL;
}

static gboolean
heddle_control_accessible_get_bounds (GtkAccessible *accessible,
                                    int           *x,
                                    int           *y,
                                    int           *width,
                                    int           *height)
{
  HeddleControlAccessible *self = HEDDLE_CONTROL_ACCESSIBLE (accessible);
  graphene_rect_t button, node;

  if (self->canvas == NULL || !heddle_canvas_get_control_area (HEDDLE_CANVAS (self->canvas), self->id, self->key,
                                                              self->part, &button))
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
heddle_control_accessible_init_accessible (GtkAccessibleInterface *interface)
{
  interface->get_at_context = heddle_control_accessible_get_at_context;
  interface->get_platform_state = heddle_control_accessible_get_platform_state;
  interface->get_accessible_parent = heddle_control_accessible_get_accessible_parent;
  interface->get_first_accessible_child = heddle_control_accessible_get_none;
  interface->get_next_accessible_sibling = heddle_control_accessible_get_next_accessible_sibling;
  interface->get_bounds = heddle_control_accessible_get_bounds;
}

static void
heddle_control_accessible_get_property (GObject    *object,
                                      guint       id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  switch ((HeddleControlAccessibleProperty) id)
    {
    case PROP_ACCESSIBLE_ROLE:
      g_value_set_enum (value, HEDDLE_CONTROL_ACCESSIBLE (object)->role);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_control_accessible_set_property (GObject      *object,
                                      guint         id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
}

static void
heddle_control_accessible_dispose (GObject *object)
{
  HeddleControlAccessible *self = HEDDLE_CONTROL_ACCESSIBLE (object);

  g_clear_weak_pointer (&self->node);
  g_clear_weak_pointer (&self->canvas);
  g_clear_object (&self->next);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (heddle_control_accessible_parent_class)->dispose (object);
}

static void
heddle_control_accessible_finalize (GObject *object)
{
  HeddleControlAccessible *self = HEDDLE_CONTROL_ACCESSIBLE (object);

  g_free (self->id);
  g_free (self->key);
  g_free (self->label);

  G_OBJECT_CLASS (heddle_control_accessible_parent_class)->finalize (object);
}

static void
heddle_control_accessible_class_init (HeddleControlAccessibleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = heddle_control_accessible_get_property;
  object_class->set_property = heddle_control_accessible_set_property;
  object_class->dispose = heddle_control_accessible_dispose;
  object_class->finalize = heddle_control_accessible_finalize;
  g_object_class_override_property (object_class, PROP_ACCESSIBLE_ROLE, "accessible-role");
}

static void
heddle_control_accessible_init (HeddleControlAccessible *self)
{
}

static GtkAccessibleRole
get_role (const HeddleCanvasControl *control,
          HeddleControlPart          part)
{
  if (part == HEDDLE_CONTROL_LOCK)
    return GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON;
  if (part == HEDDLE_CONTROL_WHOLE && control->shape == HEDDLE_CONTROL_SWITCH)
    return GTK_ACCESSIBLE_ROLE_SWITCH;
  return GTK_ACCESSIBLE_ROLE_BUTTON;
}

/**
 * heddle_control_accessible_new:
 * @node: the node as assistive technology has it
 * @canvas: the canvas that the node is on
 * @id: the node's id
 * @control: a control of it
 * @part: a part of that
 *
 * Returns: (transfer full): the part as assistive technology has it
 */
HeddleControlAccessible *
heddle_control_accessible_new (GtkAccessible             *node,
                               GtkWidget                 *canvas,
                               const char                *id,
                               const HeddleCanvasControl *control,
                               HeddleControlPart          part)
{
  HeddleControlAccessible *self = g_object_new (HEDDLE_TYPE_CONTROL_ACCESSIBLE, NULL);

  g_set_weak_pointer (&self->node, node);
  g_set_weak_pointer (&self->canvas, canvas);
  self->id = g_strdup (id);
  self->key = g_strdup (control->info.key);
  self->part = part;
  self->role = get_role (control, part);
  heddle_control_accessible_update (self, control);
  return self;
}

/**
 * heddle_control_accessible_is_of:
 * @self: a part of a control as assistive technology has it
 * @control: a control of the same node
 * @part: a part of that
 *
 * Returns: whether it is that part
 */
gboolean
heddle_control_accessible_is_of (HeddleControlAccessible   *self,
                                 const HeddleCanvasControl *control,
                                 HeddleControlPart          part)
{
  return self->part == part && self->role == get_role (control, part) && g_str_equal (self->key, control->info.key);
}

/**
 * heddle_control_accessible_set_next:
 * @self: a part of a control as assistive technology has it
 * @next: (nullable): what comes after it in the node
 *
 * Puts the parts in order.
 */
void
heddle_control_accessible_set_next (HeddleControlAccessible *self,
                                    GtkAccessible           *next)
{
  g_set_object (&self->next, next);
}

/**
 * heddle_control_accessible_update:
 * @self: a part of a control as assistive technology has it
 * @control: the control
 *
 * Tells what it is set to, and whether the keyboard is at it.
 */
void
heddle_control_accessible_update (HeddleControlAccessible   *self,
                                  const HeddleCanvasControl *control)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);
  const char *help = control->info.help != NULL && *control->info.help != '\0' ? _(control->info.help) : NULL;
  g_autofree char *label = self->role == GTK_ACCESSIBLE_ROLE_SWITCH
                             ? g_strdup (heddle_canvas_control_get_title (control))
                             : heddle_canvas_control_dup_label (control, self->part);
  gboolean focused = self->canvas != NULL
                     && heddle_canvas_is_control_focused (HEDDLE_CANVAS (self->canvas), self->id, self->key, self->part);

  if (g_set_str (&self->label, label))
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (self->part == HEDDLE_CONTROL_WHOLE && help != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help, -1);
  if (self->role == GTK_ACCESSIBLE_ROLE_SWITCH)
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_CHECKED,
                                 control->on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  if (self->role == GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON)
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_PRESSED,
                                 control->on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_DISABLED, !heddle_canvas_control_is_editable (control),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               control->is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (focused == self->focused)
    return;
  self->focused = focused;
  gtk_accessible_update_platform_state (accessible, GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED);
}
