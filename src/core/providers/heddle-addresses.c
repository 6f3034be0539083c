/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-addresses.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-address.h"
#include "providers/heddle-provider-error.h"

/* They are a person's, not a library's: a library from elsewhere must not say where prompts go. */
static char *
dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "heddle", "connections.json", NULL);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
take_members (GHashTable *table,
              JsonObject *members)
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *value;

  if (members == NULL)
    return;

  json_object_iter_init (&iter, members);
  while (json_object_iter_next (&iter, &id, &value))
    g_hash_table_insert (table, g_strdup (id), g_strdup (heddle_json_get_string (members, id, "")));
}

/**
 * heddle_addresses_read:
 * @confirmed: (out) (optional) (element-type utf8 utf8): origins that a person lets be used without
 *   encryption, by provider
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_ADDRESS
 *
 * Reads the addresses that a person has given for providers, from `heddle/connections.json` in the
 * user's configuration. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): addresses by provider, not checked;
 *   %NULL with @error set where they cannot be read
 */
GHashTable *
heddle_addresses_read (GHashTable **confirmed,
                       GError     **error)
{
  g_autoptr (GHashTable) addresses = new_table ();
  g_autoptr (GHashTable) origins = new_table ();
  g_autofree char *path = dup_path ();
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) cause = NULL;
  JsonObject *object = NULL;

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (g_file_get_contents (path, &text, NULL, &cause))
    {
      root = heddle_json_parse (text, -1, NULL);
      object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

      if (object == NULL || heddle_json_get_object (object, "addresses") == NULL)
        {
          g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                       _("The addresses of providers in %s cannot be read. Mend the file or delete "
                         "it."),
                       path);
          return NULL;
        }

      take_members (addresses, heddle_json_get_object (object, "addresses"));
      take_members (origins, heddle_json_get_object (object, "unencrypted"));
    }
  else if (!g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("The addresses of providers cannot be read: %s"), cause->message);
      return NULL;
    }

  if (confirmed != NULL)
    *confirmed = g_steal_pointer (&origins);

  return g_steal_pointer (&addresses);
}

static void
add_members (JsonObject *object,
             const char *name,
             GHashTable *table)
{
  JsonObject *members = json_object_new ();
  GHashTableIter iter;
  gpointer id;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &id, &value))
    json_object_set_string_member (members, id, value);

  json_object_set_object_member (object, name, members);
}

static gboolean
write_all (GHashTable  *addresses,
           GHashTable  *confirmed,
           GError     **error)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (root, json_object_new ());
  add_members (json_node_get_object (root), "addresses", addresses);
  if (g_hash_table_size (confirmed) > 0)
    add_members (json_node_get_object (root), "unencrypted", confirmed);
  text = heddle_json_write (root, HEDDLE_JSON_PRETTY);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("The address cannot be kept: %s"), g_strerror (errno));
      return FALSE;
    }

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * heddle_addresses_set:
 * @provider: a provider's id
 * @url: (nullable): where its requests go; %NULL for its usual address
 * @unencrypted: whether a person has confirmed that @url is of a private network and not encrypted
 * @error: return location
 *
 * Keeps an address for all programs of this person. Blocks.
 *
 * Returns: %FALSE with @error set where it cannot be kept
 */
gboolean
heddle_addresses_set (const char  *provider,
                      const char  *url,
                      gboolean     unencrypted,
                      GError     **error)
{
  g_autoptr (GHashTable) addresses = NULL;
  g_autoptr (GHashTable) confirmed = NULL;
  g_autofree char *origin = NULL;

  g_return_val_if_fail (provider != NULL, FALSE);
  HEDDLE_ASSERT_MAY_BLOCK ();

  if (url != NULL && unencrypted && heddle_address_is_plain_private (url))
    origin = heddle_address_dup_origin (url);

  if (url != NULL && !heddle_address_check (url, origin, error))
    return FALSE;

  addresses = heddle_addresses_read (&confirmed, error);

  if (addresses == NULL)
    return FALSE;

  if (url != NULL)
    g_hash_table_replace (addresses, g_strdup (provider), g_strdup (url));
  else
    g_hash_table_remove (addresses, provider);

  if (origin != NULL)
    g_hash_table_replace (confirmed, g_strdup (provider), g_strdup (origin));
  else
    g_hash_table_remove (confirmed, provider);

  return write_all (addresses, confirmed, error);
}
