/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-blob.h"

G_DEFINE_BOXED_TYPE (HeddleBlob, heddle_blob, heddle_blob_copy, heddle_blob_free)

/**
 * heddle_blob_new:
 * @sha256: of the content, 64 hexadecimal digits
 * @size: in bytes
 *
 * Returns: (transfer full): the content's name and size
 */
HeddleBlob *
heddle_blob_new (const char *sha256,
                 gint64      size)
{
  HeddleBlob *self = g_new0 (HeddleBlob, 1);

  g_strlcpy (self->sha256, sha256, sizeof self->sha256);
  self->size = size;

  return self;
}

/**
 * heddle_blob_copy:
 * @self: a blob
 *
 * Returns: (transfer full): a copy
 */
HeddleBlob *
heddle_blob_copy (const HeddleBlob *self)
{
  return g_memdup2 (self, sizeof *self);
}

/**
 * heddle_blob_free:
 * @self: (transfer full): a blob
 *
 * Frees the name, not the content.
 */
void
heddle_blob_free (HeddleBlob *self)
{
  g_free (self);
}
