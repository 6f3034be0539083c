/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleWait:
 * @HEDDLE_WAIT_NONE: nothing
 * @HEDDLE_WAIT_RATE_LIMIT: a provider that takes only so many requests
 * @HEDDLE_WAIT_NETWORK: a network
 * @HEDDLE_WAIT_STORAGE: the library, which keeps what has come. It begins once, and ends with the work;
 *   nobody is told of it
 *
 * What keeps work from going on that has begun.
 */
typedef enum
{
  HEDDLE_WAIT_NONE,
  HEDDLE_WAIT_RATE_LIMIT,
  HEDDLE_WAIT_NETWORK,
  HEDDLE_WAIT_STORAGE,
} HeddleWait;

/**
 * HeddleWaitFunc:
 * @wait: what has to be waited for
 * @whom: the provider's name
 * @begins: whether the wait begins; else it ends
 * @data: what was given with the function
 *
 * Called on any thread. Waits of one piece of work can overlap.
 */
typedef void (*HeddleWaitFunc) (HeddleWait  wait,
                                const char *whom,
                                gboolean    begins,
                                gpointer    data);

char *heddle_wait_dup_sentence (HeddleWait  wait,
                                const char *whom);

G_END_DECLS
