/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "assets/heddle-blob-store.h"
#include "assets/heddle-imaging-pool.h"
#include "providers/heddle-provider.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_SKETCH_PROVIDER (heddle_sketch_provider_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSketchProvider, heddle_sketch_provider, HEDDLE, SKETCH_PROVIDER, GObject)

HeddleSketchProvider *heddle_sketch_provider_new       (HeddleManifest     *manifest,
                                                        HeddleImagingPool  *imaging,
                                                        HeddleBlobStore    *blobs);
gboolean              heddle_sketch_provider_find_size (const char         *size,
                                                        const char         *aspect_ratio,
                                                        int                *width,
                                                        int                *height,
                                                        GError            **error);

G_END_DECLS
