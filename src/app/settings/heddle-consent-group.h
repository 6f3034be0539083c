/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleConsentGroup:
 *
 * When a person is asked before a run that costs money: a setting of the library.
 */
#define HEDDLE_TYPE_CONSENT_GROUP (heddle_consent_group_get_type ())
G_DECLARE_FINAL_TYPE (HeddleConsentGroup, heddle_consent_group, HEDDLE, CONSENT_GROUP, AdwPreferencesGroup)

void heddle_consent_group_set_session (HeddleConsentGroup *self,
                                       HeddleSession      *session);

G_END_DECLS
