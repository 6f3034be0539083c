/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "assets/heddle-imaging-pool.h"
#include "base/heddle-data-files.h"
#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "heddle-command.h"
#include "providers/heddle-keyring.h"

static gboolean
print_check (HeddleInvocation *invocation,
             const char       *name,
             const char       *found,
             const GError     *error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const char *message = error == NULL ? found : error->message;

  heddle_invocation_print (invocation, "%-3s %-12s %s", error == NULL ? "ok" : "!!", name, message);
  json_object_set_string_member (object, "event", "check");
  json_object_set_string_member (object, "name", name);
  json_object_set_boolean_member (object, "ok", error == NULL);
  json_object_set_string_member (object, "message", message);
  heddle_invocation_print_object (invocation, object);
  return error == NULL;
}

static gboolean
check_library (HeddleInvocation *invocation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleLibrary) library = NULL;

  if (!heddle_invocation_has_library (invocation))
    return print_check (invocation, "library", _("none yet; the first run makes one"), NULL);

  library = heddle_invocation_open_library (invocation, HEDDLE_LIBRARY_READ_ONLY, &error);
  return print_check (invocation, "library", library == NULL ? NULL : heddle_library_get_path (library), error);
}

static gboolean
check_imaging (HeddleInvocation *invocation)
{
  g_autoptr (HeddleImagingPool) pool = heddle_imaging_pool_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("heddle-doctor-XXXXXX", &error);
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, "probe.png", NULL);

  if (path != NULL)
    {
      heddle_wait_for (heddle_imaging_pool_render_svg (
                         pool, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>", 8, 8, path),
                       NULL, &error);
      g_remove (path);
      g_rmdir (folder);
    }
  return print_check (invocation, "imaging", _("images can be worked on"), error);
}

static gboolean
check_keyring (HeddleInvocation *invocation)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  if (heddle_wait_for (heddle_keyring_list (), &value, &error))
    found = g_strdup_printf (_("keys kept: %u"), ((GPtrArray *) g_value_get_boxed (&value))->len);
  return print_check (invocation, "keyring", found, error);
}

static gboolean
check_providers (HeddleInvocation *invocation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleEngine) engine = heddle_engine_new (NULL, &error);
  g_autoptr (GPtrArray) providers = NULL;
  GPtrArray *problems;
  g_autofree char *found = NULL;

  if (engine == NULL)
    return print_check (invocation, "providers", NULL, error);

  providers = heddle_providers_list (heddle_engine_get_providers (engine));
  problems = heddle_providers_get_problems (heddle_engine_get_providers (engine));
  found = g_strdup_printf (_("known: %u"), providers->len);
  print_check (invocation, "providers", found, NULL);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autoptr (GError) problem = g_error_new_literal (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST,
                                                        g_ptr_array_index (problems, i));

      print_check (invocation, "providers", NULL, problem);
    }
  return problems->len == 0;
}

static gboolean
check_templates (HeddleInvocation *invocation)
{
  g_autofree char *folder = heddle_data_files_dup_path ("templates");
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);

  return print_check (invocation, "templates", folder, error);
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  gboolean well = TRUE;

  print_check (invocation, "version", HEDDLE_VERSION, NULL);
  well = check_library (invocation) && well;
  well = check_imaging (invocation) && well;
  well = check_providers (invocation) && well;
  well = check_templates (invocation) && well;
  well = check_keyring (invocation) && well;
  return well ? HEDDLE_EXIT_DONE : HEDDLE_EXIT_FAILED;
}

const HeddleCommand heddle_command_doctor = {
  .name = "doctor",
  .synopsis = "",
  .summary = N_("Check that everything Heddle needs is there"),
  .description = N_("Tries the library, the imaging program, the provider manifests, the templates and the keyring, "
                    "and says what is wrong with each. Changes nothing."),
  .least = 0,
  .most = 0,
  .run = run,
};
