/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store/heddle-asset-record.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

char      *heddle_asset_dup_file_name (const HeddleAssetRecord *record);
GFile     *heddle_asset_get_outside   (const HeddleAssetRecord *record);
DexFuture *heddle_asset_bring_outside (HeddleSession           *session,
                                       const HeddleAssetRecord *record);
DexFuture *heddle_asset_save          (HeddleSession           *session,
                                       const HeddleAssetRecord *record,
                                       GFile                   *file);
DexFuture *heddle_asset_load_picture  (HeddleSession           *session,
                                       const HeddleAssetRecord *record);

G_END_DECLS
