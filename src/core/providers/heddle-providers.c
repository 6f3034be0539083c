/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-providers.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-address.h"
#include "providers/heddle-addresses.h"
#include "providers/heddle-keyring.h"
#include "providers/heddle-manifest-provider.h"
#include "providers/heddle-rules-provider.h"
#include "providers/heddle-sketch-provider.h"

#define RESOURCES "/app/heddle/Heddle/providers/"

struct _HeddleProviders
{
  GObject parent_instance;

  HeddleLibrary *library;
  HeddleBlobStore *blobs;
  HeddleImagingPool *imaging;
  HeddleHttpClient *client;
  HeddleBudgetGuard *guard;
  GPtrArray *list;
  GPtrArray *connections;
  GPtrArray *problems;
  GError *connections_error;
};

G_DEFINE_FINAL_TYPE (HeddleProviders, heddle_providers, G_TYPE_OBJECT)

static void
heddle_providers_finalize (GObject *object)
{
  HeddleProviders *self = HEDDLE_PROVIDERS (object);

  g_clear_pointer (&self->list, g_ptr_array_unref);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_error (&self->connections_error);
  g_clear_object (&self->client);
  g_clear_object (&self->guard);
  g_clear_object (&self->imaging);
  g_clear_object (&self->blobs);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (heddle_providers_parent_class)->finalize (object);
}

static void
heddle_providers_class_init (HeddleProvidersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_providers_finalize;
}

static void
heddle_providers_init (HeddleProviders *self)
{
  self->client = heddle_http_client_new ();
  self->guard = heddle_budget_guard_new ();
  self->list = g_ptr_array_new_with_free_func (g_object_unref);
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->problems = g_ptr_array_new_with_free_func (g_free);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (a, b);
}

static gboolean
add_shipped (HeddleProviders  *self,
             GError          **error)
{
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                                         error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES, names[i], NULL);
      g_autoptr (HeddleManifest) manifest = heddle_manifest_new_from_resource (path, error);

      if (manifest == NULL)
        return FALSE;

      if (g_strcmp0 (heddle_manifest_get_adapter (manifest), "sketch") == 0)
        g_ptr_array_add (self->list,
                         heddle_sketch_provider_new (manifest, self->imaging, self->blobs));
      else if (g_strcmp0 (heddle_manifest_get_adapter (manifest), "rules") == 0)
        g_ptr_array_add (self->list, heddle_rules_provider_new (manifest));
      else if (!heddle_providers_add_manifest (self, manifest, error))
        return FALSE;
    }

  return names != NULL;
}

/* A person's own manifests: one that is broken keeps none of the others from working. */
static void
add_own (HeddleProviders *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "heddle", "providers", NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".json"))
        g_ptr_array_add (names, g_strdup (name));
    }

  g_ptr_array_sort_values (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (HeddleManifest) manifest = heddle_manifest_new_from_file (path, &error);

      if (manifest != NULL && !heddle_providers_add_manifest (self, manifest, &error))
        g_prefix_error (&error, "%s: ", (const char *) names->pdata[i]);

      if (error != NULL)
        g_ptr_array_add (self->problems, g_strdup (error->message));
    }
}

static void
apply_addresses (HeddleProviders *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) confirmed = NULL;
  g_autoptr (GHashTable) addresses = heddle_addresses_read (&confirmed, &error);

  for (guint i = 0; i < self->list->len; i++)
    {
      HeddleProvider *provider = self->list->pdata[i];

      if (!HEDDLE_IS_MANIFEST_PROVIDER (provider))
        continue;

      if (addresses == NULL)
        heddle_manifest_provider_refuse (HEDDLE_MANIFEST_PROVIDER (provider), error);
      else
        heddle_manifest_provider_set_own_url (
          HEDDLE_MANIFEST_PROVIDER (provider),
          g_hash_table_lookup (addresses, heddle_provider_get_id (provider)),
          g_hash_table_lookup (confirmed, heddle_provider_get_id (provider)));
    }
}

static HeddleManifestProvider *
create_provider (HeddleProviders *self,
                 HeddleManifest  *manifest)
{
  return heddle_manifest_provider_new (manifest, self->client, self->library, self->guard, self->blobs,
                                       self->imaging);
}

/* Of a provider whose manifest is no longer there, nothing can be asked, but its connection is kept. */
static void
add_connections (HeddleProviders *self)
{
  g_autoptr (GPtrArray) connections = heddle_addresses_read_connections (&self->connections_error);

  for (guint i = 0; connections != NULL && i < connections->len; i++)
    {
      HeddleConnection *connection = connections->pdata[i];
      HeddleProvider *provider = heddle_providers_lookup (self, connection->provider);
      g_autoptr (HeddleManifestProvider) own = NULL;

      if (!HEDDLE_IS_MANIFEST_PROVIDER (provider))
        continue;
      own = create_provider (self, heddle_provider_get_manifest (provider));
      heddle_manifest_provider_set_connection (own, connection);
      g_ptr_array_add (self->connections, g_steal_pointer (&own));
    }
}

static gboolean
split_model (const char  *model,
             char       **provider,
             const char **id)
{
  const char *slash = strchr (model, '/');

  if (slash == NULL || slash == model || slash[1] == '\0')
    return FALSE;

  *provider = g_strndup (model, (gsize) (slash - model));
  *id = slash + 1;

  return TRUE;
}

static HeddleProvider *
find (HeddleProviders  *self,
      const char       *model,
      const char       *connection,
      const char      **id,
      GError          **error)
{
  g_autofree char *name = NULL;
  g_autofree char *connected = NULL;
  HeddleProvider *provider;

  if (!split_model (model, &name, id))
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER,
                   _("“%s” names no model. Write it as provider/model, such as sketch/image."),
                   model);
      return NULL;
    }

  provider = heddle_providers_lookup (self, name);

  if (provider == NULL)
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER,
                 _("There is no provider “%s”, which the model “%s” names. See: heddlectl list "
                   "providers"),
                 name, model);
  if (provider == NULL || connection == NULL || *connection == '\0')
    return provider;

  connected = g_strconcat (name, "/", connection, NULL);
  provider = heddle_providers_lookup_connection (self, connected);

  if (provider == NULL && self->connections_error != NULL)
    g_propagate_error (error, g_error_copy (self->connections_error));
  else if (provider == NULL)
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_CONNECTION,
                 _("There is no connection “%s” to the provider “%s”. Choose another, or add it with: heddlectl "
                   "connection set %s"),
                 connection, name, connected);

  return provider;
}

/* As it is where requests go. */
static HeddleModel *
dup_model (HeddleProvider *provider,
           const char     *id)
{
  g_autoptr (HeddleModel) model = heddle_manifest_dup_model (heddle_provider_get_manifest (provider), id);

  if (model == NULL || !HEDDLE_IS_MANIFEST_PROVIDER (provider))
    return g_steal_pointer (&model);

  return heddle_model_dup_at (model, heddle_manifest_provider_get_base_url (HEDDLE_MANIFEST_PROVIDER (provider)));
}

/* The kind of edit that a step asks for; other tasks have none. */
static const char *
get_operation (HeddleTask  task,
               JsonObject *config)
{
  return task == HEDDLE_TASK_IMAGE_EDIT && config != NULL
           ? heddle_json_get_string (config, "operation", HEDDLE_MODEL_TASK_USUAL_OPERATION)
           : NULL;
}

/**
 * heddle_providers_new:
 * @library: (nullable): where calls are written down
 * @blobs: (nullable): where images lie
 * @imaging: what reads images' facts
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST
 *
 * Loads the shipped manifests and those in `heddle/providers/` of the user's data directory, and
 * takes base URLs from `HEDDLE_PROVIDER_URL_<ID>` and what [method@Providers.set_address] keeps.
 * Without a library nothing is written down; for looking only. Blocks.
 *
 * Returns: (transfer full) (nullable): the providers; %NULL with @error set where a shipped
 *   manifest is broken
 */
HeddleProviders *
heddle_providers_new (HeddleLibrary      *library,
                      HeddleBlobStore    *blobs,
                      HeddleImagingPool  *imaging,
                      GError            **error)
{
  g_autoptr (HeddleProviders) self = NULL;

  HEDDLE_ASSERT_MAY_BLOCK ();

  self = g_object_new (HEDDLE_TYPE_PROVIDERS, NULL);
  g_set_object (&self->library, library);
  g_set_object (&self->blobs, blobs);
  g_set_object (&self->imaging, imaging);

  if (!add_shipped (self, error))
    return NULL;

  add_own (self);
  apply_addresses (self);
  add_connections (self);

  return g_steal_pointer (&self);
}

/**
 * heddle_providers_add_manifest:
 * @self: the providers, of which nothing is asked yet
 * @manifest: a manifest
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST
 *
 * Adds a provider. It cannot take the id of another, and with it that one's key, nor use an adapter.
 *
 * Returns: whether it was added
 */
gboolean
heddle_providers_add_manifest (HeddleProviders  *self,
                               HeddleManifest   *manifest,
                               GError          **error)
{
  const char *id;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), FALSE);
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (manifest), FALSE);

  id = heddle_manifest_get_id (manifest);

  if (heddle_providers_lookup (self, id) != NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST,
                   _("id: there is another provider “%s”"), id);
      return FALSE;
    }

  if (heddle_manifest_get_adapter (manifest) != NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST,
                   _("adapter: “%s” is not there"), heddle_manifest_get_adapter (manifest));
      return FALSE;
    }

  g_ptr_array_add (self->list, create_provider (self, manifest));

  return TRUE;
}

/**
 * heddle_providers_list:
 * @self: the providers
 *
 * Returns: (transfer full) (element-type HeddleProvider): all of them, the shipped ones first
 */
GPtrArray *
heddle_providers_list (HeddleProviders *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);

  return g_ptr_array_copy (self->list, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
}

/**
 * heddle_providers_get_problems:
 * @self: the providers
 *
 * Returns: (transfer none) (element-type utf8): what is wrong with a person's own manifests, one
 *   sentence each with file name and line
 */
GPtrArray *
heddle_providers_get_problems (HeddleProviders *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);

  return self->problems;
}

/**
 * heddle_providers_get_budget_guard:
 * @self: the providers
 *
 * Returns: (transfer none): what keeps their calls within the library's budgets
 */
HeddleBudgetGuard *
heddle_providers_get_budget_guard (HeddleProviders *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);

  return self->guard;
}

/**
 * heddle_providers_lookup:
 * @self: the providers
 * @id: a provider's id
 *
 * Returns: (transfer none) (nullable): that provider; %NULL where there is none
 */
HeddleProvider *
heddle_providers_lookup (HeddleProviders *self,
                         const char      *id)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->list->len; i++)
    {
      if (g_str_equal (heddle_provider_get_id (self->list->pdata[i]), id))
        return self->list->pdata[i];
    }

  return NULL;
}

/**
 * heddle_providers_lookup_connection:
 * @self: the providers
 * @id: a provider's id, or `provider/connection`
 *
 * Returns: (transfer none) (nullable): that provider as it is asked by that connection; %NULL where there
 *   is none
 */
HeddleProvider *
heddle_providers_lookup_connection (HeddleProviders *self,
                                    const char      *id)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->connections->len; i++)
    {
      if (g_str_equal (heddle_manifest_provider_get_key_owner (self->connections->pdata[i]), id))
        return self->connections->pdata[i];
    }

  return heddle_providers_lookup (self, id);
}

/**
 * heddle_providers_dup_model:
 * @self: the providers
 * @model: `provider/model`
 *
 * Returns: (transfer full) (nullable): the model, listed or not, as it is where requests go; %NULL where
 *   there can be none
 */
HeddleModel *
heddle_providers_dup_model (HeddleProviders *self,
                            const char      *model)
{
  HeddleProvider *provider;
  const char *id;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (model != NULL, NULL);

  provider = find (self, model, NULL, &id, NULL);

  return provider != NULL ? dup_model (provider, id) : NULL;
}

/**
 * heddle_providers_set_base_url:
 * @self: the providers
 * @provider: a provider's id
 * @url: an address that begins with `https://`, or one of this machine
 * @error: return location for an error
 *
 * Has a provider's requests go to another address, for as long as this process lasts. Wins over
 * `HEDDLE_PROVIDER_URL_<ID>`. No key goes there that was entered for another origin.
 *
 * Returns: whether @url may be used
 */
gboolean
heddle_providers_set_base_url (HeddleProviders  *self,
                               const char       *provider,
                               const char       *url,
                               GError          **error)
{
  HeddleProvider *found;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), FALSE);
  g_return_val_if_fail (provider != NULL, FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  found = heddle_providers_lookup (self, provider);

  if (found == NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER,
                   _("There is no provider “%s”. See: heddlectl list providers"), provider);
      return FALSE;
    }

  if (!HEDDLE_IS_MANIFEST_PROVIDER (found))
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                   _("%s has no address: it works on this machine."),
                   heddle_provider_get_name (found));
      return FALSE;
    }

  return heddle_manifest_provider_set_base_url (HEDDLE_MANIFEST_PROVIDER (found), url, error);
}

/**
 * heddle_providers_set_network:
 * @self: the providers, of which nothing is asked yet
 * @network: what knows whether there is a network
 *
 * Has another than [func@Network.find_usual] be asked by all providers that there are.
 */
void
heddle_providers_set_network (HeddleProviders *self,
                              HeddleNetwork   *network)
{
  g_return_if_fail (HEDDLE_IS_PROVIDERS (self));
  g_return_if_fail (HEDDLE_IS_NETWORK (network));

  for (guint i = 0; i < self->list->len; i++)
    {
      if (HEDDLE_IS_MANIFEST_PROVIDER (self->list->pdata[i]))
        heddle_manifest_provider_set_network (self->list->pdata[i], network);
    }
  for (guint i = 0; i < self->connections->len; i++)
    heddle_manifest_provider_set_network (self->connections->pdata[i], network);
}

/**
 * heddle_providers_list_given:
 * @self: the providers
 * @addresses: (element-type utf8 utf8): receives addresses by the providers' ids
 * @keys: (element-type utf8 Heddle.Secret): receives keys by the providers' ids
 *
 * Lists what this process was told and given, by its environment or by
 * [method@Providers.set_base_url], and what counts before all that a person keeps.
 */
void
heddle_providers_list_given (HeddleProviders *self,
                             GHashTable      *addresses,
                             GHashTable      *keys)
{
  g_return_if_fail (HEDDLE_IS_PROVIDERS (self));

  for (guint i = 0; i < self->list->len; i++)
    {
      HeddleProvider *provider = self->list->pdata[i];
      const char *id = heddle_provider_get_id (provider);
      g_autoptr (HeddleSecret) key = heddle_keyring_dup_environment (id);

      if (key != NULL)
        g_hash_table_insert (keys, g_strdup (id), g_steal_pointer (&key));
      if (HEDDLE_IS_MANIFEST_PROVIDER (provider)
          && heddle_manifest_provider_is_overridden (HEDDLE_MANIFEST_PROVIDER (provider)))
        g_hash_table_insert (
          addresses, g_strdup (id),
          g_strdup (heddle_manifest_provider_get_base_url (HEDDLE_MANIFEST_PROVIDER (provider))));
    }
}

/**
 * heddle_providers_act_for:
 * @self: the providers, of which nothing is asked yet
 * @addresses: (element-type utf8 utf8): addresses by the providers' ids
 * @keys: (element-type utf8 Heddle.Secret): keys by the providers' ids
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_ADDRESS
 *
 * Has what [method@Providers.list_given] lists in another process of the same person count here,
 * and not what is in the environment of this one. Nothing of it is kept anywhere. Blocks.
 *
 * Returns: whether all addresses may be used
 */
gboolean
heddle_providers_act_for (HeddleProviders  *self,
                          GHashTable       *addresses,
                          GHashTable       *keys,
                          GError          **error)
{
  HEDDLE_ASSERT_MAY_BLOCK ();
  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), FALSE);

  for (guint i = 0; i < self->list->len; i++)
    {
      HeddleProvider *provider = self->list->pdata[i];
      const char *id = heddle_provider_get_id (provider);

      if (HEDDLE_IS_MANIFEST_PROVIDER (provider)
          && !heddle_manifest_provider_act_for (HEDDLE_MANIFEST_PROVIDER (provider),
                                                g_hash_table_lookup (addresses, id),
                                                g_hash_table_lookup (keys, id), error))
        return FALSE;
    }
  apply_addresses (self);

  return TRUE;
}

/**
 * heddle_providers_check:
 * @self: the providers
 * @model: `provider/model`
 * @connection: (nullable): the name of one of several connections; %NULL for the unnamed one
 * @task: what it would be asked
 * @config: (nullable): what the step asks for
 *
 * Looks whether a step could run now, without sending anything: whether there is such a provider,
 * whether the model can do it, whether there is a key and an address that may be used.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with a `HEDDLE_PROVIDER_ERROR` whose
 *   message is one line that says what to do
 */
DexFuture *
heddle_providers_check (HeddleProviders *self,
                        const char      *model,
                        const char      *connection,
                        HeddleTask       task,
                        JsonObject      *config)
{
  HeddleProvider *provider;
  g_autoptr (HeddleModel) found = NULL;
  GError *error = NULL;
  const char *id;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (model != NULL, NULL);

  provider = find (self, model, connection, &id, &error);

  if (provider == NULL)
    return dex_future_new_for_error (error);

  found = dup_model (provider, id);
  if (found == NULL)
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                                  _("The model “%s” cannot do %s. See: heddlectl list models"),
                                  model, heddle_task_to_string (task));
  if (heddle_model_require_task (found, task, get_operation (task, config), &error) == NULL)
    return dex_future_new_for_error (error);

  return heddle_provider_check (provider, id, task);
}

/**
 * heddle_providers_dup_cache_identity:
 * @self: the providers
 * @model: `provider/model`
 * @connection: (nullable): the name of one of several connections; %NULL for the unnamed one
 *
 * Names all that makes two results of the same order differ: the model, its version where the
 * manifest gives one, what else the provider works with, and the origin where it is not the provider's own.
 *
 * Returns: (transfer full): such as `openai/gpt-image-2`, `sketch/image@1`, or
 *   `openai/llama3.2 at http://127.0.0.1:11434`
 */
char *
heddle_providers_dup_cache_identity (HeddleProviders *self,
                                     const char      *model,
                                     const char      *connection)
{
  g_autoptr (HeddleModel) found = NULL;
  g_autoptr (GString) identity = NULL;
  g_autofree char *revision = NULL;
  HeddleProvider *provider;
  const char *id;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (model != NULL, NULL);

  identity = g_string_new (model);
  provider = find (self, model, connection, &id, NULL);

  if (provider == NULL)
    return g_string_free (g_steal_pointer (&identity), FALSE);

  found = heddle_manifest_dup_model (heddle_provider_get_manifest (provider), id);

  if (found != NULL && heddle_model_get_version (found) != NULL)
    g_string_append_printf (identity, "@%s", heddle_model_get_version (found));

  revision = heddle_provider_dup_revision (provider);
  if (revision != NULL)
    g_string_append_printf (identity, " with %s", revision);

  if (HEDDLE_IS_MANIFEST_PROVIDER (provider))
    {
      const char *base = heddle_manifest_get_base_url (heddle_provider_get_manifest (provider));
      const char *used = heddle_manifest_provider_get_base_url (HEDDLE_MANIFEST_PROVIDER (provider));
      g_autofree char *origin = heddle_address_dup_origin (used);

      if (!heddle_address_same_origin (base, used))
        g_string_append_printf (identity, " at %s", origin);
    }

  return g_string_free (g_steal_pointer (&identity), FALSE);
}

/**
 * heddle_providers_estimate:
 * @self: the providers
 * @model: `provider/model`
 * @connection: (nullable): the name of one of several connections; %NULL for the unnamed one
 * @task: what it would be asked
 * @parameters: (nullable): what the step asks for
 *
 * Returns: what one result will cost, as far as the manifest says; unknown otherwise
 */
HeddlePriceRange
heddle_providers_estimate (HeddleProviders *self,
                           const char      *model,
                           const char      *connection,
                           HeddleTask       task,
                           JsonObject      *parameters)
{
  HeddlePriceRange unknown = { HEDDLE_MONEY_UNKNOWN, HEDDLE_MONEY_UNKNOWN };
  g_autoptr (HeddleModel) found = NULL;
  HeddleModelTask *definition;
  HeddleProvider *provider;
  const char *id;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), unknown);
  g_return_val_if_fail (model != NULL, unknown);

  provider = find (self, model, connection, &id, NULL);
  found = provider != NULL ? dup_model (provider, id) : NULL;
  definition = found != NULL ? heddle_model_require_task (found, task, get_operation (task, parameters), NULL) : NULL;

  if (definition == NULL)
    return unknown;

  return heddle_price_estimate (heddle_model_task_get_section (definition, "price"), parameters);
}

/**
 * heddle_providers_run:
 * @self: the providers
 * @request: what is wanted
 *
 * Has a step's results made. Whatever may be charged is written down in the library before it is
 * sent, and again when it is answered.
 *
 * Returns: (transfer full): resolves to a [class@ProviderResult] with a value or an error for each
 *   result; rejects with a `HEDDLE_PROVIDER_ERROR` where none could even be tried
 */
DexFuture *
heddle_providers_run (HeddleProviders       *self,
                      HeddleProviderRequest *request)
{
  HeddleProvider *provider;
  GError *error = NULL;
  const char *id;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (request), NULL);

  provider = find (self, heddle_provider_request_get_model (request),
                   heddle_provider_request_get_connection (request), &id, &error);

  if (provider == NULL)
    return dex_future_new_for_error (error);

  return heddle_provider_run (provider, request);
}

/**
 * heddle_providers_cancel_job:
 * @self: the providers
 * @provider: a provider's id
 * @connection: (nullable): the name of one of several connections; %NULL for the unnamed one
 * @model: the id of one of its models
 * @job: the provider's id of a job that nobody asks after any more
 * @url: where the job was ordered
 *
 * Asks a provider to give a job up, if it can and if requests still go where the job was ordered.
 *
 * Returns: (transfer full): resolves to whether nothing comes of the job any more; rejects where the
 *   provider could not be asked
 */
DexFuture *
heddle_providers_cancel_job (HeddleProviders *self,
                             const char      *provider,
                             const char      *connection,
                             const char      *model,
                             const char      *job,
                             const char      *url)
{
  g_autofree char *owner = NULL;
  HeddleProvider *found;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);

  owner = connection == NULL ? g_strdup (provider) : g_strconcat (provider, "/", connection, NULL);
  found = heddle_providers_lookup_connection (self, owner);
  if (!HEDDLE_IS_MANIFEST_PROVIDER (found))
    return dex_future_new_false ();

  return heddle_manifest_provider_cancel_job (HEDDLE_MANIFEST_PROVIDER (found), model, job, url);
}
