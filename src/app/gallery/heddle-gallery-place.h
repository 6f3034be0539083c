/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleGalleryPlace:
 *
 * The place of the window where the library's gallery are.
 */
#define HEDDLE_TYPE_GALLERY_PLACE (heddle_gallery_place_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGalleryPlace, heddle_gallery_place, HEDDLE, GALLERY_PLACE, AdwBin)

HeddleGalleryPlace *heddle_gallery_place_new (HeddleSession *session);

G_END_DECLS
#include <json-glib/json-glib.h>
JsonNode *heddle_gallery_place_save_state (HeddleGalleryPlace *s);
void heddle_gallery_place_restore (HeddleGalleryPlace *s, JsonObject *o);
