/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "engine/heddle-engine.h"
#include "graph/heddle-validation.h"
#include "heddle-command.h"
#include "heddle-workflow-source.h"

static void
print_problem (HeddleInvocation *invocation,
               const char       *file,
               const char       *path,
               const char       *message)
{
  g_autoptr (JsonObject) object = json_object_new ();

  heddle_invocation_print (invocation, "%s: %s: %s", file, path, message);
  json_object_set_string_member (object, "event", "problem");
  json_object_set_string_member (object, "where", file);
  json_object_set_string_member (object, "path", path);
  json_object_set_string_member (object, "message", message);
  heddle_invocation_print_object (invocation, object);
}

static gboolean
validate_file (HeddleInvocation *invocation,
               HeddleEngine     *engine,
               const char       *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_source_read_file (file, &error);
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autofree char *directory = g_path_get_dirname (path);

  if (workflow == NULL)
    {
      heddle_invocation_report (invocation, file, error);
      return FALSE;
    }

  problems = heddle_workflow_validate (workflow, heddle_engine_get_registry (engine), directory,
                                       heddle_engine_get_services (engine));
  if (problems->len == 0)
    {
      g_ptr_array_unref (problems);
      problems = heddle_workflow_check_files (workflow, heddle_engine_get_registry (engine), directory,
                                              heddle_engine_get_services (engine));
    }
  for (guint i = 0; i < problems->len; i++)
    {
      HeddleProblem *problem = g_ptr_array_index (problems, i);

      print_problem (invocation, file, problem->path, problem->message);
    }
  if (problems->len == 0)
    heddle_invocation_print (invocation, _("%s: can run"), file);
  return problems->len == 0;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleEngine) engine = heddle_engine_new (NULL, &error);
  gboolean valid = TRUE;

  if (engine == NULL)
    return heddle_invocation_report (invocation, NULL, error);
  for (guint i = 0; arguments[i] != NULL; i++)
    valid = validate_file (invocation, engine, arguments[i]) && valid;
  return valid ? HEDDLE_EXIT_DONE : HEDDLE_EXIT_INVALID;
}

const HeddleCommand heddle_command_validate = {
  .name = "validate",
  .synopsis = "FILE…",
  .summary = N_("Check workflows without running them"),
  .description = N_("Says for each file whether it is a workflow that can run, and if not, what is wrong and where."),
  .least = 1,
  .most = -1,
  .run = run,
};
