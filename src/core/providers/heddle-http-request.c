/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-http-request.h"

#include "providers/heddle-secret.h"

struct _HeddleHttpRequest
{
  GObject parent_instance;

  char *method;
  char *url;
  GPtrArray *headers;
  gboolean has_credential;
  char *content_type;
  GBytes *body;
  HeddleHttpTimeouts timeouts;
  guint64 max_bytes;
  char *file;
  GStrv file_types;
  gboolean follow;
  gboolean allow_loopback;
  char *confirmed;
  GCancellable *cancellable;
  int sent;
};

G_DEFINE_FINAL_TYPE (HeddleHttpRequest, heddle_http_request, G_TYPE_OBJECT)

static void
heddle_http_request_finalize (GObject *object)
{
  HeddleHttpRequest *self = HEDDLE_HTTP_REQUEST (object);

  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->url, heddle_secret_free);
  g_clear_pointer (&self->headers, g_ptr_array_unref);
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->file_types, g_strfreev);
  g_clear_pointer (&self->confirmed, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (heddle_http_request_parent_class)->finalize (object);
}

static void
heddle_http_request_class_init (HeddleHttpRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_http_request_finalize;
}

static void
heddle_http_request_init (HeddleHttpRequest *self)
{
  self->headers = g_ptr_array_new_with_free_func (heddle_secret_free);
  self->timeouts = HEDDLE_HTTP_TIMEOUTS_DEFAULT;
  self->max_bytes = HEDDLE_HTTP_MAX_BYTES_DEFAULT;
}

/**
 * heddle_http_request_new:
 * @method: `GET`, `POST`…
 * @url: where to
 *
 * Returns: (transfer full): a request without body or headers, that follows no redirect
 */
HeddleHttpRequest *
heddle_http_request_new (const char *method,
                         const char *url)
{
  HeddleHttpRequest *self;

  g_return_val_if_fail (method != NULL, NULL);
  g_return_val_if_fail (url != NULL, NULL);

  self = g_object_new (HEDDLE_TYPE_HTTP_REQUEST, NULL);
  self->method = g_strdup (method);
  self->url = g_strdup (url);

  return self;
}

/**
 * heddle_http_request_add_header:
 * @self: a request
 * @name: a header's name
 * @value: its value, which is no secret
 */
void
heddle_http_request_add_header (HeddleHttpRequest *self,
                                const char        *name,
                                const char        *value)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (value != NULL);

  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

/**
 * heddle_http_request_set_credential:
 * @self: a request
 * @name: (nullable): the header that carries the key; %NULL where the address already does
 * @value: (nullable): its value
 *
 * Gives the request a secret, which from here on keeps it from following any redirect.
 */
void
heddle_http_request_set_credential (HeddleHttpRequest *self,
                                    const char        *name,
                                    const char        *value)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));
  g_return_if_fail ((name == NULL) == (value == NULL));

  self->has_credential = TRUE;

  if (name != NULL)
    heddle_http_request_add_header (self, name, value);
}

/**
 * heddle_http_request_set_body:
 * @self: a request
 * @content_type: its media type
 * @body: what to send
 */
void
heddle_http_request_set_body (HeddleHttpRequest *self,
                              const char        *content_type,
                              GBytes            *body)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));
  g_return_if_fail (content_type != NULL);
  g_return_if_fail (body != NULL);

  g_set_str (&self->content_type, content_type);
  g_bytes_ref (body);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
}

/**
 * heddle_http_request_set_timeouts:
 * @self: a request
 * @timeouts: how long to wait for what
 */
void
heddle_http_request_set_timeouts (HeddleHttpRequest  *self,
                                  HeddleHttpTimeouts  timeouts)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));

  self->timeouts = timeouts;
}

/**
 * heddle_http_request_set_max_bytes:
 * @self: a request
 * @max_bytes: the bound on the answer's body, in bytes after decompression
 */
void
heddle_http_request_set_max_bytes (HeddleHttpRequest *self,
                                   guint64            max_bytes)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));

  self->max_bytes = max_bytes;
}

/**
 * heddle_http_request_set_file:
 * @self: a request
 * @path: a file that exists and is empty
 *
 * Has the body of a successful answer written to @path instead of kept in memory, and hashed on the
 * way. Bodies of other answers stay in memory.
 */
void
heddle_http_request_set_file (HeddleHttpRequest *self,
                              const char        *path)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));

  g_set_str (&self->file, path);
}

/**
 * heddle_http_request_set_file_types:
 * @self: a request
 * @types: (nullable): content types such as `image/png` or `image/\*`; %NULL for all
 *
 * Says which successful answers go to the file of [method@HttpRequest.set_file]. All others stay in memory.
 */
void
heddle_http_request_set_file_types (HeddleHttpRequest *self,
                                    const char *const *types)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));

  g_strfreev (self->file_types);
  self->file_types = g_strdupv ((char **) types);
}

/**
 * heddle_http_request_set_follow:
 * @self: a request
 * @follow: whether redirects are followed; never where the request has a credential
 * @allow_loopback: whether the request, and redirects, may lead to this machine
 */
void
heddle_http_request_set_follow (HeddleHttpRequest *self,
                                gboolean           follow,
                                gboolean           allow_loopback)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));

  self->follow = follow;
  self->allow_loopback = allow_loopback;
}

/**
 * heddle_http_request_set_confirmed:
 * @self: a request
 * @origin: (nullable): an origin of a private network that a person has confirmed
 *
 * Lets the request go there without encryption, as long as it has no credential.
 */
void
heddle_http_request_set_confirmed (HeddleHttpRequest *self,
                                   const char        *origin)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));

  g_set_str (&self->confirmed, origin);
}

/**
 * heddle_http_request_set_cancellable:
 * @self: a request
 * @cancellable: (nullable): ends the exchange
 */
void
heddle_http_request_set_cancellable (HeddleHttpRequest *self,
                                     GCancellable      *cancellable)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));

  g_set_object (&self->cancellable, cancellable);
}

/**
 * heddle_http_request_get_method:
 * @self: a request
 *
 * Returns: (transfer none): its method
 */
const char *
heddle_http_request_get_method (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), NULL);

  return self->method;
}

/**
 * heddle_http_request_get_url:
 * @self: a request
 *
 * Returns: (transfer none): where it goes; may hold a secret in its query
 */
const char *
heddle_http_request_get_url (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), NULL);

  return self->url;
}

/**
 * heddle_http_request_get_headers:
 * @self: a request
 *
 * Returns: (transfer none) (element-type utf8): names and values by turns
 */
GPtrArray *
heddle_http_request_get_headers (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), NULL);

  return self->headers;
}

/**
 * heddle_http_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): what is sent
 */
GBytes *
heddle_http_request_get_body (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), NULL);

  return self->body;
}

/**
 * heddle_http_request_get_content_type:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the media type of the body
 */
const char *
heddle_http_request_get_content_type (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), NULL);

  return self->content_type;
}

/**
 * heddle_http_request_get_timeouts:
 * @self: a request
 *
 * Returns: how long to wait for what
 */
HeddleHttpTimeouts
heddle_http_request_get_timeouts (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), HEDDLE_HTTP_TIMEOUTS_DEFAULT);

  return self->timeouts;
}

/**
 * heddle_http_request_get_max_bytes:
 * @self: a request
 *
 * Returns: the bound on the answer's body
 */
guint64
heddle_http_request_get_max_bytes (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), 0);

  return self->max_bytes;
}

/**
 * heddle_http_request_get_file:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): where the answer's body goes; %NULL for memory
 */
const char *
heddle_http_request_get_file (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), NULL);

  return self->file;
}

static gboolean
is_of_type (const char *content_type,
            const char *type)
{
  gsize length = strlen (type);

  if (g_str_has_suffix (type, "/*"))
    return g_ascii_strncasecmp (content_type, type, length - 1) == 0;

  return g_ascii_strcasecmp (content_type, type) == 0;
}

/**
 * heddle_http_request_accepts_file:
 * @self: a request
 * @content_type: (nullable): what a successful answer says that it holds, without parameters
 *
 * Returns: whether the answer's body goes to a file
 */
gboolean
heddle_http_request_accepts_file (HeddleHttpRequest *self,
                                  const char        *content_type)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), FALSE);

  if (self->file == NULL || self->file_types == NULL)
    return self->file != NULL;

  for (guint i = 0; content_type != NULL && self->file_types[i] != NULL; i++)
    {
      if (is_of_type (content_type, self->file_types[i]))
        return TRUE;
    }

  return FALSE;
}

/**
 * heddle_http_request_get_follow:
 * @self: a request
 *
 * Returns: whether redirects are followed
 */
gboolean
heddle_http_request_get_follow (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), FALSE);

  return self->follow && !self->has_credential;
}

/**
 * heddle_http_request_get_allow_loopback:
 * @self: a request
 *
 * Returns: whether a request that follows redirects may lead to this machine
 */
gboolean
heddle_http_request_get_allow_loopback (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), FALSE);

  return !self->follow || self->allow_loopback;
}

/**
 * heddle_http_request_get_confirmed:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): where it may go without encryption; nowhere with a credential
 */
const char *
heddle_http_request_get_confirmed (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), NULL);

  return self->has_credential ? NULL : self->confirmed;
}

/**
 * heddle_http_request_get_cancellable:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): what ends the exchange
 */
GCancellable *
heddle_http_request_get_cancellable (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), NULL);

  return self->cancellable;
}

/**
 * heddle_http_request_get_sent:
 * @self: a request
 *
 * Returns: whether a byte of the body may have left this machine (where there is no body: of the
 *   head)
 */
gboolean
heddle_http_request_get_sent (HeddleHttpRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_HTTP_REQUEST (self), FALSE);

  return g_atomic_int_get (&self->sent);
}

/**
 * heddle_http_request_mark_sent:
 * @self: a request
 *
 * Notes that a byte of the body left this machine. The exchange calls it.
 */
void
heddle_http_request_mark_sent (HeddleHttpRequest *self)
{
  g_return_if_fail (HEDDLE_IS_HTTP_REQUEST (self));

  g_atomic_int_set (&self->sent, TRUE);
}
