/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider.h"

/**
 * HeddleProvider:
 *
 * Something that can run AI steps: a manifest's API over HTTP, or an adapter in C such as Sketch.
 * What does not depend on which (models, prices, parameters) is the manifest's.
 */
G_DEFINE_INTERFACE (HeddleProvider, heddle_provider, G_TYPE_OBJECT)

static void
heddle_provider_default_init (HeddleProviderInterface *iface)
{
}

/**
 * heddle_provider_get_manifest:
 * @self: a provider
 *
 * Returns: (transfer none): the document that describes it
 */
HeddleManifest *
heddle_provider_get_manifest (HeddleProvider *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER (self), NULL);

  return HEDDLE_PROVIDER_GET_IFACE (self)->get_manifest (self);
}

/**
 * heddle_provider_get_id:
 * @self: a provider
 *
 * Returns: (transfer none): what begins its models' names
 */
const char *
heddle_provider_get_id (HeddleProvider *self)
{
  return heddle_manifest_get_id (heddle_provider_get_manifest (self));
}

/**
 * heddle_provider_get_name:
 * @self: a provider
 *
 * Returns: (transfer none): its name for people
 */
const char *
heddle_provider_get_name (HeddleProvider *self)
{
  return heddle_manifest_get_name (heddle_provider_get_manifest (self));
}

/**
 * heddle_provider_get_models:
 * @self: a provider
 *
 * Returns: (transfer none) (element-type HeddleModel): the models that its manifest lists
 */
GPtrArray *
heddle_provider_get_models (HeddleProvider *self)
{
  return heddle_manifest_get_models (heddle_provider_get_manifest (self));
}

/**
 * heddle_provider_check:
 * @self: a provider
 * @model: the provider's own name for the model
 * @task: what it would be asked
 *
 * Looks whether a request could be sent now: whether there is a key, for one. Sends nothing.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with a `HEDDLE_PROVIDER_ERROR`
 */
DexFuture *
heddle_provider_check (HeddleProvider *self,
                       const char     *model,
                       HeddleTask      task)
{
  HeddleProviderInterface *iface;

  g_return_val_if_fail (HEDDLE_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (model != NULL, NULL);

  iface = HEDDLE_PROVIDER_GET_IFACE (self);

  return iface->check != NULL ? iface->check (self, model, task) : dex_future_new_true ();
}

/**
 * heddle_provider_run:
 * @self: a provider
 * @request: an order whose model is one of this provider's
 *
 * Has the results made. A failure of one result fails that one alone.
 *
 * Returns: (transfer full): resolves to a [class@ProviderResult], or rejects with a
 *   `HEDDLE_PROVIDER_ERROR` where no result could even be tried
 */
DexFuture *
heddle_provider_run (HeddleProvider        *self,
                     HeddleProviderRequest *request)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER (self), NULL);
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (request), NULL);

  return HEDDLE_PROVIDER_GET_IFACE (self)->run (self, request);
}

/**
 * heddle_provider_dup_revision:
 * @self: a provider
 *
 * Returns: (transfer full) (nullable): what tells results apart that the provider would make otherwise now, for cache
 *   keys; %NULL where they depend on the order and the model alone
 */
char *
heddle_provider_dup_revision (HeddleProvider *self)
{
  HeddleProviderInterface *iface;

  g_return_val_if_fail (HEDDLE_IS_PROVIDER (self), NULL);

  iface = HEDDLE_PROVIDER_GET_IFACE (self);

  return iface->dup_revision != NULL ? iface->dup_revision (self) : NULL;
}
