/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-asset-offer.h"

#include "widgets/heddle-settle.h"

struct _HeddleAssetOffer
{
  GdkContentProvider  parent_instance;
  GFile              *file;
  DexFuture          *ready;
};

typedef struct
{
  char          *mime;
  GOutputStream *stream;
  int            priority;
} Writing;

G_DEFINE_FINAL_TYPE (HeddleAssetOffer, heddle_asset_offer, GDK_TYPE_CONTENT_PROVIDER)

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->mime);
  g_object_unref (writing->stream);
  g_free (writing);
}

static GdkContentFormats *
heddle_asset_offer_ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_union_serialize_mime_types (gdk_content_formats_new_for_gtype (GDK_TYPE_FILE_LIST));
}

static void
set_files (HeddleAssetOffer *self,
           GValue             *value)
{
  GSList files = { .data = self->file };

  g_value_init (value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (value, gdk_file_list_new_from_list (&files));
}

static gboolean
heddle_asset_offer_get_value (GdkContentProvider  *provider,
                                GValue              *value,
                                GError             **error)
{
  g_auto (GValue) files = G_VALUE_INIT;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return GDK_CONTENT_PROVIDER_CLASS (heddle_asset_offer_parent_class)->get_value (provider, value, error);
  set_files (HEDDLE_ASSET_OFFER (provider), &files);
  g_value_copy (&files, value);
  return TRUE;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (gdk_content_serialize_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
ready_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  GTask *task = owner;
  Writing *writing = g_task_get_task_data (task);
  g_auto (GValue) files = G_VALUE_INIT;

  if (error != NULL)
    {
      g_task_return_error (task, g_error_copy (error));
      g_object_unref (task);
      return;
    }
  set_files (g_task_get_source_object (task), &files);
  gdk_content_serialize_async (writing->stream, writing->mime, &files, writing->priority,
                               g_task_get_cancellable (task), written_cb, task);
}

static void
heddle_asset_offer_write_mime_type_async (GdkContentProvider  *provider,
                                            const char          *mime,
                                            GOutputStream       *stream,
                                            int                  priority,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             data)
{
  HeddleAssetOffer *self = HEDDLE_ASSET_OFFER (provider);
  GTask *task = g_task_new (provider, cancellable, callback, data);
  Writing *writing = g_new0 (Writing, 1);

  writing->mime = g_strdup (mime);
  writing->stream = g_object_ref (stream);
  writing->priority = priority;
  g_task_set_task_data (task, writing, writing_free);
  heddle_settle (dex_ref (self->ready), ready_cb, task);
}

static gboolean
heddle_asset_offer_write_mime_type_finish (GdkContentProvider  *provider,
                                             GAsyncResult        *result,
                                             GError             **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
heddle_asset_offer_finalize (GObject *object)
{
  HeddleAssetOffer *self = HEDDLE_ASSET_OFFER (object);

  g_clear_object (&self->file);
  dex_clear (&self->ready);

  G_OBJECT_CLASS (heddle_asset_offer_parent_class)->finalize (object);
}

static void
heddle_asset_offer_class_init (HeddleAssetOfferClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heddle_asset_offer_finalize;
  provider_class->ref_formats = heddle_asset_offer_ref_formats;
  provider_class->get_value = heddle_asset_offer_get_value;
  provider_class->write_mime_type_async = heddle_asset_offer_write_mime_type_async;
  provider_class->write_mime_type_finish = heddle_asset_offer_write_mime_type_finish;
}

static void
heddle_asset_offer_init (HeddleAssetOffer *self)
{
}

/**
 * heddle_asset_offer_new:
 * @file: where the file will be
 * @ready: (transfer full): resolves once it is there
 *
 * Returns: (transfer full): the file, to be dragged
 */
GdkContentProvider *
heddle_asset_offer_new (GFile     *file,
                          DexFuture *ready)
{
  HeddleAssetOffer *self = g_object_new (HEDDLE_TYPE_ASSET_OFFER, NULL);

  self->file = g_object_ref (file);
  self->ready = ready;
  return GDK_CONTENT_PROVIDER (self);
}
