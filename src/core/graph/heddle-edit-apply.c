/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-edit-private.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-element-private.h"
#include "graph/heddle-graph-error.h"

/* The element that holds the one that is edited; NULL with an error if there is no such pipeline.
 * The workflow is its own.
 */
static HeddleElement *
find_parent (HeddleEdit      *self,
             HeddleWorkflow  *workflow,
             GError         **error)
{
  HeddlePipeline *pipeline;

  if (self->kind < HEDDLE_ELEMENT_NODE)
    return HEDDLE_ELEMENT (workflow);

  pipeline = self->pipeline != NULL ? heddle_workflow_find_pipeline (workflow, self->pipeline)
                                    : NULL;
  if (pipeline == NULL)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND,
                   _("There is no pipeline “%s”"), self->pipeline != NULL ? self->pipeline : "");
      return NULL;
    }
  return HEDDLE_ELEMENT (pipeline);
}

static HeddleElement *
find_element (HeddleEdit      *self,
              HeddleElement   *parent,
              guint           *position,
              GError         **error)
{
  HeddleElements *siblings = heddle_element_get_elements (parent, self->kind);
  HeddleElement *element = self->id != NULL ? heddle_elements_find (siblings, self->id, position)
                                            : NULL;

  if (element == NULL)
    g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND,
                 _("There is no “%s” among %s"), self->id != NULL ? self->id : "",
                 siblings->member);
  return element;
}

static void
set_reference (JsonObject *object,
               const char *name,
               JsonNode   *node)
{
  json_object_set_member (object, name, json_node_ref (node));
}

/* A copy with one member set, in its place or before @before, or else last; without it where @value
 * is NULL. Objects that others may hold are never changed.
 */
static JsonObject *
copy_with (JsonObject *object,
           const char *name,
           JsonNode   *value,
           const char *before)
{
  JsonObject *copy = json_object_new ();
  gboolean present = json_object_has_member (object, name);
  JsonObjectIter iter;
  const char *other;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &other, &node))
    {
      if (!present && value != NULL && g_strcmp0 (other, before) == 0)
        set_reference (copy, name, value);
      if (!g_str_equal (other, name))
        set_reference (copy, other, node);
      else if (value != NULL)
        set_reference (copy, name, value);
    }
  if (value != NULL && !json_object_has_member (copy, name))
    set_reference (copy, name, value);
  return copy;
}

static JsonObject *
copy_with_path (HeddleEdit         *self,
                JsonObject         *object,
                const char *const  *path,
                GError            **error)
{
  JsonNode *member = json_object_get_member (object, path[0]);
  g_autoptr (JsonObject) inner = NULL;
  g_autoptr (JsonObject) changed = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (path[1] == NULL)
    return copy_with (object, path[0], self->value, self->before);

  if (member == NULL && self->value == NULL)
    return json_object_ref (object);
  if (member != NULL && !JSON_NODE_HOLDS_OBJECT (member))
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                   _("%s: expected an object"), path[0]);
      return NULL;
    }
  inner = member != NULL ? json_object_ref (json_node_get_object (member)) : json_object_new ();
  changed = copy_with_path (self, inner, path + 1, error);
  if (changed == NULL)
    return NULL;
  node = json_node_init_object (json_node_alloc (), changed);
  return copy_with (object, path[0], node, NULL);
}

static char *
find_next_member (JsonObject *object,
                  const char *name)
{
  JsonObjectIter iter;
  const char *other;
  gboolean found = FALSE;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &other, NULL))
    {
      if (found)
        return g_strdup (other);
      found = g_str_equal (other, name);
    }
  return NULL;
}

/* Takes away the outermost member that the edit makes, or puts back the one it replaces. */
static HeddleEdit *
invert_set (HeddleEdit *self,
            JsonObject *members)
{
  HeddleEdit *inverse = heddle_edit_new (HEDDLE_EDIT_SET, self->kind, self->pipeline, self->id);
  g_autoptr (GStrvBuilder) path = g_strv_builder_new ();
  JsonObject *object = members;
  JsonNode *member = NULL;
  guint last = 0;

  for (;; last++)
    {
      g_strv_builder_add (path, self->path[last]);
      member = json_object_get_member (object, self->path[last]);
      if (member == NULL || self->path[last + 1] == NULL)
        break;
      object = json_node_get_object (member);
    }

  inverse->path = g_strv_builder_end (path);
  if (member != NULL)
    {
      inverse->value = json_node_ref (member);
      if (self->value == NULL)
        inverse->before = find_next_member (object, self->path[last]);
    }
  return inverse;
}

static gboolean
holds_elements (HeddleElement *element,
                const char    *member)
{
  for (HeddleElementKind kind = HEDDLE_ELEMENT_INPUT; kind <= HEDDLE_ELEMENT_NOTE; kind++)
    {
      HeddleElements *elements = heddle_element_get_elements (element, kind);

      if (elements != NULL && g_str_equal (elements->member, member))
        return TRUE;
    }
  return FALSE;
}

static HeddleEdit *
apply_set (HeddleEdit      *self,
           HeddleElement   *parent,
           GError         **error)
{
  gboolean whole = self->kind == HEDDLE_ELEMENT_WORKFLOW;
  HeddleElement *element = whole ? parent : find_element (self, parent, NULL, error);
  g_autoptr (JsonObject) members = NULL;
  g_autoptr (HeddleEdit) inverse = NULL;

  if (element == NULL)
    return NULL;
  if (holds_elements (element, self->path[0]))
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                   _("%s: its entries are inserted and removed one by one"), self->path[0]);
      return NULL;
    }

  if (self->kind >= HEDDLE_ELEMENT_FRAME && g_str_equal (self->path[0], "id"))
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                           _("id: the ids of frames and notes cannot be changed"));
      return NULL;
    }

  members = copy_with_path (self, heddle_element_get_members (element),
                            (const char *const *) self->path, error);
  if (members == NULL)
    return NULL;
  inverse = invert_set (self, heddle_element_get_members (element));
  if (!heddle_element_set_members (element, members,
                                   whole ? NULL : heddle_element_get_elements (parent, self->kind),
                                   self->path[0], error))
    return NULL;
  if (!whole)
    g_set_str (&inverse->id, heddle_element_get_id (element));
  return g_steal_pointer (&inverse);
}

/* What is in an element that comes back is called what it was before: earlier steps call it so. */
static gboolean
take_made_up_ids (HeddleEdit     *self,
                  HeddleElement  *element,
                  GError        **error)
{
  const char *const *rest = (const char *const *) self->made_up_ids;

  if (rest == NULL)
    return TRUE;
  rest = heddle_element_take_made_up_ids (element, rest);
  if (rest != NULL && *rest == NULL)
    return TRUE;
  g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                       _("An edit does not name what it brings back"));
  return FALSE;
}

static HeddleEdit *
apply_insert (HeddleEdit      *self,
              HeddleElement   *parent,
              GError         **error)
{
  g_autoptr (JsonNode) json = heddle_json_copy (self->value);
  g_autoptr (HeddleElement) element = heddle_element_new_from_json (self->kind, json, error);

  if (element == NULL || !take_made_up_ids (self, element, error)
      || !heddle_element_insert (parent, element, self->position, self->id, error))
    return NULL;
  return heddle_edit_new_remove (self->kind, self->pipeline, heddle_element_get_id (element));
}

/* NULL where everything in @element has an id of its own. */
static char **
list_made_up_ids (HeddleElement *element)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  heddle_element_add_made_up_ids (element, builder);
  ids = g_strv_builder_end (builder);
  return ids[0] == NULL ? NULL : g_steal_pointer (&ids);
}

static HeddleEdit *
apply_remove (HeddleEdit      *self,
              HeddleElement   *parent,
              GError         **error)
{
  guint position = 0;
  HeddleElement *element = find_element (self, parent, &position, error);
  HeddleElements *siblings = heddle_element_get_elements (parent, self->kind);
  g_autoptr (JsonNode) json = NULL;
  HeddleEdit *inverse;

  if (element == NULL)
    return NULL;
  if (self->kind == HEDDLE_ELEMENT_PIPELINE
      && g_list_model_get_n_items (G_LIST_MODEL (siblings->list)) == 1)
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                           _("A workflow needs at least one pipeline"));
      return NULL;
    }

  json = heddle_element_to_json (element);
  inverse = heddle_edit_new_insert (self->kind, self->pipeline, position, json);
  if (!heddle_element_has_own_id (element))
    g_set_str (&inverse->id, heddle_element_get_id (element));
  inverse->made_up_ids = list_made_up_ids (element);
  heddle_element_remove (parent, self->kind, self->id);
  return inverse;
}

static HeddleEdit *
apply_move (HeddleEdit      *self,
            HeddleElement   *parent,
            GError         **error)
{
  guint position = 0;

  if (find_element (self, parent, &position, error) == NULL)
    return NULL;
  heddle_element_move (parent, self->kind, position, self->position);
  return heddle_edit_new_move (self->kind, self->pipeline, self->id, position);
}

/**
 * heddle_edit_apply:
 * @self: an edit
 * @workflow: the document to change
 * @error: return location for an error
 *
 * Applies the edit alone, as the log does; [method@Document.apply] also does what belongs to it. An
 * edit that would leave the document not of the format's form is refused and changes nothing.
 *
 * Returns: (transfer full): the edit that takes it back, or %NULL with
 *   %HEDDLE_GRAPH_ERROR_NOT_FOUND or %HEDDLE_GRAPH_ERROR_MALFORMED
 */
HeddleEdit *
heddle_edit_apply (HeddleEdit      *self,
                   HeddleWorkflow  *workflow,
                   GError         **error)
{
  HeddleElement *parent;

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (workflow), NULL);

  parent = find_parent (self, workflow, error);
  if (parent == NULL)
    return NULL;

  switch (self->action)
    {
    case HEDDLE_EDIT_INSERT:
      return apply_insert (self, parent, error);
    case HEDDLE_EDIT_REMOVE:
      return apply_remove (self, parent, error);
    case HEDDLE_EDIT_MOVE:
      return apply_move (self, parent, error);
    case HEDDLE_EDIT_SET:
    default:
      return apply_set (self, parent, error);
    }
}
