/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-media.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "assets/heddle-image-ending.h"
#include "base/heddle-threads.h"

/* How often a result is fetched that does not come whole. */
#define MAX_FETCHES 3

typedef struct
{
  char *mime;
  GBytes *bytes;
  JsonNode *text;
} Coding;

static void
coding_free (gpointer data)
{
  Coding *coding = data;

  g_free (coding->mime);
  g_clear_pointer (&coding->bytes, g_bytes_unref);
  g_clear_pointer (&coding->text, json_node_unref);
  g_free (coding);
}

static gboolean
encode_blocking (gpointer   data,
                 GValue    *value,
                 GError   **error)
{
  Coding *coding = data;
  gsize size;
  const guchar *bytes = g_bytes_get_data (coding->bytes, &size);
  g_autofree char *base64 = g_base64_encode (bytes, size);

  g_value_init (value, G_TYPE_STRING);
  g_value_take_string (value, g_strconcat ("data:", coding->mime, ";base64,", base64, NULL));

  return TRUE;
}

static gboolean
decode_blocking (gpointer   data,
                 GValue    *value,
                 GError   **error)
{
  Coding *coding = data;
  const char *text = json_node_get_string (coding->text);
  const char *comma = g_str_has_prefix (text, "data:") ? strchr (text, ',') : NULL;
  gsize size = 0;
  guchar *bytes = g_base64_decode (comma != NULL ? comma + 1 : text, &size);

  if (size == 0)
    {
      g_free (bytes);
      g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BAD_ANSWER,
                           _("The answer holds an empty image."));
      return FALSE;
    }

  g_value_init (value, G_TYPE_BYTES);
  g_value_take_boxed (value, g_bytes_new_take (bytes, size));

  return TRUE;
}

static gboolean
check_stores (HeddleProviderMedia  *self,
              GError              **error)
{
  if (self->blobs != NULL && self->imaging != NULL)
    return TRUE;

  g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                       _("Images can only be worked with in a library."));

  return FALSE;
}

static gboolean
check_ending (gpointer   data,
              GValue    *value,
              GError   **error)
{
  gboolean whole;

  if (!heddle_image_ending_check (data, &whole, error))
    return FALSE;
  g_value_init (value, G_TYPE_BOOLEAN);
  g_value_set_boolean (value, whole);
  return TRUE;
}

/* An image that was cut off has a header that is as good as that of a whole one. Half of it may be of use,
 * and where it was paid for, a person decides whether it is bought again.
 */
static gboolean
is_whole (HeddleProviderMedia  *self,
          HeddleBlob           *blob,
          const char           *path,
          char                **remains,
          GError              **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean whole;

  whole = dex_await_boolean (heddle_run_blocking (check_ending, g_strdup (path), g_free), &cause);
  if (whole)
    return TRUE;
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  *remains = g_strdup (blob->sha256);
  g_set_error (error, HEDDLE_PROVIDER_ERROR,
               self->paid ? HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME : HEDDLE_PROVIDER_ERROR_FAILED,
               self->paid ? _("The answer is damaged: the image in it ends before it is complete. It may have been "
                              "charged. What came is kept in “%s”.")
                          : _("The answer is damaged: the image in it ends before it is complete. What came is kept "
                              "in “%s”."),
               path);
  return FALSE;
}

/* The facts come from the content, never from what a server says of it. */
static HeddleValue *
create_value (HeddleProviderMedia  *self,
              HeddleBlob           *blob,
              JsonNode             *recipe,
              char                **remains,
              GError              **error)
{
  g_autofree char *path = heddle_blob_store_dup_path (self->blobs, blob->sha256);
  g_autoptr (HeddleImagingReply) reply = NULL;
  g_autoptr (GError) cause = NULL;
  HeddleMedia media = { .blob = blob->sha256 };

  if (!is_whole (self, blob, path, remains, error))
    return NULL;
  reply = dex_await_object (heddle_imaging_pool_info (self->imaging, path), &cause);

  if (reply == NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BAD_ANSWER,
                   _("What came as an image cannot be read as one: %s"), cause->message);
      return NULL;
    }

  media.mime = heddle_imaging_reply_get_mime (reply);
  media.width = heddle_imaging_reply_get_width (reply);
  media.height = heddle_imaging_reply_get_height (reply);

  return heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, recipe);
}

/**
 * heddle_provider_media_load:
 * @self: where images lie
 * @image: an image
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the image's content as a data URL in a JSON string; %NULL
 *   with @error set
 */
JsonNode *
heddle_provider_media_load (HeddleProviderMedia  *self,
                            HeddleValue          *image,
                            GError              **error)
{
  const HeddleMedia *media = heddle_value_get_media (image);
  Coding *coding;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *url = NULL;

  if (!check_stores (self, error))
    return NULL;

  bytes = dex_await_boxed (heddle_blob_store_load (self->blobs, media->blob), error);

  if (bytes == NULL)
    return NULL;

  coding = g_new0 (Coding, 1);
  coding->mime = g_strdup (media->mime);
  coding->bytes = g_steal_pointer (&bytes);
  url = dex_await_string (heddle_run_blocking (encode_blocking, coding, coding_free), error);

  return url != NULL ? json_node_init_string (json_node_alloc (), url) : NULL;
}

/**
 * heddle_provider_media_decode:
 * @self: where images lie
 * @base64: a text: an image's content, or a data URL
 * @recipe: how it was made
 * @remains: (out): set to the SHA-256 of what the library keeps of an image that is damaged
 * @error: return location for an error
 *
 * Stores an image that stands in an answer.
 *
 * Returns: (transfer full) (nullable): the image; %NULL with @error set
 */
HeddleValue *
heddle_provider_media_decode (HeddleProviderMedia  *self,
                              JsonNode             *base64,
                              JsonNode             *recipe,
                              char                **remains,
                              GError              **error)
{
  Coding *coding;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HeddleBlob) blob = NULL;

  if (!check_stores (self, error))
    return NULL;

  coding = g_new0 (Coding, 1);
  coding->text = json_node_ref (base64);
  bytes = dex_await_boxed (heddle_run_blocking (decode_blocking, coding, coding_free), error);

  if (bytes == NULL)
    return NULL;

  blob = dex_await_boxed (heddle_blob_store_put_bytes (self->blobs, bytes), error);

  return blob != NULL ? create_value (self, blob, recipe, remains, error) : NULL;
}

/**
 * heddle_provider_media_new_file:
 * @self: where images lie
 * @error: return location for an error
 *
 * Makes an empty file for an answer that is an image itself. Hand it to [func@provider_media_take], or
 * delete it.
 *
 * Returns: (transfer full) (nullable): its path; %NULL with @error set
 */
char *
heddle_provider_media_new_file (HeddleProviderMedia  *self,
                                GError              **error)
{
  return check_stores (self, error) ? heddle_blob_store_new_temp_path (self->blobs, error) : NULL;
}

/**
 * heddle_provider_media_take:
 * @self: where images lie
 * @path: a file of [func@provider_media_new_file] that an answer was written to
 * @sha256: of its content
 * @recipe: how it was made
 * @remains: (out): set to the SHA-256 of what the library keeps of an image that is damaged
 * @error: return location for an error
 *
 * Stores an image that was an answer. The file is gone from @path afterwards.
 *
 * Returns: (transfer full) (nullable): the image; %NULL with @error set
 */
HeddleValue *
heddle_provider_media_take (HeddleProviderMedia  *self,
                            const char           *path,
                            const char           *sha256,
                            JsonNode             *recipe,
                            char                **remains,
                            GError              **error)
{
  g_autoptr (HeddleBlob) blob = dex_await_boxed (heddle_blob_store_put_temp (self->blobs, path, sha256), error);

  return blob != NULL ? create_value (self, blob, recipe, remains, error) : NULL;
}

/* What is signed for a time is forbidden after it. */
static gboolean
is_gone (HeddleHttpResponse *response)
{
  guint status = heddle_http_response_get_status (response);

  return status == 403 || status == 404 || status == 410;
}

static HeddleBlob *
download (HeddleProviderMedia  *self,
          HeddleEndpoint       *endpoint,
          HeddleEndpointOrder  *order,
          GError              **error)
{
  g_autoptr (HeddleHttpResponse) response = NULL;
  const char *name = heddle_manifest_get_name (heddle_endpoint_get_manifest (endpoint));
  g_autoptr (GError) cause = NULL;

  response = heddle_endpoint_send (endpoint, order, &cause);

  if (response != NULL && heddle_http_response_is_success (response))
    return dex_await_boxed (
      heddle_blob_store_put_temp (self->blobs, order->file,
                                  heddle_http_response_get_sha256 (response)),
      error);

  g_unlink (order->file);

  if (response == NULL && (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                           cause->domain != HEDDLE_PROVIDER_ERROR ||
                           cause->code == HEDDLE_PROVIDER_ERROR_TOO_LARGE ||
                           cause->code == HEDDLE_PROVIDER_ERROR_ADDRESS))
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (response == NULL)
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                 _("%s made the result, but it could not be fetched: %s"), name, cause->message);
  else
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                 is_gone (response) ? _("%s made the result, but it is no longer at its address, where it was kept for "
                                        "a short time only: HTTP %u")
                                    : _("%s made the result, but it could not be fetched: HTTP %u"),
                 name, heddle_http_response_get_status (response));

  return NULL;
}

static HeddleValue *
fetch (HeddleProviderMedia    *self,
       HeddleEndpoint         *endpoint,
       const char             *url,
       HeddleProviderRequest  *request,
       JsonNode               *recipe,
       char                  **remains,
       GError                **error)
{
  g_autofree char *path = heddle_provider_media_new_file (self, error);
  g_autoptr (HeddleBlob) blob = NULL;
  HeddleEndpointOrder order = {
    .method = "GET", .url = url, .foreign = TRUE, .file = path,
    .cancellable = heddle_provider_request_get_cancellable (request), .request = request
  };

  if (path == NULL)
    return NULL;
  blob = download (self, endpoint, &order, error);
  return blob != NULL ? create_value (self, blob, recipe, remains, error) : NULL;
}

/**
 * heddle_provider_media_download:
 * @self: where images lie
 * @endpoint: the provider that names the address
 * @text: where the result lies, or a data URL
 * @request: what the result is of; its cancellable ends the download
 * @recipe: how it was made
 * @remains: (out): set to the SHA-256 of what the library keeps of an image that is damaged
 * @error: return location for an error
 *
 * Fetches a result, without the key, straight into the library. One that was cut off on the way is fetched
 * again, which costs nothing.
 *
 * Returns: (transfer full) (nullable): the image; %NULL with @error set
 */
HeddleValue *
heddle_provider_media_download (HeddleProviderMedia    *self,
                                HeddleEndpoint         *endpoint,
                                JsonNode               *text,
                                HeddleProviderRequest  *request,
                                JsonNode               *recipe,
                                char                  **remains,
                                GError                **error)
{
  const char *url = json_node_get_string (text);
  HeddleValue *value = NULL;

  if (g_str_has_prefix (url, "data:"))
    return heddle_provider_media_decode (self, text, recipe, remains, error);

  for (guint tries = 1; value == NULL; tries++)
    {
      g_autoptr (GError) cause = NULL;

      g_clear_pointer (remains, g_free);
      value = fetch (self, endpoint, url, request, recipe, remains, &cause);
      if (value == NULL && (*remains == NULL || tries == MAX_FETCHES))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
    }
  return value;
}
