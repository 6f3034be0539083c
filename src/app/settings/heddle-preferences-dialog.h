/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddlePreferencesDialog:
 *
 * The preferences, connections to providers among them.
 */
#define HEDDLE_TYPE_PREFERENCES_DIALOG (heddle_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePreferencesDialog, heddle_preferences_dialog, HEDDLE, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *heddle_preferences_dialog_new             (HeddleSession           *session);
void       heddle_preferences_dialog_show_connection (HeddlePreferencesDialog *self,
                                                      const char              *provider);

G_END_DECLS
