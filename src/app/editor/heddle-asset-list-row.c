/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-asset-list-row.h"

#include <glib/gi18n-lib.h>

#include "assets/heddle-asset-store.h"
#include "base/heddle-json.h"
#include "store/heddle-asset-repository.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-thumbnails.h"
#include "widgets/heddle-toast.h"

#define PICTURE 54

/* One import after the other: each waits on its thread for others of the same pool. */
struct _HeddleAssetListRow
{
  HeddleParameterRow  parent_instance;
  GtkListBox         *list;
  GtkStack           *button;
  GPtrArray          *arrivals;
  HeddleField        *choosing;
};

G_DEFINE_FINAL_TYPE (HeddleAssetListRow, heddle_asset_list_row, HEDDLE_TYPE_PARAMETER_ROW)

static void import_next (HeddleAssetListRow *self);

static HeddleSession *
get_session (HeddleAssetListRow *self)
{
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));

  return heddle_open_workflow_get_session (heddle_field_get_workflow (field));
}

static JsonArray *
copy_assets (HeddleAssetListRow *self)
{
  JsonNode *value = heddle_field_get_value (heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self)));
  JsonArray *assets = json_array_new ();
  JsonArray *old = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
    {
      const char *asset = heddle_json_as_string (json_array_get_element (old, i));

      if (asset != NULL)
        json_array_add_string_element (assets, asset);
    }
  return assets;
}

static void
set_assets (HeddleAssetListRow *self,
            JsonArray          *assets)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  HeddleField *field = heddle_parameter_row_get_field (row);
  JsonNode *value = json_array_get_length (assets) > 0 ? json_node_init_array (json_node_alloc (), assets) : NULL;

  heddle_field_settle (field);
  heddle_parameter_row_edit_instead (row, value, value != NULL ? "folder" : NULL);
  heddle_field_settle (field);
  HEDDLE_PARAMETER_ROW_GET_CLASS (row)->show (row, heddle_field_get_value (field));
}

static void
remove_cb (HeddleAssetListRow *self,
           GtkWidget          *button)
{
  GtkWidget *item = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  g_autoptr (JsonArray) assets = copy_assets (self);
  guint position = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (item));

  if (position >= json_array_get_length (assets))
    return;
  json_array_remove_element (assets, position);
  gtk_widget_grab_focus (gtk_stack_get_child_by_name (self->button, "choose"));
  set_assets (self, assets);
}

static void
thumbnail_cb (GdkTexture   *texture,
              const GError *error,
              gpointer      data)
{
  g_autoptr (GtkPicture) picture = data;

  gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

static void
found_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  GtkWidget *item = owner;
  GtkLabel *name = g_object_get_data (G_OBJECT (item), "name");
  GtkWidget *button = g_object_get_data (G_OBJECT (item), "button");
  const HeddleAssetRecord *record = value != NULL ? g_value_get_boxed (value) : NULL;
  HeddleSession *session = g_object_get_data (G_OBJECT (item), "session");
  const char *text = record != NULL ? record->name : _("Missing image");
  /* Translators: a button; %s is an image's name */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), text);

  gtk_label_set_text (name, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (name), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (record != NULL && heddle_session_is_open (session))
    heddle_thumbnails_load (heddle_session_get_thumbnails (session), record->blob, thumbnail_cb,
                            g_object_ref (g_object_get_data (G_OBJECT (item), "picture")));
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

static GtkWidget *
item_new (HeddleAssetListRow *self,
          const char         *asset)
{
  HeddleLibrary *library = heddle_session_get_library (get_session (self));
  GtkWidget *item = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *frame = adw_clamp_new ();
  GtkWidget *height = adw_clamp_new ();
  GtkWidget *name = gtk_label_new (_("Image"));
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_size_request (picture, PICTURE, PICTURE);
  gtk_widget_add_css_class (picture, "heddle-thumb");
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  adw_clamp_set_maximum_size (ADW_CLAMP (frame), PICTURE);
  adw_clamp_set_child (ADW_CLAMP (frame), height);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (height), GTK_ORIENTATION_VERTICAL);
  adw_clamp_set_maximum_size (ADW_CLAMP (height), PICTURE);
  adw_clamp_set_child (ADW_CLAMP (height), picture);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), frame);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (item), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (item), FALSE);
  gtk_widget_set_focusable (item, FALSE);
  g_object_set_data (G_OBJECT (item), "picture", picture);
  g_object_set_data (G_OBJECT (item), "name", name);
  g_object_set_data (G_OBJECT (item), "button", button);
  g_object_set_data_full (G_OBJECT (item), "session", g_object_ref (get_session (self)), g_object_unref);
  if (library != NULL)
    heddle_settle (heddle_library_read (library, find_asset, g_strdup (asset), g_free), found_cb, item);
  return item;
}

static void
heddle_asset_list_row_show (HeddleParameterRow *row,
                            JsonNode           *value)
{
  HeddleAssetListRow *self = HEDDLE_ASSET_LIST_ROW (row);
  g_autoptr (JsonArray) assets = copy_assets (self);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < json_array_get_length (assets); i++)
    gtk_list_box_append (self->list, item_new (self, json_array_get_string_element (assets, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), json_array_get_length (assets) > 0);
}

static void
imported_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleAssetListRow *self = owner;
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  const HeddleAssetRecord *record = value != NULL ? g_value_get_boxed (value) : NULL;

  if (record != NULL)
    {
      heddle_session_tell_assets_changed (get_session (self));
      if (heddle_parameter_row_get_field (row) == self->choosing)
        {
          g_autoptr (JsonArray) assets = copy_assets (self);

          json_array_add_string_element (assets, record->uuid);
          set_assets (self, assets);
        }
      else
        {
          heddle_toast_tell (GTK_WIDGET (self), _("“%s” is in the gallery; another step was selected meanwhile"),
                             record->name);
        }
    }
  else
    {
      heddle_parameter_row_refuse (row, error->message);
    }
  import_next (self);
}

static void
import_next (HeddleAssetListRow *self)
{
  HeddleAssetStore *store;
  g_autofree char *path = NULL;

  gtk_stack_set_visible_child_name (self->button, self->arrivals->len > 0 ? "wait" : "choose");
  if (self->arrivals->len == 0 || !heddle_session_is_open (get_session (self)))
    return;
  store = heddle_session_get_service (get_session (self), HEDDLE_TYPE_ASSET_STORE);
  path = g_ptr_array_steal_index (self->arrivals, 0);
  heddle_settle (heddle_asset_store_import_file (store, path, NULL), imported_cb, self);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (HeddleAssetListRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);

  if (files == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        heddle_parameter_row_refuse (HEDDLE_PARAMETER_ROW (self), error->message);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (self->arrivals, path);
      else
        heddle_parameter_row_refuse (HEDDLE_PARAMETER_ROW (self), _("only files on this computer can be used"));
    }
  import_next (self);
}

static void
choose_cb (HeddleAssetListRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_set_object (&self->choosing, heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self)));
  gtk_file_filter_set_name (filter, _("Images"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _("Add Images"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, chosen_cb,
                                 g_object_ref (self));
}

static void
heddle_asset_list_row_constructed (GObject *object)
{
  HeddleAssetListRow *self = HEDDLE_ASSET_LIST_ROW (object);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *spinner = adw_spinner_new ();
  GtkWidget *choose = gtk_button_new_with_mnemonic (_("_Add Images…"));

  G_OBJECT_CLASS (heddle_asset_list_row_parent_class)->constructed (object);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "heddle-bare");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heddle_field_get_title (heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self))),
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Importing the Images"), -1);
  self->button = GTK_STACK (gtk_stack_new ());
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_cb), self);
  gtk_stack_add_named (self->button, choose, "choose");
  gtk_stack_add_named (self->button, spinner, "wait");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  heddle_parameter_row_set_control (HEDDLE_PARAMETER_ROW (object), box, HEDDLE_PARAMETER_STACKED);
}

static void
heddle_asset_list_row_dispose (GObject *object)
{
  g_clear_object (&HEDDLE_ASSET_LIST_ROW (object)->choosing);

  G_OBJECT_CLASS (heddle_asset_list_row_parent_class)->dispose (object);
}

static void
heddle_asset_list_row_finalize (GObject *object)
{
  g_ptr_array_unref (HEDDLE_ASSET_LIST_ROW (object)->arrivals);

  G_OBJECT_CLASS (heddle_asset_list_row_parent_class)->finalize (object);
}

static void
heddle_asset_list_row_class_init (HeddleAssetListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_asset_list_row_constructed;
  G_OBJECT_CLASS (klass)->dispose = heddle_asset_list_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = heddle_asset_list_row_finalize;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_asset_list_row_show;
}

static void
heddle_asset_list_row_init (HeddleAssetListRow *self)
{
  self->arrivals = g_ptr_array_new_with_free_func (g_free);
}

/**
 * heddle_asset_list_row_new:
 * @field: images of the library
 *
 * Returns: (transfer floating): a row for them
 */
GtkWidget *
heddle_asset_list_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_ASSET_LIST_ROW, "field", field, NULL);
}
