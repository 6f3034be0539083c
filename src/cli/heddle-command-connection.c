/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "heddle-command.h"
#include "heddle-entity-print.h"
#include "providers/heddle-addresses.h"

static char *url;
static gboolean unencrypted;
static char **account;

static const GOptionEntry entries[] = {
  { "url", 0, 0, G_OPTION_ARG_STRING, &url,
    N_("With “set”: where its requests go; the provider's usual address where it is left out"), N_("URL") },
  { "unencrypted", 0, 0, G_OPTION_ARG_NONE, &unencrypted,
    N_("Confirm that everyone on the way can read what is sent to an address of a private network"), NULL },
  { "account", 0, 0, G_OPTION_ARG_STRING_ARRAY, &account,
    N_("With “set”: what its requests say of the account, such as OpenAI-Organization=org-1; can be repeated"),
    N_("HEADER=TEXT") },
  { NULL },
};

/* What it says of the account has the labels of the provider's manifest, where that is still there. */
static void
print_connection (HeddleInvocation *invocation,
                  HeddleProviders  *providers,
                  HeddleConnection *connection)
{
  HeddleProvider *provider = heddle_providers_lookup (providers, connection->provider);
  HeddleManifest *manifest = provider == NULL ? NULL : heddle_provider_get_manifest (provider);
  JsonObject *labels = manifest == NULL ? NULL : heddle_manifest_get_section (manifest, "account");
  const char *address = connection->address;
  g_autofree char *id = heddle_connection_dup_id (connection);
  g_autoptr (JsonObject) details = json_object_new ();
  g_autoptr (GString) text = NULL;
  JsonObjectIter iter;
  const char *header;
  JsonNode *value;

  if (address == NULL && manifest != NULL)
    address = heddle_manifest_get_base_url (manifest);
  text = g_string_new (address == NULL ? _("Its provider is not there") : address);
  json_object_set_string_member (details, "provider", connection->provider);
  json_object_set_string_member (details, "connection", connection->name);
  if (address != NULL)
    json_object_set_string_member (details, "address", address);
  json_object_set_boolean_member (details, "usual", connection->address == NULL);
  if (connection->account != NULL)
    {
      json_object_set_object_member (details, "account", json_object_ref (connection->account));
      json_object_iter_init_ordered (&iter, connection->account);
      while (json_object_iter_next_ordered (&iter, &header, &value))
        g_string_append_printf (text, ", %s %s",
                                labels == NULL ? header : heddle_json_get_string (labels, header, header),
                                json_node_get_string (value));
    }
  heddle_print_entity (invocation, "connection", id, text->str, details);
}

static gboolean
list_connections (HeddleInvocation  *invocation,
                  HeddleProviders   *providers,
                  GError           **error)
{
  g_autoptr (GPtrArray) connections = heddle_addresses_read_connections (error);

  for (guint i = 0; connections != NULL && i < connections->len; i++)
    print_connection (invocation, providers, g_ptr_array_index (connections, i));
  return connections != NULL;
}

static HeddleConnection *
create_connection (const char  *id,
                   GError     **error)
{
  g_autoptr (HeddleConnection) connection = NULL;
  g_autofree char *provider = NULL;
  g_autofree char *name = NULL;

  if (!heddle_connection_split_id (id, &provider, &name))
    {
      heddle_usage_error_set (error, _("“%s” names no connection. Write it as provider/name, such as openai/studio."), id);
      return NULL;
    }

  connection = heddle_connection_new (provider, name);
  connection->address = g_strdup (url);
  connection->unencrypted = unencrypted;
  connection->account = account == NULL ? NULL : json_object_new ();
  for (guint i = 0; account != NULL && account[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (account[i], "=", 2);

      if (g_strv_length (parts) != 2 || *parts[0] == '\0')
        {
          heddle_usage_error_set (error, _("“%s” is not HEADER=TEXT"), account[i]);
          return NULL;
        }
      json_object_set_string_member (connection->account, parts[0], parts[1]);
    }
  return g_steal_pointer (&connection);
}

static gboolean
set_connection (HeddleInvocation  *invocation,
                HeddleProviders   *providers,
                const char        *id,
                GError           **error)
{
  HeddleConnection *connection = create_connection (id, error);

  if (connection == NULL
      || !heddle_wait_for (heddle_providers_set_connection (providers, connection), NULL, error))
    return FALSE;
  heddle_invocation_progress (invocation, _("The connection “%s” is kept. Set its key with: heddlectl secret set %s"),
                              id, id);
  return TRUE;
}

static gboolean
is_kept (const char  *id,
         GError     **error)
{
  g_autoptr (GPtrArray) connections = heddle_addresses_read_connections (error);

  for (guint i = 0; connections != NULL && i < connections->len; i++)
    {
      g_autofree char *kept = heddle_connection_dup_id (g_ptr_array_index (connections, i));

      if (g_str_equal (kept, id))
        return TRUE;
    }
  if (connections != NULL)
    heddle_usage_error_set (error, _("There is no connection “%s”. “heddlectl connection list” lists them."), id);
  return FALSE;
}

static gboolean
act (HeddleInvocation  *invocation,
     GStrv              arguments,
     GError           **error)
{
  g_autoptr (HeddleEngine) engine = heddle_engine_new (NULL, error);
  HeddleProviders *providers = engine == NULL ? NULL : heddle_engine_get_providers (engine);
  const char *id = arguments[1];

  if (engine == NULL)
    return FALSE;
  if (g_str_equal (arguments[0], "list") && id == NULL)
    return list_connections (invocation, providers, error);
  if (g_str_equal (arguments[0], "set") && id != NULL)
    return set_connection (invocation, providers, id, error);
  if (g_str_equal (arguments[0], "remove") && id != NULL)
    return is_kept (id, error)
           && heddle_wait_for (heddle_providers_remove_connection (providers, id), NULL, error);

  heddle_usage_error_set (error, _("Usage: heddlectl connection %s"), heddle_command_connection.synopsis);
  return FALSE;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;

  if (!act (invocation, arguments, &error))
    return heddle_invocation_report (invocation, arguments[1], error);
  return HEDDLE_EXIT_DONE;
}

const HeddleCommand heddle_command_connection = {
  .name = "connection",
  .synopsis = "list | set PROVIDER/NAME [--url URL] [--account HEADER=TEXT]… | remove PROVIDER/NAME",
  .summary = N_("Keep several connections to one provider"),
  .description = N_("For a second account, a proxy or a server of your own beside the provider's usual connection, "
                    "which has no name. An AI step uses it where its “connection” is NAME; nothing else of the "
                    "workflow changes. “set” adds a connection or replaces one. Each has a key of its own, which "
                    "“heddlectl secret set PROVIDER/NAME” keeps in the keyring and “heddlectl secret test "
                    "PROVIDER/NAME” tests; HEDDLE_KEY_… and HEDDLE_PROVIDER_URL_… count for the usual connection "
                    "only. “remove” drops the connection and its key."),
  .options = entries,
  .least = 1,
  .most = 2,
  .run = run,
};
