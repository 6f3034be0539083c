/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HeddleWaitReason:
 * @HEDDLE_WAIT_NONE: nothing has to be waited for
 * @HEDDLE_WAIT_RATE_LIMIT: a provider takes only so many requests
 * @HEDDLE_WAIT_RETRY: a request came to nothing, and is to be sent again
 * @HEDDLE_WAIT_NETWORK: there is no network
 * @HEDDLE_WAIT_STORAGE: the library keeps what has come. It begins once, and ends with the work; nobody
 *   is told of it
 *
 * What keeps work from going on that has begun.
 */
typedef enum
{
  HEDDLE_WAIT_NONE,
  HEDDLE_WAIT_RATE_LIMIT,
  HEDDLE_WAIT_RETRY,
  HEDDLE_WAIT_NETWORK,
  HEDDLE_WAIT_STORAGE,
} HeddleWaitReason;

/**
 * HeddleWait:
 * @reason: why
 * @whom: (nullable): the provider's name, interned; %NULL where it is not for one provider
 * @until: when it is to end, in microseconds since 1970; 0 where nobody knows
 *
 * That something has to be waited for. All zeros where nothing has. Passed by value.
 */
typedef struct
{
  HeddleWaitReason reason;
  const char      *whom;
  gint64           until;
} HeddleWait;

/**
 * HeddleWaitFunc:
 * @wait: what has to be waited for
 * @begins: whether the wait begins; else it ends
 * @data: what was given with the function
 *
 * Called on any thread. Waits of one piece of work can overlap: one whose end has come to be known, or
 * has moved, begins again before it ends.
 */
typedef void (*HeddleWaitFunc) (HeddleWait wait,
                                gboolean   begins,
                                gpointer   data);

HeddleWait heddle_wait_new          (HeddleWaitReason reason,
                                     const char      *whom,
                                     gint64           until);
char      *heddle_wait_dup_sentence (HeddleWait       wait,
                                     gint64           now);
JsonNode  *heddle_wait_to_json      (HeddleWait       wait);
HeddleWait heddle_wait_from_json    (JsonObject      *object);

G_END_DECLS
