/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-port-accessible.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-link.h"
#include "editor/heddle-canvas.h"
#include "editor/heddle-port-label.h"

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

/* The titles of the nodes that links lead to from a port, or come from. */
static char *
dup_linked (const HeddleCanvasNode *node,
            const HeddleCanvasPort *port)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < node->links->len; i++)
    {
      const HeddleCanvasLink *link = node->links->pdata[i];
      const HeddleCanvasNode *here = port->output ? link->from : link->to;
      const HeddleCanvasNode *there = port->output ? link->to : link->from;
      const char *name = port->output ? heddle_link_get_from_port (link->link) : heddle_link_get_to_port (link->link);

      if (link->after || here != node || g_strcmp0 (name, port->name) != 0)
        continue;
      g_string_append (titles, titles->len > 0 ? ", " : "");
      g_string_append (titles, there->title);
    }
  return g_string_free (g_steal_pointer (&titles), FALSE);
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
  g_autofree char *description = heddle_port_dup_description (port->label, port->type, port->output);
  g_autofree char *linked = dup_linked (node, port);
  g_autofree char *label = NULL;

  if (*linked == '\0')
    label = g_steal_pointer (&description);
  else
    /* Translators: a port, and the titles of steps: "Prompt, text, input, linked to Write headline" */
    label = g_strdup_printf (_("%s, linked to %s"), description, linked);
  heddle_part_accessible_set_label (HEDDLE_PART_ACCESSIBLE (self), label);
}
