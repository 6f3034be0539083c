/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-linking.h"

#include <glib/gi18n-lib.h>

#include "graph/heddle-graph-error.h"
#include "graph/heddle-link-check.h"
#include "graph/heddle-reroute.h"

static JsonArray *
make_end (const char *node,
          const char *port)
{
  JsonArray *end = json_array_new ();

  json_array_add_string_element (end, node);
  json_array_add_string_element (end, port);
  return end;
}

/* Inserts a link that has all but an id. */
static gboolean
insert_object (HeddleDocument  *document,
               HeddlePipeline  *pipeline,
               JsonObject      *object,
               GError         **error)
{
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (HeddleEdit) edit = NULL;
  g_autofree char *id = NULL;

  for (guint number = 1; id == NULL || heddle_pipeline_find_link (pipeline, id) != NULL; number++)
    {
      g_free (id);
      id = g_strdup_printf ("l%u", number);
    }
  json_object_set_string_member (object, "id", id);
  json = json_node_init_object (json_node_alloc (), object);
  edit = heddle_edit_new_insert (HEDDLE_ELEMENT_LINK, heddle_pipeline_get_id (pipeline), G_MAXUINT, json);
  return heddle_document_apply (document, edit, error);
}

static gboolean
insert_link (HeddleDocument  *document,
             HeddlePipeline  *pipeline,
             JsonArray       *from,
             JsonArray       *to,
             JsonObject      *condition,
             JsonArray       *reroutes,
             GError         **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_array_member (object, "from", from);
  json_object_set_array_member (object, "to", to);
  if (condition != NULL)
    json_object_set_object_member (object, "condition", json_object_ref (condition));
  if (json_array_get_length (reroutes) > 0)
    json_object_set_array_member (object, "reroutes", json_array_ref (reroutes));
  return insert_object (document, pipeline, object, error);
}

static gboolean
set_member (HeddleDocument  *document,
            HeddlePipeline  *pipeline,
            const char      *id,
            const char      *member,
            JsonArray       *end,
            GError         **error)
{
  const char *path[] = { member, NULL };
  g_autoptr (JsonNode) value = end != NULL ? json_node_init_array (json_node_alloc (), end) : NULL;
  g_autoptr (HeddleEdit) edit = heddle_edit_new_set (HEDDLE_ELEMENT_LINK, heddle_pipeline_get_id (pipeline), id, path,
                                                     value);

  return heddle_document_apply (document, edit, error);
}

static gboolean
is_at (const char *node,
       const char *port,
       const char *other_node,
       const char *other_port)
{
  return g_strcmp0 (node, other_node) == 0 && g_strcmp0 (port, other_port) == 0;
}

/* What a link is told of its source is of no meaning at another one. */
static gboolean
move_link (HeddleDocument  *document,
           HeddlePipeline  *pipeline,
           HeddleLink      *link,
           const char      *from_node,
           const char      *from_port,
           const char      *to_node,
           const char      *to_port,
           GError         **error)
{
  g_autofree char *id = g_strdup (heddle_link_get_id (link));
  g_autoptr (JsonArray) from = make_end (from_node, from_port);
  g_autoptr (JsonArray) to = make_end (to_node, to_port);
  gboolean same_from = is_at (heddle_link_get_from_node (link), heddle_link_get_from_port (link), from_node, from_port);
  gboolean same_to = is_at (heddle_link_get_to_node (link), heddle_link_get_to_port (link), to_node, to_port);
  gboolean conditional = heddle_link_get_condition (link) != NULL;

  if (!same_from && conditional && !set_member (document, pipeline, id, "condition", NULL, error))
    return FALSE;
  return (same_from || set_member (document, pipeline, id, "from", from, error))
         && (same_to || set_member (document, pipeline, id, "to", to, error));
}

static gboolean
is_input (const HeddleNodeTypeInfo *type,
          const char               *name)
{
  for (const HeddlePortInfo *port = type->inputs; port != NULL && port->name != NULL; port++)
    {
      if (g_strcmp0 (port->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* An input that takes one link gives up the one it has, and a node that takes one of its inputs
 * gives up the others; a parameter that is linked is none of them.
 */
static gboolean
make_room (HeddleDocument      *document,
           HeddlePipeline      *pipeline,
           HeddleNodeRegistry  *registry,
           const char          *node,
           const char          *port,
           gboolean             list,
           const char          *moved,
           GError             **error)
{
  HeddleNode *target = heddle_pipeline_find_node (pipeline, node);
  const HeddleNodeTypeInfo *type = heddle_node_registry_lookup (registry, heddle_node_get_node_type (target));
  gboolean only_one = type != NULL && (type->flags & HEDDLE_NODE_ONE_INPUT) != 0 && is_input (type, port);
  GListModel *links = heddle_pipeline_get_links (pipeline);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);
      gboolean same = g_strcmp0 (heddle_link_get_to_port (link), port) == 0;

      if (!heddle_link_is_after (link) && g_strcmp0 (heddle_link_get_id (link), moved) != 0
          && g_str_equal (heddle_link_get_to_node (link), node)
          && (same ? !list : only_one && is_input (type, heddle_link_get_to_port (link))))
        g_ptr_array_add (ids, g_strdup (heddle_link_get_id (link)));
    }
  for (guint i = 0; i < ids->len; i++)
    if (!heddle_linking_remove (document, pipeline, ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * heddle_linking_join:
 * @document: what is edited
 * @pipeline: the pipeline that both nodes are in
 * @registry: the node types that are known
 * @from_node: the node that the link begins at, or `inputs`
 * @from_port: one of its outputs
 * @to_node: the node that it ends at
 * @to_port: one of its inputs, or of its parameters
 * @moved: (nullable): the id of a link that gets these ends; %NULL for a new link
 * @error: return location for an error
 *
 * Links two nodes, if [method@LinkCheck.allows] says so. Where only one link can be, the new one takes
 * the place of another. Part of the step that is open; where it fails the caller abandons that.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_linking_join (HeddleDocument      *document,
                     HeddlePipeline      *pipeline,
                     HeddleNodeRegistry  *registry,
                     const char          *from_node,
                     const char          *from_port,
                     const char          *to_node,
                     const char          *to_port,
                     const char          *moved,
                     GError             **error)
{
  g_autoptr (HeddleLinkCheck) check =
    heddle_link_check_new (heddle_document_get_workflow (document), pipeline, registry, moved);
  HeddleLink *link = moved != NULL ? heddle_pipeline_find_link (pipeline, moved) : NULL;
  HeddlePortType input = { HEDDLE_VALUE_ANY, TRUE };
  g_autoptr (JsonArray) no_dots = json_array_new ();

  if (!heddle_link_check_allows (check, from_node, from_port, to_node, to_port, error))
    return FALSE;
  heddle_link_check_get_type (check, to_node, to_port, FALSE, &input);
  if (!make_room (document, pipeline, registry, to_node, to_port, input.list, moved, error))
    return FALSE;
  if (link != NULL)
    return move_link (document, pipeline, link, from_node, from_port, to_node, to_port, error);
  return insert_link (document, pipeline, make_end (from_node, from_port), make_end (to_node, to_port), NULL, no_dots,
                      error);
}

static JsonArray *
make_node_end (const char *node)
{
  JsonArray *end = json_array_new ();

  json_array_add_string_element (end, node);
  return end;
}

/**
 * heddle_linking_order:
 * @document: what is edited
 * @pipeline: the pipeline that both nodes are in
 * @registry: the node types that are known
 * @from: the id of the node that is to run first
 * @to: the id of the node that is to run after it
 * @error: return location for an error
 *
 * Adds a link that carries nothing and only orders two nodes, if [method@LinkCheck.allows_order] says so. Part
 * of the step that is open.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_linking_order (HeddleDocument      *document,
                      HeddlePipeline      *pipeline,
                      HeddleNodeRegistry  *registry,
                      const char          *from,
                      const char          *to,
                      GError             **error)
{
  g_autoptr (HeddleLinkCheck) check =
    heddle_link_check_new (heddle_document_get_workflow (document), pipeline, registry, NULL);
  g_autoptr (JsonObject) object = json_object_new ();

  if (!heddle_link_check_allows_order (check, from, to, error))
    return FALSE;
  json_object_set_string_member (object, "kind", "after");
  json_object_set_array_member (object, "from", make_node_end (from));
  json_object_set_array_member (object, "to", make_node_end (to));
  return insert_object (document, pipeline, object, error);
}

/**
 * heddle_linking_remove:
 * @document: what is edited
 * @pipeline: the pipeline that the link is in
 * @id: the link's id
 * @error: return location for an error
 *
 * Takes a link away.
 *
 * Returns: %FALSE with %HEDDLE_GRAPH_ERROR_NOT_FOUND
 */
gboolean
heddle_linking_remove (HeddleDocument  *document,
                       HeddlePipeline  *pipeline,
                       const char      *id,
                       GError         **error)
{
  g_autoptr (HeddleEdit) edit = heddle_edit_new_remove (HEDDLE_ELEMENT_LINK, heddle_pipeline_get_id (pipeline), id);

  return heddle_document_apply (document, edit, error);
}

/**
 * heddle_linking_cut:
 * @document: what is edited
 * @pipeline: the pipeline that the links are in
 * @ids: (array zero-terminated=1): the ids of links
 * @error: return location for an error
 *
 * Takes several links away, as one step.
 *
 * Returns: %FALSE with %HEDDLE_GRAPH_ERROR_NOT_FOUND, and all links as they were
 */
gboolean
heddle_linking_cut (HeddleDocument     *document,
                    HeddlePipeline     *pipeline,
                    const char *const  *ids,
                    GError            **error)
{
  guint n = g_strv_length ((char **) ids);
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Cut %u Link", "Cut %u Links", n), n);

  heddle_document_begin (document, label);
  for (guint i = 0; i < n; i++)
    {
      if (heddle_linking_remove (document, pipeline, ids[i], error))
        continue;
      heddle_document_abandon (document);
      return FALSE;
    }
  heddle_document_end (document);
  return TRUE;
}

/* Where a node that is linked to nothing would go into a link. */
static gboolean
find_insertion (HeddleLinkCheck  *check,
                HeddlePipeline   *pipeline,
                HeddleLink       *link,
                const char       *node,
                const char      **input,
                const char      **output,
                GError          **error)
{
  if (link == NULL || heddle_link_is_after (link) || heddle_pipeline_find_node (pipeline, node) == NULL
      || heddle_link_check_has_links (check, node))
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                           _("Only a step that is not linked can go into a link."));
      return FALSE;
    }
  *input = heddle_link_check_find_input (check, heddle_link_get_from_node (link), heddle_link_get_from_port (link),
                                         node, error);
  if (*input == NULL)
    return FALSE;
  *output = heddle_link_check_find_output (check, heddle_link_get_to_node (link), heddle_link_get_to_port (link), node,
                                           error);
  return *output != NULL;
}

/**
 * heddle_linking_can_insert:
 * @pipeline: the pipeline that both are in
 * @check: a check of it, in which no link counts as if it were not there
 * @link: a link's id
 * @node: a node's id
 *
 * Returns: whether the node could go into the link: it is linked to nothing, and both its ends fit
 */
gboolean
heddle_linking_can_insert (HeddlePipeline  *pipeline,
                           HeddleLinkCheck *check,
                           const char      *link,
                           const char      *node)
{
  const char *input, *output;

  return find_insertion (check, pipeline, heddle_pipeline_find_link (pipeline, link), node, &input, &output, NULL);
}

/**
 * heddle_linking_can_insert_type:
 * @pipeline: the pipeline that the link is in
 * @check: a check of it, in which no link counts as if it were not there
 * @link: a link's id
 * @type: a node type
 *
 * Returns: whether a new node of the type could go into the link
 */
gboolean
heddle_linking_can_insert_type (HeddlePipeline           *pipeline,
                                HeddleLinkCheck          *check,
                                const char               *link,
                                const HeddleNodeTypeInfo *type)
{
  HeddleLink *found = heddle_pipeline_find_link (pipeline, link);
  g_autofree char *input = NULL;
  g_autofree char *output = NULL;

  if (found == NULL || heddle_link_is_after (found))
    return FALSE;
  input = heddle_link_check_find_in_type (check, heddle_link_get_from_node (found), heddle_link_get_from_port (found),
                                          TRUE, type);
  output = heddle_link_check_find_in_type (check, heddle_link_get_to_node (found), heddle_link_get_to_port (found),
                                           FALSE, type);
  return input != NULL && output != NULL;
}

/**
 * heddle_linking_insert:
 * @document: what is edited
 * @pipeline: the pipeline that both are in
 * @registry: the node types that are known
 * @link: a link's id
 * @node: the id of a node that is linked to nothing
 * @n_dots: how many of the link's reroute dots lie before the node
 * @error: return location for an error
 *
 * Puts a node into a link. The link ends where it did, in its place among others, and begins at the node;
 * a new one leads to the node, under the condition that the link had. Each has the dots that lie on its way.
 * Part of the step that is open.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_linking_insert (HeddleDocument      *document,
                       HeddlePipeline      *pipeline,
                       HeddleNodeRegistry  *registry,
                       const char          *link,
                       const char          *node,
                       guint                n_dots,
                       GError             **error)
{
  g_autoptr (HeddleLinkCheck) check =
    heddle_link_check_new (heddle_document_get_workflow (document), pipeline, registry, NULL);
  HeddleLink *found = heddle_pipeline_find_link (pipeline, link);
  g_autoptr (JsonArray) from = NULL;
  g_autoptr (JsonArray) to = NULL;
  g_autoptr (JsonArray) dots = NULL;
  g_autoptr (JsonObject) condition = NULL;
  const char *input, *output;

  if (!find_insertion (check, pipeline, found, node, &input, &output, error))
    return FALSE;
  from = make_end (heddle_link_get_from_node (found), heddle_link_get_from_port (found));
  to = make_end (node, input);
  condition = heddle_link_get_condition (found);
  if (condition != NULL)
    json_object_ref (condition);
  dots = heddle_reroute_copy (found, 0, n_dots);
  return heddle_reroute_remove_first (document, pipeline, link, n_dots, error)
         && move_link (document, pipeline, found, node, output, heddle_link_get_to_node (found),
                       heddle_link_get_to_port (found), error)
         && insert_link (document, pipeline, g_steal_pointer (&from), g_steal_pointer (&to), condition, dots, error);
}

/* The links that lead into some nodes from outside and come before @node, the nearest first. */
static GPtrArray *
list_sources (HeddleLinkCheck *check,
              GHashTable      *leaving,
              const char      *node)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_add (waiting, (gpointer) node);
  for (guint i = 0; i < waiting->len; i++)
    {
      GPtrArray *links = heddle_link_check_get_links_into (check, waiting->pdata[i]);

      for (guint j = 0; links != NULL && j < links->len; j++)
        {
          HeddleLink *link = links->pdata[j];
          const char *from = heddle_link_get_from_node (link);

          if (heddle_link_is_after (link))
            continue;
          if (!g_hash_table_contains (leaving, from))
            g_ptr_array_add (sources, g_object_ref (link));
          else if (g_hash_table_add (seen, (gpointer) from))
            g_ptr_array_add (waiting, (gpointer) from);
        }
    }
  return sources;
}

/* What carries the same goes before what is converted. */
static HeddleLink *
find_source (HeddleLinkCheck *check,
             GPtrArray       *sources,
             HeddleLink      *link)
{
  HeddleLink *found = NULL;
  HeddlePortType input, output;

  for (guint i = 0; i < sources->len; i++)
    {
      HeddleLink *source = sources->pdata[i];
      const char *node = heddle_link_get_from_node (source);
      const char *port = heddle_link_get_from_port (source);

      if (!heddle_link_check_allows (check, node, port, heddle_link_get_to_node (link),
                                     heddle_link_get_to_port (link), NULL))
        continue;
      if (heddle_link_check_get_type (check, node, port, TRUE, &output)
          && heddle_link_check_get_type (check, heddle_link_get_to_node (link), heddle_link_get_to_port (link), FALSE,
                                         &input)
          && input.value == output.value)
        return source;
      if (found == NULL)
        found = source;
    }
  return found;
}

static gboolean
bridge_link (HeddleDocument   *document,
             HeddlePipeline   *pipeline,
             HeddleLinkCheck  *check,
             GHashTable       *leaving,
             HeddleLink       *link,
             GError          **error)
{
  g_autoptr (GPtrArray) sources = list_sources (check, leaving, heddle_link_get_from_node (link));
  HeddleLink *source = find_source (check, sources, link);

  return source == NULL
         || move_link (document, pipeline, link, heddle_link_get_from_node (source),
                       heddle_link_get_from_port (source), heddle_link_get_to_node (link),
                       heddle_link_get_to_port (link), error);
}

/**
 * heddle_linking_bridge:
 * @document: what is edited
 * @pipeline: the pipeline that the nodes are in
 * @registry: the node types that are known
 * @ids: (array zero-terminated=1): nodes that are about to go
 * @error: return location for an error
 *
 * Makes the links that begin at some nodes begin at what came before these nodes, where the types fit. A
 * link that nothing fits stays. Part of the step that is open.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_linking_bridge (HeddleDocument      *document,
                       HeddlePipeline      *pipeline,
                       HeddleNodeRegistry  *registry,
                       const char *const   *ids,
                       GError             **error)
{
  GListModel *links = heddle_pipeline_get_links (pipeline);
  g_autoptr (GHashTable) leaving = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) loose = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (HeddleLinkCheck) check = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (leaving, (gpointer) ids[i]);
  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      if (!heddle_link_is_after (link) && g_hash_table_contains (leaving, heddle_link_get_from_node (link))
          && !g_hash_table_contains (leaving, heddle_link_get_to_node (link)))
        g_ptr_array_add (loose, g_object_ref (link));
    }
  if (loose->len == 0)
    return TRUE;
  /* Links that begin at what is to go are in nobody's way, so one check does for all of them. */
  check = heddle_link_check_new (heddle_document_get_workflow (document), pipeline, registry, NULL);
  for (guint i = 0; i < loose->len; i++)
    if (!bridge_link (document, pipeline, check, leaving, loose->pdata[i], error))
      return FALSE;
  return TRUE;
}
