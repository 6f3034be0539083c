/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-item-repeats.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <sys/random.h>

#include "base/heddle-json.h"
#include "engine/heddle-run-error.h"
#include "engine/heddle-run-further.h"
#include "providers/heddle-providers.h"

/* Seeds are whole numbers that a double holds exactly. */
#define SEED_LIMIT (G_GINT64_CONSTANT (1) << 53)

static gint64
random_seed (void)
{
  guint64 bits;

  if (getrandom (&bits, sizeof bits, 0) != (gssize) sizeof bits)
    g_error ("The kernel gives no random bytes");
  return (gint64) (bits % (guint64) SEED_LIMIT);
}

/**
 * heddle_item_wants_random_seed:
 * @item: an item of a type that makes several results, with its inputs
 *
 * Returns: whether the seed of its first result is drawn, and not given
 */
gboolean
heddle_item_wants_random_seed (HeddleRunItem *item)
{
  const HeddleParameterInfo *parameter = heddle_node_type_find_parameter (item->step->node->type, "seed");
  JsonNode *given = json_object_get_member (item->step->node->config, "seed");
  g_autoptr (JsonNode) fallback = parameter == NULL ? NULL : heddle_parameter_get_default (parameter);

  if (heddle_node_execution_get_input (item->execution, "seed") != NULL)
    return FALSE;
  if (given == NULL)
    given = fallback;
  return given != NULL && json_node_get_value_type (given) == G_TYPE_STRING;
}

/**
 * heddle_item_set_seeds:
 * @item: an item of a type that makes several results, with its inputs and without seeds
 * @first: the seed of the first one
 *
 * Says which seeds the item's results have: as many as `count`.
 */
void
heddle_item_set_seeds (HeddleRunItem *item,
                       gint64         first)
{
  item->n_seeds = heddle_run_item_count_seeds (item);
  item->seeds = g_new0 (gint64, item->n_seeds);
  item->results = g_new0 (HeddleNodeOutputs *, item->n_seeds);
  for (guint i = 0; i < item->n_seeds; i++)
    item->seeds[i] = (first + i) % SEED_LIMIT;
}

/**
 * heddle_item_draw_seeds:
 * @item: an item of a type that makes several results, with its inputs
 *
 * Says which seeds the item's results have: as many as `count`, from `seed` on; a random seed is
 * drawn once. Further results have those behind.
 */
void
heddle_item_draw_seeds (HeddleRunItem *item)
{
  if (item->seeds != NULL)
    return;

  if (item->origin != NULL)
    heddle_item_set_seeds (item, item->origin->seeds[0] + heddle_run_item_get_first_position (item));
  else if (heddle_item_wants_random_seed (item))
    heddle_item_set_seeds (item, random_seed ());
  else
    heddle_item_set_seeds (item, (gint64) heddle_node_execution_get_number (item->execution, "seed"));
}

static const GError *
find_failure (HeddleRunItem     *item,
              HeddleNodeOutputs *answer,
              guint              nth)
{
  return answer == NULL ? NULL : heddle_node_outputs_get_failure (answer, item->seeds[nth]);
}

/* An outcome that is not known weighs most, since money may hang on it; a refusal least. */
static const GError *
gravest_failure (HeddleRunItem     *item,
                 HeddleNodeOutputs *answer)
{
  const GError *gravest = NULL;

  for (guint i = 0; i < item->n_seeds; i++)
    {
      const GError *failure = find_failure (item, answer, i);
      HeddleItemStatus status;

      if (failure == NULL)
        continue;
      status = heddle_error_to_item_status (failure);
      if (gravest == NULL || status == HEDDLE_ITEM_UNKNOWN_OUTCOME
          || (status == HEDDLE_ITEM_FAILED
              && heddle_error_to_item_status (gravest) == HEDDLE_ITEM_CONTENT_REJECTED))
        gravest = failure;
    }
  return gravest;
}

static GError *
describe_failures (HeddleRunItem     *item,
                   HeddleNodeOutputs *answer)
{
  const GError *gravest = gravest_failure (item, answer);
  g_autoptr (GString) message = NULL;

  if (gravest == NULL)
    return NULL;

  message = g_string_new (NULL);
  for (guint i = 0; i < item->n_seeds; i++)
    {
      const GError *failure = find_failure (item, answer, i);

      if (failure == NULL)
        continue;
      if (message->len > 0)
        g_string_append_c (message, '\n');
      /* Translators: which of several results failed, with its seed, and why */
      g_string_append_printf (message, _("Result %u (seed %" PRId64 "): %s"), i + 1,
                              item->seeds[i], failure->message);
    }
  return g_error_new_literal (gravest->domain, gravest->code, message->str);
}

static void
append_results (HeddleRunItem     *item,
                HeddleNodeOutputs *merged,
                HeddlePort        *port)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);

  for (guint i = 0; i < item->n_seeds; i++)
    {
      GPtrArray *list = item->results[i] == NULL ? NULL
                                                 : heddle_node_outputs_get_list (item->results[i], port->name);

      for (guint k = 0; list != NULL && k < list->len; k++)
        g_ptr_array_add (all, heddle_value_ref (g_ptr_array_index (list, k)));
    }
  heddle_node_outputs_set_list (merged, port->name, all);
}

/**
 * heddle_item_merge_repeats:
 * @item: an item with those of its results that are there
 * @answer: (nullable): what the node answered just now; %NULL where all came from the cache
 * @error: return location
 *
 * Puts the results of an item together, in the order of their seeds.
 *
 * Returns: (transfer full): the outputs; %NULL where no result is there. @error is set where any
 *   result failed, in both cases
 */
HeddleNodeOutputs *
heddle_item_merge_repeats (HeddleRunItem      *item,
                           HeddleNodeOutputs  *answer,
                           GError            **error)
{
  g_autoptr (HeddleNodeOutputs) merged = heddle_node_outputs_new ();
  gboolean any = FALSE;

  *error = describe_failures (item, answer);
  for (guint i = 0; i < item->n_seeds; i++)
    any = any || item->results[i] != NULL;
  if (!any && *error == NULL)
    g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BAD_ANSWER,
                         _("The step gave no result and no reason"));
  if (!any)
    return NULL;

  for (guint o = 0; o < item->step->node->outputs->len; o++)
    append_results (item, merged, g_ptr_array_index (item->step->node->outputs, o));
  if (answer != NULL)
    {
      GPtrArray *warnings = heddle_node_outputs_get_warnings (answer);

      for (guint w = 0; warnings != NULL && w < warnings->len; w++)
        heddle_node_outputs_add_warning (merged, g_ptr_array_index (warnings, w));
    }
  heddle_node_outputs_set_cost (merged, item->cost);
  return g_steal_pointer (&merged);
}
