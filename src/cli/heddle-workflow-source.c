/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-workflow-source.h"

#include <glib/gi18n-lib.h>

#include "store/heddle-workflow-repository.h"

/**
 * heddle_workflow_source_read_file:
 * @path: a file
 * @error: return location
 *
 * Returns: (transfer full): the workflow in the file; %NULL where it cannot be read or is none
 */
HeddleWorkflow *
heddle_workflow_source_read_file (const char  *path,
                                  GError     **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  return heddle_workflow_new_from_text (text, (gssize) length, error);
}

/**
 * heddle_workflow_source_find:
 * @invocation: the invocation
 * @file_or_id: a file, or the id of a workflow in the library
 * @directory: (out) (transfer full) (nullable): the folder that paths in the workflow are relative to
 * @error: return location
 *
 * Returns: (transfer full): the workflow; %NULL where there is none
 */
HeddleWorkflow *
heddle_workflow_source_find (HeddleInvocation  *invocation,
                             const char        *file_or_id,
                             char             **directory,
                             GError           **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = NULL;
  g_autoptr (HeddleWorkflowRecord) record = NULL;

  *directory = NULL;
  if (g_file_test (file_or_id, G_FILE_TEST_EXISTS))
    {
      g_autofree char *path = g_canonicalize_filename (file_or_id, NULL);

      *directory = g_path_get_dirname (path);
      return heddle_workflow_source_read_file (path, error);
    }
  if (*file_or_id == '\0' || file_or_id[strspn (file_or_id, "0123456789abcdefABCDEF-")] != '\0')
    {
      heddle_usage_error_set (error, _("There is no such file"));
      return NULL;
    }

  reader = heddle_invocation_open_reader (invocation, &library, error);
  record = reader == NULL ? NULL : heddle_workflows_find (reader, file_or_id, error);
  return record == NULL ? NULL : heddle_workflow_new_from_text (record->document, -1, error);
}
