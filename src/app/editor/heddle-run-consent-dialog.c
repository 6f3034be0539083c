/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-run-consent-dialog.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "widgets/heddle-price.h"

static char *
dup_heading (HeddleRunProposal *proposal)
{
  HeddleMoney cost = heddle_run_proposal_get_forecast (proposal)->cost.at_most;
  g_autofree char *most = heddle_price_to_string (cost);

  switch (heddle_run_proposal_get_consent (proposal))
    {
    case HEDDLE_RUN_CONSENT_BUDGET:
      return g_strdup (_("Run Beyond a Budget?"));
    case HEDDLE_RUN_CONSENT_COST:
    case HEDDLE_RUN_CONSENT_COST_UNKNOWN:
    case HEDDLE_RUN_CONSENT_NOT_NEEDED:
    default:
      return cost.known ? g_strdup_printf (_("Run for up to %s?"), most) : g_strdup (_("Run at an Unknown Cost?"));
    }
}

static const char *
get_reason (HeddleRunProposal *proposal)
{
  switch (heddle_run_proposal_get_consent (proposal))
    {
    case HEDDLE_RUN_CONSENT_BUDGET:
      return _("A budget stops the run before its end, or may do so. What is made until then stays.");
    case HEDDLE_RUN_CONSENT_COST:
      return _("The run may cost more than what you want to spend without being asked. Preferences say how much that is.");
    case HEDDLE_RUN_CONSENT_COST_UNKNOWN:
    case HEDDLE_RUN_CONSENT_NOT_NEEDED:
    default:
      return _("What the run costs at most cannot be compared with what you want to spend without being asked. You are "
               "asked once while the workflow is open.");
    }
}

/* How many results are paid for depends on answers, now and then. */
static char *
dup_count (const HeddlePlanCount *count)
{
  if (count->most == G_MAXINT64)
    return g_strdup_printf (ngettext ("at least %" PRId64 " result", "at least %" PRId64 " results",
                                      (gulong) count->least),
                            count->least);
  if (count->least < count->most)
    return g_strdup_printf (_("%" PRId64 " to %" PRId64 " results"), count->least, count->most);
  return g_strdup_printf (ngettext ("%" PRId64 " result", "%" PRId64 " results", (gulong) count->most), count->most);
}

/* Steps that are paid for are named; of the others it is enough to say how many. */
static char *
dup_steps (HeddleRunProposal *proposal)
{
  const HeddlePlanForecast *forecast = heddle_run_proposal_get_forecast (proposal);
  GPtrArray *nodes = heddle_plan_get_nodes (heddle_run_proposal_get_plan (proposal));
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_others = 0;

  for (guint i = 1; i < nodes->len; i++)
    {
      const HeddlePlanNode *node = nodes->pdata[i];
      const HeddlePlanWork *work = &forecast->work[i];
      g_autofree char *count = dup_count (&work->results);

      if (work->runs.most == 0)
        continue;
      if ((node->type->flags & HEDDLE_NODE_MODEL) == 0)
        {
          n_others++;
          continue;
        }
      /* Translators: a step, and how many results it makes */
      g_string_append_printf (text, _("%s: %s"), node->title, count);
      g_string_append_c (text, '\n');
    }
  if (n_others > 0)
    g_string_append_printf (text, ngettext ("%u step without cost", "%u steps without cost", n_others), n_others);
  return g_strstrip (g_string_free_and_steal (g_steal_pointer (&text)));
}

static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *value,
         gboolean             numeric)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  gtk_widget_add_css_class (row, "property");
  if (numeric)
    gtk_widget_add_css_class (row, "numeric");
  adw_preferences_group_add (group, row);
}

static void
add_problem (AdwPreferencesGroup *group,
             const char          *problem)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), problem);
  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (group, row);
}

static void
add_cost (AdwPreferencesGroup    *group,
          const HeddlePriceRange *cost)
{
  g_autofree char *least = heddle_price_to_string (cost->at_least);
  g_autofree char *most = heddle_price_to_string (cost->at_most);
  g_autofree char *dated = NULL;

  /* Translators: what a run costs, and a date such as 2026-11-28 */
  dated = cost->read[0] == '\0' ? g_strdup (most) : g_strdup_printf (_("%s, by prices of %s"), most, cost->read);
  add_row (group, _("Costs at Least"), cost->at_least.known ? least : _("Unknown"), TRUE);
  add_row (group, _("Costs at Most"), cost->at_most.known ? dated : _("Unknown"), TRUE);
}

static GtkWidget *
make_facts (HeddleRunProposal *proposal)
{
  const HeddlePlanForecast *forecast = heddle_run_proposal_get_forecast (proposal);
  HeddlePlan *plan = heddle_run_proposal_get_plan (proposal);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *page = heddle_plan_dup_page (plan);
  g_autofree char *steps = dup_steps (proposal);
  g_autofree char *cached = dup_count (&(HeddlePlanCount) { forecast->steps.cached, forecast->steps.cached });

  for (guint i = 0; i < forecast->problems->len; i++)
    add_problem (group, forecast->problems->pdata[i]);
  if (page != NULL)
    add_row (group, _("Page"), page, FALSE);
  add_row (group, _("To Be Made"), steps, FALSE);
  add_row (group, _("There Already"), forecast->steps.cached > 0 ? cached : _("Nothing"), TRUE);
  add_cost (group, &forecast->cost);
  return GTK_WIDGET (group);
}

static AdwDialog *
make_dialog (const char *heading,
             const char *reason,
             GtkWidget  *facts,
             const char *answer,
             const char *label)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, reason);

  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), facts);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), answer, label, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), answer, ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  return dialog;
}

/**
 * heddle_run_consent_dialog_new:
 * @proposal: a run that a person has to agree to
 *
 * Returns: (transfer floating): a dialog that says what is going to be made, what is there and what it
 *   costs, with the responses `cancel` and `run`
 */
AdwDialog *
heddle_run_consent_dialog_new (HeddleRunProposal *proposal)
{
  g_autofree char *heading = dup_heading (proposal);

  return make_dialog (heading, get_reason (proposal), make_facts (proposal), "run", _("_Run"));
}

static char *
dup_more_heading (const HeddleFurtherForecast *forecast)
{
  HeddleMoney cost = forecast->cost.at_most;
  g_autofree char *most = heddle_price_to_string (cost);

  return cost.known ? g_strdup_printf (_("Generate for up to %s?"), most) : g_strdup (_("Generate at an Unknown Cost?"));
}

/**
 * heddle_run_consent_dialog_new_more:
 * @forecast: what more would be to choose from, which a person has to agree to
 *
 * Returns: (transfer floating): a dialog that says what it costs, with the responses `cancel` and `make`
 */
AdwDialog *
heddle_run_consent_dialog_new_more (const HeddleFurtherForecast *forecast)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *heading = dup_more_heading (forecast);
  g_autofree char *count = dup_count (&(HeddlePlanCount) { forecast->n_results, forecast->n_results });
  const char *reason = forecast->consent == HEDDLE_RUN_CONSENT_COST
                         ? _("They may cost more than what you want to spend without being asked. Preferences say how "
                             "much that is.")
                         : _("What they cost at most cannot be compared with what you want to spend without being asked.");

  if (forecast->near != NULL)
    add_problem (group, forecast->near);
  add_row (group, _("To Be Made"), count, TRUE);
  add_cost (group, &forecast->cost);
  return make_dialog (heading, reason, GTK_WIDGET (group), "make", _("_Generate"));
}
