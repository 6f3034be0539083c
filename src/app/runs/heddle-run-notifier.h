/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleRunNotifier:
 *
 * Tells a person who is busy elsewhere that a run has ended or waits.
 */
#define HEDDLE_TYPE_RUN_NOTIFIER (heddle_run_notifier_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRunNotifier, heddle_run_notifier, HEDDLE, RUN_NOTIFIER, GObject)

HeddleRunNotifier *heddle_run_notifier_new      (GtkApplication    *application,
                                                 HeddleSession     *session);
void               heddle_run_notifier_withdraw (HeddleRunNotifier *self);

G_END_DECLS
