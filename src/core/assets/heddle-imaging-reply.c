/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-imaging-reply.h"

#include "base/heddle-json.h"

/**
 * HeddleImagingReply:
 *
 * What the imaging worker answered. An object of its own, since the reference count of a
 * [struct@Json.Object] is not atomic and replies travel between threads. Immutable.
 */
struct _HeddleImagingReply
{
  GObject parent_instance;

  JsonObject *result;
};

G_DEFINE_FINAL_TYPE (HeddleImagingReply, heddle_imaging_reply, G_TYPE_OBJECT)

static void
heddle_imaging_reply_finalize (GObject *object)
{
  HeddleImagingReply *self = HEDDLE_IMAGING_REPLY (object);

  g_clear_pointer (&self->result, json_object_unref);

  G_OBJECT_CLASS (heddle_imaging_reply_parent_class)->finalize (object);
}

static void
heddle_imaging_reply_class_init (HeddleImagingReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_imaging_reply_finalize;
}

static void
heddle_imaging_reply_init (HeddleImagingReply *self)
{
}

/**
 * heddle_imaging_reply_new:
 * @result: (transfer full): the reply's `result`; nobody else may hold a reference to it
 *
 * Returns: (transfer full): the reply
 */
HeddleImagingReply *
heddle_imaging_reply_new (JsonObject *result)
{
  HeddleImagingReply *self = g_object_new (HEDDLE_TYPE_IMAGING_REPLY, NULL);

  self->result = result;

  return self;
}

/**
 * heddle_imaging_reply_get_mime:
 * @self: a reply
 *
 * Returns: (nullable) (transfer none): the media type of the result, of the input for `info`
 */
const char *
heddle_imaging_reply_get_mime (HeddleImagingReply *self)
{
  g_return_val_if_fail (HEDDLE_IS_IMAGING_REPLY (self), NULL);

  return heddle_json_get_string (self->result, "mime", NULL);
}

/**
 * heddle_imaging_reply_get_width:
 * @self: a reply
 *
 * Returns: the width of the result in pixels, of the input as shown for `info`; 0 if there is none
 */
int
heddle_imaging_reply_get_width (HeddleImagingReply *self)
{
  g_return_val_if_fail (HEDDLE_IS_IMAGING_REPLY (self), 0);

  return (int) heddle_json_get_int (self->result, "width", 0);
}

/**
 * heddle_imaging_reply_get_height:
 * @self: a reply
 *
 * Returns: the height of the result in pixels, of the input as shown for `info`; 0 if there is none
 */
int
heddle_imaging_reply_get_height (HeddleImagingReply *self)
{
  g_return_val_if_fail (HEDDLE_IS_IMAGING_REPLY (self), 0);

  return (int) heddle_json_get_int (self->result, "height", 0);
}

/**
 * heddle_imaging_reply_get_has_alpha:
 * @self: a reply
 *
 * Returns: whether the result, or the input of `info`, has an alpha channel
 */
gboolean
heddle_imaging_reply_get_has_alpha (HeddleImagingReply *self)
{
  g_return_val_if_fail (HEDDLE_IS_IMAGING_REPLY (self), FALSE);

  return heddle_json_get_boolean (self->result, "has_alpha", FALSE);
}

/**
 * heddle_imaging_reply_get_bytes:
 * @self: a reply
 *
 * Returns: the size of the file that was written; 0 if none was
 */
gint64
heddle_imaging_reply_get_bytes (HeddleImagingReply *self)
{
  g_return_val_if_fail (HEDDLE_IS_IMAGING_REPLY (self), 0);

  return heddle_json_get_int (self->result, "bytes", 0);
}

/**
 * heddle_imaging_reply_get_json:
 * @self: a reply
 *
 * All that the worker said; src/imaging/README.md lists it by operation.
 *
 * Returns: (transfer none): the members; only to be read, and as long as @self is held
 */
JsonObject *
heddle_imaging_reply_get_json (HeddleImagingReply *self)
{
  g_return_val_if_fail (HEDDLE_IS_IMAGING_REPLY (self), NULL);

  return self->result;
}
