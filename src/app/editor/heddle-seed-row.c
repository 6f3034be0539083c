/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-seed-row.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "editor/heddle-row-text.h"
#include "widgets/heddle-tooltip.h"

#define RANDOM "random"
#define DICE (1000 * 1000)

struct _HeddleSeedRow
{
  HeddleParameterRow  parent_instance;
  GtkText            *text;
  GtkWidget          *dice;
  GtkToggleButton    *lock;
  gint64              last;
  gboolean            quiet;
};

G_DEFINE_FINAL_TYPE (HeddleSeedRow, heddle_seed_row, HEDDLE_TYPE_PARAMETER_ROW)

/**
 * heddle_seed_roll:
 *
 * Returns: a seed by chance, short enough to be read out
 */
gint64
heddle_seed_roll (void)
{
  return g_random_int_range (1, DICE);
}

static void
show_lock (HeddleSeedRow *self,
           gboolean       locked)
{
  const char *tip = locked ? _("The same seed each run") : _("A new seed each run");

  self->quiet = TRUE;
  gtk_toggle_button_set_active (self->lock, locked);
  self->quiet = FALSE;
  gtk_button_set_icon_name (GTK_BUTTON (self->lock),
                            locked ? "changes-prevent-symbolic" : "changes-allow-symbolic");
  heddle_tooltip_set (GTK_WIDGET (self->lock), tip);
  gtk_editable_set_editable (GTK_EDITABLE (self->text), locked);
  gtk_text_set_placeholder_text (self->text, locked ? NULL : _("New each run"));
}

static void
set_seed (HeddleSeedRow *self,
          gint64         seed)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, seed);

  show_lock (self, TRUE);
  heddle_row_text_enter (self->text, HEDDLE_PARAMETER_ROW (self), digits);
}

static void
changed_cb (HeddleSeedRow *self)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  guint64 seed;

  if (heddle_parameter_row_is_showing (row) || !gtk_toggle_button_get_active (self->lock))
    return;
  if (*text == '\0')
    heddle_parameter_row_edit (row, NULL);
  else if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &seed, NULL))
    heddle_parameter_row_refuse (row, _("expected a whole number"));
  else if (heddle_parameter_row_edit (row, json_node_init_int (json_node_alloc (), (gint64) seed)))
    self->last = (gint64) seed;
}

static void
dice_cb (HeddleSeedRow *self)
{
  heddle_field_settle (heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self)));
  set_seed (self, heddle_seed_roll ());
}

static void
lock_cb (HeddleSeedRow *self)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);

  if (self->quiet)
    return;
  heddle_field_settle (heddle_parameter_row_get_field (row));
  if (gtk_toggle_button_get_active (self->lock))
    {
      set_seed (self, self->last);
      return;
    }
  heddle_parameter_row_edit (row, json_node_init_string (json_node_alloc (), RANDOM));
  show_lock (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->text), "");
}

static void
heddle_seed_row_show (HeddleParameterRow *row,
                      JsonNode           *value)
{
  HeddleSeedRow *self = HEDDLE_SEED_ROW (row);
  gboolean locked = g_strcmp0 (heddle_json_as_string (value), RANDOM) != 0;
  g_autofree char *digits = NULL;

  if (locked && value != NULL && heddle_json_is_number (value))
    {
      self->last = json_node_get_int (value);
      digits = heddle_json_number_to_string (json_node_get_double (value));
    }
  show_lock (self, locked);
  heddle_row_text_set (self->text, digits != NULL ? digits : "");
}

static void
heddle_seed_row_constructed (GObject *object)
{
  HeddleSeedRow *self = HEDDLE_SEED_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  G_OBJECT_CLASS (heddle_seed_row_parent_class)->constructed (object);

  self->text = heddle_row_text_new (row, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->text), 11);
  gtk_editable_set_alignment (GTK_EDITABLE (self->text), 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), FALSE);
  gtk_text_set_input_purpose (self->text, GTK_INPUT_PURPOSE_DIGITS);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "numeric");
  self->dice = gtk_button_new_from_icon_name ("heddle-dice-symbolic");
  heddle_tooltip_set (self->dice, _("Roll a New Seed"));
  self->lock = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Roll a New Seed"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Keep the Seed"), -1);
  gtk_widget_add_css_class (self->dice, "flat");
  gtk_widget_add_css_class (self->dice, "circular");
  gtk_widget_add_css_class (self->dice, "heddle-small");
  gtk_widget_add_css_class (GTK_WIDGET (self->lock), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->lock), "circular");
  gtk_widget_add_css_class (GTK_WIDGET (self->lock), "heddle-small");
  gtk_widget_add_css_class (GTK_WIDGET (self->lock), "heddle-lock");
  gtk_widget_set_valign (self->dice, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->lock), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), self->dice);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->lock));
  gtk_widget_add_css_class (GTK_WIDGET (self), "spin");
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->dice, "clicked", G_CALLBACK (dice_cb), self);
  g_signal_connect_swapped (self->lock, "toggled", G_CALLBACK (lock_cb), self);

  heddle_parameter_row_set_control (row, box, HEDDLE_PARAMETER_INLINE);
  heddle_parameter_row_label (row, GTK_WIDGET (self->text));
}

static void
heddle_seed_row_class_init (HeddleSeedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_seed_row_constructed;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_seed_row_show;
}

static void
heddle_seed_row_init (HeddleSeedRow *self)
{
}

/**
 * heddle_seed_row_new:
 * @field: a seed
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_seed_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_SEED_ROW, "field", field, NULL);
}
