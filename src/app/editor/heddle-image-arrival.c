/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-image-arrival.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "assets/heddle-asset-store.h"
#include "base/heddle-threads.h"
#include "editor/heddle-canvas-images.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

struct _HeddleImageArrival
{
  GObject        parent_instance;
  GWeakRef       canvas;
  HeddleSession *session;
  GPtrArray     *paths;
  guint          next;
  char          *temporary;
  GPtrArray     *records;
  double         x;
  double         y;
};

G_DEFINE_FINAL_TYPE (HeddleImageArrival, heddle_image_arrival, G_TYPE_OBJECT)

static void
heddle_image_arrival_finalize (GObject *object)
{
  HeddleImageArrival *self = HEDDLE_IMAGE_ARRIVAL (object);

  g_weak_ref_clear (&self->canvas);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->records);
  g_free (self->temporary);

  G_OBJECT_CLASS (heddle_image_arrival_parent_class)->finalize (object);
}

static void
heddle_image_arrival_class_init (HeddleImageArrivalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_image_arrival_finalize;
}

static void
heddle_image_arrival_init (HeddleImageArrival *self)
{
  g_weak_ref_init (&self->canvas, NULL);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_asset_record_free);
}

static gboolean
remove_temporary (gpointer   data,
                  GValue    *value,
                  GError   **error)
{
  const char *path = data;
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_unlink (path) == 0 && g_rmdir (folder) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s could not be removed", path);
  return FALSE;
}

/* What came in is there for good, whether the canvas still is or not. */
static void
finish (HeddleImageArrival *self)
{
  g_autoptr (HeddleCanvas) canvas = g_weak_ref_get (&self->canvas);

  if (self->temporary != NULL)
    dex_future_disown (heddle_run_blocking (remove_temporary, g_strdup (self->temporary), g_free));
  if (self->records->len > 0)
    {
      heddle_session_tell_assets_changed (self->session);
      if (canvas != NULL && gtk_widget_get_root (GTK_WIDGET (canvas)) != NULL)
        heddle_canvas_add_images (canvas, self->records, self->x, self->y);
    }
  g_object_unref (self);
}

static void import_next (HeddleImageArrival *self);

static void
say_problem (HeddleImageArrival *self,
             const char         *path,
             const GError       *error)
{
  g_autoptr (HeddleCanvas) canvas = g_weak_ref_get (&self->canvas);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *what = g_strdup_printf (_("“%s” could not be added"), name);

  if (canvas != NULL && gtk_widget_get_root (GTK_WIDGET (canvas)) != NULL)
    heddle_toast_error (GTK_WIDGET (canvas), what, error);
  else
    g_warning ("%s: %s", what, error->message);
}

static void
imported_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleImageArrival *self = owner;

  if (value != NULL)
    g_ptr_array_add (self->records, g_value_dup_boxed (value));
  else
    say_problem (self, self->paths->pdata[self->next], error);
  self->next++;
  import_next (self);
}

static void
import_next (HeddleImageArrival *self)
{
  HeddleAssetStore *assets = heddle_session_get_service (self->session, HEDDLE_TYPE_ASSET_STORE);

  if (self->next >= self->paths->len || assets == NULL)
    {
      finish (self);
      return;
    }
  heddle_settle (heddle_asset_store_import_file (assets, self->paths->pdata[self->next], NULL), imported_cb, self);
}

static HeddleImageArrival *
new_arrival (HeddleCanvas  *canvas,
             HeddleSession *session,
             double         x,
             double         y)
{
  HeddleImageArrival *self = g_object_new (HEDDLE_TYPE_IMAGE_ARRIVAL, NULL);

  g_weak_ref_set (&self->canvas, canvas);
  self->session = g_object_ref (session);
  self->x = x;
  self->y = y;
  return self;
}

/**
 * heddle_image_arrival_bring_files:
 * @canvas: a canvas
 * @session: the library that it belongs to
 * @files: (element-type GFile): images
 * @x: where their steps go, in canvas units
 * @y: likewise
 *
 * Copies images into the library and puts a step for each onto the canvas. What is no image is told of.
 */
void
heddle_image_arrival_bring_files (HeddleCanvas  *canvas,
                                  HeddleSession *session,
                                  GSList        *files,
                                  double         x,
                                  double         y)
{
  HeddleImageArrival *self = new_arrival (canvas, session, x, y);
  gboolean elsewhere = FALSE;

  for (GSList *l = files; l != NULL; l = l->next)
    {
      char *path = g_file_get_path (l->data);

      if (path != NULL)
        g_ptr_array_add (self->paths, path);
      else
        elsewhere = TRUE;
    }
  if (elsewhere)
    heddle_toast_tell (GTK_WIDGET (canvas), "%s", _("Only files on this machine can be imported"));
  import_next (self);
}

static gboolean
write_texture (gpointer   data,
               GValue    *value,
               GError   **error)
{
  g_autofree char *folder = g_dir_make_tmp ("heddle-XXXXXX", error);
  g_autofree char *path = NULL;

  if (folder == NULL)
    return FALSE;
  /* Translators: the name of an image that came from the clipboard */
  path = g_strdup_printf ("%s/%s.png", folder, _("Pasted image"));
  if (!gdk_texture_save_to_png (data, path))
    {
      g_rmdir (folder);
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("There is no room for the image"));
      return FALSE;
    }
  g_value_init (value, G_TYPE_STRING);
  g_value_take_string (value, g_steal_pointer (&path));
  return TRUE;
}

static void
written_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleImageArrival *self = owner;

  if (value == NULL)
    {
      say_problem (self, _("Pasted image"), error);
      finish (self);
      return;
    }
  self->temporary = g_value_dup_string (value);
  g_ptr_array_add (self->paths, g_value_dup_string (value));
  import_next (self);
}

/**
 * heddle_image_arrival_bring_texture:
 * @canvas: a canvas
 * @session: the library that it belongs to
 * @texture: an image that is in no file
 * @x: where its step goes, in canvas units
 * @y: likewise
 *
 * Writes an image into the library and puts a step for it onto the canvas.
 */
void
heddle_image_arrival_bring_texture (HeddleCanvas  *canvas,
                                    HeddleSession *session,
                                    GdkTexture    *texture,
                                    double         x,
                                    double         y)
{
  HeddleImageArrival *self = new_arrival (canvas, session, x, y);

  heddle_settle (heddle_run_blocking (write_texture, g_object_ref (texture), g_object_unref), written_cb, self);
}
