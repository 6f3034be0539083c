/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-threads.h"

static gboolean
add_one (gpointer   data,
         GValue    *value,
         GError   **error)
{
  g_assert_false (heddle_is_main_thread ());
  g_value_init (value, G_TYPE_INT);
  g_value_set_int (value, *(int *) data + 1);
  return TRUE;
}

static gboolean
refuse (gpointer   data,
        GValue    *value,
        GError   **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "no");
  return FALSE;
}

static DexFuture *
fiber (gpointer data)
{
  int one = 1;
  g_autoptr (GError) error = NULL;
  int sum = dex_await_int (heddle_run_blocking (add_one, &one, NULL), &error);

  g_assert_no_error (error);
  g_assert_false (heddle_is_main_thread ());
  return dex_future_new_for_int (sum);
}

static gpointer
wait_thread (gpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_wait_for (heddle_spawn (fiber, NULL, NULL), &value, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_value_get_int (&value), ==, 2);

  g_assert_false (heddle_wait_for (heddle_run_blocking (refuse, NULL, NULL), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  return NULL;
}

static void
test_threads_wait (void)
{
  g_assert_true (heddle_is_main_thread ());
  g_thread_join (g_thread_new ("wait", wait_thread, NULL));
}

/* What waits for more of its kind than there are threads would wait for ever. */
static gboolean
wait_for_one (gpointer   data,
              GValue    *value,
              GError   **error)
{
  g_atomic_int_inc ((int *) data);
  return heddle_wait_for (heddle_spawn (fiber, NULL, NULL), value, error);
}

static gpointer
many_thread (gpointer data)
{
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  guint n_waiting = g_get_num_processors () * 2 + 20;
  int n_started = 0;

  for (guint i = 0; i < n_waiting; i++)
    g_ptr_array_add (futures, heddle_run_waiting (wait_for_one, &n_started, NULL));
  for (guint i = 0; i < n_waiting; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_assert_true (heddle_wait_for (dex_ref (futures->pdata[i]), &value, NULL));
      g_assert_cmpint (g_value_get_int (&value), ==, 2);
    }
  g_assert_cmpint (n_started, ==, n_waiting);
  return NULL;
}

static void
test_threads_many (void)
{
  g_thread_join (g_thread_new ("wait", many_thread, NULL));
}

static gboolean
wait_in_place (gpointer   data,
               GValue    *value,
               GError   **error)
{
  return heddle_wait_for (dex_future_new_true (), NULL, error);
}

static gboolean
start_another (gpointer   data,
               GValue    *value,
               GError   **error)
{
  dex_unref (heddle_run_waiting (wait_in_place, NULL, NULL));
  return TRUE;
}

static DexFuture *
starting_fiber (gpointer data)
{
  dex_unref (heddle_run_waiting (wait_in_place, NULL, NULL));
  return dex_future_new_true ();
}

typedef DexFuture *(*Misuse) (void);

static DexFuture *
wait_where_none_may (void)
{
  return heddle_run_blocking (wait_in_place, NULL, NULL);
}

static DexFuture *
start_behind_oneself (void)
{
  return heddle_run_waiting (start_another, NULL, NULL);
}

static DexFuture *
start_on_a_fiber (void)
{
  return heddle_spawn (starting_fiber, NULL, NULL);
}

static gpointer
misuse_thread (gpointer data)
{
  heddle_wait_for (((Misuse) data) (), NULL, NULL);
  return NULL;
}

static void
test_threads_misuse (gconstpointer data)
{
#ifdef G_DISABLE_ASSERT
  g_test_skip ("releases do not look for it");
  return;
#endif
  if (g_test_subprocess ())
    {
      g_thread_join (g_thread_new ("misuse", misuse_thread, (gpointer) data));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*assertion failed*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/threads/wait", test_threads_wait);
  g_test_add_func ("/threads/many", test_threads_many);
  g_test_add_data_func ("/threads/wait-where-none-may", wait_where_none_may, test_threads_misuse);
  g_test_add_data_func ("/threads/start-behind-oneself", start_behind_oneself, test_threads_misuse);
  g_test_add_data_func ("/threads/start-on-a-fiber", start_on_a_fiber, test_threads_misuse);
  return g_test_run ();
}
