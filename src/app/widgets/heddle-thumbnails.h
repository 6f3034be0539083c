/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "widgets/heddle-thumbnail-request.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleThumbnails:
 *
 * Small pictures of the library's images, loaded away from the main thread, and made where they are
 * missing. Those that were shown last are kept, up to a bound. Lives on the main thread; whoever
 * shows thumbnails asks [method@Session.get_thumbnails] for it.
 */
#define HEDDLE_TYPE_THUMBNAILS (heddle_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (HeddleThumbnails, heddle_thumbnails, HEDDLE, THUMBNAILS, GObject)

HeddleThumbnails *heddle_thumbnails_new        (HeddleSession       *session);
void              heddle_thumbnails_set_bound  (HeddleThumbnails    *self,
                                                gsize                bytes);
GdkTexture       *heddle_thumbnails_peek       (HeddleThumbnails    *self,
                                                const char          *blob);
guint             heddle_thumbnails_load       (HeddleThumbnails    *self,
                                                const char          *blob,
                                                HeddleThumbnailFunc  func,
                                                gpointer             data);
guint             heddle_thumbnails_load_large (HeddleThumbnails    *self,
                                                const char          *blob,
                                                HeddleThumbnailFunc  func,
                                                gpointer             data);
gboolean          heddle_thumbnails_is_coarse  (GdkTexture          *texture,
                                                int                  width,
                                                int                  height);
void              heddle_thumbnails_cancel     (HeddleThumbnails    *self,
                                                guint                id);

G_END_DECLS
