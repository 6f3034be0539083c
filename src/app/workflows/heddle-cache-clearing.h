/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleCacheClearing:
 *
 * Asks a person whether what steps have made is to be forgotten, and has it forgotten.
 */
#define HEDDLE_TYPE_CACHE_CLEARING (heddle_cache_clearing_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCacheClearing, heddle_cache_clearing, HEDDLE, CACHE_CLEARING, GObject)

/**
 * HeddleCacheCleared:
 * @widget: where it was asked for
 *
 * Called when cached results have been forgotten.
 */
typedef void (*HeddleCacheCleared) (GtkWidget *widget);

void heddle_cache_clearing_ask (GtkWidget          *widget,
                                HeddleSession      *session,
                                HeddleCacheCleared  cleared);

G_END_DECLS
