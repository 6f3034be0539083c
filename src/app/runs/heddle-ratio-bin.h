/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleRatioBin:
 *
 * A frame that is as high as its width asks for, like the picture in it.
 */
#define HEDDLE_TYPE_RATIO_BIN (heddle_ratio_bin_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRatioBin, heddle_ratio_bin, HEDDLE, RATIO_BIN, GtkWidget)

HeddleRatioBin *heddle_ratio_bin_new (GtkWidget *child,
                                      double     ratio);

G_END_DECLS
