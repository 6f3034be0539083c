/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

#include "base/heddle-init.h"
#include "gallery/heddle-asset-offer.h"

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;

  gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
failed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  GError **error = data;

  g_assert_false (gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (source), result, error));
}

/* What is dragged is given once the file is there, and not before. */
static void
test_file (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/tmp/a cup.png");
  g_autofree char *uri = g_file_get_uri (file);
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GdkContentProvider) offer = heddle_asset_offer_new (file, dex_ref (DEX_FUTURE (promise)));
  g_autoptr (GdkContentFormats) formats = gdk_content_provider_ref_formats (offer);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  gboolean written = FALSE;

  g_assert_true (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/uri-list"));
  gdk_content_provider_write_mime_type_async (offer, "text/uri-list", stream, 0, NULL, written_cb, &written);
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (written);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), ==, 0);

  dex_promise_resolve_boolean (promise, TRUE);
  while (!written)
    g_main_context_iteration (NULL, TRUE);
  g_output_stream_write (stream, "", 1, NULL, NULL);
  g_assert_true (g_str_has_prefix (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), uri));
  dex_unref (promise);
}

static void
test_failure (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/tmp/a cup.png");
  DexFuture *failed = dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "The disk is full.");
  g_autoptr (GdkContentProvider) offer = heddle_asset_offer_new (file, failed);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  gdk_content_provider_write_mime_type_async (offer, "text/uri-list", stream, 0, NULL, failed_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/asset-offer/file", test_file);
  g_test_add_func ("/asset-offer/failure", test_failure);

  return g_test_run ();
}
