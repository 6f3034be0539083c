/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-further-sources.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-index.h"
#include "graph/heddle-node-outputs.h"
#include "store/heddle-further-repository.h"

/* An item that has made some of what a gate waits with. */
typedef struct
{
  const HeddlePlanNode *node;
  char                 *path;
  guint                 n_seeds;
  guint                 n_results;
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_free (source->path);
  g_free (source);
}

static void add_behind_input (HeddlePlanInput *input,
                              GPtrArray       *sources);

/* Against the links, through steps that make one of each value, to the first that makes several of its own
 * accord. What is behind another gate a person has chosen there.
 */
static void
add_source (HeddlePlanNode *node,
            GPtrArray      *sources)
{
  if (node->type == NULL || (node->type->flags & HEDDLE_NODE_GATE) != 0 || node->mode == HEDDLE_PLAN_SKIP)
    return;
  if (node->mode == HEDDLE_PLAN_RUN && (node->type->flags & HEDDLE_NODE_REPEATS) != 0)
    {
      if (!g_ptr_array_find (sources, node, NULL))
        g_ptr_array_add (sources, node);
      return;
    }
  for (guint i = 0; i < node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (node->inputs, i);

      if (node->mode == HEDDLE_PLAN_PASS ? g_strcmp0 (input->name, node->pass_input) == 0 : !input->type.list)
        add_behind_input (input, sources);
    }
}

static void
add_behind_input (HeddlePlanInput *input,
                  GPtrArray       *sources)
{
  for (guint l = 0; l < input->links->len; l++)
    add_source (((HeddlePlanLink *) g_ptr_array_index (input->links, l))->source, sources);
}

/**
 * heddle_further_sources_find:
 * @plan: a plan
 * @gate: a node of it where a person chooses
 *
 * Returns: (transfer full) (element-type HeddlePlanNode): the nearest nodes before the gate that can make
 *   more of what it waits with
 */
GPtrArray *
heddle_further_sources_find (HeddlePlan     *plan,
                             HeddlePlanNode *gate)
{
  GPtrArray *sources = g_ptr_array_new ();

  for (guint i = 0; i < gate->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (gate->inputs, i);

      if (g_str_equal (input->name, "items"))
        add_behind_input (input, sources);
    }
  return sources;
}

static guint
count_seeds (const HeddleRunItemRecord *record)
{
  g_autoptr (JsonNode) node = record->seeds == NULL ? NULL : heddle_json_parse (record->seeds, -1, NULL);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 0;
}

static guint
count_results (const HeddlePlanNode      *node,
               const HeddleRunItemRecord *record)
{
  g_autoptr (HeddleNodeOutputs) outputs =
    record->outputs == NULL ? NULL : heddle_node_outputs_from_stored_text (record->outputs, NULL);
  guint n = 0;

  for (guint o = 0; outputs != NULL && o < node->outputs->len; o++)
    {
      GPtrArray *list = heddle_node_outputs_get_list (outputs, ((HeddlePort *) node->outputs->pdata[o])->name);

      n = MAX (n, list == NULL ? 0 : list->len);
    }
  return n;
}

/* Items that were mapped over the same list belong together, and one that was not belongs to all. */
static gboolean
is_related (const HeddleRunItemRecord *record,
            const HeddleRunItemRecord *waiting)
{
  g_autoptr (HeddleIndex) a = heddle_index_from_string (record->path, NULL);
  g_autoptr (HeddleIndex) b = heddle_index_from_string (waiting->path, NULL);

  return record->row == waiting->row && a != NULL && b != NULL
         && (heddle_index_has_prefix (a, b) || heddle_index_has_prefix (b, a));
}

static gboolean
is_further (GPtrArray  *asked,
            const char *node,
            const char *path)
{
  for (guint i = 0; i < asked->len; i++)
    {
      const HeddleFurtherRecord *record = asked->pdata[i];

      if (g_str_equal (record->node, node) && g_str_equal (record->path, path))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_items (HeddleDatabase             *database,
           gint64                      run_id,
           const HeddlePlanNode       *node,
           HeddleItemStatus            status,
           const HeddleRunItemRecord  *waiting,
           GPtrArray                  *asked,
           GPtrArray                  *items,
           GError                    **error)
{
  g_autoptr (GPtrArray) records = heddle_run_items_list_node (database, run_id, node->id, status, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const HeddleRunItemRecord *record = records->pdata[i];
      Source *source;

      if (!is_related (record, waiting) || is_further (asked, node->id, record->path) || count_seeds (record) == 0)
        continue;
      source = g_new0 (Source, 1);
      source->node = node;
      source->path = g_strdup (record->path);
      source->n_seeds = count_seeds (record);
      source->n_results = count_results (node, record);
      g_ptr_array_add (items, source);
    }
  return records != NULL;
}

static guint
count_of_node (GPtrArray            *items,
               const HeddlePlanNode *node)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    if (((Source *) items->pdata[i])->node == node)
      n += ((Source *) items->pdata[i])->n_results;
  return n;
}

/* A single one that meets each of several stays the single one. */
static void
leave_out_singles (GPtrArray *items)
{
  gboolean any_list = FALSE;

  for (guint i = 0; i < items->len; i++)
    any_list = any_list || count_of_node (items, ((Source *) items->pdata[i])->node) > 1;
  for (guint i = items->len; any_list && i > 0; i--)
    if (count_of_node (items, ((Source *) items->pdata[i - 1])->node) == 1)
      g_ptr_array_remove_index (items, i - 1);
}

static char *
dup_further_path (const char *path,
                  guint       position)
{
  return *path == '\0' ? g_strdup_printf ("%u", position) : g_strdup_printf ("%s.%u", path, position);
}

/* Behind all that the item was asked for before, made or not. */
static guint
find_first_position (const Source *source,
                     GPtrArray    *asked)
{
  guint first = source->n_seeds;

  for (guint i = 0; i < asked->len; i++)
    {
      const HeddleFurtherRecord *record = asked->pdata[i];
      const char *dot = strrchr (record->path, '.');
      gsize length = dot == NULL ? 0 : (gsize) (dot - record->path);

      if (g_str_equal (record->node, source->node->id) && strlen (source->path) == length
          && strncmp (record->path, source->path, length) == 0)
        first = MAX (first, (guint) g_ascii_strtoull (dot == NULL ? record->path : dot + 1, NULL, 10) + record->count);
    }
  return first;
}

static HeddleFurtherRecord *
make_record (const Source               *source,
             gint64                      run_id,
             const HeddleRunItemRecord  *waiting,
             guint                       count,
             GPtrArray                  *asked)
{
  HeddleFurtherRecord *record = g_new0 (HeddleFurtherRecord, 1);

  record->run_id = run_id;
  record->node = g_strdup (source->node->id);
  record->path = dup_further_path (source->path, find_first_position (source, asked));
  record->count = count != 0 ? count : source->n_seeds;
  record->gate = g_strdup (waiting->node);
  record->gate_path = g_strdup (waiting->path);
  return record;
}

/**
 * heddle_further_sources_ask:
 * @database: a connection
 * @run_id: the run
 * @sources: (element-type HeddlePlanNode): what [func@further_sources_find] found
 * @waiting: the item that waits
 * @count: how many each of the items that made what it waits with is asked for; 0 for as many as it made
 * @error: return location
 *
 * Returns: (transfer full) (element-type HeddleFurtherRecord) (nullable): what is to be asked for, which is
 *   nothing where there is nobody to ask; %NULL with [error@StoreError] where the library cannot be read
 */
GPtrArray *
heddle_further_sources_ask (HeddleDatabase             *database,
                            gint64                      run_id,
                            GPtrArray                  *sources,
                            const HeddleRunItemRecord  *waiting,
                            guint                       count,
                            GError                    **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_further_record_free);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (source_free);
  g_autoptr (GPtrArray) asked = heddle_further_list (database, run_id, error);

  if (asked == NULL)
    return NULL;
  for (guint i = 0; i < sources->len; i++)
    if (!add_items (database, run_id, sources->pdata[i], HEDDLE_ITEM_COMPLETED, waiting, asked, items, error)
        || !add_items (database, run_id, sources->pdata[i], HEDDLE_ITEM_CACHED, waiting, asked, items, error))
      return NULL;

  leave_out_singles (items);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (records, make_record (items->pdata[i], run_id, waiting, count, asked));
  return g_steal_pointer (&records);
}
