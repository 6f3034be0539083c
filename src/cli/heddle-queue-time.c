/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-queue-time.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "heddle-invocation.h"

#define MAX_DAYS 2

/* The next time that the clock on the wall shows it. */
static gboolean
read_clock (const char *text,
            gint64      now,
            gint64     *time)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / 1000);
  int hour, minute;
  char rest;

  if (sscanf (text, "%2d:%2d%c", &hour, &minute, &rest) != 2 || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return FALSE;
  for (int days = 0; days < MAX_DAYS; days++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (today, days);
      g_autoptr (GDateTime) found = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                                           g_date_time_get_day_of_month (day), hour, minute, 0);

      *time = g_date_time_to_unix (found) * 1000;
      if (*time > now)
        break;
    }
  return TRUE;
}

static gboolean
read_date (const char *text,
           gint64     *time)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *with_seconds = g_strconcat (text, ":00", NULL);
  g_autoptr (GDateTime) found = g_date_time_new_from_iso8601 (text, zone);

  if (found == NULL)
    found = g_date_time_new_from_iso8601 (with_seconds, zone);
  if (found == NULL)
    return FALSE;
  *time = g_date_time_to_unix (found) * 1000;
  return TRUE;
}

/**
 * heddle_queue_time_read:
 * @text: date and time in ISO 8601, by the clock on the wall where it names no zone; or hours and minutes
 *   for the next such time
 * @now: Unix milliseconds
 * @time: (out): the time, in Unix milliseconds
 * @error: return location
 *
 * Returns: %FALSE with @error where @text is no time
 */
gboolean
heddle_queue_time_read (const char  *text,
                        gint64       now,
                        gint64      *time,
                        GError     **error)
{
  if (read_clock (text, now, time) || read_date (text, time))
    return TRUE;
  heddle_usage_error_set (error, _("“%s” is no time. Write 07:30, or 2026-12-24T07:30."), text);
  return FALSE;
}

/**
 * heddle_queue_time_show:
 * @time: Unix milliseconds
 *
 * Returns: (transfer full): date and time by the clock on the wall
 */
char *
heddle_queue_time_show (gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time / 1000);

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}
