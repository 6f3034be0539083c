/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-outline.h"

G_BEGIN_DECLS

/**
 * HeddleOutlineRow:
 *
 * A row of an outline: a frame, a node with its state, a port or a link.
 */
#define HEDDLE_TYPE_OUTLINE_ROW (heddle_outline_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOutlineRow, heddle_outline_row, HEDDLE, OUTLINE_ROW, AdwBin)

GtkWidget *heddle_outline_row_new  (void);
void       heddle_outline_row_show (HeddleOutlineRow  *self,
                                    HeddleOutline     *outline,
                                    HeddleOutlineItem *item);
void       heddle_outline_row_set_details (HeddleOutlineRow *self,
                                           const char       *details);

G_END_DECLS
