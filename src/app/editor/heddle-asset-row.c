/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-asset-row.h"

#include <glib/gi18n-lib.h>

#include "assets/heddle-asset-store.h"
#include "base/heddle-json.h"
#include "store/heddle-asset-repository.h"
#include "widgets/heddle-isolate.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"
#include "widgets/heddle-thumbnails.h"
#include "widgets/heddle-tooltip.h"

#define PICTURE 54

struct _HeddleAssetRow
{
  HeddleParameterRow  parent_instance;
  GtkPicture         *picture;
  GtkWidget          *frame;
  GtkLabel           *name;
  GtkLabel           *facts;
  GtkStack           *button;
  char               *asset;
  char               *looking;
  guint               request;
  HeddleField        *choosing;
};

G_DEFINE_FINAL_TYPE (HeddleAssetRow, heddle_asset_row, HEDDLE_TYPE_PARAMETER_ROW)

static HeddleSession *
get_session (HeddleAssetRow *self)
{
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));

  return heddle_open_workflow_get_session (heddle_field_get_workflow (field));
}

static void
forget_request (HeddleAssetRow *self)
{
  if (self->request != 0)
    heddle_thumbnails_cancel (heddle_session_get_thumbnails (get_session (self)), self->request);
  self->request = 0;
}

static void
thumbnail_cb (GdkTexture   *texture,
              const GError *error,
              gpointer      data)
{
  HeddleAssetRow *self = data;

  self->request = 0;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->frame, texture != NULL);
}

static void
show_facts (HeddleAssetRow *self,
            const char     *name,
            const char     *facts)
{
  gtk_label_set_text (self->name, name);
  heddle_tooltip_set (GTK_WIDGET (self->name), name);
  gtk_label_set_text (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *facts != '\0');
}

static void look (HeddleAssetRow *self);

static void
found_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleAssetRow *self = owner;
  g_autofree char *looked = g_steal_pointer (&self->looking);
  const HeddleAssetRecord *record = value != NULL ? g_value_get_boxed (value) : NULL;
  g_autofree char *facts = NULL;

  if (g_strcmp0 (looked, self->asset) != 0)
    {
      look (self);
      return;
    }
  if (record == NULL)
    {
      if (g_error_matches (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND))
        show_facts (self, _("Missing image"), _("It is not in this library"));
      else
        show_facts (self, _("Image"), error->message);
      return;
    }

  if (record->width > 0)
    /* Translators: width and height of an image in pixels */
    facts = heddle_isolate (_("%d × %d"), record->width, record->height);
  show_facts (self, record->name, facts != NULL ? facts : "");
  forget_request (self);
  self->request = heddle_thumbnails_load (heddle_session_get_thumbnails (get_session (self)), record->blob,
                                          thumbnail_cb, self);
}

static gboolean
find_asset (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  HeddleAssetRecord *record = heddle_assets_find (database, data, error);

  if (record == NULL)
    return FALSE;
  g_value_init (result, HEDDLE_TYPE_ASSET_RECORD);
  g_value_take_boxed (result, record);
  return TRUE;
}

/* One at a time: an answer, good or bad, is then known to be of the image that was asked for. */
static void
look (HeddleAssetRow *self)
{
  HeddleLibrary *library = heddle_session_get_library (get_session (self));

  if (self->asset == NULL || self->looking != NULL || library == NULL)
    return;
  self->looking = g_strdup (self->asset);
  heddle_settle (heddle_library_read (library, find_asset, g_strdup (self->asset), g_free), found_cb, self);
}

static void
heddle_asset_row_show (HeddleParameterRow *row,
                       JsonNode           *value)
{
  HeddleAssetRow *self = HEDDLE_ASSET_ROW (row);

  forget_request (self);
  gtk_widget_set_visible (self->frame, FALSE);
  g_set_str (&self->asset, heddle_json_as_string (value));
  show_facts (self, self->asset == NULL ? _("None chosen") : _("Image"), "");
  look (self);
}

static void
imported_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleAssetRow *self = owner;
  const HeddleAssetRecord *record = value != NULL ? g_value_get_boxed (value) : NULL;
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  HeddleField *field = heddle_parameter_row_get_field (row);

  gtk_stack_set_visible_child_name (self->button, "choose");
  if (record != NULL && field != self->choosing)
    {
      /* The row has gone on to another step, which nobody chose an image for. */
      heddle_session_tell_assets_changed (get_session (self));
      heddle_toast_tell (GTK_WIDGET (self), _("“%s” is in the gallery; another step was selected meanwhile"),
                         record->name);
      return;
    }
  if (record == NULL)
    {
      heddle_parameter_row_refuse (row, error->message);
      return;
    }
  heddle_field_settle (field);
  heddle_parameter_row_edit_instead (row, json_node_init_string (json_node_alloc (), record->uuid), "path");
  heddle_field_settle (field);
  heddle_asset_row_show (row, heddle_field_get_value (field));
  heddle_session_tell_assets_changed (get_session (self));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeddleAssetRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);
  HeddleAssetStore *assets;
  g_autofree char *path = NULL;

  if (file == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        heddle_parameter_row_refuse (HEDDLE_PARAMETER_ROW (self), error->message);
      return;
    }
  path = g_file_get_path (file);
  if (path == NULL)
    {
      heddle_parameter_row_refuse (HEDDLE_PARAMETER_ROW (self), _("only files on this computer can be used"));
      return;
    }
  if (heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self)) != self->choosing)
    {
      heddle_toast_tell (GTK_WIDGET (self), _("Another step was selected meanwhile; choose its image again"));
      return;
    }
  gtk_stack_set_visible_child_name (self->button, "wait");
  assets = heddle_session_get_service (get_session (self), HEDDLE_TYPE_ASSET_STORE);
  heddle_settle (heddle_asset_store_import_file (assets, path, NULL), imported_cb, self);
}

static void
choose_cb (HeddleAssetRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_set_object (&self->choosing, heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self)));
  gtk_file_filter_set_name (filter, _("Images"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Choose an Image"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb,
                        g_object_ref (self));
}

static GtkWidget *
build_button (HeddleAssetRow *self)
{
  GtkWidget *choose = gtk_button_new_from_icon_name ("document-open-symbolic");
  GtkWidget *spinner = adw_spinner_new ();
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  /* Translators: a button; %s is a parameter, such as Product Photo */
  g_autofree char *name = g_strdup_printf (_("Choose a File for %s"), heddle_field_get_title (field));

  self->button = GTK_STACK (gtk_stack_new ());
  heddle_tooltip_set (choose, _("Choose a File"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choose), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (choose, "flat");
  gtk_widget_add_css_class (choose, "circular");
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_cb), self);
  gtk_stack_add_named (self->button, choose, "choose");
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Importing the Image"),
                                  -1);
  gtk_stack_add_named (self->button, spinner, "wait");
  return GTK_WIDGET (self->button);
}

static void
heddle_asset_row_constructed (GObject *object)
{
  HeddleAssetRow *self = HEDDLE_ASSET_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *labels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  G_OBJECT_CLASS (heddle_asset_row_parent_class)->constructed (object);

  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_COVER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), PICTURE, PICTURE);
  self->frame = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->frame), PICTURE);
  adw_clamp_set_child (ADW_CLAMP (self->frame), GTK_WIDGET (self->picture));
  gtk_widget_add_css_class (GTK_WIDGET (self->picture), "heddle-thumb");
  gtk_widget_set_overflow (GTK_WIDGET (self->picture), GTK_OVERFLOW_HIDDEN);
  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name, 0);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_MIDDLE);
  self->facts = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->facts, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "dimmed");
  gtk_box_append (GTK_BOX (labels), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (labels), GTK_WIDGET (self->facts));
  gtk_widget_set_hexpand (labels, TRUE);
  gtk_widget_set_valign (labels, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->frame);
  gtk_box_append (GTK_BOX (box), labels);
  gtk_box_append (GTK_BOX (box), build_button (self));

  heddle_parameter_row_set_control (row, box, HEDDLE_PARAMETER_STACKED);
}

static void
heddle_asset_row_dispose (GObject *object)
{
  forget_request (HEDDLE_ASSET_ROW (object));
  g_clear_object (&HEDDLE_ASSET_ROW (object)->choosing);

  G_OBJECT_CLASS (heddle_asset_row_parent_class)->dispose (object);
}

static void
heddle_asset_row_finalize (GObject *object)
{
  g_free (HEDDLE_ASSET_ROW (object)->asset);
  g_free (HEDDLE_ASSET_ROW (object)->looking);

  G_OBJECT_CLASS (heddle_asset_row_parent_class)->finalize (object);
}

static void
heddle_asset_row_class_init (HeddleAssetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_asset_row_constructed;
  G_OBJECT_CLASS (klass)->dispose = heddle_asset_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = heddle_asset_row_finalize;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_asset_row_show;
}

static void
heddle_asset_row_init (HeddleAssetRow *self)
{
}

/**
 * heddle_asset_row_new:
 * @field: an image of the library
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_asset_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_ASSET_ROW, "field", field, NULL);
}
