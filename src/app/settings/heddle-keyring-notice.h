/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "settings/heddle-connections.h"

G_BEGIN_DECLS

/**
 * HeddleKeyringNotice:
 *
 * Says why no key can be kept, and what to do about it. Not visible where one can.
 */
#define HEDDLE_TYPE_KEYRING_NOTICE (heddle_keyring_notice_get_type ())
G_DECLARE_FINAL_TYPE (HeddleKeyringNotice, heddle_keyring_notice, HEDDLE, KEYRING_NOTICE, AdwPreferencesGroup)

void heddle_keyring_notice_set_connections (HeddleKeyringNotice *self,
                                            HeddleConnections   *connections,
                                            HeddleProvider      *provider);

G_END_DECLS
