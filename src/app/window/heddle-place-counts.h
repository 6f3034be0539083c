/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddlePlaceCounts:
 *
 * Keeps up to date how much the sidebar says that there is in each place.
 */
#define HEDDLE_TYPE_PLACE_COUNTS (heddle_place_counts_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePlaceCounts, heddle_place_counts, HEDDLE, PLACE_COUNTS, GObject)

HeddlePlaceCounts *heddle_place_counts_new (HeddleSession *session,
                                            GtkLabel      *workflows,
                                            GtkLabel      *assets,
                                            GtkLabel      *runs,
                                            GtkWidget     *running);

G_END_DECLS
