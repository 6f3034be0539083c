/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleOpenItems:
 *
 * The rows of those items of a run that the library has, and that are not at their end.
 */
typedef struct _HeddleOpenItems HeddleOpenItems;

HeddleOpenItems *heddle_open_items_new    (void);
void             heddle_open_items_free   (HeddleOpenItems *self);
void             heddle_open_items_add    (HeddleOpenItems *self,
                                           guint            ordinal,
                                           const char      *path,
                                           gint64           id);
gint64           heddle_open_items_find   (HeddleOpenItems *self,
                                           guint            ordinal,
                                           const char      *path);
void             heddle_open_items_remove (HeddleOpenItems *self,
                                           guint            ordinal,
                                           const char      *path);

G_END_DECLS
