/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "window/heddle-window.h"

G_BEGIN_DECLS

void heddle_import_dialog_open (HeddleWindow *window);

G_END_DECLS
