/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-private.h"
#include "graph/heddle-linking.h"
#include "graph/heddle-node-group.h"
#include "widgets/heddle-toast.h"

/* How far from the middle of a step a link may be that it goes into. */
#define REACH 60

static HeddleCanvasLink *
find_link_below (HeddleCanvas *self)
{
  HeddleCanvasNode *node = self->held_node == NULL ? NULL : heddle_canvas_model_lookup (self->model, self->held_node);
  graphene_point_t middle;

  if (node == NULL || node->links->len > 0 || g_hash_table_size (self->selected) != 1
      || g_hash_table_size (self->selected_areas) > 0)
    return NULL;
  graphene_rect_get_center (&node->bounds, &middle);
  return heddle_canvas_model_get_link_at (self->model, middle.x, middle.y, MIN (REACH, node->bounds.size.height / 2));
}

/**
 * heddle_canvas_aim_insertion:
 * @self: a canvas on which nodes are dragged
 *
 * Looks for a link that the one node which is dragged would go into if it were dropped now.
 */
void
heddle_canvas_aim_insertion (HeddleCanvas *self)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (heddle_canvas_get_document (self));
  HeddleCanvasLink *below = find_link_below (self);
  const char *id = below != NULL ? heddle_link_get_id (below->link) : NULL;

  if (!g_set_str (&self->link_below, id))
    return;
  self->goes_into = id != NULL
                    && heddle_linking_can_insert (workflow, heddle_canvas_get_pipeline (self),
                                                  heddle_canvas_get_registry (self), id, self->held_node);
}

/**
 * heddle_canvas_goes_into:
 * @self: a canvas
 * @link: a link
 *
 * Returns: whether the node that is dragged would go into the link
 */
gboolean
heddle_canvas_goes_into (HeddleCanvas           *self,
                         const HeddleCanvasLink *link)
{
  return self->drag != NULL && self->goes_into
         && g_strcmp0 (self->link_below, heddle_link_get_id (link->link)) == 0;
}

/**
 * heddle_canvas_snapshot_insertion:
 * @self: a canvas
 * @snapshot: where it goes, in canvas units
 *
 * Adds the link that the node which is dragged would go into, over the node, which may cover all of it.
 */
void
heddle_canvas_snapshot_insertion (HeddleCanvas *self,
                                  GtkSnapshot  *snapshot)
{
  for (guint i = 0; i < self->visible_links->len; i++)
    {
      HeddleCanvasLink *link = self->visible_links->pdata[i];
      GskRenderNode *node;

      if (!heddle_canvas_goes_into (self, link))
        continue;
      heddle_link_painter_snapshot_glow (self->links, snapshot, link);
      node = heddle_link_painter_get_node (self->links, link, TRUE, TRUE);
      if (node != NULL)
        gtk_snapshot_append_node (snapshot, node);
    }
}

/**
 * heddle_canvas_drop_nodes:
 * @self: a canvas
 * @drag: the nodes that are dropped
 *
 * Moves nodes to where they were dragged, and into the link there if one can go into it, as one step. One that
 * cannot after all is only moved.
 */
void
heddle_canvas_drop_nodes (HeddleCanvas     *self,
                          HeddleCanvasDrag *drag)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  g_autofree char *node = g_strdup (self->held_node);
  g_autofree char *link = self->goes_into ? g_strdup (self->link_below) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean moved;

  heddle_document_begin (document, link != NULL ? _("Insert Step") : _("Move"));
  moved = heddle_canvas_drag_drop (drag, &error);
  if (moved && link != NULL
      && !heddle_linking_insert (document, heddle_canvas_get_pipeline (self), heddle_canvas_get_registry (self), link,
                                 node, &error))
    {
      heddle_document_abandon (document);
      heddle_toast_error (GTK_WIDGET (self), _("The step could not be put into the link, and was only moved"), error);
      g_clear_error (&error);
      heddle_document_begin (document, _("Move"));
      moved = heddle_canvas_drag_drop (drag, &error);
    }
  if (moved)
    {
      heddle_document_end (document);
      return;
    }
  heddle_document_abandon (document);
  heddle_toast_error (GTK_WIDGET (self), _("The selection could not be moved"), error);
}

/**
 * heddle_canvas_forget_insertion:
 * @self: a canvas
 *
 * Forgets the link that a node would go into.
 */
void
heddle_canvas_forget_insertion (HeddleCanvas *self)
{
  g_clear_pointer (&self->link_below, g_free);
  self->goes_into = FALSE;
}
