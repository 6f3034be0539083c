/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-node-group.h"

#include <inttypes.h>
#include <string.h>

#include "base/heddle-json.h"
#include "graph/heddle-element-private.h"
#include "graph/heddle-reroute.h"
#include "graph/heddle-workflow-input.h"

#define PIPELINE "main"

static GHashTable *
make_set (const char *const *ids)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (set, (gpointer) ids[i]);
  return set;
}

/* Copies */

static gboolean
is_input (const char *node)
{
  return g_str_equal (node, HEDDLE_INPUTS_NODE);
}

static void
copy_input (HeddleWorkflow *workflow,
            HeddleDocument *copy,
            const char     *key)
{
  HeddleWorkflowInput *input = heddle_workflow_find_input (workflow, key);
  g_autoptr (HeddleEdit) insert = NULL;
  g_autoptr (JsonNode) json = NULL;

  if (input == NULL || heddle_workflow_find_input (heddle_document_get_workflow (copy), key) != NULL)
    return;
  json = heddle_element_to_json (HEDDLE_ELEMENT (input));
  insert = heddle_edit_new_insert (HEDDLE_ELEMENT_INPUT, NULL, G_MAXUINT, json);
  heddle_document_apply (copy, insert, NULL);
}

static void
copy_element (HeddleDocument    *copy,
              HeddleElementKind  kind,
              HeddleElement     *element)
{
  g_autoptr (JsonNode) json = heddle_element_to_json (element);
  g_autoptr (HeddleEdit) insert = heddle_edit_new_insert (kind, PIPELINE, G_MAXUINT, json);

  heddle_document_apply (copy, insert, NULL);
}

/**
 * heddle_node_group_copy:
 * @workflow: a workflow
 * @pipeline: one of its pipelines
 * @ids: (array zero-terminated=1): ids of nodes of it
 *
 * Copies nodes with the links among them, and with the workflow's inputs that they are linked to. The
 * copy is a workflow of its own, so that as text it can be pasted anywhere.
 *
 * Returns: (transfer full): the copy
 */
HeddleWorkflow *
heddle_node_group_copy (HeddleWorkflow    *workflow,
                        HeddlePipeline    *pipeline,
                        const char *const *ids)
{
  g_autoptr (HeddleWorkflow) part = heddle_workflow_new (heddle_workflow_get_name (workflow));
  g_autoptr (HeddleDocument) copy = heddle_document_new (part);
  g_autoptr (GHashTable) chosen = make_set (ids);
  GListModel *nodes = heddle_pipeline_get_nodes (pipeline);
  GListModel *links = heddle_pipeline_get_links (pipeline);

  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (HeddleNode) node = g_list_model_get_item (nodes, i);

      if (g_hash_table_contains (chosen, heddle_node_get_id (node)))
        copy_element (copy, HEDDLE_ELEMENT_NODE, HEDDLE_ELEMENT (node));
    }
  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);
      const char *from = heddle_link_get_from_node (link);

      if (!g_hash_table_contains (chosen, heddle_link_get_to_node (link))
          || !(is_input (from) || g_hash_table_contains (chosen, from)))
        continue;
      if (is_input (from))
        copy_input (workflow, copy, heddle_link_get_from_port (link));
      copy_element (copy, HEDDLE_ELEMENT_LINK, HEDDLE_ELEMENT (link));
    }
  return g_steal_pointer (&part);
}

/* The id without the number that tells it from its likes, and the first number that is free. */
static char *
find_free_id (HeddlePipeline    *pipeline,
              HeddleElementKind  kind,
              const char        *id)
{
  HeddleElements *siblings = heddle_element_get_elements (HEDDLE_ELEMENT (pipeline), kind);
  gsize length = strlen (id);
  g_autofree char *stem = NULL;

  if (!g_hash_table_contains (siblings->by_id, id) && !is_input (id))
    return g_strdup (id);
  while (length > 0 && g_ascii_isdigit (id[length - 1]))
    length--;
  if (length > 1 && length < strlen (id) && id[length - 1] == '-')
    length--;
  else
    length = strlen (id);
  stem = g_strndup (id, length);
  for (guint64 number = 2;; number++)
    {
      g_autofree char *candidate = g_strdup_printf ("%s-%" PRIu64, stem, number);

      if (!g_hash_table_contains (siblings->by_id, candidate))
        return g_steal_pointer (&candidate);
    }
}

typedef struct
{
  HeddleDocument *document;
  HeddlePipeline *pipeline;
  GHashTable     *names;
  double          dx;
  double          dy;
} Pasting;

static void
shift (JsonObject *object,
       const char *member,
       double      distance)
{
  json_object_set_double_member (object, member, heddle_json_get_number (object, member, 0) + distance);
}

static gboolean
insert (Pasting            *pasting,
        HeddleElementKind   kind,
        JsonNode           *json,
        GError            **error)
{
  g_autoptr (HeddleEdit) edit = heddle_edit_new_insert (kind, heddle_pipeline_get_id (pasting->pipeline), G_MAXUINT, json);

  return heddle_document_apply (pasting->document, edit, error);
}

static gboolean
paste_node (Pasting     *pasting,
            HeddleNode  *node,
            GError     **error)
{
  g_autoptr (JsonNode) json = heddle_element_to_json (HEDDLE_ELEMENT (node));
  JsonObject *object = json_node_get_object (json);
  char *name = find_free_id (pasting->pipeline, HEDDLE_ELEMENT_NODE, heddle_node_get_id (node));

  g_hash_table_insert (pasting->names, g_strdup (heddle_node_get_id (node)), name);
  json_object_set_string_member (object, "id", name);
  shift (object, "x", pasting->dx);
  shift (object, "y", pasting->dy);
  return insert (pasting, HEDDLE_ELEMENT_NODE, json, error);
}

static void
set_end (JsonObject *object,
         const char *member,
         const char *node)
{
  JsonArray *end = json_array_new ();
  JsonArray *before = json_object_get_array_member (object, member);

  json_array_add_string_element (end, node);
  for (guint i = 1; i < json_array_get_length (before); i++)
    json_array_add_element (end, heddle_json_copy (json_array_get_element (before, i)));
  json_object_set_array_member (object, member, end);
}

static void
shift_reroutes (JsonObject *object,
                Pasting    *pasting)
{
  JsonArray *points = heddle_json_get_array (object, "reroutes");

  for (guint i = 0; points != NULL && i < json_array_get_length (points); i++)
    {
      JsonNode *point = json_array_get_element (points, i);

      if (!JSON_NODE_HOLDS_OBJECT (point))
        continue;
      shift (json_node_get_object (point), "x", pasting->dx);
      shift (json_node_get_object (point), "y", pasting->dy);
    }
}

/* A link from an input is of use where there is an input of that name that gives the same. */
static gboolean
has_input (Pasting        *pasting,
           HeddleWorkflow *copied,
           const char     *key)
{
  HeddleWorkflowInput *theirs = heddle_workflow_find_input (copied, key);
  HeddleWorkflowInput *ours = heddle_workflow_find_input (heddle_document_get_workflow (pasting->document), key);

  return ours != NULL
         && (theirs == NULL
             || heddle_workflow_input_get_port_type (ours).value == heddle_workflow_input_get_port_type (theirs).value);
}

static gboolean
paste_link (Pasting         *pasting,
            HeddleWorkflow  *copied,
            HeddleLink      *link,
            GError         **error)
{
  const char *from = heddle_link_get_from_node (link);
  const char *new_from = is_input (from) ? from : g_hash_table_lookup (pasting->names, from);
  const char *new_to = g_hash_table_lookup (pasting->names, heddle_link_get_to_node (link));
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *id = NULL;
  JsonObject *object;

  if (new_from == NULL || new_to == NULL
      || (is_input (from) && !has_input (pasting, copied, heddle_link_get_from_port (link))))
    return TRUE;
  json = heddle_element_to_json (HEDDLE_ELEMENT (link));
  object = json_node_get_object (json);
  id = find_free_id (pasting->pipeline, HEDDLE_ELEMENT_LINK, heddle_link_get_id (link));
  json_object_set_string_member (object, "id", id);
  set_end (object, "from", new_from);
  set_end (object, "to", new_to);
  shift_reroutes (object, pasting);
  return insert (pasting, HEDDLE_ELEMENT_LINK, json, error);
}

static gboolean
paste_elements (Pasting         *pasting,
                HeddleWorkflow  *copied,
                GStrv           *ids,
                GError         **error)
{
  g_autoptr (HeddlePipeline) source = g_list_model_get_item (heddle_workflow_get_pipelines (copied), 0);
  GListModel *nodes = heddle_pipeline_get_nodes (source);
  GListModel *links = heddle_pipeline_get_links (source);
  g_autoptr (GStrvBuilder) pasted = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (HeddleNode) node = g_list_model_get_item (nodes, i);

      if (!paste_node (pasting, node, error))
        return FALSE;
      g_strv_builder_add (pasted, g_hash_table_lookup (pasting->names, heddle_node_get_id (node)));
    }
  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      if (!paste_link (pasting, copied, link, error))
        return FALSE;
    }
  *ids = g_strv_builder_end (pasted);
  return TRUE;
}

/**
 * heddle_node_group_paste:
 * @document: the document to paste into, in a step
 * @pipeline: one of its pipelines
 * @copied: what [func@node_group_copy] gave, or any workflow: of that the first pipeline
 * @dx: how far to the right of where they were the nodes are to be, in canvas units
 * @dy: how far below
 * @ids: (out): the ids that the nodes have now
 * @error: return location for an error
 *
 * Inserts nodes and the links among them. They get ids of their own; links from the workflow's inputs are
 * kept where the document has an input of that name and type.
 *
 * Returns: %FALSE with an error of [error@GraphError]; the step is to be undone then
 */
gboolean
heddle_node_group_paste (HeddleDocument  *document,
                         HeddlePipeline  *pipeline,
                         HeddleWorkflow  *copied,
                         double           dx,
                         double           dy,
                         GStrv           *ids,
                         GError         **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Pasting pasting = { .document = document, .pipeline = pipeline, .names = names, .dx = dx, .dy = dy };

  return paste_elements (&pasting, copied, ids, error);
}

/**
 * heddle_node_group_add:
 * @document: what is edited
 * @pipeline: the pipeline that the node goes into
 * @type: the node's type, such as `image.resize`
 * @config: (nullable) (transfer none): what it is set to; must not be changed any more. %NULL for the
 *   defaults of its type
 * @x: where it goes on the canvas
 * @y: likewise
 * @error: return location
 *
 * Adds a node. Part of the step that is open; where it fails the caller abandons that.
 *
 * Returns: (transfer full): its id, made from the type; %NULL with an error of [error@GraphError]
 */
char *
heddle_node_group_add (HeddleDocument  *document,
                       HeddlePipeline  *pipeline,
                       const char      *type,
                       JsonObject      *config,
                       double           x,
                       double           y,
                       GError         **error)
{
  const char *point = strrchr (type, '.');
  g_autofree char *id = find_free_id (pipeline, HEDDLE_ELEMENT_NODE, point != NULL ? point + 1 : type);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (HeddleEdit) edit = NULL;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "type", type);
  json_object_set_double_member (object, "x", x);
  json_object_set_double_member (object, "y", y);
  if (config != NULL)
    json_object_set_object_member (object, "config", json_object_ref (config));
  json = json_node_init_object (json_node_alloc (), object);
  edit = heddle_edit_new_insert (HEDDLE_ELEMENT_NODE, heddle_pipeline_get_id (pipeline), G_MAXUINT, json);
  return heddle_document_apply (document, edit, error) ? g_steal_pointer (&id) : NULL;
}

/* Changes */

static gboolean
set_place (HeddleDocument  *document,
           HeddlePipeline  *pipeline,
           const char      *id,
           const char      *member,
           double           place,
           GError         **error)
{
  const char *of_inputs[] = { "inputs_position", member, NULL };
  const char *of_node[] = { member, NULL };
  gboolean inputs = is_input (id);
  g_autoptr (JsonNode) value = json_node_init_double (json_node_alloc (), place);
  g_autoptr (HeddleEdit) edit =
    heddle_edit_new_set (inputs ? HEDDLE_ELEMENT_WORKFLOW : HEDDLE_ELEMENT_NODE,
                         inputs ? NULL : heddle_pipeline_get_id (pipeline), inputs ? NULL : id,
                         inputs ? of_inputs : of_node, value);

  return heddle_document_apply (document, edit, error);
}

/**
 * heddle_node_group_get_inputs_place:
 * @workflow: a workflow
 * @x: (out): return location for the left edge of its inputs, in canvas units
 * @y: (out): return location for their top edge
 *
 * Tells where the workflow's inputs are on the canvas.
 */
void
heddle_node_group_get_inputs_place (HeddleWorkflow *workflow,
                                    double         *x,
                                    double         *y)
{
  JsonNode *inputs = heddle_element_get_member (HEDDLE_ELEMENT (workflow), "inputs_position");
  JsonObject *place = inputs != NULL && JSON_NODE_HOLDS_OBJECT (inputs) ? json_node_get_object (inputs) : NULL;

  *x = heddle_json_get_number (place, "x", 0);
  *y = heddle_json_get_number (place, "y", 0);
}

static gboolean
find_place (HeddleDocument *document,
            HeddlePipeline *pipeline,
            const char     *id,
            double         *x,
            double         *y)
{
  HeddleNode *node = heddle_pipeline_find_node (pipeline, id);

  if (node == NULL && !is_input (id))
    return FALSE;
  heddle_node_group_get_inputs_place (heddle_document_get_workflow (document), x, y);
  if (node != NULL)
    {
      *x = heddle_node_get_x (node);
      *y = heddle_node_get_y (node);
    }
  return TRUE;
}

/**
 * heddle_node_group_set_place:
 * @document: a document, in a step
 * @pipeline: one of its pipelines
 * @id: the id of a node of it, or `inputs`
 * @x: where its left edge is to be, in canvas units
 * @y: where its top edge is to be
 * @error: return location for an error
 *
 * Moves one node to a place.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_node_group_set_place (HeddleDocument  *document,
                             HeddlePipeline  *pipeline,
                             const char      *id,
                             double           x,
                             double           y,
                             GError         **error)
{
  double old_x, old_y;

  if (!find_place (document, pipeline, id, &old_x, &old_y))
    return TRUE;
  return (x == old_x || set_place (document, pipeline, id, "x", x, error))
         && (y == old_y || set_place (document, pipeline, id, "y", y, error));
}

/* What lies on the way between nodes that move goes along. */
static gboolean
move_dots (HeddleDocument     *document,
           HeddlePipeline     *pipeline,
           const char *const  *ids,
           double              dx,
           double              dy,
           GError            **error)
{
  g_autoptr (GHashTable) moved = make_set (ids);
  GListModel *links = heddle_pipeline_get_links (pipeline);

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      if (heddle_reroute_count (link) > 0 && g_hash_table_contains (moved, heddle_link_get_from_node (link))
          && g_hash_table_contains (moved, heddle_link_get_to_node (link))
          && !heddle_reroute_shift (document, pipeline, link, dx, dy, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_node_group_move:
 * @document: a document, in a step
 * @pipeline: one of its pipelines
 * @ids: (array zero-terminated=1): ids of nodes of it
 * @dx: how far to the right, in canvas units
 * @dy: how far down
 * @error: return location for an error
 *
 * Moves nodes, and the reroute dots of links between them; the workflow's inputs, which are the same in all
 * pipelines, too.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_node_group_move (HeddleDocument     *document,
                        HeddlePipeline     *pipeline,
                        const char *const  *ids,
                        double              dx,
                        double              dy,
                        GError            **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      double x, y;

      if (find_place (document, pipeline, ids[i], &x, &y)
          && !heddle_node_group_set_place (document, pipeline, ids[i], x + dx, y + dy, error))
        return FALSE;
    }
  return move_dots (document, pipeline, ids, dx, dy, error);
}

/**
 * heddle_node_group_set_flag:
 * @document: a document, in a step
 * @pipeline: one of its pipelines
 * @ids: (array zero-terminated=1): ids of nodes of it
 * @member: `enabled`, `muted` or `collapsed`
 * @value: its new value
 * @error: return location for an error
 *
 * Sets a yes or no of nodes. The workflow's inputs have none.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_node_group_set_flag (HeddleDocument     *document,
                            HeddlePipeline     *pipeline,
                            const char *const  *ids,
                            const char         *member,
                            gboolean            value,
                            GError            **error)
{
  g_autoptr (JsonNode) node = json_node_init_boolean (json_node_alloc (), value);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *path[] = { member, NULL };
      g_autoptr (HeddleEdit) edit = heddle_edit_new_set (HEDDLE_ELEMENT_NODE, heddle_pipeline_get_id (pipeline), ids[i],
                                                         path, node);

      if (!is_input (ids[i]) && !heddle_document_apply (document, edit, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_node_group_set_color:
 * @document: a document, in a step
 * @pipeline: one of its pipelines
 * @ids: (array zero-terminated=1): ids of nodes of it
 * @color: (nullable): the name of a color, or `#rrggbb`; %NULL for that of what the node gives
 * @error: return location for an error
 *
 * Gives nodes a color. The workflow's inputs have none.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_node_group_set_color (HeddleDocument     *document,
                             HeddlePipeline     *pipeline,
                             const char *const  *ids,
                             const char         *color,
                             GError            **error)
{
  const char *path[] = { "color", NULL };
  g_autoptr (JsonNode) node = color != NULL ? json_node_init_string (json_node_alloc (), color) : NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (HeddleEdit) edit = heddle_edit_new_set (HEDDLE_ELEMENT_NODE, heddle_pipeline_get_id (pipeline), ids[i],
                                                         path, node);

      if (!is_input (ids[i]) && !heddle_document_apply (document, edit, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_node_group_remove:
 * @document: a document, in a step
 * @pipeline: one of its pipelines
 * @ids: (array zero-terminated=1): ids of nodes of it
 * @error: return location for an error
 *
 * Removes nodes with their links. The workflow's inputs stay.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_node_group_remove (HeddleDocument     *document,
                          HeddlePipeline     *pipeline,
                          const char *const  *ids,
                          GError            **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (HeddleEdit) edit = heddle_edit_new_remove (HEDDLE_ELEMENT_NODE, heddle_pipeline_get_id (pipeline),
                                                            ids[i]);

      if (!is_input (ids[i]) && !heddle_document_apply (document, edit, error))
        return FALSE;
    }
  return TRUE;
}
