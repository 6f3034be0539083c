/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-outline-private.h"

#include "base/heddle-list-store.h"
#include "editor/heddle-port-words.h"

static HeddleCanvasNode *
get_node (HeddleOutline     *self,
          HeddleOutlineItem *item)
{
  return heddle_canvas_model_lookup (self->model, heddle_outline_item_get_node (item));
}

static HeddleOutlineItem *
find_same (GListStore        *below,
           HeddleOutlineItem *item)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (below)); i++)
    {
      g_autoptr (HeddleOutlineItem) other = g_list_model_get_item (G_LIST_MODEL (below), i);

      if (heddle_outline_item_is_same (item, other))
        return g_steal_pointer (&other);
    }
  return NULL;
}

/* What is there already stays the same to whoever looks at it. */
static void
add_below (HeddleOutlineItem *parent,
           GListStore        *below,
           GPtrArray         *wanted,
           HeddleOutlineItem *item)
{
  HeddleOutlineItem *known = find_same (below, item);

  if (known != NULL)
    g_object_unref (item);
  g_ptr_array_add (wanted, known != NULL ? known : item);
  heddle_outline_item_set_parent (wanted->pdata[wanted->len - 1], parent);
  heddle_outline_item_set_position (wanted->pdata[wanted->len - 1], wanted->len - 1);
}

static void
add_port (HeddleOutlineItem      *parent,
          GListStore             *below,
          GPtrArray              *wanted,
          const HeddleCanvasNode *node,
          const char             *port,
          gboolean                output)
{
  g_autoptr (GPtrArray) links = heddle_port_words_list_links (node, port, output);

  if (port != NULL || links->len > 0)
    add_below (parent, below, wanted, heddle_outline_item_new_port (node->id, port, output, links->len > 1));
}

static void
fill_port (HeddleOutline     *self,
           HeddleOutlineItem *item,
           GListStore        *below)
{
  const HeddleCanvasNode *node = get_node (self, item);
  const char *port = heddle_outline_item_get_port (item);
  gboolean output = heddle_outline_item_is_output (item);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) links = node != NULL ? heddle_port_words_list_links (node, port, output) : g_ptr_array_new ();

  for (guint i = 0; i < links->len; i++)
    {
      const HeddleCanvasLink *link = links->pdata[i];

      add_below (item, below, wanted,
                 heddle_outline_item_new_link (node->id, port, output, heddle_link_get_id (link->link)));
    }
  heddle_list_store_follow (below, wanted);
}

static void
fill_node (HeddleOutline     *self,
           HeddleOutlineItem *item,
           GListStore        *below)
{
  const HeddleCanvasNode *node = get_node (self, item);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);

  if (node != NULL)
    {
      add_port (item, below, wanted, node, NULL, FALSE);
      for (guint i = 0; i < node->ports->len; i++)
        {
          const HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);

          add_port (item, below, wanted, node, port->name, port->output);
        }
      add_port (item, below, wanted, node, NULL, TRUE);
    }
  heddle_list_store_follow (below, wanted);
}

/*
 * heddle_outline_refresh_below:
 * @self: an outline
 * @item: an entry of a node, or of a port
 *
 * Has what is below it be as it is on the canvas, as far as somebody looks at it.
 */
void
heddle_outline_refresh_below (HeddleOutline     *self,
                              HeddleOutlineItem *item)
{
  GListStore *below = heddle_outline_item_peek_below (item);

  if (below == NULL || heddle_outline_item_get_kind (item) < HEDDLE_OUTLINE_NODE)
    return;
  if (heddle_outline_item_get_kind (item) == HEDDLE_OUTLINE_NODE)
    fill_node (self, item, below);
  else
    fill_port (self, item, below);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (below)); i++)
    {
      g_autoptr (HeddleOutlineItem) part = g_list_model_get_item (G_LIST_MODEL (below), i);

      heddle_outline_refresh_below (self, part);
      heddle_outline_tell_changed (self, part);
    }
}

/**
 * heddle_outline_ref_below:
 * @self: an outline
 * @item: an entry of it
 *
 * Returns: (transfer full) (nullable): a model of what is below the entry; %NULL where there can be nothing
 */
GListModel *
heddle_outline_ref_below (HeddleOutline     *self,
                          HeddleOutlineItem *item)
{
  HeddleOutlineKind kind = heddle_outline_item_get_kind (item);
  gboolean known = heddle_outline_item_peek_below (item) != NULL;
  g_autoptr (GListStore) below = NULL;
  g_autoptr (GPtrArray) links = NULL;

  if (kind == HEDDLE_OUTLINE_LINK || kind == HEDDLE_OUTLINE_NOTE)
    return NULL;
  links = kind == HEDDLE_OUTLINE_PORT ? heddle_outline_list_links (self, item) : NULL;
  if (links != NULL && links->len < 2)
    return NULL;
  below = heddle_outline_item_ref_below (item);
  if (!known && kind == HEDDLE_OUTLINE_NODE)
    fill_node (self, item, below);
  else if (!known && kind == HEDDLE_OUTLINE_PORT)
    fill_port (self, item, below);
  if (kind == HEDDLE_OUTLINE_NODE && g_list_model_get_n_items (G_LIST_MODEL (below)) == 0)
    return NULL;
  return G_LIST_MODEL (g_steal_pointer (&below));
}

/**
 * heddle_outline_find_port:
 * @self: an outline
 * @item: an entry of a port
 *
 * Returns: (transfer none) (nullable): the port
 */
HeddleCanvasPort *
heddle_outline_find_port (HeddleOutline     *self,
                          HeddleOutlineItem *item)
{
  const HeddleCanvasNode *node = get_node (self, item);

  for (guint i = 0; node != NULL && i < node->ports->len; i++)
    {
      HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);

      if (port->output == heddle_outline_item_is_output (item)
          && g_strcmp0 (port->name, heddle_outline_item_get_port (item)) == 0)
        return port;
    }
  return NULL;
}

/**
 * heddle_outline_list_links:
 * @self: an outline
 * @item: an entry of a port, or of a link
 *
 * Returns: (transfer container) (element-type HeddleCanvasLink): its links
 */
GPtrArray *
heddle_outline_list_links (HeddleOutline     *self,
                           HeddleOutlineItem *item)
{
  const HeddleCanvasNode *node = get_node (self, item);
  g_autoptr (GPtrArray) links = NULL;
  HeddleCanvasLink *link;

  if (heddle_outline_item_get_kind (item) == HEDDLE_OUTLINE_PORT && node != NULL)
    return heddle_port_words_list_links (node, heddle_outline_item_get_port (item),
                                         heddle_outline_item_is_output (item));
  links = g_ptr_array_new ();
  link = heddle_canvas_model_find_link (self->model, heddle_outline_item_get_link (item));
  if (link != NULL)
    g_ptr_array_add (links, link);
  return g_steal_pointer (&links);
}

/**
 * heddle_outline_find_only_link:
 * @self: an outline
 * @item: an entry of it
 *
 * Returns: (transfer none) (nullable): the link that the entry is for, or the only one of its port
 */
HeddleCanvasLink *
heddle_outline_find_only_link (HeddleOutline     *self,
                               HeddleOutlineItem *item)
{
  g_autoptr (GPtrArray) links = heddle_outline_list_links (self, item);

  return links->len == 1 ? links->pdata[0] : NULL;
}
