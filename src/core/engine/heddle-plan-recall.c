/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-recall.h"

#include "assets/heddle-blob-store.h"
#include "assets/heddle-imaging-pool.h"
#include "base/heddle-threads.h"
#include "engine/heddle-cache-key.h"
#include "engine/heddle-earlier-doubts.h"
#include "engine/heddle-item-keys.h"
#include "engine/heddle-item-repeats.h"
#include "engine/heddle-result-cache.h"
#include "engine/heddle-run-error.h"
#include "nodes/heddle-allowed-paths.h"

/* @promised has the results that items before are going to make: an item that asks for the same later
 * is not paid again. Of their keys eight bytes are enough, since a plan may have millions.
 */
struct _HeddlePlanRecall
{
  HeddleServices    *services;
  HeddleResultCache *cache;
  HeddleItemKeys    *keys;
  GHashTable        *promised;
  char              *doubt;
  guint              n_doubtful;
  HeddleRunPast     *past;
  gint64             row;
};

/* The same as a run's, but for what results are kept in. */
static HeddleServices *
copy_for_looking (HeddleServices *services,
                  HeddleLibrary  *library)
{
  HeddleServices *copy = heddle_services_new ();
  g_autoptr (HeddleBlobStore) blobs = heddle_blob_store_new_read_only (library);
  const GType types[] = { HEDDLE_TYPE_IMAGING_POOL, HEDDLE_TYPE_ALLOWED_PATHS, HEDDLE_TYPE_PROVIDERS };

  heddle_services_add (copy, G_OBJECT (library));
  heddle_services_add (copy, G_OBJECT (blobs));
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GObject *service = heddle_services_get (services, types[i]);

      if (service != NULL)
        heddle_services_add (copy, service);
    }
  return copy;
}

/**
 * heddle_plan_recall_new:
 * @services: has a library, which may be open for reading only
 * @error: return location
 *
 * Returns: (transfer full): what the library remembers; %NULL where it cannot be read
 */
HeddlePlanRecall *
heddle_plan_recall_new (HeddleServices  *services,
                        GError         **error)
{
  HeddleLibrary *library = heddle_services_get (services, HEDDLE_TYPE_LIBRARY);
  HeddleResultCache *cache = heddle_result_cache_new (library, error);
  HeddleSharedClaims *claims = heddle_services_get (services, HEDDLE_TYPE_SHARED_CLAIMS);
  HeddlePlanRecall *self;

  if (cache == NULL)
    return NULL;
  if (!heddle_earlier_doubts_note (library, 0, claims, cache, error))
    {
      heddle_result_cache_free (cache);
      return NULL;
    }
  self = g_new0 (HeddlePlanRecall, 1);
  self->services = copy_for_looking (services, library);
  self->cache = cache;
  self->keys = heddle_item_keys_new (heddle_services_get (services, HEDDLE_TYPE_PROVIDERS));
  self->promised = g_hash_table_new (NULL, NULL);
  self->row = -1;
  return self;
}

/**
 * heddle_plan_recall_set_past:
 * @self: what the library remembers
 * @past: (transfer full): what a run that is to go on has done before
 * @row: the only row of it that is looked at; -1 for all
 *
 * Takes up what was done in the run, and what is to be done in it beyond its workflow.
 */
void
heddle_plan_recall_set_past (HeddlePlanRecall *self,
                             HeddleRunPast    *past,
                             gint64            row)
{
  g_clear_pointer (&self->past, heddle_run_past_free);
  self->past = past;
  self->row = row;
}

/**
 * heddle_plan_recall_wants_row:
 * @self: what the library remembers
 * @row: a row, 0-based
 *
 * Returns: whether the row is to be looked at
 */
gboolean
heddle_plan_recall_wants_row (HeddlePlanRecall *self,
                              guint             row)
{
  return self->row < 0 || self->row == (gint64) row;
}

/**
 * heddle_plan_recall_expand:
 * @self: what the library remembers
 * @step: a step that has just been expanded
 *
 * Gives the step the items that people have asked for beyond those that the workflow has.
 */
void
heddle_plan_recall_expand (HeddlePlanRecall *self,
                           HeddleRunStep    *step)
{
  if (self->past != NULL)
    heddle_run_past_expand_further (self->past, step);
}

/**
 * heddle_plan_recall_free:
 * @self: (transfer full): what the library remembers
 */
void
heddle_plan_recall_free (HeddlePlanRecall *self)
{
  g_clear_pointer (&self->past, heddle_run_past_free);
  heddle_result_cache_free (self->cache);
  heddle_item_keys_free (self->keys);
  g_hash_table_unref (self->promised);
  g_free (self->doubt);
  g_object_unref (self->services);
  g_free (self);
}

/**
 * heddle_plan_recall_get_services:
 * @self: what the library remembers
 *
 * Returns: (transfer none): what nodes and inputs may read with: nothing can be kept with it
 */
HeddleServices *
heddle_plan_recall_get_services (HeddlePlanRecall *self)
{
  return self->services;
}

/**
 * heddle_plan_recall_get_doubt:
 * @self: what the library remembers
 * @n_results: (out): of how many results that items have asked for it is not known whether they were paid for
 *
 * Returns: (nullable): what a person is told of the first of them
 */
const char *
heddle_plan_recall_get_doubt (HeddlePlanRecall *self,
                              guint            *n_results)
{
  *n_results = self->n_doubtful;
  return self->doubt;
}

static void
end_item (HeddleRunItem    *item,
          HeddleItemStatus  status)
{
  item->status = status;
  item->at_end = TRUE;
}

/* Returns whether the result is there, or will be by the time that the item asks for it. */
static gboolean
find_result (HeddlePlanRecall   *self,
             const char         *key,
             HeddleNodeOutputs **result)
{
  g_autofree char *head = g_strndup (key, 16);
  const GError *doubt;

  *result = heddle_result_cache_lookup (self->cache, key);
  if (*result != NULL || !g_hash_table_add (self->promised, GSIZE_TO_POINTER (g_ascii_strtoull (head, NULL, 16))))
    return TRUE;

  doubt = heddle_result_cache_get_doubt (self->cache, key);
  self->n_doubtful += doubt != NULL;
  if (doubt != NULL && self->doubt == NULL)
    self->doubt = g_strdup (doubt->message);
  return FALSE;
}

static void
recall_repeats (HeddlePlanRecall *self,
                HeddleRunItem    *item)
{
  guint n_there = 0;

  heddle_item_draw_seeds (item);
  for (guint i = 0; i < item->n_seeds; i++)
    {
      g_autofree char *key = heddle_cache_key_of_seed (item->key, item->seeds[i]);

      item->n_spared += find_result (self, key, &item->results[i]);
      n_there += item->results[i] != NULL;
    }
  if (n_there < item->n_seeds)
    return;
  item->outputs = heddle_item_merge_repeats (item, NULL, &item->error);
  end_item (item, HEDDLE_ITEM_CACHED);
}

static DexFuture *
read_fiber (gpointer data)
{
  HeddleRunItem *item = data;

  return item->step->node->type->execute (item->execution);
}

/* What depends on more than its inputs only reads, and whether it gives the same again shows by that. */
static void
read_item (HeddlePlanRecall *self,
           HeddleRunItem    *item)
{
  const HeddleNodeTypeInfo *type = item->step->node->type;
  g_autofree char *key = NULL;
  g_autoptr (HeddleNodeOutputs) known = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  if (type->evaluate != NULL)
    item->outputs = type->evaluate (item->execution, &item->error);
  else if (heddle_wait_for (heddle_spawn (read_fiber, item, NULL), &value, &item->error))
    item->outputs = g_value_dup_boxed (&value);
  if (item->outputs == NULL)
    {
      end_item (item, HEDDLE_ITEM_FAILED);
      return;
    }

  key = heddle_cache_key_of_outputs (item->step->node, item->outputs);
  known = heddle_result_cache_lookup (self->cache, key);
  heddle_run_item_pass_on_recipe (item, FALSE);
  end_item (item, known != NULL ? HEDDLE_ITEM_CACHED : HEDDLE_ITEM_COMPLETED);
}

/* What a person has answered goes on; else the gate waits. */
static void
recall_answer (HeddlePlanRecall *self,
               HeddleRunItem    *item)
{
  GError *error = NULL;

  item->outputs = item->step->node->type->evaluate (item->execution, &error);
  if (item->outputs == NULL && heddle_error_to_item_status (error) == HEDDLE_ITEM_WAITING)
    item->outputs = heddle_run_past_answer (self->past, item, &error);
  if (item->outputs != NULL)
    end_item (item, HEDDLE_ITEM_CACHED);
  else if (heddle_error_to_item_status (error) != HEDDLE_ITEM_WAITING)
    {
      item->error = g_steal_pointer (&error);
      end_item (item, HEDDLE_ITEM_FAILED);
    }
  g_clear_error (&error);
}

/* Returns whether the item is at its end. */
static gboolean
recall_past (HeddlePlanRecall *self,
             HeddleRunItem    *item)
{
  HeddleItemStatus status;
  GError *error = NULL;

  heddle_item_keys_make (self->keys, item);
  if (heddle_run_past_recall (self->past, item, self->cache, &status, &error))
    end_item (item, status == HEDDLE_ITEM_COMPLETED ? HEDDLE_ITEM_CACHED : status);
  else if (error != NULL)
    {
      item->error = error;
      end_item (item, HEDDLE_ITEM_FAILED);
    }
  else if (item->step->node->type->flags & HEDDLE_NODE_GATE)
    recall_answer (self, item);
  return item->at_end;
}

/**
 * heddle_plan_recall_item:
 * @self: what the library remembers
 * @item: an item that has not been run, with its execution and all its inputs
 *
 * Looks for what a run would find of the item, by the keys that a run has. If all of it is there, or
 * it can be read, the item is at its end afterwards; else it says how many results are spared.
 */
void
heddle_plan_recall_item (HeddlePlanRecall *self,
                         HeddleRunItem    *item)
{
  HeddleNodeFlags flags = item->step->node->type->flags;

  if (self->past != NULL && recall_past (self, item))
    return;
  if (flags & (HEDDLE_NODE_OUTPUT | HEDDLE_NODE_GATE))
    return;
  if (flags & HEDDLE_NODE_UNCACHED)
    {
      read_item (self, item);
      return;
    }

  heddle_item_keys_make (self->keys, item);
  if (flags & HEDDLE_NODE_REPEATS)
    {
      recall_repeats (self, item);
      return;
    }
  item->n_spared = find_result (self, item->key, &item->outputs);
  if (item->outputs == NULL)
    return;
  heddle_run_item_pass_on_recipe (item, TRUE);
  end_item (item, HEDDLE_ITEM_CACHED);
}
