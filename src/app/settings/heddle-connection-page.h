/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "settings/heddle-connections.h"

G_BEGIN_DECLS

/**
 * HeddleConnectionPage:
 *
 * The connection to one provider: its key, its address, its models. A key that was saved is never
 * shown again.
 */
#define HEDDLE_TYPE_CONNECTION_PAGE (heddle_connection_page_get_type ())
G_DECLARE_FINAL_TYPE (HeddleConnectionPage, heddle_connection_page, HEDDLE, CONNECTION_PAGE, AdwNavigationPage)

HeddleConnectionPage *heddle_connection_page_new          (HeddleConnections    *connections,
                                                           HeddleProvider       *provider);
const char           *heddle_connection_page_get_provider (HeddleConnectionPage *self);

G_END_DECLS
