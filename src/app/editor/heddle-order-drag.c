/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-order-drag.h"

#include <glib/gi18n-lib.h>

#include "graph/heddle-link-check.h"
#include "graph/heddle-linking.h"

struct _HeddleOrderDrag
{
  HeddleDocument     *document;
  HeddlePipeline     *pipeline;
  HeddleNodeRegistry *registry;
  HeddleCanvasModel  *model;
  HeddleLinkCheck    *check;
  char               *node;
  graphene_point_t    pointer;
  char               *at;
  gboolean            allowed;
  char               *reason;
};

/**
 * heddle_order_drag_new:
 * @document: what is edited
 * @pipeline: the pipeline that is linked
 * @registry: the node types that are known
 * @model: what shows it
 * @node: the id of the node that is to run first
 *
 * Returns: (transfer full): a link with a loose end
 */
HeddleOrderDrag *
heddle_order_drag_new (HeddleDocument     *document,
                       HeddlePipeline     *pipeline,
                       HeddleNodeRegistry *registry,
                       HeddleCanvasModel  *model,
                       const char         *node)
{
  HeddleOrderDrag *self = g_new0 (HeddleOrderDrag, 1);

  self->document = g_object_ref (document);
  self->pipeline = g_object_ref (pipeline);
  self->registry = g_object_ref (registry);
  self->model = g_object_ref (model);
  self->check = heddle_link_check_new (heddle_document_get_workflow (document), pipeline, registry, NULL);
  self->node = g_strdup (node);
  return self;
}

/**
 * heddle_order_drag_free:
 * @self: (transfer full): a link with a loose end
 *
 * Lets go of it.
 */
void
heddle_order_drag_free (HeddleOrderDrag *self)
{
  heddle_link_check_free (self->check);
  g_object_unref (self->document);
  g_object_unref (self->pipeline);
  g_object_unref (self->registry);
  g_object_unref (self->model);
  g_free (self->node);
  g_free (self->at);
  g_free (self->reason);
  g_free (self);
}

/**
 * heddle_order_drag_get_reason:
 * @self: a link with a loose end
 *
 * Returns: (transfer none) (nullable): why it cannot end where it is, in words
 */
const char *
heddle_order_drag_get_reason (HeddleOrderDrag *self)
{
  return self->reason;
}

/**
 * heddle_order_drag_to:
 * @self: a link with a loose end
 * @x: where the pointer is on the canvas
 * @y: likewise
 *
 * Moves the loose end, and sees what is there. The node that it comes from says nothing against it.
 */
void
heddle_order_drag_to (HeddleOrderDrag *self,
                      double           x,
                      double           y)
{
  HeddleCanvasNode *node = heddle_canvas_model_get_node_at (self->model, x, y);
  const char *at = node != NULL && !g_str_equal (node->id, self->node) ? node->id : NULL;
  g_autoptr (GError) error = NULL;

  graphene_point_init (&self->pointer, (float) x, (float) y);
  if (!g_set_str (&self->at, at))
    return;
  g_clear_pointer (&self->reason, g_free);
  self->allowed = at != NULL && heddle_link_check_allows_order (self->check, self->node, at, &error);
  if (error != NULL)
    self->reason = g_strdup (error->message);
}

/**
 * heddle_order_drag_drop:
 * @self: a link with a loose end
 * @error: return location for an error
 *
 * Orders the two nodes, as one step, if the link was dragged to a node.
 *
 * Returns: %FALSE with an error of [error@GraphError], and the document as it was
 */
gboolean
heddle_order_drag_drop (HeddleOrderDrag  *self,
                        GError          **error)
{
  if (self->at == NULL)
    return TRUE;
  heddle_document_begin (self->document, _("Run After"));
  if (heddle_linking_order (self->document, self->pipeline, self->registry, self->node, self->at, error))
    {
      heddle_document_end (self->document);
      return TRUE;
    }
  heddle_document_abandon (self->document);
  return FALSE;
}

static HeddleCanvasNode *
get_target (HeddleOrderDrag *self)
{
  return self->allowed ? heddle_canvas_model_lookup (self->model, self->at) : NULL;
}

/**
 * heddle_order_drag_snapshot_link:
 * @self: a link with a loose end
 * @painter: what paints links
 * @snapshot: where it goes, in canvas units
 *
 * Adds the link alone.
 */
void
heddle_order_drag_snapshot_link (HeddleOrderDrag   *self,
                                 HeddleLinkPainter *painter,
                                 GtkSnapshot       *snapshot)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, self->node);
  HeddleCanvasNode *target = get_target (self);
  graphene_point_t start, end = self->pointer;

  if (node == NULL)
    return;
  heddle_canvas_node_get_flow_point (node, TRUE, &start);
  if (target != NULL)
    heddle_canvas_node_get_flow_point (target, FALSE, &end);
  heddle_link_painter_snapshot_order (painter, snapshot, &start, &end);
}

/**
 * heddle_order_drag_snapshot:
 * @self: a link with a loose end
 * @painter: what paints links
 * @snapshot: where it goes, in canvas units
 *
 * Adds the link, and where it begins and would end.
 */
void
heddle_order_drag_snapshot (HeddleOrderDrag   *self,
                            HeddleLinkPainter *painter,
                            GtkSnapshot       *snapshot)
{
  HeddleCanvasNode *ends[] = { heddle_canvas_model_lookup (self->model, self->node), get_target (self) };
  graphene_point_t place;

  heddle_order_drag_snapshot_link (self, painter, snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (ends[i] == NULL)
        continue;
      heddle_canvas_node_get_flow_point (ends[i], i == 0, &place);
      heddle_link_painter_snapshot_flow_port (painter, snapshot, &place, TRUE);
    }
}
