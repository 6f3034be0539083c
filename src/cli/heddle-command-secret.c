/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "engine/heddle-run-error.h"
#include "heddle-command.h"
#include "heddle-entity-print.h"
#include "providers/heddle-keyring.h"
#include "providers/heddle-manifest-provider.h"

/* Long enough for any key, short enough that a file piped in by mistake is noticed. */
#define MAX_KEY_BYTES 16384

static gboolean test_first;

/* Typed at a terminal a key is one line, and not for other eyes. */
static gsize
read_line_unseen (char  *buffer,
                  gsize  size)
{
  struct termios before;
  struct termios unseen;
  gsize length = 0;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    return 0;
  unseen = before;
  unseen.c_lflag &= ~(tcflag_t) ECHO;
  g_printerr (_("Key: "));
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &unseen);
  if (fgets (buffer, (int) size, stdin) != NULL)
    length = strlen (buffer);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  return length;
}

static HeddleSecret *
read_key (GError **error)
{
  char buffer[MAX_KEY_BYTES + 1];
  gsize length = isatty (STDIN_FILENO) ? read_line_unseen (buffer, sizeof buffer)
                                       : fread (buffer, 1, sizeof buffer, stdin);
  HeddleSecret *key = NULL;

  while (length > 0 && g_ascii_isspace (buffer[length - 1]))
    length--;
  if (length == 0)
    heddle_usage_error_set (error, _("There is no key on standard input"));
  else if (length > MAX_KEY_BYTES)
    heddle_usage_error_set (error, _("What is on standard input is too long to be a key"));
  else
    key = heddle_secret_new (buffer, (gssize) length);

  explicit_bzero (buffer, sizeof buffer);
  return key;
}

static HeddleProvider *
find_provider (HeddleEngine  *engine,
               const char    *id,
               GError       **error)
{
  HeddleProvider *provider = heddle_providers_lookup_connection (heddle_engine_get_providers (engine), id);

  if (provider == NULL && strchr (id, '/') != NULL)
    heddle_usage_error_set (error, _("There is no connection “%s”. “heddlectl connection list” lists them."), id);
  else if (provider == NULL)
    heddle_usage_error_set (error, _("There is no provider “%s”. “heddlectl list providers” lists them."), id);
  return provider;
}

/* A missing key or a wrong name is a mistake in the call; the rest comes from the other side. */
static HeddleExitStatus
status_of_failure (const GError *error)
{
  static const int mistakes[] = {
    HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
    HEDDLE_PROVIDER_ERROR_MISSING_KEY,      HEDDLE_PROVIDER_ERROR_KEYRING,
    HEDDLE_PROVIDER_ERROR_KEYRING_MISSING,  HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED,
    HEDDLE_PROVIDER_ERROR_ADDRESS,         HEDDLE_PROVIDER_ERROR_UNKNOWN_CONNECTION,
  };

  if (error->domain != HEDDLE_PROVIDER_ERROR || heddle_provider_error_get_words (error) != NULL)
    return HEDDLE_EXIT_FAILED;
  for (guint i = 0; i < G_N_ELEMENTS (mistakes); i++)
    if (error->code == mistakes[i])
      return HEDDLE_EXIT_INVALID;
  return HEDDLE_EXIT_FAILED;
}

static HeddleExitStatus
print_result (HeddleInvocation *invocation,
              const char       *id,
              const GError     *error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const char *words = error == NULL ? NULL : heddle_provider_error_get_words (error);

  json_object_set_string_member (object, "event", "key-test");
  json_object_set_string_member (object, "provider", id);
  json_object_set_boolean_member (object, "ok", error == NULL);
  if (error != NULL)
    {
      json_object_set_string_member (object, "code", heddle_error_to_code (error));
      json_object_set_string_member (object, "message", error->message);
    }
  if (words != NULL)
    json_object_set_string_member (object, "details", words);
  heddle_invocation_print_object (invocation, object);

  if (error == NULL)
    {
      heddle_invocation_print (invocation, _("The key for %s is accepted."), id);
      return HEDDLE_EXIT_DONE;
    }
  if (words != NULL)
    g_printerr ("heddlectl: %s: %s (%s)\n", id, error->message, words);
  else
    g_printerr ("heddlectl: %s: %s\n", id, error->message);
  return status_of_failure (error);
}

static gboolean
test_key (HeddleInvocation  *invocation,
          HeddleEngine      *engine,
          const char        *id,
          HeddleSecret      *key,
          HeddleExitStatus  *status,
          GError           **error)
{
  g_autoptr (GError) failure = NULL;

  if (find_provider (engine, id, error) == NULL)
    return FALSE;
  heddle_wait_for (heddle_providers_test_key (heddle_engine_get_providers (engine), id, key), NULL, &failure);
  *status = print_result (invocation, id, failure);
  return TRUE;
}

/* Where a key goes is told before it is asked for. */
static void
tell_hosts (HeddleInvocation *invocation,
            HeddleProvider   *provider)
{
  g_autofree char *hosts = HEDDLE_IS_MANIFEST_PROVIDER (provider)
                             ? heddle_manifest_provider_dup_hosts (HEDDLE_MANIFEST_PROVIDER (provider))
                             : NULL;

  if (hosts != NULL)
    heddle_invocation_progress (invocation, _("The key for %s also goes to these hosts of it: %s"),
                                heddle_manifest_get_name (heddle_provider_get_manifest (provider)), hosts);
}

static gboolean
set_key (HeddleInvocation  *invocation,
         HeddleEngine      *engine,
         const char        *id,
         HeddleExitStatus  *status,
         GError           **error)
{
  HeddleProvider *provider = find_provider (engine, id, error);
  g_autoptr (HeddleSecret) key = NULL;

  if (provider != NULL)
    {
      tell_hosts (invocation, provider);
      key = read_key (error);
    }
  if (key == NULL || (test_first && !test_key (invocation, engine, id, key, status, error)))
    return FALSE;
  if (*status != HEDDLE_EXIT_DONE)
    return TRUE;
  if (!heddle_wait_for (heddle_providers_set_key (heddle_engine_get_providers (engine), id, key), NULL, error))
    return FALSE;
  heddle_invocation_progress (invocation, _("The key for %s is in the keyring."), heddle_manifest_get_name (heddle_provider_get_manifest (provider)));
  return TRUE;
}

static gboolean
remove_key (HeddleInvocation  *invocation,
            HeddleEngine      *engine,
            const char        *id,
            GError           **error)
{
  HeddleProvider *provider = find_provider (engine, id, error);

  if (provider == NULL
      || !heddle_wait_for (heddle_providers_remove_key (heddle_engine_get_providers (engine), id), NULL, error))
    return FALSE;
  heddle_invocation_progress (invocation, _("The key for %s is no longer in the keyring."),
                              heddle_manifest_get_name (heddle_provider_get_manifest (provider)));
  return TRUE;
}

static gboolean
list_keys (HeddleInvocation  *invocation,
           GError           **error)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GPtrArray *entries;

  if (!heddle_wait_for (heddle_keyring_list (), &value, error))
    return FALSE;
  entries = g_value_get_boxed (&value);
  for (guint i = 0; i < entries->len; i++)
    {
      HeddleKeyringEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (JsonObject) details = json_object_new ();

      json_object_set_string_member (details, "origin", entry->origin);
      heddle_print_entity (invocation, "secret", entry->provider, entry->label, details);
    }
  return TRUE;
}

static gboolean
act (HeddleInvocation  *invocation,
     GStrv              arguments,
     HeddleExitStatus  *status,
     GError           **error)
{
  g_autoptr (HeddleEngine) engine = heddle_engine_new (NULL, error);
  gboolean has_provider = arguments[1] != NULL;

  if (engine == NULL)
    return FALSE;
  if (g_str_equal (arguments[0], "list") && !has_provider)
    return list_keys (invocation, error);
  if (g_str_equal (arguments[0], "set") && has_provider)
    return set_key (invocation, engine, arguments[1], status, error);
  if (g_str_equal (arguments[0], "test") && has_provider)
    return test_key (invocation, engine, arguments[1], NULL, status, error);
  if (g_str_equal (arguments[0], "remove") && has_provider)
    return remove_key (invocation, engine, arguments[1], error);

  heddle_usage_error_set (error, _("Usage: heddlectl secret %s"), heddle_command_secret.synopsis);
  return FALSE;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  HeddleExitStatus status = HEDDLE_EXIT_DONE;

  if (!act (invocation, arguments, &status, &error))
    return heddle_invocation_report (invocation, arguments[1], error);
  return status;
}

static const GOptionEntry options[] = {
  { "test", 0, 0, G_OPTION_ARG_NONE, &test_first,
    N_("With “set”: keep the key only if the provider accepts it"), NULL },
  { NULL },
};

const HeddleCommand heddle_command_secret = {
  .name = "secret",
  .synopsis = "set PROVIDER | test PROVIDER | list | remove PROVIDER",
  .summary = N_("Keep keys of providers in the keyring"),
  .description = N_("“set” reads the key from standard input, so that it appears in no list of processes and no "
                    "history. Keys are kept in the system's keyring and nowhere else; “list” never prints them. "
                    "A key is kept for the address that the provider's requests go to, and goes to no other. "
                    "A PROVIDER can be one of your connections, such as openai/studio, with a key of its own. "
                    "“test” asks the provider, at no cost, whether it accepts the key that a run would use."),
  .options = options,
  .least = 1,
  .most = 2,
  .run = run,
};
