/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-control-accessible.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-controls.h"

struct _HeddleControlAccessible
{
  HeddlePartAccessible  parent_instance;
  char                 *key;
  HeddleControlPart     part;
};

G_DEFINE_FINAL_TYPE (HeddleControlAccessible, heddle_control_accessible, HEDDLE_TYPE_PART_ACCESSIBLE)

static gboolean
heddle_control_accessible_get_area (HeddlePartAccessible *part,
                                    HeddleCanvas         *canvas,
                                    graphene_rect_t      *area)
{
  HeddleControlAccessible *self = HEDDLE_CONTROL_ACCESSIBLE (part);

  return heddle_canvas_get_control_area (canvas, heddle_part_accessible_get_node (part), self->key, self->part, area);
}

static void
heddle_control_accessible_finalize (GObject *object)
{
  g_free (HEDDLE_CONTROL_ACCESSIBLE (object)->key);

  G_OBJECT_CLASS (heddle_control_accessible_parent_class)->finalize (object);
}

static void
heddle_control_accessible_class_init (HeddleControlAccessibleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_control_accessible_finalize;
  HEDDLE_PART_ACCESSIBLE_CLASS (klass)->get_area = heddle_control_accessible_get_area;
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

  heddle_part_accessible_set_up (HEDDLE_PART_ACCESSIBLE (self), node, canvas, id, get_role (control, part), TRUE);
  self->key = g_strdup (control->info.key);
  self->part = part;
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
  return self->part == part && g_str_equal (self->key, control->info.key)
         && heddle_part_accessible_get_role (HEDDLE_PART_ACCESSIBLE (self)) == get_role (control, part);
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
  HeddlePartAccessible *part = HEDDLE_PART_ACCESSIBLE (self);
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);
  GtkWidget *canvas = heddle_part_accessible_get_canvas (part);
  GtkAccessibleRole role = heddle_part_accessible_get_role (part);
  const char *help = control->info.help != NULL && *control->info.help != '\0' ? _(control->info.help) : NULL;
  g_autofree char *label = role == GTK_ACCESSIBLE_ROLE_SWITCH
                             ? g_strdup (heddle_canvas_control_get_title (control))
                             : heddle_canvas_control_dup_label (control, self->part);

  heddle_part_accessible_set_label (part, label);
  if (self->part == HEDDLE_CONTROL_WHOLE && help != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help, -1);
  if (role == GTK_ACCESSIBLE_ROLE_SWITCH)
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_CHECKED,
                                 control->on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  if (role == GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON)
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_PRESSED,
                                 control->on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_DISABLED, !heddle_canvas_control_is_editable (control),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               control->is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  heddle_part_accessible_set_focused (part, canvas != NULL
                                              && heddle_canvas_is_control_focused (HEDDLE_CANVAS (canvas),
                                                                                   heddle_part_accessible_get_node (part),
                                                                                   self->key, self->part));
}
