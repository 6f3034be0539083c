/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "gallery/heddle-asset-facts.h"
#include "widgets/heddle-thumbnails.h"

G_BEGIN_DECLS

/**
 * HeddleAssetDetails:
 *
 * How one asset was made, and what can be done with it. Its actions are those of the gallery.
 */
#define HEDDLE_TYPE_ASSET_DETAILS (heddle_asset_details_get_type ())
G_DECLARE_FINAL_TYPE (HeddleAssetDetails, heddle_asset_details, HEDDLE, ASSET_DETAILS, AdwBin)

void heddle_asset_details_show         (HeddleAssetDetails     *self,
                                        const HeddleAssetFacts *facts,
                                        HeddleThumbnails       *thumbnails);
void heddle_asset_details_show_problem (HeddleAssetDetails     *self,
                                        const GError           *error);
void heddle_asset_details_show_nothing (HeddleAssetDetails     *self);

G_END_DECLS
