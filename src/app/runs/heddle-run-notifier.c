/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-notifier.h"

#include "runs/heddle-live-runs.h"

struct _HeddleRunNotifier
{
  GObject         parent_instance;
  GtkApplication *application;
  GPtrArray      *sent;
};

G_DEFINE_FINAL_TYPE (HeddleRunNotifier, heddle_run_notifier, G_TYPE_OBJECT)

static void
heddle_run_notifier_finalize (GObject *object)
{
  g_ptr_array_unref (HEDDLE_RUN_NOTIFIER (object)->sent);

  G_OBJECT_CLASS (heddle_run_notifier_parent_class)->finalize (object);
}

static void
heddle_run_notifier_class_init (HeddleRunNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_run_notifier_finalize;
}

static void
heddle_run_notifier_init (HeddleRunNotifier *self)
{
  self->sent = g_ptr_array_new_with_free_func (g_free);
}

static gboolean
needs_a_person (HeddleRunStatus status)
{
  return status != HEDDLE_RUN_COMPLETED && status != HEDDLE_RUN_CANCELLED;
}

static gboolean
waits_for_answer (HeddleRunStatus status)
{
  return status == HEDDLE_RUN_AWAITING_SELECTION || status == HEDDLE_RUN_AWAITING_APPROVAL;
}

static gboolean
is_watched (HeddleRunNotifier *self)
{
  GtkWindow *window = gtk_application_get_active_window (self->application);

  return window != NULL && gtk_window_is_active (window);
}

static void
ended_cb (HeddleRunNotifier *self,
          HeddleRunMonitor  *monitor)
{
  const char *run = heddle_run_monitor_get_run (monitor);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *title = NULL;

  /* A run that could not even be written down has no number, and its problem is told otherwise. */
  if (is_watched (self) || heddle_run_monitor_get_number (monitor) == 0)
    return;
  summary = heddle_run_monitor_dup_summary (monitor);
  title = heddle_run_monitor_dup_title (monitor);
  notification = g_notification_new (title);
  g_notification_set_body (notification, summary);
  g_notification_set_priority (notification, needs_a_person (heddle_run_monitor_get_status (monitor))
                                               ? G_NOTIFICATION_PRIORITY_HIGH
                                               : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, waits_for_answer (heddle_run_monitor_get_status (monitor))
                                                                ? "app.answer-run"
                                                                : "app.show-run",
                                                "s", run);
  g_application_send_notification (G_APPLICATION (self->application), run, notification);
  g_ptr_array_add (self->sent, g_strdup (run));
}

/**
 * heddle_run_notifier_new:
 * @application: the application, which has actions `show-run` and `answer-run` and outlives the notifier
 * @session: the session whose runs are told of
 *
 * Returns: (transfer full): a notifier
 */
HeddleRunNotifier *
heddle_run_notifier_new (GtkApplication *application,
                         HeddleSession  *session)
{
  HeddleRunNotifier *self = g_object_new (HEDDLE_TYPE_RUN_NOTIFIER, NULL);

  self->application = application;
  g_signal_connect_object (heddle_session_get_live_runs (session), "ended", G_CALLBACK (ended_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * heddle_run_notifier_withdraw:
 * @self: a notifier
 *
 * Takes back what was told, to be called when a person has come to look.
 */
void
heddle_run_notifier_withdraw (HeddleRunNotifier *self)
{
  for (guint i = 0; i < self->sent->len; i++)
    g_application_withdraw_notification (G_APPLICATION (self->application), self->sent->pdata[i]);
  g_ptr_array_set_size (self->sent, 0);
}
