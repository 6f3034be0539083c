/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "base/heddle-threads.h"

/* What the tests of the library share: bodies that run off the main thread, since all they call
 * may block, and folders that are gone afterwards.
 */
typedef void (*StoreTestFunc) (const char *folder);

void store_test_add         (const char    *name,
                             StoreTestFunc  func);
void store_test_remove_tree (const char    *path);

#define assert_await_ok(future) \
  G_STMT_START { \
    g_autoptr (GError) await_error = NULL; \
    heddle_wait_for ((future), NULL, &await_error); \
    g_assert_no_error (await_error); \
  } G_STMT_END

#define assert_await_error(future, domain, code) \
  G_STMT_START { \
    g_autoptr (GError) await_error = NULL; \
    g_assert_false (heddle_wait_for ((future), NULL, &await_error)); \
    g_assert_error (await_error, domain, code); \
  } G_STMT_END
