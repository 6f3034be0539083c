/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-link-check.h"

#include <glib/gi18n-lib.h>

#include "graph/heddle-graph-error.h"
#include "graph/heddle-validation-private.h"

/* The nodes that a node leads to, or that lead to it, and itself. */
typedef struct
{
  char       *node;
  GHashTable *reached;
} Reach;

struct _HeddleLinkCheck
{
  HeddleCheck  check;
  char        *moved;
  GHashTable  *incoming;
  GHashTable  *outgoing;
  Reach        before;
  Reach        after;
};

static void
add_link (GHashTable *links,
          const char *node,
          HeddleLink *link)
{
  GPtrArray *list = g_hash_table_lookup (links, node);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (links, g_strdup (node), list);
    }
  g_ptr_array_add (list, g_object_ref (link));
}

static void
sort_links (HeddleLinkCheck *self)
{
  GListModel *links = heddle_pipeline_get_links (self->check.pipeline);

  self->incoming = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->outgoing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      if (g_strcmp0 (heddle_link_get_id (link), self->moved) == 0)
        continue;
      add_link (self->incoming, heddle_link_get_to_node (link), link);
      add_link (self->outgoing, heddle_link_get_from_node (link), link);
    }
}

/**
 * heddle_link_check_new:
 * @workflow: the document
 * @pipeline: the pipeline that is linked
 * @registry: the node types that are known
 * @moved: (nullable): the id of a link that gets another end, and so is in nobody's way
 *
 * Returns: (transfer full): a check of what can be linked, without reading any file
 */
HeddleLinkCheck *
heddle_link_check_new (HeddleWorkflow     *workflow,
                       HeddlePipeline     *pipeline,
                       HeddleNodeRegistry *registry,
                       const char         *moved)
{
  HeddleLinkCheck *self = g_new0 (HeddleLinkCheck, 1);

  self->moved = g_strdup (moved);
  self->check = (HeddleCheck) {
    .workflow = g_object_ref (workflow),
    .registry = g_object_ref (registry),
    .pipeline = g_object_ref (pipeline),
    .problems = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_problem_free),
    .nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_node_facts_free),
    .by_id = g_hash_table_new (g_str_hash, g_str_equal),
    .left_out = self->moved,
  };
  heddle_check_collect_nodes (&self->check);
  heddle_check_collect_links (&self->check);
  sort_links (self);
  return self;
}

/**
 * heddle_link_check_free:
 * @self: (transfer full): a check
 *
 * Frees it.
 */
void
heddle_link_check_free (HeddleLinkCheck *self)
{
  g_clear_pointer (&self->before.reached, g_hash_table_unref);
  g_clear_pointer (&self->after.reached, g_hash_table_unref);
  g_free (self->before.node);
  g_free (self->after.node);
  g_hash_table_unref (self->incoming);
  g_hash_table_unref (self->outgoing);
  g_hash_table_unref (self->check.by_id);
  g_ptr_array_unref (self->check.nodes);
  g_ptr_array_unref (self->check.problems);
  g_object_unref (self->check.pipeline);
  g_object_unref (self->check.registry);
  g_object_unref (self->check.workflow);
  g_free (self->moved);
  g_free (self);
}

/**
 * heddle_link_check_get_links_into:
 * @self: a check
 * @node: the id of a node
 *
 * Returns: (transfer none) (nullable) (element-type HeddleLink): the links that lead to the node; %NULL
 *   where none does
 */
GPtrArray *
heddle_link_check_get_links_into (HeddleLinkCheck *self,
                                  const char      *node)
{
  return g_hash_table_lookup (self->incoming, node);
}

/**
 * heddle_link_check_has_links:
 * @self: a check
 * @node: the id of a node
 *
 * Returns: whether a link begins or ends at the node
 */
gboolean
heddle_link_check_has_links (HeddleLinkCheck *self,
                             const char      *node)
{
  return g_hash_table_contains (self->incoming, node) || g_hash_table_contains (self->outgoing, node);
}

static const char *
get_name (HeddleNodeFacts *facts)
{
  const char *name = facts == NULL ? _("Inputs") : heddle_node_get_name (facts->node);

  if (name != NULL && *name != '\0')
    return name;
  return facts->type != NULL ? _(facts->type->title) : heddle_node_get_id (facts->node);
}

static void
follow (HeddleLinkCheck *self,
        Reach           *reach,
        const char      *node)
{
  gboolean back = reach == &self->before;
  g_autoptr (GPtrArray) next = g_ptr_array_new ();

  g_set_str (&reach->node, node);
  g_clear_pointer (&reach->reached, g_hash_table_unref);
  reach->reached = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (reach->reached, g_strdup (node));
  g_ptr_array_add (next, reach->node);
  while (next->len > 0)
    {
      GPtrArray *links = g_hash_table_lookup (back ? self->incoming : self->outgoing, g_ptr_array_steal_index (next, next->len - 1));

      for (guint i = 0; links != NULL && i < links->len; i++)
        {
          HeddleLink *link = g_ptr_array_index (links, i);
          const char *other = back ? heddle_link_get_from_node (link) : heddle_link_get_to_node (link);

          if (g_hash_table_add (reach->reached, g_strdup (other)))
            g_ptr_array_add (next, (char *) other);
        }
    }
}

/* A person who draws a link asks about its fixed end again and again, whichever that is. */
static gboolean
leads_to (HeddleLinkCheck *self,
          const char      *earlier,
          const char      *later)
{
  if (g_strcmp0 (self->before.node, later) == 0)
    return g_hash_table_contains (self->before.reached, earlier);
  if (g_strcmp0 (self->after.node, earlier) == 0)
    return g_hash_table_contains (self->after.reached, later);
  follow (self, &self->before, later);
  follow (self, &self->after, earlier);
  return g_hash_table_contains (self->before.reached, earlier);
}

static gboolean
is_linked (HeddleLinkCheck *self,
           const char      *from_node,
           const char      *from_port,
           const char      *to_node,
           const char      *to_port)
{
  GPtrArray *links = g_hash_table_lookup (self->incoming, to_node);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      HeddleLink *link = g_ptr_array_index (links, i);

      if (!heddle_link_is_after (link) && g_str_equal (heddle_link_get_from_node (link), from_node)
          && g_strcmp0 (heddle_link_get_from_port (link), from_port) == 0
          && g_strcmp0 (heddle_link_get_to_port (link), to_port) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_nodes (HeddleLinkCheck  *self,
             const char       *from,
             const char       *to,
             GError          **error)
{
  HeddleNodeFacts *source = g_hash_table_lookup (self->check.by_id, from);
  HeddleNodeFacts *target = g_hash_table_lookup (self->check.by_id, to);

  if (g_str_equal (to, HEDDLE_INPUTS_NODE))
    g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                         _("nothing can be linked to the workflow's inputs"));
  else if ((source == NULL && !g_str_equal (from, HEDDLE_INPUTS_NODE)) || target == NULL)
    g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND, _("there is no node “%s”"),
                 target == NULL ? to : from);
  else if (g_str_equal (from, to))
    g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CYCLE,
                         _("A step cannot be linked to itself."));
  else if (source != NULL && leads_to (self, to, from))
    g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CYCLE,
                 /* Translators: both are names of steps */
                 _("This would make a circle: “%s” already leads to “%s”."), get_name (target), get_name (source));
  else
    return TRUE;
  return FALSE;
}

/**
 * heddle_link_check_allows:
 * @self: a check
 * @from_node: the node that a link is to begin at, or `inputs`
 * @from_port: one of its outputs
 * @to_node: the node that it is to end at
 * @to_port: one of its inputs, or of its parameters
 * @error: return location for an error
 *
 * Says whether a link is allowed. A link that is already at an input which takes one only is not in
 * the way: linking replaces it. Ports of a node whose type is not known are believed.
 *
 * Returns: whether it is; if not, a sentence says why: %HEDDLE_GRAPH_ERROR_LINK where the types do not
 *   fit, the ports are not there or are linked to each other already, %HEDDLE_GRAPH_ERROR_CYCLE for a node linked to
 *   itself or to one that comes before it, %HEDDLE_GRAPH_ERROR_NOT_FOUND for an unknown node
 */
gboolean
heddle_link_check_allows (HeddleLinkCheck  *self,
                          const char       *from_node,
                          const char       *from_port,
                          const char       *to_node,
                          const char       *to_port,
                          GError          **error)
{
  HeddlePortType output, input;
  HeddlePortState output_state, input_state;

  if (!check_nodes (self, from_node, to_node, error))
    return FALSE;
  output_state = heddle_check_find_output (&self->check, from_node, from_port, &output);
  input_state = heddle_check_find_input (&self->check, to_node, to_port, &input);
  if (output_state == HEDDLE_PORT_MISSING)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK, _("“%s” has no output “%s”"), from_node,
                   from_port);
      return FALSE;
    }
  if (input_state == HEDDLE_PORT_MISSING)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK, _("“%s” has no input “%s”"), to_node, to_port);
      return FALSE;
    }
  if (is_linked (self, from_node, from_port, to_node, to_port))
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                           _("These two are linked to each other already."));
      return FALSE;
    }
  return output_state == HEDDLE_PORT_UNKNOWABLE || input_state == HEDDLE_PORT_UNKNOWABLE
         || heddle_port_type_accepts (input, output, error);
}

static gboolean
is_ordered (HeddleLinkCheck *self,
            const char      *from,
            const char      *to)
{
  GPtrArray *links = g_hash_table_lookup (self->incoming, to);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      HeddleLink *link = g_ptr_array_index (links, i);

      if (heddle_link_is_after (link) && g_str_equal (heddle_link_get_from_node (link), from))
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_link_check_allows_order:
 * @self: a check
 * @from: the node that is to run first
 * @to: the node that is to run after it
 * @error: return location for an error
 *
 * Says whether a link is allowed that only orders two nodes.
 *
 * Returns: whether it is; if not, a sentence says why: %HEDDLE_GRAPH_ERROR_LINK where they have such a link already
 *   or @from is the workflow's inputs, which come before all nodes, otherwise as [method@LinkCheck.allows] sets it
 */
gboolean
heddle_link_check_allows_order (HeddleLinkCheck  *self,
                                const char       *from,
                                const char       *to,
                                GError          **error)
{
  if (g_str_equal (from, HEDDLE_INPUTS_NODE))
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                           _("The workflow's inputs come before every step anyway."));
      return FALSE;
    }
  if (!check_nodes (self, from, to, error))
    return FALSE;
  if (!is_ordered (self, from, to))
    return TRUE;
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
               /* Translators: both are names of steps */
               _("“%s” runs after “%s” already."), get_name (g_hash_table_lookup (self->check.by_id, to)),
               get_name (g_hash_table_lookup (self->check.by_id, from)));
  return FALSE;
}

static gboolean
is_free (HeddleNodeFacts  *facts,
         const HeddlePort *port)
{
  return port->type.list || !g_hash_table_contains (facts->links, port->name);
}

/* Ports that carry the same come before those that take part after a conversion. */
static const char *
find_port (HeddleLinkCheck  *self,
           GPtrArray        *ports,
           const char       *node,
           gboolean          output,
           const char       *other_node,
           const char       *other_port,
           GError          **error)
{
  HeddleNodeFacts *facts = g_hash_table_lookup (self->check.by_id, node);
  g_autoptr (GError) first = NULL;
  const char *found = NULL;
  HeddlePortType other;
  gboolean known = heddle_link_check_get_type (self, other_node, other_port, !output, &other);

  for (guint i = 0; i < ports->len; i++)
    {
      const HeddlePort *port = ports->pdata[i];

      if (!output && !is_free (facts, port))
        continue;
      if (output ? !heddle_link_check_allows (self, node, port->name, other_node, other_port,
                                              first == NULL ? &first : NULL)
                 : !heddle_link_check_allows (self, other_node, other_port, node, port->name,
                                              first == NULL ? &first : NULL))
        continue;
      if (known && port->type.value == other.value)
        return port->name;
      if (found == NULL)
        found = port->name;
    }
  if (found != NULL)
    return found;
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                 output ? _("“%s” has no output.") : _("“%s” has no free input."), get_name (facts));
  return NULL;
}

/**
 * heddle_link_check_find_input:
 * @self: a check
 * @from_node: the node that a link is to begin at, or `inputs`
 * @from_port: one of its outputs
 * @to_node: the node that it is to end at
 * @error: return location for an error
 *
 * Looks for the first free input that a link may lead to. One of the same type goes before one whose
 * values are converted.
 *
 * Returns: (transfer none) (nullable): the input's name, valid as long as @self; %NULL with an error as
 *   [method@LinkCheck.allows] sets it
 */
const char *
heddle_link_check_find_input (HeddleLinkCheck  *self,
                              const char       *from_node,
                              const char       *from_port,
                              const char       *to_node,
                              GError          **error)
{
  HeddleNodeFacts *facts = g_hash_table_lookup (self->check.by_id, to_node);

  if (!check_nodes (self, from_node, to_node, error))
    return NULL;
  if (facts->inputs != NULL)
    return find_port (self, facts->inputs, to_node, FALSE, from_node, from_port, error);
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK, _("The inputs of “%s” are not known."),
               get_name (facts));
  return NULL;
}

static GPtrArray *
list_input_ports (HeddleLinkCheck *self)
{
  GListModel *inputs = heddle_workflow_get_inputs (self->check.workflow);
  GPtrArray *ports = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_port_free);

  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);

      g_ptr_array_add (ports, heddle_port_new (heddle_workflow_input_get_key (input),
                                               heddle_workflow_input_get_port_type (input), TRUE));
    }
  return ports;
}

/**
 * heddle_link_check_find_output:
 * @self: a check
 * @to_node: the node that a link is to end at
 * @to_port: one of its inputs
 * @from_node: the node that it is to begin at, or `inputs`
 * @error: return location for an error
 *
 * Looks for the first output that a link may begin at; see [method@LinkCheck.find_input].
 *
 * Returns: (transfer none) (nullable): the output's name, valid as long as the document does not change;
 *   %NULL with an error
 */
const char *
heddle_link_check_find_output (HeddleLinkCheck  *self,
                               const char       *to_node,
                               const char       *to_port,
                               const char       *from_node,
                               GError          **error)
{
  HeddleNodeFacts *facts = g_hash_table_lookup (self->check.by_id, from_node);
  g_autoptr (GPtrArray) inputs = NULL;
  const char *found;

  if (!check_nodes (self, from_node, to_node, error))
    return NULL;
  if (facts == NULL)
    {
      inputs = list_input_ports (self);
      found = find_port (self, inputs, from_node, TRUE, to_node, to_port, error);
      return found != NULL ? heddle_workflow_input_get_key (heddle_workflow_find_input (self->check.workflow, found))
                           : NULL;
    }
  if (facts->outputs != NULL)
    return find_port (self, facts->outputs, from_node, TRUE, to_node, to_port, error);
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK, _("The outputs of “%s” are not known."),
               get_name (facts));
  return NULL;
}

/**
 * heddle_link_check_get_type:
 * @self: a check
 * @node: a node, or `inputs`
 * @port: one of its ports
 * @output: whether it is an output
 * @type: (out): return location for what the port carries
 *
 * Tells what a port carries. An output that hands on what flows into its node has the type of that,
 * where it is known.
 *
 * Returns: whether there is such a port, and its type is known
 */
gboolean
heddle_link_check_get_type (HeddleLinkCheck *self,
                            const char      *node,
                            const char      *port,
                            gboolean         output,
                            HeddlePortType  *type)
{
  if (output)
    return heddle_check_find_output (&self->check, node, port, type) == HEDDLE_PORT_KNOWN;
  return g_hash_table_contains (self->check.by_id, node)
         && heddle_check_find_input (&self->check, node, port, type) == HEDDLE_PORT_KNOWN;
}

/* What a new node has. A type whose ports depend on its config has those at least that do not. */
static GPtrArray *
list_new_ports (const HeddleNodeTypeInfo *type,
                gboolean                  output)
{
  g_autoptr (JsonObject) config = json_object_new ();
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GPtrArray) outputs = NULL;
  HeddleNodeTypeInfo fixed;

  if (!heddle_node_type_list_ports (type, config, NULL, NULL, &inputs, &outputs, NULL))
    {
      fixed = *type;
      fixed.describe = NULL;
      heddle_node_type_list_ports (&fixed, config, NULL, NULL, &inputs, &outputs, NULL);
    }
  return output ? g_steal_pointer (&outputs) : g_steal_pointer (&inputs);
}

/**
 * heddle_link_check_find_in_type:
 * @self: a check
 * @node: a node, or `inputs`
 * @port: one of its ports
 * @output: whether that is an output
 * @type: a node type
 *
 * Looks for the first port that a new node of a type could be linked to @port with. One of the same type goes
 * before one whose values are converted.
 *
 * Returns: (transfer full) (nullable): the port's name; %NULL where no port fits
 */
char *
heddle_link_check_find_in_type (HeddleLinkCheck          *self,
                                const char               *node,
                                const char               *port,
                                gboolean                  output,
                                const HeddleNodeTypeInfo *type)
{
  g_autoptr (GPtrArray) ports = list_new_ports (type, !output);
  const HeddlePort *found = NULL;
  HeddlePortType held;

  if (!heddle_link_check_get_type (self, node, port, output, &held))
    held = (HeddlePortType) { HEDDLE_VALUE_ANY, FALSE };
  for (guint i = 0; i < ports->len; i++)
    {
      const HeddlePort *candidate = ports->pdata[i];

      if (!heddle_port_type_accepts (output ? candidate->type : held, output ? held : candidate->type, NULL))
        continue;
      if (candidate->type.value == held.value)
        return g_strdup (candidate->name);
      if (found == NULL)
        found = candidate;
    }
  return found != NULL ? g_strdup (found->name) : NULL;
}
