/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-search-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "editor/heddle-canvas-palette.h"
#include "editor/heddle-port-label.h"

struct _HeddleSearchItem
{
  GObject     parent_instance;
  char       *title;
  char       *subtitle;
  const char *category;
  const char *icon_name;
  int         type;
  char       *node_type;
  char       *node;
  char       *port;
  char       *link;
  char       *text;
  char       *folded_title;
};

G_DEFINE_FINAL_TYPE (HeddleSearchItem, heddle_search_item, G_TYPE_OBJECT)

static void
heddle_search_item_finalize (GObject *object)
{
  HeddleSearchItem *self = HEDDLE_SEARCH_ITEM (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->node_type);
  g_free (self->node);
  g_free (self->port);
  g_free (self->link);
  g_free (self->text);
  g_free (self->folded_title);

  G_OBJECT_CLASS (heddle_search_item_parent_class)->finalize (object);
}

static void
heddle_search_item_class_init (HeddleSearchItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_search_item_finalize;
}

static void
heddle_search_item_init (HeddleSearchItem *self)
{
  self->type = HEDDLE_CANVAS_N_TYPES;
}

/**
 * heddle_search_item_get_title:
 * @self: an item
 *
 * Returns: (transfer none): what it is called
 */
const char *
heddle_search_item_get_title (HeddleSearchItem *self)
{
  return self->title;
}

/**
 * heddle_search_item_get_subtitle:
 * @self: an item
 *
 * Returns: (transfer none): what it does, or carries
 */
const char *
heddle_search_item_get_subtitle (HeddleSearchItem *self)
{
  return self->subtitle;
}

/**
 * heddle_search_item_get_category:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what it belongs to
 */
const char *
heddle_search_item_get_category (HeddleSearchItem *self)
{
  return self->category;
}

/**
 * heddle_search_item_get_icon_name:
 * @self: an item
 *
 * Returns: (transfer none): a symbolic icon
 */
const char *
heddle_search_item_get_icon_name (HeddleSearchItem *self)
{
  return self->icon_name;
}

/**
 * heddle_search_item_get_value_type:
 * @self: an item
 *
 * Returns: the [enum@ValueType] whose colour it has, or `HEDDLE_CANVAS_N_TYPES`
 */
int
heddle_search_item_get_value_type (HeddleSearchItem *self)
{
  return self->type;
}

/**
 * heddle_search_item_get_node_type:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the id of the type of step to add
 */
const char *
heddle_search_item_get_node_type (HeddleSearchItem *self)
{
  return self->node_type;
}

/**
 * heddle_search_item_get_node:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the id of the node to link
 */
const char *
heddle_search_item_get_node (HeddleSearchItem *self)
{
  return self->node;
}

/**
 * heddle_search_item_get_port:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the name of the port to link
 */
const char *
heddle_search_item_get_port (HeddleSearchItem *self)
{
  return self->port;
}

/**
 * heddle_search_item_get_link:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the id of the link to remove
 */
const char *
heddle_search_item_get_link (HeddleSearchItem *self)
{
  return self->link;
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static void
set_text (HeddleSearchItem *self,
          const char       *keywords)
{
  g_autofree char *all = g_strjoin ("\n", self->title, self->subtitle, self->category != NULL ? self->category : "",
                                    keywords != NULL ? keywords : "", NULL);

  self->text = fold (all);
  self->folded_title = fold (self->title);
}

static gboolean
has_words (const char        *text,
           const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = fold (words[i]);

      if (strstr (text, word) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
begins_word (const char *text,
             const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    {
      const char *before = g_utf8_find_prev_char (text, at);

      if (before == NULL || !g_unichar_isalnum (g_utf8_get_char (before)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
begins_words (const char        *text,
              const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = fold (words[i]);

      if (!begins_word (text, word))
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_search_item_match:
 * @self: an item
 * @words: (array zero-terminated=1): what is looked for
 *
 * Returns: how well it is what is looked for: all words are somewhere in it, whatever their case
 */
HeddleSearchMatch
heddle_search_item_match (HeddleSearchItem  *self,
                          const char *const *words)
{
  g_autofree char *first = words[0] != NULL ? fold (words[0]) : NULL;

  if (!has_words (self->text, words))
    return HEDDLE_SEARCH_OTHER;
  if (first == NULL || g_str_has_prefix (self->folded_title, first))
    return HEDDLE_SEARCH_NAMED;
  if (has_words (self->folded_title, words))
    return HEDDLE_SEARCH_TITLED;
  return begins_words (self->text, words) ? HEDDLE_SEARCH_TOLD : HEDDLE_SEARCH_WITHIN;
}

/* The categories of the library of steps, by how their types' ids begin, in the order they are shown. */
static const struct
{
  const char *prefix;
  const char *title;
} categories[] = {
  { "input.", N_("Input") }, { "ai.", N_("AI") },       { "text.", N_("Text") },  { "json.", N_("Text") },
  { "image.", N_("Image") }, { "brand.", N_("Brand") }, { "logic.", N_("Logic") }, { "list.", N_("List") },
  { "output.", N_("Output") },
};

static guint
find_category (const char *type)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (categories) && !g_str_has_prefix (type, categories[i].prefix))
    i++;
  return i;
}

static int
get_main_type (const HeddleNodeTypeInfo *type)
{
  const HeddlePortInfo *ports = type->outputs != NULL && type->outputs[0].name != NULL ? type->outputs : NULL;
  HeddlePortType main;

  if (ports == NULL || (type->flags & HEDDLE_NODE_OUTPUT) != 0
      || !heddle_port_type_from_string (ports[0].type, &main))
    return HEDDLE_CANVAS_N_TYPES;
  return (int) main.value;
}

static HeddleSearchItem *
new_for_type (const HeddleNodeTypeInfo *type)
{
  HeddleSearchItem *self = g_object_new (HEDDLE_TYPE_SEARCH_ITEM, NULL);
  guint category = find_category (type->id);
  g_autofree char *keywords = g_strdup_printf ("%s\n%s", type->id, type->keywords != NULL ? _(type->keywords) : "");

  self->title = g_strdup (_(type->title));
  self->subtitle = g_strdup (type->description != NULL ? _(type->description) : "");
  self->category = category < G_N_ELEMENTS (categories) ? _(categories[category].title) : NULL;
  self->icon_name = type->icon_name;
  self->type = get_main_type (type);
  self->node_type = g_strdup (type->id);
  set_text (self, keywords);
  return self;
}

static int
compare_types (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const HeddleSearchItem *first = a, *second = b;
  guint category = find_category (first->node_type), other = find_category (second->node_type);

  return category != other ? (category > other) - (category < other) : g_utf8_collate (first->title, second->title);
}

/**
 * heddle_search_item_compare_category:
 * @self: a type of step
 * @other: another
 *
 * Returns: less than 0, 0 or more than 0, as the category of @self comes before that of @other, is the same, or
 *   comes after it
 */
int
heddle_search_item_compare_category (HeddleSearchItem *self,
                                     HeddleSearchItem *other)
{
  guint category = find_category (self->node_type);
  guint other_category = find_category (other->node_type);

  /* Two kinds of ids can be of one category. */
  if (g_strcmp0 (self->category, other->category) == 0)
    return 0;
  return category < other_category ? -1 : 1;
}

/**
 * heddle_search_item_list_types:
 * @registry: the node types that are known
 * @check: (nullable): what can be linked; %NULL for all types
 * @node: (nullable): the node that a link begins at
 * @port: (nullable): the port that it does
 * @output: whether that is an output
 *
 * Returns: (transfer full): an item per type of step that can be added, and linked to @port if that is
 *   given, by category
 */
GListStore *
heddle_search_item_list_types (HeddleNodeRegistry *registry,
                               HeddleLinkCheck    *check,
                               const char         *node,
                               const char         *port,
                               gboolean            output)
{
  g_autoptr (GPtrArray) types = heddle_node_registry_list (registry);
  GListStore *items = g_list_store_new (HEDDLE_TYPE_SEARCH_ITEM);

  for (guint i = 0; i < types->len; i++)
    {
      const HeddleNodeTypeInfo *type = types->pdata[i];
      g_autofree char *found = check != NULL ? heddle_link_check_find_in_type (check, node, port, output, type) : NULL;
      g_autoptr (HeddleSearchItem) item = NULL;

      if (check != NULL && found == NULL)
        continue;
      item = new_for_type (type);
      g_list_store_insert_sorted (items, item, compare_types, NULL);
    }
  return items;
}

static void
add_port (GListStore             *items,
          const HeddleCanvasNode *node,
          const HeddleCanvasPort *port)
{
  g_autoptr (HeddleSearchItem) item = g_object_new (HEDDLE_TYPE_SEARCH_ITEM, NULL);
  g_autofree char *phrase = heddle_port_dup_type_phrase (port->type);

  item->title = g_strdup (port->label);
  /* Translators: a step, and what one of its ports carries */
  item->subtitle = g_strdup_printf (_("%s · %s"), node->title, phrase);
  item->category = port->output ? _("Output") : port->n_links > 0 && !port->type.list ? _("Linked") : _("Input");
  item->icon_name = node->icon_name;
  item->type = (int) port->type.value;
  item->node = g_strdup (node->id);
  item->port = g_strdup (port->name);
  set_text (item, NULL);
  g_list_store_append (items, item);
}

static void
add_link (GListStore             *items,
          const HeddleCanvasLink *link,
          gboolean                output)
{
  g_autoptr (HeddleSearchItem) item = g_object_new (HEDDLE_TYPE_SEARCH_ITEM, NULL);
  const HeddleCanvasNode *other = output ? link->to : link->from;
  const char *name = output ? heddle_link_get_to_port (link->link) : heddle_link_get_from_port (link->link);
  g_autofree char *label = heddle_port_dup_label (other->type, name);

  item->title = g_strdup_printf (output ? _("Remove link to %s") : _("Remove link from %s"), other->title);
  item->subtitle = g_steal_pointer (&label);
  item->icon_name = "edit-delete-symbolic";
  item->link = g_strdup (heddle_link_get_id (link->link));
  set_text (item, NULL);
  g_list_store_append (items, item);
}

/**
 * heddle_search_item_list_ports:
 * @model: what is on the canvas
 * @check: what can be linked
 * @node: the node that a link begins at
 * @port: the port that it does
 * @output: whether that is an output
 *
 * Returns: (transfer full): an item per port that can be linked to @port, in the order of the nodes, and
 *   then one per link of it that can be removed
 */
GListStore *
heddle_search_item_list_ports (HeddleCanvasModel *model,
                               HeddleLinkCheck   *check,
                               const char        *node,
                               const char        *port,
                               gboolean           output)
{
  GPtrArray *nodes = heddle_canvas_model_get_nodes (model);
  HeddleCanvasNode *held = heddle_canvas_model_lookup (model, node);
  GListStore *items = g_list_store_new (HEDDLE_TYPE_SEARCH_ITEM);

  for (guint i = 0; i < nodes->len; i++)
    {
      HeddleCanvasNode *other = nodes->pdata[i];

      for (guint j = 0; j < other->ports->len; j++)
        {
          const HeddleCanvasPort *candidate = &g_array_index (other->ports, HeddleCanvasPort, j);

          if (candidate->output != output
              && (output ? heddle_link_check_allows (check, node, port, other->id, candidate->name, NULL)
                         : heddle_link_check_allows (check, other->id, candidate->name, node, port, NULL)))
            add_port (items, other, candidate);
        }
    }
  for (guint i = 0; held != NULL && i < held->links->len; i++)
    {
      HeddleCanvasLink *link = held->links->pdata[i];
      const char *end = output ? heddle_link_get_from_port (link->link) : heddle_link_get_to_port (link->link);

      if (!link->after && (output ? link->from : link->to) == held && g_strcmp0 (end, port) == 0)
        add_link (items, link, output);
    }
  return items;
}

static void
add_earlier (GListStore             *items,
             const HeddleCanvasNode *node)
{
  g_autoptr (HeddleSearchItem) item = g_object_new (HEDDLE_TYPE_SEARCH_ITEM, NULL);
  int type = heddle_canvas_node_get_main_type (node);

  item->title = g_strdup (node->title);
  item->subtitle = g_strdup (node->type != NULL ? _(node->type->title) : "");
  item->icon_name = node->icon_name;
  item->type = type >= 0 ? type : HEDDLE_CANVAS_N_TYPES;
  item->node = g_strdup (node->id);
  set_text (item, NULL);
  g_list_store_append (items, item);
}

static void
add_order (GListStore             *items,
           const HeddleCanvasLink *link)
{
  g_autoptr (HeddleSearchItem) item = g_object_new (HEDDLE_TYPE_SEARCH_ITEM, NULL);

  /* Translators: a step */
  item->title = g_strdup_printf (_("Run no longer after %s"), link->from->title);
  item->subtitle = g_strdup ("");
  item->icon_name = "edit-delete-symbolic";
  item->link = g_strdup (heddle_link_get_id (link->link));
  set_text (item, NULL);
  g_list_store_append (items, item);
}

/**
 * heddle_search_item_list_earlier:
 * @model: what is on the canvas
 * @check: what can be linked
 * @node: the id of a node
 *
 * Returns: (transfer full): an item per step that @node could run after, in the order of the nodes, and then one
 *   per step that it runs after now
 */
GListStore *
heddle_search_item_list_earlier (HeddleCanvasModel *model,
                                 HeddleLinkCheck   *check,
                                 const char        *node)
{
  GPtrArray *nodes = heddle_canvas_model_get_nodes (model);
  HeddleCanvasNode *held = heddle_canvas_model_lookup (model, node);
  GListStore *items = g_list_store_new (HEDDLE_TYPE_SEARCH_ITEM);

  for (guint i = 0; i < nodes->len; i++)
    {
      const HeddleCanvasNode *other = nodes->pdata[i];

      if (heddle_link_check_allows_order (check, other->id, node, NULL))
        add_earlier (items, other);
    }
  for (guint i = 0; held != NULL && i < held->links->len; i++)
    {
      const HeddleCanvasLink *link = held->links->pdata[i];

      if (link->after && link->to == held)
        add_order (items, link);
    }
  return items;
}

/**
 * heddle_search_item_is_same:
 * @self: an item
 * @other: another
 *
 * Returns: whether both stand for the same, though they may have been listed at different times
 */
gboolean
heddle_search_item_is_same (HeddleSearchItem *self,
                            HeddleSearchItem *other)
{
  return g_strcmp0 (self->node_type, other->node_type) == 0 && g_strcmp0 (self->node, other->node) == 0
         && g_strcmp0 (self->port, other->port) == 0 && g_strcmp0 (self->link, other->link) == 0;
}
