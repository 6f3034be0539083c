/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "providers/heddle-keyring.h"
#include "providers/heddle-provider-error.h"
#include "providers/heddle-providers.h"

#define ORIGIN "https://api.openai.com"
#define KEY "sk-keyring-7c1d9e02ab54"
#define OTHER_KEY "sk-keyring-other-000000"
#define MODEL "openai/gpt-image-2"

static gboolean
has_bus (void)
{
  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL)
    return TRUE;

  g_test_skip ("There is no session bus; tests/with-session makes one.");

  return FALSE;
}

static HeddleSecret *
look_up (const char *provider,
         const char *origin)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_keyring_lookup (provider, origin), &value, &error);
  g_assert_no_error (error);

  return g_value_dup_boxed (&value);
}

static gboolean
remove_all (const char *provider)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_keyring_remove (provider, NULL), &value, &error);
  g_assert_no_error (error);

  return g_value_get_boolean (&value);
}

static void
set_key (const char *provider,
         const char *origin,
         const char *text)
{
  g_autoptr (HeddleSecret) key = heddle_secret_new (text, -1);
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_keyring_set (provider, origin, "Heddle: a test", key), NULL, &error);
  g_assert_no_error (error);
}

static void
test_keys (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (HeddleSecret) none = NULL;
  g_autoptr (HeddleSecret) found = NULL;
  g_autoptr (HeddleSecret) changed = NULL;
  g_autoptr (HeddleSecret) elsewhere = NULL;
  g_autoptr (GError) error = NULL;
  HeddleKeyringEntry *entry;
  GPtrArray *entries;

  if (!has_bus ())
    return;

  none = look_up ("openai", ORIGIN);
  g_assert_null (none);

  set_key ("openai", ORIGIN, KEY);
  found = look_up ("openai", ORIGIN);
  g_assert_cmpstr (heddle_secret_get_text (found), ==, KEY);
  set_key ("openai", ORIGIN, OTHER_KEY);
  changed = look_up ("openai", ORIGIN);
  g_assert_cmpstr (heddle_secret_get_text (changed), ==, OTHER_KEY);

  elsewhere = look_up ("openai", "https://proxy.test");
  g_assert_null (elsewhere);
  elsewhere = look_up ("replicate", ORIGIN);
  g_assert_null (elsewhere);

  set_key ("fal", "https://fal.run", KEY);
  heddle_wait_for (heddle_keyring_list (), &value, &error);
  g_assert_no_error (error);
  entries = g_value_get_boxed (&value);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->provider, ==, "fal");
  entry = entries->pdata[1];
  g_assert_cmpstr (entry->provider, ==, "openai");
  g_assert_cmpstr (entry->origin, ==, ORIGIN);

  g_assert_true (remove_all ("openai"));
  g_assert_false (remove_all ("openai"));
  g_assert_true (remove_all ("fal"));
}

static void
assert_check (HeddleProviders *providers,
              int              code)
{
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_providers_check (providers, MODEL, NULL, HEDDLE_TASK_IMAGE_GENERATION, NULL), NULL,
                   &error);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, HEDDLE_PROVIDER_ERROR, code);
}

static void
test_providers (void)
{
  g_autoptr (HeddleImagingPool) imaging = heddle_imaging_pool_new ();
  g_autoptr (HeddleSecret) key = heddle_secret_new (KEY, -1);
  g_autoptr (HeddleProviders) providers = NULL;
  g_autoptr (GError) error = NULL;

  if (!has_bus ())
    return;

  providers = heddle_providers_new (NULL, NULL, imaging, &error);
  g_assert_no_error (error);
  assert_check (providers, HEDDLE_PROVIDER_ERROR_MISSING_KEY);

  heddle_wait_for (heddle_providers_set_key (providers, "openai", key), NULL, &error);
  g_assert_no_error (error);
  assert_check (providers, -1);

  /* The key was entered for the provider's own address, and goes to no other. */
  heddle_providers_set_base_url (providers, "openai", "https://proxy.test/v1", &error);
  g_assert_no_error (error);
  assert_check (providers, HEDDLE_PROVIDER_ERROR_MISSING_KEY);
  g_setenv ("HEDDLE_KEY_OPENAI", KEY, TRUE);
  assert_check (providers, -1);
  g_unsetenv ("HEDDLE_KEY_OPENAI");

  heddle_wait_for (heddle_providers_remove_key (providers, "openai"), NULL, &error);
  g_assert_no_error (error);
  heddle_wait_for (heddle_providers_set_key (providers, "sketch", key), NULL, &error);
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  heddle_wait_for (heddle_providers_set_key (providers, "nobody", key), NULL, &error);
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER);
}

/* A key goes back where it was, and only there. */
static void
test_taken (void)
{
  g_autoptr (HeddleImagingPool) imaging = heddle_imaging_pool_new ();
  g_autoptr (HeddleSecret) key = heddle_secret_new (KEY, -1);
  g_autoptr (HeddleProviders) providers = NULL;
  g_autoptr (HeddleSecret) kept = NULL;
  g_autoptr (HeddleSecret) gone = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GValue) taken = G_VALUE_INIT;
  g_auto (GValue) nothing = G_VALUE_INIT;

  if (!has_bus ())
    return;

  providers = heddle_providers_new (NULL, NULL, imaging, &error);
  g_assert_no_error (error);
  set_key ("openai", ORIGIN, OTHER_KEY);
  heddle_providers_set_base_url (providers, "openai", "https://proxy.test/v1", &error);
  g_assert_no_error (error);
  heddle_wait_for (heddle_providers_set_key (providers, "openai", key), NULL, &error);
  g_assert_no_error (error);
  assert_check (providers, -1);

  heddle_wait_for (heddle_providers_take_key (providers, "openai"), &taken, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (heddle_secret_get_text (g_value_get_boxed (&taken)), ==, KEY);
  assert_check (providers, HEDDLE_PROVIDER_ERROR_MISSING_KEY);
  gone = look_up ("openai", "https://proxy.test");
  g_assert_null (gone);
  kept = look_up ("openai", ORIGIN);
  g_assert_cmpstr (heddle_secret_get_text (kept), ==, OTHER_KEY);

  heddle_wait_for (heddle_providers_take_key (providers, "openai"), &nothing, &error);
  g_assert_no_error (error);
  g_assert_null (g_value_get_boxed (&nothing));
  g_assert_true (remove_all ("openai"));
}

static void
assert_rejects (DexFuture *future,
                int        code)
{
  g_autoptr (GError) error = NULL;

  heddle_wait_for (future, NULL, &error);
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, code);
  g_assert_nonnull (strstr (error->message, "HEDDLE_KEY_"));
}

static void
test_locked (void)
{
  g_autolist (SecretCollection) locked = NULL;
  g_autoptr (SecretService) service = NULL;
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GError) error = NULL;
  GList collections = { 0 };

  if (!has_bus ())
    return;

  heddle_wait_for (heddle_keyring_check (), NULL, &error);
  g_assert_no_error (error);
  heddle_wait_for (heddle_keyring_unlock (), NULL, &error);
  g_assert_no_error (error);

  set_key ("openai", ORIGIN, KEY);
  service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, &error);
  g_assert_no_error (error);
  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE, NULL, &error);
  g_assert_no_error (error);
  collections.data = collection;
  secret_service_lock_sync (service, &collections, NULL, &locked, &error);
  g_assert_no_error (error);

  assert_rejects (heddle_keyring_lookup ("openai", ORIGIN), HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED);
  assert_rejects (heddle_keyring_check (), HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED);
  /* Nothing is there to ask the person with. */
  assert_rejects (heddle_keyring_unlock (), HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED);
}

static void
assert_missing (void)
{
  g_autoptr (HeddleSecret) key = heddle_secret_new (KEY, -1);

  assert_rejects (heddle_keyring_lookup ("openai", ORIGIN), HEDDLE_PROVIDER_ERROR_KEYRING_MISSING);
  assert_rejects (heddle_keyring_set ("openai", ORIGIN, "Heddle: a test", key),
                  HEDDLE_PROVIDER_ERROR_KEYRING_MISSING);
  assert_rejects (heddle_keyring_remove ("openai", NULL), HEDDLE_PROVIDER_ERROR_KEYRING_MISSING);
  assert_rejects (heddle_keyring_list (), HEDDLE_PROVIDER_ERROR_KEYRING_MISSING);
  assert_rejects (heddle_keyring_check (), HEDDLE_PROVIDER_ERROR_KEYRING_MISSING);
  assert_rejects (heddle_keyring_unlock (), HEDDLE_PROVIDER_ERROR_KEYRING_MISSING);
}

/* A session bus on which nobody keeps secrets, and no service file says who might. */
static void
test_no_service (void)
{
  static const char configuration[] =
    "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
    "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
    "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>"
    "</busconfig>";
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "heddle-bus-XXXXXX", NULL);
  g_autoptr (GSubprocess) bus = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GDBusConnection) connection = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_close (g_mkstemp (path), NULL);
  g_assert_true (g_file_set_contents (path, configuration, -1, NULL));
  bus = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                          &error, "dbus-daemon", "--nofork", "--print-address", "--config-file",
                          path, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus));
  address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  assert_missing ();
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  g_subprocess_force_exit (bus);
  g_subprocess_wait (bus, NULL, NULL);
}

static void
test_missing (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  assert_missing ();
}

static void
test_environment (void)
{
  g_autoptr (HeddleSecret) key = NULL;
  g_autoptr (HeddleSecret) empty = NULL;

  g_setenv ("HEDDLE_KEY_MY_OWN", KEY, TRUE);
  key = heddle_keyring_dup_environment ("my-own");
  g_assert_cmpstr (heddle_secret_get_text (key), ==, KEY);
  g_setenv ("HEDDLE_KEY_MY_OWN", "", TRUE);
  empty = heddle_keyring_dup_environment ("my-own");
  g_assert_null (empty);
  g_unsetenv ("HEDDLE_KEY_MY_OWN");
}

typedef void (*Body) (void);

static gpointer
body_thread (gpointer data)
{
  ((Body) data) ();

  return NULL;
}

static void
run_body (gconstpointer data)
{
  g_thread_join (g_thread_new ("test", body_thread, (gpointer) data));
}

#define ADD(path, body) g_test_add_data_func ("/keyring/" path, (gconstpointer) body, run_body)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  ADD ("environment", test_environment);
  ADD ("missing", test_missing);
  ADD ("no-service", test_no_service);
  ADD ("keys", test_keys);
  ADD ("providers", test_providers);
  ADD ("taken", test_taken);
  ADD ("locked", test_locked);

  return g_test_run ();
}
