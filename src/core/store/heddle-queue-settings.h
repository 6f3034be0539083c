/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleQueueSettings:
 * @paused: whether no run is begun
 * @runs: how many runs of the queue go on at once
 * @items: how many items of all runs may be in flight at once; 0 where nobody has said
 *
 * How a library's queue is worked off.
 */
typedef struct
{
  gboolean paused;
  guint    runs;
  guint    items;
} HeddleQueueSettings;

gboolean heddle_queue_settings_read  (HeddleDatabase             *database,
                                      HeddleQueueSettings        *settings,
                                      GError                    **error);
gboolean heddle_queue_settings_write (HeddleDatabase             *database,
                                      const HeddleQueueSettings  *settings,
                                      GError                    **error);

G_END_DECLS
