/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "gallery/heddle-gallery-model.h"

G_BEGIN_DECLS

/**
 * HeddleGalleryViewer:
 *
 * One asset of a gallery in full, with a way to the next and the one before.
 */
#define HEDDLE_TYPE_GALLERY_VIEWER (heddle_gallery_viewer_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGalleryViewer, heddle_gallery_viewer, HEDDLE, GALLERY_VIEWER, AdwNavigationPage)

HeddleGalleryViewer *heddle_gallery_viewer_new    (HeddleSession       *session,
                                                   HeddleGalleryModel  *model);
void                 heddle_gallery_viewer_show   (HeddleGalleryViewer *self,
                                                   gint64               id);
gint64               heddle_gallery_viewer_get_id (HeddleGalleryViewer *self);

G_END_DECLS
