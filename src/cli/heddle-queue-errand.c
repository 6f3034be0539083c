/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-queue-errand.h"

#include "engine/heddle-engine.h"
#include "heddle-library-access.h"

static HeddleExitStatus
change_here (HeddleInvocation  *invocation,
             HeddleLibrary     *library,
             gpointer           data,
             GError           **error)
{
  g_autoptr (HeddleEngine) engine = heddle_engine_new (library, error);

  if (engine == NULL || !heddle_queue_change_apply (data, heddle_engine_get_services (engine), error))
    return HEDDLE_EXIT_INVALID;
  return HEDDLE_EXIT_DONE;
}

static HeddleExitStatus
change_at_owner (HeddleInvocation   *invocation,
                 HeddleOwnerClient  *owner,
                 gpointer            data,
                 GError            **error)
{
  return heddle_owner_client_change_queue (owner, data, error) ? HEDDLE_EXIT_DONE : HEDDLE_EXIT_INVALID;
}

/**
 * heddle_queue_errand_change:
 * @invocation: the invocation
 * @change: what is to be changed in the queue
 * @error: return location
 *
 * Changes the library's queue, here or in the process that owns the library.
 *
 * Returns: what to exit with, unless @error is set
 */
HeddleExitStatus
heddle_queue_errand_change (HeddleInvocation         *invocation,
                            const HeddleQueueChange  *change,
                            GError                  **error)
{
  static const HeddleLibraryAccess access = {
    .flags = HEDDLE_LIBRARY_READ_WRITE, .here = change_here, .at_owner = change_at_owner
  };

  return heddle_library_access_use (&access, invocation, (gpointer) change, error);
}
