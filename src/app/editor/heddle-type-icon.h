/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleTypeIcon:
 *
 * An icon on a ground in the colour of what a step gives, as nodes on the canvas have it.
 */
#define HEDDLE_TYPE_TYPE_ICON (heddle_type_icon_get_type ())
G_DECLARE_FINAL_TYPE (HeddleTypeIcon, heddle_type_icon, HEDDLE, TYPE_ICON, GtkWidget)

void heddle_type_icon_set (HeddleTypeIcon *self,
                           const char     *icon_name,
                           int             type);

G_END_DECLS
