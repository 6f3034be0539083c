/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleSha256:
 *
 * SHA-256 of what comes in pieces. Nettle's, which uses the processor's own instructions: GLib's
 * took 4 ms for a picture of a megabyte, six times as long.
 */
typedef struct _HeddleSha256 HeddleSha256;

HeddleSha256 *heddle_sha256_new         (void);
void          heddle_sha256_update      (HeddleSha256  *self,
                                         gconstpointer  data,
                                         gsize          length);
char         *heddle_sha256_finish      (HeddleSha256  *self);
void          heddle_sha256_free        (HeddleSha256  *self);
char         *heddle_sha256_compute     (gconstpointer  data,
                                         gsize          length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleSha256, heddle_sha256_free)

G_END_DECLS
