/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "providers/heddle-providers.h"

G_BEGIN_DECLS

GtkWidget *heddle_connection_model_row_new (HeddleProviders *providers,
                                            HeddleModel     *model);

G_END_DECLS
