/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "window/heddle-session.h"
#include "store/heddle-run-summary.h"

G_BEGIN_DECLS

void heddle_failed_rows_save (GtkWidget              *widget,
                              HeddleSession          *session,
                              const HeddleRunSummary *run);

G_END_DECLS
