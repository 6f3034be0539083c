/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-recurrence.h"

static gint64
at (const char *text,
    GTimeZone  *zone)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * 1000;
}

/* The occurrences that follow, by the clock on the wall. */
static void
assert_next (HeddleRecurrence  recurrence,
             const char       *begins,
             const char       *after,
             const char       *expected)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_auto (GStrv) list = g_strsplit (expected, " ", -1);
  gint64 time = at (after, zone);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *shown = NULL;

      time = heddle_recurrence_next (recurrence, begins, zone, time);
      shown = heddle_recurrence_begin (time, zone);
      g_assert_cmpstr (shown, ==, list[i]);
    }
}

static void
test_daily (void)
{
  assert_next (HEDDLE_RECURRENCE_DAILY, "2026-11-25T07:00:00", "2026-11-27T06:59:59",
               "2026-11-27T07:00:00 2026-11-28T07:00:00");
  assert_next (HEDDLE_RECURRENCE_DAILY, "2026-11-25T07:00:00", "2026-01-01T00:00:00", "2026-11-25T07:00:00");
  assert_next (HEDDLE_RECURRENCE_DAILY, "2026-11-25T07:00:00", "2026-11-25T07:00:00", "2026-11-26T07:00:00");
}

static void
test_weekly (void)
{
  assert_next (HEDDLE_RECURRENCE_WEEKLY, "2026-11-25T23:30:00", "2026-12-02T23:29:00",
               "2026-12-02T23:30:00 2026-12-09T23:30:00");
}

/* The last day of a shorter month, and the same one again after it. */
static void
test_month_ends (void)
{
  assert_next (HEDDLE_RECURRENCE_MONTHLY, "2027-10-31T08:00:00", "2027-10-31T08:00:00",
               "2027-11-30T08:00:00 2027-12-31T08:00:00 2028-01-31T08:00:00 2028-02-29T08:00:00 2028-03-31T08:00:00");
}

/* The clock shows the same time, though days of 23 and 25 hours lie between. */
static void
test_summer_time (void)
{
  assert_next (HEDDLE_RECURRENCE_DAILY, "2026-03-01T07:00:00", "2026-03-27T12:00:00",
               "2026-03-28T07:00:00 2026-03-29T07:00:00 2026-03-30T07:00:00");
  assert_next (HEDDLE_RECURRENCE_DAILY, "2026-03-01T07:00:00", "2026-10-24T06:00:00",
               "2026-10-24T07:00:00 2026-10-25T07:00:00 2026-10-26T07:00:00");
  assert_next (HEDDLE_RECURRENCE_DAILY, "2026-03-01T02:30:00", "2026-03-28T12:00:00",
               "2026-03-29T03:00:00 2026-03-30T02:30:00");
  assert_next (HEDDLE_RECURRENCE_DAILY, "2026-03-01T02:30:00", "2026-10-24T12:00:00",
               "2026-10-25T02:30:00 2026-10-26T02:30:00");
}

static void
test_missed (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  gint64 due = at ("2026-11-02T07:00:00", zone);

  g_assert_cmpint (heddle_recurrence_last (HEDDLE_RECURRENCE_DAILY, "2026-11-01T07:00:00", zone, due,
                                           at ("2026-11-09T06:59:00", zone)), ==, at ("2026-11-08T07:00:00", zone));
  g_assert_cmpint (heddle_recurrence_last (HEDDLE_RECURRENCE_DAILY, "2026-11-01T07:00:00", zone, due, due), ==, due);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recurrence/daily", test_daily);
  g_test_add_func ("/recurrence/weekly", test_weekly);
  g_test_add_func ("/recurrence/month-ends", test_month_ends);
  g_test_add_func ("/recurrence/summer-time", test_summer_time);
  g_test_add_func ("/recurrence/missed", test_missed);
  return g_test_run ();
}
