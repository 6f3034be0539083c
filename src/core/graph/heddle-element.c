/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-element.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-json-schema.h"
#include "graph/heddle-element-private.h"
#include "graph/heddle-frame.h"
#include "graph/heddle-graph-error.h"
#include "graph/heddle-note.h"
#include "graph/heddle-workflow.h"

#define SCHEMA_PATH "/app/heddle/Heddle/schemas/workflow-1.base.json"

/**
 * HeddleElement:
 *
 * A part of a document: the workflow itself, an input, a pipeline, a node, a link, a frame or a
 * note. It keeps all its members, those that this version does not know too, in their order; those
 * it knows are properties of its subclass. Elements change only through [struct@Edit].
 */
typedef struct
{
  JsonObject *members;
  JsonNode   *shared;
  char       *id;
  gboolean    made_up;
} HeddleElementPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HeddleElement, heddle_element, G_TYPE_OBJECT)

static HeddleElementPrivate *
get_private (HeddleElement *self)
{
  return heddle_element_get_instance_private (self);
}

static void
heddle_element_finalize (GObject *object)
{
  HeddleElementPrivate *priv = get_private (HEDDLE_ELEMENT (object));

  g_clear_pointer (&priv->shared, json_node_unref);
  g_clear_pointer (&priv->members, json_object_unref);
  g_clear_pointer (&priv->id, g_free);

  G_OBJECT_CLASS (heddle_element_parent_class)->finalize (object);
}

static void
heddle_element_class_init (HeddleElementClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heddle_element_finalize;
}

static void
heddle_element_init (HeddleElement *self)
{
}

static HeddleJsonSchema *
get_schema (void)
{
  static gsize schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, (gsize) heddle_json_schema_new_from_resource (SCHEMA_PATH));
  return (HeddleJsonSchema *) schema;
}

static GType
kind_to_type (HeddleElementKind kind)
{
  switch (kind)
    {
    case HEDDLE_ELEMENT_WORKFLOW:
      return HEDDLE_TYPE_WORKFLOW;
    case HEDDLE_ELEMENT_INPUT:
      return HEDDLE_TYPE_WORKFLOW_INPUT;
    case HEDDLE_ELEMENT_PIPELINE:
      return HEDDLE_TYPE_PIPELINE;
    case HEDDLE_ELEMENT_NODE:
      return HEDDLE_TYPE_NODE;
    case HEDDLE_ELEMENT_LINK:
      return HEDDLE_TYPE_LINK;
    case HEDDLE_ELEMENT_FRAME:
      return HEDDLE_TYPE_FRAME;
    case HEDDLE_ELEMENT_NOTE:
    default:
      return HEDDLE_TYPE_NOTE;
    }
}

/* What stands for the elements in the members of the element that holds them, so that their place
 * among the other members is known. It is as the schema asks for.
 */
static JsonNode *
new_placeholder (HeddleElementKind kind)
{
  return heddle_json_parse (kind == HEDDLE_ELEMENT_PIPELINE
                              ? "[{\"id\":\"-\",\"nodes\":[],\"links\":[]}]"
                              : "[]",
                            -1, NULL);
}

void
heddle_elements_init (HeddleElements    *self,
                      HeddleElementKind  kind,
                      const char        *member,
                      GType              type)
{
  self->kind = kind;
  self->member = member;
  self->list = g_list_store_new (type);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

void
heddle_elements_clear (HeddleElements *self)
{
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_object (&self->list);
}

static gboolean
is_at (HeddleElements *self,
       guint           position,
       HeddleElement  *element)
{
  g_autoptr (HeddleElement) candidate = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  return candidate == element;
}

/* From both ends on: what was inserted last is what is taken back first, and what goes in the order of the
 * document is at its beginning.
 */
static guint
find_position (HeddleElements *self,
               HeddleElement  *element)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < n; i++)
    {
      if (is_at (self, n - 1 - i, element))
        return n - 1 - i;
      if (is_at (self, i, element))
        return i;
    }
  g_assert_not_reached ();
}

/* @position is only looked for where it is asked for. */
HeddleElement *
heddle_elements_find (HeddleElements *self,
                      const char     *id,
                      guint          *position)
{
  HeddleElement *element = g_hash_table_lookup (self->by_id, id);

  if (element != NULL && position != NULL)
    *position = find_position (self, element);
  return element;
}

HeddleElements *
heddle_element_get_elements (HeddleElement     *self,
                             HeddleElementKind  kind)
{
  HeddleElementClass *klass = HEDDLE_ELEMENT_GET_CLASS (self);

  for (HeddleElements *e = klass->get_elements != NULL ? klass->get_elements (self) : NULL;
       e != NULL && e->list != NULL; e++)
    {
      if (e->kind == kind)
        return e;
    }
  return NULL;
}

static void
adopt_id (HeddleElement *self)
{
  HeddleElementPrivate *priv = get_private (self);
  const char *id = heddle_json_get_string (priv->members,
                                           HEDDLE_ELEMENT_GET_CLASS (self)->id_member, NULL);

  priv->made_up = id == NULL;
  g_set_str (&priv->id, id);
}

static gboolean
fail_taken (HeddleElement  *element,
            HeddleElements *siblings,
            guint           position,
            GError        **error)
{
  const char *member = HEDDLE_ELEMENT_GET_CLASS (element)->id_member;

  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
               _("%s[%u].%s: “%s” is taken by another entry of %s"), siblings->member, position,
               member, get_private (element)->id, siblings->member);
  return FALSE;
}

/* Frames and notes need no id in documents, but edits need one. */
static void
make_up_id (HeddleElement  *element,
            HeddleElements *siblings,
            guint           position,
            const char     *made_up_id)
{
  HeddleElementPrivate *priv = get_private (element);

  if (made_up_id != NULL && !g_hash_table_contains (siblings->by_id, made_up_id))
    {
      g_set_str (&priv->id, made_up_id);
      return;
    }

  do
    {
      g_free (priv->id);
      priv->id = g_strdup_printf ("@%u", position++);
    }
  while (g_hash_table_contains (siblings->by_id, priv->id));
}

gboolean
heddle_element_insert (HeddleElement  *self,
                       HeddleElement  *element,
                       guint           position,
                       const char     *made_up_id,
                       GError        **error)
{
  HeddleElements *siblings = heddle_element_get_elements (self, heddle_element_get_kind (element));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (siblings->list));
  HeddleElementPrivate *priv = get_private (element);

  position = MIN (position, n);
  if (priv->id == NULL)
    make_up_id (element, siblings, position, made_up_id);
  if (g_hash_table_contains (siblings->by_id, priv->id))
    return fail_taken (element, siblings, position, error);

  g_hash_table_insert (siblings->by_id, priv->id, element);
  g_list_store_insert (siblings->list, position, element);
  return TRUE;
}

void
heddle_element_remove (HeddleElement     *self,
                       HeddleElementKind  kind,
                       const char        *id)
{
  HeddleElements *siblings = heddle_element_get_elements (self, kind);
  guint position;
  HeddleElement *element = heddle_elements_find (siblings, id, &position);

  g_return_if_fail (element != NULL);

  g_hash_table_remove (siblings->by_id, get_private (element)->id);
  g_list_store_remove (siblings->list, position);
}

/* Those in between give way. It is told as one change, in which nothing is ever missing. */
void
heddle_element_move (HeddleElement     *self,
                     HeddleElementKind  kind,
                     guint              from,
                     guint              to)
{
  GListModel *list = G_LIST_MODEL (heddle_element_get_elements (self, kind)->list);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);
  guint first, last;

  to = MIN (to, g_list_model_get_n_items (list) - 1);
  first = MIN (from, to);
  last = MAX (from, to);
  if (first == last)
    return;
  for (guint i = first; i <= last; i++)
    if (i != from)
      g_ptr_array_add (changed, g_list_model_get_item (list, i));
  g_ptr_array_insert (changed, (int) (to - first), g_list_model_get_item (list, from));
  g_list_store_splice (G_LIST_STORE (list), first, changed->len, changed->pdata, changed->len);
}

/* Appends the ids that were made up for what @self holds, in the document's order. */
void
heddle_element_add_made_up_ids (HeddleElement *self,
                                GStrvBuilder  *ids)
{
  HeddleElementClass *klass = HEDDLE_ELEMENT_GET_CLASS (self);
  HeddleElements *elements = klass->get_elements != NULL ? klass->get_elements (self) : NULL;

  for (; elements != NULL && elements->list != NULL; elements++)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (elements->list)); i++)
      {
        g_autoptr (HeddleElement) element = g_list_model_get_item (G_LIST_MODEL (elements->list), i);

        if (get_private (element)->made_up)
          g_strv_builder_add (ids, get_private (element)->id);
        heddle_element_add_made_up_ids (element, ids);
      }
}

/* All names are let go before the first is given: what was “@1” may become “@2”. */
static void
let_go_made_up_ids (HeddleElements *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (HeddleElement) element = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (get_private (element)->made_up)
        g_hash_table_remove (self->by_id, get_private (element)->id);
    }
}

/* Calls what @self holds by ids that were made up for it before, in the document's order. Gives those
 * that are left over, or NULL where they are not its own; @self is of no use any more then.
 */
const char *const *
heddle_element_take_made_up_ids (HeddleElement      *self,
                                 const char *const  *ids)
{
  HeddleElementClass *klass = HEDDLE_ELEMENT_GET_CLASS (self);
  HeddleElements *elements = klass->get_elements != NULL ? klass->get_elements (self) : NULL;

  for (; elements != NULL && elements->list != NULL; elements++)
    {
      let_go_made_up_ids (elements);
      for (guint i = 0; ids != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (elements->list)); i++)
        {
          g_autoptr (HeddleElement) element = g_list_model_get_item (G_LIST_MODEL (elements->list), i);
          HeddleElementPrivate *priv = get_private (element);

          if (priv->made_up)
            {
              if (*ids == NULL || g_hash_table_contains (elements->by_id, *ids))
                return NULL;
              g_set_str (&priv->id, *ids++);
              g_hash_table_insert (elements->by_id, priv->id, element);
            }
          ids = heddle_element_take_made_up_ids (element, ids);
        }
    }
  return ids;
}

static gboolean
load_elements (HeddleElement   *self,
               HeddleElements  *elements,
               JsonObject      *members,
               GError         **error)
{
  JsonArray *loaded = heddle_json_get_array (members, elements->member);
  g_autoptr (JsonArray) array = loaded != NULL ? json_array_ref (loaded) : NULL;

  if (array == NULL)
    return TRUE;

  json_object_set_member (members, elements->member, new_placeholder (elements->kind));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (HeddleElement) element =
        heddle_element_load (elements->kind, json_array_get_object_element (array, i), error);

      if (element == NULL)
        {
          g_prefix_error (error, "%s[%u].", elements->member, i);
          return FALSE;
        }
      if (!heddle_element_insert (self, element, i, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* @members fits the schema and is taken over: nobody else may hold it. */
HeddleElement *
heddle_element_load (HeddleElementKind   kind,
                     JsonObject         *members,
                     GError            **error)
{
  g_autoptr (HeddleElement) self = g_object_new (kind_to_type (kind), NULL);
  HeddleElementClass *klass = HEDDLE_ELEMENT_GET_CLASS (self);

  get_private (self)->members = json_object_ref (members);
  adopt_id (self);
  for (HeddleElements *e = klass->get_elements != NULL ? klass->get_elements (self) : NULL;
       e != NULL && e->list != NULL; e++)
    {
      if (!load_elements (self, e, members, error))
        return NULL;
    }
  klass->update (self);
  return g_steal_pointer (&self);
}

static gboolean
fits_schema (HeddleElementClass  *klass,
             JsonNode            *json,
             GError             **error)
{
  g_autoptr (GError) problem = NULL;

  if (klass->definition != NULL
        ? heddle_json_schema_validate_part (get_schema (), klass->definition, json, &problem)
        : heddle_json_schema_validate (get_schema (), json, &problem))
    return TRUE;

  g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED, problem->message);
  return FALSE;
}

/* Takes @json over: nobody else may hold it. */
HeddleElement *
heddle_element_new_from_json (HeddleElementKind   kind,
                              JsonNode           *json,
                              GError            **error)
{
  HeddleElementClass *klass = g_type_class_get (kind_to_type (kind));

  if (!fits_schema (klass, json, error))
    return NULL;
  return heddle_element_load (kind, json_node_get_object (json), error);
}

JsonObject *
heddle_element_get_members (HeddleElement *self)
{
  return get_private (self)->members;
}

static gboolean
rekey (HeddleElement   *self,
       JsonObject      *members,
       HeddleElements  *siblings,
       GError         **error)
{
  HeddleElementPrivate *priv = get_private (self);
  const char *id_member = HEDDLE_ELEMENT_GET_CLASS (self)->id_member;
  const char *id = heddle_json_get_string (members, id_member, NULL);

  if (id == NULL || g_str_equal (id, priv->id))
    return TRUE;
  if (g_hash_table_contains (siblings->by_id, id))
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                   _("“%s” is taken by another entry of %s"), id, siblings->member);
      return FALSE;
    }

  g_hash_table_remove (siblings->by_id, priv->id);
  g_set_str (&priv->id, id);
  g_hash_table_insert (siblings->by_id, priv->id, self);
  return TRUE;
}

/* Keeps a member that is an object; an empty one where there is none. */
void
heddle_element_set_object (JsonObject **place,
                           JsonObject  *members,
                           const char  *name)
{
  JsonObject *object = heddle_json_get_object (members, name);

  g_clear_pointer (place, json_object_unref);
  *place = object != NULL ? json_object_ref (object) : json_object_new ();
}

/* Replaces all members at once; @changed is the one that differs. */
gboolean
heddle_element_set_members (HeddleElement   *self,
                            JsonObject      *members,
                            HeddleElements  *siblings,
                            const char      *changed,
                            GError         **error)
{
  HeddleElementPrivate *priv = get_private (self);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), members);
  GParamSpec *property;

  if (!fits_schema (HEDDLE_ELEMENT_GET_CLASS (self), node, error))
    return FALSE;
  if (siblings != NULL && !rekey (self, members, siblings, error))
    return FALSE;

  json_object_ref (members);
  json_object_unref (priv->members);
  priv->members = members;
  g_clear_pointer (&priv->shared, json_node_unref);
  if (siblings == NULL)
    adopt_id (self);
  HEDDLE_ELEMENT_GET_CLASS (self)->update (self);

  property = g_object_class_find_property (G_OBJECT_GET_CLASS (self), changed);
  if (property != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), property);
  return TRUE;
}

/**
 * heddle_element_get_kind:
 * @self: an element
 *
 * Returns: what it is
 */
HeddleElementKind
heddle_element_get_kind (HeddleElement *self)
{
  g_return_val_if_fail (HEDDLE_IS_ELEMENT (self), HEDDLE_ELEMENT_WORKFLOW);

  return HEDDLE_ELEMENT_GET_CLASS (self)->kind;
}

/**
 * heddle_element_get_id:
 * @self: an element
 *
 * The name that edits find the element by among its siblings: its id (an input's key), or one that
 * was made up, beginning with `@`, where the document gives a frame or a note none.
 *
 * Returns: (transfer none): the id
 */
const char *
heddle_element_get_id (HeddleElement *self)
{
  g_return_val_if_fail (HEDDLE_IS_ELEMENT (self), NULL);

  return get_private (self)->id;
}

/**
 * heddle_element_has_own_id:
 * @self: an element
 *
 * Returns: whether the document gives the element its id; %FALSE where it was made up
 */
gboolean
heddle_element_has_own_id (HeddleElement *self)
{
  g_return_val_if_fail (HEDDLE_IS_ELEMENT (self), FALSE);

  return !get_private (self)->made_up;
}

/**
 * heddle_element_get_member:
 * @self: an element
 * @name: a member, known to this version or not, but none that holds other elements
 *
 * Returns: (transfer none) (nullable): what the document says, to be read only; %NULL where it says
 *   nothing
 */
JsonNode *
heddle_element_get_member (HeddleElement *self,
                           const char    *name)
{
  g_return_val_if_fail (HEDDLE_IS_ELEMENT (self), NULL);

  return json_object_get_member (get_private (self)->members, name);
}

static JsonNode *
share_elements (HeddleElements *elements)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (elements->list));
  g_autoptr (JsonArray) array = json_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddleElement) element = g_list_model_get_item (G_LIST_MODEL (elements->list), i);

      json_array_add_element (array, heddle_element_share_json (element));
    }
  return json_node_init_array (json_node_alloc (), array);
}

/* Like heddle_element_to_json(), but shares what it can with the element: to be read only. */
JsonNode *
heddle_element_share_json (HeddleElement *self)
{
  HeddleElementClass *klass = HEDDLE_ELEMENT_GET_CLASS (self);
  HeddleElementPrivate *priv = get_private (self);
  JsonObject *members = priv->members;
  g_autoptr (JsonObject) object = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (klass->get_elements == NULL)
    {
      if (priv->shared == NULL)
        priv->shared = json_node_init_object (json_node_alloc (), members);
      return json_node_ref (priv->shared);
    }

  object = json_object_new ();
  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (object, name, json_node_ref (member));
  for (HeddleElements *e = klass->get_elements (self); e->list != NULL; e++)
    {
      if (json_object_has_member (object, e->member)
          || g_list_model_get_n_items (G_LIST_MODEL (e->list)) > 0)
        json_object_set_member (object, e->member, share_elements (e));
    }
  return json_node_init_object (json_node_alloc (), object);
}

/**
 * heddle_element_to_json:
 * @self: an element
 *
 * Writes the element with everything in it. Nothing is added: what the document leaves to a default
 * stays so.
 *
 * Returns: (transfer full): a tree of its own
 */
JsonNode *
heddle_element_to_json (HeddleElement *self)
{
  g_autoptr (JsonNode) shared = NULL;

  g_return_val_if_fail (HEDDLE_IS_ELEMENT (self), NULL);

  shared = heddle_element_share_json (self);
  return heddle_json_copy (shared);
}
