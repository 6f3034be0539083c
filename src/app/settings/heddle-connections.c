/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "settings/heddle-connections.h"

#include <glib/gi18n-lib.h>

#include "providers/heddle-address.h"
#include "providers/heddle-keyring.h"
#include "widgets/heddle-settle.h"

struct _HeddleConnections
{
  GObject          parent_instance;
  HeddleProviders *providers;
  GPtrArray       *entries;
  GError          *problem;
  gboolean         unlocking;
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleConnections, heddle_connections, G_TYPE_OBJECT)

static void
heddle_connections_finalize (GObject *object)
{
  HeddleConnections *self = HEDDLE_CONNECTIONS (object);

  g_clear_object (&self->providers);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (heddle_connections_parent_class)->finalize (object);
}

static void
heddle_connections_class_init (HeddleConnectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_connections_finalize;

  /**
   * HeddleConnections::changed:
   * @self: the connections
   *
   * Emitted when something else is known.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * HeddleConnections::failed:
   * @self: the connections
   * @message: what could not be done, and what to do
   *
   * Emitted when a key could not be put back.
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
heddle_connections_init (HeddleConnections *self)
{
}

static void
take_answer (HeddleConnections *self,
             GPtrArray         *entries,
             const GError      *problem)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_error (&self->problem);
  if (entries != NULL)
    self->entries = g_ptr_array_ref (entries);
  if (problem != NULL)
    self->problem = g_error_copy (problem);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
listed_cb (gpointer      owner,
           const GValue *value,
           const GError *error)
{
  take_answer (owner, error == NULL ? g_value_get_boxed (value) : NULL, error);
}

static void
checked_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleConnections *self = owner;

  self->unlocking = FALSE;
  if (error != NULL)
    take_answer (self, NULL, error);
  else
    heddle_settle (heddle_keyring_list (), listed_cb, self);
}

/**
 * heddle_connections_new:
 * @providers: the providers
 *
 * Returns: (transfer full): connections of which nothing is known before
 *   [method@Connections.refresh]
 */
HeddleConnections *
heddle_connections_new (HeddleProviders *providers)
{
  HeddleConnections *self = g_object_new (HEDDLE_TYPE_CONNECTIONS, NULL);

  self->providers = g_object_ref (providers);
  return self;
}

/**
 * heddle_connections_get_providers:
 * @self: the connections
 *
 * Returns: (transfer none): the providers
 */
HeddleProviders *
heddle_connections_get_providers (HeddleConnections *self)
{
  return self->providers;
}

/**
 * heddle_connections_refresh:
 * @self: the connections
 *
 * Asks the keyring which keys there are, without asking the person to unlock it.
 */
void
heddle_connections_refresh (HeddleConnections *self)
{
  heddle_settle (heddle_keyring_check (), checked_cb, self);
}

/**
 * heddle_connections_unlock:
 * @self: the connections
 *
 * Has the desktop ask the person to unlock the keyring.
 */
void
heddle_connections_unlock (HeddleConnections *self)
{
  if (self->unlocking)
    return;
  self->unlocking = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
  heddle_settle (heddle_keyring_unlock (), checked_cb, self);
}

static void
put_back_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  if (error != NULL)
    g_signal_emit (owner, signals[FAILED], 0, error->message);
  heddle_connections_refresh (owner);
}

/**
 * heddle_connections_put_back:
 * @self: the connections
 * @provider: one of the providers
 * @key: what was its key
 * @origin: what that was entered for
 *
 * Puts a key back that was removed. It goes to the origin that it was entered for, and no other.
 */
void
heddle_connections_put_back (HeddleConnections *self,
                             HeddleProvider    *provider,
                             HeddleSecret      *key,
                             const char        *origin)
{
  const char *id = heddle_provider_get_id (provider);
  g_autofree char *in_use = heddle_providers_dup_origin (self->providers, id);

  if (g_strcmp0 (origin, in_use) == 0)
    heddle_settle (heddle_providers_set_key (self->providers, id, key), put_back_cb, self);
  else
    g_signal_emit (self, signals[FAILED], 0,
                   _("The address has changed since. Enter the key that belongs to it."));
}

/**
 * heddle_connections_is_unlocking:
 * @self: the connections
 *
 * Returns: whether the desktop is asking the person
 */
gboolean
heddle_connections_is_unlocking (HeddleConnections *self)
{
  return self->unlocking;
}

/**
 * heddle_connections_get_problem:
 * @self: the connections
 *
 * Returns: (transfer none) (nullable): why no key can be kept; %NULL where one can
 */
const GError *
heddle_connections_get_problem (HeddleConnections *self)
{
  return self->problem;
}

static gboolean
has_entry (HeddleConnections *self,
           const char        *id)
{
  g_autofree char *origin = heddle_providers_dup_origin (self->providers, id);

  for (guint i = 0; i < self->entries->len; i++)
    {
      HeddleKeyringEntry *entry = g_ptr_array_index (self->entries, i);

      if (g_strcmp0 (entry->provider, id) == 0 && g_strcmp0 (entry->origin, origin) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_connections_get_key_state:
 * @self: the connections
 * @provider: one of the providers
 *
 * Returns: where the key is that a run would use
 */
HeddleKeyState
heddle_connections_get_key_state (HeddleConnections *self,
                                  HeddleProvider    *provider)
{
  const char *id = heddle_provider_get_id (provider);
  g_autoptr (HeddleSecret) key = NULL;
  g_autofree char *origin = NULL;

  if (heddle_manifest_get_auth_type (heddle_provider_get_manifest (provider)) == HEDDLE_AUTH_NONE)
    return HEDDLE_KEY_STATE_NOT_NEEDED;
  origin = heddle_providers_dup_origin (self->providers, id);
  if (origin != NULL && heddle_address_is_plain_private (origin))
    return HEDDLE_KEY_STATE_UNENCRYPTED;
  key = heddle_keyring_dup_environment (id);
  if (key != NULL)
    return HEDDLE_KEY_STATE_ENVIRONMENT;
  if (self->entries == NULL)
    return HEDDLE_KEY_STATE_UNKNOWN;
  return has_entry (self, id) ? HEDDLE_KEY_STATE_KEYRING : HEDDLE_KEY_STATE_MISSING;
}

static const char *
get_problem_summary (HeddleConnections *self)
{
  if (self->problem == NULL)
    return _("Asking the keyring…");
  if (g_error_matches (self->problem, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED))
    return _("Keyring locked");
  if (g_error_matches (self->problem, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEYRING_MISSING))
    return _("No key");
  return _("Keyring not available");
}

/**
 * heddle_connections_dup_summary:
 * @self: the connections
 * @provider: one of the providers
 *
 * Returns: (transfer full): where its key is, in a few words
 */
char *
heddle_connections_dup_summary (HeddleConnections *self,
                                HeddleProvider    *provider)
{
  g_autofree char *variable = NULL;

  switch (heddle_connections_get_key_state (self, provider))
    {
    case HEDDLE_KEY_STATE_NOT_NEEDED:
      return g_strdup (heddle_manifest_get_adapter (heddle_provider_get_manifest (provider)) != NULL
                         ? _("Works offline, needs no key")
                         : _("Needs no key"));
    case HEDDLE_KEY_STATE_UNENCRYPTED:
      return g_strdup (_("Not encrypted, no key is sent"));
    case HEDDLE_KEY_STATE_ENVIRONMENT:
      variable = heddle_keyring_dup_variable ("HEDDLE_KEY_", heddle_provider_get_id (provider));
      /* Translators: where a key comes from; %s is an environment variable */
      return g_strdup_printf (_("From %s"), variable);
    case HEDDLE_KEY_STATE_KEYRING:
      return g_strdup (_("Key in the keyring"));
    case HEDDLE_KEY_STATE_MISSING:
      return g_strdup (_("No key"));
    case HEDDLE_KEY_STATE_UNKNOWN:
    default:
      return g_strdup (get_problem_summary (self));
    }
}
