/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-outline.h"

G_BEGIN_DECLS

char *heddle_outline_dup_title       (HeddleOutline     *self,
                                      HeddleOutlineItem *item);
char *heddle_outline_dup_subtitle    (HeddleOutline     *self,
                                      HeddleOutlineItem *item);
char *heddle_outline_dup_label       (HeddleOutline     *self,
                                      HeddleOutlineItem *item);
char *heddle_outline_dup_description (HeddleOutline     *self,
                                      HeddleOutlineItem *item);

G_END_DECLS
