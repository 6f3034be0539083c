/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-path-row.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

struct _HeddlePathRow
{
  HeddleParameterRow  parent_instance;
  GtkLabel           *name;
  GtkLabel           *place;
  HeddleField        *choosing;
};

G_DEFINE_FINAL_TYPE (HeddlePathRow, heddle_path_row, HEDDLE_TYPE_PARAMETER_ROW)

static gboolean
is_folder (HeddlePathRow *self)
{
  return heddle_field_get_kind (heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self)))
         == HEDDLE_PARAMETER_FOLDER;
}

static void
heddle_path_row_show (HeddleParameterRow *row,
                      JsonNode           *value)
{
  HeddlePathRow *self = HEDDLE_PATH_ROW (row);
  const char *path = heddle_json_as_string (value);
  gboolean there = path != NULL && *path != '\0';
  g_autofree char *name = there ? g_path_get_basename (path) : g_strdup (_("None chosen"));
  g_autofree char *parent = there && g_path_is_absolute (path) ? g_path_get_dirname (path) : NULL;
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *place = parent != NULL ? g_filename_display_name (parent) : NULL;

  /* Translators: of a folder: the one that the workflow's own file is in */
  gtk_label_set_text (self->name, g_strcmp0 (path, ".") == 0 ? _("Beside the workflow") : shown);
  gtk_label_set_text (self->place, place != NULL ? place : "");
  gtk_widget_set_visible (GTK_WIDGET (self->place), place != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), path);
}

static void
allowed_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  if (error != NULL)
    heddle_toast_error (GTK_WIDGET (owner), _("The place is allowed until Heddle is closed, but not later"), error);
}

static void
take (HeddlePathRow *self,
      GFile         *file,
      const GError  *error)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  HeddleField *field = heddle_parameter_row_get_field (row);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (file == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        heddle_parameter_row_refuse (row, error->message);
      return;
    }
  if (path == NULL || !g_utf8_validate (path, -1, NULL))
    {
      heddle_parameter_row_refuse (row, _("only files on this computer can be used"));
      return;
    }
  if (field != self->choosing)
    {
      heddle_toast_tell (GTK_WIDGET (self), _("Another step was selected meanwhile; choose again"));
      return;
    }
  heddle_settle (heddle_session_allow_path (heddle_open_workflow_get_session (heddle_field_get_workflow (field)), path),
                 allowed_cb, self);
  heddle_field_settle (field);
  heddle_parameter_row_edit (row, json_node_init_string (json_node_alloc (), path));
  heddle_field_settle (field);
  heddle_path_row_show (row, heddle_field_get_value (field));
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (HeddlePathRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  take (self, file, error);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (HeddlePathRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  take (self, file, error);
}

static void
choose_cb (HeddlePathRow *self)
{
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  const char *path = heddle_json_as_string (heddle_field_get_value (field));
  g_autoptr (GFile) file = path != NULL && g_path_is_absolute (path) ? g_file_new_for_path (path) : NULL;

  g_set_object (&self->choosing, field);
  if (file != NULL)
    gtk_file_dialog_set_initial_file (dialog, file);
  gtk_file_dialog_set_title (dialog, is_folder (self) ? _("Choose a Folder") : _("Choose a File"));
  if (is_folder (self))
    gtk_file_dialog_select_folder (dialog, window, NULL, folder_chosen_cb, g_object_ref (self));
  else
    gtk_file_dialog_open (dialog, window, NULL, file_chosen_cb, g_object_ref (self));
}

static GtkWidget *
build_button (HeddlePathRow *self)
{
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  GtkWidget *choose = gtk_button_new_from_icon_name (is_folder (self) ? "folder-open-symbolic"
                                                                      : "document-open-symbolic");
  const char *tip = is_folder (self) ? _("Choose a Folder") : _("Choose a File");
  g_autofree char *name = g_strdup_printf (is_folder (self) ? _("Choose a Folder for %s") : _("Choose a File for %s"),
                                           heddle_field_get_title (field));

  gtk_widget_set_tooltip_text (choose, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choose), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (choose, "flat");
  gtk_widget_add_css_class (choose, "circular");
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_cb), self);
  return choose;
}

static void
heddle_path_row_constructed (GObject *object)
{
  HeddlePathRow *self = HEDDLE_PATH_ROW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *labels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  G_OBJECT_CLASS (heddle_path_row_parent_class)->constructed (object);

  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_MIDDLE);
  self->place = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->place, 0);
  gtk_label_set_ellipsize (self->place, PANGO_ELLIPSIZE_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "dimmed");
  gtk_box_append (GTK_BOX (labels), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (labels), GTK_WIDGET (self->place));
  gtk_widget_set_hexpand (labels, TRUE);
  gtk_widget_set_valign (labels, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), labels);
  gtk_box_append (GTK_BOX (box), build_button (self));
  heddle_parameter_row_set_control (HEDDLE_PARAMETER_ROW (object), box, HEDDLE_PARAMETER_STACKED);
}

static void
heddle_path_row_dispose (GObject *object)
{
  g_clear_object (&HEDDLE_PATH_ROW (object)->choosing);

  G_OBJECT_CLASS (heddle_path_row_parent_class)->dispose (object);
}

static void
heddle_path_row_class_init (HeddlePathRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_path_row_constructed;
  G_OBJECT_CLASS (klass)->dispose = heddle_path_row_dispose;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_path_row_show;
}

static void
heddle_path_row_init (HeddlePathRow *self)
{
}

/**
 * heddle_path_row_new:
 * @field: a file or a folder
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_path_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_PATH_ROW, "field", field, NULL);
}
