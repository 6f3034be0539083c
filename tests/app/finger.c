/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loaded into the application by tests: what points is a finger. There is no touchscreen on a display without
 * hardware; with this, ours takes the mouse for one.
 */

#include <gtk/gtk.h>

G_MODULE_EXPORT GdkInputSource
gdk_device_get_source (GdkDevice *device)
{
  return GDK_SOURCE_TOUCHSCREEN;
}

G_MODULE_EXPORT void
gtk_gesture_single_set_touch_only (GtkGestureSingle *gesture,
                                   gboolean          touch_only)
{
}
