/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine/heddle-rows-export.h"
#include "heddle-command.h"
#include "heddle-entity-print.h"
#include "nodes/heddle-name-pattern.h"
#include "nodes/heddle-result-file.h"
#include "store/heddle-entities.h"

static char *target;
static gboolean force;
static gboolean failed_rows;
static gboolean unfinished_rows;

static const GOptionEntry entries[] = {
  { "to", 0, 0, G_OPTION_ARG_FILENAME, &target,
    N_("The file to write, or the folder that each is put into under its own name"), N_("FILE") },
  { "failed-rows", 0, 0, G_OPTION_ARG_NONE, &failed_rows,
    N_("Of a run on a table: the rows in which something failed, as a table to correct and run again"), NULL },
  { "unfinished-rows", 0, 0, G_OPTION_ARG_NONE, &unfinished_rows,
    N_("Of a run on a table: the rows that were cancelled, or not begun before it ended"), NULL },
  { "force", 0, 0, G_OPTION_ARG_NONE, &force, N_("Overwrite files that are there already"), NULL },
  { NULL },
};

/* What is to be exported, an asset or a workflow, and where to. */
typedef struct
{
  HeddleAssetRecord    *asset;
  HeddleWorkflowRecord *workflow;
  char                 *path;
} Piece;

static void
piece_free (Piece *self)
{
  g_clear_pointer (&self->asset, heddle_asset_record_free);
  g_clear_pointer (&self->workflow, heddle_workflow_record_free);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Piece, piece_free)

static const char *
piece_uuid (const Piece *self)
{
  return self->asset != NULL ? self->asset->uuid : self->workflow->uuid;
}

static Piece *
find_piece (HeddleDatabase  *reader,
            const char      *id,
            GError         **error)
{
  g_autoptr (Piece) piece = g_new0 (Piece, 1);
  g_autofree char *uuid = NULL;
  HeddleEntityKind kind;

  if (!heddle_entities_find (reader, id, &kind, &uuid, error))
    return NULL;

  switch (kind)
    {
    case HEDDLE_ENTITY_WORKFLOW:
      piece->workflow = heddle_workflows_find (reader, uuid, error);
      break;
    case HEDDLE_ENTITY_ASSET:
      piece->asset = heddle_assets_find (reader, uuid, error);
      break;
    case HEDDLE_ENTITY_RUN:
    case HEDDLE_ENTITY_PROJECT:
    default:
      heddle_usage_error_set (error, _("Only workflows and assets can be exported to a file, and of a run the rows "
                                       "that failed, with “--failed-rows”"));
    }
  return piece->workflow != NULL || piece->asset != NULL ? g_steal_pointer (&piece) : NULL;
}

/* One of each, however often it is asked for. */
static GPtrArray *
find_pieces (HeddleDatabase     *reader,
             const char *const  *ids,
             const char        **where,
             GError            **error)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) piece_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (Piece) piece = find_piece (reader, ids[i], error);

      if (piece == NULL)
        {
          *where = ids[i];
          return NULL;
        }
      if (g_hash_table_add (seen, (char *) piece_uuid (piece)))
        g_ptr_array_add (pieces, g_steal_pointer (&piece));
    }
  return g_steal_pointer (&pieces);
}

static char *
name_in_folder (const Piece *piece,
                GHashTable  *taken)
{
  const char *extension = piece->asset == NULL ? ".heddle" : heddle_result_file_get_extension (piece->asset->mime);
  g_autofree char *name = heddle_name_pattern_to_file (piece->asset == NULL ? piece->workflow->name
                                                                            : piece->asset->name);
  g_autofree char *file = g_strdup_printf ("%s%s", name, extension);

  for (guint n = 2; g_hash_table_contains (taken, file); n++)
    {
      g_free (file);
      file = g_strdup_printf ("%s-%u%s", name, n, extension);
    }
  g_hash_table_add (taken, g_strdup (file));
  return g_steal_pointer (&file);
}

static void
choose_paths (GPtrArray *pieces,
              gboolean   folder)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = g_ptr_array_index (pieces, i);
      g_autofree char *name = folder ? name_in_folder (piece, taken) : NULL;

      piece->path = folder ? g_build_filename (target, name, NULL) : g_strdup (target);
    }
}

static gboolean
check_path (const char  *path,
            GError     **error)
{
  if (force || (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK)))
    return TRUE;
  heddle_usage_error_set (error, _("“%s” is there already; “--force” overwrites it"), path);
  return FALSE;
}

static gboolean
check_paths (GPtrArray  *pieces,
             gboolean    folder,
             GError    **error)
{
  if (folder && g_file_test (target, G_FILE_TEST_EXISTS) && !g_file_test (target, G_FILE_TEST_IS_DIR))
    {
      heddle_usage_error_set (error, _("Several things are exported into a folder, and “%s” is none"), target);
      return FALSE;
    }

  for (guint i = 0; i < pieces->len; i++)
    if (!check_path (((Piece *) g_ptr_array_index (pieces, i))->path, error))
      return FALSE;
  return TRUE;
}

static gboolean
make_folder (GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (target);
  g_autoptr (GError) reason = NULL;

  if (g_file_make_directory_with_parents (folder, NULL, &reason)
      || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
write_piece (const Piece      *piece,
             HeddleBlobStore  *blobs,
             GError          **error)
{
  g_autofree char *blob = NULL;
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = g_file_new_for_path (piece->path);

  if (piece->asset == NULL)
    return g_file_set_contents_full (piece->path, piece->workflow->document, -1,
                                     G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, error);

  blob = heddle_blob_store_dup_path (blobs, piece->asset->blob);
  from = g_file_new_for_path (blob);
  return g_file_copy (from, to, (force ? G_FILE_COPY_OVERWRITE : 0) | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL,
                      NULL, NULL, error);
}

/* Nothing is written before it is known that everything can be found, and has a place. */
static gboolean
export (HeddleInvocation   *invocation,
        const char *const  *ids,
        const char        **where,
        GError            **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);
  g_autoptr (GPtrArray) pieces = reader == NULL ? NULL : find_pieces (reader, ids, where, error);
  g_autoptr (HeddleBlobStore) blobs = NULL;
  gboolean folder = ids[1] != NULL || g_file_test (target, G_FILE_TEST_IS_DIR);

  if (pieces == NULL)
    return FALSE;
  choose_paths (pieces, folder);
  if (!check_paths (pieces, folder, error) || (folder && !make_folder (error)))
    return FALSE;

  blobs = heddle_blob_store_new (library);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = g_ptr_array_index (pieces, i);

      if (!write_piece (piece, blobs, error))
        return FALSE;
      heddle_invocation_print (invocation, "%s", piece->path);
    }
  return TRUE;
}

static gboolean
export_rows (HeddleInvocation   *invocation,
             const char *const  *ids,
             GError            **error)
{
  HeddleRowsExportFlags flags = (failed_rows ? HEDDLE_ROWS_EXPORT_FAILED : 0)
                                | (unfinished_rows ? HEDDLE_ROWS_EXPORT_UNFINISHED : 0);
  g_autoptr (HeddleLibrary) library = NULL;
  g_autofree char *text = NULL;
  guint n_rows;

  if (ids[1] != NULL)
    {
      heddle_usage_error_set (error, _("The rows of one run go into one file; name one run"));
      return FALSE;
    }
  if (!check_path (target, error))
    return FALSE;
  library = heddle_invocation_open_library (invocation, HEDDLE_LIBRARY_READ_ONLY, error);
  text = library == NULL ? NULL : heddle_rows_export (library, ids[0], flags, &n_rows, error);
  if (library != NULL)
    heddle_library_close (library, NULL);
  if (text == NULL
      || !g_file_set_contents_full (target, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644,
                                    error))
    return FALSE;
  heddle_invocation_print (invocation, "%s", target);
  heddle_invocation_progress (invocation, ngettext ("heddlectl: %u row", "heddlectl: %u rows", n_rows), n_rows);
  return TRUE;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  const char *where = arguments[1] == NULL ? arguments[0] : NULL;

  if (target == NULL)
    heddle_usage_error_set (&error, _("“--to” is missing. Usage: heddlectl export %s"),
                            heddle_command_export.synopsis);
  if (error != NULL
      || !(failed_rows || unfinished_rows ? export_rows (invocation, (const char *const *) arguments, &error)
                                          : export (invocation, (const char *const *) arguments, &where, &error)))
    return heddle_invocation_report (invocation, where, error);
  return HEDDLE_EXIT_DONE;
}

const HeddleCommand heddle_command_export = {
  .name = "export",
  .synopsis = "ID… --to=FILE [--force] | RUN --failed-rows [--unfinished-rows] --to=FILE [--force]",
  .summary = N_("Write workflows, assets and the rows that failed to files"),
  .description = N_("Writes a workflow as a .heddle file, or the content of an asset as it is. Several are put into "
                    "a folder, which is made where there is none, each under its own name. A file that is there "
                    "already is not overwritten unless “--force” is given; nothing is written where one of the ids "
                    "is not known.\n\n"
                    "Of a run on a table, “--failed-rows” writes the rows in which something failed as a CSV table, "
                    "with all their columns and one more, “heddle error”, that says what went wrong. Correct it and "
                    "run it again: that column is not read, and what was done before is not paid again. Rows that go "
                    "on with the run, because they wait for somebody or for a budget, are not among them; “resume” "
                    "goes on with those."),
  .options = entries,
  .least = 1,
  .most = -1,
  .run = run,
};
