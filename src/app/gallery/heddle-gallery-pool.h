/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "gallery/heddle-gallery-header.h"
#include "gallery/heddle-gallery-tile.h"

G_BEGIN_DECLS

/**
 * HeddleGalleryPool:
 *
 * The widgets of a gallery for what is near, used again and again. They are children of the widget
 * that the gallery is.
 */
typedef struct _HeddleGalleryPool HeddleGalleryPool;

HeddleGalleryPool   *heddle_gallery_pool_new         (GtkWidget               *parent,
                                                      HeddleThumbnails        *thumbnails);
void                 heddle_gallery_pool_free        (HeddleGalleryPool       *self);
void                 heddle_gallery_pool_keep        (HeddleGalleryPool       *self,
                                                      HeddleAssetIndex        *index,
                                                      guint                    first,
                                                      guint                    end);
void                 heddle_gallery_pool_renumber    (HeddleGalleryPool       *self,
                                                      HeddleAssetIndex        *index);
HeddleGalleryTile   *heddle_gallery_pool_ensure_tile (HeddleGalleryPool       *self,
                                                      HeddleAssetIndex        *index,
                                                      guint                    position);
HeddleGalleryHeader *heddle_gallery_pool_ensure_header (HeddleGalleryPool     *self,
                                                      HeddleAssetIndex        *index,
                                                      guint                    group);
HeddleGalleryTile   *heddle_gallery_pool_get_tile    (HeddleGalleryPool       *self,
                                                      guint                    position);
GHashTable          *heddle_gallery_pool_get_tiles   (HeddleGalleryPool       *self);
GHashTable          *heddle_gallery_pool_get_headers (HeddleGalleryPool       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleGalleryPool, heddle_gallery_pool_free)

G_END_DECLS
