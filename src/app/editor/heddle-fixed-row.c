/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-fixed-row.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"

struct _HeddleFixedRow
{
  HeddleParameterRow  parent_instance;
  GtkLabel           *text;
};

G_DEFINE_FINAL_TYPE (HeddleFixedRow, heddle_fixed_row, HEDDLE_TYPE_PARAMETER_ROW)

static void
heddle_fixed_row_show (HeddleParameterRow *row,
                       JsonNode           *value)
{
  GtkLabel *label = HEDDLE_FIXED_ROW (row)->text;
  const char *string = heddle_json_as_string (value);
  g_autofree char *written = NULL;

  if (value != NULL && string == NULL)
    written = g_strchomp (heddle_json_write (value, HEDDLE_JSON_PRETTY));
  gtk_label_set_text (label, value == NULL ? _("Not set") : string != NULL ? string : written);
  if (written != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), "monospace");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "monospace");
}

static const char *
get_reason (HeddleField *field)
{
  if (heddle_field_get_kind (field) == HEDDLE_PARAMETER_JSON)
    return _("This version does not know this setting. It is kept as it is.");
  return _("It cannot be changed here yet.");
}

static void
heddle_fixed_row_constructed (GObject *object)
{
  HeddleFixedRow *self = HEDDLE_FIXED_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *reason = gtk_label_new (get_reason (heddle_parameter_row_get_field (row)));

  G_OBJECT_CLASS (heddle_fixed_row_parent_class)->constructed (object);

  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_selectable (self->text, TRUE);
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_wrap_mode (self->text, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (self->text, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (self->text, 0);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_xalign (GTK_LABEL (reason), 0);
  gtk_widget_add_css_class (reason, "caption");
  gtk_widget_add_css_class (reason, "dimmed");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), reason);
  heddle_parameter_row_set_control (row, box, HEDDLE_PARAMETER_STACKED);
  heddle_parameter_row_label (row, GTK_WIDGET (self->text));
}

static void
heddle_fixed_row_class_init (HeddleFixedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_fixed_row_constructed;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_fixed_row_show;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->fixed = TRUE;
}

static void
heddle_fixed_row_init (HeddleFixedRow *self)
{
}

/**
 * heddle_fixed_row_new:
 * @field: something that cannot be edited here
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_fixed_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_FIXED_ROW, "field", field, NULL);
}
