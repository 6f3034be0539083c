/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/heddle-session.h"

/* What tests of the application without its window share: a session with an empty library, and
 * awaiting futures as the main thread does.
 */
typedef struct
{
  HeddleSession *session;
  char          *folder;
} SessionTest;

void     session_test_set_up    (SessionTest    *self);
void     session_test_tear_down (SessionTest    *self);
gboolean session_test_await     (DexFuture      *future,
                                 GValue         *value,
                                 GError        **error);
void     session_test_write     (HeddleSession  *session,
                                 const char     *sql);

/* Runs the main loop until something holds; fails where it does not within a minute. */
#define session_test_wait_until(condition) \
  G_STMT_START { \
    gint64 wait_deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
    while (!(condition)) \
      { \
        g_assert_cmpint (g_get_monotonic_time (), <, wait_deadline); \
        if (!g_main_context_iteration (NULL, FALSE)) \
          g_usleep (1000); \
      } \
  } G_STMT_END
