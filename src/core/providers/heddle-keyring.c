/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "base/heddle-threads.h"
#include "providers/heddle-provider-error.h"

typedef struct
{
  char *provider;
  char *origin;
  char *label;
  HeddleSecret *key;
} Query;

static const SecretSchema schema = {
  HEDDLE_APPLICATION_ID ".Key",
  SECRET_SCHEMA_NONE,
  {
    { "provider", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static void
query_free (gpointer data)
{
  Query *query = data;

  g_free (query->provider);
  g_free (query->origin);
  g_free (query->label);
  g_clear_pointer (&query->key, heddle_secret_unref);
  g_free (query);
}

static Query *
query_new (const char *provider,
           const char *origin)
{
  Query *query = g_new0 (Query, 1);

  query->provider = g_strdup (provider);
  query->origin = g_strdup (origin);

  return query;
}

static GHashTable *
create_attributes (Query *query)
{
  GHashTable *attributes = g_hash_table_new (g_str_hash, g_str_equal);

  if (query->provider != NULL)
    g_hash_table_insert (attributes, (char *) "provider", query->provider);
  if (query->origin != NULL)
    g_hash_table_insert (attributes, (char *) "origin", query->origin);

  return attributes;
}

static gboolean
fail_missing (GError     **error,
              const GError *cause,
              const char   *provider)
{
  g_autofree char *variable = provider != NULL ? heddle_keyring_dup_variable ("HEDDLE_KEY_",
                                                                              provider)
                                               : g_strdup ("HEDDLE_KEY_…");

  g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEYRING,
               _("The keyring cannot be used: %s. Log in to a desktop session with a keyring, or "
                 "put the key into the environment variable %s."),
               cause->message, variable);

  return FALSE;
}

static gboolean
fail_locked (GError     **error,
             const char  *provider)
{
  g_autofree char *variable = heddle_keyring_dup_variable ("HEDDLE_KEY_", provider);

  g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEYRING,
               _("The keyring is locked. Unlock it and try again, or put the key into the "
                 "environment variable %s."),
               variable);

  return FALSE;
}

static gboolean
is_locked (SecretRetrievable *item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item));
}

/* Asking a person to unlock takes a display to ask on; without one it would wait for ever. */
static gboolean
can_ask (void)
{
  return g_getenv ("DISPLAY") != NULL || g_getenv ("WAYLAND_DISPLAY") != NULL;
}

static gboolean
lookup_blocking (gpointer   data,
                 GValue    *value,
                 GError   **error)
{
  Query *query = data;
  g_autoptr (GHashTable) attributes = create_attributes (query);
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (SecretValue) secret = NULL;
  g_autoptr (HeddleSecret) key = NULL;
  g_autoptr (GError) cause = NULL;

  items = secret_password_searchv_sync (&schema, attributes, SECRET_SEARCH_ALL, NULL, &cause);

  if (cause == NULL && items != NULL && is_locked (items->data) && can_ask ())
    {
      g_clear_list (&items, g_object_unref);
      items = secret_password_searchv_sync (&schema, attributes,
                                            SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK, NULL, &cause);
    }

  if (cause != NULL)
    return fail_missing (error, cause, query->provider);

  g_value_init (value, HEDDLE_TYPE_SECRET);

  if (items == NULL)
    return TRUE;

  if (is_locked (items->data))
    return fail_locked (error, query->provider);

  secret = secret_retrievable_retrieve_secret_sync (items->data, NULL, &cause);

  if (cause != NULL)
    return fail_missing (error, cause, query->provider);

  if (secret != NULL && secret_value_get_text (secret) != NULL)
    g_value_take_boxed (value, heddle_secret_new (secret_value_get_text (secret), -1));

  return TRUE;
}

static gboolean
set_blocking (gpointer   data,
              GValue    *value,
              GError   **error)
{
  Query *query = data;
  g_autoptr (GHashTable) attributes = create_attributes (query);
  g_autoptr (GError) cause = NULL;

  if (!secret_password_storev_sync (&schema, attributes, SECRET_COLLECTION_DEFAULT, query->label,
                                    heddle_secret_get_text (query->key), NULL, &cause))
    {
      if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
        return fail_locked (error, query->provider);

      return fail_missing (error, cause, query->provider);
    }

  return TRUE;
}

static gboolean
remove_blocking (gpointer   data,
                 GValue    *value,
                 GError   **error)
{
  Query *query = data;
  g_autoptr (GHashTable) attributes = create_attributes (query);
  g_autoptr (GError) cause = NULL;
  gboolean removed = secret_password_clearv_sync (&schema, attributes, NULL, &cause);

  if (cause != NULL)
    {
      if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
        return fail_locked (error, query->provider);

      return fail_missing (error, cause, query->provider);
    }

  g_value_init (value, G_TYPE_BOOLEAN);
  g_value_set_boolean (value, removed);

  return TRUE;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const HeddleKeyringEntry *x = a;
  const HeddleKeyringEntry *y = b;
  int order = g_strcmp0 (x->provider, y->provider);

  return order != 0 ? order : g_strcmp0 (x->origin, y->origin);
}

static gboolean
list_blocking (gpointer   data,
               GValue    *value,
               GError   **error)
{
  g_autoptr (GHashTable) attributes = create_attributes (data);
  g_autolist (SecretRetrievable) items = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) cause = NULL;

  items = secret_password_searchv_sync (&schema, attributes, SECRET_SEARCH_ALL, NULL, &cause);

  if (cause != NULL)
    return fail_missing (error, cause, NULL);

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_keyring_entry_free);

  for (GList *l = items; l != NULL; l = l->next)
    {
      g_autoptr (GHashTable) found = secret_retrievable_get_attributes (l->data);
      HeddleKeyringEntry *entry = g_new0 (HeddleKeyringEntry, 1);

      entry->provider = g_strdup (g_hash_table_lookup (found, "provider"));
      entry->origin = g_strdup (g_hash_table_lookup (found, "origin"));
      entry->label = secret_retrievable_get_label (l->data);
      g_ptr_array_add (entries, entry);
    }

  g_ptr_array_sort_values (entries, compare_entries);
  g_value_init (value, G_TYPE_PTR_ARRAY);
  g_value_set_boxed (value, entries);

  return TRUE;
}

/**
 * heddle_keyring_entry_free:
 * @self: (transfer full): an entry
 *
 * Frees @self.
 */
void
heddle_keyring_entry_free (HeddleKeyringEntry *self)
{
  g_free (self->provider);
  g_free (self->origin);
  g_free (self->label);
  g_free (self);
}

/**
 * heddle_keyring_set:
 * @provider: the provider's id
 * @origin: the only origin that the key may go to
 * @label: what the keyring's own window shall call it
 * @key: the key
 *
 * Keeps @key in the desktop's keyring, in place of an earlier one for the same provider and origin.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with %HEDDLE_PROVIDER_ERROR_KEYRING
 */
DexFuture *
heddle_keyring_set (const char   *provider,
                    const char   *origin,
                    const char   *label,
                    HeddleSecret *key)
{
  Query *query;

  g_return_val_if_fail (provider != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  query = query_new (provider, origin);
  query->label = g_strdup (label);
  query->key = heddle_secret_ref (key);

  return heddle_run_blocking (set_blocking, query, query_free);
}

/**
 * heddle_keyring_lookup:
 * @provider: the provider's id
 * @origin: where the key is to go
 *
 * Finds the key that was entered for exactly this provider and origin.
 *
 * Returns: (transfer full): resolves to a [struct@Secret], %NULL where there is none, or rejects
 *   with %HEDDLE_PROVIDER_ERROR_KEYRING where the keyring is missing or locked
 */
DexFuture *
heddle_keyring_lookup (const char *provider,
                       const char *origin)
{
  g_return_val_if_fail (provider != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  return heddle_run_blocking (lookup_blocking, query_new (provider, origin), query_free);
}

/**
 * heddle_keyring_remove:
 * @provider: the provider's id
 * @origin: (nullable): the key's origin; %NULL for all keys of the provider
 *
 * Returns: (transfer full): resolves to whether there was a key, or rejects with
 *   %HEDDLE_PROVIDER_ERROR_KEYRING
 */
DexFuture *
heddle_keyring_remove (const char *provider,
                       const char *origin)
{
  g_return_val_if_fail (provider != NULL, NULL);

  return heddle_run_blocking (remove_blocking, query_new (provider, origin), query_free);
}

/**
 * heddle_keyring_list:
 *
 * Returns: (transfer full): resolves to a `GPtrArray` of [struct@KeyringEntry], sorted, or rejects
 *   with %HEDDLE_PROVIDER_ERROR_KEYRING
 */
DexFuture *
heddle_keyring_list (void)
{
  return heddle_run_blocking (list_blocking, query_new (NULL, NULL), query_free);
}

/**
 * heddle_keyring_dup_variable:
 * @prefix: how the variable's name begins
 * @provider: the provider's id
 *
 * Returns: (transfer full): the name of a provider's environment variable: @prefix and @provider in
 *   upper case, with `-` as `_`
 */
char *
heddle_keyring_dup_variable (const char *prefix,
                             const char *provider)
{
  g_autofree char *upper = NULL;

  g_return_val_if_fail (prefix != NULL, NULL);
  g_return_val_if_fail (provider != NULL, NULL);

  upper = g_ascii_strup (provider, -1);

  return g_strconcat (prefix, g_strdelimit (upper, "-", '_'), NULL);
}

/**
 * heddle_keyring_dup_environment:
 * @provider: the provider's id
 *
 * Returns: (transfer full) (nullable): the key from `HEDDLE_KEY_<ID>`; %NULL where the variable is
 *   unset or empty
 */
HeddleSecret *
heddle_keyring_dup_environment (const char *provider)
{
  g_autofree char *variable = NULL;
  const char *text;

  g_return_val_if_fail (provider != NULL, NULL);

  variable = heddle_keyring_dup_variable ("HEDDLE_KEY_", provider);
  text = g_getenv (variable);

  return text != NULL && *text != '\0' ? heddle_secret_new (text, -1) : NULL;
}
