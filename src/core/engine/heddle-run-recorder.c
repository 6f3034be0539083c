/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-recorder.h"

#include "base/heddle-threads.h"
#include "engine/heddle-open-items.h"
#include "engine/heddle-run-continuation.h"
#include "engine/heddle-run-draft.h"
#include "engine/heddle-run-ending.h"
#include "engine/heddle-run-error.h"
#include "engine/heddle-run-nodes.h"
#include "store/heddle-api-call-repository.h"
#include "store/heddle-blob-repository.h"
#include "store/heddle-cache-repository.h"
#include "store/heddle-run-item-repository.h"

/* Handed to the writer together: enough that a transaction is worth it, few enough that the
 * library is never far behind.
 */
#define BATCH_SIZE 128

/* Until @start is resolved, which is when the run is durable, @record is the writer's alone. */
struct _HeddleRunRecorder
{
  HeddleLibrary   *library;
  HeddlePlan      *plan;
  DexFuture       *start;
  HeddleRunRecord *record;
  HeddleRunEnding *ending;
  HeddleRunNodes  *nodes;
  HeddleOpenItems *open_items;
  GPtrArray       *batch;
  GPtrArray       *claims;
  gboolean         has_all_nodes;
  gboolean         continued;
  gboolean         retried;
  gboolean         given_up;
};

/* An item's state at one moment, or a result for the cache (where ordinal is 0 and key is set). @waits
 * says that nothing is known of the item yet but that it is to be done.
 */
typedef struct
{
  gboolean           is_result;
  gboolean           waits;
  guint              ordinal;
  HeddleIndex       *index;
  gint64             row;
  HeddleItemStatus   status;
  char              *key;
  char              *seeds;
  HeddleNodeOutputs *outputs;
  HeddleNodeOutputs *candidates;
  char              *error;
  HeddleMoney        cost;
  gint64             started_at;
  gint64             finished_at;
} Entry;

typedef struct
{
  HeddleRunRecorder *recorder;
  GPtrArray         *entries;
  GPtrArray         *claims;
  gboolean           all_nodes;
} Batch;

/* Outputs as the library keeps them. A result for the cache and its item follow each other and have
 * the same, so the last are kept.
 */
typedef struct
{
  HeddleNodeOutputs *outputs;
  char              *text;
  GPtrArray         *blobs;
} Written;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->index, heddle_index_unref);
  g_free (entry->key);
  g_free (entry->seeds);
  g_clear_pointer (&entry->outputs, heddle_node_outputs_unref);
  g_clear_pointer (&entry->candidates, heddle_node_outputs_unref);
  g_free (entry->error);
  g_free (entry);
}

static void
recorder_clear (gpointer data)
{
  HeddleRunRecorder *self = data;

  g_clear_object (&self->library);
  g_clear_object (&self->plan);
  dex_clear (&self->start);
  g_clear_pointer (&self->record, heddle_run_record_free);
  g_clear_pointer (&self->ending, heddle_run_ending_free);
  heddle_run_nodes_free (self->nodes);
  heddle_open_items_free (self->open_items);
  g_ptr_array_unref (self->batch);
  g_ptr_array_unref (self->claims);
}

/**
 * heddle_run_recorder_unref:
 * @self: (transfer full): a recorder
 */
void
heddle_run_recorder_unref (HeddleRunRecorder *self)
{
  g_atomic_rc_box_release_full (self, recorder_clear);
}

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  heddle_run_recorder_unref (batch->recorder);
  g_ptr_array_unref (batch->entries);
  g_ptr_array_unref (batch->claims);
  g_free (batch);
}

/* What the run works on is in the library then, and stays as it is; of a batch it may be large. */
static void
forget_inputs (HeddleRunRecorder *self)
{
  g_clear_pointer (&self->record->inputs, g_free);
  g_clear_pointer (&self->record->options, g_free);
}

static gboolean
insert_run (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  HeddleRunRecorder *self = data;

  if (!heddle_run_draft_resolve (self->record, database, self->plan, error)
      || !heddle_runs_insert (database, self->record, error))
    return FALSE;
  forget_inputs (self);
  return TRUE;
}

static GPtrArray *
new_claims (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_shared_claim_free);
}

static HeddleRunRecorder *
recorder_alloc (HeddleLibrary   *library,
                HeddlePlan      *plan,
                HeddleRunRecord *record)
{
  HeddleRunRecorder *self = g_atomic_rc_box_new0 (HeddleRunRecorder);

  self->library = g_object_ref (library);
  self->plan = g_object_ref (plan);
  self->record = record;
  self->nodes = heddle_run_nodes_new (plan);
  self->open_items = heddle_open_items_new ();
  self->batch = g_ptr_array_new_with_free_func (entry_free);
  self->claims = new_claims ();
  return self;
}

/**
 * heddle_run_recorder_new:
 * @library: the library
 * @plan: what is to be done
 * @uuid: the run's UUID
 *
 * Writes the run and a snapshot of its document down, without waiting for it:
 * [method@RunRecorder.await_start] does.
 *
 * Returns: (transfer full): a recorder
 */
HeddleRunRecorder *
heddle_run_recorder_new (HeddleLibrary *library,
                         HeddlePlan    *plan,
                         const char    *uuid)
{
  HeddleRunRecord *record = heddle_run_draft_new (plan);
  HeddleRunRecorder *self = recorder_alloc (library, plan, record);

  record->uuid = g_strdup (uuid);
  record->status = HEDDLE_RUN_RUNNING;
  record->started_at = record->created_at;

  self->start = heddle_library_write_gathered (library, insert_run, g_atomic_rc_box_acquire (self),
                                               (GDestroyNotify) heddle_run_recorder_unref);
  return self;
}

static gboolean
reopen_run (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  HeddleRunRecorder *self = data;
  HeddleRunRecord *record = heddle_runs_find (database, self->record->uuid, error);

  if (record == NULL)
    return FALSE;
  heddle_run_record_free (self->record);
  self->record = record;
  if (!heddle_run_continuation_check (record, self->retried, error))
    return FALSE;
  self->continued = record->started_at != 0;
  record->status = HEDDLE_RUN_RUNNING;
  record->finished_at = 0;
  if (record->started_at == 0)
    record->started_at = g_get_real_time () / 1000;
  g_clear_pointer (&record->reason, g_free);
  g_clear_pointer (&record->error, g_free);
  if (!heddle_run_items_drop_unasked (database, record->id, error)
      || !heddle_run_nodes_reopen (self->nodes, database, record->id, error)
      || !heddle_runs_update (database, record, error))
    return FALSE;
  forget_inputs (self);
  return TRUE;
}

/**
 * heddle_run_recorder_continue:
 * @library: the library
 * @plan: what is to be done
 * @uuid: the UUID of a run that the library has
 * @retry: whether what has failed or was cancelled is to be done
 * @error: return location
 *
 * Writes down that the run goes on, and waits until that is durable.
 *
 * Returns: (transfer full): a recorder; %NULL with %HEDDLE_PLAN_ERROR_RUN where the run has come to its
 *   end meanwhile, or another error where the library cannot be written
 */
HeddleRunRecorder *
heddle_run_recorder_continue (HeddleLibrary  *library,
                              HeddlePlan     *plan,
                              const char     *uuid,
                              gboolean        retry,
                              GError        **error)
{
  HeddleRunRecord *record = heddle_run_record_new ();
  HeddleRunRecorder *self = recorder_alloc (library, plan, record);

  record->uuid = g_strdup (uuid);
  self->retried = retry;
  if (heddle_wait_for (heddle_library_write (library, reopen_run, self, NULL), NULL, error))
    return self;
  heddle_run_recorder_unref (self);
  return NULL;
}

/**
 * heddle_run_recorder_has_started:
 * @self: a recorder
 *
 * Returns: whether [method@RunRecorder.await_start] needs not wait
 */
gboolean
heddle_run_recorder_has_started (HeddleRunRecorder *self)
{
  return self->start == NULL || !dex_future_is_pending (self->start);
}

/**
 * heddle_run_recorder_await_start:
 * @self: a recorder
 * @error: return location
 *
 * Waits until the run is durable.
 *
 * Returns: %FALSE with @error where the library could not be written
 */
gboolean
heddle_run_recorder_await_start (HeddleRunRecorder  *self,
                                 GError            **error)
{
  g_autoptr (GError) earlier = NULL;

  if (!heddle_run_recorder_has_started (self))
    heddle_wait_for (heddle_library_flush (self->library), NULL, &earlier);
  if (self->start != NULL && !heddle_wait_for (dex_ref (self->start), NULL, error))
    return FALSE;
  if (earlier == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&earlier));
  return FALSE;
}

/**
 * heddle_run_recorder_has_past:
 * @self: a recorder
 *
 * Returns: whether anything may have been done in the run before
 */
gboolean
heddle_run_recorder_has_past (HeddleRunRecorder *self)
{
  return self->continued;
}

/**
 * heddle_run_recorder_get_id:
 * @self: a recorder
 *
 * Returns: the run's row in the library, which it has once [method@RunRecorder.await_start] says so
 */
gint64
heddle_run_recorder_get_id (HeddleRunRecorder *self)
{
  return self->record->id;
}

/**
 * heddle_run_recorder_get_number:
 * @self: a recorder
 *
 * Returns: the number that people say, from then on
 */
gint64
heddle_run_recorder_get_number (HeddleRunRecorder *self)
{
  return self->record->number;
}

static char *
seeds_text (const HeddleRunItem *item)
{
  g_autoptr (GString) text = NULL;

  if (item->n_seeds == 0)
    return NULL;
  text = g_string_new ("[");
  for (guint i = 0; i < item->n_seeds; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",", item->seeds[i]);
  g_string_append_c (text, ']');
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * heddle_run_recorder_add_item:
 * @self: a recorder
 * @item: an item whose state has changed
 *
 * Takes down the item's state as it is now.
 */
void
heddle_run_recorder_add_item (HeddleRunRecorder   *self,
                              const HeddleRunItem *item)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->ordinal = item->step->node->ordinal;
  entry->index = heddle_index_ref (item->mapped->index);
  entry->row = heddle_plan_is_batch (self->plan) ? (gint64) item->step->row->number : -1;
  entry->status = item->status;
  entry->waits = !item->at_end && item->status <= HEDDLE_ITEM_QUEUED;
  entry->key = g_strdup (item->key);
  entry->seeds = seeds_text (item);
  entry->outputs = item->outputs == NULL ? NULL : heddle_node_outputs_ref (item->outputs);
  entry->error = heddle_error_to_text (item->error);
  entry->cost = item->cost;
  entry->started_at = item->status >= HEDDLE_ITEM_RUNNING ? item->started_at : 0;
  if (item->recalled)
    entry->finished_at = item->finished_at;
  else if (heddle_item_status_is_final (item->status))
    entry->finished_at = g_get_real_time () / 1000;
  if (item->status == HEDDLE_ITEM_WAITING && item->execution != NULL)
    entry->candidates = heddle_run_item_describe_choice (item);
  g_ptr_array_add (self->batch, entry);
  if (self->batch->len >= BATCH_SIZE)
    heddle_run_recorder_flush (self);
}

/**
 * heddle_run_recorder_add_result:
 * @self: a recorder
 * @key: the key of a result
 * @outputs: the result
 *
 * Takes a result down for the cache.
 */
void
heddle_run_recorder_add_result (HeddleRunRecorder *self,
                                const char        *key,
                                HeddleNodeOutputs *outputs)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->is_result = TRUE;
  entry->key = g_strdup (key);
  entry->outputs = heddle_node_outputs_ref (outputs);
  entry->cost = heddle_node_outputs_get_cost (outputs);
  g_ptr_array_add (self->batch, entry);
}

/**
 * heddle_run_recorder_add_claim:
 * @self: a recorder
 * @claim: (transfer full): the claim on a result
 *
 * Gives the claim up as soon as all that has been taken down so far is durable.
 */
void
heddle_run_recorder_add_claim (HeddleRunRecorder *self,
                               HeddleSharedClaim *claim)
{
  g_ptr_array_add (self->claims, claim);
}

static void
written_clear (Written *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->blobs, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Written, written_clear)

static void
written_update (Written           *self,
                HeddleNodeOutputs *outputs)
{
  if (self->blobs != NULL && self->outputs == outputs)
    return;
  written_clear (self);
  self->text = outputs == NULL ? NULL : heddle_node_outputs_to_stored_text (outputs);
  self->blobs = outputs == NULL ? g_ptr_array_new_null_terminated (0, NULL, TRUE)
                                : heddle_node_outputs_list_blobs (outputs);
  self->outputs = outputs;
}

static gboolean
find_row (HeddleRunRecorder    *self,
          HeddleDatabase       *database,
          HeddleRunItemRecord  *record,
          GError              **error)
{
  g_autoptr (HeddleRunItemRecord) earlier = NULL;

  if (!heddle_run_items_find (database, self->record->id, record->node, record->path, &earlier, error))
    return FALSE;
  record->id = earlier == NULL ? 0 : earlier->id;
  return TRUE;
}

/* Until now only the calls hold what was paid for. */
static gboolean
release_results (HeddleRunRecorder          *self,
                 HeddleDatabase             *database,
                 const Entry                *entry,
                 const HeddleRunItemRecord  *record,
                 GError                    **error)
{
  HeddlePlanNode *node = g_ptr_array_index (heddle_plan_get_nodes (self->plan), entry->ordinal);

  if (node->type == NULL || !(node->type->flags & HEDDLE_NODE_MODEL)
      || (entry->status != HEDDLE_ITEM_COMPLETED && entry->status != HEDDLE_ITEM_FAILED
          && entry->status != HEDDLE_ITEM_CONTENT_REJECTED))
    return TRUE;
  return heddle_api_calls_forget_results (database, self->record->id, record->node, record->path, error);
}

/* An item that was written down before has a row that is brought up to date. */
static gboolean
write_item (HeddleRunRecorder    *self,
            HeddleDatabase       *database,
            const Entry          *entry,
            HeddleRunItemRecord  *record,
            const char *const    *blobs,
            GError              **error)
{
  gint64 known = heddle_open_items_find (self->open_items, entry->ordinal, record->path);

  record->id = known;
  if (known == 0 && self->continued && !find_row (self, database, record, error))
    return FALSE;
  if (entry->waits && record->id != 0)
    {
      if (!heddle_run_items_wait (database, record, error))
        return FALSE;
    }
  else if (!heddle_run_items_save (database, record, blobs, error)
           || !release_results (self, database, entry, record, error))
    return FALSE;

  if (entry->status > HEDDLE_ITEM_RUNNING)
    heddle_open_items_remove (self->open_items, entry->ordinal, record->path);
  else if (known == 0)
    heddle_open_items_add (self->open_items, entry->ordinal, record->path, record->id);
  return TRUE;
}

static gboolean
save_item (HeddleRunRecorder  *self,
           HeddleDatabase     *database,
           Entry              *entry,
           const Written      *written,
           GError            **error)
{
  gint64 node_run;
  g_autofree char *path = heddle_index_to_string (entry->index);

  heddle_run_nodes_note (self->nodes, entry->ordinal, entry->status, entry->started_at, entry->finished_at,
                         heddle_open_items_find (self->open_items, entry->ordinal, path) != 0);
  if (!heddle_run_nodes_ensure (self->nodes, database, self->record->id, entry->ordinal, &node_run, error))
    return FALSE;

  HeddlePlanNode *node = g_ptr_array_index (heddle_plan_get_nodes (self->plan), entry->ordinal);
  g_auto (Written) candidates = { 0 };

  if (entry->candidates != NULL)
    written_update (&candidates, entry->candidates);

  HeddleRunItemRecord record = {
    .node_run_id = node_run,
    .node = node->id,
    .path = path,
    .row = entry->row,
    .status = entry->status,
    .cached = entry->status == HEDDLE_ITEM_CACHED,
    .key = entry->key,
    .seeds = entry->seeds,
    .inputs = candidates.text,
    .outputs = written->text,
    .error = entry->error,
    .cost = entry->cost,
    .started_at = entry->started_at,
    .finished_at = entry->finished_at,
  };
  return write_item (self, database, entry, &record,
                     (const char *const *) (entry->candidates != NULL ? &candidates : written)->blobs->pdata, error);
}

static gboolean
sum_bytes (HeddleDatabase  *database,
           const Written   *written,
           gint64          *bytes,
           GError         **error)
{
  *bytes = (gint64) strlen (written->text);
  for (guint i = 0; i < written->blobs->len; i++)
    {
      gint64 size;

      if (!heddle_blobs_get_bytes (database, g_ptr_array_index (written->blobs, i), &size, error))
        return FALSE;
      *bytes += size;
    }
  return TRUE;
}

static gboolean
save_result (HeddleDatabase  *database,
             Entry           *entry,
             const Written   *written,
             GError         **error)
{
  HeddleCacheRecord record = {
    .key = entry->key,
    .outputs = written->text,
    .cost = entry->cost,
  };

  return sum_bytes (database, written, &record.bytes, error)
         && heddle_cache_put (database, &record, (const char *const *) written->blobs->pdata, error);
}

static gboolean
was_rejected (HeddleRunRecorder *self)
{
  return self->start != NULL && dex_future_is_rejected (self->start);
}

/* Until the run is durable, its row may have gone with a transaction, and another run may have the id. */
static gboolean
find_run (HeddleRunRecorder  *self,
          HeddleDatabase     *database,
          gboolean           *found,
          GError            **error)
{
  *found = self->start == NULL || dex_future_is_resolved (self->start);
  if (*found || self->record->id == 0 || was_rejected (self))
    return TRUE;
  return heddle_runs_has (database, self->record->id, self->record->uuid, found, error);
}

static gboolean
write_batch (HeddleDatabase  *database,
             gpointer         data,
             GValue          *result,
             GError         **error)
{
  Batch *batch = data;
  Written written = { 0 };
  gboolean found;
  gboolean done;

  if (!find_run (batch->recorder, database, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  done = !batch->all_nodes
         || heddle_run_nodes_ensure_all (batch->recorder->nodes, database, batch->recorder->record->id, error);

  for (guint i = 0; done && i < batch->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (batch->entries, i);

      written_update (&written, entry->outputs);
      done = entry->is_result ? save_result (database, entry, &written, error)
                              : save_item (batch->recorder, database, entry, &written, error);
    }
  written_clear (&written);
  return done && heddle_run_nodes_save (batch->recorder->nodes, database, batch->recorder->record->id, error);
}

static void
hand_over (HeddleRunRecorder *self,
           gboolean           all_nodes)
{
  Batch *batch;

  if (self->given_up || was_rejected (self))
    {
      g_ptr_array_set_size (self->batch, 0);
      g_ptr_array_set_size (self->claims, 0);
      return;
    }
  if (self->batch->len == 0 && self->claims->len == 0 && !all_nodes)
    return;
  batch = g_new0 (Batch, 1);
  batch->recorder = g_atomic_rc_box_acquire (self);
  batch->entries = g_steal_pointer (&self->batch);
  batch->claims = g_steal_pointer (&self->claims);
  batch->all_nodes = all_nodes;
  self->batch = g_ptr_array_new_with_free_func (entry_free);
  self->claims = new_claims ();
  heddle_library_write_later (self->library, write_batch, batch, batch_free);
}

/**
 * heddle_run_recorder_flush:
 * @self: a recorder
 *
 * Hands what has been taken down to the library's writer, without waiting for it.
 */
void
heddle_run_recorder_flush (HeddleRunRecorder *self)
{
  hand_over (self, FALSE);
}

/**
 * heddle_run_recorder_give_up:
 * @self: a recorder
 *
 * Hands over what has been taken down so far, and nothing that is taken down from now on.
 */
void
heddle_run_recorder_give_up (HeddleRunRecorder *self)
{
  heddle_run_recorder_flush (self);
  self->given_up = TRUE;
}

/**
 * heddle_run_recorder_pause:
 * @self: a recorder
 *
 * Does the same where the run has nothing to do but to wait. The nodes that are not begun have rows
 * from the first time on: a run that never waits has none of them for anybody to see.
 */
void
heddle_run_recorder_pause (HeddleRunRecorder *self)
{
  hand_over (self, !self->has_all_nodes);
  self->has_all_nodes = TRUE;
}

static gboolean
touch_results (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  GPtrArray *keys = data;

  for (guint i = 0; i < keys->len; i++)
    if (!heddle_cache_touch (database, g_ptr_array_index (keys, i), error))
      return FALSE;
  return TRUE;
}

/**
 * heddle_run_recorder_note_uses:
 * @self: a recorder
 * @keys: (transfer full) (element-type utf8): keys of results that were used again
 *
 * Writes down that the results are of use, without waiting for it.
 */
void
heddle_run_recorder_note_uses (HeddleRunRecorder *self,
                               GPtrArray         *keys)
{
  heddle_library_write_later (self->library, touch_results, keys, (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
end_run (HeddleDatabase  *database,
         gpointer         data,
         GValue          *result,
         GError         **error)
{
  HeddleRunRecorder *self = data;
  gboolean found;

  if (!find_run (self, database, &found, error))
    return FALSE;
  return !found || heddle_run_ending_write (self->ending, database, self->record, self->nodes, error);
}

static gboolean
update_record (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  HeddleRunRecorder *self = data;
  gboolean found;

  if (!find_run (self, database, &found, error))
    return FALSE;
  return !found || heddle_runs_update (database, self->record, error);
}

/**
 * heddle_run_recorder_set_offline:
 * @self: a recorder
 * @offline: whether the run waits for the network and for nothing else
 *
 * Writes down that the run is paused, or goes on, and waits until that is durable. Where it cannot be
 * written, the run's end cannot either, and is told.
 */
void
heddle_run_recorder_set_offline (HeddleRunRecorder *self,
                                 gboolean           offline)
{
  g_autoptr (GError) error = NULL;

  self->record->status = offline ? HEDDLE_RUN_PAUSED : HEDDLE_RUN_RUNNING;
  g_set_str (&self->record->reason, offline ? "offline" : NULL);
  if (!heddle_wait_for (heddle_library_write (self->library, update_record, self, NULL), NULL, &error))
    g_message ("The state of a run cannot be written down: %s", error->message);
}

/**
 * heddle_run_recorder_finish:
 * @self: a recorder
 * @status: how the run ended
 * @pause: (nullable): of one that is paused, what keeps it from going on
 * @tally: its sums
 * @error: return location
 *
 * Writes the end of the run down, and waits until that and everything before it is durable.
 *
 * Returns: %FALSE with @error where anything could not be written
 */
gboolean
heddle_run_recorder_finish (HeddleRunRecorder     *self,
                            HeddleRunStatus        status,
                            const GError          *pause,
                            const HeddleRunTally  *tally,
                            GError               **error)
{
  heddle_run_recorder_flush (self);
  self->ending = heddle_run_ending_new (status, pause, tally);
  return heddle_wait_for (heddle_library_write (self->library, end_run, self, NULL), NULL, error);
}
