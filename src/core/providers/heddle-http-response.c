/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-http-response.h"

struct _HeddleHttpResponse
{
  GObject parent_instance;

  guint status;
  GHashTable *headers;
  GBytes *body;
  char *sha256;
  guint64 size;
};

G_DEFINE_FINAL_TYPE (HeddleHttpResponse, heddle_http_response, G_TYPE_OBJECT)

static void
heddle_http_response_finalize (GObject *object)
{
  HeddleHttpResponse *self = HEDDLE_HTTP_RESPONSE (object);

  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->sha256, g_free);

  G_OBJECT_CLASS (heddle_http_response_parent_class)->finalize (object);
}

static void
heddle_http_response_class_init (HeddleHttpResponseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_http_response_finalize;
}

static void
heddle_http_response_init (HeddleHttpResponse *self)
{
}

/**
 * heddle_http_response_new:
 * @status: the status
 * @headers: (transfer none) (element-type utf8 utf8): values by name in lower case
 * @body: (nullable): the body; %NULL where it went to a file
 * @sha256: (nullable): of a body in a file, its hash in hexadecimal
 * @size: length of the body in bytes
 *
 * Returns: (transfer full): an answer
 */
HeddleHttpResponse *
heddle_http_response_new (guint       status,
                          GHashTable *headers,
                          GBytes     *body,
                          const char *sha256,
                          guint64     size)
{
  HeddleHttpResponse *self;

  g_return_val_if_fail (headers != NULL, NULL);

  self = g_object_new (HEDDLE_TYPE_HTTP_RESPONSE, NULL);
  self->status = status;
  self->headers = g_hash_table_ref (headers);
  self->body = body != NULL ? g_bytes_ref (body) : NULL;
  self->sha256 = g_strdup (sha256);
  self->size = size;

  return self;
}

/**
 * heddle_http_response_get_status:
 * @self: an answer
 *
 * Returns: the status
 */
guint
heddle_http_response_get_status (HeddleHttpResponse *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_RESPONSE (self), 0);

  return self->status;
}

/**
 * heddle_http_response_is_success:
 * @self: an answer
 *
 * Returns: whether the status is one of 200 to 299
 */
gboolean
heddle_http_response_is_success (HeddleHttpResponse *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_RESPONSE (self), FALSE);

  return self->status >= 200 && self->status < 300;
}

/**
 * heddle_http_response_get_header:
 * @self: an answer
 * @name: a header's name, in lower case
 *
 * Returns: (transfer none) (nullable): its value; %NULL where it is missing
 */
const char *
heddle_http_response_get_header (HeddleHttpResponse *self,
                                 const char         *name)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_RESPONSE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->headers, name);
}

/**
 * heddle_http_response_get_body:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): the body; %NULL where it went to a file
 */
GBytes *
heddle_http_response_get_body (HeddleHttpResponse *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_RESPONSE (self), NULL);

  return self->body;
}

/**
 * heddle_http_response_get_sha256:
 * @self: an answer
 *
 * Returns: (transfer none) (nullable): of a body that went to a file, its SHA-256 in hexadecimal
 */
const char *
heddle_http_response_get_sha256 (HeddleHttpResponse *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_RESPONSE (self), NULL);

  return self->sha256;
}

/**
 * heddle_http_response_get_size:
 * @self: an answer
 *
 * Returns: length of the body, in bytes
 */
guint64
heddle_http_response_get_size (HeddleHttpResponse *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_RESPONSE (self), 0);

  return self->size;
}
