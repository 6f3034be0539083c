/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-recurrence.h"

static const char *const names[] = {
  [HEDDLE_RECURRENCE_DAILY] = "daily",
  [HEDDLE_RECURRENCE_WEEKLY] = "weekly",
  [HEDDLE_RECURRENCE_MONTHLY] = "monthly",
};

/**
 * heddle_recurrence_to_string:
 * @self: how often something happens
 *
 * Returns: (transfer none): its name
 */
const char *
heddle_recurrence_to_string (HeddleRecurrence self)
{
  g_return_val_if_fail (self < G_N_ELEMENTS (names), NULL);

  return names[self];
}

/**
 * heddle_recurrence_from_string:
 * @text: a word
 * @self: (out): how often something happens
 *
 * Returns: whether a recurrence is named so
 */
gboolean
heddle_recurrence_from_string (const char       *text,
                               HeddleRecurrence *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i], text) == 0)
      {
        *self = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * heddle_recurrence_begin:
 * @time: Unix milliseconds
 * @zone: where the clock hangs
 *
 * Returns: (transfer full): what the clock on the wall shows at that time, for
 *   [func@recurrence_next]
 */
char *
heddle_recurrence_begin (gint64     time,
                         GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, "%Y-%m-%dT%H:%M:%S");
}

static void
read_date (GDate     *date,
           GDateTime *time)
{
  int year, month, day;

  g_date_time_get_ymd (time, &year, &month, &day);
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* The day of the occurrence that is so many before or after the first. */
static void
find_day (GDate            *day,
          HeddleRecurrence  recurrence,
          const GDate      *first,
          int               number)
{
  int months = (int) g_date_get_year (first) * 12 + (int) g_date_get_month (first) - 1 + number;
  GDateYear year = (GDateYear) (months / 12);
  GDateMonth month = (GDateMonth) (months % 12 + 1);

  *day = *first;
  if (recurrence == HEDDLE_RECURRENCE_MONTHLY)
    g_date_set_dmy (day, MIN (g_date_get_day (first), g_date_get_days_in_month (month, year)), month, year);
  else
    g_date_set_julian (day, g_date_get_julian (first)
                              + (guint32) (number * (recurrence == HEDDLE_RECURRENCE_WEEKLY ? 7 : 1)));
}

/* Which occurrence the day is near to, and not after it. */
static int
guess_number (HeddleRecurrence  recurrence,
              const GDate      *first,
              const GDate      *day)
{
  int days = g_date_days_between (first, day);

  if (recurrence == HEDDLE_RECURRENCE_MONTHLY)
    return ((int) g_date_get_year (day) - (int) g_date_get_year (first)) * 12
           + (int) g_date_get_month (day) - (int) g_date_get_month (first) - 1;
  return (recurrence == HEDDLE_RECURRENCE_WEEKLY ? days / 7 : days) - 1;
}

/**
 * heddle_recurrence_next:
 * @self: how often something happens
 * @begins: when it happens for the first time: date and time by the clock on the wall, in ISO 8601
 * @zone: where that clock hangs
 * @after: Unix milliseconds
 *
 * Finds when it happens next. That is always when the clock on the wall shows the same time, whatever
 * becomes of the zone's offset; a time that the clock leaves out is as soon as it goes on.
 *
 * Returns: the first time that is later than @after, in Unix milliseconds; 0 where @begins is no time
 */
gint64
heddle_recurrence_next (HeddleRecurrence  self,
                        const char       *begins,
                        GTimeZone        *zone,
                        gint64            after)
{
  g_autoptr (GTimeZone) no_zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) begin = g_date_time_new_from_iso8601 (begins, no_zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (after / 1000);
  g_autoptr (GDateTime) local = utc == NULL ? NULL : g_date_time_to_timezone (utc, zone);
  GDate first, today;

  if (begin == NULL || local == NULL)
    return 0;
  read_date (&first, begin);
  read_date (&today, local);
  for (int number = MAX (guess_number (self, &first, &today), 0);; number++)
    {
      g_autoptr (GDateTime) time = NULL;
      GDate day;

      find_day (&day, self, &first, number);
      time = g_date_time_new (zone, g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day),
                              g_date_time_get_hour (begin), g_date_time_get_minute (begin),
                              g_date_time_get_second (begin));
      if (time == NULL)
        return 0;
      if (g_date_time_to_unix (time) * 1000 > after)
        return g_date_time_to_unix (time) * 1000;
    }
}

/**
 * heddle_recurrence_last:
 * @self: how often something happens
 * @begins: as for [func@recurrence_next]
 * @zone: where that clock hangs
 * @due: one of its times, in Unix milliseconds
 * @now: Unix milliseconds, not earlier than @due
 *
 * Returns: the last of its times that has come, @due or a later one, in Unix milliseconds
 */
gint64
heddle_recurrence_last (HeddleRecurrence  self,
                        const char       *begins,
                        GTimeZone        *zone,
                        gint64            due,
                        gint64            now)
{
  gint64 next;

  while ((next = heddle_recurrence_next (self, begins, zone, due)) != 0 && next <= now)
    due = next;
  return due;
}
