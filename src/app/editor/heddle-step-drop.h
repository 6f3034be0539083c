/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-pages.h"

G_BEGIN_DECLS

void heddle_step_drop_add (GtkWidget         *widget,
                           HeddleCanvasPages *pages);

G_END_DECLS
