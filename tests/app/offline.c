/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loaded into the application by tests: there is no network while the file HEDDLE_TEST_OFFLINE is there. */

#include <gio/gio.h>

#define LOOK_EVERY_MS 100

static gboolean
is_available (void)
{
  const char *file = g_getenv ("HEDDLE_TEST_OFFLINE");

  return file == NULL || !g_file_test (file, G_FILE_TEST_EXISTS);
}

G_MODULE_EXPORT gboolean
g_network_monitor_get_network_available (GNetworkMonitor *monitor)
{
  return is_available ();
}

static gboolean
look_cb (gpointer data)
{
  static gboolean available = TRUE;

  if (available != is_available ())
    {
      available = !available;
      g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", available);
    }
  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
begin (void)
{
  if (g_getenv ("HEDDLE_TEST_OFFLINE") != NULL)
    g_timeout_add (LOOK_EVERY_MS, look_cb, NULL);
}
