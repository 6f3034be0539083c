/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "providers/heddle-provider-error.h"

typedef struct _Query Query;

struct _Query
{
  char *provider;
  char *origin;
  char *label;
  HeddleSecret *key;
  GHashTable *attributes;
  gboolean asked;
  DexPromise *promise;
  void (*start) (Query *query);
};

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
query_free (Query *query)
{
  g_free (query->provider);
  g_free (query->origin);
  g_free (query->label);
  g_clear_pointer (&query->key, heddle_secret_unref);
  g_clear_pointer (&query->attributes, g_hash_table_unref);
  dex_clear (&query->promise);
  g_free (query);
}

static Query *
query_new (const char *provider,
           const char *origin)
{
  Query *query = g_new0 (Query, 1);

  query->provider = g_strdup (provider);
  query->origin = g_strdup (origin);
  query->promise = dex_promise_new ();
  query->attributes = g_hash_table_new (g_str_hash, g_str_equal);
  if (query->provider != NULL)
    g_hash_table_insert (query->attributes, (char *) "provider", query->provider);
  if (query->origin != NULL)
    g_hash_table_insert (query->attributes, (char *) "origin", query->origin);

  return query;
}

static gboolean
is_missing (const GError *error)
{
  static const int signs[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,
    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_NO_SERVER,
    G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_FORK_FAILED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED,
    G_DBUS_ERROR_SPAWN_FAILED,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
    G_DBUS_ERROR_SPAWN_SERVICE_INVALID,
  };

  for (guint i = 0; error->domain == G_DBUS_ERROR && i < G_N_ELEMENTS (signs); i++)
    {
      if (error->code == signs[i])
        return TRUE;
    }

  /* No session bus, then. */
  return error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED &&
         error->code != G_IO_ERROR_DBUS_ERROR && error->code != G_IO_ERROR_PERMISSION_DENIED &&
         error->code != G_IO_ERROR_TIMED_OUT;
}

static char *
dup_refusal (const GError        *cause,
             const char          *provider,
             HeddleProviderError *code)
{
  g_autofree char *variable = heddle_keyring_dup_variable ("HEDDLE_KEY_",
                                                           provider != NULL ? provider : "…");

  if (g_error_matches (cause, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      *code = HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED;
      return g_strdup_printf (_("The keyring is locked. Unlock it and try again, or put the key into "
                                "the environment variable %s."),
                              variable);
    }

  if (is_missing (cause))
    {
      *code = HEDDLE_PROVIDER_ERROR_KEYRING_MISSING;
      return g_strdup_printf (_("There is no keyring in this session. Install one, such as GNOME "
                                "Keyring, and log in again, or put the key into the environment "
                                "variable %s."),
                              variable);
    }

  *code = HEDDLE_PROVIDER_ERROR_KEYRING;

  return g_strdup_printf (_("The keyring refuses: %s. Look at it in the desktop's password program, "
                            "or put the key into the environment variable %s."),
                          cause->message, variable);
}

static void
reject (Query  *query,
        GError *cause)
{
  g_autoptr (GError) owned = cause;
  HeddleProviderError code;
  g_autofree char *message = NULL;

  g_dbus_error_strip_remote_error (cause);
  message = dup_refusal (cause, query->provider, &code);
  dex_promise_reject (query->promise, heddle_provider_error_new (code, cause->message, message));
  query_free (query);
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

static void
resolve_key (Query       *query,
             SecretValue *secret)
{
  const char *text = secret != NULL ? secret_value_get_text (secret) : NULL;
  g_autoptr (HeddleSecret) key = text != NULL ? heddle_secret_new (text, -1) : NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, HEDDLE_TYPE_SECRET);
  g_value_set_boxed (&value, key);
  dex_promise_resolve (query->promise, &value);
  query_free (query);
}

static void
retrieved_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) secret = secret_retrievable_retrieve_secret_finish (
    SECRET_RETRIEVABLE (object), result, &error);

  if (error != NULL)
    reject (data, g_steal_pointer (&error));
  else
    resolve_key (data, secret);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  Query *query = data;
  g_autoptr (GError) error = NULL;
  g_autolist (SecretRetrievable) items = secret_password_search_finish (result, &error);

  if (error != NULL)
    reject (query, g_steal_pointer (&error));
  else if (items == NULL)
    resolve_key (query, NULL);
  else if (!is_locked (items->data))
    secret_retrievable_retrieve_secret (items->data, NULL, retrieved_cb, query);
  else if (can_ask () && !query->asked)
    {
      query->asked = TRUE;
      secret_password_searchv (&schema, query->attributes,
                               SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK, NULL, found_cb, query);
    }
  else
    reject (query, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, ""));
}

static void
start_lookup (Query *query)
{
  secret_password_searchv (&schema, query->attributes, SECRET_SEARCH_ALL, NULL, found_cb, query);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Query *query = data;
  g_autoptr (GError) error = NULL;

  if (!secret_password_store_finish (result, &error))
    {
      reject (query, g_steal_pointer (&error));
      return;
    }

  dex_promise_resolve_boolean (query->promise, TRUE);
  query_free (query);
}

static void
start_set (Query *query)
{
  secret_password_storev (&schema, query->attributes, SECRET_COLLECTION_DEFAULT, query->label,
                          heddle_secret_get_text (query->key), NULL, stored_cb, query);
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  Query *query = data;
  g_autoptr (GError) error = NULL;
  gboolean removed = secret_password_clear_finish (result, &error);

  if (error != NULL)
    {
      reject (query, g_steal_pointer (&error));
      return;
    }

  dex_promise_resolve_boolean (query->promise, removed);
  query_free (query);
}

static void
start_remove (Query *query)
{
  secret_password_clearv (&schema, query->attributes, NULL, removed_cb, query);
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

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Query *query = data;
  g_autoptr (GError) error = NULL;
  g_autolist (SecretRetrievable) items = secret_password_search_finish (result, &error);
  g_autoptr (GPtrArray) entries = NULL;

  if (error != NULL)
    {
      reject (query, g_steal_pointer (&error));
      return;
    }

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_keyring_entry_free);

  for (GList *l = items; l != NULL; l = l->next)
    {
      g_autoptr (GHashTable) found = secret_retrievable_get_attributes (l->data);
      HeddleKeyringEntry *entry;

      /* A keyring that was never unlocked keeps to itself what its keys are for. */
      if (g_hash_table_lookup (found, "provider") == NULL)
        {
          reject (query, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, ""));
          return;
        }

      entry = g_new0 (HeddleKeyringEntry, 1);
      entry->provider = g_strdup (g_hash_table_lookup (found, "provider"));
      entry->origin = g_strdup (g_hash_table_lookup (found, "origin"));
      entry->label = secret_retrievable_get_label (l->data);
      g_ptr_array_add (entries, entry);
    }

  g_ptr_array_sort_values (entries, compare_entries);
  dex_promise_resolve_boxed (query->promise, G_TYPE_PTR_ARRAY, g_steal_pointer (&entries));
  query_free (query);
}

static void
start_list (Query *query)
{
  secret_password_searchv (&schema, query->attributes, SECRET_SEARCH_ALL, NULL, listed_cb, query);
}

static void
resolve_well (Query *query)
{
  dex_promise_resolve_boolean (query->promise, TRUE);
  query_free (query);
}

static void
unlocked_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  Query *query = data;
  g_autoptr (GError) error = NULL;
  g_autolist (GDBusProxy) unlocked = NULL;

  secret_service_unlock_finish (SECRET_SERVICE (object), result, &unlocked, &error);

  if (error == NULL && unlocked == NULL)
    error = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "");

  if (error != NULL)
    {
      reject (query, g_steal_pointer (&error));
      return;
    }

  resolve_well (query);
}

static void
collection_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      data)
{
  Query *query = data;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, NULL);
  GList collections = { .data = collection };

  if (collection == NULL || !secret_collection_get_locked (collection))
    resolve_well (query);
  else if (query->asked)
    secret_service_unlock (secret_collection_get_service (collection), &collections, NULL,
                           unlocked_cb, query);
  else
    reject (query, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, ""));
}

static void
service_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  Query *query = data;
  g_autoptr (SecretService) service = secret_service_get_finish (result, NULL);

  if (service != NULL)
    secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, NULL,
                                 collection_cb, query);
  else
    resolve_well (query);
}

/* Where searching works without a service, as in a sandbox, a file of our own stands in for it, and
 * that is never locked.
 */
static void
searched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  Query *query = data;
  g_autoptr (GError) error = NULL;
  g_autolist (SecretRetrievable) items = secret_password_search_finish (result, &error);

  if (error != NULL)
    reject (query, g_steal_pointer (&error));
  else
    secret_service_get (SECRET_SERVICE_NONE, NULL, service_cb, query);
}

static void
start_check (Query *query)
{
  secret_password_searchv (&schema, query->attributes, SECRET_SEARCH_NONE, NULL, searched_cb, query);
}

static gpointer
keyring_thread (gpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (data, FALSE);

  g_main_context_push_thread_default (data);
  g_main_loop_run (loop);

  return NULL;
}

/* libsecret's objects live on the main context that they were made on, so there is one for good. */
static GMainContext *
get_context (void)
{
  static gsize context;

  if (g_once_init_enter (&context))
    {
      GMainContext *created = g_main_context_new ();

      g_thread_unref (g_thread_new ("heddle-keyring", keyring_thread, created));
      g_once_init_leave (&context, (gsize) created);
    }

  return (GMainContext *) context;
}

static gboolean
start_cb (gpointer data)
{
  Query *query = data;

  query->start (query);

  return G_SOURCE_REMOVE;
}

static DexFuture *
send (Query *query,
      void (*start) (Query *query))
{
  DexFuture *future = dex_ref (DEX_FUTURE (query->promise));
  g_autoptr (GSource) source = g_idle_source_new ();

  /* Not invoked, which would begin on the caller's thread where the keyring's is not there yet. */
  query->start = start;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, start_cb, query, NULL);
  g_source_attach (source, get_context ());

  return future;
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
 * heddle_keyring_check:
 *
 * Looks whether keys can be kept now, without asking anybody.
 *
 * Returns: (transfer full): resolves to %TRUE, or rejects with
 *   %HEDDLE_PROVIDER_ERROR_KEYRING_MISSING, %HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED or
 *   %HEDDLE_PROVIDER_ERROR_KEYRING
 */
DexFuture *
heddle_keyring_check (void)
{
  return send (query_new (NULL, NULL), start_check);
}

/**
 * heddle_keyring_unlock:
 *
 * Has the desktop ask the person to unlock the keyring.
 *
 * Returns: (transfer full): resolves to %TRUE once it is unlocked, or rejects with
 *   %HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED where they would not, and like [func@keyring_check]
 */
DexFuture *
heddle_keyring_unlock (void)
{
  Query *query = query_new (NULL, NULL);

  query->asked = TRUE;

  return send (query, start_check);
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
 * Returns: (transfer full): resolves to %TRUE, or rejects like [func@keyring_check]
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

  return send (query, start_set);
}

/**
 * heddle_keyring_lookup:
 * @provider: the provider's id
 * @origin: where the key is to go
 *
 * Finds the key that was entered for exactly this provider and origin.
 *
 * Returns: (transfer full): resolves to a [struct@Secret], %NULL where there is none, or rejects
 *   like [func@keyring_check]
 */
DexFuture *
heddle_keyring_lookup (const char *provider,
                       const char *origin)
{
  g_return_val_if_fail (provider != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  return send (query_new (provider, origin), start_lookup);
}

/**
 * heddle_keyring_remove:
 * @provider: the provider's id
 * @origin: (nullable): the key's origin; %NULL for all keys of the provider
 *
 * Returns: (transfer full): resolves to whether there was a key, or rejects like
 *   [func@keyring_check]
 */
DexFuture *
heddle_keyring_remove (const char *provider,
                       const char *origin)
{
  g_return_val_if_fail (provider != NULL, NULL);

  return send (query_new (provider, origin), start_remove);
}

/**
 * heddle_keyring_list:
 *
 * Returns: (transfer full): resolves to a `GPtrArray` of [struct@KeyringEntry], sorted, or rejects
 *   like [func@keyring_check]
 */
DexFuture *
heddle_keyring_list (void)
{
  return send (query_new (NULL, NULL), start_list);
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
