/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-gate-more.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "editor/heddle-run-consent-dialog.h"
#include "widgets/heddle-price.h"

typedef struct
{
  HeddleEngine *engine;
  HeddleGate   *gate;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->engine);
  g_object_unref (request->gate);
  g_free (request);
}

static gboolean
look (gpointer   data,
      GValue    *value,
      GError   **error)
{
  Request *request = data;
  const HeddleFurtherOrder order = {
    .node = heddle_gate_get_node (request->gate),
    .index = heddle_gate_get_path (request->gate),
  };
  HeddleFurtherForecast *forecast = heddle_further_order_forecast (&order, request->engine,
                                                                   heddle_gate_get_run (request->gate), error);

  if (forecast == NULL)
    return FALSE;
  g_value_init (value, HEDDLE_TYPE_FURTHER_FORECAST);
  g_value_take_boxed (value, forecast);
  return TRUE;
}

/**
 * heddle_gate_more_forecast:
 * @session: a session with a library
 * @gate: a gate
 *
 * Returns: (transfer full): resolves to a [struct@FurtherForecast] of as much again to choose from as
 *   there was made at first; rejects where nothing can make more
 */
DexFuture *
heddle_gate_more_forecast (HeddleSession *session,
                           HeddleGate    *gate)
{
  Request *request = g_new0 (Request, 1);

  request->engine = g_object_ref (heddle_session_get_engine (session));
  request->gate = g_object_ref (gate);
  return heddle_run_waiting (look, request, request_free);
}

/**
 * heddle_gate_more_dup_label:
 * @forecast: what more would be
 *
 * Returns: (transfer full): what a button says that asks for it, with a mnemonic
 */
char *
heddle_gate_more_dup_label (const HeddleFurtherForecast *forecast)
{
  return g_strdup_printf (ngettext ("_Generate %u More", "_Generate %u More", forecast->n_results),
                          forecast->n_results);
}

/**
 * heddle_gate_more_dup_cost:
 * @forecast: what more would be
 *
 * Returns: (transfer full) (nullable): about what it costs; %NULL where it costs nothing, or nobody knows
 */
char *
heddle_gate_more_dup_cost (const HeddleFurtherForecast *forecast)
{
  g_autofree char *price = NULL;

  if (!forecast->cost.at_most.known || forecast->cost.at_most.amount == 0)
    return NULL;
  price = heddle_price_to_string (forecast->cost.at_most);
  /* Translators: about how much something costs */
  return g_strdup_printf (_("≈ %s"), price);
}

/**
 * heddle_gate_more_new_dialog:
 * @forecast: what more would be
 *
 * Returns: (transfer floating) (nullable): a question about the cost, or about a budget that is in the way,
 *   which is agreed to with “make”; %NULL where a person need not be asked
 */
AdwDialog *
heddle_gate_more_new_dialog (const HeddleFurtherForecast *forecast)
{
  AdwDialog *dialog;

  if (forecast->passed != NULL)
    {
      dialog = adw_alert_dialog_new (_("The Budget Is Not Enough"), forecast->passed);
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
      return dialog;
    }
  if (forecast->consent != HEDDLE_RUN_CONSENT_NOT_NEEDED)
    return heddle_run_consent_dialog_new_more (forecast);
  if (forecast->near == NULL)
    return NULL;
  dialog = adw_alert_dialog_new (NULL, forecast->near);
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (dialog),
                                   ngettext ("Generate %u More?", "Generate %u More?", forecast->n_results),
                                   forecast->n_results);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _("_Cancel"), "make", _("_Generate"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "make", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "make");
  return dialog;
}
