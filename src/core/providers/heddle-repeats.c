/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-repeats.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <math.h>

#include "base/heddle-json.h"
#include "providers/heddle-json-query.h"
#include "providers/heddle-provider-error.h"

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
parse_by_unit (const char *text,
               const char *unit,
               gint64      now)
{
  if (g_str_equal (unit, "duration"))
    return parse_duration (text);
  return parse_wait (text, g_str_equal (unit, "ms") ? 1e3 : 1e6, now);
}

static JsonNode *
parse_body (HeddleHttpResponse *response)
{
  GBytes *body = heddle_http_response_get_body (response);

  if (body == NULL || g_bytes_get_size (body) == 0)
    return NULL;
  return heddle_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);
}

static char *
find_in_body (JsonObject *entry,
              JsonNode   *body)
{
  g_autofree char *text = heddle_json_query_text (body, json_object_get_member (entry, "path"));
  const char *pattern = heddle_json_get_string (entry, "pattern", NULL);
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  if (text == NULL || pattern == NULL)
    return g_steal_pointer (&text);
  regex = g_regex_new (pattern, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);
  if (regex == NULL || !g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, &match))
    return NULL;
  return g_match_info_fetch (match, 1);
}

static char *
find_wait (JsonObject         *entry,
           HeddleHttpResponse *response,
           JsonNode           *body)
{
  g_autofree char *name = NULL;

  if (json_object_has_member (entry, "path"))
    return body != NULL ? find_in_body (entry, body) : NULL;
  name = g_ascii_strdown (heddle_json_get_string (entry, "header", ""), -1);
  return g_strdup (heddle_http_response_get_header (response, name));
}

/**
 * heddle_repeats_read_retry_after:
 * @response: an answer
 * @rate_limits: (nullable): the manifest's `rate_limits`, whose `retry_after` wins
 * @now: the time in microseconds since 1970, that HTTP dates are compared with
 *
 * Returns: how long the server asks to wait, in microseconds; -1 where it does not say. A text in the
 *   body counts only of a 429
 */
gint64
heddle_repeats_read_retry_after (HeddleHttpResponse *response,
                                 JsonObject         *rate_limits,
                                 gint64              now)
{
  JsonArray *entries = rate_limits != NULL ? heddle_json_get_array (rate_limits, "retry_after") : NULL;
  gboolean refused = heddle_http_response_get_status (response) == 429;
  g_autoptr (JsonNode) body = entries == NULL || !refused ? NULL : parse_body (response);
  const char *value;

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      g_autofree char *text = find_wait (entry, response, body);
      gint64 wait = text == NULL ? -1 : parse_by_unit (text, heddle_json_get_string (entry, "unit", "s"), now);

      if (wait >= 0)
        return wait;
    }

  value = heddle_http_response_get_header (response, "retry-after");

  return value != NULL ? parse_wait (value, 1e6, now) : -1;
}

/**
 * heddle_repeats_check:
 * @rate_limits: (nullable): a manifest's `rate_limits`
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST
 *
 * Returns: whether the patterns in it can be used; %FALSE with an error that says which cannot
 */
gboolean
heddle_repeats_check (JsonObject  *rate_limits,
                      GError     **error)
{
  JsonArray *entries = rate_limits != NULL ? heddle_json_get_array (rate_limits, "retry_after") : NULL;

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      const char *pattern = heddle_json_get_string (json_array_get_object_element (entries, i), "pattern", NULL);
      g_autoptr (GError) cause = NULL;
      g_autoptr (GRegex) regex = NULL;

      if (pattern == NULL)
        continue;
      regex = g_regex_new (pattern, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, &cause);
      if (regex != NULL && g_regex_get_capture_count (regex) > 0)
        continue;
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST, "rate_limits.retry_after[%u].pattern: %s",
                   i, regex == NULL ? cause->message : _("has no group in parentheses"));
      return FALSE;
    }
  return TRUE;
}

static gint64
parse_reset (const char *text,
             const char *unit,
             gint64      now)
{
  g_autoptr (GDateTime) date = NULL;

  if (!g_str_equal (unit, "date"))
    return parse_by_unit (text, unit, now);

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
