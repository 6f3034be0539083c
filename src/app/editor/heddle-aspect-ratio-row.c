/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-aspect-ratio-row.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "editor/heddle-row-text.h"

#define OTHER "other"

static const char *const usual[] = { "1:1", "4:5", "3:2", "16:9", "9:16" };

struct _HeddleAspectRatioRow
{
  HeddleParameterRow  parent_instance;
  AdwToggleGroup     *toggles;
  GtkWidget          *other;
  GtkText            *text;
};

G_DEFINE_FINAL_TYPE (HeddleAspectRatioRow, heddle_aspect_ratio_row, HEDDLE_TYPE_PARAMETER_ROW)

static gboolean
is_usual (const char *ratio)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      if (g_strcmp0 (usual[i], ratio) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
toggled_cb (HeddleAspectRatioRow *self)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  const char *name = adw_toggle_group_get_active_name (self->toggles);
  gboolean other = g_strcmp0 (name, OTHER) == 0;

  gtk_widget_set_visible (self->other, other);
  if (name == NULL || heddle_parameter_row_is_showing (row))
    return;
  if (other)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->text));
      return;
    }
  heddle_field_settle (heddle_parameter_row_get_field (row));
  heddle_row_text_enter (self->text, row, name);
}

static void
changed_cb (HeddleAspectRatioRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);

  if (!heddle_parameter_row_is_showing (row))
    heddle_parameter_row_edit (row, *text != '\0' ? json_node_init_string (json_node_alloc (), text) : NULL);
}

/* Whoever has chosen to write a ratio goes on writing, even where it becomes one of the usual ones. */
static void
heddle_aspect_ratio_row_show (HeddleParameterRow *row,
                              JsonNode           *value)
{
  HeddleAspectRatioRow *self = HEDDLE_ASPECT_RATIO_ROW (row);
  const char *text = heddle_json_as_string (value);
  gboolean writing = gtk_widget_has_focus (GTK_WIDGET (self->text));

  heddle_row_text_set (self->text, text != NULL ? text : "");
  if (text == NULL)
    adw_toggle_group_set_active (self->toggles, GTK_INVALID_LIST_POSITION);
  else
    adw_toggle_group_set_active_name (self->toggles, is_usual (text) && !writing ? text : OTHER);
  gtk_widget_set_visible (self->other, text != NULL && (!is_usual (text) || writing));
}

static void
build_toggles (HeddleAspectRatioRow *self)
{
  AdwToggle *other = adw_toggle_new ();

  self->toggles = ADW_TOGGLE_GROUP (adw_toggle_group_new ());
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_name (toggle, usual[i]);
      adw_toggle_set_label (toggle, usual[i]);
      adw_toggle_group_add (self->toggles, toggle);
    }
  adw_toggle_set_name (other, OTHER);
  adw_toggle_set_icon_name (other, "document-edit-symbolic");
  adw_toggle_set_label (other, NULL);
  adw_toggle_set_tooltip (other, _("Another Aspect Ratio"));
  adw_toggle_group_add (self->toggles, other);
  gtk_widget_set_hexpand (GTK_WIDGET (self->toggles), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->toggles), "heddle-narrow");
  g_signal_connect_swapped (self->toggles, "notify::active-name", G_CALLBACK (toggled_cb), self);
}

static void
heddle_aspect_ratio_row_constructed (GObject *object)
{
  HeddleAspectRatioRow *self = HEDDLE_ASPECT_RATIO_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *caption = gtk_label_new (_("Width : Height"));

  G_OBJECT_CLASS (heddle_aspect_ratio_row_parent_class)->constructed (object);

  build_toggles (self);
  self->text = heddle_row_text_new (row, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_text_set_placeholder_text (self->text, "21:9");
  gtk_editable_set_alignment (GTK_EDITABLE (self->text), 1);
  self->other = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (self->other), caption);
  gtk_box_append (GTK_BOX (self->other), GTK_WIDGET (self->text));
  gtk_widget_add_css_class (self->other, "heddle-field");
  gtk_widget_set_visible (self->other, FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toggles));
  gtk_box_append (GTK_BOX (box), self->other);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (changed_cb), self);

  gtk_widget_add_css_class (GTK_WIDGET (self), "bare");
  heddle_parameter_row_set_control (row, box, HEDDLE_PARAMETER_BLOCK);
  heddle_parameter_row_label (row, GTK_WIDGET (self->text));
  heddle_parameter_row_label (row, GTK_WIDGET (self->toggles));
}

static void
heddle_aspect_ratio_row_class_init (HeddleAspectRatioRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_aspect_ratio_row_constructed;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_aspect_ratio_row_show;
}

static void
heddle_aspect_ratio_row_init (HeddleAspectRatioRow *self)
{
}

/**
 * heddle_aspect_ratio_row_new:
 * @field: an aspect ratio
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_aspect_ratio_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_ASPECT_RATIO_ROW, "field", field, NULL);
}
