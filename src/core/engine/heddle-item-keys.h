/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-item.h"

G_BEGIN_DECLS

/**
 * HeddleItemKeys:
 *
 * Makes the cache keys of items, of one run or of the look at what it would do. Used on one thread.
 */
typedef struct _HeddleItemKeys HeddleItemKeys;

HeddleItemKeys *heddle_item_keys_new  (HeddleProviders *providers);
void            heddle_item_keys_free (HeddleItemKeys  *self);
void            heddle_item_keys_make (HeddleItemKeys  *self,
                                       HeddleRunItem   *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleItemKeys, heddle_item_keys_free)

G_END_DECLS
