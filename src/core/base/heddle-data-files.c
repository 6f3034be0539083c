/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-data-files.h"

/**
 * heddle_data_files_dup_path:
 * @name: a file or folder that is installed with the application
 *
 * Finds it where it is installed; the environment variable `HEDDLE_DATA_DIR` names another place,
 * for running without installing.
 *
 * Returns: (transfer full): its path
 */
char *
heddle_data_files_dup_path (const char *name)
{
  const char *folder = g_getenv ("HEDDLE_DATA_DIR");

  return g_build_filename (folder != NULL ? folder : HEDDLE_PKGDATADIR, name, NULL);
}
