/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "store/heddle-asset-index.h"

G_BEGIN_DECLS

/**
 * HeddleGalleryMetrics:
 * @width: of a row
 * @strip_height: how high a row should be
 * @gap: between tiles, and between rows
 * @header_height: of what stands above a group
 *
 * Measures of a gallery, in logical pixels.
 */
typedef struct
{
  int width;
  int strip_height;
  int gap;
  int header_height;
} HeddleGalleryMetrics;

/**
 * HeddleGalleryRow:
 * @first: the position of the first asset in it
 * @n_tiles: how many it has
 * @y: its upper edge
 * @height: of its tiles
 * @justified: whether it reaches from edge to edge
 *
 * A row of a gallery.
 */
typedef struct
{
  guint    first;
  guint    n_tiles;
  int      y;
  int      height;
  gboolean justified;
} HeddleGalleryRow;

/**
 * HeddleGalleryLayout:
 *
 * Where everything in a gallery is: justified rows, group by group. Plain arithmetic, from left to
 * right.
 */
typedef struct _HeddleGalleryLayout HeddleGalleryLayout;

HeddleGalleryLayout    *heddle_gallery_layout_new              (HeddleAssetIndex            *index,
                                                                const HeddleGalleryMetrics  *metrics);
void                    heddle_gallery_layout_free             (HeddleGalleryLayout         *self);
int                     heddle_gallery_layout_get_height       (HeddleGalleryLayout         *self);
guint                   heddle_gallery_layout_get_n_rows       (HeddleGalleryLayout         *self);
const HeddleGalleryRow *heddle_gallery_layout_get_row          (HeddleGalleryLayout         *self,
                                                                guint                        row);
guint                   heddle_gallery_layout_find_row         (HeddleGalleryLayout         *self,
                                                                int                          y);
guint                   heddle_gallery_layout_find_row_of      (HeddleGalleryLayout         *self,
                                                                guint                        position);
void                    heddle_gallery_layout_get_tile         (HeddleGalleryLayout         *self,
                                                                guint                        position,
                                                                GdkRectangle                *area);
int                     heddle_gallery_layout_get_header       (HeddleGalleryLayout         *self,
                                                                guint                        group);
gboolean                heddle_gallery_layout_pick             (HeddleGalleryLayout         *self,
                                                                int                          x,
                                                                int                          y,
                                                                guint                       *position);
guint                   heddle_gallery_layout_move_by_rows     (HeddleGalleryLayout         *self,
                                                                guint                        position,
                                                                int                          rows,
                                                                int                          x);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleGalleryLayout, heddle_gallery_layout_free)

G_END_DECLS
