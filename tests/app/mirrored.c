/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loaded into the application by tests: all lies from right to left, as in Arabic or Hebrew, whether or not the system
 * has such a locale.
 */

#include <gtk/gtk.h>

__attribute__ ((constructor)) static void
mirror (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  /* What the application runs is not on the display. */
  if (program == NULL || !g_str_has_suffix (program, "/heddle") || !gtk_init_check ())
    return;
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}
