/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "gallery/heddle-gallery-model.h"
#include "widgets/heddle-thumbnails.h"

G_BEGIN_DECLS

/**
 * HeddleGalleryView:
 *
 * Assets in justified rows, in a [class@Gtk.ScrolledWindow]. It has widgets for those in sight and
 * a few around them, however many there are.
 */
#define HEDDLE_TYPE_GALLERY_VIEW (heddle_gallery_view_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGalleryView, heddle_gallery_view, HEDDLE, GALLERY_VIEW, GtkWidget)

void     heddle_gallery_view_set_model        (HeddleGalleryView  *self,
                                               HeddleGalleryModel *model,
                                               HeddleThumbnails   *thumbnails);
void     heddle_gallery_view_set_strip_height (HeddleGalleryView  *self,
                                               int                 height);
gint64   heddle_gallery_view_get_selected     (HeddleGalleryView  *self);
void     heddle_gallery_view_select           (HeddleGalleryView  *self,
                                               gint64              id);
void     heddle_gallery_view_reveal           (HeddleGalleryView  *self,
                                               gint64              id);
void     heddle_gallery_view_get_anchor       (HeddleGalleryView  *self,
                                               gint64             *id,
                                               int                *offset);
void     heddle_gallery_view_set_anchor       (HeddleGalleryView  *self,
                                               gint64              id,
                                               int                 offset);
gboolean heddle_gallery_view_pick             (HeddleGalleryView  *self,
                                               double              x,
                                               double              y,
                                               gint64             *id);
guint    heddle_gallery_view_count_blank      (HeddleGalleryView  *self);

G_END_DECLS
