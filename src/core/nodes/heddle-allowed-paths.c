/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-allowed-paths.h"

/**
 * HeddleAllowedPaths:
 *
 * The folders beside a document's own that a person has allowed workflows to use. A service:
 * [class@Services] hands it to nodes that have to look into a file before a run begins. Can be used
 * from any thread.
 */
struct _HeddleAllowedPaths
{
  GObject parent_instance;

  GMutex mutex;
  GPtrArray *folders;
};

G_DEFINE_FINAL_TYPE (HeddleAllowedPaths, heddle_allowed_paths, G_TYPE_OBJECT)

static void
heddle_allowed_paths_finalize (GObject *object)
{
  HeddleAllowedPaths *self = HEDDLE_ALLOWED_PATHS (object);

  g_clear_pointer (&self->folders, g_ptr_array_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (heddle_allowed_paths_parent_class)->finalize (object);
}

static void
heddle_allowed_paths_class_init (HeddleAllowedPathsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_allowed_paths_finalize;
}

static void
heddle_allowed_paths_init (HeddleAllowedPaths *self)
{
  g_mutex_init (&self->mutex);
  self->folders = g_ptr_array_new_null_terminated (0, g_free, TRUE);
}

/**
 * heddle_allowed_paths_new:
 *
 * Returns: (transfer full): an object that allows no folder
 */
HeddleAllowedPaths *
heddle_allowed_paths_new (void)
{
  return g_object_new (HEDDLE_TYPE_ALLOWED_PATHS, NULL);
}

/**
 * heddle_allowed_paths_add:
 * @self: the allowed folders
 * @folder: an absolute path
 *
 * Allows @folder and everything below it.
 */
void
heddle_allowed_paths_add (HeddleAllowedPaths *self,
                          const char         *folder)
{
  g_return_if_fail (HEDDLE_IS_ALLOWED_PATHS (self));
  g_return_if_fail (folder != NULL && g_path_is_absolute (folder));

  g_mutex_lock (&self->mutex);
  if (!g_ptr_array_find_with_equal_func (self->folders, folder, g_str_equal, NULL))
    g_ptr_array_add (self->folders, g_strdup (folder));
  g_mutex_unlock (&self->mutex);
}

/**
 * heddle_allowed_paths_list:
 * @self: the allowed folders
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): what has been allowed so far;
 *   %NULL for nothing
 */
char **
heddle_allowed_paths_list (HeddleAllowedPaths *self)
{
  char **folders;

  g_return_val_if_fail (HEDDLE_IS_ALLOWED_PATHS (self), NULL);

  g_mutex_lock (&self->mutex);
  folders = g_strdupv ((char **) self->folders->pdata);
  g_mutex_unlock (&self->mutex);

  return folders;
}
