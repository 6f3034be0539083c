/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-library-check.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "assets/heddle-blob-files.h"
#include "base/heddle-threads.h"
#include "store/heddle-asset-repository.h"
#include "store/heddle-blob-repository.h"

G_DEFINE_BOXED_TYPE (HeddleLibraryCheck, heddle_library_check, heddle_library_check_copy,
                     heddle_library_check_free)

typedef struct
{
  HeddleLibrary *library;
  gboolean repair;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->library);
  g_free (self);
}

/**
 * heddle_library_check_copy:
 * @self: a check
 *
 * Returns: (transfer full): a copy that shares the findings
 */
HeddleLibraryCheck *
heddle_library_check_copy (const HeddleLibraryCheck *self)
{
  HeddleLibraryCheck *copy = g_memdup2 (self, sizeof *self);

  g_ptr_array_ref (copy->findings);

  return copy;
}

/**
 * heddle_library_check_free:
 * @self: (transfer full): a check
 *
 * Frees the check.
 */
void
heddle_library_check_free (HeddleLibraryCheck *self)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

static gboolean
add_finding (HeddleLibraryCheck  *self,
             HeddleDatabase      *database,
             const char          *hash,
             const char          *problem,
             GError             **error)
{
  g_autofree char *name = NULL;

  if (!heddle_assets_dup_name_for_content (database, hash, &name, error))
    return FALSE;

  g_ptr_array_add (self->findings, name == NULL ? g_strdup (problem)
                                                : g_strdup_printf (_("Asset “%s”: %s"), name,
                                                                   problem));
  return TRUE;
}

static gboolean
check_content (HeddleLibraryCheck      *self,
               HeddleDatabase          *database,
               const char              *folder,
               const HeddleBlobRecord  *blob,
               GError                 **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean referenced;

  if (!heddle_blobs_is_referenced (database, blob->hash, &referenced, error))
    return FALSE;

  self->n_blobs++;
  self->n_bytes += blob->bytes;

  return !referenced ||
         heddle_blob_files_check (folder, blob->hash, blob->bytes, &problem) ||
         add_finding (self, database, blob->hash, problem->message, error);
}

static gboolean
add_hashes (GHashTable      *hashes,
            HeddleDatabase  *database,
            GError         **error)
{
  g_autoptr (GPtrArray) blobs = heddle_blobs_list (database, error);

  if (blobs == NULL)
    return FALSE;

  for (guint i = 0; i < blobs->len; i++)
    {
      HeddleBlobRecord *blob = g_ptr_array_index (blobs, i);

      g_hash_table_add (hashes, g_steal_pointer (&blob->hash));
    }

  return TRUE;
}

/* A backup that is kept may be restored, so what it names stays. */
static gboolean
add_hashes_of_backups (GHashTable     *hashes,
                       HeddleLibrary  *library,
                       GError        **error)
{
  g_autofree char *folder = heddle_library_dup_backups_path (library);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (HeddleDatabase) database = NULL;

      if (!g_str_has_suffix (name, ".db"))
        continue;

      database = heddle_database_open (path, HEDDLE_DATABASE_READ_ONLY, error);
      if (database == NULL || !add_hashes (hashes, database, error))
        return FALSE;
    }

  return TRUE;
}

static void
look_at_file (HeddleLibraryCheck *self,
              GHashTable         *needed,
              const char         *folder,
              const char         *parent,
              const char         *name,
              gboolean            repair)
{
  g_autofree char *path = g_build_filename (folder, parent, name, NULL);
  g_autofree char *hash = g_strconcat (parent, name, NULL);

  if (g_hash_table_contains (needed, hash))
    return;

  self->n_unreferenced++;
  if (repair && g_unlink (path) == 0)
    self->n_collected++;
}

static void
look_at_files (HeddleLibraryCheck *self,
               GHashTable         *needed,
               const char         *folder,
               gboolean            repair)
{
  g_autoptr (GDir) parents = g_dir_open (folder, 0, NULL);
  const char *parent;

  while (parents != NULL && (parent = g_dir_read_name (parents)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, parent, NULL);
      g_autoptr (GDir) files = g_dir_open (path, 0, NULL);
      const char *name;

      while (files != NULL && (name = g_dir_read_name (files)) != NULL)
        look_at_file (self, needed, folder, parent, name, repair);
    }
}

static gboolean
forget_unreferenced (HeddleDatabase  *database,
                     gpointer         data,
                     GValue          *result,
                     GError         **error)
{
  return heddle_blobs_delete_unreferenced (database, error);
}

static gboolean
add_needed (GHashTable      *needed,
            HeddleDatabase  *database,
            GError         **error)
{
  g_autoptr (GPtrArray) blobs = heddle_blobs_list (database, error);

  if (blobs == NULL)
    return FALSE;

  for (guint i = 0; i < blobs->len; i++)
    {
      HeddleBlobRecord *blob = g_ptr_array_index (blobs, i);
      gboolean referenced;

      if (!heddle_blobs_is_referenced (database, blob->hash, &referenced, error))
        return FALSE;
      if (referenced)
        g_hash_table_add (needed, g_steal_pointer (&blob->hash));
    }

  return TRUE;
}

static gboolean
check_files (HeddleLibraryCheck  *self,
             Request             *request,
             HeddleDatabase      *database,
             const char          *folder,
             GError             **error)
{
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (request->repair &&
      !heddle_wait_for (heddle_library_write (request->library, forget_unreferenced, NULL, NULL),
                        NULL, error))
    return FALSE;

  if (!add_needed (needed, database, error) ||
      !add_hashes_of_backups (needed, request->library, error))
    return FALSE;

  look_at_files (self, needed, folder, request->repair);

  return TRUE;
}

static gboolean
check_contents (HeddleLibraryCheck  *self,
                HeddleDatabase      *database,
                const char          *folder,
                GError             **error)
{
  g_autoptr (GPtrArray) blobs = heddle_blobs_list (database, error);

  if (blobs == NULL)
    return FALSE;

  for (guint i = 0; i < blobs->len; i++)
    if (!check_content (self, database, folder, g_ptr_array_index (blobs, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
check (HeddleLibraryCheck  *self,
       Request             *request,
       GError             **error)
{
  g_autofree char *folder = heddle_library_dup_blobs_path (request->library);
  g_autoptr (HeddleDatabase) database = NULL;

  database = heddle_library_open_reader (request->library, error);
  if (database == NULL)
    return FALSE;

  self->findings = heddle_database_check (database, FALSE, error);
  if (self->findings == NULL)
    return FALSE;

  /* What a damaged database says of contents is not worth much. */
  if (self->findings->len > 0)
    return TRUE;

  return check_contents (self, database, folder, error) &&
         check_files (self, request, database, folder, error);
}

static gboolean
check_waiting (gpointer   data,
               GValue    *result,
               GError   **error)
{
  g_autoptr (HeddleLibraryCheck) self = g_new0 (HeddleLibraryCheck, 1);

  if (!check (self, data, error))
    return FALSE;

  g_value_init (result, HEDDLE_TYPE_LIBRARY_CHECK);
  g_value_take_boxed (result, g_steal_pointer (&self));

  return TRUE;
}

/**
 * heddle_library_check_run:
 * @library: the library
 * @repair: whether to delete what nothing needs: contents without a reference and files that were
 *   never finished. Nothing else may be at work in the library then.
 *
 * Looks through a whole library: the database as SQLite can, the references between its rows, and
 * whether every content that something needs is there as it was stored. Contents that a kept backup
 * names are not collected.
 *
 * Returns: (transfer full): resolves to a [struct@LibraryCheck]; rejects with an error of
 *   [error@StoreError] if it could not be carried out
 */
DexFuture *
heddle_library_check_run (HeddleLibrary *library,
                          gboolean       repair)
{
  Request *request;

  dex_return_error_if_fail (HEDDLE_IS_LIBRARY (library));

  request = g_new0 (Request, 1);
  request->library = g_object_ref (library);
  request->repair = repair;

  return heddle_run_waiting (check_waiting, request, request_free);
}

static gboolean
collect_waiting (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  g_autoptr (HeddleLibraryCheck) self = g_new0 (HeddleLibraryCheck, 1);
  Request *request = data;
  g_autofree char *folder = heddle_library_dup_blobs_path (request->library);
  g_autoptr (HeddleDatabase) database = heddle_library_open_reader (request->library, error);

  self->findings = g_ptr_array_new_with_free_func (g_free);
  if (database == NULL || !check_files (self, request, database, folder, error))
    return FALSE;

  g_value_init (result, HEDDLE_TYPE_LIBRARY_CHECK);
  g_value_take_boxed (result, g_steal_pointer (&self));

  return TRUE;
}

/**
 * heddle_library_check_collect:
 * @library: the library, in which nothing else is at work
 *
 * Deletes what nothing needs, without looking at the rest.
 *
 * Returns: (transfer full): resolves to a [struct@LibraryCheck] that says how much that was; rejects
 *   with an error of [error@StoreError] if it could not be carried out
 */
DexFuture *
heddle_library_check_collect (HeddleLibrary *library)
{
  Request *request;

  dex_return_error_if_fail (HEDDLE_IS_LIBRARY (library));

  request = g_new0 (Request, 1);
  request->library = g_object_ref (library);
  request->repair = TRUE;

  return heddle_run_waiting (collect_waiting, request, request_free);
}
