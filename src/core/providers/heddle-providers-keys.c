/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "providers/heddle-address.h"
#include "providers/heddle-addresses.h"
#include "providers/heddle-keyring.h"
#include "providers/heddle-manifest-provider.h"
#include "providers/heddle-providers.h"

/* The connections to providers: their keys, and the addresses that these go to. */

/* Nor is one asked for that goes nowhere: what is not encrypted can be read by everyone on the way. */
static DexFuture *
reject_unencrypted (HeddleProviders *self,
                    const char      *id)
{
  g_autofree char *origin = heddle_providers_dup_origin (self, id);

  if (origin == NULL || !heddle_address_is_plain_private (origin))
    return NULL;

  return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                                _("%s is not encrypted: no key is ever sent there."), origin);
}

static DexFuture *
reject_keyless (HeddleProviders *self,
                const char      *id)
{
  HeddleProvider *provider = heddle_providers_lookup_connection (self, id);

  if (provider == NULL && strchr (id, '/') != NULL)
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_CONNECTION,
                                  _("There is no connection “%s”. See: heddlectl connection list"), id);
  if (provider == NULL)
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER,
                                  _("There is no provider “%s”. See: heddlectl list providers"),
                                  id);

  if (heddle_manifest_get_auth_type (heddle_provider_get_manifest (provider)) == HEDDLE_AUTH_NONE)
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                                  _("%s needs no key."), heddle_provider_get_name (provider));

  return NULL;
}

/**
 * heddle_providers_set_key:
 * @self: the providers
 * @provider: a provider's id, or `provider/connection`
 * @key: its key
 *
 * Keeps a key in the keyring, for the origin that the provider's requests go to, and no other.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with a `HEDDLE_PROVIDER_ERROR`
 */
DexFuture *
heddle_providers_set_key (HeddleProviders *self,
                          const char      *provider,
                          HeddleSecret    *key)
{
  DexFuture *rejected;
  HeddleProvider *found;
  g_autofree char *origin = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (provider != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  rejected = reject_keyless (self, provider);
  if (rejected == NULL)
    rejected = reject_unencrypted (self, provider);

  if (rejected != NULL)
    return rejected;

  origin = heddle_providers_dup_origin (self, provider);
  found = heddle_providers_lookup_connection (self, provider);
  if (strchr (provider, '/') != NULL)
    /* Translators: how the keyring's own window calls a key; the first %s is a provider, the second one of
     * several connections to it
     */
    label = g_strdup_printf (_("Heddle: key for %s (%s)"), heddle_provider_get_name (found),
                             strchr (provider, '/') + 1);
  else
    /* Translators: how the keyring's own window calls a key; %s is a provider */
    label = g_strdup_printf (_("Heddle: key for %s"), heddle_provider_get_name (found));

  return heddle_keyring_set (provider, origin, label, key);
}

/**
 * heddle_providers_remove_key:
 * @self: the providers
 * @provider: a provider's id, or `provider/connection`
 *
 * Takes all keys of a provider out of the keyring.
 *
 * Returns: (transfer full): resolves to whether there was one, or rejects with a
 *   `HEDDLE_PROVIDER_ERROR`
 */
DexFuture *
heddle_providers_remove_key (HeddleProviders *self,
                             const char      *provider)
{
  DexFuture *rejected;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (provider != NULL, NULL);

  rejected = reject_keyless (self, provider);

  return rejected != NULL ? rejected : heddle_keyring_remove (provider, NULL);
}

typedef struct
{
  char *provider;
  char *name;
  HeddleConnection *connection;
} ConnectionChange;

static void
connection_change_free (gpointer data)
{
  ConnectionChange *change = data;

  g_free (change->provider);
  g_free (change->name);
  g_clear_pointer (&change->connection, heddle_connection_free);
  g_free (change);
}

static ConnectionChange *
connection_change_new (const char *provider,
                       const char *name)
{
  ConnectionChange *change = g_new0 (ConnectionChange, 1);

  change->provider = g_strdup (provider);
  change->name = g_strdup (name);

  return change;
}

typedef struct
{
  HeddleProvider *provider;
  char *text;
  gboolean unencrypted;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->provider);
  g_free (change->text);
  g_free (change);
}

static Change *
change_new (HeddleProviders *self,
            const char      *provider,
            const char      *text)
{
  Change *change = g_new0 (Change, 1);

  change->provider = g_object_ref (heddle_providers_lookup_connection (self, provider));
  change->text = g_strdup (text);

  return change;
}

static DexFuture *
take_key_fiber (gpointer user_data)
{
  Change *change = user_data;
  const char *id = heddle_manifest_provider_get_key_owner (HEDDLE_MANIFEST_PROVIDER (change->provider));
  g_autoptr (HeddleSecret) key = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  key = dex_await_boxed (heddle_keyring_lookup (id, change->text), &error);

  if (error != NULL || (key != NULL && !dex_await (heddle_keyring_remove (id, change->text), &error)
                        && error != NULL))
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_value_init (&value, HEDDLE_TYPE_SECRET);
  g_value_set_boxed (&value, key);

  return dex_future_new_for_value (&value);
}

/**
 * heddle_providers_take_key:
 * @self: the providers
 * @provider: a provider's id, or `provider/connection`
 *
 * Takes the key for the address in use out of the keyring, and hands it over for those who may want
 * to put it back.
 *
 * Returns: (transfer full): resolves to a [struct@Secret], %NULL where there was none, or rejects
 *   with a `HEDDLE_PROVIDER_ERROR`
 */
DexFuture *
heddle_providers_take_key (HeddleProviders *self,
                           const char      *provider)
{
  DexFuture *rejected;
  g_autofree char *origin = NULL;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (provider != NULL, NULL);

  rejected = reject_keyless (self, provider);

  if (rejected != NULL)
    return rejected;

  origin = heddle_providers_dup_origin (self, provider);

  return heddle_spawn (take_key_fiber, change_new (self, provider, origin), change_free);
}

/**
 * heddle_providers_test_key:
 * @self: the providers
 * @provider: a provider's id, or `provider/connection`
 * @key: (nullable): a key; %NULL for the one that a run would use
 *
 * Asks the provider, for nothing, whether it accepts a key.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with a `HEDDLE_PROVIDER_ERROR` whose code
 *   and message say what is wrong and what to do, and whose words are the provider's
 */
DexFuture *
heddle_providers_test_key (HeddleProviders *self,
                           const char      *provider,
                           HeddleSecret    *key)
{
  DexFuture *rejected;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (provider != NULL, NULL);

  rejected = reject_keyless (self, provider);
  if (rejected == NULL && key != NULL)
    rejected = reject_unencrypted (self, provider);

  return rejected != NULL ? rejected
                          : heddle_manifest_provider_test_key (
                              HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup_connection (self, provider)),
                              key);
}

/**
 * heddle_providers_dup_origin:
 * @self: the providers
 * @provider: a provider's id, or `provider/connection`
 *
 * Returns: (transfer full) (nullable): where its requests go, and its key with them; %NULL where it
 *   has no address
 */
char *
heddle_providers_dup_origin (HeddleProviders *self,
                             const char      *provider)
{
  HeddleProvider *found;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (provider != NULL, NULL);

  found = heddle_providers_lookup_connection (self, provider);

  return HEDDLE_IS_MANIFEST_PROVIDER (found)
           ? heddle_address_dup_origin (
               heddle_manifest_provider_get_base_url (HEDDLE_MANIFEST_PROVIDER (found)))
           : NULL;
}

static gboolean
keep_address (gpointer   data,
              GValue    *value,
              GError   **error)
{
  Change *change = data;

  if (!heddle_addresses_set (heddle_provider_get_id (change->provider), change->text,
                             change->unencrypted, error))
    return FALSE;

  heddle_manifest_provider_set_own_url (HEDDLE_MANIFEST_PROVIDER (change->provider), change->text,
                                        change->unencrypted ? change->text : NULL);
  g_value_init (value, G_TYPE_BOOLEAN);
  g_value_set_boolean (value, TRUE);

  return TRUE;
}

/**
 * heddle_providers_set_address:
 * @self: the providers
 * @provider: a provider's id
 * @url: (nullable): an address that begins with `https://`, or one of this machine; %NULL for the
 *   usual one
 * @unencrypted: whether a person has confirmed that @url may be one of a private network, which is
 *   not encrypted; no key ever goes there
 *
 * Keeps where a provider's requests go, for all programs of this person: a proxy, or a server of
 * one's own. No key goes there that was entered for another origin.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with a `HEDDLE_PROVIDER_ERROR`
 */
DexFuture *
heddle_providers_set_address (HeddleProviders *self,
                              const char      *provider,
                              const char      *url,
                              gboolean         unencrypted)
{
  HeddleProvider *found;
  Change *change;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (provider != NULL, NULL);

  found = heddle_providers_lookup (self, provider);

  if (found == NULL)
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER,
                                  _("There is no provider “%s”. See: heddlectl list providers"),
                                  provider);

  if (!HEDDLE_IS_MANIFEST_PROVIDER (found))
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                                  _("%s has no address: it works on this machine."),
                                  heddle_provider_get_name (found));

  change = change_new (self, provider, url);
  change->unencrypted = unencrypted;

  return heddle_run_blocking (keep_address, change, change_free);
}

static gboolean
keep_connection (gpointer   data,
                 GValue    *value,
                 GError   **error)
{
  ConnectionChange *change = data;

  if (!heddle_addresses_keep_connection (change->provider, change->name, change->connection, error))
    return FALSE;

  g_value_init (value, G_TYPE_BOOLEAN);
  g_value_set_boolean (value, TRUE);

  return TRUE;
}

/**
 * heddle_providers_set_connection:
 * @self: the providers
 * @connection: (transfer full): a connection
 *
 * Keeps one of several connections to a provider, in place of one of the same name, for all programs of
 * this person that begin after that. Its key is set by [method@Providers.set_key].
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with a `HEDDLE_PROVIDER_ERROR`
 */
DexFuture *
heddle_providers_set_connection (HeddleProviders  *self,
                                 HeddleConnection *connection)
{
  g_autoptr (HeddleConnection) owned = connection;
  HeddleProvider *found;
  ConnectionChange *change;
  GError *problem = NULL;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (connection != NULL, NULL);

  found = heddle_providers_lookup (self, connection->provider);
  if (found == NULL)
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER,
                                  _("There is no provider “%s”. See: heddlectl list providers"),
                                  connection->provider);
  if (!HEDDLE_IS_MANIFEST_PROVIDER (found))
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                                  _("%s has no address: it works on this machine."),
                                  heddle_provider_get_name (found));
  if (!heddle_connection_check (connection, &problem)
      || !heddle_connection_check_account (
        connection, heddle_manifest_get_section (heddle_provider_get_manifest (found), "account"), &problem))
    return dex_future_new_for_error (problem);

  change = connection_change_new (connection->provider, connection->name);
  change->connection = g_steal_pointer (&owned);

  return heddle_run_blocking (keep_connection, change, connection_change_free);
}

static DexFuture *
remove_connection_fiber (gpointer user_data)
{
  ConnectionChange *change = user_data;
  g_autofree char *id = g_strconcat (change->provider, "/", change->name, NULL);
  g_autoptr (GError) error = NULL;
  ConnectionChange *kept;

  /* Where there is no keyring there is no key in it either. */
  if (!dex_await (heddle_keyring_remove (id, NULL), &error) && error != NULL
      && !g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEYRING_MISSING))
    return dex_future_new_for_error (g_steal_pointer (&error));

  kept = connection_change_new (change->provider, change->name);

  return heddle_run_blocking (keep_connection, kept, connection_change_free);
}

/**
 * heddle_providers_remove_connection:
 * @self: the providers
 * @id: `provider/connection`
 *
 * Drops one of several connections, and its keys with it.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with a `HEDDLE_PROVIDER_ERROR`, and the
 *   connection as it was where its keys cannot be removed
 */
DexFuture *
heddle_providers_remove_connection (HeddleProviders *self,
                                    const char      *id)
{
  g_autofree char *provider = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (HEDDLE_IS_PROVIDERS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (!heddle_connection_split_id (id, &provider, &name))
    return dex_future_new_reject (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_CONNECTION,
                                  _("There is no connection “%s”. See: heddlectl connection list"), id);

  return heddle_spawn (remove_connection_fiber, connection_change_new (provider, name), connection_change_free);
}
