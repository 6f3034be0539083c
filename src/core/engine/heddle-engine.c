/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-engine.h"

#include "assets/heddle-asset-store.h"
#include "assets/heddle-blob-store.h"
#include "assets/heddle-imaging-pool.h"
#include "nodes/heddle-allowed-paths.h"
#include "nodes/heddle-nodes.h"

struct _HeddleEngine
{
  GObject             parent_instance;
  HeddleNodeRegistry *registry;
  HeddleServices     *services;
  HeddleProviders    *providers;
};

G_DEFINE_FINAL_TYPE (HeddleEngine, heddle_engine, G_TYPE_OBJECT)

static void
heddle_engine_dispose (GObject *object)
{
  HeddleEngine *self = HEDDLE_ENGINE (object);

  g_clear_object (&self->registry);
  g_clear_object (&self->services);
  g_clear_object (&self->providers);

  G_OBJECT_CLASS (heddle_engine_parent_class)->dispose (object);
}

static void
heddle_engine_class_init (HeddleEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_engine_dispose;
}

static void
heddle_engine_init (HeddleEngine *self)
{
  self->registry = heddle_node_registry_new ();
  self->services = heddle_services_new ();
  heddle_register_nodes (self->registry);
}

/**
 * heddle_engine_new:
 * @library: (nullable): an open library; %NULL to plan only
 * @error: return location
 *
 * Blocks: provider manifests are read.
 *
 * Returns: (transfer full): an engine; %NULL where a manifest cannot be used
 */
HeddleEngine *
heddle_engine_new (HeddleLibrary  *library,
                   GError        **error)
{
  g_autoptr (HeddleEngine) self = g_object_new (HEDDLE_TYPE_ENGINE, NULL);
  g_autoptr (HeddleImagingPool) imaging = heddle_imaging_pool_new ();
  g_autoptr (HeddleAllowedPaths) allowed = heddle_allowed_paths_new ();
  g_autoptr (HeddleBlobStore) blobs = NULL;

  heddle_services_add (self->services, G_OBJECT (imaging));
  heddle_services_add (self->services, G_OBJECT (allowed));
  if (library != NULL)
    {
      g_autoptr (HeddleAssetStore) assets = NULL;

      blobs = heddle_blob_store_new (library);
      assets = heddle_asset_store_new (blobs, imaging);
      heddle_services_add (self->services, G_OBJECT (library));
      heddle_services_add (self->services, G_OBJECT (blobs));
      heddle_services_add (self->services, G_OBJECT (assets));
    }

  self->providers = heddle_providers_new (library, blobs, imaging, error);
  if (self->providers == NULL)
    return NULL;
  heddle_services_add (self->services, G_OBJECT (self->providers));
  return g_steal_pointer (&self);
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
 * heddle_engine_new_run:
 * @self: an engine with a library
 * @plan: a plan
 *
 * Returns: (transfer full): a run that has not been started
 */
HeddleRun *
heddle_engine_new_run (HeddleEngine *self,
                       HeddlePlan   *plan)
{
  return heddle_run_new (plan, self->services);
}

/**
 * heddle_engine_drain:
 * @self: an engine with a library
 *
 * Thumbnails are made beside the runs that need them; a program that is about to end waits for them
 * here.
 *
 * Returns: (transfer full): resolves to %TRUE when nothing is left to do in the background
 */
DexFuture *
heddle_engine_drain (HeddleEngine *self)
{
  return heddle_asset_store_drain (heddle_services_get (self->services, HEDDLE_TYPE_ASSET_STORE));
}
