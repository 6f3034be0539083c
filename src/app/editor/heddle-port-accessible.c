/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-port-accessible.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas.h"
#include "editor/heddle-port-words.h"

struct _HeddlePortAccessible
{
  HeddlePartAccessible  parent_instance;
  char                 *name;
  gboolean              output;
};

G_DEFINE_FINAL_TYPE (HeddlePortAccessible, heddle_port_accessible, HEDDLE_TYPE_PART_ACCESSIBLE)

static gboolean
heddle_port_accessible_get_area (HeddlePartAccessible *part,
                                 HeddleCanvas         *canvas,
                                 graphene_rect_t      *area)
{
  HeddlePortAccessible *self = HEDDLE_PORT_ACCESSIBLE (part);

  return heddle_canvas_get_port_area (canvas, heddle_part_accessible_get_node (part), self->name, self->output, area);
}

static void
heddle_port_accessible_finalize (GObject *object)
{
  g_free (HEDDLE_PORT_ACCESSIBLE (object)->name);

  G_OBJECT_CLASS (heddle_port_accessible_parent_class)->finalize (object);
}

static void
heddle_port_accessible_class_init (HeddlePortAccessibleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_port_accessible_finalize;
  HEDDLE_PART_ACCESSIBLE_CLASS (klass)->get_area = heddle_port_accessible_get_area;
}

static void
heddle_port_accessible_init (HeddlePortAccessible *self)
{
}

/**
 * heddle_port_accessible_new:
 * @node: the node as assistive technology has it
 * @canvas: the canvas that the node is on
 * @id: the node's id
 * @port: a port of it
 *
 * Returns: (transfer full): the port as assistive technology has it
 */
HeddlePortAccessible *
heddle_port_accessible_new (GtkAccessible          *node,
                            GtkWidget              *canvas,
                            const char             *id,
                            const HeddleCanvasPort *port)
{
  HeddlePortAccessible *self = g_object_new (HEDDLE_TYPE_PORT_ACCESSIBLE, NULL);

  heddle_part_accessible_set_up (HEDDLE_PART_ACCESSIBLE (self), node, canvas, id, GTK_ACCESSIBLE_ROLE_BUTTON, TRUE);
  self->name = g_strdup (port->name);
  self->output = port->output;
  return self;
}

/**
 * heddle_port_accessible_is_of:
 * @self: a port as assistive technology has it
 * @port: a port of the same node
 *
 * Returns: whether it is that port
 */
gboolean
heddle_port_accessible_is_of (HeddlePortAccessible   *self,
                              const HeddleCanvasPort *port)
{
  return self->output == port->output && g_str_equal (self->name, port->name);
}

/**
 * heddle_port_accessible_update:
 * @self: a port as assistive technology has it
 * @node: its node
 * @port: the port
 *
 * Tells what it carries, and where its links lead.
 */
void
heddle_port_accessible_update (HeddlePortAccessible   *self,
                               const HeddleCanvasNode *node,
                               const HeddleCanvasPort *port)
{
  g_autoptr (GPtrArray) links = heddle_port_words_list_links (node, port->name, port->output);
  g_autofree char *label = heddle_port_words_dup_description (port, links);

  heddle_part_accessible_set_label (HEDDLE_PART_ACCESSIBLE (self), label);
}
