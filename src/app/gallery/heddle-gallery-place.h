/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleGalleryPlace:
 *
 * The place of the window where everything is that the library's workflows made.
 */
#define HEDDLE_TYPE_GALLERY_PLACE (heddle_gallery_place_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGalleryPlace, heddle_gallery_place, HEDDLE, GALLERY_PLACE, AdwBin)

HeddleGalleryPlace *heddle_gallery_place_new        (HeddleSession      *session);
JsonNode           *heddle_gallery_place_save_state (HeddleGalleryPlace *self);
void                heddle_gallery_place_restore    (HeddleGalleryPlace *self,
                                                     JsonObject         *state);
void                heddle_gallery_place_show_run   (HeddleGalleryPlace *self,
                                                     gint64              run_id);

G_END_DECLS
