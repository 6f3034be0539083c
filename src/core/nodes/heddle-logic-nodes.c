/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-nodes.h"

#define ELSE "else"
#define MAX_COUNT 10000

static const HeddlePortInfo items_list[] = { { "items", "any[]" }, { NULL } };
static const HeddlePortInfo pick_inputs[] = { { "items", "any[]" }, { "scores", "number[]", TRUE }, { NULL } };
static const HeddlePortInfo switch_inputs[] = { { "value", "text" }, { "item", "any" }, { NULL } };

/* A value with how good it is. */
typedef struct
{
  HeddleValue *value;
  double       score;
  guint        place;
} Scored;

static gboolean
refuse_case (char    *problem,
             GError **error)
{
  g_autofree char *message = problem;

  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG, "config.cases: %s", message);
  return FALSE;
}

static gboolean
check_cases (JsonObject  *config,
             GError     **error)
{
  JsonArray *cases = heddle_json_get_array (config, "cases");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; cases != NULL && i < json_array_get_length (cases); i++)
    {
      const char *name = heddle_json_as_string (json_array_get_element (cases, i));
      g_autofree char *bare = name == NULL ? NULL : g_strstrip (g_strdup (name));

      if (name == NULL)
        return refuse_case (g_strdup (_("Every case is a text")), error);
      if (*bare == '\0' || !g_str_equal (bare, name))
        return refuse_case (g_strdup_printf (_("“%s” has blanks around it, or nothing else"), name), error);
      if (g_str_equal (name, ELSE))
        return refuse_case (g_strdup_printf (_("“%s” is there already, for all that is none of the cases"), name), error);
      if (!g_hash_table_add (seen, g_strdup (name)))
        return refuse_case (g_strdup_printf (_("“%s” is there twice"), name), error);
    }
  return TRUE;
}

static gboolean
switch_describe (JsonObject      *config,
                 const char      *document_directory,
                 HeddleServices  *services,
                 GPtrArray       *inputs,
                 GPtrArray       *outputs,
                 GError         **error)
{
  const HeddlePortType any = { HEDDLE_VALUE_ANY, FALSE };
  JsonArray *cases = heddle_json_get_array (config, "cases");

  if (!check_cases (config, error))
    return FALSE;

  for (guint i = 0; cases != NULL && i < json_array_get_length (cases); i++)
    g_ptr_array_add (outputs, heddle_port_new (json_array_get_string_element (cases, i), any, FALSE));
  g_ptr_array_add (outputs, heddle_port_new (ELSE, any, FALSE));

  return TRUE;
}

static HeddleNodeOutputs *
switch_evaluate (HeddleNodeExecution  *execution,
                 GError              **error)
{
  JsonArray *cases = heddle_json_get_array (heddle_node_execution_get_config (execution), "cases");
  g_autofree char *text = heddle_node_execution_dup_text (execution, "value");
  HeddleValue *item = heddle_node_execution_get_input (execution, "item");
  HeddleNodeOutputs *outputs;
  const char *port = ELSE;

  if (item == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                           _("there is nothing to send on; link it to “item”"));
      return NULL;
    }

  if (text != NULL)
    g_strstrip (text);
  for (guint i = 0; text != NULL && cases != NULL && i < json_array_get_length (cases); i++)
    if (g_str_equal (text, json_array_get_string_element (cases, i)))
      port = json_array_get_string_element (cases, i);

  outputs = heddle_node_outputs_new ();
  heddle_node_outputs_set (outputs, port, item);

  return outputs;
}

static HeddleNodeOutputs *
make_items (GArray *entries,
            guint   count)
{
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);

  for (guint i = 0; i < entries->len && i < count; i++)
    g_ptr_array_add (values, heddle_value_ref (g_array_index (entries, Scored, i).value));
  heddle_node_outputs_set_list (outputs, "items", values);

  return outputs;
}

/* The items that are there, in their order, with their scores where @scores is not %NULL: without a
 * score an item is as good as not there.
 */
static GArray *
list_items (GPtrArray *items,
            GPtrArray *scores)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Scored));

  for (guint i = 0; i < items->len; i++)
    {
      Scored entry = { items->pdata[i], 0, i };

      if (entry.value == NULL || (scores != NULL && scores->pdata[i] == NULL))
        continue;
      if (scores != NULL)
        entry.score = heddle_value_get_number (scores->pdata[i]);
      g_array_append_val (entries, entry);
    }
  return entries;
}

static int
compare_scores (gconstpointer a,
                gconstpointer b)
{
  const Scored *x = a;
  const Scored *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return x->place < y->place ? -1 : 1;
}

static HeddleNodeOutputs *
pick_best (GPtrArray   *items,
           GPtrArray   *scores,
           guint        count,
           GError     **error)
{
  g_autoptr (GArray) entries = NULL;

  if (scores == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                           _("the best cannot be told without scores; link them to “scores”"));
      return NULL;
    }
  if (scores->len != items->len)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                   _("“items” has %u values and “scores” has %u; there has to be one of each for the other"),
                   items->len, scores->len);
      return NULL;
    }

  entries = list_items (items, scores);
  g_array_sort (entries, compare_scores);

  return make_items (entries, count);
}

static HeddleNodeOutputs *
pick_evaluate (HeddleNodeExecution  *execution,
               GError              **error)
{
  GPtrArray *items = heddle_node_execution_get_list (execution, "items");
  GPtrArray *scores = heddle_node_execution_has (execution, "scores")
                        ? heddle_node_execution_get_list (execution, "scores")
                        : NULL;
  guint count = (guint) MAX (heddle_node_execution_get_int (execution, "count"), 1);
  g_autofree char *mode = heddle_node_execution_dup_text (execution, "mode");
  g_autoptr (GArray) entries = NULL;

  if (g_str_equal (mode, "best-score"))
    return pick_best (items, scores, count, error);

  entries = list_items (items, NULL);
  if (g_str_equal (mode, "first") || entries->len == 0)
    return make_items (entries, count);

  g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NEEDS_CHOICE,
                       _("waits for somebody to choose"));
  return NULL;
}

static HeddleNodeOutputs *
approve_evaluate (HeddleNodeExecution  *execution,
                  GError              **error)
{
  g_autoptr (GArray) entries = list_items (heddle_node_execution_get_list (execution, "items"), NULL);

  if (entries->len == 0)
    return make_items (entries, 0);

  g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NEEDS_APPROVAL,
                       _("waits for an approval"));
  return NULL;
}

static const HeddleParameterInfo approve_parameters[] = {
  { "approvers", HEDDLE_PARAMETER_TEXT_LIST, N_("Approvers"), N_("Who is asked"), .passive = TRUE },
  { NULL },
};

static const HeddleParameterInfo pick_parameters[] = {
  { "mode", HEDDLE_PARAMETER_CHOICE, N_("Chosen By"),
    N_("A person, for whom the run waits; the highest scores; or the order in which they come"),
    .fallback = "\"person\"", .options = "person|best-score|first" },
  { "count", HEDDLE_PARAMETER_INTEGER, N_("How Many"), N_("How many go on"),
    .fallback = "1", .minimum = 1, .maximum = MAX_COUNT },
  { NULL },
};

static const HeddleParameterInfo switch_parameters[] = {
  { "cases", HEDDLE_PARAMETER_TEXT_LIST, N_("Cases"),
    N_("Texts that the value may be; each becomes an output, and there is one for everything else") },
  { NULL },
};

static const HeddleNodeTypeInfo types[] = {
  {
    .id = "logic.approve",
    .title = N_("Approve"),
    .description = N_("Waits until somebody has approved what comes in"),
    /* Translators: words that people may search for */
    .keywords = N_("review confirm sign gate"),
    .icon_name = "heddle-check-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_GATE,
    .inputs = items_list,
    .outputs = items_list,
    .parameters = approve_parameters,
    .evaluate = approve_evaluate,
  },
  {
    .id = "logic.pick",
    .title = N_("Pick"),
    .description = N_("Lets the best of several through, chosen by a person or by a score"),
    /* Translators: words that people may search for */
    .keywords = N_("choose best select review gate"),
    .icon_name = "heddle-pick-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_GATE | HEDDLE_NODE_PAIRED_LISTS,
    .inputs = pick_inputs,
    .outputs = items_list,
    .parameters = pick_parameters,
    .evaluate = pick_evaluate,
  },
  {
    .id = "logic.switch",
    .title = N_("Switch"),
    .description = N_("Sends each item one way or another, by what a text says"),
    /* Translators: words that people may search for */
    .keywords = N_("branch case route condition if"),
    .icon_name = "go-jump-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_BRANCHES,
    .inputs = switch_inputs,
    .parameters = switch_parameters,
    .describe = switch_describe,
    .check = check_cases,
    .evaluate = switch_evaluate,
  },
};

/**
 * heddle_register_logic_nodes:
 * @registry: a registry
 *
 * Adds the types that decide what goes on, and those that have a person decide.
 */
void
heddle_register_logic_nodes (HeddleNodeRegistry *registry)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    heddle_node_registry_add (registry, &types[i]);
}
