/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-search-item.h"

G_BEGIN_DECLS

/**
 * HeddleSearchRow:
 *
 * How something to choose on the canvas stands in a list.
 */
#define HEDDLE_TYPE_SEARCH_ROW (heddle_search_row_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSearchRow, heddle_search_row, HEDDLE, SEARCH_ROW, AdwBin)

GtkWidget        *heddle_search_row_new      (gboolean          with_category);
void              heddle_search_row_set_item (HeddleSearchRow  *self,
                                              HeddleSearchItem *item);
HeddleSearchItem *heddle_search_row_get_item (HeddleSearchRow  *self);

G_END_DECLS
