/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-model-row.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "editor/heddle-model-dialog.h"
#include "widgets/heddle-tooltip.h"

struct _HeddleModelRow
{
  HeddleParameterRow  parent_instance;
  GtkLabel           *name;
  GtkLabel           *facts;
  GtkWidget          *arrow;
};

G_DEFINE_FINAL_TYPE (HeddleModelRow, heddle_model_row, HEDDLE_TYPE_PARAMETER_ROW)

static HeddleProviders *
get_providers (HeddleModelRow *self)
{
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  HeddleSession *session = heddle_open_workflow_get_session (heddle_field_get_workflow (field));

  return heddle_session_is_open (session) ? heddle_session_get_service (session, HEDDLE_TYPE_PROVIDERS) : NULL;
}

/* The field has the task as its one option. */
static gboolean
get_task (HeddleModelRow *self,
          HeddleTask     *task)
{
  const char *const *options =
    heddle_field_get_options (heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self)));

  return options != NULL && options[0] != NULL && heddle_task_from_string (options[0], task);
}

static char *
dup_facts (HeddleModelRow *self,
           const char     *qualified,
           HeddleModel    *model)
{
  const char *slash = strchr (qualified, '/');
  g_autofree char *id = slash != NULL ? g_strndup (qualified, (gsize) (slash - qualified)) : g_strdup (qualified);
  HeddleProvider *provider = heddle_providers_lookup (get_providers (self), id);
  g_autofree char *price = NULL;
  HeddleTask task;

  if (provider == NULL)
    return g_strdup (_("No such provider here"));
  if (!get_task (self, &task))
    return g_strdup (heddle_provider_get_name (provider));
  if (model != NULL && heddle_model_get_task (model, task) == NULL)
    /* Translators: %s is a provider */
    return g_strdup_printf (_("%s · cannot do this step"), heddle_provider_get_name (provider));
  if (model == NULL || !heddle_model_is_listed (model))
    /* Translators: %s is a provider; the model is one that its list does not have */
    return g_strdup_printf (_("%s · not in its list"), heddle_provider_get_name (provider));
  price = heddle_model_dup_price (get_providers (self), qualified, task);
  return g_strdup_printf ("%s · %s", heddle_provider_get_name (provider),
                          price != NULL ? price : _("price unknown"));
}

static void
tell (HeddleModelRow *self)
{
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  const char *title = heddle_field_get_title (field);
  const char *name = gtk_label_get_text (self->name);
  const char *facts = gtk_label_get_text (self->facts);
  g_autofree char *whole = g_str_equal (name, title) ? g_strdup_printf ("%s: %s", title, facts)
                                                     : g_strdup_printf ("%s: %s, %s", title, name, facts);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

static void
heddle_model_row_show (HeddleParameterRow *row,
                       JsonNode           *value)
{
  HeddleModelRow *self = HEDDLE_MODEL_ROW (row);
  const char *qualified = heddle_json_as_string (value);
  HeddleProviders *providers = get_providers (self);
  g_autoptr (HeddleModel) model = NULL;
  g_autofree char *facts = NULL;
  const char *name = qualified;

  if (qualified != NULL && providers != NULL)
    {
      model = heddle_providers_dup_model (providers, qualified);
      facts = dup_facts (self, qualified, model);
    }
  if (model != NULL && heddle_model_is_listed (model))
    name = heddle_model_get_name (model);
  gtk_label_set_text (self->name, name != NULL ? name : _("Choose a Model"));
  gtk_label_set_text (self->facts, facts != NULL ? facts : _("None is chosen yet"));
  heddle_tooltip_set (GTK_WIDGET (self->name), qualified);
  tell (self);
}

static void
heddle_model_row_link (HeddleParameterRow *row,
                       const char         *source)
{
  HeddleModelRow *self = HEDDLE_MODEL_ROW (row);
  g_autofree char *text = NULL;

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), source == NULL);
  gtk_widget_set_visible (self->arrow, source == NULL);
  if (source == NULL)
    {
      heddle_model_row_show (row, heddle_field_get_value (heddle_parameter_row_get_field (row)));
      return;
    }
  /* Translators: a value comes from another node; %s is that node's name */
  text = g_strdup_printf (_("From “%s”"), source);
  gtk_label_set_text (self->name, heddle_field_get_title (heddle_parameter_row_get_field (row)));
  gtk_label_set_text (self->facts, text);
  heddle_tooltip_set (GTK_WIDGET (self->name), NULL);
  tell (self);
}

static void
chosen_cb (HeddleModelRow *self,
           const char     *model)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  HeddleField *field = heddle_parameter_row_get_field (row);

  heddle_field_settle (field);
  heddle_parameter_row_edit (row, json_node_init_string (json_node_alloc (), model));
  heddle_field_settle (field);
  heddle_model_row_show (row, heddle_field_get_value (field));
}

static void
heddle_model_row_start (HeddleParameterRow *row)
{
  HeddleModelRow *self = HEDDLE_MODEL_ROW (row);
  JsonNode *value = heddle_field_get_value (heddle_parameter_row_get_field (row));
  HeddleModelDialog *dialog;
  HeddleTask task;

  if (get_providers (self) == NULL || !get_task (self, &task))
    return;
  dialog = heddle_model_dialog_new (get_providers (self), task, heddle_json_as_string (value));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
heddle_model_row_constructed (GObject *object)
{
  HeddleModelRow *self = HEDDLE_MODEL_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *labels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autoptr (GtkWidget) more = NULL;

  G_OBJECT_CLASS (heddle_model_row_parent_class)->constructed (object);

  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_MIDDLE);
  self->facts = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->facts, 0);
  gtk_label_set_wrap (self->facts, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "dimmed");
  gtk_box_append (GTK_BOX (labels), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (labels), GTK_WIDGET (self->facts));
  gtk_widget_set_hexpand (labels, TRUE);
  gtk_widget_set_valign (labels, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("heddle-sparkle-symbolic"));
  gtk_box_append (GTK_BOX (box), labels);
  more = heddle_parameter_row_take_more (row);
  gtk_box_append (GTK_BOX (box), more);
  self->arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  gtk_box_append (GTK_BOX (box), self->arrow);

  gtk_widget_add_css_class (GTK_WIDGET (self), "model");
  heddle_parameter_row_set_control (row, box, HEDDLE_PARAMETER_BLOCK);
  heddle_parameter_row_label (row, GTK_WIDGET (self));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

static void
heddle_model_row_class_init (HeddleModelRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_model_row_constructed;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_model_row_show;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->start = heddle_model_row_start;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->link = heddle_model_row_link;
}

static void
heddle_model_row_init (HeddleModelRow *self)
{
}

/**
 * heddle_model_row_new:
 * @field: a model, whose one option is the task that it has to do
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_model_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_MODEL_ROW, "field", field, NULL);
}
