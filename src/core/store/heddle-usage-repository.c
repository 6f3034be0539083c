/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-usage-repository.h"

static const struct
{
  const char *name;
  const char *query;
} ways[] = {
  [HEDDLE_USAGE_PROVIDER] = { "provider", "usage-by-provider" },
  [HEDDLE_USAGE_MODEL] = { "model", "usage-by-model" },
  [HEDDLE_USAGE_PROJECT] = { "project", "usage-by-project" },
  [HEDDLE_USAGE_CLIENT] = { "client", "usage-by-client" },
  [HEDDLE_USAGE_DAY] = { "day", "usage-by-day" },
};

/**
 * heddle_usage_by_to_string:
 * @by: what calls are added up by
 *
 * Returns: (transfer none): its name
 */
const char *
heddle_usage_by_to_string (HeddleUsageBy by)
{
  g_return_val_if_fail (by < G_N_ELEMENTS (ways), NULL);

  return ways[by].name;
}

/**
 * heddle_usage_by_from_string:
 * @text: a word
 * @by: (out): what calls are added up by
 *
 * Returns: whether anything is named so
 */
gboolean
heddle_usage_by_from_string (const char    *text,
                             HeddleUsageBy *by)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (ways[i].name, text))
      {
        *by = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * heddle_usage_group_new:
 *
 * Returns: (transfer full): a group without calls
 */
HeddleUsageGroup *
heddle_usage_group_new (void)
{
  HeddleUsageGroup *self = g_new0 (HeddleUsageGroup, 1);

  self->costs = g_array_new (FALSE, FALSE, sizeof (HeddleMoney));

  return self;
}

/**
 * heddle_usage_group_free:
 * @self: (transfer full): the group
 *
 * Frees the group.
 */
void
heddle_usage_group_free (HeddleUsageGroup *self)
{
  g_free (self->key);
  g_free (self->name);
  g_array_unref (self->costs);
  g_free (self);
}

/* Nothing is nothing in any currency. */
static void
add_cost (HeddleUsageGroup *self,
          HeddleMoney       cost)
{
  for (guint i = 0; i < self->costs->len; i++)
    {
      HeddleMoney *sum = &g_array_index (self->costs, HeddleMoney, i);
      HeddleMoney both = heddle_money_add (*sum, cost);

      if (!both.known)
        continue;
      *sum = both;
      return;
    }
  g_array_append_val (self->costs, cost);
}

/**
 * heddle_usage_group_add:
 * @self: a group
 * @other: another, whose calls are added
 */
void
heddle_usage_group_add (HeddleUsageGroup       *self,
                        const HeddleUsageGroup *other)
{
  self->calls += other->calls;
  self->successful += other->successful;
  self->failed += other->failed;
  self->unknown += other->unknown;
  self->pending += other->pending;
  self->duration_ms += other->duration_ms;
  self->ended += other->ended;
  self->tokens_in += other->tokens_in;
  self->tokens_out += other->tokens_out;
  self->images += other->images;
  self->unknown_costs += other->unknown_costs;
  for (guint i = 0; i < other->costs->len; i++)
    add_cost (self, g_array_index (other->costs, HeddleMoney, i));
}

static HeddleUsageGroup *
read_row (HeddleStatement *statement)
{
  HeddleUsageGroup *group = heddle_usage_group_new ();
  HeddleMoney cost = heddle_statement_get_money (statement, 13);

  group->key = heddle_statement_dup_text (statement, 0);
  group->name = heddle_statement_dup_text (statement, 1);
  group->calls = heddle_statement_get_int (statement, 2);
  group->successful = heddle_statement_get_int (statement, 3);
  group->failed = heddle_statement_get_int (statement, 4);
  group->unknown = heddle_statement_get_int (statement, 5);
  group->pending = heddle_statement_get_int (statement, 6);
  group->duration_ms = heddle_statement_get_int (statement, 7);
  group->ended = heddle_statement_get_int (statement, 8);
  group->tokens_in = heddle_statement_get_int (statement, 9);
  group->tokens_out = heddle_statement_get_int (statement, 10);
  group->images = heddle_statement_get_int (statement, 11);
  group->unknown_costs = heddle_statement_get_int (statement, 12);
  if (cost.known)
    g_array_append_val (group->costs, cost);
  return group;
}

/**
 * heddle_usage_list:
 * @database: a connection
 * @by: what calls are added up by
 * @since: the first moment that counts, Unix milliseconds; 0 for all
 * @error: return location for an error
 *
 * Adds up what was asked of providers. What works on this machine, like Sketch, makes no calls.
 *
 * Returns: (transfer full) (element-type HeddleUsageGroup): the groups in the order of their names,
 *   or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_usage_list (HeddleDatabase  *database,
                   HeddleUsageBy    by,
                   gint64           since,
                   GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, ways[by].query, error);
  g_autoptr (GPtrArray) groups = NULL;

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, since);
  groups = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_usage_group_free);
  while (heddle_statement_next (statement))
    {
      HeddleUsageGroup *group = read_row (statement);
      HeddleUsageGroup *last = groups->len == 0 ? NULL : groups->pdata[groups->len - 1];

      /* The rows of one group differ in their currency and follow each other. */
      if (last == NULL || g_strcmp0 (last->key, group->key) != 0)
        {
          g_ptr_array_add (groups, group);
          continue;
        }
      heddle_usage_group_add (last, group);
      heddle_usage_group_free (group);
    }

  return heddle_statement_finish (statement, error) ? g_steal_pointer (&groups) : NULL;
}
