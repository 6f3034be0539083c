/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-owner-request.h"

#include <gio/gunixfdlist.h>

#include "base/heddle-json.h"
#include "engine/heddle-owner-protocol.h"

static GHashTable *
read_addresses (GVariant *dictionary)
{
  GHashTable *addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GVariantIter iter;
  char *provider, *url;

  g_variant_iter_init (&iter, dictionary);
  while (g_variant_iter_next (&iter, "{ss}", &provider, &url))
    g_hash_table_insert (addresses, provider, url);
  return addresses;
}

static GHashTable *
read_keys (GDBusMethodInvocation  *invocation,
           gint32                  handle,
           GError                **error)
{
  GDBusMessage *message = g_dbus_method_invocation_get_message (invocation);
  GUnixFDList *list = g_dbus_message_get_unix_fd_list (message);
  int fd;

  if (list == NULL || handle < 0 || handle >= g_unix_fd_list_get_length (list))
    {
      g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "There is no pipe for keys");
      return NULL;
    }
  fd = g_unix_fd_list_get (list, handle, error);
  return fd < 0 ? NULL : heddle_owner_receive_keys (fd, error);
}

/**
 * heddle_owner_request_make_engine:
 * @invocation: a call of another process
 * @host: the engine of the library that this process owns
 * @addresses: addresses of providers that came with the call
 * @keys: the handle of the pipe with keys that came with it
 * @error: return location
 *
 * Blocks.
 *
 * Returns: (transfer full): an engine with the keys and addresses of whoever asks; %NULL with @error
 *   where they could not be received, or must not be used
 */
HeddleEngine *
heddle_owner_request_make_engine (GDBusMethodInvocation  *invocation,
                                  HeddleEngine           *host,
                                  GVariant               *addresses,
                                  gint32                  keys,
                                  GError                **error)
{
  g_autoptr (GHashTable) urls = read_addresses (addresses);
  g_autoptr (GHashTable) secrets = read_keys (invocation, keys, error);

  return secrets == NULL ? NULL : heddle_engine_new_guest (host, urls, secrets, error);
}

/**
 * heddle_owner_request_make_plan:
 * @engine: an engine
 * @document: a workflow that came with a call
 * @options: the options that came with it
 * @error: return location
 *
 * Returns: (transfer full): the plan; %NULL with @error where the workflow cannot run as asked
 */
HeddlePlan *
heddle_owner_request_make_plan (HeddleEngine  *engine,
                                const char    *document,
                                const char    *options,
                                GError       **error)
{
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (document, -1, error);
  g_autoptr (JsonNode) json = workflow == NULL ? NULL : heddle_json_parse (options, -1, error);
  g_autoptr (HeddleRunOptions) read = json == NULL ? NULL : heddle_run_options_from_json (json);

  return read == NULL ? NULL : heddle_engine_plan (engine, workflow, read, error);
}
