/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-open-workflow.h"

G_BEGIN_DECLS

/**
 * HeddlePageBar:
 *
 * The tabs of the pages of a workflow that has more than one; hidden for another. The actions `pages.…`
 * are those of what it is in.
 */
#define HEDDLE_TYPE_PAGE_BAR (heddle_page_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeddlePageBar, heddle_page_bar, HEDDLE, PAGE_BAR, AdwBin)

GtkWidget *heddle_page_bar_new    (HeddleOpenWorkflow *workflow);
void       heddle_page_bar_rename (HeddlePageBar      *self);

G_END_DECLS
