/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HeddleBlob:
 * @sha256: of the content, 64 hexadecimal digits, lower case
 * @size: in bytes
 *
 * A content in the library's blob store.
 */
typedef struct
{
  char   sha256[65];
  gint64 size;
} HeddleBlob;

#define HEDDLE_TYPE_BLOB (heddle_blob_get_type ())
GType       heddle_blob_get_type (void);
HeddleBlob *heddle_blob_new      (const char       *sha256,
                                  gint64            size);
HeddleBlob *heddle_blob_copy     (const HeddleBlob *self);
void        heddle_blob_free     (HeddleBlob       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleBlob, heddle_blob_free)

G_END_DECLS
