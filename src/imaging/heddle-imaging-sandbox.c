/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "imaging/heddle-imaging-sandbox.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "assets/heddle-imaging-error.h"

#define MAX_OPEN_FILES 256
#define MAX_FILE_BYTES ((rlim_t) 4 << 30)

#if defined(__SANITIZE_ADDRESS__)
# define ADDRESS_SPACE_CAN_BE_BOUND FALSE
#else
# define ADDRESS_SPACE_CAN_BE_BOUND TRUE
#endif

static gboolean
bound (int      resource,
       rlim_t   value,
       GError **error)
{
  struct rlimit limit;

  if (getrlimit (resource, &limit) == 0)
    {
      limit.rlim_max = MIN (limit.rlim_max, value);
      limit.rlim_cur = limit.rlim_max;
      if (setrlimit (resource, &limit) == 0)
        return TRUE;
    }

  heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_FAILED, g_strerror (errno),
                            _("The limits of the imaging worker cannot be set."));
  return FALSE;
}

/**
 * heddle_imaging_sandbox_enter:
 * @max_memory: bound on the address space in bytes; not set under AddressSanitizer, whose shadow
 *   needs terabytes of it
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_FAILED
 *
 * Gives up, for good, what the worker does not need: new privileges, core dumps, memory, files.
 * The kernel ends the worker when the thread that started it ends.
 *
 * Returns: whether every bound holds
 */
gboolean
heddle_imaging_sandbox_enter (guint64  max_memory,
                              GError **error)
{
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_FAILED, g_strerror (errno),
                                _("The limits of the imaging worker cannot be set."));
      return FALSE;
    }

  if (ADDRESS_SPACE_CAN_BE_BOUND && !bound (RLIMIT_AS, (rlim_t) max_memory, error))
    return FALSE;

  return bound (RLIMIT_CORE, 0, error) && bound (RLIMIT_NOFILE, MAX_OPEN_FILES, error) &&
         bound (RLIMIT_FSIZE, MAX_FILE_BYTES, error);
}

/**
 * heddle_imaging_sandbox_begin_request:
 * @cpu_seconds: processor time that the request may use
 *
 * Lets the kernel end the worker with SIGXCPU when one request computes for too long. The pool's
 * own clock is the other bound; this one holds even if the pool is gone.
 */
void
heddle_imaging_sandbox_begin_request (guint cpu_seconds)
{
  struct rusage usage;
  struct rlimit limit;

  if (getrusage (RUSAGE_SELF, &usage) != 0 || getrlimit (RLIMIT_CPU, &limit) != 0)
    return;

  limit.rlim_cur = MIN (limit.rlim_max, (rlim_t) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                                            cpu_seconds + 1);
  setrlimit (RLIMIT_CPU, &limit);
}
