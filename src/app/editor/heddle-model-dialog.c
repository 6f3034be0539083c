/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-model-dialog.h"

#include <glib/gi18n-lib.h>

#include "widgets/heddle-price.h"
#include "widgets/heddle-settle.h"

struct _HeddleModelDialog
{
  AdwDialog             parent_instance;
  HeddleProviders      *providers;
  HeddleTask            task;
  char                 *chosen;

  GtkSearchEntry       *search;
  GtkStack             *stack;
  GtkBox               *groups;
  AdwPreferencesGroup  *written;
  AdwActionRow         *written_row;
  GPtrArray            *rows;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleModelDialog, heddle_model_dialog, ADW_TYPE_DIALOG)

/**
 * heddle_model_dup_price:
 * @providers: the providers
 * @model: `provider/model`
 * @task: what it is asked
 *
 * Returns: (transfer full) (nullable): what one result costs, for people; %NULL where nothing says
 */
char *
heddle_model_dup_price (HeddleProviders *providers,
                        const char      *model,
                        HeddleTask       task)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  HeddlePriceRange range = heddle_providers_estimate (providers, model, NULL, task, parameters);
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (!range.at_least.known || !range.at_most.known)
    return NULL;
  if (range.at_most.amount == 0)
    return g_strdup (_("Free"));
  least = heddle_price_to_string (range.at_least);
  most = heddle_price_to_string (range.at_most);
  if (range.at_least.amount == range.at_most.amount)
    /* Translators: %s is a price, for one result of a model */
    return g_strdup_printf (_("%s each"), most);
  /* Translators: from one price to another, for one result of a model */
  return g_strdup_printf (_("%s to %s each"), least, most);
}

static void
choose_cb (HeddleModelDialog *self,
           GtkWidget         *row)
{
  const char *model = g_object_get_data (G_OBJECT (row), "model");

  g_signal_emit (self, signals[CHOSEN], 0, model);
  adw_dialog_close (ADW_DIALOG (self));
}

static AdwActionRow *
add_row (HeddleModelDialog   *self,
         AdwPreferencesGroup *group)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (choose_cb), self);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static char *
dup_subtitle (HeddleModelDialog *self,
              HeddleModel       *model)
{
  const char *qualified = heddle_model_get_qualified (model);
  g_autofree char *price = heddle_model_dup_price (self->providers, qualified, self->task);
  const char *status = heddle_model_get_status (model);
  GString *text = g_string_new (price != NULL ? price : _("Price unknown"));

  if (g_strcmp0 (status, "deprecated") == 0)
    g_string_append_printf (text, " · %s", _("Deprecated"));
  else if (g_strcmp0 (status, "preview") == 0)
    g_string_append_printf (text, " · %s", _("Preview"));
  return g_string_free (text, FALSE);
}

static void
add_model (HeddleModelDialog   *self,
           AdwPreferencesGroup *group,
           HeddleProvider      *provider,
           HeddleModel         *model)
{
  AdwActionRow *row = add_row (self, group);
  const char *qualified = heddle_model_get_qualified (model);
  g_autofree char *subtitle = dup_subtitle (self, model);
  g_autofree char *all = g_strjoin (" ", heddle_model_get_name (model), qualified,
                                    heddle_provider_get_name (provider), NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), heddle_model_get_name (model));
  adw_action_row_set_subtitle (row, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), qualified);
  g_object_set_data_full (G_OBJECT (row), "model", g_strdup (qualified), g_free);
  g_object_set_data_full (G_OBJECT (row), "words", g_utf8_casefold (all, -1), g_free);
  g_object_set_data (G_OBJECT (row), "group", group);
  g_ptr_array_add (self->rows, row);
  if (g_strcmp0 (qualified, self->chosen) == 0)
    {
      adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("object-select-symbolic"));
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, TRUE, -1);
    }
}

static void
checked_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  AdwPreferencesGroup *group = owner;

  if (error != NULL && g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MISSING_KEY))
    adw_preferences_group_set_description (group, _("Needs a key. Add one in Preferences."));
}

static void
add_provider (HeddleModelDialog *self,
              HeddleProvider    *provider)
{
  GPtrArray *models = heddle_provider_get_models (provider);
  AdwPreferencesGroup *group = NULL;
  g_autofree char *title = g_markup_escape_text (heddle_provider_get_name (provider), -1);

  for (guint i = 0; i < models->len; i++)
    {
      HeddleModel *model = models->pdata[i];

      if (heddle_model_get_task (model, self->task) == NULL)
        continue;
      if (group == NULL)
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, title);
          gtk_box_append (self->groups, GTK_WIDGET (group));
          heddle_settle (heddle_providers_check (self->providers, heddle_model_get_qualified (model), NULL, self->task,
                                                 NULL),
                         checked_cb, group);
        }
      add_model (self, group, provider, model);
    }
}

/* A provider can have models that its manifest does not list. */
static gboolean
show_written (HeddleModelDialog *self,
              const char        *text)
{
  g_autoptr (HeddleModel) model = heddle_providers_dup_model (self->providers, text);
  gboolean there = model != NULL && !heddle_model_is_listed (model)
                   && heddle_model_get_task (model, self->task) != NULL;
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->written), there);
  if (!there)
    return FALSE;
  /* Translators: %s is a model that a person has written */
  title = g_strdup_printf (_("Use “%s”"), text);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->written_row), title);
  g_object_set_data_full (G_OBJECT (self->written_row), "model", g_strdup (text), g_free);
  return TRUE;
}

static gboolean
fits (const char         *words,
      const char *const  *wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (strstr (words, wanted[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
search_changed_cb (HeddleModelDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) wanted = g_strsplit (folded, " ", -1);
  gboolean any = show_written (self, text);

  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_visible (g_object_get_data (self->rows->pdata[i], "group"), FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      gboolean visible = fits (g_object_get_data (G_OBJECT (row), "words"), (const char *const *) wanted);

      gtk_widget_set_visible (row, visible);
      if (visible)
        gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "group"), TRUE);
      any |= visible;
    }
  gtk_stack_set_visible_child_name (self->stack, any ? "models" : "nothing");
}

static gboolean
is_called (GtkWidget  *row,
           const char *text)
{
  g_autofree char *name = g_utf8_casefold (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  return g_str_equal (name, wanted);
}

/* What is called like what was written, or else the first that is found. */
static GtkWidget *
find_meant (HeddleModelDialog *self,
            const char        *text)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];

      if (!gtk_widget_get_visible (row))
        continue;
      if (is_called (row, text))
        return row;
      if (first == NULL)
        first = row;
    }
  return first;
}

static void
search_stopped_cb (HeddleModelDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Whoever has looked for nothing keeps the model that is chosen. */
static void
search_activated_cb (HeddleModelDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GtkWidget *row = gtk_widget_get_visible (GTK_WIDGET (self->written)) ? GTK_WIDGET (self->written_row)
                                                                       : find_meant (self, text);

  if (*text == '\0')
    adw_dialog_close (ADW_DIALOG (self));
  else if (row != NULL)
    choose_cb (self, row);
}

static void
heddle_model_dialog_dispose (GObject *object)
{
  HeddleModelDialog *self = HEDDLE_MODEL_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_MODEL_DIALOG);
  g_clear_object (&self->providers);

  G_OBJECT_CLASS (heddle_model_dialog_parent_class)->dispose (object);
}

static void
heddle_model_dialog_finalize (GObject *object)
{
  HeddleModelDialog *self = HEDDLE_MODEL_DIALOG (object);

  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_model_dialog_parent_class)->finalize (object);
}

static void
heddle_model_dialog_class_init (HeddleModelDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_model_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = heddle_model_dialog_finalize;

  /**
   * HeddleModelDialog::chosen:
   * @self: a dialog
   * @model: `provider/model`
   *
   * Emitted when a model was chosen.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-model-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleModelDialog, search);
  gtk_widget_class_bind_template_child (widget_class, HeddleModelDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleModelDialog, groups);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
heddle_model_dialog_init (HeddleModelDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}

/**
 * heddle_model_dialog_new:
 * @providers: the providers
 * @task: what the model has to do
 * @chosen: (nullable): the model that is chosen now
 *
 * Returns: (transfer floating): the dialog
 */
HeddleModelDialog *
heddle_model_dialog_new (HeddleProviders *providers,
                         HeddleTask       task,
                         const char      *chosen)
{
  HeddleModelDialog *self = g_object_new (HEDDLE_TYPE_MODEL_DIALOG, NULL);
  g_autoptr (GPtrArray) list = heddle_providers_list (providers);

  self->providers = g_object_ref (providers);
  self->task = task;
  self->chosen = g_strdup (chosen);
  self->written = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->written_row = add_row (self, self->written);
  adw_action_row_set_subtitle (self->written_row, _("A model that the provider’s list does not have"));
  gtk_widget_set_visible (GTK_WIDGET (self->written), FALSE);
  gtk_box_append (self->groups, GTK_WIDGET (self->written));
  for (guint i = 0; i < list->len; i++)
    add_provider (self, list->pdata[i]);
  return self;
}
