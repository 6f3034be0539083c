/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-switch-row.h"

struct _HeddleSwitchRow
{
  HeddleParameterRow  parent_instance;
  GtkSwitch          *toggle;
};

G_DEFINE_FINAL_TYPE (HeddleSwitchRow, heddle_switch_row, HEDDLE_TYPE_PARAMETER_ROW)

static void
active_cb (HeddleSwitchRow *self)
{
  gboolean active = gtk_switch_get_active (self->toggle);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);

  if (heddle_parameter_row_is_showing (row))
    return;
  heddle_field_settle (heddle_parameter_row_get_field (row));
  heddle_parameter_row_edit (row, json_node_init_boolean (json_node_alloc (), active));
}

static void
heddle_switch_row_show (HeddleParameterRow *row,
                        JsonNode           *value)
{
  gtk_switch_set_active (HEDDLE_SWITCH_ROW (row)->toggle,
                         value != NULL && JSON_NODE_HOLDS_VALUE (value) && json_node_get_boolean (value));
}

static void
heddle_switch_row_start (HeddleParameterRow *row)
{
  GtkSwitch *toggle = HEDDLE_SWITCH_ROW (row)->toggle;

  gtk_switch_set_active (toggle, !gtk_switch_get_active (toggle));
}

static void
heddle_switch_row_constructed (GObject *object)
{
  HeddleSwitchRow *self = HEDDLE_SWITCH_ROW (object);

  G_OBJECT_CLASS (heddle_switch_row_parent_class)->constructed (object);

  self->toggle = GTK_SWITCH (gtk_switch_new ());
  g_signal_connect_swapped (self->toggle, "notify::active", G_CALLBACK (active_cb), self);
  heddle_parameter_row_set_control (HEDDLE_PARAMETER_ROW (self), GTK_WIDGET (self->toggle),
                                    HEDDLE_PARAMETER_INLINE);
  heddle_parameter_row_label (HEDDLE_PARAMETER_ROW (self), GTK_WIDGET (self->toggle));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

static void
heddle_switch_row_class_init (HeddleSwitchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_switch_row_constructed;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_switch_row_show;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->start = heddle_switch_row_start;
}

static void
heddle_switch_row_init (HeddleSwitchRow *self)
{
}

/**
 * heddle_switch_row_new:
 * @field: something that is true or false
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_switch_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_SWITCH_ROW, "field", field, NULL);
}
