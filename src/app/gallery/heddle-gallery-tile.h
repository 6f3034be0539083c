/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "store/heddle-asset-index.h"
#include "store/heddle-asset-record.h"
#include "widgets/heddle-thumbnails.h"

G_BEGIN_DECLS

/**
 * HeddleGalleryTile:
 *
 * One asset of a gallery: its picture, the beginning of its text, or what it is. Used again for
 * another asset when it has gone out of sight.
 */
#define HEDDLE_TYPE_GALLERY_TILE (heddle_gallery_tile_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGalleryTile, heddle_gallery_tile, HEDDLE, GALLERY_TILE, GtkWidget)

HeddleGalleryTile *heddle_gallery_tile_new          (HeddleThumbnails        *thumbnails);
void               heddle_gallery_tile_bind         (HeddleGalleryTile       *self,
                                                     const HeddleAssetEntry  *entry,
                                                     guint                    position);
void               heddle_gallery_tile_unbind       (HeddleGalleryTile       *self);
void               heddle_gallery_tile_set_face     (HeddleGalleryTile       *self,
                                                     const HeddleAssetRecord *face);
gboolean           heddle_gallery_tile_has_face     (HeddleGalleryTile       *self);
gint64             heddle_gallery_tile_get_id       (HeddleGalleryTile       *self);
guint              heddle_gallery_tile_get_position (HeddleGalleryTile       *self);
void               heddle_gallery_tile_set_position (HeddleGalleryTile       *self,
                                                     guint                    position);
gboolean           heddle_gallery_tile_is_loaded    (HeddleGalleryTile       *self);
void               heddle_gallery_tile_rest         (HeddleGalleryTile       *self);
void               heddle_gallery_tile_set_selected (HeddleGalleryTile       *self,
                                                     gboolean                 selected);

G_END_DECLS
