/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-model.h"

#include "editor/heddle-canvas-model-private.h"

#define CELL 400

/* What stays free between a node that grows and what is below it. */
#define CLEARANCE 20

/* No node is higher than this. */
#define TALLEST 900

enum
{
  CHANGED,
  STRUCTURE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleCanvasModel, heddle_canvas_model, G_TYPE_OBJECT)

static void
clear_frame (gpointer data)
{
  HeddleCanvasFrame *frame = data;

  g_clear_object (&frame->element);
  g_free (frame->name);
  g_free (frame->color);
}

static void
clear_note (gpointer data)
{
  HeddleCanvasNote *note = data;

  g_clear_object (&note->element);
  g_free (note->text);
}

static void
tell_changed (HeddleCanvasModel *self,
              HeddleCanvasNode  *node)
{
  self->bounds_known = FALSE;
  self->frames_known = FALSE;
  g_signal_emit (self, signals[CHANGED], 0, node);
}

static void
tell_structure_changed (HeddleCanvasModel *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    ((HeddleCanvasNode *) self->nodes->pdata[i])->order = i;
  self->bounds_known = FALSE;
  self->frames_known = FALSE;
  g_signal_emit (self, signals[STRUCTURE_CHANGED], 0);
}

static void
place_node (HeddleCanvasModel *self,
            HeddleCanvasNode  *node)
{
  heddle_canvas_node_lay_out (node);
  if (node->entry == NULL)
    node->entry = heddle_spatial_index_add (self->node_index, &node->bounds, node);
  else
    heddle_spatial_index_move (self->node_index, node->entry, &node->bounds);
}

static void
place_link (HeddleCanvasModel *self,
            HeddleCanvasLink  *link)
{
  heddle_canvas_link_lay_out (link);
  if (link->entry == NULL)
    link->entry = heddle_spatial_index_add (self->link_index, &link->bounds, link);
  else
    heddle_spatial_index_move (self->link_index, link->entry, &link->bounds);
}

/* How high a node may become: to the node below, or to the end of the frame it is in. */
static float
measure_room (HeddleCanvasModel *self,
              HeddleCanvasNode  *node)
{
  g_autoptr (GPtrArray) below = g_ptr_array_new ();
  GListModel *frames = heddle_pipeline_get_frames (self->pipeline);
  graphene_rect_t area = node->bounds;
  float end = area.origin.y + TALLEST;

  area.size.height = TALLEST;
  heddle_spatial_index_query (self->node_index, &area, below);
  for (guint i = 0; i < below->len; i++)
    {
      HeddleCanvasNode *other = below->pdata[i];

      if (other->bounds.origin.y > area.origin.y)
        end = MIN (end, other->bounds.origin.y - CLEARANCE);
    }
  for (guint i = 0; i < g_list_model_get_n_items (frames); i++)
    {
      g_autoptr (HeddleElement) frame = g_list_model_get_item (frames, i);
      graphene_rect_t inside;

      heddle_canvas_model_get_area (frame, &inside);
      if (graphene_rect_contains_point (&inside, &area.origin))
        end = MIN (end, inside.origin.y + inside.size.height - HEDDLE_CANVAS_FRAME_PADDING);
    }
  return end < area.origin.y + TALLEST ? end - area.origin.y : 0;
}

static gboolean
has_previews (HeddleCanvasNode *node)
{
  return node->state != NULL && node->state->n_previews > 0;
}

static void
settle_node (HeddleCanvasModel *self,
             HeddleCanvasNode  *node)
{
  place_node (self, node);
  if (has_previews (node))
    {
      node->room = measure_room (self, node);
      place_node (self, node);
    }
  for (guint i = 0; i < node->links->len; i++)
    place_link (self, node->links->pdata[i]);
}

/* A node that moves, or goes, makes room for those above it, or takes it. */
static void
settle_above (HeddleCanvasModel *self,
              graphene_rect_t    area)
{
  g_autoptr (GPtrArray) above = g_ptr_array_new ();

  area.origin.y -= TALLEST;
  area.size.height = TALLEST;
  heddle_spatial_index_query (self->node_index, &area, above);
  for (guint i = 0; i < above->len; i++)
    {
      HeddleCanvasNode *node = above->pdata[i];
      float room = has_previews (node) ? measure_room (self, node) : node->room;

      if (room != node->room)
        {
          heddle_canvas_node_drop_painting (node);
          settle_node (self, node);
          tell_changed (self, node);
        }
    }
}

static void
count_ends (HeddleCanvasLink *link,
            int               change)
{
  const char *from = heddle_link_get_from_port (link->link);
  const char *to = heddle_link_get_to_port (link->link);

  if (link->after || from == NULL || to == NULL)
    return;
  heddle_canvas_node_ensure_port (link->from, from, TRUE)->n_links += (guint) change;
  heddle_canvas_node_ensure_port (link->to, to, FALSE)->n_links += (guint) change;
}

static void
refresh_node (HeddleCanvasModel *self,
              HeddleCanvasNode  *node)
{
  graphene_rect_t before = node->bounds;

  heddle_canvas_node_refresh (node, self->registry, self->providers, heddle_document_get_workflow (self->document));
  for (guint i = 0; i < node->links->len; i++)
    {
      HeddleCanvasLink *link = node->links->pdata[i];
      const char *from = heddle_link_get_from_port (link->link);
      const char *to = heddle_link_get_to_port (link->link);

      if (link->after || from == NULL || to == NULL)
        continue;
      if (link->from == node)
        {
          heddle_canvas_node_ensure_port (node, from, TRUE)->n_links++;
          /* It says what it is linked to. */
          heddle_canvas_node_drop_painting (link->to);
        }
      if (link->to == node)
        heddle_canvas_node_ensure_port (node, to, FALSE)->n_links++;
    }
  settle_node (self, node);
  if (!graphene_point_equal (&before.origin, &node->bounds.origin))
    {
      settle_above (self, before);
      settle_above (self, node->bounds);
    }
  tell_changed (self, node);
}

static void
forget_link (HeddleCanvasModel *self,
             HeddleCanvasLink  *link)
{
  g_ptr_array_remove (link->from->links, link);
  if (link->to != link->from)
    g_ptr_array_remove (link->to->links, link);
  heddle_spatial_index_remove (self->link_index, link->entry);
  heddle_canvas_link_free (link);
}

static void
drop_link (HeddleCanvasModel *self,
           HeddleLink        *document_link)
{
  HeddleCanvasLink *link = g_hash_table_lookup (self->links_by_id, document_link);
  HeddleCanvasNode *from, *to;

  if (link == NULL)
    return;
  from = link->from;
  to = link->to;
  g_hash_table_remove (self->links_by_id, document_link);
  g_ptr_array_remove (self->links, link);
  forget_link (self, link);
  refresh_node (self, from);
  refresh_node (self, to);
}

/* Remembers a link that has an end which is not there, for when that comes. */
static void
await_node (HeddleCanvasModel *self,
            const char        *id,
            HeddleLink        *link)
{
  GPtrArray *links = g_hash_table_lookup (self->waiting, id);

  if (links == NULL)
    {
      links = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->waiting, g_strdup (id), links);
    }
  g_ptr_array_add (links, g_object_ref (link));
}

static void
forget_waiting (HeddleCanvasModel *self,
                HeddleLink        *link)
{
  const char *ends[] = { heddle_link_get_from_node (link), heddle_link_get_to_node (link) };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      GPtrArray *links = g_hash_table_lookup (self->waiting, ends[i]);

      if (links != NULL && g_ptr_array_remove (links, link) && links->len == 0)
        g_hash_table_remove (self->waiting, ends[i]);
    }
}

/* Links to nodes that are not there are not shown; the validator tells of them. */
static HeddleCanvasLink *
take_link (HeddleCanvasModel *self,
           HeddleLink        *document_link)
{
  HeddleCanvasNode *from = heddle_canvas_model_lookup (self, heddle_link_get_from_node (document_link));
  HeddleCanvasNode *to = heddle_canvas_model_lookup (self, heddle_link_get_to_node (document_link));
  HeddleCanvasLink *link;

  if (from == NULL || to == NULL)
    {
      await_node (self,
                  from == NULL ? heddle_link_get_from_node (document_link) : heddle_link_get_to_node (document_link),
                  document_link);
      return NULL;
    }
  link = heddle_canvas_link_new (document_link, from, to);
  g_ptr_array_add (from->links, link);
  if (to != from)
    g_ptr_array_add (to->links, link);
  g_ptr_array_add (self->links, link);
  g_hash_table_insert (self->links_by_id, document_link, link);
  count_ends (link, 1);
  return link;
}

static HeddleCanvasNode *
take_node (HeddleCanvasModel *self,
           HeddleCanvasNode  *node,
           guint              position)
{
  node->state = heddle_run_state_lookup (self->run_state, node->id);
  g_ptr_array_insert (self->nodes, (int) position, node);
  g_hash_table_insert (self->nodes_by_id, node->id, node);
  return node;
}

static guint
get_first_position (HeddleCanvasModel *self)
{
  return g_hash_table_contains (self->nodes_by_id, HEDDLE_INPUTS_NODE) ? 1 : 0;
}

static void
drop_node (HeddleCanvasModel *self,
           HeddleCanvasNode  *node)
{
  g_autoptr (GPtrArray) links = g_ptr_array_copy (node->links, NULL, NULL);

  for (guint i = 0; i < links->len; i++)
    {
      HeddleLink *link = ((HeddleCanvasLink *) links->pdata[i])->link;

      await_node (self, node->id, link);
      drop_link (self, link);
    }
  g_hash_table_remove (self->nodes_by_id, node->id);
  g_ptr_array_remove (self->nodes, node);
  heddle_spatial_index_remove (self->node_index, node->entry);
  heddle_canvas_node_free (node);
}

static void
clear (HeddleCanvasModel *self)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      HeddleCanvasLink *link = self->links->pdata[i];

      heddle_spatial_index_remove (self->link_index, link->entry);
      heddle_canvas_link_free (link);
    }
  for (guint i = 0; i < self->nodes->len; i++)
    {
      HeddleCanvasNode *node = self->nodes->pdata[i];

      heddle_spatial_index_remove (self->node_index, node->entry);
      heddle_canvas_node_free (node);
    }
  g_ptr_array_set_size (self->links, 0);
  g_ptr_array_set_size (self->nodes, 0);
  g_hash_table_remove_all (self->links_by_id);
  g_hash_table_remove_all (self->nodes_by_id);
  g_hash_table_remove_all (self->waiting);
  g_ptr_array_set_size (self->document_links, 0);
}

static void
take_inputs (HeddleCanvasModel *self)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (self->document);

  if (g_list_model_get_n_items (heddle_workflow_get_inputs (workflow)) > 0)
    take_node (self, heddle_canvas_node_new_inputs (workflow), 0);
}

static void
build (HeddleCanvasModel *self)
{
  GListModel *nodes = heddle_pipeline_get_nodes (self->pipeline);
  GListModel *links = heddle_pipeline_get_links (self->pipeline);
  guint n_nodes = g_list_model_get_n_items (nodes);
  guint n_links = g_list_model_get_n_items (links);

  clear (self);
  take_inputs (self);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_autoptr (HeddleNode) node = g_list_model_get_item (nodes, i);

      take_node (self, heddle_canvas_node_new (node, self->registry, self->providers), self->nodes->len);
    }
  for (guint i = 0; i < n_links; i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      g_ptr_array_add (self->document_links, g_object_ref (link));
      take_link (self, link);
    }
  for (guint i = 0; i < self->nodes->len; i++)
    place_node (self, self->nodes->pdata[i]);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      HeddleCanvasNode *node = self->nodes->pdata[i];

      if (has_previews (node))
        {
          node->room = measure_room (self, node);
          place_node (self, node);
        }
    }
  for (guint i = 0; i < self->links->len; i++)
    place_link (self, self->links->pdata[i]);
  heddle_canvas_model_read_areas (self);
  tell_structure_changed (self);
}

/* A node that comes back finds links that waited for it. */
static void
take_waiting (HeddleCanvasModel *self,
              const char        *id)
{
  g_autofree char *key = NULL;
  g_autoptr (GPtrArray) links = NULL;

  if (!g_hash_table_steal_extended (self->waiting, id, (gpointer *) &key, (gpointer *) &links))
    return;
  for (guint i = 0; i < links->len; i++)
    {
      /* It may lead elsewhere by now, and be there already, or be gone. */
      HeddleLink *link = links->pdata[i];
      gboolean is_gone = heddle_pipeline_find_link (self->pipeline, heddle_link_get_id (link)) != link;
      HeddleCanvasLink *taken = is_gone || g_hash_table_contains (self->links_by_id, link) ? NULL
                                                                                           : take_link (self, link);

      if (taken != NULL)
        {
          settle_node (self, taken->from);
          settle_node (self, taken->to);
        }
    }
}

static void
nodes_changed_cb (HeddleCanvasModel *self,
                  guint              position,
                  guint              n_removed,
                  guint              n_added,
                  GListModel        *nodes)
{
  guint first = get_first_position (self);
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  for (guint i = 0; i < n_removed; i++)
    {
      HeddleCanvasNode *node = self->nodes->pdata[first + position];

      g_array_append_val (left, node->bounds);
      drop_node (self, node);
    }
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (HeddleNode) node = g_list_model_get_item (nodes, position + i);

      place_node (self, take_node (self, heddle_canvas_node_new (node, self->registry, self->providers), first + position + i));
      take_waiting (self, heddle_node_get_id (node));
    }
  for (guint i = 0; i < left->len; i++)
    settle_above (self, g_array_index (left, graphene_rect_t, i));
  tell_structure_changed (self);
}

static void
links_changed_cb (HeddleCanvasModel *self,
                  guint              position,
                  guint              n_removed,
                  guint              n_added,
                  GListModel        *links)
{
  for (guint i = 0; i < n_removed; i++)
    {
      g_autoptr (HeddleLink) link = g_object_ref (self->document_links->pdata[position]);

      g_ptr_array_remove_index (self->document_links, position);
      forget_waiting (self, link);
      drop_link (self, link);
    }
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, position + i);
      HeddleCanvasLink *taken = take_link (self, link);

      g_ptr_array_insert (self->document_links, (int) (position + i), g_object_ref (link));
      if (taken != NULL)
        {
          refresh_node (self, taken->from);
          refresh_node (self, taken->to);
        }
    }
  tell_structure_changed (self);
}

static void
frames_changed_cb (HeddleCanvasModel *self)
{
  heddle_canvas_model_read_areas (self);
  tell_changed (self, NULL);
}

static void
inputs_changed_cb (HeddleCanvasModel *self)
{
  build (self);
}

static void
edited_cb (HeddleCanvasModel *self,
           HeddleEdit        *edit)
{
  const char *id = heddle_edit_get_id (edit);
  const char *pipeline = heddle_edit_get_pipeline (edit);
  HeddleCanvasNode *node;
  HeddleLink *link;

  /* What is inserted and removed is told by the lists. */
  if (!heddle_edit_is_set (edit))
    return;
  if (pipeline != NULL && g_strcmp0 (pipeline, heddle_pipeline_get_id (self->pipeline)) != 0)
    return;
  switch (heddle_edit_get_kind (edit))
    {
    case HEDDLE_ELEMENT_NODE:
      node = heddle_canvas_model_lookup (self, id);
      if (node != NULL && heddle_pipeline_find_node (self->pipeline, id) == node->node)
        refresh_node (self, node);
      else
        build (self);
      break;
    case HEDDLE_ELEMENT_LINK:
      link = heddle_pipeline_find_link (self->pipeline, id);
      if (link == NULL)
        {
          build (self);
          break;
        }
      drop_link (self, link);
      forget_waiting (self, link);
      if (take_link (self, link) != NULL)
        {
          HeddleCanvasLink *taken = g_hash_table_lookup (self->links_by_id, link);

          refresh_node (self, taken->from);
          refresh_node (self, taken->to);
        }
      tell_structure_changed (self);
      break;
    case HEDDLE_ELEMENT_FRAME:
    case HEDDLE_ELEMENT_NOTE:
      frames_changed_cb (self);
      break;
    case HEDDLE_ELEMENT_WORKFLOW:
    case HEDDLE_ELEMENT_INPUT:
      node = heddle_canvas_model_lookup (self, HEDDLE_INPUTS_NODE);
      if (node != NULL)
        refresh_node (self, node);
      break;
    case HEDDLE_ELEMENT_PIPELINE:
    default:
      break;
    }
}

static void
update_state (HeddleCanvasModel *self,
              HeddleCanvasNode  *node)
{
  node->state = heddle_run_state_lookup (self->run_state, node->id);
  heddle_canvas_node_drop_painting (node);
  settle_node (self, node);
}

static void
run_changed_cb (HeddleCanvasModel *self,
                const char        *id)
{
  HeddleCanvasNode *node;

  if (id != NULL)
    {
      node = heddle_canvas_model_lookup (self, id);
      if (node == NULL)
        return;
      update_state (self, node);
      tell_changed (self, node);
      return;
    }
  for (guint i = 0; i < self->nodes->len; i++)
    update_state (self, self->nodes->pdata[i]);
  tell_changed (self, NULL);
}

static void
heddle_canvas_model_finalize (GObject *object)
{
  HeddleCanvasModel *self = HEDDLE_CANVAS_MODEL (object);

  clear (self);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->nodes_by_id, g_hash_table_unref);
  g_clear_pointer (&self->links_by_id, g_hash_table_unref);
  g_clear_pointer (&self->document_links, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  g_clear_pointer (&self->frames, g_array_unref);
  g_clear_pointer (&self->notes, g_array_unref);
  g_clear_pointer (&self->node_index, heddle_spatial_index_free);
  g_clear_pointer (&self->link_index, heddle_spatial_index_free);
  g_clear_object (&self->document);
  g_clear_object (&self->pipeline);
  g_clear_object (&self->run_state);
  g_clear_object (&self->registry);
  g_clear_object (&self->providers);

  G_OBJECT_CLASS (heddle_canvas_model_parent_class)->finalize (object);
}

static void
heddle_canvas_model_class_init (HeddleCanvasModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_canvas_model_finalize;

  /**
   * HeddleCanvasModel::changed:
   * @self: a model
   * @node: (nullable): the [struct@CanvasNode] that looks different, its links included; %NULL for
   *   everything
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * HeddleCanvasModel::structure-changed:
   * @self: a model
   *
   * Nodes or links came or went. Those that went must not be used any more.
   */
  signals[STRUCTURE_CHANGED] = g_signal_new ("structure-changed", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heddle_canvas_model_init (HeddleCanvasModel *self)
{
  self->nodes = g_ptr_array_new ();
  self->links = g_ptr_array_new ();
  self->nodes_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->links_by_id = g_hash_table_new (NULL, NULL);
  self->document_links = g_ptr_array_new_with_free_func (g_object_unref);
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->frames = g_array_new (FALSE, TRUE, sizeof (HeddleCanvasFrame));
  self->notes = g_array_new (FALSE, TRUE, sizeof (HeddleCanvasNote));
  g_array_set_clear_func (self->frames, clear_frame);
  g_array_set_clear_func (self->notes, clear_note);
  self->node_index = heddle_spatial_index_new (CELL);
  self->link_index = heddle_spatial_index_new (CELL);
}

/**
 * heddle_canvas_model_place_node:
 * @self: a model
 * @id: a node's id; nothing happens where there is none
 * @x: where it is shown, in canvas units
 * @y: likewise
 *
 * Shows a node elsewhere than the document has it, until [method@CanvasModel.unplace_node]. To be followed
 * by [method@CanvasModel.end_placing].
 */
void
heddle_canvas_model_place_node (HeddleCanvasModel *self,
                                const char        *id,
                                float              x,
                                float              y)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self, id);

  if (node == NULL)
    return;
  node->placed = TRUE;
  graphene_point_init (&node->bounds.origin, x, y);
  heddle_spatial_index_move (self->node_index, node->entry, &node->bounds);
  for (guint i = 0; i < node->links->len; i++)
    place_link (self, node->links->pdata[i]);
}

/**
 * heddle_canvas_model_unplace_node:
 * @self: a model
 * @id: a node's id; nothing happens where there is none
 *
 * Shows a node where the document has it again.
 */
void
heddle_canvas_model_unplace_node (HeddleCanvasModel *self,
                                  const char        *id)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self, id);

  if (node == NULL || !node->placed)
    return;
  node->placed = FALSE;
  refresh_node (self, node);
}

/**
 * heddle_canvas_model_place_dots:
 * @self: a model
 * @id: a link's id; nothing happens where there is none
 * @dots: (element-type graphene_point_t): the dots that it is shown to lead through
 *
 * Leads a link through other dots than the document has, until [method@CanvasModel.unplace_dots]. To be
 * followed by [method@CanvasModel.end_placing].
 */
void
heddle_canvas_model_place_dots (HeddleCanvasModel *self,
                                const char        *id,
                                GArray            *dots)
{
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self, id);

  if (link == NULL)
    return;
  g_array_set_size (link->reroutes, 0);
  g_array_append_vals (link->reroutes, dots->data, dots->len);
  place_link (self, link);
}

/**
 * heddle_canvas_model_unplace_dots:
 * @self: a model
 * @id: a link's id; nothing happens where there is none
 *
 * Leads a link through the dots that the document has again.
 */
void
heddle_canvas_model_unplace_dots (HeddleCanvasModel *self,
                                  const char        *id)
{
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self, id);

  if (link == NULL)
    return;
  heddle_canvas_link_read_reroutes (link);
  place_link (self, link);
}

/**
 * heddle_canvas_model_end_placing:
 * @self: a model
 *
 * Tells that nodes or dots are elsewhere now.
 */
void
heddle_canvas_model_end_placing (HeddleCanvasModel *self)
{
  tell_changed (self, NULL);
}

/**
 * heddle_canvas_model_new:
 * @document: what is edited
 * @pipeline: the pipeline of it that is shown
 * @run_state: what is known of its nodes
 * @registry: the node types that are known
 * @providers: (nullable): what knows models
 *
 * Returns: (transfer full): what is where
 */
HeddleCanvasModel *
heddle_canvas_model_new (HeddleDocument     *document,
                         HeddlePipeline     *pipeline,
                         HeddleRunState     *run_state,
                         HeddleNodeRegistry *registry,
                         HeddleProviders    *providers)
{
  HeddleCanvasModel *self = g_object_new (HEDDLE_TYPE_CANVAS_MODEL, NULL);
  HeddleWorkflow *workflow = heddle_document_get_workflow (document);

  self->document = g_object_ref (document);
  self->pipeline = g_object_ref (pipeline);
  self->run_state = g_object_ref (run_state);
  self->registry = g_object_ref (registry);
  g_set_object (&self->providers, providers);
  build (self);
  g_signal_connect_object (heddle_pipeline_get_nodes (pipeline), "items-changed", G_CALLBACK (nodes_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_pipeline_get_links (pipeline), "items-changed", G_CALLBACK (links_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_pipeline_get_frames (pipeline), "items-changed",
                           G_CALLBACK (frames_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_pipeline_get_notes (pipeline), "items-changed",
                           G_CALLBACK (frames_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_workflow_get_inputs (workflow), "items-changed",
                           G_CALLBACK (inputs_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run_state, "changed", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
