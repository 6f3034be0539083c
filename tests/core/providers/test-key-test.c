/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <ifaddrs.h>
#include <netinet/in.h>

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "providers/heddle-address.h"
#include "providers/heddle-manifest-provider.h"
#include "providers/heddle-providers.h"

#include "heddle-fake-openai.h"
#include "heddle-fake-replicate.h"
#include "raw-server.h"

#define KEY "sk-test-4f8a1c9b7e2d6035"
#define WRONG "sk-wrong-0badc0ffee11"

typedef struct
{
  HeddleImagingPool *imaging;
  HeddleProviders *providers;
  HeddleFakeServer *openai;
  HeddleFakeServer *replicate;
} Fixture;

static void
use_url (Fixture    *f,
         const char *id,
         const char *url)
{
  g_autoptr (GError) error = NULL;

  heddle_providers_set_base_url (f->providers, id, url, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  f->imaging = heddle_imaging_pool_new ();
  f->providers = heddle_providers_new (NULL, NULL, f->imaging, &error);
  g_assert_no_error (error);
  f->openai = heddle_fake_openai_new (KEY);
  f->replicate = heddle_fake_replicate_new (KEY);
  heddle_fake_server_start (f->openai, 0, &error);
  g_assert_no_error (error);
  heddle_fake_server_start (f->replicate, 0, &error);
  g_assert_no_error (error);
  use_url (f, "openai", heddle_fake_server_get_base_url (f->openai));
  use_url (f, "replicate", heddle_fake_server_get_base_url (f->replicate));
}

static void
tear_down (Fixture *f)
{
  heddle_fake_server_stop (f->openai);
  heddle_fake_server_stop (f->replicate);
  g_clear_object (&f->openai);
  g_clear_object (&f->replicate);
  g_clear_object (&f->providers);
  g_clear_object (&f->imaging);
}

/* Returns: (nullable): why the key was not accepted, which never quotes it. */
static GError *
test_key (Fixture    *f,
          const char *id,
          const char *text)
{
  g_autoptr (HeddleSecret) key = text != NULL ? heddle_secret_new (text, -1) : NULL;
  GError *error = NULL;

  if (heddle_wait_for (heddle_providers_test_key (f->providers, id, key), NULL, &error))
    return NULL;

  g_test_message ("%s (%s)", error->message, heddle_provider_error_get_words (error));
  g_assert_true (error->domain == HEDDLE_PROVIDER_ERROR);
  g_assert_null (strstr (error->message, "sk-"));
  /* What a provider's answer means is told in a window too. */
  if (heddle_provider_error_get_words (error) != NULL)
    g_assert_null (strstr (error->message, "heddlectl"));
  if (heddle_provider_error_get_words (error) != NULL && text != NULL)
    g_assert_null (strstr (heddle_provider_error_get_words (error), text));

  return error;
}

static void
assert_result (Fixture    *f,
               const char *id,
               const char *text,
               int         code)
{
  g_autoptr (GError) error = test_key (f, id, text);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, HEDDLE_PROVIDER_ERROR, code);
}

static void
test_accepted (Fixture *f)
{
  assert_result (f, "openai", KEY, -1);
  g_assert_cmpuint (heddle_fake_server_count_requests (f->openai, "GET", "/v1/models"), ==, 1);
  g_assert_cmpuint (heddle_fake_server_count_requests (f->openai, NULL, NULL), ==, 1);
  assert_result (f, "replicate", KEY, -1);
  g_assert_cmpuint (heddle_fake_server_count_requests (f->replicate, "GET", "/v1/account"), ==, 1);
}

static void
test_refused (Fixture *f)
{
  static const char *const ids[] = { "openai", "replicate" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = test_key (f, ids[i], WRONG);

      g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEY_REFUSED);
      g_assert_nonnull (strstr (error->message, "https://"));
      g_assert_nonnull (strstr (heddle_provider_error_get_words (error), "HTTP 401"));
    }
}

static void
test_faults (Fixture *f)
{
  static const struct
  {
    const char *fault;
    int code;
    const char *words;
  } faults[] = {
    { "401", HEDDLE_PROVIDER_ERROR_KEY_REFUSED, "Incorrect API key" },
    { "403,code=other", HEDDLE_PROVIDER_ERROR_KEY_REFUSED, "HTTP 403" },
    { "403", HEDDLE_PROVIDER_ERROR_UNSUPPORTED, "HTTP 403" },
    { "quota", HEDDLE_PROVIDER_ERROR_QUOTA, "exceeded your current quota" },
    { "429,retry-after=1", HEDDLE_PROVIDER_ERROR_RATE_LIMITED, "Rate limit" },
    { "500", HEDDLE_PROVIDER_ERROR_FAILED, "HTTP 500" },
    { "503", HEDDLE_PROVIDER_ERROR_FAILED, "overloaded" },
    { "404", HEDDLE_PROVIDER_ERROR_INVALID, "HTTP 404" },
    { "type", HEDDLE_PROVIDER_ERROR_BAD_ANSWER, NULL },
    { "empty", HEDDLE_PROVIDER_ERROR_BAD_ANSWER, NULL },
    { "truncate", HEDDLE_PROVIDER_ERROR_BAD_ANSWER, NULL },
    { "cut", HEDDLE_PROVIDER_ERROR_FAILED, NULL },
    { "redirect", HEDDLE_PROVIDER_ERROR_INVALID, "HTTP 307" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) failed = NULL;

      heddle_fake_server_clear_log (f->openai);
      heddle_fake_server_add_fault (f->openai, "GET", "/v1/models", faults[i].fault, &failed);
      g_assert_no_error (failed);
      error = test_key (f, "openai", KEY);
      g_assert_error (error, HEDDLE_PROVIDER_ERROR, faults[i].code);
      g_assert_nonnull (heddle_provider_error_get_words (error));
      if (faults[i].words != NULL)
        g_assert_nonnull (strstr (heddle_provider_error_get_words (error), faults[i].words));
      /* Nobody wants to look at a spinner while it is tried five times. */
      g_assert_cmpuint (heddle_fake_server_count_requests (f->openai, NULL, NULL), ==, 1);
      g_assert_false (heddle_fake_server_saw_foreign (f->openai, KEY));
    }

  assert_result (f, "openai", KEY, -1);
}

static void
test_silence (Fixture *f)
{
  HeddleProvider *provider = heddle_providers_lookup (f->providers, "openai");

  heddle_manifest_provider_set_time_scale (HEDDLE_MANIFEST_PROVIDER (provider), 0.02);
  heddle_fake_server_add_fault (f->openai, "GET", "/v1/models", "stall,times=2", NULL);
  assert_result (f, "openai", KEY, HEDDLE_PROVIDER_ERROR_TIMED_OUT);
}

static void
refuse_scopes (const char        *head,
               GBytes            *body,
               GSocketConnection *connection,
               gpointer           data)
{
  static const char text[] =
    "{\"error\": {\"message\": \"You have insufficient permissions for this operation. Missing "
    "scopes: api.model.read. Your key " KEY "\", \"type\": \"invalid_request_error\"}}";
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 401 Unauthorized\r\nContent-Type: "
                                             "application/json\r\nContent-Length: %zu\r\n\r\n%s",
                                             strlen (text), text);

  raw_write (connection, answer);
}

/* A key that may make pictures but not list models is not a wrong one. */
static void
test_restricted (Fixture *f)
{
  g_autoptr (RawServer) server = raw_server_new (refuse_scopes, NULL);
  g_autofree char *url = raw_server_dup_url (server, "/v1");
  g_autoptr (GError) error = NULL;

  use_url (f, "openai", url);
  error = test_key (f, "openai", KEY);
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (heddle_provider_error_get_words (error), "Missing scopes"));
}

static void
test_unreachable (Fixture *f)
{
  g_autoptr (RawServer) server = raw_server_new (refuse_scopes, NULL);
  g_autofree char *url = raw_server_dup_url (server, "/v1");

  g_clear_pointer (&server, raw_server_free);
  use_url (f, "openai", url);
  assert_result (f, "openai", KEY, HEDDLE_PROVIDER_ERROR_UNREACHABLE);
}

static gpointer
answer_in_clear (gpointer data)
{
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (data, NULL, NULL, NULL);

  raw_write (connection, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return NULL;
}

/* What answers does not speak TLS, and so cannot say who it is. */
static void
test_untrusted (Fixture *f)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/v1", port);
  GThread *thread = g_thread_new ("in-clear", answer_in_clear, listener);

  use_url (f, "openai", url);
  assert_result (f, "openai", KEY, HEDDLE_PROVIDER_ERROR_UNTRUSTED);
  g_thread_join (thread);
}

static void
test_which_key (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  /* The environment's is what a run would use. */
  g_setenv ("HEDDLE_KEY_OPENAI", KEY, TRUE);
  assert_result (f, "openai", NULL, -1);
  g_assert_true (heddle_fake_server_saw (f->openai, "Bearer " KEY));
  assert_result (f, "openai", WRONG, HEDDLE_PROVIDER_ERROR_KEY_REFUSED);
  g_unsetenv ("HEDDLE_KEY_OPENAI");

  /* On this machine none is needed, so none is sent. */
  heddle_fake_server_clear_log (f->openai);
  assert_result (f, "openai", NULL, HEDDLE_PROVIDER_ERROR_KEY_REFUSED);
  g_assert_cmpuint (heddle_fake_server_count_requests (f->openai, NULL, NULL), ==, 1);
  g_assert_false (heddle_fake_server_saw (f->openai, "Bearer"));

  assert_result (f, "sketch", KEY, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  assert_result (f, "nobody", KEY, HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER);
}

static DexFuture *
set_address (HeddleProviders *providers,
             const char      *url)
{
  return heddle_providers_set_address (providers, "openai", url, FALSE);
}

static void
assert_origin (HeddleProviders *providers,
               const char      *origin)
{
  g_autofree char *found = heddle_providers_dup_origin (providers, "openai");

  g_assert_cmpstr (found, ==, origin);
}

static void
test_address (Fixture *f)
{
  static const char *const wrong[] = {
    "http://10.0.0.1/v1", "ftp://a.test", "https://me:secret@a.test", "a.test", "",
  };
  g_autoptr (HeddleProviders) first = heddle_providers_new (NULL, NULL, f->imaging, NULL);
  g_autoptr (HeddleProviders) second = NULL;
  g_autoptr (HeddleProviders) overridden = NULL;
  g_autoptr (HeddleProviders) third = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      heddle_wait_for (set_address (first, wrong[i]), NULL, &error);
      g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS);
      g_clear_error (&error);
    }
  assert_origin (first, "https://api.openai.com");

  /* It counts at once, and for whatever starts later, as for heddlectl. */
  heddle_wait_for (set_address (first, "https://proxy.test:8443/v1"), NULL, &error);
  g_assert_no_error (error);
  assert_origin (first, "https://proxy.test:8443");
  second = heddle_providers_new (NULL, NULL, f->imaging, NULL);
  assert_origin (second, "https://proxy.test:8443");
  g_setenv ("HEDDLE_PROVIDER_URL_OPENAI", heddle_fake_server_get_base_url (f->openai), TRUE);
  overridden = heddle_providers_new (NULL, NULL, f->imaging, NULL);
  g_unsetenv ("HEDDLE_PROVIDER_URL_OPENAI");
  assert_origin (overridden, heddle_fake_server_get_origin (f->openai));

  heddle_wait_for (set_address (second, NULL), NULL, &error);
  g_assert_no_error (error);
  assert_origin (second, "https://api.openai.com");
  third = heddle_providers_new (NULL, NULL, f->imaging, NULL);
  assert_origin (third, "https://api.openai.com");

  heddle_wait_for (heddle_providers_set_address (first, "sketch", "https://a.test", FALSE), NULL, &error);
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
}

static void
test_private_addresses (Fixture *f)
{
  static const char *const inside[] = {
    "http://10.0.0.1/v1", "http://172.16.0.1", "http://172.31.255.254:8080/", "http://192.168.1.9:11434/v1",
    "http://[fd00::2]:8080/v1", "HTTP://192.168.1.9",
  };
  static const char *const outside[] = {
    "https://192.168.1.9", "http://127.0.0.1:8080", "http://localhost", "http://example.com", "http://8.8.8.8",
    "http://172.32.0.1", "http://[2001:db8::1]", "http://192.168.1.9.example.com", "http://studio.local", "nonsense",
  };

  for (guint i = 0; i < G_N_ELEMENTS (inside); i++)
    {
      g_autofree char *origin = heddle_address_dup_origin (inside[i]);
      g_autoptr (GError) error = NULL;

      g_assert_true (heddle_address_is_plain_private (inside[i]));
      g_assert_true (heddle_address_check (inside[i], origin, &error));
      g_assert_no_error (error);
      g_assert_false (heddle_address_check (inside[i], NULL, NULL));
      g_assert_false (heddle_address_check (inside[i], "http://192.168.1.10", NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (outside); i++)
    g_assert_false (heddle_address_is_plain_private (outside[i]));
  g_assert_false (heddle_address_check ("http://example.com", "http://example.com", NULL));
  g_assert_false (heddle_address_check ("http://me:secret@10.0.0.1", "http://10.0.0.1", NULL));
}

/* Returns: (nullable): a number by which others in the house reach this machine. */
static char *
find_private_host (void)
{
  struct ifaddrs *all = NULL;
  char *host = NULL;

  g_assert_cmpint (getifaddrs (&all), ==, 0);
  for (struct ifaddrs *i = all; i != NULL && host == NULL; i = i->ifa_next)
    {
      g_autoptr (GSocketAddress) address = NULL;
      g_autofree char *number = NULL;
      g_autofree char *url = NULL;

      if (i->ifa_addr == NULL || (i->ifa_addr->sa_family != AF_INET && i->ifa_addr->sa_family != AF_INET6))
        continue;
      address = g_socket_address_new_from_native (i->ifa_addr, i->ifa_addr->sa_family == AF_INET
                                                                 ? sizeof (struct sockaddr_in)
                                                                 : sizeof (struct sockaddr_in6));
      number = g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
      url = g_strdup_printf (strchr (number, ':') != NULL ? "http://[%s]" : "http://%s", number);
      if (heddle_address_is_plain_private (url) && !g_str_has_prefix (number, "fe80"))
        host = g_steal_pointer (&number);
    }
  freeifaddrs (all);
  return host;
}

static void
assert_unencrypted (Fixture    *f,
                    const char *host)
{
  g_autoptr (HeddleFakeServer) server = heddle_fake_openai_new (NULL);
  g_autoptr (HeddleProviders) providers = heddle_providers_new (NULL, NULL, f->imaging, NULL);
  g_autoptr (HeddleProviders) later = NULL;
  g_autoptr (HeddleSecret) key = heddle_secret_new (KEY, -1);
  g_autoptr (GError) error = NULL;
  const char *url;

  heddle_fake_server_set_host (server, host);
  heddle_fake_server_start (server, 0, &error);
  g_assert_no_error (error);
  url = heddle_fake_server_get_base_url (server);

  /* Nobody has confirmed it. */
  heddle_wait_for (heddle_providers_set_address (providers, "openai", url, FALSE), NULL, &error);
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS);
  g_clear_error (&error);

  heddle_wait_for (heddle_providers_set_address (providers, "openai", url, TRUE), NULL, &error);
  g_assert_no_error (error);
  heddle_wait_for (heddle_providers_test_key (providers, "openai", NULL), NULL, &error);
  g_assert_no_error (error);

  /* It counts for whatever starts later, and no key goes there wherever one comes from. */
  g_setenv ("HEDDLE_KEY_OPENAI", KEY, TRUE);
  later = heddle_providers_new (NULL, NULL, f->imaging, NULL);
  heddle_wait_for (heddle_providers_test_key (later, "openai", NULL), NULL, &error);
  g_assert_no_error (error);
  g_unsetenv ("HEDDLE_KEY_OPENAI");
  heddle_wait_for (heddle_providers_test_key (later, "openai", key), NULL, &error);
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  heddle_wait_for (heddle_providers_set_key (later, "openai", key), NULL, &error);
  g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_cmpuint (heddle_fake_server_count_requests (server, NULL, NULL), ==, 2);
  g_assert_false (heddle_fake_server_saw (server, KEY));
  g_assert_false (heddle_fake_server_saw (server, "Bearer"));

  heddle_wait_for (heddle_providers_set_address (later, "openai", NULL, FALSE), NULL, &error);
  g_assert_no_error (error);
  heddle_fake_server_stop (server);
}

static void
test_unencrypted (Fixture *f)
{
  g_autofree char *host = find_private_host ();

  if (host == NULL)
    g_test_skip ("this machine is in no private network");
  else
    assert_unencrypted (f, host);
}

/* What cannot be read might have said that prompts stay on this machine. */
static void
test_broken_address (Fixture *f)
{
  static const char *const contents[] = {
    "{", "[]", "{\"addresses\": {\"openai\": \"http://10.0.0.1/v1\"}}",
    "{\"addresses\": {\"openai\": 7}}",
  };
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "heddle", "connections.json",
                                            NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (HeddleProviders) providers = NULL;
      g_autoptr (HeddleSecret) key = heddle_secret_new (KEY, -1);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      providers = heddle_providers_new (NULL, NULL, f->imaging, NULL);
      heddle_wait_for (heddle_providers_test_key (providers, "openai", key), NULL, &error);
      g_assert_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS);
    }

  g_unlink (path);
}

typedef void (*Body) (Fixture *f);

/* Tests wait, which the main thread must not. */
static gpointer
body_thread (gpointer data)
{
  Fixture f = { 0 };

  set_up (&f);
  ((Body) data) (&f);
  tear_down (&f);

  return NULL;
}

static void
run_body (gconstpointer data)
{
  g_thread_join (g_thread_new ("test", body_thread, (gpointer) data));
}

#define ADD(path, body) g_test_add_data_func ("/key-test/" path, (gconstpointer) body, run_body)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();

  ADD ("accepted", test_accepted);
  ADD ("refused", test_refused);
  ADD ("faults", test_faults);
  ADD ("silence", test_silence);
  ADD ("restricted", test_restricted);
  ADD ("unreachable", test_unreachable);
  ADD ("untrusted", test_untrusted);
  ADD ("which-key", test_which_key);
  ADD ("address", test_address);
  ADD ("private-addresses", test_private_addresses);
  ADD ("unencrypted", test_unencrypted);
  ADD ("broken-address", test_broken_address);

  return g_test_run ();
}
