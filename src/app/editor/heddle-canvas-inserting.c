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
  HeddleCanvasNode *node = self->press.node == NULL ? NULL : heddle_canvas_model_lookup (self->model, self->press.node);
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
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  HeddleCanvasLink *below = find_link_below (self);
  const char *id = below != NULL ? heddle_link_get_id (below->link) : NULL;

  if (!g_set_str (&self->insertion.link, id))
    return;
  /* One does for all links that the node is dragged over. */
  if (id != NULL && self->insertion.check == NULL)
    self->insertion.check = heddle_link_check_new (heddle_document_get_workflow (heddle_canvas_get_document (self)),
                                                   pipeline, heddle_canvas_get_registry (self), NULL);
  self->insertion.fits = id != NULL && heddle_linking_can_insert (pipeline, self->insertion.check, id, self->press.node);
}

/**
 * heddle_canvas_goes_into:
 * @self: a canvas
 * @link: a link
 *
 * Returns: whether what is dragged would go into the link
 */
gboolean
heddle_canvas_goes_into (HeddleCanvas           *self,
                         const HeddleCanvasLink *link)
{
  return (self->drag != NULL || self->insertion.dropping) && self->insertion.fits
         && g_strcmp0 (self->insertion.link, heddle_link_get_id (link->link)) == 0;
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
      heddle_link_painter_snapshot_glow (self->links, snapshot, link, &self->palette.accent);
      node = heddle_link_painter_get_node (self->links, link, TRUE, TRUE);
      if (node != NULL)
        gtk_snapshot_append_node (snapshot, node);
    }
}

/* How many of the dots of a link lie before a node that is dragged onto it. */
static guint
count_dots_before (HeddleCanvas *self,
                   const char   *node,
                   const char   *link)
{
  HeddleCanvasLink *found = heddle_canvas_model_find_link (self->model, link);
  graphene_point_t middle;

  if (found == NULL)
    return 0;
  graphene_rect_get_center (&heddle_canvas_model_lookup (self->model, node)->bounds, &middle);
  return heddle_canvas_link_find_leg (found, middle.x, middle.y);
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
  g_autofree char *node = g_strdup (self->press.node);
  g_autofree char *link = self->insertion.fits ? g_strdup (self->insertion.link) : NULL;
  guint n_dots = link != NULL ? count_dots_before (self, node, link) : 0;
  g_autoptr (GError) error = NULL;
  gboolean moved;

  heddle_document_begin (document, link != NULL ? _("Insert Step") : _("Move"));
  moved = heddle_canvas_drag_drop (drag, &error);
  if (moved && link != NULL
      && !heddle_linking_insert (document, heddle_canvas_get_pipeline (self), heddle_canvas_get_registry (self), link,
                                 node, n_dots, &error))
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
 * Forgets the link that a node would go into, and what is known of where one can.
 */
void
heddle_canvas_forget_insertion (HeddleCanvas *self)
{
  g_clear_pointer (&self->insertion.link, g_free);
  g_clear_pointer (&self->insertion.check, heddle_link_check_free);
  self->insertion.fits = FALSE;
}
