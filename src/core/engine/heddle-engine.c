/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-engine.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "assets/heddle-asset-store.h"
#include "assets/heddle-blob-store.h"
#include "assets/heddle-imaging-pool.h"
#include "base/heddle-threads.h"
#include "engine/heddle-cache-bound.h"
#include "engine/heddle-job-slots.h"
#include "engine/heddle-outside-changes.h"
#include "engine/heddle-run-continuation.h"
#include "engine/heddle-run-jobs.h"
#include "engine/heddle-run-private.h"
#include "engine/heddle-shared-claims.h"
#include "nodes/heddle-allowed-paths.h"
#include "nodes/heddle-nodes.h"
#include "store/heddle-queue-settings.h"

struct _HeddleEngine
{
  GObject             parent_instance;
  HeddleNodeRegistry *registry;
  HeddleServices     *services;
  HeddleProviders    *providers;
  HeddleEngine       *host;

  GMutex              taking;
  GMutex              mutex;
  GPtrArray          *runs;
  gboolean            stopped;
};

G_DEFINE_FINAL_TYPE (HeddleEngine, heddle_engine, G_TYPE_OBJECT)

static void
heddle_engine_dispose (GObject *object)
{
  HeddleEngine *self = HEDDLE_ENGINE (object);

  g_clear_object (&self->registry);
  g_clear_object (&self->services);
  g_clear_object (&self->providers);
  g_clear_object (&self->host);

  G_OBJECT_CLASS (heddle_engine_parent_class)->dispose (object);
}

static void
heddle_engine_finalize (GObject *object)
{
  HeddleEngine *self = HEDDLE_ENGINE (object);

  g_ptr_array_unref (self->runs);
  g_mutex_clear (&self->taking);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (heddle_engine_parent_class)->finalize (object);
}

static void
heddle_engine_class_init (HeddleEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_engine_dispose;
  G_OBJECT_CLASS (klass)->finalize = heddle_engine_finalize;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
heddle_engine_init (HeddleEngine *self)
{
  g_mutex_init (&self->taking);
  g_mutex_init (&self->mutex);
  self->runs = g_ptr_array_new_with_free_func (weak_ref_free);
  self->services = heddle_services_new ();
}

static gboolean
read_limit (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  HeddleQueueSettings settings;

  if (!heddle_queue_settings_read (database, &settings, error))
    return FALSE;
  heddle_job_slots_set_limit (data, settings.items);
  return TRUE;
}

/**
 * heddle_engine_new:
 * @library: (nullable): an open library; %NULL to plan only
 * @error: return location
 *
 * Blocks: provider manifests are read.
 *
 * Returns: (transfer full): an engine; %NULL where a manifest cannot be used, or the library cannot be
 *   read
 */
HeddleEngine *
heddle_engine_new (HeddleLibrary  *library,
                   GError        **error)
{
  g_autoptr (HeddleEngine) self = g_object_new (HEDDLE_TYPE_ENGINE, NULL);
  g_autoptr (HeddleImagingPool) imaging = heddle_imaging_pool_new ();
  g_autoptr (HeddleAllowedPaths) allowed = heddle_allowed_paths_new ();
  g_autoptr (HeddleJobSlots) slots = heddle_job_slots_new ();
  g_autoptr (HeddleBlobStore) blobs = NULL;

  if (library != NULL && !heddle_wait_for (heddle_library_read (library, read_limit, slots, NULL), NULL, error))
    return NULL;
  self->registry = heddle_node_registry_new ();
  heddle_register_nodes (self->registry);
  heddle_services_add (self->services, G_OBJECT (imaging));
  heddle_services_add (self->services, G_OBJECT (allowed));
  heddle_services_add (self->services, G_OBJECT (slots));
  if (library != NULL)
    {
      g_autoptr (HeddleAssetStore) assets = NULL;
      g_autoptr (HeddleSharedClaims) claims = heddle_shared_claims_new ();
      g_autoptr (HeddleOutsideChanges) changes = heddle_outside_changes_new (library);

      blobs = heddle_blob_store_new (library);
      assets = heddle_asset_store_new (blobs, imaging);
      heddle_services_add (self->services, G_OBJECT (library));
      heddle_services_add (self->services, G_OBJECT (blobs));
      heddle_services_add (self->services, G_OBJECT (assets));
      heddle_services_add (self->services, G_OBJECT (claims));
      heddle_services_add (self->services, G_OBJECT (changes));
    }

  self->providers = heddle_providers_new (library, blobs, imaging, error);
  if (self->providers == NULL)
    return NULL;
  heddle_services_add (self->services, G_OBJECT (self->providers));
  return g_steal_pointer (&self);
}

/**
 * heddle_engine_new_guest:
 * @self: an engine with a library
 * @addresses: (element-type utf8 utf8): addresses by the providers' ids
 * @keys: (element-type utf8 Heddle.Secret): keys by the providers' ids
 * @error: return location
 *
 * Makes an engine for another process of the same person, whose runs go on in this one: it works on
 * the same library and its runs belong to @self, but the keys, addresses and folders that the other
 * process may use are its own. Blocks: provider manifests are read.
 *
 * Returns: (transfer full): an engine; %NULL where an address must not be used
 */
HeddleEngine *
heddle_engine_new_guest (HeddleEngine  *self,
                         GHashTable    *addresses,
                         GHashTable    *keys,
                         GError       **error)
{
  g_autoptr (HeddleEngine) guest = g_object_new (HEDDLE_TYPE_ENGINE, NULL);
  g_autoptr (HeddleAllowedPaths) allowed = heddle_allowed_paths_new ();
  HeddleLibrary *library = heddle_services_get (self->services, HEDDLE_TYPE_LIBRARY);
  HeddleBlobStore *blobs = heddle_services_get (self->services, HEDDLE_TYPE_BLOB_STORE);
  HeddleImagingPool *imaging = heddle_services_get (self->services, HEDDLE_TYPE_IMAGING_POOL);

  guest->host = g_object_ref (self);
  guest->registry = g_object_ref (self->registry);
  guest->providers = heddle_providers_new (library, blobs, imaging, error);
  if (guest->providers == NULL || !heddle_providers_act_for (guest->providers, addresses, keys, error))
    return NULL;

  heddle_services_add (guest->services, G_OBJECT (imaging));
  heddle_services_add (guest->services, G_OBJECT (allowed));
  heddle_services_add (guest->services, heddle_services_get (self->services, HEDDLE_TYPE_JOB_SLOTS));
  heddle_services_add (guest->services, G_OBJECT (library));
  heddle_services_add (guest->services, G_OBJECT (blobs));
  heddle_services_add (guest->services, heddle_services_get (self->services, HEDDLE_TYPE_ASSET_STORE));
  heddle_services_add (guest->services, heddle_services_get (self->services, HEDDLE_TYPE_SHARED_CLAIMS));
  heddle_services_add (guest->services, G_OBJECT (guest->providers));
  return g_steal_pointer (&guest);
}

/**
 * heddle_engine_get_registry:
 * @self: an engine
 *
 * Returns: (transfer none): the node types
 */
HeddleNodeRegistry *
heddle_engine_get_registry (HeddleEngine *self)
{
  return self->registry;
}

/**
 * heddle_engine_get_services:
 * @self: an engine
 *
 * Returns: (transfer none): what nodes work with
 */
HeddleServices *
heddle_engine_get_services (HeddleEngine *self)
{
  return self->services;
}

/**
 * heddle_engine_get_providers:
 * @self: an engine
 *
 * Returns: (transfer none): who runs AI steps
 */
HeddleProviders *
heddle_engine_get_providers (HeddleEngine *self)
{
  return self->providers;
}

/**
 * heddle_engine_plan:
 * @self: an engine
 * @workflow: a workflow
 * @options: what the person asks for
 * @error: return location
 *
 * See [ctor@Plan.new].
 *
 * Returns: (transfer full): the plan; %NULL where the workflow cannot run as asked
 */
HeddlePlan *
heddle_engine_plan (HeddleEngine            *self,
                    HeddleWorkflow          *workflow,
                    const HeddleRunOptions  *options,
                    GError                 **error)
{
  return heddle_plan_new (workflow, options, self->registry, self->services, error);
}

/**
 * heddle_engine_forecast:
 * @self: an engine, which may have a library that is open for reading only
 * @plan: a plan
 * @error: return location
 *
 * See [ctor@PlanForecast.new].
 *
 * Returns: (transfer full): what a run would do; %NULL with @error set
 */
HeddlePlanForecast *
heddle_engine_forecast (HeddleEngine  *self,
                        HeddlePlan    *plan,
                        GError       **error)
{
  return heddle_plan_forecast_new (plan, self->services, error);
}

/* A run that goes on is kept alive by its own thread; the others are forgotten here. */
static GPtrArray *
list_runs (HeddleEngine *self)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  g_mutex_lock (&self->mutex);
  for (guint i = self->runs->len; i > 0; i--)
    {
      HeddleRun *run = g_weak_ref_get (self->runs->pdata[i - 1]);

      if (run != NULL)
        g_ptr_array_add (runs, run);
      else
        g_ptr_array_remove_index_fast (self->runs, i - 1);
    }
  g_mutex_unlock (&self->mutex);
  return runs;
}

/* Whether another part of the run goes on, or is about to. */
static gboolean
is_taken (GPtrArray  *runs,
          const char *uuid)
{
  for (guint i = 0; i < runs->len; i++)
    {
      HeddleRun *run = g_ptr_array_index (runs, i);

      if (g_str_equal (heddle_run_get_uuid (run), uuid) && (!heddle_run_was_started (run) || heddle_run_is_at_work (run)))
        return TRUE;
    }
  return FALSE;
}

static void
keep_track (HeddleEngine *self,
            HeddleRun    *run)
{
  HeddleEngine *host = self->host != NULL ? self->host : self;
  GWeakRef *reference = g_new0 (GWeakRef, 1);
  g_autoptr (GPtrArray) others = list_runs (host);
  gboolean stopped;

  g_weak_ref_init (reference, run);
  g_mutex_lock (&host->mutex);
  g_ptr_array_add (host->runs, reference);
  stopped = host->stopped;
  g_mutex_unlock (&host->mutex);
  if (stopped)
    heddle_run_cancel (run);
}

/* Two who go on with a run at the same time would both find it at rest. */
static HeddleRun *
take (HeddleEngine           *self,
      HeddlePlan             *plan,
      const HeddleRunRecord  *record,
      gboolean                retry,
      GError                **error)
{
  HeddleEngine *host = self->host != NULL ? self->host : self;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&host->taking);
  g_autoptr (GPtrArray) runs = list_runs (host);
  HeddleRun *run;

  if (is_taken (runs, record->uuid))
    {
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_RUN, _("Run %" PRId64 " is at work"), record->number);
      return NULL;
    }
  run = heddle_run_new_continued (plan, self->services, record->uuid, retry);
  keep_track (self, run);
  return run;
}

static gboolean
check_files (HeddleEngine  *self,
             HeddlePlan    *plan,
             GError       **error)
{
  return heddle_plan_check_library (plan, self->registry, self->services, error);
}

/**
 * heddle_engine_new_run:
 * @self: an engine with a library
 * @plan: a plan
 *
 * Returns: (transfer full): a run that has not been started; one that is cancelled already where the
 *   engine was stopped
 */
HeddleRun *
heddle_engine_new_run (HeddleEngine *self,
                       HeddlePlan   *plan)
{
  HeddleRun *run = heddle_run_new (plan, self->services);

  keep_track (self, run);
  return run;
}

/**
 * heddle_engine_continue_run:
 * @self: an engine with a library
 * @run: the run's number, its UUID, or the beginning of that
 * @retry: %FALSE to do what has not been done, or what people have answered meanwhile; %TRUE for what
 *   has failed or was cancelled, too, which is also done in a run that was put back into the queue
 * @error: return location
 *
 * Plans a run of the library once more, by the document and the options that it was begun with. What
 * has been done and paid for is not done again. Blocks.
 *
 * Returns: (transfer full): a run that has not been started; %NULL with [error@PlanError] where it is
 *   at work or there is nothing left to do, or another error where it cannot be read or planned
 */
HeddleRun *
heddle_engine_continue_run (HeddleEngine  *self,
                            const char    *run,
                            gboolean       retry,
                            GError       **error)
{
  HeddleLibrary *library = heddle_services_get (self->services, HEDDLE_TYPE_LIBRARY);
  g_autoptr (HeddleRunRecord) record = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleRunOptions) options = NULL;
  g_autoptr (HeddlePlan) plan = NULL;

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (!heddle_run_continuation_read (library, run, &record, &workflow, &options, error)
      || !heddle_run_continuation_check (record, retry, error))
    return NULL;
  plan = heddle_engine_plan (self, workflow, options, error);
  if (plan == NULL || !check_files (self, plan, error))
    return NULL;
  return take (self, plan, record, retry || heddle_run_continuation_is_retry (record), error);
}

/**
 * heddle_engine_stop:
 * @self: an engine with a library
 *
 * Cancels all runs, whoever started them, and all that come: for a program that is about to end. Those
 * that are paused for want of a network stay so.
 * [method@Engine.drain] then waits until they are over.
 */
void
heddle_engine_stop (HeddleEngine *self)
{
  g_autoptr (GPtrArray) runs = NULL;

  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  g_mutex_unlock (&self->mutex);
  runs = list_runs (self);
  for (guint i = 0; i < runs->len; i++)
    heddle_run_leave (runs->pdata[i]);
}

/**
 * heddle_engine_was_stopped:
 * @self: an engine
 *
 * Returns: whether [method@Engine.stop] was called
 */
gboolean
heddle_engine_was_stopped (HeddleEngine *self)
{
  HeddleEngine *host = self->host != NULL ? self->host : self;
  gboolean stopped;

  g_mutex_lock (&host->mutex);
  stopped = host->stopped;
  g_mutex_unlock (&host->mutex);
  return stopped;
}

typedef struct
{
  HeddleEngine *engine;
  char         *run;
} Cancelling;

static void
cancelling_free (gpointer data)
{
  Cancelling *cancelling = data;

  g_object_unref (cancelling->engine);
  g_free (cancelling->run);
  g_free (cancelling);
}

static gboolean
find_run (HeddleDatabase  *database,
          gpointer         data,
          GValue          *result,
          GError         **error)
{
  g_autoptr (HeddleRunRecord) record = heddle_runs_find (database, data, error);

  if (record == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, record->uuid);
  return TRUE;
}

/* Cancelled by us or by others at the same time: it is what was asked for. */
static gboolean
look_if_cancelled (HeddleDatabase  *database,
                   gpointer         data,
                   GValue          *result,
                   GError         **error)
{
  g_autoptr (HeddleRunRecord) record = heddle_runs_find (database, data, error);

  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, record != NULL && record->status == HEDDLE_RUN_CANCELLED);
  return record != NULL;
}

static HeddleRun *
find_live_run (HeddleEngine *self,
               const char   *uuid)
{
  g_autoptr (GPtrArray) runs = list_runs (self);

  for (guint i = 0; i < runs->len; i++)
    {
      HeddleRun *run = runs->pdata[i];

      if (g_str_equal (heddle_run_get_uuid (run), uuid) && heddle_run_is_at_work (run))
        return g_object_ref (run);
    }
  return NULL;
}

/* A run that began meanwhile has to be told. One that begins after this sees that it was cancelled. */
static gboolean
cancel_recorded (HeddleDatabase  *database,
                 gpointer         data,
                 GValue          *result,
                 GError         **error)
{
  Cancelling *self = data;
  g_autoptr (HeddleRun) run = find_live_run (self->engine, self->run);

  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, run == NULL);
  return run != NULL || heddle_runs_cancel (database, self->run, error);
}

/* Resolves to whether the run is cancelled; else it came to its end by itself. */
static DexFuture *
cancel_live_run (Cancelling  *self,
                 HeddleRun   *run,
                 GError     **error)
{
  HeddleLibrary *library = heddle_services_get (self->engine->services, HEDDLE_TYPE_LIBRARY);

  heddle_run_cancel (run);
  if (!dex_await (heddle_run_when_finished (run), error))
    return NULL;
  return heddle_library_read (library, look_if_cancelled, g_strdup (self->run), g_free);
}

static DexFuture *
cancel_fiber (gpointer data)
{
  Cancelling *self = data;
  HeddleLibrary *library = heddle_services_get (self->engine->services, HEDDLE_TYPE_LIBRARY);
  GError *error = NULL;
  char *uuid = dex_await_string (heddle_library_read (library, find_run, g_strdup (self->run), g_free), &error);

  if (uuid == NULL)
    return dex_future_new_for_error (error);
  g_free (self->run);
  self->run = uuid;
  for (;;)
    {
      g_autoptr (HeddleRun) run = find_live_run (self->engine, self->run);
      DexFuture *cancelled = run == NULL ? NULL : cancel_live_run (self, run, &error);

      if (cancelled != NULL && dex_await_boolean (cancelled, &error))
        return dex_future_new_true ();
      if (error == NULL && dex_await_boolean (heddle_library_write (library, cancel_recorded, self, NULL), &error)
          && heddle_run_jobs_cancel (library, heddle_services_get (self->engine->services, HEDDLE_TYPE_PROVIDERS),
                                     self->run, &error))
        return dex_future_new_true ();
      if (error != NULL)
        return dex_future_new_for_error (error);
    }
}

/**
 * heddle_engine_cancel:
 * @self: an engine with a library
 * @run: a run's number, its UUID, or the beginning of that
 *
 * Cancels a run: one that goes on in this process, or one that waits, is paused or was interrupted. Jobs
 * that it has left with providers are cancelled there, where that can be done.
 *
 * Returns: (transfer full): resolves to %TRUE once the library has it as cancelled; rejects with
 *   %HEDDLE_STORE_ERROR_INVALID where the run is at its end already, or another error of
 *   [error@StoreError]
 */
DexFuture *
heddle_engine_cancel (HeddleEngine *self,
                      const char   *run)
{
  Cancelling *cancelling = g_new0 (Cancelling, 1);

  cancelling->engine = g_object_ref (self);
  cancelling->run = g_strdup (run);
  return heddle_spawn (cancel_fiber, cancelling, cancelling_free);
}

typedef struct
{
  GPtrArray        *futures;
  HeddleAssetStore *assets;
  HeddleLibrary    *library;
} Draining;

static void
draining_free (gpointer data)
{
  Draining *draining = data;

  g_ptr_array_unref (draining->futures);
  g_object_unref (draining->assets);
  g_object_unref (draining->library);
  g_free (draining);
}

/* What a run could not write is for those to hear who started it. */
static DexFuture *
drain_fiber (gpointer data)
{
  Draining *draining = data;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < draining->futures->len; i++)
    dex_await (dex_ref (draining->futures->pdata[i]), NULL);
  if (!dex_await (heddle_cache_bound_keep (draining->library), &error))
    g_message ("The cache of results cannot be kept within its bound: %s", error->message);
  return heddle_asset_store_drain (draining->assets);
}

/**
 * heddle_engine_drain:
 * @self: an engine with a library
 *
 * A run goes on though nobody looks at it any more, and thumbnails are made beside the runs that
 * need them; a program that is about to end waits for them here.
 *
 * Returns: (transfer full): resolves to %TRUE when all runs that were started are in the library
 *   from beginning to end, and nothing is left to do in the background
 */
DexFuture *
heddle_engine_drain (HeddleEngine *self)
{
  Draining *draining = g_new0 (Draining, 1);
  g_autoptr (GPtrArray) runs = list_runs (self);

  draining->futures = g_ptr_array_new_with_free_func (dex_unref);
  draining->library = g_object_ref (heddle_services_get (self->services, HEDDLE_TYPE_LIBRARY));
  draining->assets = g_object_ref (heddle_services_get (self->services, HEDDLE_TYPE_ASSET_STORE));
  for (guint i = 0; i < runs->len; i++)
    if (heddle_run_was_started (runs->pdata[i]))
      g_ptr_array_add (draining->futures, heddle_run_when_finished (runs->pdata[i]));
  return heddle_spawn (drain_fiber, draining, draining_free);
}
