/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-repeats.h"

#include <libsoup/soup.h>
#include <math.h>

#include "base/heddle-json.h"

#define FIRST_WAIT (G_USEC_PER_SEC / 2)

/**
 * heddle_repeats_pick_delay:
 * @tries: how many tries were made, at least 1
 * @retry_after: what the server asked for, in microseconds, or -1
 * @rand: (nullable): where the jitter comes from; %NULL for GLib's own
 *
 * Picks how long to wait before the next try: full jitter, that is anything from nothing up to half
 * a second, doubled with each try; but at least @retry_after.
 *
 * Returns: the wait in microseconds
 */
gint64
heddle_repeats_pick_delay (guint   tries,
                           gint64  retry_after,
                           GRand  *rand)
{
  double limit;
  gint64 delay;

  g_return_val_if_fail (tries >= 1, 0);

  limit = (double) FIRST_WAIT * pow (2, MIN (tries - 1, 8));
  delay = (gint64) (rand != NULL ? g_rand_double_range (rand, 0, limit)
                                 : g_random_double_range (0, limit));

  return MAX (delay, retry_after);
}

static gint64
parse_wait (const char *text,
            double      unit,
            gint64      now)
{
  g_autoptr (GDateTime) date = NULL;
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (end != text && *end == '\0')
    {
      if (!(number >= 0))
        return -1;
      return (gint64) MIN (number * unit, (double) G_MAXINT32 * G_USEC_PER_SEC);
    }

  date = soup_date_time_new_from_http_string (text);

  return date != NULL ? MAX (g_date_time_to_unix (date) * G_USEC_PER_SEC - now, 0) : -1;
}

/**
 * heddle_repeats_read_retry_after:
 * @response: an answer
 * @rate_limits: (nullable): the manifest's `rate_limits`, whose `retry_after` headers win
 * @now: the time in microseconds since 1970, that HTTP dates are compared with
 *
 * Returns: how long the server asks to wait, in microseconds; -1 where it does not say
 */
gint64
heddle_repeats_read_retry_after (HeddleHttpResponse *response,
                                 JsonObject         *rate_limits,
                                 gint64              now)
{
  JsonArray *headers = rate_limits != NULL ? heddle_json_get_array (rate_limits, "retry_after")
                                           : NULL;
  const char *value;

  for (guint i = 0; headers != NULL && i < json_array_get_length (headers); i++)
    {
      JsonObject *entry = json_array_get_object_element (headers, i);
      g_autofree char *name = g_ascii_strdown (heddle_json_get_string (entry, "header", ""), -1);
      gboolean ms = g_str_equal (heddle_json_get_string (entry, "unit", "s"), "ms");
      gint64 wait;

      value = heddle_http_response_get_header (response, name);
      wait = value != NULL ? parse_wait (value, ms ? 1e3 : 1e6, now) : -1;

      if (wait >= 0)
        return wait;
    }

  value = heddle_http_response_get_header (response, "retry-after");

  return value != NULL ? parse_wait (value, 1e6, now) : -1;
}

/* Such as `6m0s`, `1h2m3.5s` or `120ms`. */
static gint64
parse_duration (const char *text)
{
  static const struct
  {
    const char *name;
    double unit;
  } units[] = { { "ms", 1e3 }, { "s", 1e6 }, { "m", 60e6 }, { "h", 3600e6 }, { "d", 86400e6 } };
  double sum = 0;

  while (*text != '\0')
    {
      char *end;
      double number = g_ascii_strtod (text, &end);
      guint i = 0;

      if (end == text || !(number >= 0))
        return -1;
      while (i < G_N_ELEMENTS (units) && !g_str_has_prefix (end, units[i].name))
        i++;
      if (i == G_N_ELEMENTS (units))
        return -1;
      sum += number * units[i].unit;
      text = end + strlen (units[i].name);
    }

  return (gint64) MIN (sum, (double) G_MAXINT32 * G_USEC_PER_SEC);
}

static gint64
parse_reset (const char *text,
             const char *unit,
             gint64      now)
{
  g_autoptr (GDateTime) date = NULL;

  if (g_str_equal (unit, "duration"))
    return parse_duration (text);
  if (!g_str_equal (unit, "date"))
    return parse_wait (text, g_str_equal (unit, "ms") ? 1e3 : 1e6, now);

  date = g_date_time_new_from_iso8601 (text, NULL);

  return date != NULL ? MAX (g_date_time_to_unix_usec (date) - now, 0) : -1;
}

/**
 * heddle_repeats_read_reset:
 * @response: an answer
 * @rate_limits: (nullable): the manifest's `rate_limits`, whose `windows` name the headers
 * @now: the time in microseconds since 1970
 *
 * Returns: for how long no more requests are taken, in microseconds; -1 where some are, or nothing is
 *   said
 */
gint64
heddle_repeats_read_reset (HeddleHttpResponse *response,
                           JsonObject         *rate_limits,
                           gint64              now)
{
  JsonArray *windows = rate_limits != NULL ? heddle_json_get_array (rate_limits, "windows") : NULL;
  gint64 longest = -1;

  for (guint i = 0; windows != NULL && i < json_array_get_length (windows); i++)
    {
      JsonObject *window = json_array_get_object_element (windows, i);
      g_autofree char *remaining = g_ascii_strdown (heddle_json_get_string (window, "remaining", ""), -1);
      g_autofree char *reset = g_ascii_strdown (heddle_json_get_string (window, "reset", ""), -1);
      const char *left = heddle_http_response_get_header (response, remaining);
      const char *until = heddle_http_response_get_header (response, reset);
      gint64 number;

      if (left != NULL && until != NULL && g_ascii_string_to_signed (left, 10, G_MININT64, G_MAXINT64, &number, NULL)
          && number <= 0)
        longest = MAX (longest, parse_reset (until, heddle_json_get_string (window, "unit", "s"), now));
    }

  return longest;
}
