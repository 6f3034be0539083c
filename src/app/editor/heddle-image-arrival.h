/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas.h"

G_BEGIN_DECLS

/**
 * HeddleImageArrival:
 *
 * Images on their way onto a canvas: they come into the library one after the other, and then get a
 * step each, all of them as one step to undo. Lives until that is done.
 */
#define HEDDLE_TYPE_IMAGE_ARRIVAL (heddle_image_arrival_get_type ())
G_DECLARE_FINAL_TYPE (HeddleImageArrival, heddle_image_arrival, HEDDLE, IMAGE_ARRIVAL, GObject)

void heddle_image_arrival_bring_files   (HeddleCanvas *canvas,
                                         HeddleSession *session,
                                         GSList       *files,
                                         double        x,
                                         double        y);
void heddle_image_arrival_bring_texture (HeddleCanvas *canvas,
                                         HeddleSession *session,
                                         GdkTexture   *texture,
                                         double        x,
                                         double        y);

G_END_DECLS
