/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-schedule-dialog.h"

#include <glib/gi18n-lib.h>

#include "gallery/heddle-gallery-words.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

#define FIRST_HOUR 9

typedef enum
{
  ONCE,
  EVERY_DAY,
  EVERY_WEEK,
  EVERY_MONTH,
} Repeat;

struct _HeddleScheduleDialog
{
  AdwDialog           parent_instance;
  HeddleOpenWorkflow *workflow;
  gboolean            placing;

  AdwComboRow        *repeat;
  GtkMenuButton      *day;
  GtkCalendar        *calendar;
  AdwSpinRow         *hour;
  AdwSpinRow         *minute;
  GtkLabel           *summary;
};

G_DEFINE_FINAL_TYPE (HeddleScheduleDialog, heddle_schedule_dialog, ADW_TYPE_DIALOG)

/* In milliseconds. A time that a clock leaves out, as it is put forward, is the next one that there is. */
static gint64
read_time (HeddleScheduleDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                                      g_date_time_get_day_of_month (day),
                                                      (int) adw_spin_row_get_value (self->hour),
                                                      (int) adw_spin_row_get_value (self->minute), 0);

  return g_date_time_to_unix (time) * 1000;
}

static HeddleQueueOrder
read_order (HeddleScheduleDialog *self)
{
  static const HeddleRecurrence recurrences[] = {
    [EVERY_DAY] = HEDDLE_RECURRENCE_DAILY,
    [EVERY_WEEK] = HEDDLE_RECURRENCE_WEEKLY,
    [EVERY_MONTH] = HEDDLE_RECURRENCE_MONTHLY,
  };
  Repeat repeat = adw_combo_row_get_selected (self->repeat);

  return (HeddleQueueOrder) { .at = read_time (self), .recurs = repeat != ONCE, .every = recurrences[repeat] };
}

static char *
describe (gint64 time,
          Repeat repeat)
{
  g_autofree char *moment = heddle_words_for_time (time);

  switch (repeat)
    {
    case EVERY_DAY:
      /* Translators: a moment, such as “tomorrow 9:00” */
      return g_strdup_printf (_("First %s, then every day at that time"), moment);
    case EVERY_WEEK:
      return g_strdup_printf (_("First %s, then every week on that day"), moment);
    case EVERY_MONTH:
      return g_strdup_printf (_("First %s, then every month on that day"), moment);
    case ONCE:
    default:
      return g_strdup_printf (_("Once, %s"), moment);
    }
}

static void
changed_cb (HeddleScheduleDialog *self)
{
  gint64 time = read_time (self);
  gboolean fits = time > g_get_real_time () / 1000;
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  /* Translators: a day, such as “Tue, 3 May 2024”, as strftime() writes it */
  g_autofree char *day = g_date_time_format (date, _("%a, %-d %B %Y"));
  g_autofree char *text = fits ? describe (time, adw_combo_row_get_selected (self->repeat))
                               : g_strdup (_("That time has passed. Choose a later one."));

  gtk_menu_button_set_label (self->day, day);
  gtk_label_set_label (self->summary, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "schedule.save", fits && !self->placing);
}

static void
placed_cb (gpointer      owner,
           const GValue *value,
           const GError *error)
{
  HeddleScheduleDialog *self = owner;

  if (self->workflow == NULL)
    return;
  self->placing = FALSE;
  if (error == NULL)
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  changed_cb (self);
  heddle_toast_error (GTK_WIDGET (self->summary), _("The workflow was not scheduled"), error);
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeddleScheduleDialog *self = HEDDLE_SCHEDULE_DIALOG (widget);
  HeddleQueueOrder order = read_order (self);

  if (!heddle_session_is_open (heddle_open_workflow_get_session (self->workflow)))
    return;
  self->placing = TRUE;
  gtk_widget_action_set_enabled (widget, "schedule.save", FALSE);
  heddle_settle (heddle_open_workflow_schedule (self->workflow, &order), placed_cb, self);
}

static void
close_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
heddle_schedule_dialog_dispose (GObject *object)
{
  HeddleScheduleDialog *self = HEDDLE_SCHEDULE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_SCHEDULE_DIALOG);
  g_clear_object (&self->workflow);

  G_OBJECT_CLASS (heddle_schedule_dialog_parent_class)->dispose (object);
}

static void
heddle_schedule_dialog_class_init (HeddleScheduleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_schedule_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-schedule-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleScheduleDialog, repeat);
  gtk_widget_class_bind_template_child (widget_class, HeddleScheduleDialog, day);
  gtk_widget_class_bind_template_child (widget_class, HeddleScheduleDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, HeddleScheduleDialog, hour);
  gtk_widget_class_bind_template_child (widget_class, HeddleScheduleDialog, minute);
  gtk_widget_class_bind_template_child (widget_class, HeddleScheduleDialog, summary);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "schedule.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "schedule.close", NULL, close_cb);
}

static void
heddle_schedule_dialog_init (HeddleScheduleDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_calendar_select_day (self->calendar, tomorrow);
  adw_spin_row_set_value (self->hour, FIRST_HOUR);
  changed_cb (self);
}

/**
 * heddle_schedule_dialog_new:
 * @workflow: an open workflow
 *
 * Returns: (transfer floating): a dialog that puts it into the queue
 */
AdwDialog *
heddle_schedule_dialog_new (HeddleOpenWorkflow *workflow)
{
  HeddleScheduleDialog *self = g_object_new (HEDDLE_TYPE_SCHEDULE_DIALOG, NULL);

  self->workflow = g_object_ref (workflow);
  return ADW_DIALOG (self);
}
