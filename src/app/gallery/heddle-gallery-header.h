/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "store/heddle-asset-index.h"

G_BEGIN_DECLS

/**
 * HeddleGalleryHeader:
 *
 * What stands above a group of a gallery: where its assets come from, how many they are and what
 * they cost.
 */
#define HEDDLE_TYPE_GALLERY_HEADER (heddle_gallery_header_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGalleryHeader, heddle_gallery_header, HEDDLE, GALLERY_HEADER, GtkWidget)

HeddleGalleryHeader *heddle_gallery_header_new       (void);
void                 heddle_gallery_header_bind      (HeddleGalleryHeader    *self,
                                                      const HeddleAssetGroup *group,
                                                      guint                   position);
void                 heddle_gallery_header_unbind    (HeddleGalleryHeader    *self);
gboolean             heddle_gallery_header_is_bound  (HeddleGalleryHeader    *self);
guint                heddle_gallery_header_get_group (HeddleGalleryHeader    *self);

G_END_DECLS
