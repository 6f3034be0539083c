/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-library-access.h"

/* How long an owner is waited for that is about to close the library, or serves nobody because it is
 * done soon; and how often it is looked at. In microseconds.
 */
#define PATIENCE (5 * G_USEC_PER_SEC)
#define PAUSE    (50 * 1000)

static HeddleExitStatus
use_here (const HeddleLibraryAccess  *self,
          HeddleInvocation           *invocation,
          HeddleLibrary              *library,
          gpointer                    data,
          GError                    **error)
{
  g_autoptr (GError) failure = NULL;
  HeddleExitStatus status = self->here (invocation, library, data, &failure);

  heddle_library_close (library, failure == NULL ? &failure : NULL);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return status;
}

/* Errors of one try; those of HEDDLE_OWNER_ERROR_UNREACHABLE and CLOSING mean that nothing was done. */
static HeddleExitStatus
try (const HeddleLibraryAccess  *self,
     HeddleInvocation           *invocation,
     gpointer                    data,
     GError                    **locked,
     GError                    **error)
{
  g_autofree char *path = heddle_invocation_dup_library_path (invocation);
  g_autoptr (HeddleLibrary) library = heddle_invocation_open_library (invocation, self->flags, locked);
  g_autoptr (HeddleOwnerClient) owner = NULL;

  if (library != NULL)
    return use_here (self, invocation, library, data, error);
  if (g_error_matches (*locked, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_LOCKED))
    owner = heddle_owner_client_new (path, error);
  else
    g_propagate_error (error, g_steal_pointer (locked));
  return owner == NULL ? HEDDLE_EXIT_LIBRARY : self->at_owner (invocation, owner, data, error);
}

/**
 * heddle_library_access_use:
 * @self: how a command does its work
 * @invocation: the invocation
 * @data: handed to the command's functions
 * @error: return location
 *
 * Opens the library and does the work, or, where another process owns it, has that do it. An owner
 * that is about to close the library is waited for a little.
 *
 * Returns: what to exit with, unless @error is set
 */
HeddleExitStatus
heddle_library_access_use (const HeddleLibraryAccess  *self,
                           HeddleInvocation           *invocation,
                           gpointer                    data,
                           GError                    **error)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE;

  for (;;)
    {
      g_autoptr (GError) locked = NULL;
      g_autoptr (GError) failure = NULL;
      HeddleExitStatus status = try (self, invocation, data, &locked, &failure);
      gboolean unreachable = g_error_matches (failure, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_UNREACHABLE);

      if ((!unreachable && !g_error_matches (failure, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_CLOSING))
          || g_get_monotonic_time () >= deadline || g_cancellable_is_cancelled (invocation->cancellable))
        {
          /* Who has the library, the lock knows better. */
          if (failure != NULL)
            g_propagate_error (error, unreachable ? g_steal_pointer (&locked) : g_steal_pointer (&failure));
          return status;
        }
      g_usleep (PAUSE);
    }
}
