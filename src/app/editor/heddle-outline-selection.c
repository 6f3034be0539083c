/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-outline-selection.h"

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-link-selection.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"

/* @expanded are the nodes and ports that a person looks into; frames are looked into unless they are closed.
 * @busy keeps what is selected here from coming back from the canvas, and the other way round.
 */
struct _HeddleOutlineSelection
{
  GObject            parent_instance;
  HeddleOutline     *outline;
  HeddleCanvas      *canvas;
  GtkTreeListModel  *tree;
  GtkMultiSelection *selection;
  GHashTable        *expanded;
  HeddleOutlineItem *primary;
  gboolean           busy;
};

enum
{
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleOutlineSelection, heddle_outline_selection, G_TYPE_OBJECT)

/* The row of an entry, unless it is in something closed, or is not wanted to be seen. */
static GtkTreeListRow *
find_row (HeddleOutlineSelection *self,
          HeddleOutlineItem      *item)
{
  HeddleOutlineItem *parent = heddle_outline_item_get_parent (item);
  guint position = heddle_outline_item_get_position (item);
  g_autoptr (GtkTreeListRow) above = parent != NULL ? find_row (self, parent) : NULL;
  g_autoptr (GtkTreeListRow) row = NULL;
  g_autoptr (HeddleOutlineItem) there = NULL;

  if (parent == NULL)
    row = gtk_tree_list_model_get_child_row (self->tree, position);
  else if (above != NULL)
    row = gtk_tree_list_row_get_child_row (above, position);
  there = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
  return there == item ? g_steal_pointer (&row) : NULL;
}

static gboolean
add_row (HeddleOutlineSelection *self,
         GtkBitset              *bits,
         HeddleOutlineItem      *item)
{
  g_autoptr (GtkTreeListRow) row = item != NULL ? find_row (self, item) : NULL;

  if (row != NULL)
    gtk_bitset_add (bits, gtk_tree_list_row_get_position (row));
  return row != NULL;
}

/* From the outline to the canvas */

typedef struct
{
  GPtrArray  *ids;
  GHashTable *known;
  GPtrArray  *areas;
  const char *link;
} Parts;

static void
parts_init (Parts *parts)
{
  parts->ids = g_ptr_array_new ();
  parts->known = g_hash_table_new (g_str_hash, g_str_equal);
  parts->areas = g_ptr_array_new ();
  parts->link = NULL;
}

static void
parts_clear (Parts *parts)
{
  g_ptr_array_unref (parts->ids);
  g_ptr_array_unref (parts->areas);
  g_hash_table_unref (parts->known);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static void
add_part (HeddleOutlineSelection *self,
          Parts                  *parts,
          HeddleOutlineItem      *item,
          gboolean                alone)
{
  HeddleOutlineKind kind = heddle_outline_item_get_kind (item);
  HeddleCanvasLink *link = alone && kind > HEDDLE_OUTLINE_NODE ? heddle_outline_find_only_link (self->outline, item)
                                                               : NULL;
  const char *node = heddle_outline_item_get_node (item);

  if (link != NULL)
    parts->link = heddle_link_get_id (link->link);
  else if (kind < HEDDLE_OUTLINE_NODE)
    g_ptr_array_add (parts->areas, heddle_outline_item_get_area (item));
  else if (g_hash_table_add (parts->known, (char *) node))
    g_ptr_array_add (parts->ids, (char *) node);
}

/* What is selected in the outline, as the canvas has it: a port that has one link is that link. */
static void
collect (HeddleOutlineSelection *self,
         Parts                  *parts)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  gboolean alone = gtk_bitset_get_size (bits) == 1;
  GtkBitsetIter iter;
  guint position;

  for (gboolean any = gtk_bitset_iter_init_first (&iter, bits, &position); any;
       any = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (HeddleOutlineItem) item = heddle_outline_selection_ref_item (self, position);

      add_part (self, parts, item, alone);
    }
}

/* The node that keys begin at is the last one. */
static void
put_last (GPtrArray  *ids,
          const char *id)
{
  for (guint i = 0; id != NULL && i + 1 < ids->len; i++)
    {
      if (!g_str_equal (ids->pdata[i], id))
        continue;
      g_ptr_array_add (ids, g_ptr_array_steal_index (ids, i));
      return;
    }
}

static void
reveal (HeddleOutlineSelection *self,
        const Parts            *parts)
{
  HeddleViewport *viewport = heddle_canvas_get_viewport (self->canvas);
  HeddleCanvasLink *link = heddle_canvas_model_find_link (heddle_canvas_get_model (self->canvas), parts->link);
  graphene_rect_t bounds;

  if (link != NULL)
    heddle_viewport_reveal (viewport, &link->bounds, HEDDLE_CANVAS_REVEAL_MARGIN);
  else if (parts->ids->len > 0)
    heddle_canvas_reveal_node (self->canvas, parts->ids->pdata[parts->ids->len - 1]);
  else if (parts->areas->len > 0
           && heddle_canvas_model_get_area_bounds (heddle_canvas_get_model (self->canvas), parts->areas->pdata[0],
                                                   &bounds))
    heddle_viewport_reveal (viewport, &bounds, HEDDLE_CANVAS_REVEAL_MARGIN);
}

/* Whoever leaves the link, or deletes it, comes back to the step that it was seen from. */
static void
select_link (HeddleOutlineSelection *self,
             const char             *link,
             HeddleOutlineItem      *item)
{
  if (item != NULL)
    g_set_str (&self->canvas->link_anchor, heddle_outline_item_get_node (item));
  heddle_canvas_select_link (self->canvas, link, -1);
}

static void
selected_cb (HeddleOutlineSelection *self,
             guint                   position,
             guint                   n_items)
{
  g_autoptr (GtkBitset) range = gtk_bitset_new_range (position, n_items);
  g_autoptr (GtkBitset) selected = NULL;
  g_autoptr (GtkBitset) changed = NULL;
  g_autoptr (HeddleOutlineItem) item = NULL;
  g_auto (Parts) parts;

  parts_init (&parts);
  if (self->busy)
    return;
  /* What is told of may be more than the range, and is the model's own. */
  selected = gtk_selection_model_get_selection_in_range (GTK_SELECTION_MODEL (self->selection), position, n_items);
  changed = gtk_bitset_copy (selected);
  gtk_bitset_intersect (changed, range);
  if (!gtk_bitset_is_empty (changed))
    item = heddle_outline_selection_ref_item (self, gtk_bitset_get_maximum (changed));
  g_set_object (&self->primary, item);
  collect (self, &parts);
  put_last (parts.ids, item != NULL ? heddle_outline_item_get_node (item) : NULL);
  g_ptr_array_add (parts.ids, NULL);
  self->busy = TRUE;
  if (parts.link != NULL)
    select_link (self, parts.link, item);
  else
    heddle_canvas_select_parts (self->canvas, (const char *const *) parts.ids->pdata, parts.areas);
  self->busy = FALSE;
  g_ptr_array_set_size (parts.ids, (int) parts.ids->len - 1);
  reveal (self, &parts);
}

/* From the canvas to the outline */

static GPtrArray *
list_areas (HeddleOutlineSelection *self)
{
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self->canvas);
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < areas->len; i++)
    {
      HeddleOutlineItem *item = heddle_outline_find_area (self->outline, areas->pdata[i]);

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  return items;
}

static gboolean
is_as_on_canvas (HeddleOutlineSelection *self,
                 char                  **ids,
                 GPtrArray              *areas)
{
  g_auto (Parts) parts;

  parts_init (&parts);
  collect (self, &parts);
  if (g_strcmp0 (parts.link, heddle_canvas_get_selected_link (self->canvas)) != 0
      || parts.ids->len != g_strv_length (ids) || parts.areas->len != areas->len)
    return FALSE;
  for (guint i = 0; i < parts.ids->len; i++)
    {
      if (!heddle_canvas_is_selected (self->canvas, parts.ids->pdata[i]))
        return FALSE;
    }
  for (guint i = 0; i < areas->len; i++)
    {
      if (!g_ptr_array_find (parts.areas, heddle_outline_item_get_area (areas->pdata[i]), NULL))
        return FALSE;
    }
  return TRUE;
}

/* Below a node, or a port, that is looked into. */
static HeddleOutlineItem *
find_link_below (HeddleOutlineSelection *self,
                 HeddleOutlineItem      *item,
                 HeddleCanvasLink       *link)
{
  GListStore *below = heddle_outline_item_peek_below (item);

  for (guint i = 0; below != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (below)); i++)
    {
      g_autoptr (HeddleOutlineItem) part = g_list_model_get_item (G_LIST_MODEL (below), i);
      HeddleOutlineItem *found = heddle_outline_find_only_link (self->outline, part) == link
                                   ? part
                                   : find_link_below (self, part, link);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
add_link (HeddleOutlineSelection *self,
          GtkBitset              *bits)
{
  HeddleCanvasLink *link = heddle_canvas_model_find_link (heddle_canvas_get_model (self->canvas),
                                                          heddle_canvas_get_selected_link (self->canvas));

  for (int output = 1; link != NULL && output >= 0; output--)
    {
      HeddleOutlineItem *node = heddle_outline_find_node (self->outline, (output ? link->from : link->to)->id);
      HeddleOutlineItem *item = node != NULL ? find_link_below (self, node, link) : NULL;

      if (item != NULL && add_row (self, bits, item))
        {
          g_set_object (&self->primary, item);
          return;
        }
    }
}

/* Where something on the canvas is selected anew, what it is in is opened. */
static void
follow_canvas (HeddleOutlineSelection *self,
               gboolean                reach)
{
  g_auto (GStrv) ids = heddle_canvas_dup_selection (self->canvas);
  g_autoptr (GPtrArray) areas = list_areas (self);
  g_autoptr (GtkBitset) bits = NULL;
  g_autoptr (GtkBitset) all = NULL;
  HeddleOutlineItem *primary;

  if (self->busy || is_as_on_canvas (self, ids, areas))
    return;
  primary = heddle_outline_find_node (self->outline, heddle_canvas_get_selected_node (self->canvas));
  if (primary == NULL && areas->len > 0)
    primary = areas->pdata[0];
  g_set_object (&self->primary, primary);
  if (reach && primary != NULL)
    heddle_outline_selection_reach (self, primary);
  bits = gtk_bitset_new_empty ();
  all = gtk_bitset_new_range (0, g_list_model_get_n_items (G_LIST_MODEL (self->selection)));
  for (guint i = 0; ids[i] != NULL; i++)
    add_row (self, bits, heddle_outline_find_node (self->outline, ids[i]));
  for (guint i = 0; i < areas->len; i++)
    add_row (self, bits, areas->pdata[i]);
  add_link (self, bits);
  self->busy = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), bits, all);
  self->busy = FALSE;
  if (heddle_outline_selection_get_primary (self) != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[MOVED], 0);
}

static void
canvas_selected_cb (HeddleOutlineSelection *self)
{
  follow_canvas (self, TRUE);
}

/* What comes anew is closed, and is opened as it was before. */
static void
open_item (HeddleOutlineSelection *self,
           HeddleOutlineItem      *item)
{
  g_autoptr (GtkTreeListRow) row = item != NULL ? find_row (self, item) : NULL;

  if (row != NULL && !gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, TRUE);
}

/* What is in a closed one stays as it is until that is opened. */
static void
open_frame (HeddleOutlineSelection *self,
            HeddleOutlineItem      *item)
{
  HeddleOutlineItem *parent = heddle_outline_item_get_parent (item);

  if (parent != NULL)
    open_frame (self, parent);
  if (heddle_outline_item_is_expanded (item))
    open_item (self, item);
}

static void
open_known (HeddleOutlineSelection *self)
{
  GArray *frames = heddle_canvas_model_get_frames (heddle_canvas_get_model (self->canvas));
  /* What is opened tells of it, and then it is known once more. */
  g_autoptr (GList) known = NULL;

  for (guint i = 0; i < frames->len; i++)
    {
      HeddleOutlineItem *item = heddle_outline_find_area (self->outline,
                                                          g_array_index (frames, HeddleCanvasFrame, i).element);

      if (item != NULL)
        open_frame (self, item);
    }
  known = g_hash_table_get_keys (self->expanded);
  for (GList *at = known; at != NULL; at = at->next)
    open_item (self, at->data);
}

static void
followed_cb (HeddleOutlineSelection *self)
{
  open_known (self);
  follow_canvas (self, FALSE);
}

static GListModel *
create_below_cb (gpointer item,
                 gpointer data)
{
  return heddle_outline_ref_below (data, item);
}

static void
heddle_outline_selection_finalize (GObject *object)
{
  HeddleOutlineSelection *self = HEDDLE_OUTLINE_SELECTION (object);

  g_clear_object (&self->primary);
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  g_clear_pointer (&self->expanded, g_hash_table_unref);
  g_clear_object (&self->outline);
  g_clear_object (&self->canvas);

  G_OBJECT_CLASS (heddle_outline_selection_parent_class)->finalize (object);
}

static void
heddle_outline_selection_class_init (HeddleOutlineSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_outline_selection_finalize;

  /**
   * HeddleOutlineSelection::moved:
   * @self: a selection
   *
   * Something else is selected, and not by whoever looks at the outline.
   */
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
heddle_outline_selection_init (HeddleOutlineSelection *self)
{
  self->expanded = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * heddle_outline_selection_new:
 * @outline: an outline
 * @canvas: the canvas that it is of
 *
 * Returns: (transfer full): what is selected in it
 */
HeddleOutlineSelection *
heddle_outline_selection_new (HeddleOutline *outline,
                              HeddleCanvas  *canvas)
{
  HeddleOutlineSelection *self = g_object_new (HEDDLE_TYPE_OUTLINE_SELECTION, NULL);

  self->outline = g_object_ref (outline);
  self->canvas = g_object_ref (canvas);
  self->tree = gtk_tree_list_model_new (g_object_ref (heddle_outline_get_items (outline)), FALSE, FALSE,
                                        create_below_cb, g_object_ref (outline), g_object_unref);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->tree)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "selection-changed", G_CALLBACK (canvas_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (outline, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * heddle_outline_selection_get_model:
 * @self: a selection
 *
 * Returns: (transfer none): a model of [class@Gtk.TreeListRow]
 */
GtkSelectionModel *
heddle_outline_selection_get_model (HeddleOutlineSelection *self)
{
  return GTK_SELECTION_MODEL (self->selection);
}

/**
 * heddle_outline_selection_ref_item:
 * @self: a selection
 * @position: a place in the model
 *
 * Returns: (transfer full) (nullable): the entry there
 */
HeddleOutlineItem *
heddle_outline_selection_ref_item (HeddleOutlineSelection *self,
                                   guint                   position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

/**
 * heddle_outline_selection_find:
 * @self: a selection
 * @item: an entry
 *
 * Returns: its place in the model, or %GTK_INVALID_LIST_POSITION where it is not to be seen
 */
guint
heddle_outline_selection_find (HeddleOutlineSelection *self,
                               HeddleOutlineItem      *item)
{
  g_autoptr (GtkTreeListRow) row = find_row (self, item);

  return row != NULL ? gtk_tree_list_row_get_position (row) : GTK_INVALID_LIST_POSITION;
}

/**
 * heddle_outline_selection_reach:
 * @self: a selection
 * @item: an entry
 *
 * Opens what the entry is in.
 */
void
heddle_outline_selection_reach (HeddleOutlineSelection *self,
                                HeddleOutlineItem      *item)
{
  HeddleOutlineItem *parent = heddle_outline_item_get_parent (item);

  if (parent == NULL)
    return;
  heddle_outline_selection_reach (self, parent);
  open_item (self, parent);
}

/**
 * heddle_outline_selection_get_primary:
 * @self: a selection
 *
 * Returns: the place of what was selected last, or %GTK_INVALID_LIST_POSITION
 */
guint
heddle_outline_selection_get_primary (HeddleOutlineSelection *self)
{
  return self->primary != NULL ? heddle_outline_selection_find (self, self->primary) : GTK_INVALID_LIST_POSITION;
}

/**
 * heddle_outline_selection_has_ports:
 * @self: a selection
 *
 * Returns: whether ports or links are selected that the canvas has no other part for than their steps
 */
gboolean
heddle_outline_selection_has_ports (HeddleOutlineSelection *self)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  gboolean alone = gtk_bitset_get_size (bits) == 1;
  GtkBitsetIter iter;
  guint position;

  for (gboolean any = gtk_bitset_iter_init_first (&iter, bits, &position); any;
       any = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (HeddleOutlineItem) item = heddle_outline_selection_ref_item (self, position);

      if (heddle_outline_item_get_kind (item) > HEDDLE_OUTLINE_NODE
          && (!alone || heddle_outline_find_only_link (self->outline, item) == NULL))
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_outline_selection_keep_expanded:
 * @self: a selection
 * @row: a row that was opened or closed
 *
 * Remembers that, for when the entry moves.
 */
void
heddle_outline_selection_keep_expanded (HeddleOutlineSelection *self,
                                        GtkTreeListRow         *row)
{
  g_autoptr (HeddleOutlineItem) item = gtk_tree_list_row_get_item (row);
  gboolean expanded = gtk_tree_list_row_get_expanded (row);

  /* What goes from the model is told as closed, and is never expandable. */
  if (item == NULL || !gtk_tree_list_row_is_expandable (row))
    return;
  if (expanded == heddle_outline_item_is_expanded (item))
    return;
  heddle_outline_item_set_expanded (item, expanded);
  if (!expanded)
    {
      g_hash_table_remove (self->expanded, item);
      return;
    }
  if (heddle_outline_item_get_kind (item) != HEDDLE_OUTLINE_FRAME)
    g_hash_table_add (self->expanded, g_object_ref (item));
  open_known (self);
}
