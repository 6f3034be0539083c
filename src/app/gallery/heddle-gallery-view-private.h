/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "gallery/heddle-gallery-layout.h"
#include "gallery/heddle-gallery-pool.h"
#include "gallery/heddle-gallery-view.h"

G_BEGIN_DECLS

#define HEDDLE_GALLERY_GAP 8

struct _HeddleGalleryView
{
  GtkWidget            parent_instance;
  HeddleGalleryModel  *model;
  HeddleGalleryPool   *pool;
  HeddleAssetIndex    *index;
  HeddleGalleryLayout *layout;
  int                  layout_width;
  int                  strip_height;

  GtkAdjustment       *hadjustment;
  GtkAdjustment       *vadjustment;
  GtkScrollablePolicy  hscroll_policy;
  GtkScrollablePolicy  vscroll_policy;
  double               last_value;
  gboolean             forward;
  gboolean             allocating;
  gint64               wanted_anchor;
  int                  wanted_offset;

  gint64               selected;
  int                  wish_x;
};

void     heddle_gallery_view_emit_opened      (HeddleGalleryView *self);
void     heddle_gallery_view_go_to            (HeddleGalleryView *self,
                                               guint              position);
void     heddle_gallery_view_scroll_to        (HeddleGalleryView *self,
                                               guint              position);
gboolean heddle_gallery_view_find_cursor      (HeddleGalleryView *self,
                                               guint             *position);
void     heddle_gallery_view_class_add_keys   (GtkWidgetClass    *widget_class);

G_END_DECLS
