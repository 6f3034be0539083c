/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "imaging-fixture.h"

/* Work for many seconds. */
#define SLOW_SIDE 8000
#define SLOW                                                                                       \
  "<svg xmlns='http://www.w3.org/2000/svg' width='8000' height='8000'><filter id='f'>"             \
  "<feTurbulence baseFrequency='0.9' numOctaves='9'/></filter>"                                    \
  "<rect width='8000' height='8000' filter='url(#f)'/></svg>"
#define QUICK                                                                                      \
  "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='10' "               \
  "height='10'/></svg>"
/* Long enough for others to be asked for meanwhile. */
#define MIDDLING_SIDE 1500
#define MIDDLING                                                                                   \
  "<svg xmlns='http://www.w3.org/2000/svg' width='1500' height='1500'><filter id='f'>"             \
  "<feTurbulence baseFrequency='0.9' numOctaves='3'/></filter>"                                    \
  "<rect width='1500' height='1500' filter='url(#f)'/></svg>"
#define MAX_WORKERS 16
#define NICEST 19

/* The processes of heddle-imaging that are our children. */
static int
find_workers (int *pids)
{
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  const char *name;
  int count = 0;

  while ((name = g_dir_read_name (proc)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *text = NULL;
      const char *rest;
      char state;
      int parent;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &text, NULL, NULL))
        continue;

      rest = strrchr (text, ')');
      if (rest == NULL || strstr (text, "(heddle-imaging)") == NULL ||
          sscanf (rest + 1, " %c %d", &state, &parent) != 2)
        continue;

      if (parent == (int) getpid () && state != 'Z' && count < MAX_WORKERS)
        pids[count++] = atoi (name);
    }

  return count;
}

static void
wait_for_workers (int count)
{
  int pids[MAX_WORKERS];

  while (find_workers (pids) != count)
    g_usleep (2000);
}

static DexFuture *
start (Fixture    *fixture,
       const char *svg,
       int         side,
       const char *name)
{
  g_autofree char *path = fixture_path (fixture, name);

  return heddle_imaging_pool_render_svg (fixture->pool, svg, side, side, path);
}

static gboolean
exists (Fixture    *fixture,
        const char *name)
{
  g_autofree char *path = fixture_path (fixture, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
assert_works (Fixture *fixture)
{
  g_autoptr (HeddleImagingReply) reply =
      fixture_await (fixture, start (fixture, QUICK, 10, "quick.png"));

  g_assert_no_error (fixture->error);
  g_assert_cmpint (heddle_imaging_reply_get_width (reply), ==, 10);
  g_assert_cmpstr (heddle_imaging_reply_get_mime (reply), ==, "image/png");
  g_assert_true (exists (fixture, "quick.png"));
}

static void
test_parallel (Fixture *fixture)
{
  DexFuture *futures[40];
  int pids[MAX_WORKERS];

  heddle_imaging_pool_set_max_workers (fixture->pool, 3);
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.png", i);

      futures[i] = start (fixture, QUICK, 10 + (int) i, name);
    }

  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    {
      g_autoptr (HeddleImagingReply) reply = fixture_await (fixture, futures[i]);

      g_assert_no_error (fixture->error);
      g_assert_cmpint (heddle_imaging_reply_get_width (reply), ==, 10 + i);
      g_assert_cmpint (find_workers (pids), <=, 3);
    }
}

static gboolean
gives_way (int pid)
{
  return getpriority (PRIO_PROCESS, (id_t) pid) > getpriority (PRIO_PROCESS, 0);
}

/* What can wait begins when nothing else is left, in a process that leaves the processor to others. */
static void
test_later (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "quick.png");
  g_autofree char *small = fixture_path (fixture, "small.png");
  g_autoptr (HeddleImagingReply) reply = NULL;
  DexFuture *first;
  DexFuture *later;
  DexFuture *others[20];
  int pids[MAX_WORKERS];

  heddle_imaging_pool_set_max_workers (fixture->pool, 1);
  assert_works (fixture);
  first = start (fixture, MIDDLING, MIDDLING_SIDE, "first.png");
  later = heddle_imaging_pool_thumbnail_later (fixture->pool, path, small, 4);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = heddle_imaging_pool_info (fixture->pool, path);

  reply = fixture_await (fixture, later);
  g_assert_no_error (fixture->error);
  g_assert_true (exists (fixture, "small.png"));
  g_assert_true (dex_future_is_resolved (first));
  dex_unref (first);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_true (dex_future_is_resolved (others[i]));
      dex_unref (others[i]);
    }
  g_assert_cmpint (find_workers (pids), ==, 2);
  if (getpriority (PRIO_PROCESS, 0) < NICEST)
    g_assert_true (gives_way (pids[0]) != gives_way (pids[1]));
}

/* The moments between what is waited for are no time to begin what can wait. */
static void
test_quiet (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "quick.png");
  g_autofree char *first = fixture_path (fixture, "first.png");
  g_autofree char *second = fixture_path (fixture, "second.png");
  g_autoptr (HeddleImagingReply) made_first = NULL;
  g_autoptr (HeddleImagingReply) made_second = NULL;
  DexFuture *later;

  assert_works (fixture);
  made_first = fixture_await (fixture, heddle_imaging_pool_thumbnail_later (fixture->pool, path, first, 4));
  g_assert_no_error (fixture->error);

  heddle_imaging_pool_set_quiet_time (fixture->pool, 2000);
  later = heddle_imaging_pool_thumbnail_later (fixture->pool, path, second, 4);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (HeddleImagingReply) reply = fixture_await (fixture, heddle_imaging_pool_info (fixture->pool, path));

      g_assert_no_error (fixture->error);
      g_assert_true (dex_future_is_pending (later));
    }
  made_second = fixture_await (fixture, later);
  g_assert_no_error (fixture->error);
  g_assert_true (exists (fixture, "second.png"));
}

/* Answers that come in before the pool hears that it has asked. */
static void
test_quick (Fixture *fixture)
{
  g_autofree char *path = fixture_path (fixture, "quick.png");
  DexFuture *futures[300];

  heddle_imaging_pool_set_max_workers (fixture->pool, 2);
  assert_works (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    futures[i] = heddle_imaging_pool_info (fixture->pool, path);

  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    {
      g_autoptr (HeddleImagingReply) reply = fixture_await (fixture, futures[i]);

      g_assert_no_error (fixture->error);
      g_assert_cmpint (heddle_imaging_reply_get_width (reply), ==, 10);
    }
}

static gpointer
many_requests (gpointer data)
{
  Fixture *fixture = data;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("%p-%d.png", (void *) g_thread_self (), i);
      g_auto (GValue) value = G_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      if (i % 3 == 2)
        {
          dex_unref (start (fixture, QUICK, 50, name));
          continue;
        }
      heddle_wait_for (start (fixture, QUICK, 50, name), &value, &error);
      g_assert_no_error (error);
    }

  return NULL;
}

static void
test_threads (Fixture *fixture)
{
  GThread *threads[4];

  heddle_imaging_pool_set_max_workers (fixture->pool, 2);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("client", many_requests, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_killed (Fixture *fixture)
{
  int pids[MAX_WORKERS];
  DexFuture *slow;
  g_autoptr (HeddleImagingReply) reply = NULL;

  heddle_imaging_pool_set_max_workers (fixture->pool, 1);
  slow = start (fixture, SLOW, SLOW_SIDE, "slow.png");
  wait_for_workers (1);
  g_assert_cmpint (find_workers (pids), ==, 1);
  kill (pids[0], SIGKILL);

  reply = fixture_await (fixture, slow);
  g_assert_null (reply);
  fixture_assert_error (fixture, HEDDLE_IMAGING_ERROR_CRASHED);
  g_assert_false (exists (fixture, "slow.png"));
  assert_works (fixture);
}

static void
test_killed_idle (Fixture *fixture)
{
  int pids[MAX_WORKERS];

  heddle_imaging_pool_set_max_workers (fixture->pool, 1);
  assert_works (fixture);
  g_assert_cmpint (find_workers (pids), ==, 1);
  kill (pids[0], SIGKILL);
  wait_for_workers (0);
  g_usleep (100000);
  assert_works (fixture);
}

static void
test_time_limit (Fixture *fixture)
{
  g_autoptr (HeddleImagingReply) reply = NULL;

  heddle_imaging_pool_set_max_workers (fixture->pool, 1);
  heddle_imaging_pool_set_time_limit (fixture->pool, 200);
  reply = fixture_await (fixture, start (fixture, SLOW, SLOW_SIDE, "slow.png"));
  g_assert_null (reply);
  fixture_assert_error (fixture, HEDDLE_IMAGING_ERROR_TIMED_OUT);
  g_assert_false (exists (fixture, "slow.png"));

  heddle_imaging_pool_set_time_limit (fixture->pool, 60000);
  assert_works (fixture);
}

/* With one process, what comes after shows that the slow requests are over. */
static void
test_cancel (Fixture *fixture)
{
  DexFuture *running;
  DexFuture *waiting;

  heddle_imaging_pool_set_max_workers (fixture->pool, 1);
  running = start (fixture, SLOW, SLOW_SIDE, "running.png");
  waiting = start (fixture, SLOW, SLOW_SIDE, "waiting.png");
  wait_for_workers (1);
  dex_unref (waiting);
  dex_unref (running);

  assert_works (fixture);
  g_assert_false (exists (fixture, "running.png"));
  g_assert_false (exists (fixture, "waiting.png"));
}

static void
test_idle (Fixture *fixture)
{
  heddle_imaging_pool_set_max_workers (fixture->pool, 2);
  heddle_imaging_pool_set_idle_time (fixture->pool, 30);
  assert_works (fixture);
  wait_for_workers (0);
  assert_works (fixture);
}

static void
test_finalize_while_busy (Fixture *fixture)
{
  int pids[MAX_WORKERS];
  DexFuture *running;
  DexFuture *waiting;

  heddle_imaging_pool_set_max_workers (fixture->pool, 1);
  running = start (fixture, SLOW, SLOW_SIDE, "running.png");
  waiting = start (fixture, SLOW, SLOW_SIDE, "waiting.png");
  wait_for_workers (1);
  g_clear_object (&fixture->pool);

  g_assert_cmpint (find_workers (pids), ==, 0);
  g_assert_null (fixture_await (fixture, running));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture_await (fixture, waiting));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_max_pixels (Fixture *fixture)
{
  g_autoptr (HeddleImagingReply) reply = NULL;

  heddle_imaging_pool_set_max_pixels (fixture->pool, 2000);
  assert_works (fixture);
  reply = fixture_await (fixture, start (fixture, QUICK, 50, "quick.png"));
  g_assert_null (reply);
  fixture_assert_error (fixture, HEDDLE_IMAGING_ERROR_TOO_LARGE);
}

/* An environment variable stands for a broken installation: a program that is missing, and a file
 * that is no program.
 */
static void
test_wrong_program (Fixture *fixture)
{
  g_autofree char *before = g_strdup (g_getenv ("HEDDLE_IMAGING"));

  g_setenv ("HEDDLE_IMAGING", "/nonexistent/heddle-imaging", TRUE);
  g_assert_null (fixture_await (fixture, start (fixture, QUICK, 10, "quick.png")));
  fixture_assert_error (fixture, HEDDLE_IMAGING_ERROR_UNAVAILABLE);

  g_setenv ("HEDDLE_IMAGING", "/proc/self/cmdline", TRUE);
  g_assert_null (fixture_await (fixture, start (fixture, QUICK, 10, "quick.png")));
  fixture_assert_error (fixture, HEDDLE_IMAGING_ERROR_UNAVAILABLE);

  if (before != NULL)
    g_setenv ("HEDDLE_IMAGING", before, TRUE);
  else
    g_unsetenv ("HEDDLE_IMAGING");
  assert_works (fixture);
}

/* A script stands for a worker that has gone wrong. */
static void
pretend (Fixture    *fixture,
         const char *script)
{
  g_autofree char *path = fixture_path (fixture, "worker");

  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  g_setenv ("HEDDLE_IMAGING", path, TRUE);
}

/* Nobody reads a line without an end, so whoever writes it would wait until the time is up. */
static void
test_endless_message (Fixture *fixture)
{
  g_autofree char *before = g_strdup (g_getenv ("HEDDLE_IMAGING"));

  heddle_imaging_pool_set_max_workers (fixture->pool, 1);
  heddle_imaging_pool_set_time_limit (fixture->pool, 20000);
  pretend (fixture, "#!/bin/sh\nhead -c 1000000 /dev/zero | tr '\\0' x >&2\nsleep 60\n");
  g_assert_null (fixture_await (fixture, start (fixture, QUICK, 10, "quick.png")));
  fixture_assert_error (fixture, HEDDLE_IMAGING_ERROR_CRASHED);

  if (before != NULL)
    g_setenv ("HEDDLE_IMAGING", before, TRUE);
  else
    g_unsetenv ("HEDDLE_IMAGING");
  assert_works (fixture);
}

static void
test_environment (Fixture *fixture)
{
  int pids[MAX_WORKERS];
  g_autofree char *path = NULL;
  g_autofree char *environment = NULL;
  gsize size;

  g_setenv ("HEDDLE_KEY_OPENAI", "sk-this-is-a-secret", TRUE);
  heddle_imaging_pool_set_max_workers (fixture->pool, 1);
  assert_works (fixture);
  g_assert_cmpint (find_workers (pids), ==, 1);

  path = g_strdup_printf ("/proc/%d/environ", pids[0]);
  g_assert_true (g_file_get_contents (path, &environment, &size, NULL));
  g_assert_null (memmem (environment, size, "sk-this", 7));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  fixture_add_test ("/imaging-pool/parallel", test_parallel);
  fixture_add_test ("/imaging-pool/later", test_later);
  fixture_add_test ("/imaging-pool/quiet", test_quiet);
  fixture_add_test ("/imaging-pool/quick", test_quick);
  fixture_add_test ("/imaging-pool/threads", test_threads);
  fixture_add_test ("/imaging-pool/killed", test_killed);
  fixture_add_test ("/imaging-pool/killed-idle", test_killed_idle);
  fixture_add_test ("/imaging-pool/time-limit", test_time_limit);
  fixture_add_test ("/imaging-pool/cancel", test_cancel);
  fixture_add_test ("/imaging-pool/idle", test_idle);
  fixture_add_test ("/imaging-pool/finalize-while-busy", test_finalize_while_busy);
  fixture_add_test ("/imaging-pool/max-pixels", test_max_pixels);
  fixture_add_test ("/imaging-pool/wrong-program", test_wrong_program);
  fixture_add_test ("/imaging-pool/endless-message", test_endless_message);
  fixture_add_test ("/imaging-pool/environment", test_environment);

  return g_test_run ();
}
