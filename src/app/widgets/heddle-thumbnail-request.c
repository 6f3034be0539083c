/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-thumbnail-request.h"

#include <glib/gstdio.h>

#include "base/heddle-threads.h"

typedef struct
{
  guint               id;
  HeddleThumbnailFunc func;
  gpointer            data;
} Waiter;

struct _HeddleThumbnailRequest
{
  GObject              parent_instance;
  gpointer             owner;
  HeddleAssetStore    *assets;
  char                *blob;
  HeddleThumbnailSize  size;
  GArray              *waiters;
};

G_DEFINE_FINAL_TYPE (HeddleThumbnailRequest, heddle_thumbnail_request, G_TYPE_OBJECT)

static void
heddle_thumbnail_request_finalize (GObject *object)
{
  HeddleThumbnailRequest *self = HEDDLE_THUMBNAIL_REQUEST (object);

  g_clear_object (&self->assets);
  g_clear_pointer (&self->blob, g_free);
  g_clear_pointer (&self->waiters, g_array_unref);

  G_OBJECT_CLASS (heddle_thumbnail_request_parent_class)->finalize (object);
}

static void
heddle_thumbnail_request_class_init (HeddleThumbnailRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_thumbnail_request_finalize;
}

static void
heddle_thumbnail_request_init (HeddleThumbnailRequest *self)
{
  self->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
}

/**
 * heddle_thumbnail_request_new:
 * @owner: (not nullable): the one that keeps the request, for as long as it lives
 * @assets: the asset store
 * @blob: SHA-256 of an image
 * @size: how large
 *
 * Returns: (transfer full): a request that nobody waits for yet
 */
HeddleThumbnailRequest *
heddle_thumbnail_request_new (gpointer             owner,
                              HeddleAssetStore    *assets,
                              const char          *blob,
                              HeddleThumbnailSize  size)
{
  HeddleThumbnailRequest *self = g_object_new (HEDDLE_TYPE_THUMBNAIL_REQUEST, NULL);

  self->owner = owner;
  self->assets = g_object_ref (assets);
  self->blob = g_strdup (blob);
  self->size = size;
  return self;
}

/**
 * heddle_thumbnail_request_get_owner:
 * @self: a request
 *
 * Returns: (transfer none): the one that keeps it
 */
gpointer
heddle_thumbnail_request_get_owner (HeddleThumbnailRequest *self)
{
  return self->owner;
}

/**
 * heddle_thumbnail_request_get_blob:
 * @self: a request
 *
 * Returns: (transfer none): SHA-256 of the image
 */
const char *
heddle_thumbnail_request_get_blob (HeddleThumbnailRequest *self)
{
  return self->blob;
}

/**
 * heddle_thumbnail_request_get_size:
 * @self: a request
 *
 * Returns: how large the thumbnail is to be
 */
HeddleThumbnailSize
heddle_thumbnail_request_get_size (HeddleThumbnailRequest *self)
{
  return self->size;
}

/**
 * heddle_thumbnail_request_add_waiter:
 * @self: a request
 * @id: what the one who waits is called
 * @func: (scope notified): what is done with the thumbnail
 * @data: handed to @func
 *
 * Adds one who waits for it.
 */
void
heddle_thumbnail_request_add_waiter (HeddleThumbnailRequest *self,
                                     guint                   id,
                                     HeddleThumbnailFunc     func,
                                     gpointer                data)
{
  Waiter waiter = { .id = id, .func = func, .data = data };

  g_array_append_val (self->waiters, waiter);
}

/**
 * heddle_thumbnail_request_remove_waiter:
 * @self: a request
 * @id: one who waits for it
 *
 * Takes away one who no longer waits.
 */
void
heddle_thumbnail_request_remove_waiter (HeddleThumbnailRequest *self,
                                        guint                   id)
{
  for (guint i = 0; i < self->waiters->len; i++)
    if (g_array_index (self->waiters, Waiter, i).id == id)
      {
        g_array_remove_index (self->waiters, i);
        return;
      }
}

/**
 * heddle_thumbnail_request_get_n_waiters:
 * @self: a request
 *
 * Returns: how many wait for it
 */
guint
heddle_thumbnail_request_get_n_waiters (HeddleThumbnailRequest *self)
{
  return self->waiters->len;
}

/**
 * heddle_thumbnail_request_get_waiter:
 * @self: a request
 * @position: less than their number
 *
 * Returns: the id of one who waits for it
 */
guint
heddle_thumbnail_request_get_waiter (HeddleThumbnailRequest *self,
                                     guint                   position)
{
  return g_array_index (self->waiters, Waiter, position).id;
}

/**
 * heddle_thumbnail_request_answer:
 * @self: a request
 * @texture: (nullable): the picture
 * @error: (nullable): why there is none
 *
 * Tells all who wait. One may stop waiting while another is told.
 */
void
heddle_thumbnail_request_answer (HeddleThumbnailRequest *self,
                                 GdkTexture             *texture,
                                 const GError           *error)
{
  while (self->waiters->len > 0)
    {
      Waiter waiter = g_array_index (self->waiters, Waiter, 0);

      g_array_remove_index (self->waiters, 0);
      waiter.func (texture, error, waiter.data);
    }
}

static gboolean
decode (gpointer   data,
        GValue    *value,
        GError   **error)
{
  GdkTexture *texture = gdk_texture_new_from_filename (data, error);

  if (texture == NULL)
    return FALSE;
  g_value_init (value, GDK_TYPE_TEXTURE);
  g_value_take_object (value, texture);
  return TRUE;
}

/**
 * heddle_thumbnail_request_read:
 * @self: a request
 *
 * Reads the thumbnail that is there.
 *
 * Returns: (transfer full): resolves to a [class@Gdk.Texture], and rejects if there is no file or
 *   none that can be read
 */
DexFuture *
heddle_thumbnail_request_read (HeddleThumbnailRequest *self)
{
  return heddle_run_blocking (decode, heddle_asset_store_dup_thumbnail_path (self->assets, self->blob, self->size),
                              g_free);
}

static gboolean
remove_file (gpointer   data,
             GValue    *value,
             GError   **error)
{
  g_unlink (data);
  return TRUE;
}

/* A fiber keeps no request: those live and end on the main thread. */
typedef struct
{
  HeddleAssetStore    *assets;
  char                *blob;
  HeddleThumbnailSize  size;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->assets);
  g_free (making->blob);
  g_free (making);
}

static DexFuture *
make_fiber (gpointer data)
{
  Making *making = data;
  g_autofree char *path = heddle_asset_store_dup_thumbnail_path (making->assets, making->blob, making->size);
  g_autoptr (GError) error = NULL;

  dex_await (heddle_run_blocking (remove_file, g_strdup (path), g_free), NULL);
  if (!dex_await (heddle_asset_store_make_thumbnail (making->assets, making->blob, making->size), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return heddle_run_blocking (decode, g_steal_pointer (&path), g_free);
}

/**
 * heddle_thumbnail_request_make:
 * @self: a request
 *
 * Makes the thumbnail, in place of a file that cannot be read if there is one.
 *
 * Returns: (transfer full): resolves to a [class@Gdk.Texture], and rejects if the image cannot be
 *   read
 */
DexFuture *
heddle_thumbnail_request_make (HeddleThumbnailRequest *self)
{
  Making *making = g_new0 (Making, 1);

  making->assets = g_object_ref (self->assets);
  making->blob = g_strdup (self->blob);
  making->size = self->size;
  return heddle_spawn (make_fiber, making, making_free);
}
