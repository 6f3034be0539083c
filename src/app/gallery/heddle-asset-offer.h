/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * HeddleAssetOffer:
 *
 * A file on its way out of the library, for dragging: offered at once, and given when it is there.
 */
#define HEDDLE_TYPE_ASSET_OFFER (heddle_asset_offer_get_type ())
G_DECLARE_FINAL_TYPE (HeddleAssetOffer, heddle_asset_offer, HEDDLE, ASSET_OFFER, GdkContentProvider)

GdkContentProvider *heddle_asset_offer_new (GFile     *file,
                                              DexFuture *ready);

G_END_DECLS
