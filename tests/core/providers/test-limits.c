/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "fake-network-monitor.h"
#include "heddle-fake-openai.h"
#include "provider-test.h"
#include "providers/heddle-manifest-provider.h"
#include "providers/heddle-rate-limiter.h"
#include "store/heddle-api-call-repository.h"

#define MODEL "openai/gpt-image-2"

/* What requests have told of their waits. */
typedef struct
{
  int n_limited;
  int n_offline;
  int n_limited_ever;
  int n_offline_ever;
  int n_kept;
  GMutex mutex;
  HeddleWait last;
} Waits;

static void
wait_cb (HeddleWait wait,
         gboolean   begins,
         gpointer   data)
{
  Waits *waits = data;
  gboolean offline = wait.reason == HEDDLE_WAIT_NETWORK;

  if (wait.reason == HEDDLE_WAIT_STORAGE)
    {
      g_atomic_int_inc (&waits->n_kept);
      return;
    }
  g_assert_true (g_str_equal (wait.whom, "OpenAI") || g_str_equal (wait.whom, "Replicate"));
  if (begins)
    {
      g_mutex_lock (&waits->mutex);
      waits->last = wait;
      g_mutex_unlock (&waits->mutex);
    }
  g_atomic_int_add (offline ? &waits->n_offline : &waits->n_limited, begins ? 1 : -1);
  if (begins)
    g_atomic_int_inc (offline ? &waits->n_offline_ever : &waits->n_limited_ever);
}

static void
await (int *number,
       int  expected)
{
  while (g_atomic_int_get (number) != expected)
    g_usleep (1000);
}

/* The last wait that was told of ends between @least and @most seconds from now. */
static void
assert_told (Waits            *waits,
             HeddleWaitReason  reason,
             int               least,
             int               most)
{
  HeddleWait last;
  gint64 now = g_get_real_time ();

  g_mutex_lock (&waits->mutex);
  last = waits->last;
  g_mutex_unlock (&waits->mutex);
  g_assert_cmpint (last.reason, ==, reason);
  g_assert_cmpint (last.until - now, >, least * G_USEC_PER_SEC);
  g_assert_cmpint (last.until - now, <=, most * G_USEC_PER_SEC);
}

static DexFuture *
begin (Fixture      *f,
       const char   *model,
       const char   *prompt,
       Waits        *waits,
       GCancellable *cancellable)
{
  const gint64 seed = 7;
  g_autoptr (HeddleProviderRequest) request = heddle_provider_request_new (HEDDLE_TASK_IMAGE_GENERATION, model);

  heddle_provider_request_set_text (request, "prompt", prompt);
  heddle_provider_request_set_seeds (request, &seed, 1);
  heddle_provider_request_set_wait_func (request, wait_cb, waits, NULL);
  heddle_provider_request_set_cancellable (request, cancellable);

  return heddle_providers_run (f->providers, request);
}

static HeddleProviderResult *
finish (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (future, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_object (&value);
}

static void
finish_well (DexFuture *future)
{
  g_autoptr (HeddleProviderResult) result = finish (future);

  for (guint i = 0; i < heddle_provider_result_get_n (result); i++)
    g_assert_no_error (heddle_provider_result_get_error (result, i));
}

static void
finish_cancelled (DexFuture *future)
{
  g_autoptr (HeddleProviderResult) result = finish (future);

  g_assert_error (heddle_provider_result_get_error (result, 0), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (heddle_provider_result_get_cost (result, 0).amount, ==, 0);
}

static gboolean
list_calls (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare_sql (
    database, "SELECT coalesce (group_concat (status, ' '), '') FROM (SELECT status FROM api_call ORDER BY id)", error);

  if (statement == NULL || !heddle_statement_next (statement))
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, heddle_statement_dup_text (statement, 0));
  return heddle_statement_finish (statement, error);
}

/* The states of all calls that the library knows of. */
static void
assert_calls (Fixture    *f,
              const char *expected)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_library_flush (f->library), NULL, NULL);
  heddle_wait_for (heddle_library_read (f->library, list_calls, NULL, NULL), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&value), ==, expected);
}

static guint
count_orders (HeddleFakeServer *server)
{
  return heddle_fake_server_count_requests (server, "POST", NULL);
}

/* The shipped manifest at a fake's address, so that it holds there, with limits of its own. */
static void
limit (Fixture    *f,
       const char *limits)
{
  g_autoptr (GBytes) data = g_resources_lookup_data ("/app/heddle/Heddle/providers/openai.json", 0, NULL);
  g_autoptr (JsonNode) root = heddle_json_parse (g_bytes_get_data (data, NULL), (gssize) g_bytes_get_size (data), NULL);
  g_autoptr (HeddleManifest) manifest = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object = json_node_get_object (root);
  char *text;

  json_object_set_string_member (object, "id", "limited");
  json_object_set_string_member (object, "base_url", heddle_fake_server_get_base_url (f->openai));
  json_object_set_member (object, "rate_limits", heddle_json_parse (limits, -1, NULL));
  text = heddle_json_write (root, HEDDLE_JSON_COMPACT);
  changed = g_bytes_new_take (text, strlen (text));
  manifest = heddle_manifest_new_from_data (changed, "limited.json", &error);
  g_assert_no_error (error);
  heddle_providers_add_manifest (f->providers, manifest, &error);
  g_assert_no_error (error);
  g_setenv ("HEDDLE_KEY_LIMITED", KEY, TRUE);
}

static void
test_concurrency (Fixture *f)
{
  Waits waits = { 0 };
  DexFuture *futures[6];

  limit (f, "{\"concurrency\": 2}");
  heddle_fake_server_set_latency (f->openai, 0.1);
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    futures[i] = begin (f, "limited/gpt-image-2", "A cube", &waits, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    finish_well (futures[i]);
  g_assert_cmpuint (count_orders (f->openai), ==, 6);
  g_assert_cmpuint (heddle_fake_server_get_max_concurrent (f->openai), <=, 2);
  g_assert_cmpint (waits.n_limited_ever, >, 0);
  g_assert_cmpint (waits.n_limited, ==, 0);
  g_assert_cmpint (waits.n_kept, ==, 6);
}

/* What waits can be cancelled, and nothing was written down of it. Who comes after others waits longer. */
static void
test_per_minute (Fixture *f)
{
  Waits waits = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DexFuture *third, *fourth, *fifth;

  limit (f, "{\"requests_per_minute\": 2}");
  heddle_manifest_provider_set_time_scale (HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup (f->providers, "limited")),
                                           1);
  for (guint i = 0; i < 2; i++)
    finish_well (begin (f, "limited/gpt-image-2", "A cube", &waits, NULL));
  g_assert_cmpint (waits.n_limited_ever, ==, 0);
  third = begin (f, "limited/gpt-image-2", "A ball", &waits, cancellable);
  await (&waits.n_limited, 1);
  assert_told (&waits, HEDDLE_WAIT_RATE_LIMIT, 0, 60);
  fourth = begin (f, "limited/gpt-image-2", "A cone", &waits, cancellable);
  await (&waits.n_limited, 2);
  assert_told (&waits, HEDDLE_WAIT_RATE_LIMIT, 0, 60);
  fifth = begin (f, "limited/gpt-image-2", "A ring", &waits, cancellable);
  await (&waits.n_limited, 3);
  assert_told (&waits, HEDDLE_WAIT_RATE_LIMIT, 60, 120);
  assert_calls (f, "answered answered");
  g_cancellable_cancel (cancellable);
  finish_cancelled (third);
  finish_cancelled (fourth);
  finish_cancelled (fifth);
  g_assert_cmpint (waits.n_limited, ==, 0);
  assert_calls (f, "answered answered");
  g_assert_cmpuint (count_orders (f->openai), ==, 2);
}

/* A refusal with a time holds for all, and what was refused is not left as sent while it waits. */
static void
test_retry_after (Fixture *f)
{
  Waits waits = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DexFuture *refused, *other;

  heddle_manifest_provider_set_time_scale (HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup (f->providers, "openai")),
                                           1);
  refused = begin (f, MODEL, "A cube [fault:429,retry-after=100]", &waits, cancellable);
  await (&waits.n_limited, 1);
  assert_told (&waits, HEDDLE_WAIT_RETRY, 60, 100);
  assert_calls (f, "failed");
  other = begin (f, MODEL, "A ball", &waits, cancellable);
  await (&waits.n_limited, 2);
  assert_told (&waits, HEDDLE_WAIT_RATE_LIMIT, 60, 100);
  assert_calls (f, "failed");
  g_assert_cmpuint (count_orders (f->openai), ==, 1);
  g_cancellable_cancel (cancellable);
  finish_cancelled (refused);
  finish_cancelled (other);
  assert_calls (f, "failed");
  g_assert_cmpuint (count_orders (f->openai), ==, 1);
}

/* Some providers say only in words for how long they want to be left alone. */
static void
test_retry_in_words (Fixture *f)
{
  Waits waits = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DexFuture *refused;

  heddle_manifest_provider_set_time_scale (HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup (f->providers, "openai")),
                                           1);
  refused = begin (f, MODEL, "A cube [fault:429,retry-in=100]", &waits, cancellable);
  await (&waits.n_limited, 1);
  assert_told (&waits, HEDDLE_WAIT_RETRY, 60, 100);
  g_assert_cmpuint (count_orders (f->openai), ==, 1);
  g_cancellable_cancel (cancellable);
  finish_cancelled (refused);
}

static HeddleRateLimiter *
find_limiter (const char       *provider,
              HeddleRateLimits  limits)
{
  return heddle_rate_limiter_find (provider, "https://example.com", KEY, limits);
}

static void
free_turn (gpointer turn)
{
  heddle_rate_turn_free (turn);
}

/* Returns: how many orders go at once, with all of them at work. */
static GPtrArray *
fill (HeddleRateLimiter *limiter,
      guint              at_most)
{
  GPtrArray *turns = g_ptr_array_new_with_free_func (free_turn);

  while (turns->len < at_most)
    {
      HeddleRateTurn *turn = heddle_rate_turn_new (limiter, TRUE);

      if (!heddle_rate_turn_try (turn))
        {
          heddle_rate_turn_free (turn);
          break;
        }
      g_ptr_array_add (turns, turn);
    }
  return turns;
}

static guint
count_at_once (HeddleRateLimiter *limiter,
               guint              at_most)
{
  g_autoptr (GPtrArray) turns = fill (limiter, at_most);

  return turns->len;
}

/* Halved by a burst of refusals once, and up again one by one. */
static void
test_learning (Fixture *f)
{
  g_autoptr (HeddleRateLimiter) limiter = find_limiter ("learning", (HeddleRateLimits) { .minute = 1 });
  g_autoptr (HeddleRateLimiter) same = find_limiter ("learning", (HeddleRateLimits) { .minute = 1 });
  GPtrArray *turns = fill (limiter, 8);

  g_assert_true (limiter == same);
  g_assert_cmpuint (turns->len, ==, 8);
  for (guint i = 0; i < turns->len; i++)
    heddle_rate_turn_was_refused (turns->pdata[i]);
  g_ptr_array_unref (turns);
  g_assert_cmpuint (count_at_once (limiter, 20), ==, 4);

  turns = fill (limiter, 20);
  for (guint i = 0; i < turns->len; i++)
    heddle_rate_turn_was_heard (turns->pdata[i]);
  g_ptr_array_unref (turns);
  g_assert_cmpuint (count_at_once (limiter, 20), ==, 5);

  turns = fill (limiter, 1);
  heddle_rate_turn_was_refused (turns->pdata[0]);
  g_ptr_array_unref (turns);
  g_assert_cmpuint (count_at_once (limiter, 20), ==, 1);
}

/* First come, first served; and questions after jobs count only where the manifest says so. */
static void
test_turns (Fixture *f)
{
  HeddleRateLimits limits = { .concurrency = 1, .per_minute = 2, .minute = G_MAXINT64 / 4 };
  g_autoptr (HeddleRateLimiter) limiter = find_limiter ("turns", limits);
  g_autoptr (HeddleRateTurn) first = heddle_rate_turn_new (limiter, TRUE);
  g_autoptr (HeddleRateTurn) second = heddle_rate_turn_new (limiter, TRUE);
  g_autoptr (HeddleRateTurn) third = heddle_rate_turn_new (limiter, TRUE);
  g_autoptr (HeddleRateTurn) question = heddle_rate_turn_new (limiter, FALSE);
  g_autoptr (HeddleRateTurn) late = heddle_rate_turn_new (limiter, FALSE);

  g_assert_true (heddle_rate_turn_try (first));
  g_assert_false (heddle_rate_turn_try (second));
  g_assert_false (heddle_rate_turn_try (third));
  g_assert_true (heddle_rate_turn_try (question));
  heddle_rate_turn_give_back (first);
  g_assert_true (heddle_rate_turn_try (question));
  /* It was the second's turn, and with the first those are two in this minute. */
  heddle_rate_turn_give_back (second);
  g_assert_false (heddle_rate_turn_try (first));
  g_assert_false (heddle_rate_turn_try (third));

  limits.counts_polls = TRUE;
  g_clear_object (&limiter);
  limiter = find_limiter ("turns", limits);
  g_assert_false (heddle_rate_turn_try (question));
  limits.per_minute = 0;
  g_clear_object (&limiter);
  limiter = find_limiter ("turns", limits);
  heddle_rate_limiter_hold (limiter, G_MAXINT64 / 4);
  g_assert_false (heddle_rate_turn_try (late));
}

static FakeNetworkMonitor *
use_network (Fixture  *f,
             gboolean  available,
             gboolean  distrusts_near)
{
  FakeNetworkMonitor *monitor = fake_network_monitor_new (available);
  g_autoptr (HeddleNetwork) network = heddle_network_new (G_NETWORK_MONITOR (monitor));

  if (distrusts_near)
    heddle_network_distrust_near (network);
  heddle_providers_set_network (f->providers, network);
  return monitor;
}

static void
test_offline (Fixture *f)
{
  g_autoptr (FakeNetworkMonitor) monitor = use_network (f, FALSE, TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waits waits = { 0 };
  DexFuture *future = begin (f, MODEL, "A cube", &waits, NULL);
  DexFuture *cancelled = begin (f, MODEL, "A ball", &waits, cancellable);

  await (&waits.n_offline, 2);
  g_cancellable_cancel (cancellable);
  finish_cancelled (cancelled);
  g_assert_cmpuint (count_orders (f->openai), ==, 0);
  assert_calls (f, "");
  fake_network_monitor_set (monitor, TRUE);
  finish_well (future);
  g_assert_cmpint (waits.n_offline, ==, 0);
  assert_calls (f, "answered");
}

/* What is on this machine needs no network. */
static void
test_near (Fixture *f)
{
  g_autoptr (FakeNetworkMonitor) monitor = use_network (f, FALSE, FALSE);
  Waits waits = { 0 };

  finish_well (begin (f, MODEL, "A cube", &waits, NULL));
  g_assert_cmpint (waits.n_offline_ever, ==, 0);
}

/* A job goes on at the provider, and is asked after again once that can be done. */
static void
test_offline_job (Fixture *f)
{
  g_autoptr (FakeNetworkMonitor) monitor = use_network (f, TRUE, TRUE);
  Waits waits = { 0 };
  DexFuture *future = begin (f, FLUX, "A cube [fault:polls=4]", &waits, NULL);
  guint n_questions;

  while (heddle_fake_server_count_requests (f->replicate, "GET", NULL) == 0)
    g_usleep (1000);
  fake_network_monitor_set (monitor, FALSE);
  await (&waits.n_offline, 1);
  n_questions = heddle_fake_server_count_requests (f->replicate, "GET", NULL);
  assert_calls (f, "pending");
  g_assert_cmpuint (heddle_fake_server_count_requests (f->replicate, "GET", NULL), ==, n_questions);
  fake_network_monitor_set (monitor, TRUE);
  finish_well (future);
  g_assert_cmpuint (count_orders (f->replicate), ==, 1);
  assert_calls (f, "answered");
}

/* The network goes between the question for it and the connection: nothing was sent, and so it waits. */
static void
test_gone_meanwhile (Fixture *f)
{
  g_autoptr (FakeNetworkMonitor) monitor = use_network (f, TRUE, TRUE);
  g_autofree char *url = g_strdup (heddle_fake_server_get_base_url (f->openai));
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  Waits waits = { 0 };
  DexFuture *future;

  heddle_fake_server_stop (f->openai);
  fake_network_monitor_go_after (monitor, 2);
  future = begin (f, MODEL, "A cube", &waits, NULL);
  await (&waits.n_offline, 1);
  assert_calls (f, "failed");
  heddle_fake_server_start (f->openai, (guint) g_uri_get_port (uri), &error);
  g_assert_no_error (error);
  fake_network_monitor_set (monitor, TRUE);
  finish_well (future);
  assert_calls (f, "answered");
  g_assert_cmpuint (count_orders (f->openai), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();
  provider_test_add ("/limits/concurrency", test_concurrency);
  provider_test_add ("/limits/per-minute", test_per_minute);
  provider_test_add ("/limits/retry-after", test_retry_after);
  provider_test_add ("/limits/retry-in-words", test_retry_in_words);
  provider_test_add ("/limits/learning", test_learning);
  provider_test_add ("/limits/turns", test_turns);
  provider_test_add ("/limits/offline", test_offline);
  provider_test_add ("/limits/near", test_near);
  provider_test_add ("/limits/offline-job", test_offline_job);
  provider_test_add ("/limits/gone-meanwhile", test_gone_meanwhile);
  return g_test_run ();
}
