/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-link-accessible.h"

#include "editor/heddle-canvas-link-selection.h"

struct _HeddleLinkAccessible
{
  HeddlePartAccessible  parent_instance;
  char                 *id;
  gboolean              after;
};

G_DEFINE_FINAL_TYPE (HeddleLinkAccessible, heddle_link_accessible, HEDDLE_TYPE_PART_ACCESSIBLE)

static gboolean
heddle_link_accessible_get_area (HeddlePartAccessible *part,
                                 HeddleCanvas         *canvas,
                                 graphene_rect_t      *area)
{
  return heddle_canvas_get_link_area (canvas, HEDDLE_LINK_ACCESSIBLE (part)->id, area);
}

static void
heddle_link_accessible_finalize (GObject *object)
{
  g_free (HEDDLE_LINK_ACCESSIBLE (object)->id);

  G_OBJECT_CLASS (heddle_link_accessible_parent_class)->finalize (object);
}

static void
heddle_link_accessible_class_init (HeddleLinkAccessibleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_link_accessible_finalize;
  HEDDLE_PART_ACCESSIBLE_CLASS (klass)->get_area = heddle_link_accessible_get_area;
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

  heddle_part_accessible_set_up (HEDDLE_PART_ACCESSIBLE (self), node, canvas, node_id,
                                 after ? GTK_ACCESSIBLE_ROLE_GROUP : GTK_ACCESSIBLE_ROLE_BUTTON, TRUE);
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
