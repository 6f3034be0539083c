/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleApplication:
 *
 * The application: one process, one window, one library.
 */
#define HEDDLE_TYPE_APPLICATION (heddle_application_get_type ())
G_DECLARE_FINAL_TYPE (HeddleApplication, heddle_application, HEDDLE, APPLICATION, AdwApplication)

HeddleApplication *heddle_application_new         (void);
HeddleSession     *heddle_application_get_session (HeddleApplication *self);

G_END_DECLS
