/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-link-drag.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-shape.h"
#include "graph/heddle-link-check.h"
#include "graph/heddle-linking.h"

/* What a port reaches with its ring, and a port for lists. */
#define PORT_RADIUS 8.5f
#define LIST_PORT_RADIUS 12.5f
#define LABEL_MARGIN 14

#define HALO_RADIUS 9
#define LIST_HALO_RADIUS 13
#define HALO_WIDTH 2
#define TARGET_RADIUS 8
#define TARGET_HALO 13
#define END_RADIUS 6

/* How much of a port that cannot be linked is covered. */
#define DIMMING 0.7f

struct _HeddleLinkDrag
{
  HeddleDocument     *document;
  HeddlePipeline     *pipeline;
  HeddleNodeRegistry *registry;
  HeddleCanvasModel  *model;
  HeddleLinkCheck    *check;
  char               *node;
  char               *port;
  gboolean            output;
  HeddlePortType      type;
  char               *moved;
  char               *home_node;
  char               *home_port;
  GHashTable         *verdicts;
  graphene_point_t    pointer;
  char               *target_node;
  char               *target_port;
  char               *at_node;
  char               *at_port;
  gboolean            at_output;
  gboolean            over_node;
  gboolean            at_home;
  char               *reason;
};

/* The link that was made last lies on top, and is the one that is taken hold of. */
static HeddleLink *
find_link_into (HeddlePipeline *pipeline,
                const char     *node,
                const char     *port)
{
  GListModel *links = heddle_pipeline_get_links (pipeline);

  for (guint i = g_list_model_get_n_items (links); i > 0; i--)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i - 1);

      if (!heddle_link_is_after (link) && g_str_equal (heddle_link_get_to_node (link), node)
          && g_strcmp0 (heddle_link_get_to_port (link), port) == 0)
        return link;
    }
  return NULL;
}

/**
 * heddle_link_drag_new:
 * @document: what is edited
 * @pipeline: the pipeline that is linked
 * @registry: the node types that are known
 * @model: what shows it
 * @node: the node that is taken hold of
 * @port: the port that is
 * @output: whether that is an output
 * @take_off: whether a link that is at an input already is taken off, and keeps its other end
 *
 * Otherwise a new link begins.
 *
 * Returns: (transfer full): a link with a loose end
 */
HeddleLinkDrag *
heddle_link_drag_new (HeddleDocument     *document,
                      HeddlePipeline     *pipeline,
                      HeddleNodeRegistry *registry,
                      HeddleCanvasModel  *model,
                      const char         *node,
                      const char         *port,
                      gboolean            output,
                      gboolean            take_off)
{
  HeddleLinkDrag *self = g_new0 (HeddleLinkDrag, 1);
  HeddleLink *link = output || !take_off ? NULL : find_link_into (pipeline, node, port);

  self->document = g_object_ref (document);
  self->pipeline = g_object_ref (pipeline);
  self->registry = g_object_ref (registry);
  self->model = g_object_ref (model);
  self->moved = link != NULL ? g_strdup (heddle_link_get_id (link)) : NULL;
  self->home_node = link != NULL ? g_strdup (node) : NULL;
  self->home_port = link != NULL ? g_strdup (port) : NULL;
  self->node = g_strdup (link != NULL ? heddle_link_get_from_node (link) : node);
  self->port = g_strdup (link != NULL ? heddle_link_get_from_port (link) : port);
  self->output = output || link != NULL;
  self->check = heddle_link_check_new (heddle_document_get_workflow (document), pipeline, registry, self->moved);
  self->verdicts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->type = (HeddlePortType) { HEDDLE_VALUE_ANY, FALSE };
  heddle_link_check_get_type (self->check, self->node, self->port, self->output, &self->type);
  return self;
}

/**
 * heddle_link_drag_free:
 * @self: (transfer full): a link with a loose end
 *
 * Lets go of it: everything is linked as the document has it.
 */
void
heddle_link_drag_free (HeddleLinkDrag *self)
{
  heddle_link_check_free (self->check);
  g_hash_table_unref (self->verdicts);
  g_object_unref (self->document);
  g_object_unref (self->pipeline);
  g_object_unref (self->registry);
  g_object_unref (self->model);
  g_free (self->node);
  g_free (self->port);
  g_free (self->moved);
  g_free (self->home_node);
  g_free (self->home_port);
  g_free (self->target_node);
  g_free (self->target_port);
  g_free (self->at_node);
  g_free (self->at_port);
  g_free (self->reason);
  g_free (self);
}

/**
 * heddle_link_drag_get_moved:
 * @self: a link with a loose end
 *
 * Returns: (transfer none) (nullable): the id of the link of the document that it is; %NULL for a new one
 */
const char *
heddle_link_drag_get_moved (HeddleLinkDrag *self)
{
  return self->moved;
}

/**
 * heddle_link_drag_get_node:
 * @self: a link with a loose end
 *
 * Returns: (transfer none): the id of the node that its other end is at
 */
const char *
heddle_link_drag_get_node (HeddleLinkDrag *self)
{
  return self->node;
}

/**
 * heddle_link_drag_get_port:
 * @self: a link with a loose end
 *
 * Returns: (transfer none): the name of the port that its other end is at
 */
const char *
heddle_link_drag_get_port (HeddleLinkDrag *self)
{
  return self->port;
}

/**
 * heddle_link_drag_is_forward:
 * @self: a link with a loose end
 *
 * Returns: whether it begins at an output and looks for an input
 */
gboolean
heddle_link_drag_is_forward (HeddleLinkDrag *self)
{
  return self->output;
}

static gboolean
get_point (HeddleLinkDrag   *self,
           const char       *node_id,
           const char       *port_name,
           gboolean          output,
           graphene_point_t *point)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, node_id);

  for (guint i = 0; node != NULL && i < node->ports->len; i++)
    {
      const HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);

      if (port->output != output || !g_str_equal (port->name, port_name))
        continue;
      heddle_canvas_node_get_port_point (node, port, point);
      return TRUE;
    }
  return FALSE;
}

/**
 * heddle_link_drag_is_held:
 * @self: a link with a loose end
 *
 * Returns: whether what its other end is at is still on the canvas
 */
gboolean
heddle_link_drag_is_held (HeddleLinkDrag *self)
{
  graphene_point_t point;

  return get_point (self, self->node, self->port, self->output, &point);
}

/**
 * heddle_link_drag_get_reason:
 * @self: a link with a loose end
 *
 * Returns: (transfer none) (nullable): why it cannot end where it is, in words; %NULL where it can, or
 *   where nothing is
 */
const char *
heddle_link_drag_get_reason (HeddleLinkDrag *self)
{
  return self->reason;
}

/**
 * heddle_link_drag_get_check:
 * @self: a link with a loose end
 *
 * Returns: (transfer none): what it may be linked to
 */
HeddleLinkCheck *
heddle_link_drag_get_check (HeddleLinkDrag *self)
{
  return self->check;
}

static gboolean
allows (HeddleLinkDrag  *self,
        const char      *node,
        const char      *port,
        GError         **error)
{
  return self->output ? heddle_link_check_allows (self->check, self->node, self->port, node, port, error)
                      : heddle_link_check_allows (self->check, node, port, self->node, self->port, error);
}

static const char *
find_port (HeddleLinkDrag  *self,
           const char      *node,
           GError         **error)
{
  return self->output ? heddle_link_check_find_input (self->check, self->node, self->port, node, error)
                      : heddle_link_check_find_output (self->check, self->node, self->port, node, error);
}

/* Every port is judged once, however often it is painted. */
static gboolean
is_allowed (HeddleLinkDrag   *self,
            HeddleCanvasNode *node,
            guint             position)
{
  GArray *verdicts = g_hash_table_lookup (self->verdicts, node);

  if (verdicts == NULL || verdicts->len != node->ports->len)
    {
      verdicts = g_array_sized_new (FALSE, FALSE, sizeof (gboolean), node->ports->len);
      for (guint i = 0; i < node->ports->len; i++)
        {
          const HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);
          gboolean allowed = port->output != self->output && allows (self, node->id, port->name, NULL);

          g_array_append_val (verdicts, allowed);
        }
      g_hash_table_insert (self->verdicts, node, verdicts);
    }
  return g_array_index (verdicts, gboolean, position);
}

static void
aim_at_port (HeddleLinkDrag         *self,
             HeddleCanvasNode       *node,
             const HeddleCanvasPort *port)
{
  g_autoptr (GError) error = NULL;

  if (port->output == self->output)
    {
      self->reason = g_strdup (self->output ? _("This is an output. A link ends at an input.")
                                            : _("This is an input. A link begins at an output."));
      return;
    }
  if (!allows (self, node->id, port->name, &error))
    {
      self->reason = g_strdup (error->message);
      return;
    }
  self->target_node = g_strdup (node->id);
  self->target_port = g_strdup (port->name);
}

static void
aim_at_node (HeddleLinkDrag   *self,
             HeddleCanvasNode *node)
{
  g_autoptr (GError) error = NULL;
  const char *port = find_port (self, node->id, &error);

  if (port == NULL)
    {
      self->reason = g_strdup (error->message);
      return;
    }
  self->target_node = g_strdup (node->id);
  self->target_port = g_strdup (port);
}

/* Much is judged again only where the pointer has come to something else. */
static gboolean
is_where_it_was (HeddleLinkDrag         *self,
                 const HeddleCanvasNode *node,
                 const HeddleCanvasPort *port)
{
  gboolean same = g_strcmp0 (self->at_node, node != NULL ? node->id : NULL) == 0
                  && g_strcmp0 (self->at_port, port != NULL ? port->name : NULL) == 0
                  && (port == NULL || port->output == self->at_output);

  g_set_str (&self->at_node, node != NULL ? node->id : NULL);
  g_set_str (&self->at_port, port != NULL ? port->name : NULL);
  self->at_output = port != NULL && port->output;
  return same;
}

/**
 * heddle_link_drag_to:
 * @self: a link with a loose end
 * @x: where the pointer is on the canvas
 * @y: likewise
 * @reach: how far from a port is still on it, in canvas units
 *
 * Moves the loose end, and sees what is there: a port, or a node, which takes it at the first port that
 * fits and is free.
 */
void
heddle_link_drag_to (HeddleLinkDrag *self,
                     double          x,
                     double          y,
                     double          reach)
{
  HeddleCanvasNode *top = heddle_canvas_model_get_node_at (self->model, x, y);
  HeddleCanvasNode *node = top;
  HeddleCanvasPort *port = heddle_canvas_model_get_open_port_at (self->model, x, y, reach, &node);

  graphene_point_init (&self->pointer, (float) x, (float) y);
  if (is_where_it_was (self, port != NULL ? node : top, port))
    return;
  g_clear_pointer (&self->target_node, g_free);
  g_clear_pointer (&self->target_port, g_free);
  g_clear_pointer (&self->reason, g_free);
  node = port != NULL ? node : top;
  self->over_node = node != NULL;
  self->at_home = node != NULL && port != NULL && g_strcmp0 (node->id, self->home_node) == 0
                  && !port->output && g_strcmp0 (port->name, self->home_port) == 0;
  if (node == NULL || (port == NULL && g_str_equal (node->id, self->node))
      || (port != NULL && port->output == self->output && g_str_equal (node->id, self->node)
          && g_str_equal (port->name, self->port)))
    return;
  if (port != NULL)
    aim_at_port (self, node, port);
  else
    aim_at_node (self, node);
}

/**
 * heddle_link_drag_aim:
 * @self: a link with a loose end
 * @node: (nullable): the node that it is led to; %NULL for none
 * @port: (nullable): a port of it that it may be linked to
 * @pointer: where the loose end is otherwise
 *
 * Leads the loose end to a port, as with a pointer.
 */
void
heddle_link_drag_aim (HeddleLinkDrag         *self,
                      const char             *node,
                      const char             *port,
                      const graphene_point_t *pointer)
{
  g_set_str (&self->target_node, node);
  g_set_str (&self->target_port, port);
  self->pointer = *pointer;
}

/**
 * heddle_link_drag_drop:
 * @self: a link with a loose end
 * @error: return location for an error
 *
 * Links what it was dragged to, as one step. A link of the document that was dragged to where nothing
 * is goes away.
 *
 * Returns: what came of it; %HEDDLE_LINK_DROP_REFUSED with an error of [error@GraphError], and the document
 *   as it was
 */
HeddleLinkDrop
heddle_link_drag_drop (HeddleLinkDrag  *self,
                       GError         **error)
{
  gboolean done;

  if (self->reason != NULL)
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK, self->reason);
      return HEDDLE_LINK_DROP_REFUSED;
    }
  if (self->at_home || (self->over_node && self->target_port == NULL))
    return HEDDLE_LINK_DROP_UNCHANGED;
  if (self->target_port == NULL && self->moved == NULL)
    return HEDDLE_LINK_DROP_LOOSE;

  heddle_document_begin (self->document, self->target_port != NULL ? _("Link") : _("Remove Link"));
  if (self->target_port == NULL)
    done = heddle_linking_remove (self->document, self->pipeline, self->moved, error);
  else
    done = heddle_linking_join (self->document, self->pipeline, self->registry,
                                self->output ? self->node : self->target_node,
                                self->output ? self->port : self->target_port,
                                self->output ? self->target_node : self->node,
                                self->output ? self->target_port : self->port, self->moved, error);
  if (!done)
    {
      heddle_document_abandon (self->document);
      return HEDDLE_LINK_DROP_REFUSED;
    }
  heddle_document_end (self->document);
  return self->target_port != NULL ? HEDDLE_LINK_DROP_LINKED : HEDDLE_LINK_DROP_REMOVED;
}

static void
append_circle (GtkSnapshot            *snapshot,
               GtkWidget              *widget,
               const graphene_point_t *middle,
               float                   radius,
               const GdkRGBA          *color)
{
  heddle_canvas_append_box (snapshot, widget,
                            &GRAPHENE_RECT_INIT (middle->x - radius, middle->y - radius, 2 * radius, 2 * radius),
                            radius, color);
}

static void
append_ring (GtkSnapshot            *snapshot,
             const graphene_point_t *middle,
             float                   radius,
             const GdkRGBA          *color,
             float                   alpha)
{
  GdkRGBA faded = *color;

  faded.alpha *= alpha;
  heddle_canvas_append_outline (snapshot,
                                &GRAPHENE_RECT_INIT (middle->x - radius, middle->y - radius, 2 * radius, 2 * radius),
                                radius, HALO_WIDTH, &faded);
}

/* Ports of a node share rows: half of it is one's, where there is another on the far side. */
static void
append_veil (GtkSnapshot               *snapshot,
             GtkWidget                 *widget,
             const HeddleCanvasPalette *palette,
             const HeddleCanvasNode    *node,
             guint                      position,
             const graphene_point_t    *middle)
{
  const HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, position);
  guint n_outputs = node->ports->len - node->n_inputs;
  guint row = port->output ? position - node->n_inputs : position;
  gboolean shared = row < MIN (node->n_inputs, n_outputs);
  float width = (node->bounds.size.width - 2 * LABEL_MARGIN) / (shared ? 2 : 1);
  GdkRGBA veil = palette->node;

  veil.alpha = DIMMING;
  append_circle (snapshot, widget, middle, port->type.list ? LIST_PORT_RADIUS : PORT_RADIUS, &veil);
  if (heddle_canvas_node_is_collapsed (node))
    return;
  gtk_snapshot_append_color (snapshot, &veil,
                             &GRAPHENE_RECT_INIT (port->output ? middle->x - LABEL_MARGIN - width
                                                               : middle->x + LABEL_MARGIN,
                                                  middle->y - HEDDLE_CANVAS_PORT_HEIGHT / 2, width,
                                                  HEDDLE_CANVAS_PORT_HEIGHT));
}

static void
snapshot_ports (HeddleLinkDrag            *self,
                GtkWidget                 *widget,
                const HeddleCanvasPalette *palette,
                HeddleCanvasNode          *node,
                GtkSnapshot               *snapshot)
{
  for (guint i = 0; i < node->ports->len; i++)
    {
      const HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);
      const GdkRGBA *color = &palette->types[port->type.value];
      graphene_point_t middle;

      heddle_canvas_node_get_port_point (node, port, &middle);
      if (g_str_equal (node->id, self->node) && port->output == self->output && g_str_equal (port->name, self->port))
        continue;
      if (!is_allowed (self, node, i))
        {
          append_veil (snapshot, widget, palette, node, i, &middle);
          continue;
        }
      if (g_strcmp0 (node->id, self->target_node) == 0 && g_strcmp0 (port->name, self->target_port) == 0)
        {
          append_circle (snapshot, widget, &middle, TARGET_RADIUS, color);
          append_ring (snapshot, &middle, TARGET_HALO, color, 1);
        }
      else
        {
          append_ring (snapshot, &middle, port->type.list ? LIST_HALO_RADIUS : HALO_RADIUS, color, 0.55f);
        }
    }
}

/* Where the link begins, and where it ends. Returns whether its fixed end is on the canvas. */
static gboolean
get_ends (HeddleLinkDrag   *self,
          graphene_point_t *held,
          graphene_point_t *loose,
          gboolean         *snapped)
{
  *loose = self->pointer;
  *snapped = self->target_port != NULL
             && get_point (self, self->target_node, self->target_port, !self->output, loose);
  return get_point (self, self->node, self->port, self->output, held);
}

/**
 * heddle_link_drag_snapshot_link:
 * @self: a link with a loose end
 * @painter: what paints links
 * @snapshot: where it goes, in canvas units
 *
 * Adds the link alone.
 */
void
heddle_link_drag_snapshot_link (HeddleLinkDrag    *self,
                                HeddleLinkPainter *painter,
                                GtkSnapshot       *snapshot)
{
  graphene_point_t held, loose;
  gboolean snapped;

  if (get_ends (self, &held, &loose, &snapped))
    heddle_link_painter_snapshot_loose (painter, snapshot, self->output ? &held : &loose,
                                        self->output ? &loose : &held, self->type);
}

/**
 * heddle_link_drag_snapshot:
 * @self: a link with a loose end
 * @painter: what paints links
 * @widget: a canvas
 * @palette: its colours
 * @nodes: (element-type HeddleCanvasNode): the nodes in sight
 * @with_ports: whether their ports are large enough to be seen
 * @snapshot: where it goes, in canvas units
 *
 * Adds the link, and which ports it may end at: these have a ring, and all others fade.
 */
void
heddle_link_drag_snapshot (HeddleLinkDrag            *self,
                           HeddleLinkPainter         *painter,
                           GtkWidget                 *widget,
                           const HeddleCanvasPalette *palette,
                           GPtrArray                 *nodes,
                           gboolean                   with_ports,
                           GtkSnapshot               *snapshot)
{
  const GdkRGBA *color = &palette->types[self->type.value];
  graphene_point_t held, loose;
  gboolean snapped;

  for (guint i = 0; with_ports && i < nodes->len; i++)
    snapshot_ports (self, widget, palette, nodes->pdata[i], snapshot);
  heddle_link_drag_snapshot_link (self, painter, snapshot);
  if (!get_ends (self, &held, &loose, &snapped) || snapped)
    return;
  append_circle (snapshot, widget, &loose, END_RADIUS, color);
  append_ring (snapshot, &loose, END_RADIUS + 4, color, 0.7f);
}

/**
 * heddle_link_drag_snapshot_ring:
 * @node: a node
 * @port: a port of it
 * @color: a colour
 * @snapshot: where it goes, in canvas units
 *
 * Adds a ring around a port.
 */
void
heddle_link_drag_snapshot_ring (const HeddleCanvasNode *node,
                                const HeddleCanvasPort *port,
                                const GdkRGBA          *color,
                                GtkSnapshot            *snapshot)
{
  graphene_point_t middle;

  heddle_canvas_node_get_port_point (node, port, &middle);
  append_ring (snapshot, &middle, TARGET_HALO, color, 1);
}
