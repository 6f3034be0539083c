/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void      heddle_toast_tell  (GtkWidget    *widget,
                              const char   *format,
                              ...) G_GNUC_PRINTF (2, 3);
void      heddle_toast_error (GtkWidget    *widget,
                              const char   *what,
                              const GError *error);
void      heddle_toast_lead  (GtkWidget    *widget,
                              const char   *what,
                              const char   *label,
                              const char   *action,
                              const char   *target);
AdwToast *heddle_toast_undo  (GtkWidget    *widget,
                              GCallback     undo,
                              gpointer      data,
                              const char   *format,
                              ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
