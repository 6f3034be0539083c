/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-decision.h"

#include <glib/gi18n-lib.h>

#include "runs/heddle-continued-run.h"
#include "runs/heddle-live-runs.h"
#include "store/heddle-run-item-repository.h"
#include "store/heddle-run-repository.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

struct _HeddleRunDecision
{
  GObject        parent_instance;
  HeddleSession *session;
  GtkWidget     *widget;
  char          *run;
  char          *node;
  char          *name;
  char          *index;
};

G_DEFINE_FINAL_TYPE (HeddleRunDecision, heddle_run_decision, G_TYPE_OBJECT)

static void
heddle_run_decision_finalize (GObject *object)
{
  HeddleRunDecision *self = HEDDLE_RUN_DECISION (object);

  g_clear_object (&self->session);
  g_clear_object (&self->widget);
  g_free (self->run);
  g_free (self->node);
  g_free (self->name);
  g_free (self->index);

  G_OBJECT_CLASS (heddle_run_decision_parent_class)->finalize (object);
}

static void
heddle_run_decision_class_init (HeddleRunDecisionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_run_decision_finalize;
}

static void
heddle_run_decision_init (HeddleRunDecision *self)
{
}

static gboolean
read_index (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  HeddleRunDecision *self = data;
  g_autoptr (HeddleRunRecord) run = heddle_runs_find (database, self->run, error);
  g_autoptr (GPtrArray) items = run == NULL ? NULL
                                            : heddle_run_items_list_node (database, run->id, self->node,
                                                                          HEDDLE_ITEM_UNKNOWN_OUTCOME, error);

  if (items == NULL)
    return FALSE;
  if (items->len == 0)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                   _("“%s” does not wait for a decision any more"), self->name);
      return FALSE;
    }
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, ((HeddleRunItemRecord *) items->pdata[0])->path);
  return TRUE;
}

static void
decided_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleRunDecision *self = owner;

  if (error != NULL)
    heddle_toast_error (self->widget, _("The run could not go on"), error);
  else
    heddle_live_runs_take (heddle_session_get_live_runs (self->session), g_value_get_object (value));
  g_object_unref (self);
}

static void
response_cb (HeddleRunDecision *self,
             const char        *response)
{
  HeddleDecisionAnswer answer = g_str_equal (response, "send")  ? HEDDLE_DECISION_SEND
                                : g_str_equal (response, "ask") ? HEDDLE_DECISION_ASK
                                                                : HEDDLE_DECISION_GIVE_UP;

  if (g_str_equal (response, "later") || !heddle_session_is_open (self->session))
    g_object_unref (self);
  else
    heddle_settle (heddle_continued_run_decide (self->session, self->run, self->node, self->index, answer), decided_cb,
                   self);
}

static void
index_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleRunDecision *self = owner;
  g_autofree char *body = g_strdup_printf (_("“%s” has sent a request, and the answer was lost on its way. "
                                             "It may have been charged."), self->name);
  AdwDialog *dialog;

  if (error != NULL)
    {
      heddle_toast_error (self->widget, _("There is nothing to decide"), error);
      g_object_unref (self);
      return;
    }
  self->index = g_value_dup_string (value);
  dialog = adw_alert_dialog_new (_("What Becomes of the Request?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "later", _("_Later"), "give-up", _("_Give Up"), "ask",
                                  _("_Ask the Provider"), "send", _("_Send Again"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "later");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), self);
  adw_dialog_present (dialog, self->widget);
}

/**
 * heddle_run_decision_ask:
 * @widget: where it is asked
 * @session: a session with a library
 * @run: a run with a step whose outcome is unknown
 *
 * Asks, writes the answer down, and lets the run go on.
 */
void
heddle_run_decision_ask (GtkWidget              *widget,
                         HeddleSession          *session,
                         const HeddleRunSummary *run)
{
  heddle_run_decision_ask_about (widget, session, run->uuid, run->step != NULL ? run->step : "",
                                 run->step_name != NULL ? run->step_name : "");
}

/**
 * heddle_run_decision_ask_about:
 * @widget: where it is asked
 * @session: a session with a library
 * @run: a run's UUID
 * @node: the id of one of its steps, whose outcome is unknown
 * @name: what people call the step
 *
 * Asks, writes the answer down, and lets the run go on.
 */
void
heddle_run_decision_ask_about (GtkWidget     *widget,
                               HeddleSession *session,
                               const char    *run,
                               const char    *node,
                               const char    *name)
{
  HeddleRunDecision *self = g_object_new (HEDDLE_TYPE_RUN_DECISION, NULL);

  self->session = g_object_ref (session);
  self->widget = g_object_ref (widget);
  self->run = g_strdup (run);
  self->node = g_strdup (node);
  self->name = g_strdup (name);
  heddle_settle (heddle_library_read (heddle_session_get_library (session), read_index, g_object_ref (self),
                                      g_object_unref),
                 index_cb, self);
}
