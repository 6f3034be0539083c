/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-manifest-provider.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-address.h"
#include "providers/heddle-hosts.h"
#include "providers/heddle-key-test.h"
#include "providers/heddle-keyring.h"
#include "providers/heddle-provider-calls.h"
#include "providers/heddle-provider-job.h"
#include "providers/heddle-request-variables.h"

struct _HeddleManifestProvider
{
  GObject parent_instance;

  HeddleManifest *manifest;
  char *key_owner;
  char *connection;
  JsonObject *account;
  HeddleHttpClient *client;
  HeddleLibrary *library;
  HeddleBudgetGuard *guard;
  HeddleProviderMedia media;
  const char *base_url;
  GMutex mutex;
  GError *address_error;
  gboolean overridden;
  gboolean acts_for;
  HeddleSecret *key;
  HeddleNetwork *network;
  double time_scale;
};

typedef struct
{
  HeddleManifestProvider *provider;
  char *model;
  HeddleTask task;
  HeddleProviderRequest *request;
  HeddleSecret *key;
  char *job;
  char *url;
} Job;

static void heddle_manifest_provider_iface_init (HeddleProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleManifestProvider,
                               heddle_manifest_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (HEDDLE_TYPE_PROVIDER,
                                                      heddle_manifest_provider_iface_init))

static void
heddle_manifest_provider_finalize (GObject *object)
{
  HeddleManifestProvider *self = HEDDLE_MANIFEST_PROVIDER (object);

  g_clear_object (&self->manifest);
  g_free (self->key_owner);
  g_free (self->connection);
  g_clear_pointer (&self->account, json_object_unref);
  g_clear_object (&self->client);
  g_clear_object (&self->library);
  g_clear_object (&self->guard);
  g_clear_object (&self->media.blobs);
  g_clear_object (&self->media.imaging);
  g_clear_error (&self->address_error);
  g_clear_pointer (&self->key, heddle_secret_unref);
  g_clear_object (&self->network);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (heddle_manifest_provider_parent_class)->finalize (object);
}

static void
heddle_manifest_provider_class_init (HeddleManifestProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_manifest_provider_finalize;
}

static void
heddle_manifest_provider_init (HeddleManifestProvider *self)
{
  self->time_scale = 1;
  g_mutex_init (&self->mutex);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->provider);
  g_clear_object (&job->request);
  g_clear_pointer (&job->key, heddle_secret_unref);
  g_free (job->model);
  g_free (job->job);
  g_free (job->url);
  g_free (job);
}

static HeddleModel *
find_model (HeddleManifestProvider  *self,
            const char              *id,
            HeddleTask               task,
            const char              *operation,
            const char              *base_url,
            GError                 **error)
{
  g_autoptr (HeddleModel) view = NULL;
  g_autoptr (HeddleModel) model = heddle_manifest_dup_model (self->manifest, id);

  if (model == NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                   _("%s can have no model “%s”."), heddle_manifest_get_name (self->manifest), id);
      return NULL;
    }

  if (heddle_model_require_task (model, task, operation, error) == NULL)
    return NULL;

  view = heddle_model_dup_for (model, task, operation);
  return heddle_model_dup_at (view, base_url);
}

static gboolean
is_usual (HeddleManifestProvider *self,
          const char             *base_url)
{
  return g_str_equal (base_url, heddle_manifest_get_base_url (self->manifest));
}

static gboolean
fail_missing_key (HeddleManifestProvider  *self,
                  const char              *base_url,
                  GError                 **error)
{
  const char *id = heddle_manifest_get_id (self->manifest);
  const char *name = heddle_manifest_get_name (self->manifest);
  g_autofree char *variable = heddle_keyring_dup_variable ("HEDDLE_KEY_", id);
  g_autofree char *origin = heddle_address_dup_origin (base_url);
  g_autofree char *message = NULL;

  if (self->connection != NULL)
    message = g_strdup_printf (_("No key for the connection “%s” to %s. Add one with: heddlectl secret set %s"),
                               self->connection, name, self->key_owner);
  else if (is_usual (self, base_url))
    message = g_strdup_printf (_("No key for %s. Add one in the preferences, or with: heddlectl secret set %s"),
                               name, id);
  else
    message = g_strdup_printf (_("No key for %s at %s. Put it into the environment variable %s; a key in the "
                                 "keyring goes only to the address that it was entered for."),
                               name, origin, variable);
  g_propagate_error (error, heddle_provider_error_new_missing_key (id, message));

  return FALSE;
}

/* The key that the shell was given which a run was asked for in. */
static HeddleSecret *
dup_given_key (HeddleManifestProvider *self)
{
  if (!self->acts_for)
    return heddle_keyring_dup_environment (heddle_manifest_get_id (self->manifest));
  return self->key != NULL ? heddle_secret_ref (self->key) : NULL;
}

static gboolean
can_do_without_key (HeddleManifestProvider *self,
                    const char             *base_url)
{
  JsonObject *auth = heddle_manifest_get_section (self->manifest, "auth");

  return heddle_json_get_boolean (auth, "optional", FALSE)
         || (heddle_address_is_loopback (base_url) && !is_usual (self, base_url));
}

/* Finds the key that may go to an address; none is needed on this machine. On a fiber. */
static gboolean
find_key (HeddleManifestProvider  *self,
          const char              *base_url,
          HeddleSecret           **key,
          GError                 **error)
{
  g_autofree char *origin = heddle_address_dup_origin (base_url);
  g_autoptr (GError) cause = NULL;

  *key = NULL;

  /* A key would be read by everyone on the way. */
  if (heddle_manifest_get_auth_type (self->manifest) == HEDDLE_AUTH_NONE ||
      heddle_address_is_plain_private (base_url))
    return TRUE;

  *key = dup_given_key (self);

  if (*key != NULL)
    return TRUE;

  *key = dex_await_boxed (heddle_keyring_lookup (self->key_owner, origin), &cause);

  if (*key != NULL)
    return TRUE;

  /* Where there is no keyring, none of its keys was ever entered for this address. */
  if (can_do_without_key (self, base_url)
      && (cause == NULL || g_error_matches (cause, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEYRING_MISSING)))
    return TRUE;

  if (cause == NULL)
    return fail_missing_key (self, base_url, error);

  g_propagate_error (error, g_steal_pointer (&cause));

  return FALSE;
}

/* The address is asked for once per order, so that the key and what is sent go to the same one. */
static const char *
find_address (HeddleManifestProvider  *self,
              GError                 **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->address_error == NULL)
    return self->base_url;

  g_propagate_error (error, g_error_copy (self->address_error));

  return NULL;
}

static HeddleEndpoint *
new_endpoint (HeddleManifestProvider *self,
              const char             *base_url,
              HeddleSecret           *key,
              HeddleNetwork          *network)
{
  HeddleEndpoint *endpoint = heddle_endpoint_new (self->client, self->manifest, base_url, key, network,
                                                  self->time_scale);

  heddle_endpoint_set_account (endpoint, self->account);

  return endpoint;
}

static DexFuture *
check_fiber (gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (HeddleModel) model = NULL;
  g_autoptr (HeddleSecret) key = NULL;
  g_autoptr (GError) error = NULL;
  const char *base_url = find_address (job->provider, &error);

  model = base_url != NULL ? find_model (job->provider, job->model, job->task, NULL, base_url, &error) : NULL;

  if (model == NULL || !find_key (job->provider, base_url, &key, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
test_key_fiber (gpointer user_data)
{
  Job *job = user_data;
  HeddleManifestProvider *self = job->provider;
  g_autoptr (HeddleEndpoint) endpoint = NULL;
  g_autoptr (GError) error = NULL;
  const char *base_url = find_address (self, &error);

  if (base_url == NULL || (job->key == NULL && !find_key (self, base_url, &job->key, &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  endpoint = new_endpoint (self, base_url, job->key, NULL);

  return heddle_key_test (endpoint);
}

/* Servers of this machine and of the house need none. */
static HeddleNetwork *
find_network (HeddleManifestProvider  *self,
              const char              *base_url,
              GError                 **error)
{
  if (self->network != NULL)
    return g_object_ref (self->network);

  return heddle_address_is_near (base_url) ? NULL : dex_await_object (heddle_network_find_usual (), error);
}

static DexFuture *
run_fiber (gpointer user_data)
{
  Job *job = user_data;
  HeddleManifestProvider *self = job->provider;
  HeddleProviderRequest *request = job->request;
  HeddleProviderCalls calls;
  g_autoptr (HeddleProviderResult) result = NULL;
  g_autoptr (HeddleModel) model = NULL;
  g_autoptr (HeddleSecret) key = NULL;
  g_autoptr (HeddleNetwork) network = NULL;
  g_autoptr (HeddleEndpoint) endpoint = NULL;
  g_autoptr (GHashTable) variables = NULL;
  g_autoptr (GError) error = NULL;
  const char *base_url = find_address (self, &error);

  model = base_url != NULL ? find_model (self, job->model, job->task, heddle_provider_request_get_operation (request),
                                         base_url, &error)
                           : NULL;

  if (model == NULL || !find_key (self, base_url, &key, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  result = heddle_provider_result_new (heddle_provider_request_get_n_results (request));
  if (!heddle_model_is_listed (model) && !heddle_manifest_takes_any_model (self->manifest))
    {
      g_autofree char *warning = g_strdup_printf (
        _("“%s” is not among the models that are known of %s; it runs with the usual settings."),
        heddle_model_get_id (model), heddle_manifest_get_name (self->manifest));

      heddle_provider_result_add_warning (result, warning);
    }

  variables = heddle_request_variables_collect (request, model, self->media, result, &error);
  network = variables != NULL ? find_network (self, base_url, &error) : NULL;
  if (error == NULL)
    endpoint = new_endpoint (self, base_url, key, network);

  calls = (HeddleProviderCalls) { endpoint, model, request, self->library, self->guard, self->media };
  if (error != NULL ||
      !heddle_provider_calls_run (&calls, variables, result, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (g_steal_pointer (&result));
}

/* What of a task is a job, if anything is. */
static HeddleModelTask *
find_job (HeddleModelTask *task)
{
  g_auto (GStrv) operations = task != NULL ? heddle_model_task_list_operations (task) : NULL;

  if (task == NULL || heddle_model_task_get_section (task, "job") != NULL)
    return task;
  for (guint i = 0; operations[i] != NULL; i++)
    {
      HeddleModelTask *part = heddle_model_task_get_for (task, operations[i]);

      if (part != NULL && heddle_model_task_get_section (part, "job") != NULL)
        return part;
    }
  return NULL;
}

/* Which task it was for nobody has written down, and a job is given up the same way for all. */
static DexFuture *
cancel_job_fiber (gpointer user_data)
{
  Job *job = user_data;
  HeddleManifestProvider *self = job->provider;
  g_autoptr (HeddleModel) model = heddle_manifest_dup_model (self->manifest, job->model);
  g_autoptr (HeddleSecret) key = NULL;
  g_autoptr (HeddleNetwork) network = NULL;
  g_autoptr (HeddleEndpoint) endpoint = NULL;
  g_autoptr (GError) error = NULL;
  const char *base_url = find_address (self, &error);

  if (base_url == NULL || !find_key (self, base_url, &key, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  network = find_network (self, base_url, &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  endpoint = new_endpoint (self, base_url, key, network);
  if (model == NULL || !heddle_endpoint_owns (endpoint, job->url))
    return dex_future_new_false ();
  for (HeddleTask task = HEDDLE_TASK_TEXT_GENERATION; task <= HEDDLE_TASK_CONTENT_SAFETY; task++)
    {
      HeddleModelTask *definition = find_job (heddle_model_get_task (model, task));

      if (definition != NULL)
        return dex_future_new_for_boolean (heddle_provider_job_cancel (
          &(HeddleProviderJob) { endpoint, definition, job->model, job->job }));
    }

  return dex_future_new_false ();
}

static HeddleManifest *
heddle_manifest_provider_get_manifest (HeddleProvider *provider)
{
  return HEDDLE_MANIFEST_PROVIDER (provider)->manifest;
}

static DexFuture *
heddle_manifest_provider_check (HeddleProvider *provider,
                                const char     *model,
                                HeddleTask      task)
{
  Job *job = g_new0 (Job, 1);

  job->provider = g_object_ref (HEDDLE_MANIFEST_PROVIDER (provider));
  job->model = g_strdup (model);
  job->task = task;

  return heddle_spawn (check_fiber, job, job_free);
}

static DexFuture *
heddle_manifest_provider_run (HeddleProvider        *provider,
                              HeddleProviderRequest *request)
{
  Job *job = g_new0 (Job, 1);

  job->provider = g_object_ref (HEDDLE_MANIFEST_PROVIDER (provider));
  job->model = g_strdup (heddle_provider_request_get_model_id (request));
  job->task = heddle_provider_request_get_task (request);
  job->request = g_object_ref (request);

  return heddle_spawn (run_fiber, job, job_free);
}

static void
heddle_manifest_provider_iface_init (HeddleProviderInterface *iface)
{
  iface->get_manifest = heddle_manifest_provider_get_manifest;
  iface->check = heddle_manifest_provider_check;
  iface->run = heddle_manifest_provider_run;
}

static void
read_environment (HeddleManifestProvider *self)
{
  g_autofree char *variable = heddle_keyring_dup_variable (
    "HEDDLE_PROVIDER_URL_", heddle_manifest_get_id (self->manifest));
  const char *url = g_getenv (variable);

  if (url == NULL || *url == '\0')
    return;

  self->overridden = TRUE;

  if (!heddle_manifest_provider_set_base_url (self, url, &self->address_error))
    g_prefix_error (&self->address_error, "%s: ", variable);
}

static void
set_address (HeddleManifestProvider *self,
             const char             *url,
             GError                 *problem)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  /* Readers keep the pointer. There are never many addresses. */
  if (url != NULL)
    self->base_url = g_intern_string (url);

  g_clear_error (&self->address_error);
  self->address_error = problem;
}

/**
 * heddle_manifest_provider_new:
 * @manifest: a manifest without an adapter
 * @client: what talks HTTP
 * @library: (nullable): where calls are written down; %NULL writes down nothing
 * @guard: (nullable): keeps calls within the library's budgets
 * @blobs: (nullable): where images lie; %NULL works with texts only
 * @imaging: (nullable): what reads images' facts
 *
 * Makes a provider of a manifest. `HEDDLE_PROVIDER_URL_<ID>` overrides its base URL.
 *
 * Returns: (transfer full): a provider
 */
HeddleManifestProvider *
heddle_manifest_provider_new (HeddleManifest    *manifest,
                              HeddleHttpClient  *client,
                              HeddleLibrary     *library,
                              HeddleBudgetGuard *guard,
                              HeddleBlobStore   *blobs,
                              HeddleImagingPool *imaging)
{
  HeddleManifestProvider *self;

  g_return_val_if_fail (HEDDLE_IS_MANIFEST (manifest), NULL);
  g_return_val_if_fail (heddle_manifest_get_base_url (manifest) != NULL, NULL);
  g_return_val_if_fail (HEDDLE_IS_HTTP_CLIENT (client), NULL);

  self = g_object_new (HEDDLE_TYPE_MANIFEST_PROVIDER, NULL);
  self->manifest = g_object_ref (manifest);
  self->key_owner = g_strdup (heddle_manifest_get_id (manifest));
  self->client = g_object_ref (client);
  g_set_object (&self->library, library);
  g_set_object (&self->guard, guard);
  g_set_object (&self->media.blobs, blobs);
  g_set_object (&self->media.imaging, imaging);
  self->base_url = g_intern_string (heddle_manifest_get_base_url (manifest));
  read_environment (self);

  return self;
}

/**
 * heddle_manifest_provider_set_base_url:
 * @self: a provider
 * @url: an address that begins with `https://`, or one of this machine
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_ADDRESS
 *
 * Has all requests from now on go to another address, for as long as this process lasts: a proxy, a
 * server of one's own, a test. No key goes there that was entered for another origin.
 *
 * Returns: whether @url may be used
 */
gboolean
heddle_manifest_provider_set_base_url (HeddleManifestProvider  *self,
                                       const char              *url,
                                       GError                 **error)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self), FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  if (!heddle_address_check (url, NULL, error))
    return FALSE;

  self->overridden = TRUE;
  set_address (self, url, NULL);

  return TRUE;
}

/**
 * heddle_manifest_provider_set_own_url:
 * @self: a provider
 * @url: (nullable): the address that the person has given for this provider; %NULL for the usual
 * @confirmed: (nullable): the origin that the person lets be used without encryption
 *
 * Has all requests from now on go there, unless this process has been told another address. One
 * that must not be used makes them fail: nothing goes to the usual one in its place.
 */
void
heddle_manifest_provider_set_own_url (HeddleManifestProvider *self,
                                      const char             *url,
                                      const char             *confirmed)
{
  GError *problem = NULL;

  g_return_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self));

  if (self->overridden)
    return;

  if (url == NULL)
    set_address (self, heddle_manifest_get_base_url (self->manifest), NULL);
  else if (heddle_address_check (url, confirmed, &problem))
    set_address (self, url, NULL);
  else
    set_address (self, NULL, problem);
}

/**
 * heddle_manifest_provider_set_connection:
 * @self: a provider that nothing is asked of yet
 * @connection: one of several connections to it
 *
 * Has all requests go by @connection, and count neither what is in the environment nor another
 * connection's key.
 */
void
heddle_manifest_provider_set_connection (HeddleManifestProvider *self,
                                         HeddleConnection       *connection)
{
  GError *problem = NULL;

  g_return_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self));
  g_return_if_fail (connection != NULL);

  g_set_str (&self->connection, connection->name);
  g_free (self->key_owner);
  self->key_owner = heddle_connection_dup_id (connection);
  g_clear_pointer (&self->account, json_object_unref);
  self->account = connection->account != NULL ? json_object_ref (connection->account) : NULL;
  self->acts_for = TRUE;
  self->overridden = FALSE;
  set_address (self, heddle_manifest_get_base_url (self->manifest), NULL);
  heddle_manifest_provider_set_own_url (self, connection->address,
                                        connection->unencrypted ? connection->address : NULL);
  if (!heddle_connection_check_account (connection, heddle_manifest_get_section (self->manifest, "account"),
                                        &problem))
    set_address (self, NULL, problem);
}

/**
 * heddle_manifest_provider_get_key_owner:
 * @self: a provider
 *
 * Returns: (transfer none): what its keys are kept for: the provider's id, or `provider/connection`
 */
const char *
heddle_manifest_provider_get_key_owner (HeddleManifestProvider *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self), NULL);

  return self->key_owner;
}

/**
 * heddle_manifest_provider_refuse:
 * @self: a provider
 * @problem: why it is not known where requests go
 *
 * Makes all requests fail, unless this process has been told an address.
 */
void
heddle_manifest_provider_refuse (HeddleManifestProvider *self,
                                 const GError           *problem)
{
  g_return_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self));

  if (!self->overridden)
    set_address (self, NULL, g_error_copy (problem));
}

/**
 * heddle_manifest_provider_get_base_url:
 * @self: a provider
 *
 * Returns: (transfer none): the address that requests go to
 */
const char *
heddle_manifest_provider_get_base_url (HeddleManifestProvider *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self), NULL);

  locker = g_mutex_locker_new (&self->mutex);

  return self->base_url;
}

/**
 * heddle_manifest_provider_dup_hosts:
 * @self: a provider
 *
 * Returns: (transfer full) (nullable): the names of the hosts that a key goes to beside the one of the address, fit to
 *   be shown before a person enters one; %NULL where it goes to no other
 */
char *
heddle_manifest_provider_dup_hosts (HeddleManifestProvider *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self), NULL);

  return heddle_address_same_origin (heddle_manifest_provider_get_base_url (self),
                                     heddle_manifest_get_base_url (self->manifest))
           ? heddle_hosts_describe (heddle_manifest_get_hosts (self->manifest))
           : NULL;
}

/**
 * heddle_manifest_provider_is_overridden:
 * @self: a provider
 *
 * Returns: whether this process was told where requests go, by `HEDDLE_PROVIDER_URL_<ID>` or an
 *   option
 */
gboolean
heddle_manifest_provider_is_overridden (HeddleManifestProvider *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self), FALSE);

  return self->overridden;
}

/**
 * heddle_manifest_provider_act_for:
 * @self: a provider that nothing is asked of yet
 * @url: (nullable): the address that another process was told
 * @key: (nullable): the key that it was given
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_ADDRESS
 *
 * Has what the other process was told and given count, and not what is in the environment of this one.
 *
 * Returns: whether @url may be used
 */
gboolean
heddle_manifest_provider_act_for (HeddleManifestProvider  *self,
                                  const char              *url,
                                  HeddleSecret            *key,
                                  GError                 **error)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self), FALSE);

  g_clear_pointer (&self->key, heddle_secret_unref);
  self->key = key != NULL ? heddle_secret_ref (key) : NULL;
  self->acts_for = TRUE;
  self->overridden = FALSE;
  set_address (self, heddle_manifest_get_base_url (self->manifest), NULL);

  return url == NULL || heddle_manifest_provider_set_base_url (self, url, error);
}

/**
 * heddle_manifest_provider_test_key:
 * @self: a provider
 * @key: (nullable): the key; %NULL for the one that a run would use
 *
 * See [func@key_test].
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with a `HEDDLE_PROVIDER_ERROR`
 */
DexFuture *
heddle_manifest_provider_test_key (HeddleManifestProvider *self,
                                   HeddleSecret           *key)
{
  Job *job;

  g_return_val_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self), NULL);

  job = g_new0 (Job, 1);
  job->provider = g_object_ref (self);
  job->key = key != NULL ? heddle_secret_ref (key) : NULL;

  return heddle_spawn (test_key_fiber, job, job_free);
}

/**
 * heddle_manifest_provider_cancel_job:
 * @self: a provider
 * @model: the model's id
 * @job: the provider's id of a job
 * @url: where the job was ordered, which must be where requests still go
 *
 * See [method@Providers.cancel_job].
 *
 * Returns: (transfer full): resolves to whether nothing comes of the job any more
 */
DexFuture *
heddle_manifest_provider_cancel_job (HeddleManifestProvider *self,
                                     const char             *model,
                                     const char             *job,
                                     const char             *url)
{
  Job *order;

  g_return_val_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self), NULL);

  order = g_new0 (Job, 1);
  order->provider = g_object_ref (self);
  order->model = g_strdup (model);
  order->job = g_strdup (job);
  order->url = g_strdup (url);

  return heddle_spawn (cancel_job_fiber, order, job_free);
}

/**
 * heddle_manifest_provider_set_network:
 * @self: a provider that nothing is asked of yet
 * @network: what knows whether there is a network
 *
 * Has another than [func@Network.find_usual] be asked.
 */
void
heddle_manifest_provider_set_network (HeddleManifestProvider *self,
                                      HeddleNetwork          *network)
{
  g_return_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self));

  g_set_object (&self->network, network);
}

/**
 * heddle_manifest_provider_set_time_scale:
 * @self: a provider that nothing is asked of yet
 * @scale: what waits between tries and between questions after a job are multiplied with
 *
 * Lets tests of repeats be quick.
 */
void
heddle_manifest_provider_set_time_scale (HeddleManifestProvider *self,
                                         double                  scale)
{
  g_return_if_fail (HEDDLE_IS_MANIFEST_PROVIDER (self));
  g_return_if_fail (scale >= 0);

  self->time_scale = scale;
}
