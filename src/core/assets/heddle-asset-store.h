/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "assets/heddle-blob-store.h"
#include "assets/heddle-imaging-pool.h"
#include "store/heddle-asset-record.h"

G_BEGIN_DECLS

/**
 * HeddleThumbnailSize:
 * @HEDDLE_THUMBNAIL_SMALL: made with the asset
 * @HEDDLE_THUMBNAIL_LARGE: made where the small one would have to be stretched
 *
 * How many pixels a thumbnail has at most, in either direction.
 */
typedef enum
{
  HEDDLE_THUMBNAIL_SMALL = 256,
  HEDDLE_THUMBNAIL_LARGE = 512,
} HeddleThumbnailSize;

#define HEDDLE_TYPE_ASSET_STORE (heddle_asset_store_get_type ())
G_DECLARE_FINAL_TYPE (HeddleAssetStore, heddle_asset_store, HEDDLE, ASSET_STORE, GObject)

HeddleAssetStore *heddle_asset_store_new                (HeddleBlobStore          *blobs,
                                                         HeddleImagingPool        *imaging);
DexFuture        *heddle_asset_store_add                (HeddleAssetStore         *self,
                                                         const HeddleAssetRecord  *record);
DexFuture        *heddle_asset_store_add_output         (HeddleAssetStore         *self,
                                                         const HeddleAssetRecord  *record);
DexFuture        *heddle_asset_store_import_file        (HeddleAssetStore         *self,
                                                         const char               *path,
                                                         const char               *project);
DexFuture        *heddle_asset_store_attach_file        (HeddleAssetStore         *self,
                                                         const char               *path,
                                                         const char               *project);
char             *heddle_asset_store_dup_thumbnail_path (HeddleAssetStore         *self,
                                                         const char               *blob,
                                                         HeddleThumbnailSize       size);
DexFuture        *heddle_asset_store_make_thumbnail     (HeddleAssetStore         *self,
                                                         const char               *blob,
                                                         HeddleThumbnailSize       size);
DexFuture        *heddle_asset_store_drain              (HeddleAssetStore         *self);

G_END_DECLS
