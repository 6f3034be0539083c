/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-budget-dialog.h"

#include <glib/gi18n-lib.h>

#include "store/heddle-project-repository.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

/* More projects than anybody looks through in a list. */
#define MAX_PROJECTS 500

/* As “heddlectl budget set” has it unless told otherwise. */
#define WARN 75
#define STOP 100

struct _HeddleBudgetDialog
{
  AdwDialog parent_instance;
  HeddleSession *session;
  HeddleBudgetRecord *shown;
  GPtrArray *subjects;
  GPtrArray *budgets;
  gboolean filling;

  AdwComboRow *subject;
  AdwComboRow *period;
  GtkEditable *amount;
  AdwSpinRow *warn;
  AdwSpinRow *stop;
};

G_DEFINE_FINAL_TYPE (HeddleBudgetDialog, heddle_budget_dialog, ADW_TYPE_DIALOG)

static HeddleBudgetRecord *
subject_new (HeddleBudgetScope scope, const char *provider, gint64 project_id, const char *project)
{
  HeddleBudgetRecord *subject = heddle_budget_record_new ();

  subject->scope = scope;
  subject->provider = g_strdup (provider);
  subject->project_id = project_id;
  subject->project = g_strdup (project);
  return subject;
}

static gboolean
is_about (const HeddleBudgetRecord *budget, const HeddleBudgetRecord *subject)
{
  return budget->scope == subject->scope && budget->project_id == subject->project_id &&
         g_strcmp0 (budget->provider, subject->provider) == 0;
}

static const HeddleBudgetRecord *
get_subject (HeddleBudgetDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->subject);

  return selected < self->subjects->len ? self->subjects->pdata[selected] : NULL;
}

static const HeddleBudgetRecord *
find_budget (HeddleBudgetDialog *self)
{
  const HeddleBudgetRecord *subject = get_subject (self);

  for (guint i = 0; subject != NULL && i < self->budgets->len; i++)
    {
      const HeddleBudgetRecord *budget = self->budgets->pdata[i];

      if (is_about (budget, subject) && budget->period == adw_combo_row_get_selected (self->period))
        return budget;
    }
  return NULL;
}

static gboolean
read_amount (HeddleBudgetDialog *self, HeddleMoney *amount)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->amount)));

  *amount = heddle_money_from_text (text);
  return amount->known && amount->amount >= 0;
}

static void
amount_changed_cb (HeddleBudgetDialog *self)
{
  HeddleMoney amount;
  gboolean fits = read_amount (self, &amount);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "budget.save",
                                 fits && get_subject (self) != NULL);
  if (fits || *gtk_editable_get_text (self->amount) == '\0')
    gtk_widget_remove_css_class (GTK_WIDGET (self->amount), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->amount), "error");
}

/* Nobody is warned of what has stopped already. */
static void
stop_changed_cb (HeddleBudgetDialog *self)
{
  gtk_adjustment_set_upper (adw_spin_row_get_adjustment (self->warn),
                            adw_spin_row_get_value (self->stop));
  adw_spin_row_set_value (self->warn, MIN (adw_spin_row_get_value (self->warn),
                                           adw_spin_row_get_value (self->stop)));
}

/* Shows the budget that is chosen as it is, or what it would be like. */
static void
budget_chosen_cb (HeddleBudgetDialog *self)
{
  const HeddleBudgetRecord *budget;
  g_autofree char *text = NULL;
  char *dollars;

  if (self->filling)
    return;
  budget = find_budget (self);
  text = budget == NULL ? g_strdup ("") : heddle_money_to_string (budget->amount);
  dollars = strstr (text, " USD");
  if (dollars != NULL)
    *dollars = '\0';
  adw_spin_row_set_value (self->stop, budget == NULL ? STOP : budget->stop);
  stop_changed_cb (self);
  adw_spin_row_set_value (self->warn, budget == NULL ? WARN : budget->warn);
  gtk_editable_set_text (self->amount, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "budget.remove", budget != NULL);
  amount_changed_cb (self);
}

static gboolean
read_budgets (HeddleDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *budgets = heddle_budgets_list (database, error);
  GPtrArray *projects;

  if (budgets == NULL)
    return FALSE;
  g_ptr_array_add (found, budgets);
  projects = heddle_projects_list (database, MAX_PROJECTS, error);
  if (projects == NULL)
    return FALSE;
  g_ptr_array_add (found, projects);
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_set_boxed (result, found);
  return TRUE;
}

static void
add_subject (HeddleBudgetDialog *self,
             GtkStringList *names,
             HeddleBudgetRecord *subject,
             const char *name)
{
  g_ptr_array_add (self->subjects, subject);
  gtk_string_list_append (names, name);
}

static void
list_subjects (HeddleBudgetDialog *self, GPtrArray *projects)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) providers = heddle_providers_list (
      heddle_engine_get_providers (heddle_session_get_engine (self->session)));

  add_subject (self, names, subject_new (HEDDLE_BUDGET_LIBRARY, NULL, 0, NULL), _("This library"));
  for (guint i = 0; i < projects->len; i++)
    {
      const HeddleProjectRecord *project = projects->pdata[i];
      g_autofree char *name = g_strdup_printf (_("Project “%s”"), project->name);

      add_subject (self, names,
                   subject_new (HEDDLE_BUDGET_PROJECT, NULL, project->id, project->name), name);
    }
  for (guint i = 0; i < providers->len; i++)
    add_subject (self, names,
                 subject_new (HEDDLE_BUDGET_PROVIDER, heddle_provider_get_id (providers->pdata[i]),
                              0, NULL),
                 heddle_provider_get_name (providers->pdata[i]));
  adw_combo_row_set_model (self->subject, G_LIST_MODEL (names));
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  HeddleBudgetDialog *self = owner;
  GPtrArray *found;

  if (self->session == NULL || !heddle_session_is_open (self->session))
    return;
  if (error != NULL)
    {
      heddle_toast_error (GTK_WIDGET (self->amount), _("The budgets could not be read"), error);
      return;
    }
  found = g_value_get_boxed (value);
  g_clear_pointer (&self->budgets, g_ptr_array_unref);
  self->budgets = g_ptr_array_ref (found->pdata[0]);
  self->filling = TRUE;
  list_subjects (self, found->pdata[1]);
  for (guint i = 0; self->shown != NULL && i < self->subjects->len; i++)
    if (is_about (self->shown, self->subjects->pdata[i]))
      adw_combo_row_set_selected (self->subject, i);
  adw_combo_row_set_selected (self->period,
                              self->shown != NULL ? self->shown->period : HEDDLE_BUDGET_MONTH);
  self->filling = FALSE;
  budget_chosen_cb (self);
}

/* What a person says */

static gboolean
set_func (HeddleDatabase *database, gpointer data, GValue *result, GError **error)
{
  return heddle_budgets_set (database, data, error);
}

static gboolean
remove_func (HeddleDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (HeddleBudgetRecord) removed = heddle_budgets_remove (database, data, error);

  return removed != NULL;
}

static void
written_cb (gpointer owner, const GValue *value, const GError *error)
{
  HeddleBudgetDialog *self = owner;

  if (self->session == NULL)
    return;
  if (error != NULL)
    {
      heddle_toast_error (GTK_WIDGET (self->amount), _("The budget stays as it was"), error);
      amount_changed_cb (self);
      return;
    }
  heddle_session_tell_runs_changed (self->session);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleBudgetDialog *self = HEDDLE_BUDGET_DIALOG (widget);
  const HeddleBudgetRecord *subject = get_subject (self);
  HeddleBudgetRecord *budget;
  HeddleMoney amount;

  if (subject == NULL || !read_amount (self, &amount) || !heddle_session_is_open (self->session))
    return;
  budget = subject_new (subject->scope, subject->provider, subject->project_id, subject->project);
  budget->period = adw_combo_row_get_selected (self->period);
  budget->amount = amount;
  budget->warn = (int) adw_spin_row_get_value (self->warn);
  budget->stop = (int) adw_spin_row_get_value (self->stop);
  gtk_widget_action_set_enabled (widget, "budget.save", FALSE);
  heddle_settle (heddle_library_write (heddle_session_get_library (self->session), set_func, budget,
                                       (GDestroyNotify) heddle_budget_record_free),
                 written_cb, self);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HeddleBudgetDialog *self = HEDDLE_BUDGET_DIALOG (widget);
  const HeddleBudgetRecord *budget = find_budget (self);

  if (budget == NULL || !heddle_session_is_open (self->session))
    return;
  heddle_settle (heddle_library_write (heddle_session_get_library (self->session), remove_func,
                                       g_strdup (budget->uuid), g_free),
                 written_cb, self);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
heddle_budget_dialog_dispose (GObject *object)
{
  HeddleBudgetDialog *self = HEDDLE_BUDGET_DIALOG (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_BUDGET_DIALOG);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown, heddle_budget_record_free);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->budgets, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_budget_dialog_parent_class)->dispose (object);
}

static void
heddle_budget_dialog_class_init (HeddleBudgetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_budget_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/heddle/Heddle/ui/heddle-budget-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleBudgetDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, HeddleBudgetDialog, period);
  gtk_widget_class_bind_template_child (widget_class, HeddleBudgetDialog, amount);
  gtk_widget_class_bind_template_child (widget_class, HeddleBudgetDialog, warn);
  gtk_widget_class_bind_template_child (widget_class, HeddleBudgetDialog, stop);
  gtk_widget_class_bind_template_callback (widget_class, budget_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_changed_cb);
  gtk_widget_class_install_action (widget_class, "budget.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "budget.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "budget.close", NULL, close_cb);
}

static void
heddle_budget_dialog_init (HeddleBudgetDialog *self)
{
  self->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_budget_record_free);
  self->budgets = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "budget.remove", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "budget.save", FALSE);
}

/**
 * heddle_budget_dialog_new:
 * @session: a session with a library
 * @shown: (nullable): the budget that is shown first; %NULL for the library's for a month
 *
 * Returns: (transfer floating): a dialog, which reads the budgets
 */
AdwDialog *
heddle_budget_dialog_new (HeddleSession *session, const HeddleBudgetRecord *shown)
{
  HeddleBudgetDialog *self = g_object_new (HEDDLE_TYPE_BUDGET_DIALOG, NULL);

  self->session = g_object_ref (session);
  if (shown != NULL)
    {
      self->shown = subject_new (shown->scope, shown->provider, shown->project_id, shown->project);
      self->shown->period = shown->period;
    }
  heddle_settle (heddle_library_read (heddle_session_get_library (session), read_budgets, NULL,
                                      NULL),
                 read_cb, self);
  return ADW_DIALOG (self);
}
