/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-menu.h"

#include <glib/gi18n-lib.h>

static void
add_item (GMenu      *menu,
          const char *label,
          const char *action,
          GVariant   *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static const char *
get_main_action (const HeddleRunSummary  *run,
                 const char             **label)
{
  *label = NULL;
  if (run->live)
    return NULL;
  if (heddle_run_summary_is_interrupted (run) || run->status == HEDDLE_RUN_PAUSED)
    {
      *label = _("_Resume");
      return "runs.resume";
    }
  if (run->status == HEDDLE_RUN_AWAITING_SELECTION || run->status == HEDDLE_RUN_AWAITING_APPROVAL)
    {
      *label = run->status == HEDDLE_RUN_AWAITING_SELECTION ? _("_Pick…") : _("_Review…");
      return "win.answer-run";
    }
  if (run->status == HEDDLE_RUN_AWAITING_DECISION)
    {
      *label = _("_Decide…");
      return "runs.decide";
    }
  if (run->counts.failed > 0 || run->status == HEDDLE_RUN_FAILED || run->status == HEDDLE_RUN_CONTENT_REJECTED)
    {
      *label = _("_Retry Failed");
      return "runs.retry";
    }
  return NULL;
}

/**
 * heddle_run_dup_main_action:
 * @run: a run
 * @label: (out) (nullable): what it is called
 *
 * Returns: (transfer full) (nullable): the action that the run waits for, with its target, as a detailed
 *   name; %NULL where there is none
 */
char *
heddle_run_dup_main_action (const HeddleRunSummary  *run,
                            const char             **label)
{
  const char *action = get_main_action (run, label);
  g_autoptr (GVariant) target = NULL;

  if (action == NULL)
    return NULL;
  target = g_str_equal (action, "win.answer-run") ? g_variant_new ("(sms)", run->uuid, NULL) : g_variant_new_string (run->uuid);
  g_variant_ref_sink (target);
  return g_action_print_detailed_name (action, target);
}

/* Only what can begin now has a place that it can be moved from. */
static void
add_queue_items (GMenu                  *menu,
                 const HeddleRunSummary *run)
{
  g_autoptr (GMenu) places = g_menu_new ();

  add_item (menu, _("Run _Now"), "runs.resume", g_variant_new_string (run->uuid));
  if (run->position > 1)
    {
      add_item (places, _("Move _First"), "queue.move-first", g_variant_new_string (run->uuid));
      add_item (places, _("Move _Up"), "queue.move-up", g_variant_new_string (run->uuid));
    }
  if (run->position > 0)
    {
      add_item (places, _("Move _Down"), "queue.move-down", g_variant_new_string (run->uuid));
      add_item (places, _("Move _Last"), "queue.move-last", g_variant_new_string (run->uuid));
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (places));
}

/**
 * heddle_run_menu_new:
 * @run: a run
 *
 * Returns: (transfer full): a menu of what can be done with the run as it is
 */
GMenuModel *
heddle_run_menu_new (const HeddleRunSummary *run)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  const char *label;
  g_autofree char *action = heddle_run_dup_main_action (run, &label);

  if (action != NULL)
    g_menu_append (menu, label, action);
  if (heddle_run_summary_is_queued (run))
    add_queue_items (menu, run);
  if (run->live)
    add_item (menu, _("_Stop"), "runs.stop", g_variant_new_string (run->uuid));
  if (run->status == HEDDLE_RUN_CANCELLED && !run->live)
    add_item (menu, _("_Finish the Rest"), "runs.retry", g_variant_new_string (run->uuid));
  if (run->n_rows > 0 && run->counts.failed > 0)
    add_item (others, _("_Export Failed Rows…"), "runs.export-rows", g_variant_new_string (run->uuid));
  if (run->has_assets)
    add_item (others, _("Show _Results"), "win.show-results", g_variant_new_int64 (run->id));
  if (run->workflow != NULL)
    add_item (others, _("Open _Workflow"), "win.open-workflow", g_variant_new_string (run->workflow));
  if (run->step_error != NULL || run->error != NULL)
    add_item (others, _("_Copy Error"), "runs.copy-error", g_variant_new_string (run->uuid));
  if (g_menu_model_get_n_items (G_MENU_MODEL (others)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  if (!run->live && !heddle_run_status_is_final (run->status))
    {
      g_autoptr (GMenu) ending = g_menu_new ();

      add_item (ending, _("C_ancel Run"), "queue.cancel", g_variant_new_string (run->uuid));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (ending));
    }
  return G_MENU_MODEL (menu);
}
