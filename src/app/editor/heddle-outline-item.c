/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-outline-item.h"

/* A frame keeps what is below it; of anything else it is made when somebody wants to look at it, and goes with
 * the last who does.
 */
struct _HeddleOutlineItem
{
  GObject            parent_instance;
  HeddleOutlineKind  kind;
  HeddleElement     *area;
  char              *node;
  char              *port;
  char              *link;
  gboolean           output;
  gboolean           several;
  HeddleOutlineItem *parent;
  guint              position;
  gboolean           expanded;
  guint              turn;
  char              *words;
  GListStore        *kept;
  GListStore        *below;
};

G_DEFINE_FINAL_TYPE (HeddleOutlineItem, heddle_outline_item, G_TYPE_OBJECT)

static void
heddle_outline_item_finalize (GObject *object)
{
  HeddleOutlineItem *self = HEDDLE_OUTLINE_ITEM (object);

  g_clear_weak_pointer (&self->below);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->kept);
  g_clear_object (&self->area);
  g_free (self->node);
  g_free (self->port);
  g_free (self->link);
  g_free (self->words);

  G_OBJECT_CLASS (heddle_outline_item_parent_class)->finalize (object);
}

static void
heddle_outline_item_class_init (HeddleOutlineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_outline_item_finalize;
}

static void
heddle_outline_item_init (HeddleOutlineItem *self)
{
}

/**
 * heddle_outline_item_new_area:
 * @area: a frame or a note
 *
 * Returns: (transfer full): an entry for it; that of a frame shows what is in it
 */
HeddleOutlineItem *
heddle_outline_item_new_area (HeddleElement *area)
{
  HeddleOutlineItem *self = g_object_new (HEDDLE_TYPE_OUTLINE_ITEM, NULL);

  self->area = g_object_ref (area);
  self->kind = heddle_element_get_kind (area) == HEDDLE_ELEMENT_FRAME ? HEDDLE_OUTLINE_FRAME : HEDDLE_OUTLINE_NOTE;
  if (self->kind == HEDDLE_OUTLINE_NOTE)
    return self;
  self->kept = g_list_store_new (HEDDLE_TYPE_OUTLINE_ITEM);
  self->expanded = TRUE;
  return self;
}

/**
 * heddle_outline_item_new_node:
 * @node: a node's id
 *
 * Returns: (transfer full): an entry for it
 */
HeddleOutlineItem *
heddle_outline_item_new_node (const char *node)
{
  HeddleOutlineItem *self = g_object_new (HEDDLE_TYPE_OUTLINE_ITEM, NULL);

  self->kind = HEDDLE_OUTLINE_NODE;
  self->node = g_strdup (node);
  return self;
}

/**
 * heddle_outline_item_new_port:
 * @node: a node's id
 * @port: (nullable): what documents call a port of it; %NULL for links that only order nodes
 * @output: whether it is an output
 * @several: whether it has more than one link, which are below it
 *
 * Returns: (transfer full): an entry for the port
 */
HeddleOutlineItem *
heddle_outline_item_new_port (const char *node,
                              const char *port,
                              gboolean    output,
                              gboolean    several)
{
  HeddleOutlineItem *self = heddle_outline_item_new_node (node);

  self->kind = HEDDLE_OUTLINE_PORT;
  self->port = g_strdup (port);
  self->output = output;
  self->several = several;
  return self;
}

/**
 * heddle_outline_item_new_link:
 * @node: a node's id
 * @port: (nullable): a port of it
 * @output: whether that is an output
 * @link: the id of a link that it has
 *
 * Returns: (transfer full): an entry for the link
 */
HeddleOutlineItem *
heddle_outline_item_new_link (const char *node,
                              const char *port,
                              gboolean    output,
                              const char *link)
{
  HeddleOutlineItem *self = heddle_outline_item_new_port (node, port, output, FALSE);

  self->kind = HEDDLE_OUTLINE_LINK;
  self->link = g_strdup (link);
  return self;
}

/**
 * heddle_outline_item_get_kind:
 * @self: an entry
 *
 * Returns: what it is
 */
HeddleOutlineKind
heddle_outline_item_get_kind (HeddleOutlineItem *self)
{
  return self->kind;
}

/**
 * heddle_outline_item_get_area:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the frame or note that it is for
 */
HeddleElement *
heddle_outline_item_get_area (HeddleOutlineItem *self)
{
  return self->area;
}

/**
 * heddle_outline_item_get_node:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the id of the node that it is for, or that it belongs to
 */
const char *
heddle_outline_item_get_node (HeddleOutlineItem *self)
{
  return self->node;
}

/**
 * heddle_outline_item_get_port:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the port that it is for, or that it belongs to
 */
const char *
heddle_outline_item_get_port (HeddleOutlineItem *self)
{
  return self->port;
}

/**
 * heddle_outline_item_get_link:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the id of the link that it is for
 */
const char *
heddle_outline_item_get_link (HeddleOutlineItem *self)
{
  return self->link;
}

/**
 * heddle_outline_item_is_output:
 * @self: an entry for a port, or a link
 *
 * Returns: whether it leads away from its node
 */
gboolean
heddle_outline_item_is_output (HeddleOutlineItem *self)
{
  return self->output;
}

/**
 * heddle_outline_item_is_same:
 * @self: an entry
 * @other: another one below the same
 *
 * Returns: whether both are for the same, and show it alike
 */
gboolean
heddle_outline_item_is_same (HeddleOutlineItem *self,
                             HeddleOutlineItem *other)
{
  return self->kind == other->kind && self->output == other->output && self->several == other->several
         && g_strcmp0 (self->port, other->port) == 0 && g_strcmp0 (self->link, other->link) == 0;
}

/**
 * heddle_outline_item_get_parent:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the entry that it is below
 */
HeddleOutlineItem *
heddle_outline_item_get_parent (HeddleOutlineItem *self)
{
  return self->parent;
}

/**
 * heddle_outline_item_set_parent:
 * @self: an entry
 * @parent: (nullable): the entry that it is below
 *
 * Tells where it is.
 */
void
heddle_outline_item_set_parent (HeddleOutlineItem *self,
                                HeddleOutlineItem *parent)
{
  g_set_weak_pointer (&self->parent, parent);
}

/**
 * heddle_outline_item_get_position:
 * @self: an entry
 *
 * Returns: its place among those that are below the same
 */
guint
heddle_outline_item_get_position (HeddleOutlineItem *self)
{
  return self->position;
}

/**
 * heddle_outline_item_set_position:
 * @self: an entry
 * @position: its place among those that are below the same
 *
 * Tells where it is.
 */
void
heddle_outline_item_set_position (HeddleOutlineItem *self,
                                  guint              position)
{
  self->position = position;
}

/**
 * heddle_outline_item_is_expanded:
 * @self: an entry
 *
 * Returns: whether what is below it is wanted to be seen
 */
gboolean
heddle_outline_item_is_expanded (HeddleOutlineItem *self)
{
  return self->expanded;
}

/**
 * heddle_outline_item_set_expanded:
 * @self: an entry
 * @expanded: whether what is below it is wanted to be seen
 *
 * Remembers that, wherever the entry moves.
 */
void
heddle_outline_item_set_expanded (HeddleOutlineItem *self,
                                  gboolean           expanded)
{
  self->expanded = expanded;
}

/**
 * heddle_outline_item_get_turn:
 * @self: an entry
 *
 * Returns: when it was last found to be there
 */
guint
heddle_outline_item_get_turn (HeddleOutlineItem *self)
{
  return self->turn;
}

/**
 * heddle_outline_item_set_turn:
 * @self: an entry
 * @turn: a number that is another each time
 *
 * Remembers that it was found to be there.
 */
void
heddle_outline_item_set_turn (HeddleOutlineItem *self,
                              guint              turn)
{
  self->turn = turn;
}

/**
 * heddle_outline_item_get_words:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what it is found by
 */
const char *
heddle_outline_item_get_words (HeddleOutlineItem *self)
{
  return self->words;
}

/**
 * heddle_outline_item_set_words:
 * @self: an entry
 * @words: (nullable): what it is found by, in one case
 *
 * Remembers that.
 */
void
heddle_outline_item_set_words (HeddleOutlineItem *self,
                               const char        *words)
{
  g_set_str (&self->words, words);
}

/**
 * heddle_outline_item_peek_below:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what is below it, as far as somebody looks at that
 */
GListStore *
heddle_outline_item_peek_below (HeddleOutlineItem *self)
{
  return self->kept != NULL ? self->kept : self->below;
}

/**
 * heddle_outline_item_ref_below:
 * @self: an entry
 *
 * Returns: (transfer full): what is below it; a new list is for the caller to fill
 */
GListStore *
heddle_outline_item_ref_below (HeddleOutlineItem *self)
{
  GListStore *below = heddle_outline_item_peek_below (self);

  if (below != NULL)
    return g_object_ref (below);
  below = g_list_store_new (HEDDLE_TYPE_OUTLINE_ITEM);
  g_set_weak_pointer (&self->below, below);
  return below;
}
