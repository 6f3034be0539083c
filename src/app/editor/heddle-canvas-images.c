/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-images.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-private.h"
#include "editor/heddle-image-arrival.h"
#include "graph/heddle-node-group.h"
#include "store/heddle-asset-record.h"
#include "widgets/heddle-toast.h"

/* From one image that was added to the next. */
#define NEXT_STEP (8 * HEDDLE_CANVAS_GRID)

static gboolean
add_image (HeddleDocument           *document,
           HeddlePipeline           *pipeline,
           const HeddleAssetRecord  *record,
           double                    x,
           double                    y,
           char                    **id,
           GError                  **error)
{
  const char *path[] = { "name", NULL };
  g_autoptr (JsonObject) config = json_object_new ();
  g_autoptr (JsonNode) name = json_node_init_string (json_node_alloc (), record->name);
  g_autoptr (HeddleEdit) edit = NULL;

  json_object_set_string_member (config, "asset", record->uuid);
  *id = heddle_node_group_add (document, pipeline, "input.image", config, x, y, error);
  if (*id == NULL)
    return FALSE;
  edit = heddle_edit_new_set (HEDDLE_ELEMENT_NODE, heddle_pipeline_get_id (pipeline), *id, path, name);
  return heddle_document_apply (document, edit, error);
}

/**
 * heddle_canvas_add_images:
 * @self: a canvas
 * @records: (element-type HeddleAssetRecord): images of the library
 * @x: where the first one's step goes, in canvas units
 * @y: likewise
 *
 * Adds a step for each image, one below the other.
 */
void
heddle_canvas_add_images (HeddleCanvas *self,
                          GPtrArray    *records,
                          double        x,
                          double        y)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  g_auto (GStrv) ids = g_new0 (char *, records->len + 1);
  g_autoptr (GError) error = NULL;

  x = round (x / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
  y = round (y / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
  heddle_canvas_find_free_place (self, &x, &y);
  heddle_document_begin (document, g_dngettext (GETTEXT_PACKAGE, "Add Image", "Add Images", records->len));
  for (guint i = 0; i < records->len; i++)
    {
      if (add_image (document, pipeline, records->pdata[i], x, y + i * NEXT_STEP, &ids[i], &error))
        continue;
      heddle_document_abandon (document);
      heddle_toast_error (GTK_WIDGET (self), _("The step could not be added"), error);
      return;
    }
  heddle_document_end (document);
  heddle_canvas_set_selection (self, (const char *const *) ids);
  heddle_canvas_reveal_node (self, ids[0]);
}

static void
bring_files (HeddleCanvas *self,
             GSList       *files,
             double        x,
             double        y)
{
  heddle_image_arrival_bring_files (self, heddle_open_workflow_get_session (self->workflow), files, x, y);
}

static gboolean
is_image (const HeddleAssetRecord *record)
{
  return g_str_has_prefix (record->mime, "image/");
}

static void
add_asset (HeddleCanvas            *self,
           const HeddleAssetRecord *record,
           double                   x,
           double                   y)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, (gpointer) record);
  heddle_canvas_add_images (self, records, x, y);
}

/* Adds what was dropped or pasted, whichever it is. */
static void
add_value (HeddleCanvas *self,
           const GValue *value,
           double        x,
           double        y)
{
  if (G_VALUE_HOLDS (value, HEDDLE_TYPE_ASSET_RECORD))
    add_asset (self, g_value_get_boxed (value), x, y);
  else if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    bring_files (self, g_value_get_boxed (value), x, y);
  else
    heddle_image_arrival_bring_texture (self, heddle_open_workflow_get_session (self->workflow),
                                        g_value_get_object (value), x, y);
}

static gboolean
are_images (GSList *files)
{
  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *name = g_file_get_basename (l->data);
      g_autofree char *type = name != NULL ? g_content_type_guess (name, NULL, 0, NULL) : NULL;
      g_autofree char *mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;

      if (mime == NULL || !g_str_has_prefix (mime, "image/"))
        return FALSE;
    }
  return files != NULL;
}

/* What is not for the canvas, such as a workflow, is for the window. */
static void
offered_cb (GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);

  if (value != NULL
      && ((G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) && !are_images (g_value_get_boxed (value)))
          || (G_VALUE_HOLDS (value, HEDDLE_TYPE_ASSET_RECORD) && !is_image (g_value_get_boxed (value)))))
    gtk_drop_target_reject (target);
}

static gboolean
dropped_cb (HeddleCanvas       *self,
            const GValue       *value,
            double              widget_x,
            double              widget_y,
            GtkEventController *target)
{
  graphene_point_t place = GRAPHENE_POINT_INIT ((float) widget_x, (float) widget_y);
  double x, y;

  if (!gtk_widget_compute_point (gtk_event_controller_get_widget (target), GTK_WIDGET (self), &place, &place))
    return FALSE;
  heddle_viewport_to_canvas (self->viewport, place.x, place.y, &x, &y);
  add_value (self, value, x, y);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

/**
 * heddle_canvas_take_images:
 * @self: a canvas
 * @widget: it, or what it is in
 *
 * Makes the canvas take images that are dropped on the widget.
 */
void
heddle_canvas_take_images (HeddleCanvas *self,
                           GtkWidget    *widget)
{
  /* What is in the library already is not brought there again. */
  GType types[] = { HEDDLE_TYPE_ASSET_RECORD, GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "notify::value", G_CALLBACK (offered_cb), NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

static void
value_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (HeddleCanvas) self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  double x, y;

  /* The tab may have been closed meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (value == NULL)
    {
      heddle_toast_error (GTK_WIDGET (self), _("The image could not be pasted"), error);
      return;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) && !are_images (g_value_get_boxed (value)))
    {
      heddle_toast_tell (GTK_WIDGET (self), "%s", _("Only images can be pasted here; import other files"));
      return;
    }
  heddle_canvas_find_target (self, &x, &y);
  add_value (self, value, x, y);
}

/**
 * heddle_canvas_paste_images:
 * @self: a canvas
 *
 * Pastes what is in the clipboard, if that is an asset, files or an image. Programs that copy text give a picture of it
 * as well: that is not meant.
 *
 * Returns: whether it is
 */
gboolean
heddle_canvas_paste_images (HeddleCanvas *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  g_autoptr (GdkContentFormats) formats =
    gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));
  gboolean files = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST);
  gboolean asset = gdk_content_formats_contain_gtype (formats, HEDDLE_TYPE_ASSET_RECORD);
  gboolean image = gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)
                   && !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING);
  GType type = asset ? HEDDLE_TYPE_ASSET_RECORD : files ? GDK_TYPE_FILE_LIST : GDK_TYPE_TEXTURE;

  if (asset || files || image)
    gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, NULL, value_read_cb, g_object_ref (self));
  return asset || files || image;
}
