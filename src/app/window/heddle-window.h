/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/heddle-application.h"

G_BEGIN_DECLS

/**
 * HeddleWindow:
 *
 * The window: the sidebar of places, and the place that is shown.
 */
#define HEDDLE_TYPE_WINDOW (heddle_window_get_type ())
G_DECLARE_FINAL_TYPE (HeddleWindow, heddle_window, HEDDLE, WINDOW, AdwApplicationWindow)

HeddleWindow *heddle_window_new          (HeddleApplication *application);
void          heddle_window_show_opening (HeddleWindow      *self);
void          heddle_window_show_problem (HeddleWindow      *self,
                                          const char        *path,
                                          const GError      *error);
void          heddle_window_show_library (HeddleWindow      *self);
void          heddle_window_import       (HeddleWindow      *self,
                                          GFile             *file);
void          heddle_window_show_run      (HeddleWindow      *self,
                                          const char        *run,
                                          gboolean           answer);
void          heddle_window_add_toast    (HeddleWindow      *self,
                                          AdwToast          *toast);
void          heddle_window_keys_changed (HeddleWindow      *self);

G_END_DECLS
