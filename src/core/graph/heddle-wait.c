/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-wait.h"

#include <glib/gi18n-lib.h>

/**
 * heddle_wait_dup_sentence:
 * @wait: what has to be waited for
 * @whom: (nullable): the provider's name, where it is a provider
 *
 * Returns: (transfer full) (nullable): what a person is told, without a full stop; %NULL where nothing
 *   has to be waited for
 */
char *
heddle_wait_dup_sentence (HeddleWait  wait,
                          const char *whom)
{
  switch (wait)
    {
    case HEDDLE_WAIT_RATE_LIMIT:
      /* Translators: "Waits for OpenAI’s rate limit" */
      return g_strdup_printf (_("Waits for %s’s rate limit"), whom);
    case HEDDLE_WAIT_NETWORK:
      return g_strdup (_("Waits for the network"));
    case HEDDLE_WAIT_NONE:
    case HEDDLE_WAIT_STORAGE:
    default:
      return NULL;
    }
}
