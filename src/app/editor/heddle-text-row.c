/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-text-row.h"

#include "base/heddle-json.h"
#include "editor/heddle-row-text.h"

struct _HeddleTextRow
{
  HeddleParameterRow  parent_instance;
  GtkText            *text;
};

G_DEFINE_FINAL_TYPE (HeddleTextRow, heddle_text_row, HEDDLE_TYPE_PARAMETER_ROW)

static void
changed_cb (HeddleTextRow *self)
{
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  double minimum;
  double maximum;
  gboolean needed = heddle_field_get_bounds (field, &minimum, &maximum) && minimum > 0;
  JsonNode *value = NULL;

  if (*text != '\0' || needed || heddle_field_get_fallback (field) != NULL)
    value = json_node_init_string (json_node_alloc (), text);
  heddle_parameter_row_edit (HEDDLE_PARAMETER_ROW (self), value);
}

static void
heddle_text_row_show (HeddleParameterRow *row,
                      JsonNode           *value)
{
  const char *text = heddle_json_as_string (value);

  heddle_row_text_set (HEDDLE_TEXT_ROW (row)->text, text != NULL ? text : "");
}

static void
heddle_text_row_constructed (GObject *object)
{
  HeddleTextRow *self = HEDDLE_TEXT_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);

  G_OBJECT_CLASS (heddle_text_row_parent_class)->constructed (object);

  self->text = heddle_row_text_new (row, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_text_set_placeholder_text (self->text, heddle_field_get_example (heddle_parameter_row_get_field (row)));
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (changed_cb), self);
  heddle_parameter_row_set_control (row, GTK_WIDGET (self->text), HEDDLE_PARAMETER_ENTRY);
  heddle_parameter_row_label (row, GTK_WIDGET (self->text));
}

static void
heddle_text_row_class_init (HeddleTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_text_row_constructed;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_text_row_show;
}

static void
heddle_text_row_init (HeddleTextRow *self)
{
}

/**
 * heddle_text_row_new:
 * @field: a text of one line
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_text_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_TEXT_ROW, "field", field, NULL);
}
