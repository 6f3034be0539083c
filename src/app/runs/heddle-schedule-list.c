/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-schedule-list.h"

#include <glib/gi18n-lib.h>

#include "gallery/heddle-gallery-words.h"
#include "store/heddle-schedule-repository.h"
#include "widgets/heddle-settle.h"

/* Runs are what people come for: more schedules than that are scrolled. */
#define MOST_HEIGHT 220

struct _HeddleScheduleList
{
  AdwBin         parent_instance;
  HeddleSession *session;
  GPtrArray     *shown;
  gboolean       reading;
  gboolean       stale;
  GtkWidget     *box;
  GtkListBox    *list;
};

G_DEFINE_FINAL_TYPE (HeddleScheduleList, heddle_schedule_list, ADW_TYPE_BIN)

static gboolean
read_schedules (HeddleDatabase  *database,
                gpointer         data,
                GValue          *result,
                GError         **error)
{
  GPtrArray *schedules = heddle_schedules_list (database, error);

  if (schedules == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, schedules);
  return TRUE;
}

static char *
describe (const HeddleScheduleRecord *schedule)
{
  g_autofree char *next = heddle_words_for_time (schedule->next_due);

  switch (schedule->every)
    {
    case HEDDLE_RECURRENCE_WEEKLY:
      /* Translators: a moment, such as “tomorrow 9:00” */
      return g_strdup_printf (_("Every week, next %s"), next);
    case HEDDLE_RECURRENCE_MONTHLY:
      return g_strdup_printf (_("Every month, next %s"), next);
    case HEDDLE_RECURRENCE_DAILY:
    default:
      return g_strdup_printf (_("Every day, next %s"), next);
    }
}

static GtkWidget *
make_row (const HeddleScheduleRecord *schedule)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *when = describe (schedule);
  g_autofree char *subject = heddle_run_dup_subject (schedule->run->workflow_name, schedule->run->page);
  g_autofree char *label = g_strdup_printf (_("Remove the Schedule of %s"), subject);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), subject);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("media-playlist-repeat-symbolic"));
  gtk_widget_set_tooltip_text (remove, _("Remove the Schedule"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "queue.remove-schedule");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "s", schedule->uuid);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

/* Rows that say the same stay, with the focus in them. */
static gboolean
is_shown (HeddleScheduleList *self,
          GPtrArray          *schedules)
{
  if (self->shown == NULL || self->shown->len != schedules->len)
    return FALSE;
  for (guint i = 0; i < schedules->len; i++)
    {
      const HeddleScheduleRecord *one = self->shown->pdata[i];
      const HeddleScheduleRecord *other = schedules->pdata[i];

      if (!g_str_equal (one->uuid, other->uuid) || one->next_due != other->next_due)
        return FALSE;
    }
  return TRUE;
}

static void read_again (HeddleScheduleList *self);

/* What cannot be read now is told of by the place, which reads the same library. */
static void
read_cb (gpointer      owner,
         const GValue *value,
         const GError *error)
{
  HeddleScheduleList *self = owner;
  GPtrArray *schedules = error == NULL ? g_value_get_boxed (value) : NULL;

  self->reading = FALSE;
  if (self->session == NULL)
    return;
  if (self->stale)
    read_again (self);
  if (schedules == NULL || is_shown (self, schedules))
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (schedules);
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < schedules->len; i++)
    gtk_list_box_append (self->list, make_row (schedules->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self), schedules->len > 0);
}

static void
read_again (HeddleScheduleList *self)
{
  self->stale = self->reading;
  if (self->reading || !heddle_session_is_open (self->session))
    return;
  self->reading = TRUE;
  heddle_settle (heddle_library_read (heddle_session_get_library (self->session), read_schedules, NULL, NULL), read_cb,
                 self);
}

static void
heddle_schedule_list_dispose (GObject *object)
{
  HeddleScheduleList *self = HEDDLE_SCHEDULE_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_schedule_list_parent_class)->dispose (object);
}

static void
heddle_schedule_list_class_init (HeddleScheduleListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_schedule_list_dispose;
}

static void
heddle_schedule_list_init (HeddleScheduleList *self)
{
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "max-content-height", MOST_HEIGHT, "propagate-natural-height", TRUE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Schedules"), -1);
  gtk_widget_add_css_class (box, "run-schedules");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (ADW_BIN (self), scroller);
  self->box = box;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * heddle_schedule_list_set_session:
 * @self: a list
 * @session: a session with a library
 *
 * Shows what the library says, and goes on doing so.
 */
void
heddle_schedule_list_set_session (HeddleScheduleList *self,
                                  HeddleSession      *session)
{
  g_set_object (&self->session, session);
  g_signal_connect_object (session, "runs-changed", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  read_again (self);
}

/**
 * heddle_schedule_list_set_narrow:
 * @self: a list
 * @narrow: whether there is little room
 *
 * Leaves as much room beside it as there is beside the runs.
 */
void
heddle_schedule_list_set_narrow (HeddleScheduleList *self,
                                 gboolean            narrow)
{
  if (narrow)
    gtk_widget_add_css_class (self->box, "narrow");
  else
    gtk_widget_remove_css_class (self->box, "narrow");
}
