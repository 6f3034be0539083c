/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A network that is there when a test says so. */
#define FAKE_TYPE_NETWORK_MONITOR (fake_network_monitor_get_type ())
G_DECLARE_FINAL_TYPE (FakeNetworkMonitor, fake_network_monitor, FAKE, NETWORK_MONITOR, GObject)

FakeNetworkMonitor *fake_network_monitor_new      (gboolean            available);
void                fake_network_monitor_set      (FakeNetworkMonitor *self,
                                                   gboolean            available);
void                fake_network_monitor_go_after (FakeNetworkMonitor *self,
                                                   guint               n_questions);

G_END_DECLS
