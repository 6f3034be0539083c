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

static JsonObject *
parse (const char *text,
       JsonNode  **root)
{
  *root = heddle_json_parse (text, -1, NULL);

  if (*root == NULL || !JSON_NODE_HOLDS_OBJECT (*root))
    return NULL;

  return heddle_json_get_object (json_node_get_object (*root), "addresses");
}

/**
 * heddle_addresses_read:
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_ADDRESS
 *
 * Reads the addresses that a person has given for providers, from `heddle/connections.json` in the
 * user's configuration. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 utf8): addresses by provider, not checked;
 *   %NULL with @error set where they cannot be read
 */
GHashTable *
heddle_addresses_read (GError **error)
{
  g_autoptr (GHashTable) addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = dup_path ();
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) cause = NULL;
  JsonObject *members;
  JsonObjectIter iter;
  const char *id;
  JsonNode *value;

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (!g_file_get_contents (path, &text, NULL, &cause))
    {
      if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&addresses);

      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("The addresses of providers cannot be read: %s"), cause->message);
      return NULL;
    }

  members = parse (text, &root);

  if (members == NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("The addresses of providers in %s cannot be read. Mend the file or delete it."),
                   path);
      return NULL;
    }

  json_object_iter_init (&iter, members);
  while (json_object_iter_next (&iter, &id, &value))
    g_hash_table_insert (addresses, g_strdup (id),
                         g_strdup (heddle_json_get_string (members, id, "")));

  return g_steal_pointer (&addresses);
}

static gboolean
write_all (GHashTable  *addresses,
           GError     **error)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *members = json_object_new ();
  GHashTableIter iter;
  gpointer id;
  gpointer url;

  g_hash_table_iter_init (&iter, addresses);
  while (g_hash_table_iter_next (&iter, &id, &url))
    json_object_set_string_member (members, id, url);

  json_node_take_object (root, json_object_new ());
  json_object_set_object_member (json_node_get_object (root), "addresses", members);
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
 * @error: return location
 *
 * Keeps an address for all programs of this person. Blocks.
 *
 * Returns: %FALSE with @error set where it cannot be kept
 */
gboolean
heddle_addresses_set (const char  *provider,
                      const char  *url,
                      GError     **error)
{
  g_autoptr (GHashTable) addresses = NULL;

  g_return_val_if_fail (provider != NULL, FALSE);
  HEDDLE_ASSERT_MAY_BLOCK ();

  if (url != NULL && !heddle_address_check (url, error))
    return FALSE;

  addresses = heddle_addresses_read (error);

  if (addresses == NULL)
    return FALSE;

  if (url != NULL)
    g_hash_table_replace (addresses, g_strdup (provider), g_strdup (url));
  else
    g_hash_table_remove (addresses, provider);

  return write_all (addresses, error);
}
