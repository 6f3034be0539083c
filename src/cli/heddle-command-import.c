/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-file-import.h"
#include "heddle-command.h"
#include "heddle-entity-print.h"

static struct
{
  char     *as;
  char     *project;
  GStrv     allowed_paths;
  gboolean  yes;
} options;

static const GOptionEntry entries[] = {
  { "as", 0, 0, G_OPTION_ARG_STRING, &options.as,
    N_("What the files are: workflow or asset; told from their content otherwise"), N_("KIND") },
  { "project", 0, 0, G_OPTION_ARG_STRING, &options.project,
    N_("The project that they belong to"), N_("NAME") },
  { "allow-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.allowed_paths,
    N_("A folder outside of a workflow's own that its files may come from; can be repeated"), N_("DIR") },
  { "yes", 0, 0, G_OPTION_ARG_NONE, &options.yes,
    N_("Take files from any folder that a workflow names"), NULL },
  { NULL },
};

static char **
list_allowed (void)
{
  g_autoptr (GStrvBuilder) allowed = g_strv_builder_new ();

  for (guint i = 0; options.allowed_paths != NULL && options.allowed_paths[i] != NULL; i++)
    g_strv_builder_take (allowed, g_canonicalize_filename (options.allowed_paths[i], NULL));
  if (options.yes)
    g_strv_builder_add (allowed, G_DIR_SEPARATOR_S);
  return g_strv_builder_end (allowed);
}

static HeddleFileKind
wanted_kind (void)
{
  if (options.as == NULL)
    return HEDDLE_FILE_ANY;
  return g_str_equal (options.as, "workflow") ? HEDDLE_FILE_WORKFLOW : HEDDLE_FILE_ASSET;
}

static HeddleFileImport *
read_file (HeddleInvocation   *invocation,
           HeddleImagingPool  *imaging,
           const char         *path,
           GError            **error)
{
  g_auto (GStrv) allowed = list_allowed ();
  HeddleFileImport *import = heddle_file_import_new (path, wanted_kind (), (const char *const *) allowed, imaging,
                                                     error);
  GPtrArray *warnings = import == NULL ? NULL : heddle_file_import_get_warnings (import);

  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    heddle_invocation_progress (invocation, "heddlectl: %s: %s", path, (char *) g_ptr_array_index (warnings, i));
  return import;
}

static GPtrArray *
read_files (HeddleInvocation *invocation,
            GStrv             paths)
{
  g_autoptr (HeddleImagingPool) imaging = heddle_imaging_pool_new ();
  g_autoptr (GPtrArray) imports = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_file_import_free);
  gboolean good = TRUE;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      HeddleFileImport *import = read_file (invocation, imaging, paths[i], &error);

      if (import != NULL)
        g_ptr_array_add (imports, import);
      else
        heddle_invocation_report (invocation, paths[i], error);
      good = good && import != NULL;
    }
  return good ? g_steal_pointer (&imports) : NULL;
}

static gboolean
finish (HeddleInvocation  *invocation,
        HeddleEngine      *engine,
        HeddleFileImport  *import,
        GError           **error)
{
  HeddleBlobStore *blobs = heddle_services_get (heddle_engine_get_services (engine), HEDDLE_TYPE_BLOB_STORE);

  if (!heddle_file_import_finish (import, engine, options.project, error))
    return FALSE;
  if (heddle_file_import_get_workflow (import) != NULL)
    heddle_print_workflow (invocation, heddle_file_import_get_workflow (import));
  else
    heddle_print_asset (invocation, heddle_file_import_get_asset (import), blobs);
  return TRUE;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (GPtrArray) imports = NULL;
  HeddleExitStatus status = HEDDLE_EXIT_DONE;

  if (options.as != NULL && !g_str_equal (options.as, "workflow") && !g_str_equal (options.as, "asset"))
    {
      heddle_usage_error_set (&error, _("“--as” takes workflow or asset, not “%s”"), options.as);
      return heddle_invocation_report (invocation, NULL, error);
    }
  imports = read_files (invocation, arguments);
  if (imports == NULL)
    return HEDDLE_EXIT_INVALID;
  library = heddle_invocation_open_library (invocation, HEDDLE_LIBRARY_CREATE, &error);
  engine = library == NULL ? NULL : heddle_engine_new (library, &error);
  if (engine == NULL)
    return heddle_invocation_report (invocation, NULL, error);

  for (guint i = 0; i < imports->len; i++)
    {
      g_autoptr (GError) file_error = NULL;

      if (finish (invocation, engine, g_ptr_array_index (imports, i), &file_error))
        continue;
      status = heddle_invocation_report (invocation, arguments[i], file_error);
      if (status == HEDDLE_EXIT_INVALID)
        status = HEDDLE_EXIT_FAILED;
    }

  if (!heddle_wait_for (heddle_engine_drain (engine), NULL, &error))
    return heddle_invocation_report (invocation, NULL, error);
  g_clear_object (&engine);
  if (!heddle_library_close (library, &error))
    return heddle_invocation_report (invocation, NULL, error);
  return status;
}

const HeddleCommand heddle_command_import = {
  .name = "import",
  .synopsis = "FILE… [OPTION…]",
  .summary = N_("Bring workflows and images into the library"),
  .description = N_("Copies files into the library and prints what they are there. What a file is is told from its "
                    "content, not from its name. The images and tables that a workflow names come in with it, so "
                    "that it runs by its id wherever the files go; the files stay as they are. If one of them is "
                    "not right, none is copied."),
  .options = entries,
  .least = 1,
  .most = -1,
  .run = run,
};
