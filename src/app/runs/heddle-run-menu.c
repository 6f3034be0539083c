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

  if (run->has_assets)
    add_item (menu, _("Show _Results"), "win.show-results", g_variant_new_int64 (run->id));
  if (run->workflow != NULL)
    add_item (menu, _("Open _Workflow"), "win.open-workflow", g_variant_new_string (run->workflow));
  if (run->step_error != NULL || run->error != NULL)
    add_item (menu, _("_Copy Error"), "runs.copy-error", g_variant_new_string (run->uuid));
  return G_MENU_MODEL (menu);
}
