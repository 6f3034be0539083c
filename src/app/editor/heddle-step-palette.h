/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-search-item.h"

G_BEGIN_DECLS

/**
 * HeddleStepPalette:
 *
 * All types of steps by what they belong to, to be dragged onto a canvas, or chosen by key.
 */
#define HEDDLE_TYPE_STEP_PALETTE (heddle_step_palette_get_type ())
G_DECLARE_FINAL_TYPE (HeddleStepPalette, heddle_step_palette, HEDDLE, STEP_PALETTE, AdwBin)

GtkWidget *heddle_step_palette_new (HeddleNodeRegistry *registry);

G_END_DECLS
