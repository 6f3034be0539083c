/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HEDDLE_LIST_STORE_MOST_SPLICES:
 *
 * In how many places a list changes one after the other, before it changes at once.
 */
#define HEDDLE_LIST_STORE_MOST_SPLICES 64

void heddle_list_store_follow (GListStore *store,
                               GPtrArray  *wanted);

G_END_DECLS
