/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * HeddleNetwork:
 *
 * Whether there is a network, for those who need it. What is on this machine or in the house is always
 * held to be there: the system knows of ways into the wide world only.
 */
#define HEDDLE_TYPE_NETWORK (heddle_network_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNetwork, heddle_network, HEDDLE, NETWORK, GObject)

HeddleNetwork *heddle_network_new           (GNetworkMonitor *monitor);
DexFuture     *heddle_network_find_usual    (void);
void           heddle_network_distrust_near (HeddleNetwork   *self);
gboolean       heddle_network_is_away       (HeddleNetwork   *self,
                                             const char      *url);
DexFuture     *heddle_network_wait          (HeddleNetwork   *self);

G_END_DECLS
