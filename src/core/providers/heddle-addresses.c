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

static gboolean
check_connections (JsonObject  *object,
                   GError     **error)
{
  JsonArray *list = heddle_json_get_array (object, "connections");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (list, i)))
        {
          g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                               _("A connection is not an object."));
          return FALSE;
        }
    }

  return TRUE;
}

static JsonNode *
read_all (GError **error)
{
  g_autofree char *path = dup_path ();
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) cause = NULL;
  JsonObject *object = NULL;

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
      if (!check_connections (object, error))
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }

      return g_steal_pointer (&root);
    }

  if (!g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("The addresses of providers cannot be read: %s"), cause->message);
      return NULL;
    }

  root = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (root, json_object_new ());
  json_object_set_object_member (json_node_get_object (root), "addresses", json_object_new ());

  return g_steal_pointer (&root);
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
  g_autoptr (JsonNode) root = NULL;

  HEDDLE_ASSERT_MAY_BLOCK ();

  root = read_all (error);
  if (root == NULL)
    return NULL;

  take_members (addresses, heddle_json_get_object (json_node_get_object (root), "addresses"));
  take_members (origins, heddle_json_get_object (json_node_get_object (root), "unencrypted"));

  if (confirmed != NULL)
    *confirmed = g_steal_pointer (&origins);

  return g_steal_pointer (&addresses);
}

/**
 * heddle_addresses_read_connections:
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_ADDRESS
 *
 * Reads the connections that a person has made beside the unnamed ones. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type HeddleConnection): the connections in their order;
 *   %NULL with @error set where one of them cannot be read
 */
GPtrArray *
heddle_addresses_read_connections (GError **error)
{
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_connection_free);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *list;

  HEDDLE_ASSERT_MAY_BLOCK ();

  root = read_all (error);
  if (root == NULL)
    return NULL;

  list = heddle_json_get_array (json_node_get_object (root), "connections");
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      HeddleConnection *connection = heddle_connection_read (json_array_get_object_element (list, i), error);

      if (connection == NULL)
        {
          g_autofree char *path = dup_path ();

          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
      g_ptr_array_add (connections, connection);
    }

  return g_steal_pointer (&connections);
}

static void
set_members (JsonObject *object,
             const char *name,
             const char *id,
             const char *value)
{
  JsonObject *members = heddle_json_get_object (object, name);

  if (members == NULL)
    {
      members = json_object_new ();
      json_object_set_object_member (object, name, members);
    }

  if (value != NULL)
    json_object_set_string_member (members, id, value);
  else if (json_object_has_member (members, id))
    json_object_remove_member (members, id);
  if (json_object_get_size (members) == 0 && !g_str_equal (name, "addresses"))
    json_object_remove_member (object, name);
}

static gboolean
write_all (JsonNode  *root,
           GError   **error)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = heddle_json_write (root, HEDDLE_JSON_PRETTY);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("The address cannot be kept: %s"), g_strerror (errno));
      return FALSE;
    }

  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/**
 * heddle_addresses_keep_connection:
 * @provider: a provider's id
 * @name: a connection's name
 * @connection: (nullable): what it is from now on; %NULL for none
 * @error: return location
 *
 * Keeps a connection for all programs of this person, or drops it. Blocks.
 *
 * Returns: %FALSE with @error set where that cannot be written
 */
gboolean
heddle_addresses_keep_connection (const char        *provider,
                                  const char        *name,
                                  HeddleConnection  *connection,
                                  GError           **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonArray *list;
  JsonArray *kept;

  g_return_val_if_fail (provider != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  HEDDLE_ASSERT_MAY_BLOCK ();

  if (connection != NULL && !heddle_connection_check (connection, error))
    return FALSE;
  root = read_all (error);
  if (root == NULL)
    return FALSE;

  object = json_node_get_object (root);
  list = heddle_json_get_array (object, "connections");
  kept = json_array_new ();
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *entry = json_array_get_object_element (list, i);

      if (g_strcmp0 (heddle_json_get_string (entry, "provider", NULL), provider) != 0
          || g_strcmp0 (heddle_json_get_string (entry, "name", NULL), name) != 0)
        json_array_add_element (kept, json_array_dup_element (list, i));
    }
  if (connection != NULL)
    json_array_add_element (kept, heddle_connection_write (connection));

  if (json_array_get_length (kept) > 0)
    json_object_set_array_member (object, "connections", kept);
  else
    {
      json_array_unref (kept);
      if (list != NULL)
        json_object_remove_member (object, "connections");
    }

  return write_all (root, error);
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
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *origin = NULL;

  g_return_val_if_fail (provider != NULL, FALSE);
  HEDDLE_ASSERT_MAY_BLOCK ();

  if (url != NULL && unencrypted && heddle_address_is_plain_private (url))
    origin = heddle_address_dup_origin (url);

  if (url != NULL && !heddle_address_check (url, origin, error))
    return FALSE;

  root = read_all (error);

  if (root == NULL)
    return FALSE;

  set_members (json_node_get_object (root), "addresses", provider, url);
  set_members (json_node_get_object (root), "unencrypted", provider, origin);

  return write_all (root, error);
}
