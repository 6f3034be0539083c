/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-viewport.h"

G_BEGIN_DECLS

/**
 * HEDDLE_PLACE_REST:
 *
 * How long a viewport stays as it is before that counts as a place, in milliseconds.
 */
#define HEDDLE_PLACE_REST 700

/**
 * HeddleVisitedPlaces:
 *
 * Where somebody has looked at canvases for a while, to go back there and forward again. However one
 * came to a place, by a search, the overview, the wheel or from another page, it is one once the view
 * rests there.
 */
#define HEDDLE_TYPE_VISITED_PLACES (heddle_visited_places_get_type ())
G_DECLARE_FINAL_TYPE (HeddleVisitedPlaces, heddle_visited_places, HEDDLE, VISITED_PLACES, GObject)

HeddleVisitedPlaces *heddle_visited_places_new        (void);
void                 heddle_visited_places_look_at    (HeddleVisitedPlaces *self,
                                                       const char          *page,
                                                       HeddleViewport      *viewport);
gboolean             heddle_visited_places_go_back    (HeddleVisitedPlaces *self);
gboolean             heddle_visited_places_go_forward (HeddleVisitedPlaces *self);

G_END_DECLS
