/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-color-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/heddle-json.h"
#include "editor/heddle-row-text.h"
#include "widgets/heddle-tooltip.h"

struct _HeddleColorRow
{
  HeddleParameterRow    parent_instance;
  GtkColorDialogButton *button;
  GtkText              *text;
  gboolean              quiet;
};

G_DEFINE_FINAL_TYPE (HeddleColorRow, heddle_color_row, HEDDLE_TYPE_PARAMETER_ROW)

static char *
dup_digits (const GdkRGBA *color)
{
  int red = (int) lround (color->red * 255);
  int green = (int) lround (color->green * 255);
  int blue = (int) lround (color->blue * 255);
  int alpha = (int) lround (color->alpha * 255);

  return alpha == 255 ? g_strdup_printf ("#%02x%02x%02x", red, green, blue)
                      : g_strdup_printf ("#%02x%02x%02x%02x", red, green, blue, alpha);
}

static void
show_swatch (HeddleColorRow *self,
             const char     *digits)
{
  GdkRGBA color;

  if (digits == NULL || !gdk_rgba_parse (&color, digits))
    color = (GdkRGBA) { 0, 0, 0, 0 };
  self->quiet = TRUE;
  gtk_color_dialog_button_set_rgba (self->button, &color);
  self->quiet = FALSE;
}

static void
chosen_cb (HeddleColorRow *self)
{
  g_autofree char *digits = dup_digits (gtk_color_dialog_button_get_rgba (self->button));

  if (self->quiet)
    return;
  heddle_field_settle (heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self)));
  heddle_row_text_enter (self->text, HEDDLE_PARAMETER_ROW (self), digits);
}

static void
changed_cb (HeddleColorRow *self)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));

  if (heddle_parameter_row_is_showing (row))
    return;
  if (*text == '\0')
    heddle_parameter_row_edit (row, NULL);
  else if (heddle_parameter_row_edit (row, json_node_init_string (json_node_alloc (), text)))
    show_swatch (self, text);
}

static void
heddle_color_row_show (HeddleParameterRow *row,
                       JsonNode           *value)
{
  HeddleColorRow *self = HEDDLE_COLOR_ROW (row);
  const char *text = heddle_json_as_string (value);

  heddle_row_text_set (self->text, text != NULL ? text : "");
  show_swatch (self, text);
}

static void
heddle_color_row_constructed (GObject *object)
{
  HeddleColorRow *self = HEDDLE_COLOR_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);
  GtkColorDialog *dialog = gtk_color_dialog_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = NULL;

  G_OBJECT_CLASS (heddle_color_row_parent_class)->constructed (object);

  gtk_color_dialog_set_title (dialog, heddle_field_get_title (heddle_parameter_row_get_field (row)));
  self->text = heddle_row_text_new (row, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 9);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->text), 9);
  gtk_editable_set_alignment (GTK_EDITABLE (self->text), 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), FALSE);
  gtk_text_set_placeholder_text (self->text, "#rrggbb");
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "monospace");
  self->button = GTK_COLOR_DIALOG_BUTTON (gtk_color_dialog_button_new (dialog));
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  /* Translators: a button; %s is a parameter, such as Background */
  name = g_strdup_printf (_("Choose %s"), heddle_field_get_title (heddle_parameter_row_get_field (row)));
  heddle_tooltip_set (GTK_WIDGET (self->button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  gtk_widget_add_css_class (GTK_WIDGET (self), "spin");
  g_signal_connect_swapped (self->button, "notify::rgba", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (changed_cb), self);

  heddle_parameter_row_set_control (row, box, HEDDLE_PARAMETER_INLINE);
  heddle_parameter_row_label (row, GTK_WIDGET (self->text));
}

static void
heddle_color_row_class_init (HeddleColorRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_color_row_constructed;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_color_row_show;
}

static void
heddle_color_row_init (HeddleColorRow *self)
{
}

/**
 * heddle_color_row_new:
 * @field: a color
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_color_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_COLOR_ROW, "field", field, NULL);
}
