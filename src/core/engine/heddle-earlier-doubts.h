/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-result-cache.h"
#include "engine/heddle-shared-claims.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

gboolean heddle_earlier_doubts_note (HeddleLibrary      *library,
                                     gint64              run_id,
                                     HeddleSharedClaims *claims,
                                     HeddleResultCache  *cache,
                                     GError            **error);

G_END_DECLS
