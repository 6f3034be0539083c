/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"

#define PROMPT_CHARACTERS 80

typedef struct
{
  const char *mime;
  const char *suffix;
  const char *name;
} Kind;

static const Kind kinds[] = {
  { "image/png", "png", "PNG" },       { "image/jpeg", "jpg", "JPEG" },
  { "image/webp", "webp", "WebP" },    { "image/avif", "avif", "AVIF" },
  { "image/heif", "heif", "HEIF" },    { "image/gif", "gif", "GIF" },
  { "image/tiff", "tiff", "TIFF" },    { "image/svg+xml", "svg", "SVG" },
  { "text/plain", "txt", N_("Text") }, { "application/json", "json", "JSON" },
  { "video/mp4", "mp4", "MP4" },       { "video/webm", "webm", "WebM" },
};

static const Kind *
find_kind (const char *mime)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].mime, mime))
      return &kinds[i];
  return NULL;
}

static int
days_between (GDateTime *earlier,
              GDateTime *later)
{
  g_autoptr (GDateTime) a = g_date_time_new_utc (g_date_time_get_year (earlier), g_date_time_get_month (earlier),
                                                 g_date_time_get_day_of_month (earlier), 0, 0, 0);
  g_autoptr (GDateTime) b = g_date_time_new_utc (g_date_time_get_year (later), g_date_time_get_month (later),
                                                 g_date_time_get_day_of_month (later), 0, 0, 0);

  return (int) (g_date_time_difference (b, a) / G_TIME_SPAN_DAY);
}

/**
 * heddle_words_for_day:
 * @time: milliseconds
 *
 * Returns: (transfer full): the day, as people say it in the middle of a line
 */
char *
heddle_words_for_day (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time / 1000);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int days;

  if (moment == NULL)
    return g_strdup ("");
  days = days_between (moment, now);
  if (days == 0)
    return g_strdup (_("today"));
  if (days == 1)
    return g_strdup (_("yesterday"));
  if (days == -1)
    return g_strdup (_("tomorrow"));
  if (g_date_time_get_year (moment) == g_date_time_get_year (now))
    /* Translators: a day of this year, such as “3 May”, as strftime() writes it */
    return g_date_time_format (moment, _("%-d %B"));
  /* Translators: a day of another year, such as “3 May 2024”, as strftime() writes it */
  return g_date_time_format (moment, _("%-d %B %Y"));
}

/**
 * heddle_words_for_time:
 * @time: milliseconds
 *
 * Returns: (transfer full): day and time, as people say them in the middle of a line
 */
char *
heddle_words_for_time (gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time / 1000);
  g_autofree char *day = heddle_words_for_day (time);
  g_autofree char *clock = NULL;

  if (moment == NULL)
    return g_steal_pointer (&day);
  /* Translators: the time of day, as strftime() writes it */
  clock = g_date_time_format (moment, _("%H:%M"));
  return g_strdup_printf ("%s %s", day, clock);
}

/**
 * heddle_words_for_money:
 * @money: an amount that is known
 *
 * Returns: (transfer full): the amount, short: “$0.04” where the currency has a sign that all know
 */
char *
heddle_words_for_money (HeddleMoney money)
{
  g_autofree char *exact = heddle_money_to_string (money);
  const char *sign = g_str_equal (money.currency, "USD") ? "$" : g_str_equal (money.currency, "EUR") ? "€" : NULL;
  char *space = strrchr (exact, ' ');

  if (sign == NULL || space == NULL)
    return g_steal_pointer (&exact);
  *space = '\0';
  if (*exact == '-')
    return g_strconcat ("-", sign, exact + 1, NULL);
  return g_strconcat (sign, exact, NULL);
}

/**
 * heddle_words_for_costs:
 * @costs: (nullable): JSON array of costs, one per currency
 *
 * Returns: (transfer full) (nullable): what it cost; %NULL where that is nothing, or not known
 */
char *
heddle_words_for_costs (const char *costs)
{
  g_autoptr (JsonNode) node = costs != NULL ? heddle_json_parse (costs, -1, NULL) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      HeddleMoney money = heddle_money_from_json (json_array_get_element (array, i));
      g_autofree char *one = NULL;

      if (!money.known || money.amount == 0)
        continue;
      one = heddle_words_for_money (money);
      g_string_append_printf (words, "%s%s", words->len > 0 ? " + " : "", one);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/**
 * heddle_words_for_asset:
 * @asset: an asset
 *
 * Returns: (transfer full): its name and the beginning of its prompt, as a screen reader says them
 */
char *
heddle_words_for_asset (const HeddleAssetRecord *asset)
{
  g_autofree char *prompt = NULL;

  if (asset->prompt == NULL || *asset->prompt == '\0')
    return g_strdup (asset->name);
  if (g_utf8_strlen (asset->prompt, -1) <= PROMPT_CHARACTERS)
    return g_strdup_printf ("%s, %s", asset->name, asset->prompt);
  prompt = g_utf8_substring (asset->prompt, 0, PROMPT_CHARACTERS);
  return g_strdup_printf ("%s, %s…", asset->name, prompt);
}

/**
 * heddle_words_for_mime:
 * @mime: a media type
 *
 * Returns: (transfer none): what people call it
 */
const char *
heddle_words_for_mime (const char *mime)
{
  const Kind *kind = find_kind (mime);

  return kind != NULL ? _(kind->name) : mime;
}

/**
 * heddle_suffix_for_mime:
 * @mime: a media type
 *
 * Returns: (transfer none) (nullable): what the name of such a file ends in, without the dot
 */
const char *
heddle_suffix_for_mime (const char *mime)
{
  const Kind *kind = find_kind (mime);

  return kind != NULL ? kind->suffix : NULL;
}
