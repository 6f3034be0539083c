/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "assets/heddle-asset-store.h"

G_BEGIN_DECLS

/**
 * HeddleThumbnailFunc:
 * @texture: (nullable): the picture; %NULL where there is none
 * @error: (nullable): why there is none
 * @data: what was given
 *
 * Called on the main thread when a thumbnail is there, or will never be.
 */
typedef void (*HeddleThumbnailFunc) (GdkTexture   *texture,
                                     const GError *error,
                                     gpointer      data);

/**
 * HeddleThumbnailRequest:
 *
 * The thumbnail of one blob, on its way, and all who wait for it.
 */
#define HEDDLE_TYPE_THUMBNAIL_REQUEST (heddle_thumbnail_request_get_type ())
G_DECLARE_FINAL_TYPE (HeddleThumbnailRequest, heddle_thumbnail_request, HEDDLE, THUMBNAIL_REQUEST, GObject)

HeddleThumbnailRequest *heddle_thumbnail_request_new         (gpointer                owner,
                                                              HeddleAssetStore       *assets,
                                                              const char             *blob,
                                                              HeddleThumbnailSize     size);
gpointer                heddle_thumbnail_request_get_owner   (HeddleThumbnailRequest *self);
const char             *heddle_thumbnail_request_get_blob    (HeddleThumbnailRequest *self);
HeddleThumbnailSize     heddle_thumbnail_request_get_size    (HeddleThumbnailRequest *self);
void                    heddle_thumbnail_request_add_waiter  (HeddleThumbnailRequest *self,
                                                              guint                   id,
                                                              HeddleThumbnailFunc     func,
                                                              gpointer                data);
void                    heddle_thumbnail_request_remove_waiter (HeddleThumbnailRequest *self,
                                                              guint                   id);
guint                   heddle_thumbnail_request_get_n_waiters (HeddleThumbnailRequest *self);
guint                   heddle_thumbnail_request_get_waiter  (HeddleThumbnailRequest *self,
                                                              guint                   position);
void                    heddle_thumbnail_request_answer      (HeddleThumbnailRequest *self,
                                                              GdkTexture             *texture,
                                                              const GError           *error);
DexFuture              *heddle_thumbnail_request_read        (HeddleThumbnailRequest *self);
DexFuture              *heddle_thumbnail_request_make        (HeddleThumbnailRequest *self);

G_END_DECLS
