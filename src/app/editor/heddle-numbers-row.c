/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-numbers-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/heddle-json.h"
#include "editor/heddle-option-names.h"
#include "editor/heddle-row-text.h"

#define COLUMNS 2

typedef struct
{
  char    *key;
  GtkText *text;
} Member;

struct _HeddleNumbersRow
{
  HeddleParameterRow  parent_instance;
  GArray             *members;
};

G_DEFINE_FINAL_TYPE (HeddleNumbersRow, heddle_numbers_row, HEDDLE_TYPE_PARAMETER_ROW)

static gboolean
read_number (GtkText *text,
             double  *number)
{
  g_autofree char *string = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (text))));
  char *end;

  *number = g_ascii_strtod (string, &end);
  return end != string && *end == '\0' && isfinite (*number);
}

/* Members that the row does not know stay as they are. */
static JsonObject *
copy_rest (HeddleNumbersRow *self)
{
  JsonNode *old = heddle_field_get_value (heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self)));
  g_autoptr (JsonNode) copy = old != NULL && JSON_NODE_HOLDS_OBJECT (old) ? heddle_json_copy (old) : NULL;
  JsonObject *object = copy != NULL ? json_node_dup_object (copy) : json_object_new ();

  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = &g_array_index (self->members, Member, i);

      if (json_object_has_member (object, member->key))
        json_object_remove_member (object, member->key);
    }
  return object;
}

static void
changed_cb (HeddleNumbersRow *self)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  g_autoptr (JsonObject) object = NULL;
  JsonNode *value = NULL;

  if (heddle_parameter_row_is_showing (row))
    return;
  object = copy_rest (self);
  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = &g_array_index (self->members, Member, i);
      g_autofree char *written = NULL;
      double number;

      if (gtk_text_get_text_length (member->text) == 0)
        continue;
      if (!read_number (member->text, &number))
        {
          heddle_parameter_row_refuse (row, _("expected a number"));
          return;
        }
      written = heddle_json_number_to_string (number);
      json_object_set_member (object, member->key, heddle_json_parse (written, -1, NULL));
    }
  if (json_object_get_size (object) > 0)
    value = json_node_init_object (json_node_alloc (), object);
  heddle_parameter_row_edit (row, value);
}

static gboolean
turn_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  GtkText *text = GTK_TEXT (widget);
  double number = 0;
  g_autofree char *turned = NULL;

  read_number (text, &number);
  turned = heddle_json_number_to_string (round (number) + g_variant_get_int32 (arguments));
  heddle_row_text_enter (text, data, turned);
  return GDK_EVENT_STOP;
}

static void
add_keys (HeddleNumbersRow *self,
          GtkText          *text)
{
  static const struct
  {
    guint key;
    int   steps;
  } keys[] = {
    { GDK_KEY_Up, 1 }, { GDK_KEY_Down, -1 }, { GDK_KEY_Page_Up, 10 }, { GDK_KEY_Page_Down, -10 },
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
  gtk_widget_add_controller (GTK_WIDGET (text), controller);
}

static void
heddle_numbers_row_show (HeddleParameterRow *row,
                         JsonNode           *value)
{
  HeddleNumbersRow *self = HEDDLE_NUMBERS_ROW (row);
  JsonObject *object = value != NULL && JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;

  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = &g_array_index (self->members, Member, i);
      JsonNode *number = object != NULL ? json_object_get_member (object, member->key) : NULL;
      g_autofree char *text = NULL;

      if (number != NULL && heddle_json_is_number (number))
        text = heddle_json_number_to_string (json_node_get_double (number));
      else if (number != NULL)
        text = heddle_json_write (number, HEDDLE_JSON_COMPACT);
      heddle_row_text_set (member->text, text != NULL ? text : "");
    }
}

static GtkWidget *
build_member (HeddleNumbersRow *self,
              const char       *option)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  HeddleField *field = heddle_parameter_row_get_field (row);
  gboolean positive = g_str_has_suffix (option, "+");
  Member member = { .key = g_strndup (option, strlen (option) - positive) };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *title = heddle_option_dup_name (member.key);
  /* Translators: a field; the first %s is what it is a part of, such as Box, the second which part: Width */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), heddle_field_get_title (field), title);
  GtkWidget *label = gtk_label_new (title);

  member.text = heddle_row_text_new (row, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON);
  gtk_editable_set_width_chars (GTK_EDITABLE (member.text), 3);
  gtk_editable_set_alignment (GTK_EDITABLE (member.text), 1);
  gtk_text_set_input_purpose (member.text, GTK_INPUT_PURPOSE_NUMBER);
  gtk_text_set_placeholder_text (member.text, positive ? _("All") : "0");
  gtk_widget_add_css_class (GTK_WIDGET (member.text), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (member.text), TRUE);
  add_keys (self, member.text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (member.text), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (member.text, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (box, "heddle-field");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (member.text));
  g_array_append_val (self->members, member);
  return box;
}

static void
heddle_numbers_row_constructed (GObject *object)
{
  HeddleNumbersRow *self = HEDDLE_NUMBERS_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);
  HeddleField *field = heddle_parameter_row_get_field (row);
  const char *const *options = heddle_field_get_options (field);
  GtkWidget *grid = gtk_grid_new ();

  G_OBJECT_CLASS (heddle_numbers_row_parent_class)->constructed (object);

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (int i = 0; options[i] != NULL; i++)
    gtk_grid_attach (GTK_GRID (grid), build_member (self, options[i]), i % COLUMNS, i / COLUMNS, 1, 1);
  heddle_parameter_row_set_control (row, grid, HEDDLE_PARAMETER_STACKED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heddle_field_get_title (field), -1);
}

static void
heddle_numbers_row_finalize (GObject *object)
{
  g_array_unref (HEDDLE_NUMBERS_ROW (object)->members);

  G_OBJECT_CLASS (heddle_numbers_row_parent_class)->finalize (object);
}

static void
heddle_numbers_row_start (HeddleParameterRow *row)
{
  gtk_widget_grab_focus (GTK_WIDGET (g_array_index (HEDDLE_NUMBERS_ROW (row)->members, Member, 0).text));
}

static void
heddle_numbers_row_class_init (HeddleNumbersRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_numbers_row_constructed;
  G_OBJECT_CLASS (klass)->finalize = heddle_numbers_row_finalize;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_numbers_row_show;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->start = heddle_numbers_row_start;
}

static void
member_clear (gpointer data)
{
  g_free (((Member *) data)->key);
}

static void
heddle_numbers_row_init (HeddleNumbersRow *self)
{
  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (self->members, member_clear);
}

/**
 * heddle_numbers_row_new:
 * @field: an object of numbers
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_numbers_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_NUMBERS_ROW, "field", field, NULL);
}
