/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-imaging-program.h"

#include <glib/gi18n-lib.h>

#include "assets/heddle-imaging-error.h"

/* Below the folder of the running program: a build's src/cli and src/app, its tests/core and
 * tests/bench, and an installation that was moved as a whole.
 */
static const char *const places[] = {
  "../imaging/heddle-imaging",
  "../../src/imaging/heddle-imaging",
  "../libexec/heddle-imaging",
};

/**
 * heddle_imaging_find_program:
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_UNAVAILABLE
 *
 * Finds the imaging worker: what the environment variable `HEDDLE_IMAGING` names, else beside the
 * running program as a build or an installation has it, else where it was to be installed.
 *
 * Returns: (transfer full) (nullable) (type filename): its path
 */
char *
heddle_imaging_find_program (GError **error)
{
  const char *named = g_getenv ("HEDDLE_IMAGING");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (self != NULL ? self : "/");
  g_autofree char *installed = g_build_filename (HEDDLE_LIBEXECDIR, "heddle-imaging", NULL);

  if (named != NULL && *named != '\0')
    {
      if (g_file_test (named, G_FILE_TEST_IS_EXECUTABLE))
        return g_strdup (named);
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_UNAVAILABLE, NULL,
                                _("HEDDLE_IMAGING names “%s”, which is no program."), named);
      return NULL;
    }

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_canonicalize_filename (path, NULL);
    }

  if (g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&installed);

  heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_UNAVAILABLE, NULL,
                            _("The program heddle-imaging, which works on images, is missing from "
                              "“%s”. Install Heddle again."),
                            HEDDLE_LIBEXECDIR);
  return NULL;
}
