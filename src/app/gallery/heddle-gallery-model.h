/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-asset-index.h"
#include "store/heddle-asset-record.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleGalleryModel:
 *
 * What a gallery shows: the index of the library's assets, or of those that were searched for, and
 * the faces of those that are looked at. Everything is read on the library's threads, the beginning
 * first. Follows the library. Lives on the main thread.
 */
#define HEDDLE_TYPE_GALLERY_MODEL (heddle_gallery_model_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGalleryModel, heddle_gallery_model, HEDDLE, GALLERY_MODEL, GObject)

HeddleGalleryModel      *heddle_gallery_model_new         (HeddleSession      *session);
void                     heddle_gallery_model_reload      (HeddleGalleryModel *self);
void                     heddle_gallery_model_set_query   (HeddleGalleryModel *self,
                                                           const char         *query);
const char              *heddle_gallery_model_get_query   (HeddleGalleryModel *self);
HeddleAssetIndex        *heddle_gallery_model_get_index   (HeddleGalleryModel *self);
gboolean                 heddle_gallery_model_is_complete (HeddleGalleryModel *self);
gboolean                 heddle_gallery_model_has_assets  (HeddleGalleryModel *self);
const GError            *heddle_gallery_model_get_error   (HeddleGalleryModel *self);
const HeddleAssetRecord *heddle_gallery_model_get_face    (HeddleGalleryModel *self,
                                                           gint64              id);
void                     heddle_gallery_model_want_faces  (HeddleGalleryModel *self,
                                                           guint               first,
                                                           guint               end);

G_END_DECLS
