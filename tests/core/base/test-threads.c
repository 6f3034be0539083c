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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add_func ("/threads/wait", test_threads_wait);
  return g_test_run ();
}
