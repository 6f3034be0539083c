/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "gallery/heddle-asset-facts.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleAssetActions:
 *
 * What can be done with the one asset that a gallery has selected: copied, saved, given to another
 * program, thrown away.
 */
#define HEDDLE_TYPE_ASSET_ACTIONS (heddle_asset_actions_get_type ())
G_DECLARE_FINAL_TYPE (HeddleAssetActions, heddle_asset_actions, HEDDLE, ASSET_ACTIONS, GObject)

HeddleAssetActions     *heddle_asset_actions_new       (HeddleSession          *session,
                                                        GtkWidget              *widget);
GActionMap             *heddle_asset_actions_get_map   (HeddleAssetActions     *self);
void                    heddle_asset_actions_set_facts (HeddleAssetActions     *self,
                                                        const HeddleAssetFacts *facts);
const HeddleAssetFacts *heddle_asset_actions_get_facts (HeddleAssetActions     *self);

G_END_DECLS
