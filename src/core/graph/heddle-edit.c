/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-edit.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-edit-private.h"
#include "graph/heddle-graph-error.h"

G_DEFINE_BOXED_TYPE (HeddleEdit, heddle_edit, heddle_edit_ref, heddle_edit_unref)

static const char *const action_names[] = {
  [HEDDLE_EDIT_SET] = "set",
  [HEDDLE_EDIT_INSERT] = "insert",
  [HEDDLE_EDIT_REMOVE] = "remove",
  [HEDDLE_EDIT_MOVE] = "move",
};

static const char *const kind_names[] = {
  [HEDDLE_ELEMENT_WORKFLOW] = "workflow", [HEDDLE_ELEMENT_INPUT] = "input",
  [HEDDLE_ELEMENT_PIPELINE] = "pipeline", [HEDDLE_ELEMENT_NODE] = "node",
  [HEDDLE_ELEMENT_LINK] = "link",         [HEDDLE_ELEMENT_FRAME] = "frame",
  [HEDDLE_ELEMENT_NOTE] = "note",
};

HeddleEdit *
heddle_edit_new (HeddleEditAction   action,
                 HeddleElementKind  kind,
                 const char        *pipeline,
                 const char        *id)
{
  HeddleEdit *self = g_new0 (HeddleEdit, 1);

  g_atomic_ref_count_init (&self->references);
  self->action = action;
  self->kind = kind;
  self->pipeline = g_strdup (pipeline);
  self->id = g_strdup (id);
  return self;
}

/**
 * heddle_edit_new_set:
 * @kind: what the element is
 * @pipeline: (nullable): the id of its pipeline; %NULL for the workflow, an input and a pipeline
 * @id: (nullable): the element's id, or an input's key; %NULL for the workflow
 * @path: (array zero-terminated=1): the member, from the element inwards: `config`, `width`
 * @value: (nullable) (transfer none): its new value, which must not be changed any more; %NULL
 *   takes the member away
 *
 * Objects on the way that are not there are made.
 *
 * Returns: (transfer full): an edit that sets a member
 */
HeddleEdit *
heddle_edit_new_set (HeddleElementKind  kind,
                     const char        *pipeline,
                     const char        *id,
                     const char *const *path,
                     JsonNode          *value)
{
  HeddleEdit *self;

  g_return_val_if_fail (path != NULL && path[0] != NULL, NULL);

  self = heddle_edit_new (HEDDLE_EDIT_SET, kind, pipeline, id);
  self->path = g_strdupv ((char **) path);
  self->value = value != NULL ? json_node_ref (value) : NULL;
  return self;
}

/**
 * heddle_edit_new_insert:
 * @kind: what the element is; not the workflow
 * @pipeline: (nullable): the id of its pipeline; %NULL for an input and a pipeline
 * @position: where among its siblings, from 0; %G_MAXUINT for the end
 * @element: (transfer none): the element as documents have it; must not be changed any more
 *
 * Returns: (transfer full): an edit that inserts an element
 */
HeddleEdit *
heddle_edit_new_insert (HeddleElementKind  kind,
                        const char        *pipeline,
                        guint              position,
                        JsonNode          *element)
{
  HeddleEdit *self;

  g_return_val_if_fail (element != NULL, NULL);

  self = heddle_edit_new (HEDDLE_EDIT_INSERT, kind, pipeline, NULL);
  self->position = position;
  self->value = json_node_ref (element);
  return self;
}

/**
 * heddle_edit_new_remove:
 * @kind: what the element is; not the workflow
 * @pipeline: (nullable): the id of its pipeline; %NULL for an input and a pipeline
 * @id: the element's id, or an input's key
 *
 * Returns: (transfer full): an edit that removes an element with all that is in it
 */
HeddleEdit *
heddle_edit_new_remove (HeddleElementKind  kind,
                        const char        *pipeline,
                        const char        *id)
{
  return heddle_edit_new (HEDDLE_EDIT_REMOVE, kind, pipeline, id);
}

/**
 * heddle_edit_new_move:
 * @kind: what the element is; not the workflow
 * @pipeline: (nullable): the id of its pipeline; %NULL for an input and a pipeline
 * @id: the element's id, or an input's key
 * @position: where among its siblings it is to be, from 0; %G_MAXUINT for the end
 *
 * Returns: (transfer full): an edit that changes the order of elements
 */
HeddleEdit *
heddle_edit_new_move (HeddleElementKind  kind,
                      const char        *pipeline,
                      const char        *id,
                      guint              position)
{
  HeddleEdit *self = heddle_edit_new (HEDDLE_EDIT_MOVE, kind, pipeline, id);

  self->position = position;
  return self;
}

/**
 * heddle_edit_ref:
 * @self: an edit
 *
 * Returns: (transfer full): @self with one more reference
 */
HeddleEdit *
heddle_edit_ref (HeddleEdit *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * heddle_edit_unref:
 * @self: (transfer full): an edit
 *
 * Drops a reference; the last one frees.
 */
void
heddle_edit_unref (HeddleEdit *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->pipeline);
  g_free (self->id);
  g_strfreev (self->made_up_ids);
  g_strfreev (self->path);
  g_clear_pointer (&self->value, json_node_unref);
  g_free (self->before);
  g_free (self);
}

/**
 * heddle_edit_is_set:
 * @self: an edit
 *
 * Returns: whether it sets a member of an element, or takes one away, and leaves the element itself
 *   where it is
 */
gboolean
heddle_edit_is_set (HeddleEdit *self)
{
  return self->action == HEDDLE_EDIT_SET;
}

/**
 * heddle_edit_get_kind:
 * @self: an edit
 *
 * Returns: what the element is that it changes
 */
HeddleElementKind
heddle_edit_get_kind (HeddleEdit *self)
{
  return self->kind;
}

/**
 * heddle_edit_get_pipeline:
 * @self: an edit
 *
 * Returns: (transfer none) (nullable): the id of the element's pipeline; %NULL for the workflow, an
 *   input and a pipeline
 */
const char *
heddle_edit_get_pipeline (HeddleEdit *self)
{
  return self->pipeline;
}

/**
 * heddle_edit_get_id:
 * @self: an edit
 *
 * Returns: (transfer none) (nullable): the id that the element had before, or an input's key; %NULL
 *   for the workflow, and for an element that is inserted
 */
const char *
heddle_edit_get_id (HeddleEdit *self)
{
  return self->id;
}

/**
 * heddle_edit_get_page:
 * @self: an edit
 *
 * Returns: (transfer none) (nullable): the id of the pipeline in which one sees what it has changed: the
 *   element's own, or the pipeline that it is about; %NULL for what belongs to none, and for a pipeline
 *   that it takes away
 */
const char *
heddle_edit_get_page (HeddleEdit *self)
{
  if (self->kind != HEDDLE_ELEMENT_PIPELINE)
    return self->pipeline;
  switch (self->action)
    {
    case HEDDLE_EDIT_INSERT:
      return heddle_json_get_string (json_node_get_object (self->value), "id", NULL);
    case HEDDLE_EDIT_REMOVE:
      return NULL;
    case HEDDLE_EDIT_SET:
      return g_str_equal (self->path[0], "id") ? heddle_json_as_string (self->value) : self->id;
    case HEDDLE_EDIT_MOVE:
    default:
      return self->id;
    }
}

static HeddleEdit *
new_set_end (HeddlePipeline *pipeline,
             HeddleLink     *link,
             const char     *member,
             const char     *node,
             const char     *port)
{
  const char *path[] = { member, NULL };
  g_autoptr (JsonArray) end = json_array_new ();
  g_autoptr (JsonNode) value = NULL;

  json_array_add_string_element (end, node);
  if (port != NULL)
    json_array_add_string_element (end, port);
  value = json_node_init_array (json_node_alloc (), end);
  return heddle_edit_new_set (HEDDLE_ELEMENT_LINK, heddle_pipeline_get_id (pipeline),
                              heddle_link_get_id (link), path, value);
}

/* What the edit does to one link: the link goes with a node that goes, and follows a new name. */
static void
expand_to_link (HeddleEdit     *self,
                HeddlePipeline *pipeline,
                HeddleLink     *link,
                GPtrArray      *edits)
{
  gboolean input = self->kind == HEDDLE_ELEMENT_INPUT;
  const char *from_node = heddle_link_get_from_node (link);
  const char *from_port = heddle_link_get_from_port (link);
  gboolean from = input ? g_str_equal (from_node, HEDDLE_INPUTS_NODE)
                            && g_strcmp0 (from_port, self->id) == 0
                        : g_str_equal (from_node, self->id);
  gboolean to = !input && g_str_equal (heddle_link_get_to_node (link), self->id);
  const char *name;

  if (!from && !to)
    return;
  if (self->action == HEDDLE_EDIT_REMOVE)
    {
      g_ptr_array_add (edits, heddle_edit_new_remove (HEDDLE_ELEMENT_LINK,
                                                      heddle_pipeline_get_id (pipeline),
                                                      heddle_link_get_id (link)));
      return;
    }

  name = heddle_json_as_string (self->value);
  if (from)
    g_ptr_array_add (edits, new_set_end (pipeline, link, "from", input ? from_node : name,
                                         input ? name : from_port));
  if (to)
    g_ptr_array_add (edits, new_set_end (pipeline, link, "to", name,
                                         heddle_link_get_to_port (link)));
}

static void
expand_to_links (HeddleEdit     *self,
                 HeddlePipeline *pipeline,
                 GPtrArray      *edits)
{
  GListModel *links = heddle_pipeline_get_links (pipeline);
  guint n = g_list_model_get_n_items (links);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      expand_to_link (self, pipeline, link, edits);
    }
}

static gboolean
touches_links (HeddleEdit *self)
{
  if (self->kind != HEDDLE_ELEMENT_NODE && self->kind != HEDDLE_ELEMENT_INPUT)
    return FALSE;
  if (self->action == HEDDLE_EDIT_REMOVE)
    return TRUE;
  return self->action == HEDDLE_EDIT_SET && self->path[1] == NULL
         && heddle_json_as_string (self->value) != NULL
         && g_str_equal (self->path[0], self->kind == HEDDLE_ELEMENT_NODE ? "id" : "key");
}

/**
 * heddle_edit_expand:
 * @self: an edit
 * @workflow: the document that it is for
 *
 * Adds what must happen with it so that no link is left hanging: a node or an input that is removed
 * takes its links along, one that is renamed keeps them.
 *
 * Returns: (transfer full) (element-type HeddleEdit): the edits to apply instead, in order; often
 *   only @self
 */
GPtrArray *
heddle_edit_expand (HeddleEdit     *self,
                    HeddleWorkflow *workflow)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_edit_unref);
  GListModel *pipelines = heddle_workflow_get_pipelines (workflow);

  for (guint i = 0; touches_links (self) && i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);

      if (self->kind == HEDDLE_ELEMENT_INPUT
          || g_strcmp0 (heddle_pipeline_get_id (pipeline), self->pipeline) == 0)
        expand_to_links (self, pipeline, edits);
    }

  if (self->action == HEDDLE_EDIT_REMOVE)
    g_ptr_array_add (edits, heddle_edit_ref (self));
  else
    g_ptr_array_insert (edits, 0, heddle_edit_ref (self));
  return g_steal_pointer (&edits);
}

static void
set_strings (JsonObject  *object,
             const char  *name,
             char       **strings)
{
  JsonArray *array;

  if (strings == NULL)
    return;
  array = json_array_new ();
  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  json_object_set_array_member (object, name, array);
}

/**
 * heddle_edit_to_json:
 * @self: an edit
 *
 * Returns: (transfer full): the edit as an object, for the log
 */
JsonNode *
heddle_edit_to_json (HeddleEdit *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "do", action_names[self->action]);
  json_object_set_string_member (object, "kind", kind_names[self->kind]);
  if (self->pipeline != NULL)
    json_object_set_string_member (object, "pipeline", self->pipeline);
  if (self->id != NULL)
    json_object_set_string_member (object, "id", self->id);
  set_strings (object, "made_up_ids", self->made_up_ids);
  set_strings (object, "path", self->path);
  if ((self->action == HEDDLE_EDIT_INSERT || self->action == HEDDLE_EDIT_MOVE) && self->position != G_MAXUINT)
    json_object_set_int_member (object, "position", self->position);
  if (self->value != NULL)
    json_object_set_member (object, "value", heddle_json_copy (self->value));
  if (self->before != NULL)
    json_object_set_string_member (object, "before", self->before);
  return json_node_init_object (json_node_alloc (), object);
}

static int
find_name (const char *const *names,
           guint              n_names,
           const char        *name)
{
  for (guint i = 0; i < n_names; i++)
    {
      if (g_str_equal (names[i], name))
        return (int) i;
    }
  return -1;
}

/* NULL where there are none. */
static char **
get_strings (JsonObject *object,
             const char *name)
{
  JsonArray *array = heddle_json_get_array (object, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *string = heddle_json_as_string (json_array_get_element (array, i));

      if (string == NULL)
        return NULL;
      g_strv_builder_add (builder, string);
    }
  return array != NULL && json_array_get_length (array) > 0 ? g_strv_builder_end (builder) : NULL;
}

static gboolean
is_complete (HeddleEdit *self)
{
  gboolean in_pipeline = self->kind >= HEDDLE_ELEMENT_NODE;

  if (in_pipeline != (self->pipeline != NULL))
    return FALSE;
  if (self->action == HEDDLE_EDIT_SET)
    return self->path != NULL && (self->kind == HEDDLE_ELEMENT_WORKFLOW) == (self->id == NULL);
  if (self->kind == HEDDLE_ELEMENT_WORKFLOW)
    return FALSE;
  return self->action == HEDDLE_EDIT_INSERT ? self->value != NULL : self->id != NULL;
}

/**
 * heddle_edit_from_json:
 * @json: what [method@Edit.to_json] wrote
 * @error: return location for an error
 *
 * Returns: (transfer full): the edit, or %NULL with %HEDDLE_GRAPH_ERROR_MALFORMED
 */
HeddleEdit *
heddle_edit_from_json (JsonNode  *json,
                       GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (json) ? json_node_get_object (json) : NULL;
  int action = find_name (action_names, G_N_ELEMENTS (action_names),
                          heddle_json_get_string (object, "do", ""));
  int kind = find_name (kind_names, G_N_ELEMENTS (kind_names),
                        heddle_json_get_string (object, "kind", ""));
  g_autoptr (HeddleEdit) self = NULL;

  if (action >= 0 && kind >= 0)
    {
      self = heddle_edit_new ((HeddleEditAction) action, (HeddleElementKind) kind,
                              heddle_json_get_string (object, "pipeline", NULL),
                              heddle_json_get_string (object, "id", NULL));
      self->made_up_ids = get_strings (object, "made_up_ids");
      self->path = get_strings (object, "path");
      self->before = g_strdup (heddle_json_get_string (object, "before", NULL));
      self->position = (guint) CLAMP (heddle_json_get_int (object, "position", G_MAXUINT), 0,
                                      G_MAXUINT);
      self->value = heddle_json_copy (json_object_get_member (object, "value"));
      if (is_complete (self) && (self->made_up_ids != NULL) == json_object_has_member (object, "made_up_ids"))
        return g_steal_pointer (&self);
    }

  g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                       _("An edit is not of a form that this version can read"));
  return NULL;
}
