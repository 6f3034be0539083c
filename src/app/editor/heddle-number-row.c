/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-number-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/heddle-json.h"
#include "editor/heddle-row-text.h"

#define PAGE 10

struct _HeddleNumberRow
{
  HeddleParameterRow  parent_instance;
  GtkText            *text;
  GtkWidget          *less;
  GtkWidget          *more;
};

G_DEFINE_FINAL_TYPE (HeddleNumberRow, heddle_number_row, HEDDLE_TYPE_PARAMETER_ROW)

/* Both a point and a comma are read; documents and ports know only the point. */
static gboolean
read_number (HeddleNumberRow *self,
             double          *number)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text))));
  char *comma = strchr (text, ',');
  char *end;

  if (comma != NULL && strchr (text, '.') == NULL && strchr (comma + 1, ',') == NULL)
    *comma = '.';
  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*number);
}

static void
update_steps (HeddleNumberRow *self)
{
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  GtkAccessible *accessible = GTK_ACCESSIBLE (self->text);
  double minimum;
  double maximum;
  double number;
  gboolean bound = heddle_field_get_bounds (field, &minimum, &maximum);
  gboolean there = read_number (self, &number);

  gtk_widget_set_sensitive (self->less, !bound || !there || number > minimum);
  gtk_widget_set_sensitive (self->more, !bound || !there || number < maximum);
  if (there)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, number, -1);
  else
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW);
}

static JsonNode *
new_number (HeddleNumberRow *self,
            double           number)
{
  g_autofree char *text = heddle_json_number_to_string (number);

  return heddle_json_parse (text, -1, NULL);
}

static void
changed_cb (HeddleNumberRow *self)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  double number;

  update_steps (self);
  if (heddle_parameter_row_is_showing (row))
    return;
  if (*text == '\0')
    heddle_parameter_row_edit (row, NULL);
  else if (read_number (self, &number))
    heddle_parameter_row_edit (row, new_number (self, number));
  else
    heddle_parameter_row_refuse (row, _("expected a number"));
}

static void
turn (HeddleNumberRow *self,
      double           steps)
{
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  g_autofree char *text = NULL;
  double number;

  if (!read_number (self, &number))
    number = NAN;
  text = heddle_json_number_to_string (heddle_field_turn (field, number, steps));
  heddle_row_text_enter (self->text, HEDDLE_PARAMETER_ROW (self), text);
}

static void
less_cb (HeddleNumberRow *self)
{
  turn (self, -1);
}

static void
more_cb (HeddleNumberRow *self)
{
  turn (self, 1);
}

static gboolean
turn_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  turn (data, g_variant_get_int32 (arguments));
  return GDK_EVENT_STOP;
}

static void
add_keys (HeddleNumberRow *self)
{
  static const struct
  {
    guint key;
    int   steps;
  } keys[] = {
    { GDK_KEY_Up, 1 },     { GDK_KEY_Down, -1 },       { GDK_KEY_KP_Up, 1 },
    { GDK_KEY_KP_Down, -1 }, { GDK_KEY_Page_Up, PAGE }, { GDK_KEY_Page_Down, -PAGE },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, 0),
                                                gtk_callback_action_new (turn_cb, self, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[i].steps));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->text), controller);
}

static GtkWidget *
step_button_new (HeddleNumberRow *self,
                 const char      *icon_name,
                 const char      *name,
                 GCallback        callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "heddle-small");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static void
heddle_number_row_show (HeddleParameterRow *row,
                        JsonNode           *value)
{
  g_autofree char *text = NULL;

  if (value != NULL && heddle_json_is_number (value))
    text = heddle_json_number_to_string (json_node_get_double (value));
  else if (value != NULL)
    text = heddle_json_write (value, HEDDLE_JSON_COMPACT);
  heddle_row_text_set (HEDDLE_NUMBER_ROW (row)->text, text != NULL ? text : "");
  update_steps (HEDDLE_NUMBER_ROW (row));
}

static void
heddle_number_row_constructed (GObject *object)
{
  HeddleNumberRow *self = HEDDLE_NUMBER_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);
  HeddleField *field = heddle_parameter_row_get_field (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *less = NULL;
  g_autofree char *more = NULL;
  double minimum;
  double maximum;

  G_OBJECT_CLASS (heddle_number_row_parent_class)->constructed (object);

  /* Translators: a button; %s is a parameter, such as Width */
  less = g_strdup_printf (_("Decrease %s"), heddle_field_get_title (field));
  more = g_strdup_printf (_("Increase %s"), heddle_field_get_title (field));
  self->text = heddle_row_text_new (row, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->text), 8);
  gtk_editable_set_alignment (GTK_EDITABLE (self->text), 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), FALSE);
  gtk_text_set_input_purpose (self->text, GTK_INPUT_PURPOSE_NUMBER);
  /* Translators: stands in the field of a number that is not given; as short as can be */
  gtk_text_set_placeholder_text (self->text, _("None"));
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "numeric");
  add_keys (self);
  self->less = step_button_new (self, "list-remove-symbolic", less, G_CALLBACK (less_cb));
  self->more = step_button_new (self, "list-add-symbolic", more, G_CALLBACK (more_cb));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  if (heddle_field_get_unit (field) != NULL)
    {
      GtkWidget *unit = gtk_label_new (heddle_field_get_unit (field));

      gtk_widget_add_css_class (unit, "dimmed");
      gtk_box_append (GTK_BOX (box), unit);
    }
  gtk_box_append (GTK_BOX (box), self->less);
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_widget_add_css_class (GTK_WIDGET (self), "spin");
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (changed_cb), self);

  heddle_parameter_row_set_control (row, box, HEDDLE_PARAMETER_INLINE);
  heddle_parameter_row_label (row, GTK_WIDGET (self->text));
  if (heddle_field_get_bounds (field, &minimum, &maximum))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, minimum,
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, maximum, -1);
}

static void
heddle_number_row_class_init (HeddleNumberRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_number_row_constructed;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_number_row_show;
}

static void
heddle_number_row_init (HeddleNumberRow *self)
{
}

/**
 * heddle_number_row_new:
 * @field: a number
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_number_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_NUMBER_ROW, "field", field, NULL);
}
