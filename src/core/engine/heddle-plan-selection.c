/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-selection.h"

#include <glib/gi18n-lib.h>

#include "engine/heddle-plan.h"

static HeddleNode *
find_node (HeddlePipeline *pipeline,
           const char     *text)
{
  GListModel *nodes = heddle_pipeline_get_nodes (pipeline);
  HeddleNode *named = heddle_pipeline_find_node (pipeline, text);

  for (guint i = 0; named == NULL && i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (HeddleNode) node = g_list_model_get_item (nodes, i);

      if (g_strcmp0 (heddle_node_get_name (node), text) == 0)
        named = node;
    }
  return named;
}

static gboolean
add_named (HeddlePipeline     *pipeline,
           const char *const  *names,
           GHashTable         *wanted,
           GError            **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      HeddleNode *node = find_node (pipeline, names[i]);

      if (node == NULL)
        {
          g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_PIPELINE,
                       _("The pipeline “%s” has no step “%s”"), heddle_pipeline_get_id (pipeline), names[i]);
          return FALSE;
        }
      g_hash_table_add (wanted, g_strdup (heddle_node_get_id (node)));
    }
  return TRUE;
}

/* A document has few links, and none of them in a circle: each round goes one step further. */
static void
spread (HeddlePipeline     *pipeline,
        HeddlePlanDirection direction,
        GHashTable         *wanted)
{
  GListModel *links = heddle_pipeline_get_links (pipeline);
  gboolean found = TRUE;

  while (found)
    {
      found = FALSE;
      for (guint i = 0; i < g_list_model_get_n_items (links); i++)
        {
          g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);
          const char *known = direction == HEDDLE_PLAN_BEHIND ? heddle_link_get_from_node (link) : heddle_link_get_to_node (link);
          const char *next = direction == HEDDLE_PLAN_BEHIND ? heddle_link_get_to_node (link) : heddle_link_get_from_node (link);

          if (g_hash_table_contains (wanted, known) && !g_hash_table_contains (wanted, next))
            found = g_hash_table_add (wanted, g_strdup (next)) || found;
        }
    }
}

/**
 * heddle_plan_selection_find:
 * @pipeline: a pipeline
 * @options: what the person asks for
 * @wanted: (out) (transfer full) (nullable) (element-type utf8 utf8): the ids of the nodes that are to
 *   be run: those that are named and all that lead to them, and where the run begins at a node, all
 *   behind it and what leads to these; %NULL for the whole pipeline
 * @error: return location
 *
 * Returns: %FALSE with [error@PlanError] where the pipeline has no such node
 */
gboolean
heddle_plan_selection_find (HeddlePipeline          *pipeline,
                            const HeddleRunOptions  *options,
                            GHashTable             **wanted,
                            GError                 **error)
{
  g_autoptr (GHashTable) selected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  *wanted = NULL;
  if (options->from_nodes->len == 0 && options->to_nodes->len == 0)
    return TRUE;
  if (!add_named (pipeline, (const char *const *) options->from_nodes->pdata, selected, error))
    return FALSE;
  spread (pipeline, HEDDLE_PLAN_BEHIND, selected);
  if (!add_named (pipeline, (const char *const *) options->to_nodes->pdata, selected, error))
    return FALSE;
  spread (pipeline, HEDDLE_PLAN_BEFORE, selected);
  *wanted = g_steal_pointer (&selected);
  return TRUE;
}

/**
 * heddle_plan_selection_is_outside:
 * @wanted: (nullable) (element-type utf8 utf8): what [func@plan_selection_find] found
 * @pipeline: the pipeline
 * @path: a place in the document, such as `pipelines[0].nodes[3].config`
 *
 * Returns: whether the place is in a node, or a link to a node, that is not to be run
 */
gboolean
heddle_plan_selection_is_outside (GHashTable     *wanted,
                                  HeddlePipeline *pipeline,
                                  const char     *path)
{
  const char *nodes = strstr (path, ".nodes[");
  const char *links = strstr (path, ".links[");
  g_autoptr (HeddleNode) node = NULL;
  g_autoptr (HeddleLink) link = NULL;

  if (wanted == NULL)
    return FALSE;
  if (nodes != NULL)
    node = g_list_model_get_item (heddle_pipeline_get_nodes (pipeline),
                                  (guint) g_ascii_strtoull (nodes + strlen (".nodes["), NULL, 10));
  else if (links != NULL)
    link = g_list_model_get_item (heddle_pipeline_get_links (pipeline),
                                  (guint) g_ascii_strtoull (links + strlen (".links["), NULL, 10));
  return (node != NULL && !g_hash_table_contains (wanted, heddle_node_get_id (node)))
         || (link != NULL && !g_hash_table_contains (wanted, heddle_link_get_to_node (link)));
}

/**
 * heddle_plan_selection_list_linked:
 * @pipeline: a pipeline
 * @node: the id of one of its nodes
 * @direction: which way
 *
 * Returns: (transfer full) (element-type utf8 utf8): the ids of all nodes that are behind @node, or
 *   before it, without itself
 */
GHashTable *
heddle_plan_selection_list_linked (HeddlePipeline      *pipeline,
                                   const char          *node,
                                   HeddlePlanDirection  direction)
{
  GHashTable *nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (nodes, g_strdup (node));
  spread (pipeline, direction, nodes);
  g_hash_table_remove (nodes, node);
  return nodes;
}
