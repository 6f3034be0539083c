/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-run-preview.h"

#include <glib/gi18n-lib.h>

#include "heddle-plan-report.h"
#include "heddle-run-follow.h"

/* Looked at beside whoever owns it; there need not be one yet. */
static gboolean
open_for_looking (HeddleInvocation  *invocation,
                  HeddleLibrary    **library,
                  GError           **error)
{
  g_autofree char *path = heddle_invocation_dup_library_path (invocation);
  g_autoptr (GError) reason = NULL;

  *library = heddle_library_open (path, HEDDLE_LIBRARY_READ_ONLY, &reason);
  if (*library == NULL && !g_error_matches (reason, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND))
    *library = heddle_invocation_open_library (invocation, HEDDLE_LIBRARY_READ_ONLY, error);
  return *library != NULL || *error == NULL;
}

/* What the plan could not look up without a library. */
static gboolean
check_assets (HeddleEngine   *engine,
              HeddleLibrary  *library,
              HeddlePlan     *plan,
              GError        **error)
{
  return library == NULL
         || heddle_plan_check_library (plan, heddle_engine_get_registry (engine), heddle_engine_get_services (engine),
                                       error);
}

/**
 * heddle_run_preview_new:
 * @invocation: the invocation
 * @plan: what is to be run
 * @provider_urls: (nullable): addresses of providers, “ID=URL”
 * @error: return location
 *
 * Looks ahead, without changing anything.
 *
 * Returns: (transfer full): what the run would do; %NULL where the library cannot be read, or the plan
 *   cannot be run with it
 */
HeddleRunPreview *
heddle_run_preview_new (HeddleInvocation  *invocation,
                        HeddlePlan        *plan,
                        GStrv              provider_urls,
                        GError           **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (HeddleRunPreview) self = g_new0 (HeddleRunPreview, 1);
  gboolean made;

  if (!open_for_looking (invocation, &library, error))
    return NULL;
  engine = heddle_run_follow_make_engine (library, (const char *const *) provider_urls, error);
  if (engine != NULL && check_assets (engine, library, plan, error))
    self->forecast = heddle_engine_forecast (engine, plan, error);
  made = self->forecast != NULL
         && heddle_run_consent_find (library, self->forecast->cost.at_most, self->forecast->passes_budget, &self->consent,
                                     error);
  g_clear_object (&engine);
  if (library != NULL)
    heddle_library_close (library, NULL);
  return made ? g_steal_pointer (&self) : NULL;
}

/**
 * heddle_run_preview_free:
 * @self: (transfer full): a preview
 *
 * Frees it.
 */
void
heddle_run_preview_free (HeddleRunPreview *self)
{
  g_clear_pointer (&self->forecast, heddle_plan_forecast_unref);
  g_free (self);
}

/**
 * heddle_run_preview_ask:
 * @self: a preview
 *
 * Where a person has to be asked, says what the run would cost and what stands in its way, and waits
 * for the answer at the terminal.
 *
 * Returns: whether it may begin
 */
gboolean
heddle_run_preview_ask (const HeddleRunPreview *self)
{
  g_autofree char *cost = NULL;

  if (self->consent == HEDDLE_RUN_CONSENT_NOT_NEEDED)
    return TRUE;

  cost = heddle_plan_report_dup_cost (self->forecast);
  for (guint i = 0; i < self->forecast->problems->len; i++)
    g_printerr ("%s\n", (char *) g_ptr_array_index (self->forecast->problems, i));
  g_printerr ("%s\n", cost);
  return heddle_invocation_confirm (_("Run it? [y/N]"));
}
