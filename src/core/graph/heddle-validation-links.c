/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-validation-private.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"

static void
add_link_problem (HeddleCheck *check,
                  HeddleLink  *link,
                  guint        position,
                  const char  *member,
                  char        *message)
{
  HeddleNodeFacts *facts = g_hash_table_lookup (check->by_id, heddle_link_get_to_node (link));

  heddle_check_add_problem (check, HEDDLE_GRAPH_ERROR_LINK, facts != NULL ? facts->node : NULL,
                            g_strdup_printf ("pipelines[%u].links[%u]%s", check->pipeline_position,
                                             position, member),
                            message);
}

static const HeddlePort *
find_port (GPtrArray  *ports,
           const char *name)
{
  for (guint i = 0; i < ports->len; i++)
    {
      const HeddlePort *port = ports->pdata[i];

      if (g_str_equal (port->name, name))
        return port;
    }
  return NULL;
}

/* One step against the direction of the links: what flows into @input of @facts, if that can be
 * told; else the node and the input to ask next.
 */
static HeddleValueType
look_upstream (HeddleCheck      *check,
               HeddleNodeFacts **facts,
               const char      **input)
{
  HeddleLink *link = g_hash_table_lookup ((*facts)->links, *input);
  HeddleWorkflowInput *global;
  const HeddlePort *port;

  *input = NULL;
  if (link == NULL)
    return HEDDLE_VALUE_ANY;
  if (g_str_equal (heddle_link_get_from_node (link), HEDDLE_INPUTS_NODE))
    {
      global = heddle_workflow_find_input (check->workflow, heddle_link_get_from_port (link));
      return global != NULL ? heddle_workflow_input_get_port_type (global).value
                            : HEDDLE_VALUE_ANY;
    }

  *facts = g_hash_table_lookup (check->by_id, heddle_link_get_from_node (link));
  if (*facts == NULL || (*facts)->outputs == NULL)
    return HEDDLE_VALUE_ANY;
  port = find_port ((*facts)->outputs, heddle_link_get_from_port (link));
  if (port == NULL || port->type.value != HEDDLE_VALUE_ANY)
    return port != NULL ? port->type.value : HEDDLE_VALUE_ANY;
  *input = heddle_node_type_find_any_input ((*facts)->inputs, port->name);
  return HEDDLE_VALUE_ANY;
}

/* Walks up a chain of nodes that hand through what they get, and remembers the answer for all of
 * them. What was visited is taken as any until then, which ends circles.
 */
static HeddleValueType
find_any_type (HeddleCheck     *check,
               HeddleNodeFacts *facts,
               const char      *input)
{
  g_autoptr (GPtrArray) visited = g_ptr_array_new ();
  g_autoptr (GPtrArray) inputs = g_ptr_array_new ();
  HeddleValueType type = HEDDLE_VALUE_ANY;
  gpointer known;

  while (facts != NULL && input != NULL)
    {
      if (facts->any_types == NULL)
        facts->any_types = g_hash_table_new (g_str_hash, g_str_equal);
      if (g_hash_table_lookup_extended (facts->any_types, input, NULL, &known))
        {
          type = (HeddleValueType) GPOINTER_TO_UINT (known);
          break;
        }
      g_hash_table_insert (facts->any_types, (char *) input, GUINT_TO_POINTER (HEDDLE_VALUE_ANY));
      g_ptr_array_add (visited, facts);
      g_ptr_array_add (inputs, (char *) input);
      type = look_upstream (check, &facts, &input);
    }

  for (guint i = 0; i < visited->len; i++)
    g_hash_table_insert (((HeddleNodeFacts *) visited->pdata[i])->any_types, inputs->pdata[i],
                         GUINT_TO_POINTER (type));
  return type;
}

HeddlePortState
heddle_check_find_output (HeddleCheck    *check,
                          const char     *node,
                          const char     *name,
                          HeddlePortType *type)
{
  HeddleNodeFacts *facts;
  HeddleWorkflowInput *input;
  const HeddlePort *port;
  const char *any;

  if (g_str_equal (node, HEDDLE_INPUTS_NODE))
    {
      input = heddle_workflow_find_input (check->workflow, name);
      if (input != NULL)
        *type = heddle_workflow_input_get_port_type (input);
      return input != NULL ? HEDDLE_PORT_KNOWN : HEDDLE_PORT_MISSING;
    }

  facts = g_hash_table_lookup (check->by_id, node);
  if (facts == NULL || facts->outputs == NULL)
    return HEDDLE_PORT_UNKNOWABLE;
  port = find_port (facts->outputs, name);
  if (port == NULL)
    return HEDDLE_PORT_MISSING;

  *type = port->type;
  if (type->value == HEDDLE_VALUE_ANY)
    {
      any = heddle_node_type_find_any_input (facts->inputs, name);
      if (any != NULL)
        type->value = find_any_type (check, facts, any);
    }
  return HEDDLE_PORT_KNOWN;
}

HeddlePortState
heddle_check_find_input (HeddleCheck    *check,
                         const char     *node,
                         const char     *name,
                         HeddlePortType *type)
{
  HeddleNodeFacts *facts = g_hash_table_lookup (check->by_id, node);

  if (facts->inputs == NULL)
    return HEDDLE_PORT_UNKNOWABLE;
  return heddle_node_type_find_input (facts->type, facts->inputs, name, type) ? HEDDLE_PORT_KNOWN
                                                                              : HEDDLE_PORT_MISSING;
}

static gboolean
check_nodes_of_link (HeddleCheck *check,
                     HeddleLink  *link,
                     guint        position)
{
  const char *from = heddle_link_get_from_node (link);
  const char *to = heddle_link_get_to_node (link);
  gboolean good = TRUE;

  if (!g_hash_table_contains (check->by_id, from)
      && (!g_str_equal (from, HEDDLE_INPUTS_NODE) || heddle_link_is_after (link)))
    {
      add_link_problem (check, link, position, ".from",
                        g_strdup_printf (_("there is no node “%s”"), from));
      good = FALSE;
    }
  if (!g_hash_table_contains (check->by_id, to))
    {
      add_link_problem (check, link, position, ".to",
                        g_str_equal (to, HEDDLE_INPUTS_NODE)
                          ? g_strdup (_("nothing can be linked to the workflow's inputs"))
                          : g_strdup_printf (_("there is no node “%s”"), to));
      good = FALSE;
    }
  return good;
}

static void
check_condition (HeddleCheck *check,
                 HeddleLink  *link,
                 guint        position)
{
  JsonObject *condition = heddle_link_get_condition (link);
  const char *port = heddle_json_get_string (condition, "port", NULL);
  const char *value = heddle_json_get_string (condition, "value", NULL);
  const char *node = heddle_link_get_from_node (link);
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GError) error = NULL;
  HeddlePortType type;

  if (condition == NULL)
    return;
  if (port != NULL && heddle_check_find_output (check, node, port, &type) == HEDDLE_PORT_MISSING)
    add_link_problem (check, link, position, ".condition.port",
                      g_strdup_printf (_("“%s” has no output “%s”"), node, port));
  if (!g_str_equal (heddle_json_get_string (condition, "op", ""), "matches"))
    return;

  if (value == NULL)
    {
      add_link_problem (check, link, position, ".condition.value",
                        g_strdup (_("expected a pattern")));
      return;
    }
  regex = g_regex_new (value, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, &error);
  if (regex == NULL)
    add_link_problem (check, link, position, ".condition.value", g_strdup (error->message));
}

static void
check_ports (HeddleCheck *check,
             HeddleLink  *link,
             guint        position)
{
  const char *from = heddle_link_get_from_node (link);
  const char *to = heddle_link_get_to_node (link);
  const char *from_port = heddle_link_get_from_port (link);
  const char *to_port = heddle_link_get_to_port (link);
  HeddleNodeFacts *facts = g_hash_table_lookup (check->by_id, to);
  HeddlePortType output;
  HeddlePortType input;
  HeddlePortState output_state = heddle_check_find_output (check, from, from_port, &output);
  HeddlePortState input_state = heddle_check_find_input (check, to, to_port, &input);
  g_autoptr (GError) error = NULL;

  if (output_state == HEDDLE_PORT_MISSING)
    add_link_problem (check, link, position, ".from",
                      g_str_equal (from, HEDDLE_INPUTS_NODE)
                        ? g_strdup_printf (_("the workflow has no input “%s”"), from_port)
                        : g_strdup_printf (_("“%s” has no output “%s”"), from, from_port));
  if (input_state == HEDDLE_PORT_MISSING)
    add_link_problem (check, link, position, ".to",
                      g_strdup_printf (_("“%s” has no input “%s”"), to, to_port));
  if (input_state == HEDDLE_PORT_KNOWN && !input.list
      && g_hash_table_lookup (facts->links, to_port) != link)
    add_link_problem (check, link, position, ".to",
                      g_strdup_printf (_("the input “%s” of “%s” takes one link only, and there "
                                         "is another before this one"),
                                       to_port, to));
  if (output_state == HEDDLE_PORT_KNOWN && input_state == HEDDLE_PORT_KNOWN
      && !heddle_port_type_accepts (input, output, &error))
    add_link_problem (check, link, position, "", g_strdup (error->message));
}

void
heddle_check_collect_links (HeddleCheck *check)
{
  GListModel *links = heddle_pipeline_get_links (check->pipeline);
  guint n = g_list_model_get_n_items (links);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);
      HeddleNodeFacts *facts = g_hash_table_lookup (check->by_id, heddle_link_get_to_node (link));
      const char *port = heddle_link_get_to_port (link);

      if (facts != NULL && !heddle_link_is_after (link)
          && g_strcmp0 (heddle_link_get_id (link), check->left_out) != 0
          && !g_hash_table_contains (facts->links, port))
        g_hash_table_insert (facts->links, (char *) port, link);
    }
}

void
heddle_check_links (HeddleCheck *check)
{
  GListModel *links = heddle_pipeline_get_links (check->pipeline);
  guint n = g_list_model_get_n_items (links);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      if (!check_nodes_of_link (check, link, i) || heddle_link_is_after (link))
        continue;
      check_ports (check, link, i);
      check_condition (check, link, i);
    }
}

/* Which nodes each node comes right before, and how many come right before it. */
static GPtrArray *
collect_successors (HeddleCheck *check,
                    guint       *n_before)
{
  GListModel *links = heddle_pipeline_get_links (check->pipeline);
  guint n = g_list_model_get_n_items (links);
  GPtrArray *successors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < check->nodes->len; i++)
    g_ptr_array_add (successors, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);
      HeddleNodeFacts *from = g_hash_table_lookup (check->by_id, heddle_link_get_from_node (link));
      HeddleNodeFacts *to = g_hash_table_lookup (check->by_id, heddle_link_get_to_node (link));

      if (from == NULL || to == NULL)
        continue;
      g_array_append_val ((GArray *) successors->pdata[from->position], to->position);
      n_before[to->position]++;
    }
  return successors;
}

/* Takes away, again and again, the nodes that nothing comes before; what is left is in circles or
 * behind them.
 */
static void
take_away_ordered (GPtrArray *successors,
                   guint     *n_before)
{
  g_autoptr (GArray) ready = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < successors->len; i++)
    {
      if (n_before[i] == 0)
        g_array_append_val (ready, i);
    }
  while (ready->len > 0)
    {
      guint node = g_array_index (ready, guint, ready->len - 1);
      GArray *next = successors->pdata[node];

      g_array_set_size (ready, ready->len - 1);
      for (guint i = 0; i < next->len; i++)
        {
          guint to = g_array_index (next, guint, i);

          if (--n_before[to] == 0)
            g_array_append_val (ready, to);
        }
    }
}

/* Every node that is left has one before it that is left too, so walking backwards from any of them
 * ends in a circle. Returns its nodes in the order of the links, or NULL.
 */
static GArray *
find_circle (GPtrArray *successors,
             guint     *n_before)
{
  g_autofree guint *before = g_new (guint, successors->len);
  g_autofree guint *seen_at = g_new0 (guint, successors->len);
  guint at = successors->len;
  guint step = 1;
  GArray *circle;

  for (guint i = 0; i < successors->len; i++)
    {
      GArray *next = successors->pdata[i];

      for (guint j = 0; n_before[i] > 0 && j < next->len; j++)
        before[g_array_index (next, guint, j)] = i;
      if (n_before[i] > 0 && at == successors->len)
        at = i;
    }
  if (at == successors->len)
    return NULL;

  for (; seen_at[at] == 0; at = before[at])
    seen_at[at] = step++;
  circle = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint node = at; circle->len == 0 || node != at; node = before[node])
    g_array_prepend_val (circle, node);
  return circle;
}

void
heddle_check_cycles (HeddleCheck *check)
{
  g_autofree guint *n_before = g_new0 (guint, check->nodes->len + 1);
  g_autoptr (GPtrArray) successors = collect_successors (check, n_before);
  g_autoptr (GArray) circle = NULL;
  HeddleNodeFacts *first;
  GString *names;

  take_away_ordered (successors, n_before);
  circle = find_circle (successors, n_before);
  if (circle == NULL)
    return;

  names = g_string_new (NULL);
  for (guint i = 0; i < circle->len; i++)
    {
      HeddleNodeFacts *facts = check->nodes->pdata[g_array_index (circle, guint, i)];

      g_string_append_printf (names, "%s → ", heddle_node_get_id (facts->node));
    }
  first = check->nodes->pdata[g_array_index (circle, guint, 0)];
  heddle_check_add_problem (check, HEDDLE_GRAPH_ERROR_CYCLE, first->node,
                            g_strdup_printf ("pipelines[%u].links", check->pipeline_position),
                            g_strdup_printf (_("the links form a circle: %s%s"), names->str,
                                             heddle_node_get_id (first->node)));
  g_string_free (names, TRUE);
}
