/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loaded into the application by tests: what points is a finger. There is no touchscreen on a display without
 * hardware; with this, ours takes the mouse for one. Its long press is one only where HEDDLE_TEST_LONG_PRESS is set,
 * since on a busy machine any press may be.
 */

#include <dlfcn.h>
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
  void (*set_touch_only) (GtkGestureSingle *, gboolean) = dlsym (RTLD_NEXT, "gtk_gesture_single_set_touch_only");

  set_touch_only (gesture, touch_only && g_getenv ("HEDDLE_TEST_LONG_PRESS") == NULL);
}
