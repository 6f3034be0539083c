/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-document-paths.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/heddle-threads.h"
#include "nodes/heddle-node-error.h"

#define FOLDER_MODE 0755

static gboolean
is_within (const char *path,
           const char *folder)
{
  gsize length = strlen (folder);

  while (length > 0 && folder[length - 1] == '/')
    length--;

  return strncmp (path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/* Where links lead, of the part of @path that exists. */
static char *
resolve (const char *path)
{
  g_autofree char *existing = g_strdup (path);

  while (TRUE)
    {
      char *real = realpath (existing, NULL);
      const char *rest = path + strlen (existing);
      char *resolved;

      if (real != NULL)
        {
          resolved = *rest != '\0' ? g_build_filename (real, rest, NULL) : g_strdup (real);
          free (real);
          return resolved;
        }

      /* A link that leads nowhere is not a name that is free. */
      if (errno != ENOENT || g_file_test (existing, G_FILE_TEST_IS_SYMLINK))
        return NULL;

      char *parent = g_path_get_dirname (existing);
      g_free (existing);
      existing = parent;
    }
}

static gboolean
is_within_resolved (const char *resolved,
                    const char *folder)
{
  g_autofree char *real = resolve (folder);

  return real != NULL && is_within (resolved, real);
}

static gboolean
check_resolved (const char         *resolved,
                gboolean            absolute,
                const char         *directory,
                const char *const  *allowed)
{
  if (!absolute && is_within_resolved (resolved, directory))
    return TRUE;

  for (guint i = 0; allowed != NULL && allowed[i] != NULL; i++)
    if (is_within_resolved (resolved, allowed[i]))
      return TRUE;

  return FALSE;
}

static void
set_outside (GError     **error,
             const char  *path,
             const char  *resolved,
             gboolean     folder)
{
  g_autofree char *parent = folder ? g_strdup (resolved) : g_path_get_dirname (resolved);

  if (g_path_is_absolute (path))
    g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_OUTSIDE,
                 _("“%s” is an absolute path, and such a path has to be allowed: --allow-path %s"),
                 path, parent);
  else
    g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_OUTSIDE,
                 _("“%s” lies outside the workflow's folder; allow it with --allow-path %s"),
                 path, parent);
}

static char *
locate (const char         *path,
        const char         *directory,
        const char *const  *allowed,
        gboolean            folder,
        GError            **error)
{
  g_autofree char *canonical = NULL;
  g_autofree char *resolved = NULL;
  gboolean absolute = g_path_is_absolute (path);

  if (*path == '\0')
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                           _("the path is empty"));
      return NULL;
    }

  if (!absolute && directory == NULL)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_OUTSIDE,
                   _("“%s” is relative to the workflow's folder, but this workflow is not a file"),
                   path);
      return NULL;
    }

  canonical = g_canonicalize_filename (path, directory);
  resolved = resolve (canonical);

  if (resolved == NULL)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NOT_FOUND, "“%s”: %s", path,
                   g_strerror (errno));
      return NULL;
    }

  if (!check_resolved (resolved, absolute, directory, allowed))
    {
      set_outside (error, path, resolved, folder);
      return NULL;
    }

  return g_steal_pointer (&resolved);
}

/**
 * heddle_document_path_find:
 * @path: a path from a config, relative to @directory, or absolute
 * @directory: (nullable): the document's folder; %NULL for a document that is not a file
 * @allowed: (nullable) (array zero-terminated=1): folders that may be used beside it
 * @error: return location
 *
 * Finds the file or folder that a document names. A relative path has to stay in @directory, an
 * absolute one in one of @allowed, after all symbolic links are followed. Blocks.
 *
 * Fails with %HEDDLE_NODE_ERROR_OUTSIDE where it does not, and %HEDDLE_NODE_ERROR_NOT_FOUND where
 * there is nothing.
 *
 * Returns: (transfer full): an absolute path without links; %NULL with @error set
 */
char *
heddle_document_path_find (const char         *path,
                           const char         *directory,
                           const char *const  *allowed,
                           GError            **error)
{
  g_autofree char *found = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  HEDDLE_ASSERT_MAY_BLOCK ();

  found = locate (path, directory, allowed, FALSE, error);
  if (found == NULL)
    return NULL;

  if (g_access (found, F_OK) != 0)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NOT_FOUND,
                   _("“%s” is not there (looked for %s)"), path, found);
      return NULL;
    }

  return g_steal_pointer (&found);
}

/**
 * heddle_document_path_make_folder:
 * @path: a path from a config, relative to @directory, or absolute
 * @directory: (nullable): the folder that relative paths start from
 * @allowed: (nullable) (array zero-terminated=1): folders that may be used beside it
 * @error: return location
 *
 * Makes sure that the folder that results go to exists, under the rules of
 * [func@document_path_find]. Blocks.
 *
 * Fails with %HEDDLE_NODE_ERROR_OUTSIDE where it may not be used, and with %HEDDLE_NODE_ERROR_WRITE
 * where it cannot be made.
 *
 * Returns: (transfer full): an absolute path without links; %NULL with @error set
 */
char *
heddle_document_path_make_folder (const char         *path,
                                  const char         *directory,
                                  const char *const  *allowed,
                                  GError            **error)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  HEDDLE_ASSERT_MAY_BLOCK ();

  folder = locate (path, directory, allowed, TRUE, error);
  if (folder == NULL)
    return NULL;

  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_WRITE,
                   _("cannot make the folder %s: %s"), folder, g_strerror (errno));
      return NULL;
    }

  return g_steal_pointer (&folder);
}
