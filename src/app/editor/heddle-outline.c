/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-outline-private.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-list-store.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-navigation.h"
#include "graph/heddle-node-search.h"

enum
{
  ITEM_CHANGED,
  FOLLOWING,
  FOLLOWED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleOutline, heddle_outline, G_TYPE_OBJECT)

/*
 * heddle_outline_tell_changed:
 * @self: an outline
 * @item: (nullable): an entry; %NULL for all of them
 *
 * Tells that something else is to be said of it.
 */
void
heddle_outline_tell_changed (HeddleOutline     *self,
                             HeddleOutlineItem *item)
{
  g_signal_emit (self, signals[ITEM_CHANGED], 0, item);
}

/* Order */

static char *
dup_words (const HeddleCanvasNode *node)
{
  g_autofree char *words = g_strconcat (node->title, "\n", node->type != NULL ? _(node->type->title) : "", NULL);

  return heddle_node_search_fold (words);
}

static gboolean
has_words (HeddleOutline *self,
           const char    *text)
{
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    {
      if (strstr (text, self->words[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* A frame as it is being put in order, with what is to be below it. */
typedef struct
{
  HeddleOutlineItem *item;
  int                outer;
  GPtrArray         *below;
  gboolean           placed;
} Group;

static void
clear_group (gpointer data)
{
  g_ptr_array_unref (((Group *) data)->below);
}

static int
compare_areas (gconstpointer a,
               gconstpointer b)
{
  const HeddleCanvasFrame *first = *(const HeddleCanvasFrame *const *) a;
  const HeddleCanvasFrame *second = *(const HeddleCanvasFrame *const *) b;
  float difference = second->area.size.width * second->area.size.height
                     - first->area.size.width * first->area.size.height;

  return difference < 0 ? -1 : difference > 0;
}

static const HeddleCanvasFrame *
find_smallest_frame (HeddleOutline          *self,
                     const graphene_point_t *point)
{
  GArray *frames = heddle_canvas_model_get_frames (self->model);
  const HeddleCanvasFrame *smallest = NULL;

  for (guint i = 0; i < frames->len; i++)
    {
      const HeddleCanvasFrame *frame = &g_array_index (frames, HeddleCanvasFrame, i);

      if (graphene_rect_contains_point (&frame->area, point)
          && (smallest == NULL || compare_areas (&smallest, &frame) < 0))
        smallest = frame;
    }
  return smallest;
}

static HeddleOutlineItem *
ensure_area (HeddleOutline *self,
             HeddleElement *area)
{
  HeddleOutlineItem *item = g_hash_table_lookup (self->areas, area);

  if (item == NULL)
    {
      item = heddle_outline_item_new_area (area);
      g_hash_table_insert (self->areas, area, item);
    }
  heddle_outline_item_set_turn (item, self->turn);
  return item;
}

/* The frames from the largest on, and what is in each: a node is in the smallest. */
static GArray *
list_groups (HeddleOutline *self,
             GHashTable    *group_of)
{
  GArray *frames = heddle_canvas_model_get_frames (self->model);
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (Group));
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GPtrArray) inside = g_ptr_array_new ();

  g_array_set_clear_func (groups, clear_group);
  for (guint i = 0; i < frames->len; i++)
    g_ptr_array_add (sorted, &g_array_index (frames, HeddleCanvasFrame, i));
  g_ptr_array_sort (sorted, compare_areas);
  for (guint i = 0; i < sorted->len; i++)
    {
      HeddleCanvasFrame *frame = sorted->pdata[i];
      Group group = { ensure_area (self, frame->element), -1, g_ptr_array_new (), FALSE };

      for (guint j = 0; j < i; j++)
        {
          if (graphene_rect_contains_rect (&((HeddleCanvasFrame *) sorted->pdata[j])->area, &frame->area))
            group.outer = (int) j;
        }
      g_array_append_val (groups, group);
      g_ptr_array_set_size (inside, 0);
      heddle_canvas_model_query_nodes (self->model, &frame->area, inside);
      for (guint j = 0; j < inside->len; j++)
        {
          HeddleCanvasNode *node = inside->pdata[j];

          if (graphene_rect_contains_point (&frame->area, &node->bounds.origin))
            g_hash_table_insert (group_of, node, GUINT_TO_POINTER (i + 1));
        }
    }
  return groups;
}

static void place_group (GArray    *groups,
                         int        number,
                         GPtrArray *roots);

static void
place (GArray            *groups,
       int                number,
       GPtrArray         *roots,
       HeddleOutlineItem *item)
{
  Group *group = number >= 0 ? &g_array_index (groups, Group, number) : NULL;
  GPtrArray *below = group != NULL ? group->below : roots;

  if (group != NULL)
    place_group (groups, number, roots);
  heddle_outline_item_set_parent (item, group != NULL ? group->item : NULL);
  heddle_outline_item_set_position (item, below->len);
  g_ptr_array_add (below, item);
}

/* A frame stands where the first of what is in it would. */
static void
place_group (GArray    *groups,
             int        number,
             GPtrArray *roots)
{
  Group *group = &g_array_index (groups, Group, number);

  if (group->placed)
    return;
  group->placed = TRUE;
  place (groups, group->outer, roots, group->item);
}

static gboolean
is_found (HeddleOutline *self,
          HeddleElement *area)
{
  g_autofree char *text = heddle_canvas_model_dup_area_text (area);
  g_autofree char *words = heddle_node_search_fold (text != NULL ? text : "");

  return has_words (self, words);
}

static int
find_group (GArray                  *groups,
            const HeddleCanvasFrame *frame)
{
  for (guint i = 0; frame != NULL && i < groups->len; i++)
    {
      if (heddle_outline_item_get_area (g_array_index (groups, Group, i).item) == frame->element)
        return (int) i;
    }
  return -1;
}

/* They are no part of the order of work. */
static void
place_notes (HeddleOutline *self,
             GArray        *groups,
             GPtrArray     *roots)
{
  GArray *notes = heddle_canvas_model_get_notes (self->model);

  for (guint i = 0; i < notes->len; i++)
    {
      const HeddleCanvasNote *note = &g_array_index (notes, HeddleCanvasNote, i);
      HeddleOutlineItem *item = ensure_area (self, note->element);

      if (is_found (self, note->element))
        place (groups, find_group (groups, find_smallest_frame (self, &note->bounds.origin)), roots, item);
    }
}

static HeddleOutlineItem *
ensure_node (HeddleOutline          *self,
             const HeddleCanvasNode *node,
             guint                  *n_new)
{
  HeddleOutlineItem *item = g_hash_table_lookup (self->nodes, node->id);
  g_autofree char *words = NULL;

  if (item != NULL || *n_new == HEDDLE_OUTLINE_MOST_AT_ONCE)
    return item;
  (*n_new)++;
  item = heddle_outline_item_new_node (node->id);
  words = dup_words (node);
  heddle_outline_item_set_words (item, words);
  g_hash_table_insert (self->nodes, (char *) heddle_outline_item_get_node (item), item);
  return item;
}

static gboolean
is_gone (gpointer key,
         gpointer item,
         gpointer data)
{
  return heddle_outline_item_get_turn (item) != ((HeddleOutline *) data)->turn;
}

static void
forget_gone (HeddleOutline *self)
{
  g_hash_table_foreach_remove (self->nodes, is_gone, self);
  g_hash_table_foreach_remove (self->areas, is_gone, self);
}

static void
fill_frame (HeddleOutline *self,
            const Group   *group)
{
  GListStore *below = heddle_outline_item_peek_below (group->item);
  gboolean grows = g_list_model_get_n_items (G_LIST_MODEL (below)) != group->below->len;

  heddle_list_store_follow (below, group->below);
  if (grows)
    heddle_outline_tell_changed (self, group->item);
}

/* What is built anew on the canvas has not told of each node. */
static void
refresh_ports (HeddleOutline *self,
               GPtrArray     *order)
{
  for (guint i = 0; i < order->len; i++)
    {
      HeddleOutlineItem *item = heddle_outline_find_node (self, ((HeddleCanvasNode *) order->pdata[i])->id);

      if (item != NULL)
        heddle_outline_refresh_below (self, item);
    }
}

static void queue_follow (HeddleOutline *self);

/* Each turn of the main loop takes in so many nodes, and all else that has changed. */
static void
follow (HeddleOutline *self)
{
  g_autoptr (GPtrArray) order = heddle_canvas_model_list_in_order (self->model);
  g_autoptr (GHashTable) group_of = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();
  g_autoptr (GArray) groups = NULL;
  guint n_new = 0, n_missing = 0;

  self->turn++;
  groups = list_groups (self, group_of);
  for (guint i = 0; i < order->len; i++)
    {
      HeddleOutlineItem *item = ensure_node (self, order->pdata[i], &n_new);

      if (item == NULL)
        {
          n_missing++;
          continue;
        }
      heddle_outline_item_set_turn (item, self->turn);
      if (has_words (self, heddle_outline_item_get_words (item)))
        place (groups, GPOINTER_TO_INT (g_hash_table_lookup (group_of, order->pdata[i])) - 1, roots, item);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      if (is_found (self, heddle_outline_item_get_area (g_array_index (groups, Group, i).item)))
        place_group (groups, (int) i, roots);
    }
  place_notes (self, groups, roots);
  g_signal_emit (self, signals[FOLLOWING], 0);
  for (guint i = 0; i < groups->len; i++)
    fill_frame (self, &g_array_index (groups, Group, i));
  heddle_list_store_follow (self->items, roots);
  forget_gone (self);
  refresh_ports (self, order);
  self->complete = n_missing == 0;
  g_signal_emit (self, signals[FOLLOWED], 0);
  if (!self->complete)
    queue_follow (self);
}

static gboolean
follow_cb (gpointer data)
{
  HeddleOutline *self = data;

  self->source = 0;
  follow (self);
  return G_SOURCE_REMOVE;
}

/* After whatever is drawn, which is what a person waits for. */
static void
queue_follow (HeddleOutline *self)
{
  if (self->source == 0)
    self->source = g_idle_add (follow_cb, self);
}

/* Changes */

/* Which frame a node is in, as it was put in order last. */
static gboolean
has_moved (HeddleOutline          *self,
           HeddleOutlineItem      *item,
           const HeddleCanvasNode *node)
{
  HeddleOutlineItem *parent = heddle_outline_item_get_parent (item);
  const HeddleCanvasFrame *smallest = find_smallest_frame (self, &node->bounds.origin);

  return (smallest != NULL ? smallest->element : NULL)
         != (parent != NULL ? heddle_outline_item_get_area (parent) : NULL);
}

/* Ports say what they are linked to. */
static void
refresh_linked (HeddleOutline          *self,
                const HeddleCanvasNode *node)
{
  for (guint i = 0; i < node->links->len; i++)
    {
      const HeddleCanvasLink *link = node->links->pdata[i];
      HeddleOutlineItem *other = heddle_outline_find_node (self, (link->from == node ? link->to : link->from)->id);

      if (other != NULL)
        heddle_outline_refresh_below (self, other);
    }
}

static void
node_changed (HeddleOutline          *self,
              const HeddleCanvasNode *node)
{
  HeddleOutlineItem *item = heddle_outline_find_node (self, node->id);
  g_autofree char *words = NULL;

  if (item == NULL)
    return;
  words = dup_words (node);
  if (g_strcmp0 (words, heddle_outline_item_get_words (item)) != 0)
    {
      heddle_outline_item_set_words (item, words);
      refresh_linked (self, node);
      if (self->words != NULL)
        queue_follow (self);
    }
  heddle_outline_refresh_below (self, item);
  heddle_outline_tell_changed (self, item);
  if (has_moved (self, item, node))
    queue_follow (self);
}

/* All of it is told on every step of a drag; only frames and notes make a difference to what is where. */
static void
changed_cb (HeddleOutline    *self,
            HeddleCanvasNode *node)
{
  if (node != NULL)
    {
      node_changed (self, node);
      return;
    }
  heddle_outline_tell_changed (self, NULL);
  if (heddle_canvas_model_get_frames (self->model)->len > 0 || g_hash_table_size (self->areas) > 0)
    queue_follow (self);
}

static void
structure_changed_cb (HeddleOutline *self)
{
  queue_follow (self);
}

static void
problems_changed_cb (HeddleOutline *self)
{
  g_hash_table_remove_all (self->problems_of);
  for (guint i = 0; i < g_list_model_get_n_items (self->problems); i++)
    {
      g_autoptr (HeddleProblemItem) problem = g_list_model_get_item (self->problems, i);
      const char *page = heddle_problem_item_get_page (problem);
      const char *node = heddle_problem_item_get_node (problem);
      HeddleProblemItem *known = node != NULL ? g_hash_table_lookup (self->problems_of, node) : NULL;

      if (node == NULL || (page != NULL && !g_str_equal (page, self->page))
          || (known != NULL && !heddle_problem_item_is_warning (known)))
        continue;
      g_hash_table_insert (self->problems_of, g_strdup (node), g_steal_pointer (&problem));
    }
  heddle_outline_tell_changed (self, NULL);
}

static void
heddle_outline_finalize (GObject *object)
{
  HeddleOutline *self = HEDDLE_OUTLINE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->nodes, g_hash_table_unref);
  g_clear_pointer (&self->areas, g_hash_table_unref);
  g_clear_pointer (&self->problems_of, g_hash_table_unref);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_object (&self->items);
  g_clear_object (&self->problems);
  g_clear_object (&self->model);
  g_free (self->page);

  G_OBJECT_CLASS (heddle_outline_parent_class)->finalize (object);
}

static void
heddle_outline_class_init (HeddleOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_outline_finalize;

  /**
   * HeddleOutline::item-changed:
   * @self: an outline
   * @item: (nullable): the entry of which something else is to be said; %NULL for all of them
   */
  signals[ITEM_CHANGED] = g_signal_new ("item-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, HEDDLE_TYPE_OUTLINE_ITEM);

  /**
   * HeddleOutline::following:
   * @self: an outline
   *
   * Entries are about to come, to go and to move.
   */
  signals[FOLLOWING] = g_signal_new ("following", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  /**
   * HeddleOutline::followed:
   * @self: an outline
   *
   * It has what the canvas has, or a part more of it.
   */
  signals[FOLLOWED] = g_signal_new ("followed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
heddle_outline_init (HeddleOutline *self)
{
  self->items = g_list_store_new (HEDDLE_TYPE_OUTLINE_ITEM);
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->areas = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->problems_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * heddle_outline_new:
 * @model: what is on the canvas
 * @problems: a model of [class@ProblemItem]
 * @page: the id of the page that the canvas shows
 *
 * Returns: (transfer full): an outline, which the main loop fills
 */
HeddleOutline *
heddle_outline_new (HeddleCanvasModel *model,
                    GListModel        *problems,
                    const char        *page)
{
  HeddleOutline *self = g_object_new (HEDDLE_TYPE_OUTLINE, NULL);

  self->model = g_object_ref (model);
  self->problems = g_object_ref (problems);
  self->page = g_strdup (page);
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "structure-changed", G_CALLBACK (structure_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (problems, "items-changed", G_CALLBACK (problems_changed_cb), self, G_CONNECT_SWAPPED);
  problems_changed_cb (self);
  queue_follow (self);
  return self;
}

/**
 * heddle_outline_get_items:
 * @self: an outline
 *
 * Returns: (transfer none): a model of [class@OutlineItem]: what is in no frame, and the frames
 */
GListModel *
heddle_outline_get_items (HeddleOutline *self)
{
  return G_LIST_MODEL (self->items);
}

/**
 * heddle_outline_get_model:
 * @self: an outline
 *
 * Returns: (transfer none): what is on the canvas
 */
HeddleCanvasModel *
heddle_outline_get_model (HeddleOutline *self)
{
  return self->model;
}

/**
 * heddle_outline_find_node:
 * @self: an outline
 * @node: (nullable): a node's id
 *
 * Returns: (transfer none) (nullable): its entry, if there is one by now
 */
HeddleOutlineItem *
heddle_outline_find_node (HeddleOutline *self,
                          const char    *node)
{
  return node != NULL ? g_hash_table_lookup (self->nodes, node) : NULL;
}

/**
 * heddle_outline_find_area:
 * @self: an outline
 * @area: a frame or a note
 *
 * Returns: (transfer none) (nullable): its entry, if there is one by now
 */
HeddleOutlineItem *
heddle_outline_find_area (HeddleOutline *self,
                          HeddleElement *area)
{
  return g_hash_table_lookup (self->areas, area);
}

/**
 * heddle_outline_find_problem:
 * @self: an outline
 * @item: an entry of it
 *
 * Returns: (transfer none) (nullable): the worst that keeps the entry's node from running
 */
HeddleProblemItem *
heddle_outline_find_problem (HeddleOutline     *self,
                             HeddleOutlineItem *item)
{
  return heddle_outline_item_get_kind (item) == HEDDLE_OUTLINE_NODE
           ? g_hash_table_lookup (self->problems_of, heddle_outline_item_get_node (item))
           : NULL;
}

/**
 * heddle_outline_set_query:
 * @self: an outline
 * @query: words that are looked for, in titles and types; nothing for everything
 *
 * Has the outline hold only the nodes that have these words, with the frames that they are in.
 */
void
heddle_outline_set_query (HeddleOutline *self,
                          const char    *query)
{
  g_auto (GStrv) words = heddle_node_search_split (query);

  g_clear_pointer (&self->words, g_strfreev);
  if (*words != NULL)
    self->words = g_steal_pointer (&words);
  queue_follow (self);
}

/**
 * heddle_outline_is_complete:
 * @self: an outline
 *
 * Returns: whether it has taken in all that there is
 */
gboolean
heddle_outline_is_complete (HeddleOutline *self)
{
  return self->complete && self->source == 0;
}
