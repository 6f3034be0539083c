/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-place.h"

struct _HeddleGalleryPlace
{
  AdwBin         parent_instance;
  HeddleSession *session;
};

G_DEFINE_FINAL_TYPE (HeddleGalleryPlace, heddle_gallery_place, ADW_TYPE_BIN)

static void
heddle_gallery_place_dispose (GObject *object)
{
  HeddleGalleryPlace *self = HEDDLE_GALLERY_PLACE (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_gallery_place_parent_class)->dispose (object);
}

static void
heddle_gallery_place_class_init (HeddleGalleryPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_gallery_place_dispose;
}

static void
heddle_gallery_place_init (HeddleGalleryPlace *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_bin_set_child (ADW_BIN (self), view);
}

/**
 * heddle_gallery_place_new:
 * @session: a session with a library
 *
 * Returns: (transfer floating): the place
 */
HeddleGalleryPlace *
heddle_gallery_place_new (HeddleSession *session)
{
  HeddleGalleryPlace *self = g_object_new (HEDDLE_TYPE_GALLERY_PLACE, NULL);

  self->session = g_object_ref (session);
  return self;
}
