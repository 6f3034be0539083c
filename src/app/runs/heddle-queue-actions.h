/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

void heddle_queue_actions_insert (GtkWidget *widget, HeddleSession *session);

G_END_DECLS
