/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "heddle-command.h"
#include "heddle-entity-print.h"
#include "providers/heddle-manifest-provider.h"

static gboolean unencrypted;

static const GOptionEntry entries[] = {
  { "unencrypted", 0, 0, G_OPTION_ARG_NONE, &unencrypted,
    N_("Confirm that everyone on the way can read what is sent to an address of a private network"), NULL },
  { NULL },
};

static gboolean
list_addresses (HeddleInvocation *invocation,
                HeddleProviders  *providers)
{
  g_autoptr (GPtrArray) list = heddle_providers_list (providers);

  for (guint i = 0; i < list->len; i++)
    {
      HeddleProvider *provider = g_ptr_array_index (list, i);
      g_autoptr (JsonObject) details = json_object_new ();
      const char *url;

      if (!HEDDLE_IS_MANIFEST_PROVIDER (provider))
        continue;
      url = heddle_manifest_provider_get_base_url (HEDDLE_MANIFEST_PROVIDER (provider));
      json_object_set_string_member (details, "address", url);
      json_object_set_boolean_member (
        details, "usual", g_str_equal (url, heddle_manifest_get_base_url (heddle_provider_get_manifest (provider))));
      heddle_print_entity (invocation, "address", heddle_provider_get_id (provider), url, details);
    }
  return TRUE;
}

static gboolean
act (HeddleInvocation  *invocation,
     GStrv              arguments,
     GError           **error)
{
  g_autoptr (HeddleEngine) engine = heddle_engine_new (NULL, error);
  HeddleProviders *providers = engine == NULL ? NULL : heddle_engine_get_providers (engine);
  guint n = g_strv_length (arguments);

  if (engine == NULL)
    return FALSE;
  if (g_str_equal (arguments[0], "list") && n == 1)
    return list_addresses (invocation, providers);
  if (g_str_equal (arguments[0], "set") && n == 3)
    return heddle_wait_for (heddle_providers_set_address (providers, arguments[1], arguments[2], unencrypted),
                            NULL, error);
  if (g_str_equal (arguments[0], "remove") && n == 2)
    return heddle_wait_for (heddle_providers_set_address (providers, arguments[1], NULL, FALSE), NULL, error);

  heddle_usage_error_set (error, _("Usage: heddlectl address %s"), heddle_command_address.synopsis);
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

const HeddleCommand heddle_command_address = {
  .name = "address",
  .synopsis = "list | set PROVIDER URL [--unencrypted] | remove PROVIDER",
  .summary = N_("Have a provider's requests go to another address"),
  .description = N_("For a proxy, or a server of your own that speaks the provider's language, such as LM Studio for "
                    "openai-compatible, or Ollama on another machine. The address begins with https://, or is one of this machine; "
                    "one of a private network, such as http://192.168.1.9:11434, takes --unencrypted and never gets "
                    "a key. It counts for the application too. A key goes only to the address that it was entered "
                    "for: set "
                    "one after the address. “remove” goes back to the usual address."),
  .options = entries,
  .least = 1,
  .most = 3,
  .run = run,
};
