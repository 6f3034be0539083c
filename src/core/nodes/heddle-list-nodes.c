/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "nodes/heddle-list-order.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-nodes.h"

/* What a person would still look through, and far more; a slip of the hand asks for no more memory
 * than that.
 */
#define MAX_VALUES 100000

static const HeddlePortInfo both_lists[] = { { "a", "any[]" }, { "b", "any[]" }, { NULL } };
static const HeddlePortInfo items_list[] = { { "items", "any[]" }, { NULL } };
static const HeddlePortInfo one_item[] = { { "item", "any" }, { NULL } };

static const HeddlePortInfo filter_inputs[] = { { "items", "any[]" }, { "keep", "boolean[]" }, { NULL } };
static const HeddlePortInfo sort_inputs[] = { { "items", "any[]" }, { "by", "text[]", TRUE }, { NULL } };

static GPtrArray *
new_values (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
}

static void
add (GPtrArray   *values,
     HeddleValue *value)
{
  g_ptr_array_add (values, heddle_value_ref (value));
}

static HeddleNodeOutputs *
make_items (GPtrArray *values)
{
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();

  heddle_node_outputs_set_list (outputs, "items", values);

  return outputs;
}

static HeddleNodeOutputs *
make_both (GPtrArray *a,
           GPtrArray *b)
{
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();

  heddle_node_outputs_set_list (outputs, "a", a);
  heddle_node_outputs_set_list (outputs, "b", b);

  return outputs;
}

static gboolean
check_size (guint64   n_values,
            GError  **error)
{
  if (n_values <= MAX_VALUES)
    return TRUE;

  g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
               _("this would be a list of %" PRIu64 " values; no more than %d are made"),
               n_values, MAX_VALUES);
  return FALSE;
}

static HeddleNodeOutputs *
collect_evaluate (HeddleNodeExecution  *execution,
                  GError              **error)
{
  return make_items (heddle_node_execution_get_list (execution, "item"));
}

static HeddleNodeOutputs *
cross_evaluate (HeddleNodeExecution  *execution,
                GError              **error)
{
  GPtrArray *a = heddle_node_execution_get_list (execution, "a");
  GPtrArray *b = heddle_node_execution_get_list (execution, "b");
  g_autoptr (GPtrArray) left = new_values ();
  g_autoptr (GPtrArray) right = new_values ();

  if (!check_size ((guint64) a->len * b->len, error))
    return NULL;

  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++)
      {
        add (left, a->pdata[i]);
        add (right, b->pdata[k]);
      }

  return make_both (left, right);
}

static HeddleNodeOutputs *
filter_evaluate (HeddleNodeExecution  *execution,
                 GError              **error)
{
  GPtrArray *items = heddle_node_execution_get_list (execution, "items");
  GPtrArray *keep = heddle_node_execution_get_list (execution, "keep");
  g_autoptr (GPtrArray) kept = new_values ();

  if (keep->len != items->len && keep->len != 1)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                   _("“items” has %u values and “keep” has %u; there has to be one of each for the other"),
                   items->len, keep->len);
      return NULL;
    }

  for (guint i = 0; i < items->len; i++)
    {
      HeddleValue *decision = keep->pdata[keep->len == 1 ? 0 : i];

      if (items->pdata[i] != NULL && decision != NULL && heddle_value_get_boolean (decision))
        add (kept, items->pdata[i]);
    }

  return make_items (kept);
}

static HeddleNodeOutputs *
repeat_evaluate (HeddleNodeExecution  *execution,
                 GError              **error)
{
  GPtrArray *items = heddle_node_execution_get_list (execution, "items");
  int times = heddle_node_execution_get_int (execution, "times");
  g_autoptr (GPtrArray) values = new_values ();

  if (!check_size ((guint64) items->len * (guint64) MAX (times, 0), error))
    return NULL;

  for (int n = 0; n < times; n++)
    for (guint i = 0; i < items->len; i++)
      add (values, items->pdata[i]);

  return make_items (values);
}

static HeddleNodeOutputs *
sort_evaluate (HeddleNodeExecution  *execution,
               GError              **error)
{
  GPtrArray *items = heddle_node_execution_get_list (execution, "items");
  GPtrArray *by = heddle_node_execution_has (execution, "by") ? heddle_node_execution_get_list (execution, "by")
                                                              : items;
  g_autofree char *order = heddle_node_execution_dup_text (execution, "order");
  g_autoptr (GPtrArray) sorted = NULL;

  if (by->len != items->len)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                   _("“items” has %u values and “by” has %u; there has to be one of each for the other"),
                   items->len, by->len);
      return NULL;
    }

  sorted = heddle_list_sort (items, by, g_str_equal (order, "descending"), error);

  return sorted == NULL ? NULL : make_items (sorted);
}

static HeddleNodeOutputs *
take_evaluate (HeddleNodeExecution  *execution,
               GError              **error)
{
  GPtrArray *items = heddle_node_execution_get_list (execution, "items");
  guint from = (guint) MAX (heddle_node_execution_get_int (execution, "from"), 0);
  guint count = items->len;
  g_autoptr (GPtrArray) taken = new_values ();

  if (heddle_node_execution_has (execution, "count"))
    count = (guint) MAX (heddle_node_execution_get_int (execution, "count"), 0);

  for (guint i = from; i < items->len && i - from < count; i++)
    add (taken, items->pdata[i]);

  return make_items (taken);
}

/* The partner at a place of a list that may be too short for it, or %NULL. */
static HeddleValue *
repeat_last (GPtrArray *list,
             guint      i)
{
  return list->pdata[MIN (i, list->len - 1)];
}

static HeddleNodeOutputs *
zip_evaluate (HeddleNodeExecution  *execution,
              GError              **error)
{
  GPtrArray *a = heddle_node_execution_get_list (execution, "a");
  GPtrArray *b = heddle_node_execution_get_list (execution, "b");
  g_autofree char *longest = heddle_node_execution_dup_text (execution, "longest");
  gboolean cut = g_str_equal (longest, "cut") || a->len == b->len;
  guint length = cut ? MIN (a->len, b->len) : MAX (a->len, b->len);
  g_autoptr (GPtrArray) left = new_values ();
  g_autoptr (GPtrArray) right = new_values ();

  if (!cut && g_str_equal (longest, "error"))
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                   _("“a” has %u values and “b” has %u; make them equally long, or choose what "
                     "becomes of the longer one"), a->len, b->len);
      return NULL;
    }
  if (!cut && (a->len == 0 || b->len == 0))
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                   _("“%s” is empty, so that it has no last value to repeat"), a->len == 0 ? "a" : "b");
      return NULL;
    }

  for (guint i = 0; i < length; i++)
    {
      HeddleValue *one = repeat_last (a, i);
      HeddleValue *other = repeat_last (b, i);

      if (one == NULL || other == NULL)
        continue;
      add (left, one);
      add (right, other);
    }

  return make_both (left, right);
}

static const HeddleParameterInfo no_parameters[] = { { NULL } };

static const HeddleParameterInfo repeat_parameters[] = {
  { "times", HEDDLE_PARAMETER_INTEGER, N_("Times"), N_("How often the whole list comes"),
    .fallback = "2", .minimum = 0, .maximum = 10000 },
  { NULL },
};

static const HeddleParameterInfo sort_parameters[] = {
  { "order", HEDDLE_PARAMETER_CHOICE, N_("Order"),
    N_("Whether the least or the greatest comes first; numbers come before texts"),
    .fallback = "\"ascending\"", .options = "ascending|descending" },
  { NULL },
};

static const HeddleParameterInfo take_parameters[] = {
  { "from", HEDDLE_PARAMETER_INTEGER, N_("Skip"), N_("How many are left out at the beginning"),
    .fallback = "0", .minimum = 0, .maximum = MAX_VALUES },
  { "count", HEDDLE_PARAMETER_INTEGER, N_("Take"), N_("How many are taken; all the rest if empty"),
    .minimum = 0, .maximum = MAX_VALUES },
  { NULL },
};

static const HeddleParameterInfo zip_parameters[] = {
  { "longest", HEDDLE_PARAMETER_CHOICE, N_("If One Is Longer"),
    N_("Fails, repeats the last value of the shorter list, or cuts the longer list off"),
    .fallback = "\"error\"", .options = "error|repeat-last|cut" },
  { NULL },
};

static const HeddleNodeTypeInfo types[] = {
  {
    .id = "list.collect",
    .title = N_("Collect"),
    .description = N_("Makes one list of all that comes in, for steps that work on the whole"),
    /* Translators: words that people may search for */
    .keywords = N_("gather merge join all"),
    .icon_name = "view-list-bullet-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_COLLECTS,
    .inputs = one_item,
    .outputs = items_list,
    .parameters = no_parameters,
    .evaluate = collect_evaluate,
  },
  {
    .id = "list.cross",
    .title = N_("Combine Lists"),
    .description = N_("Brings each value of one list together with each of another"),
    /* Translators: words that people may search for */
    .keywords = N_("every combination product matrix"),
    .icon_name = "view-grid-symbolic",
    .cache_version = 1,
    .inputs = both_lists,
    .outputs = both_lists,
    .parameters = no_parameters,
    .evaluate = cross_evaluate,
  },
  {
    .id = "list.filter",
    .title = N_("Filter List"),
    .description = N_("Keeps the values that another list says yes to"),
    /* Translators: words that people may search for */
    .keywords = N_("keep drop select where"),
    .icon_name = "edit-select-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_PAIRED_LISTS,
    .inputs = filter_inputs,
    .outputs = items_list,
    .parameters = no_parameters,
    .evaluate = filter_evaluate,
  },
  {
    .id = "list.repeat",
    .title = N_("Repeat List"),
    .description = N_("Gives a list several times, one after the other"),
    /* Translators: words that people may search for */
    .keywords = N_("times copies duplicate"),
    .icon_name = "view-refresh-symbolic",
    .cache_version = 1,
    .inputs = items_list,
    .outputs = items_list,
    .parameters = repeat_parameters,
    .evaluate = repeat_evaluate,
  },
  {
    .id = "list.sort",
    .title = N_("Sort List"),
    .description = N_("Puts a list in order, by its own values or by those of another list"),
    /* Translators: words that people may search for */
    .keywords = N_("order rank arrange"),
    .icon_name = "view-sort-ascending-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_PAIRED_LISTS,
    .inputs = sort_inputs,
    .outputs = items_list,
    .parameters = sort_parameters,
    .evaluate = sort_evaluate,
  },
  {
    .id = "list.take",
    .title = N_("Take from List"),
    .description = N_("Takes some values of a list, by their places"),
    /* Translators: words that people may search for */
    .keywords = N_("first last slice limit"),
    .icon_name = "go-first-symbolic",
    .cache_version = 1,
    .inputs = items_list,
    .outputs = items_list,
    .parameters = take_parameters,
    .evaluate = take_evaluate,
  },
  {
    .id = "list.zip",
    .title = N_("Pair Lists"),
    .description = N_("Brings the first value of one list together with the first of another, and so on"),
    /* Translators: words that people may search for */
    .keywords = N_("match together merge"),
    .icon_name = "view-dual-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_PAIRED_LISTS,
    .inputs = both_lists,
    .outputs = both_lists,
    .parameters = zip_parameters,
    .evaluate = zip_evaluate,
  },
};

/**
 * heddle_register_list_nodes:
 * @registry: a registry
 *
 * Adds the types that work on lists as a whole.
 */
void
heddle_register_list_nodes (HeddleNodeRegistry *registry)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    heddle_node_registry_add (registry, &types[i]);
}
