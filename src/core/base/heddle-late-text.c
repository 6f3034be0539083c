/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-late-text.h"

#include <glib/gi18n-lib.h>

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/**
 * heddle_late_text:
 * @milliseconds: how much later something began than it was to
 *
 * Returns: (transfer full) (nullable): such as “2 hours late”; %NULL where nobody would call it late
 */
char *
heddle_late_text (gint64 milliseconds)
{
  if (milliseconds < MINUTE)
    return NULL;
  if (milliseconds < HOUR)
    return g_strdup_printf (ngettext ("%d minute late", "%d minutes late", (unsigned long) (milliseconds / MINUTE)),
                            (int) (milliseconds / MINUTE));
  if (milliseconds < 2 * DAY)
    return g_strdup_printf (ngettext ("%d hour late", "%d hours late", (unsigned long) (milliseconds / HOUR)),
                            (int) (milliseconds / HOUR));
  return g_strdup_printf (ngettext ("%d day late", "%d days late", (unsigned long) (milliseconds / DAY)),
                          (int) (milliseconds / DAY));
}
