/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-price.h"

#include <math.h>

#include "base/heddle-json.h"
#include "providers/heddle-json-query.h"

static gpointer
price_range_copy (gpointer range)
{
  return g_memdup2 (range, sizeof (HeddlePriceRange));
}

G_DEFINE_BOXED_TYPE (HeddlePriceRange, heddle_price_range, price_range_copy, g_free)

/* Prices are decimal, so 0.0035 dollars must not become 3499.9999 micro-dollars. */
static HeddleMoney
to_money (JsonObject *price,
          double      amount)
{
  return heddle_money_new ((gint64) floor (amount * 1e6 + 0.5 + 1e-6),
                           heddle_json_get_string (price, "currency", "USD"));
}

static gboolean
applies (JsonObject *entry,
         JsonObject *parameters)
{
  JsonObject *when = heddle_json_get_object (entry, "when");
  JsonObjectIter iter;
  const char *key;
  JsonNode *wanted;

  if (when == NULL)
    return TRUE;

  json_object_iter_init (&iter, when);
  while (json_object_iter_next (&iter, &key, &wanted))
    {
      JsonNode *value = parameters != NULL ? json_object_get_member (parameters, key) : NULL;

      if (value == NULL ? !JSON_NODE_HOLDS_NULL (wanted) : !heddle_json_equal (value, wanted))
        return FALSE;
    }

  return TRUE;
}

/* Of a size such as 1536x1024. */
static double
read_megapixels (JsonObject *parameters)
{
  const char *size = parameters != NULL ? heddle_json_get_string (parameters, "size", "") : "";
  char *end = NULL;
  guint64 width = g_ascii_strtoull (size, &end, 10);
  guint64 height = width > 0 && *end == 'x' ? g_ascii_strtoull (end + 1, &end, 10) : 0;

  return height > 0 && *end == '\0' ? (double) width * (double) height / 1e6 : -1;
}

/* How many seconds, tokens or megapixels a step asks for; less than 0 where it does not say. */
static double
read_times (JsonObject *entry,
            JsonObject *parameters)
{
  const char *times = heddle_json_get_string (entry, "times", NULL);
  double otherwise = heddle_json_get_number (entry, "otherwise", -1);
  double number;

  if (times == NULL)
    return 1;
  if (g_str_equal (times, "megapixels"))
    number = read_megapixels (parameters);
  else
    number = parameters != NULL ? heddle_json_get_number (parameters, times, -1) : -1;

  return (number >= 0 ? number : otherwise) / heddle_json_get_number (entry, "per", 1);
}

/**
 * heddle_price_estimate:
 * @price: (nullable): a manifest's `price`
 * @parameters: (nullable): what the step asks for
 *
 * Returns: what one result will cost, as far as the manifest says: the first of its `estimate`
 *   entries whose `when` fits and whose `times` is known, or `per_result`; unknown otherwise
 */
HeddlePriceRange
heddle_price_estimate (JsonObject *price,
                       JsonObject *parameters)
{
  HeddlePriceRange range = { HEDDLE_MONEY_UNKNOWN, HEDDLE_MONEY_UNKNOWN };
  JsonArray *entries;

  if (price == NULL)
    return range;

  g_strlcpy (range.read, heddle_json_get_string (price, "read", ""), sizeof range.read);
  entries = heddle_json_get_array (price, "estimate");

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      double times = read_times (entry, parameters);

      if (applies (entry, parameters) && times >= 0 && times < 1e9)
        {
          range.at_least = to_money (price, times * heddle_json_get_number (entry, "at_least", 0));
          if (json_object_has_member (entry, "at_most"))
            range.at_most = to_money (price, times * heddle_json_get_number (entry, "at_most", 0));
          return range;
        }
    }

  if (json_object_has_member (price, "per_result"))
    {
      range.at_least = to_money (price, heddle_json_get_number (price, "per_result", 0));
      range.at_most = range.at_least;
    }

  return range;
}

/* With @equals that text; else anything but 0. */
static gboolean
is_unpriced (JsonNode   *found,
             const char *equals)
{
  if (equals != NULL)
    {
      g_autofree char *text = heddle_json_to_text (found);

      return g_str_equal (text, equals);
    }

  return !heddle_json_is_number (found) || json_node_get_double (found) != 0;
}

/* Whether the answer tells of something that no price is known of. */
static gboolean
holds_unpriced (JsonObject *price,
                JsonNode   *answer)
{
  JsonArray *entries = heddle_json_get_array (price, "unpriced");

  for (guint i = 0; entries != NULL && answer != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);
      g_autoptr (GPtrArray) found = heddle_json_query (answer, heddle_json_get_string (entry, "path", "$"));

      for (guint j = 0; j < found->len; j++)
        {
          if (is_unpriced (found->pdata[j], heddle_json_get_string (entry, "equals", NULL)))
            return TRUE;
        }
    }

  return FALSE;
}

/* What is told outside of the answer with the results, is kept by the name of its header or by its path. */
static char *
dup_key (JsonObject *entry)
{
  const char *header = heddle_json_get_string (entry, "header", NULL);

  if (header != NULL)
    return g_strdup (header);
  if (heddle_json_get_boolean (entry, "at_once", FALSE))
    return heddle_json_to_text (json_object_get_member (entry, "path"));
  return NULL;
}

static gboolean
read_metered (JsonObject *entry,
              JsonNode   *answer,
              JsonObject *quantities,
              double     *quantity)
{
  g_autofree char *key = dup_key (entry);

  if (key == NULL)
    return heddle_json_query_number (answer, json_object_get_member (entry, "path"), quantity);
  if (quantities == NULL || !json_object_has_member (quantities, key))
    return FALSE;

  *quantity = json_object_get_double_member (quantities, key);
  return TRUE;
}

static gboolean
read_header (HeddleHttpResponse *response,
             const char         *name,
             double             *number)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *text = heddle_http_response_get_header (response, lower);
  char *end = NULL;

  if (text == NULL)
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*number);
}

/**
 * heddle_price_read:
 * @price: (nullable): a manifest's `price`
 * @response: an answer
 * @ordered: (nullable): what stands in it, where it is the answer to an order
 * @quantities: gets the numbers that the price is metered by: of the headers of @response, and of @ordered those that
 *   are told `at_once`
 */
void
heddle_price_read (JsonObject         *price,
                   HeddleHttpResponse *response,
                   JsonNode           *ordered,
                   JsonObject         *quantities)
{
  JsonArray *metered = price != NULL ? heddle_json_get_array (price, "metered") : NULL;

  for (guint i = 0; metered != NULL && i < json_array_get_length (metered); i++)
    {
      JsonObject *entry = json_array_get_object_element (metered, i);
      g_autofree char *key = dup_key (entry);
      double number;

      if (key == NULL)
        continue;
      if (json_object_has_member (entry, "header")
            ? read_header (response, key, &number)
            : ordered != NULL && heddle_json_query_number (ordered, json_object_get_member (entry, "path"), &number))
        json_object_set_double_member (quantities, key, number);
    }
}

/**
 * heddle_price_is_told_at_once:
 * @price: (nullable): a manifest's `price`
 *
 * Returns: whether the answer to an order tells all that the work costs
 */
gboolean
heddle_price_is_told_at_once (JsonObject *price)
{
  JsonArray *metered = price != NULL ? heddle_json_get_array (price, "metered") : NULL;

  for (guint i = 0; metered != NULL && i < json_array_get_length (metered); i++)
    {
      if (!heddle_json_get_boolean (json_array_get_object_element (metered, i), "at_once", FALSE))
        return FALSE;
    }

  return metered != NULL && !json_object_has_member (price, "per_result");
}

/**
 * heddle_price_meter:
 * @price: (nullable): a manifest's `price`
 * @answer: (nullable): the provider's answer
 * @quantities: (nullable): what [func@price_read] found in its headers, and in the answer to the order
 * @n_results: how many results it holds
 *
 * Works out what a call cost: the sum of its `metered` quantities times their prices, each read
 * from @answer or @quantities; or `per_result` times @n_results. Rounded half up to a micro-unit, once.
 *
 * Returns: the cost; unknown where a quantity is missing, where there is something that is `unpriced`, or
 *   where nothing says
 */
HeddleMoney
heddle_price_meter (JsonObject *price,
                    JsonNode   *answer,
                    JsonObject *quantities,
                    guint       n_results)
{
  JsonArray *metered;
  double sum = 0;

  if (price == NULL || holds_unpriced (price, answer))
    return HEDDLE_MONEY_UNKNOWN;

  metered = heddle_json_get_array (price, "metered");

  for (guint i = 0; metered != NULL && i < json_array_get_length (metered); i++)
    {
      JsonObject *entry = json_array_get_object_element (metered, i);
      double quantity;

      if (!read_metered (entry, answer, quantities, &quantity) || quantity < 0)
        return HEDDLE_MONEY_UNKNOWN;

      sum += quantity * heddle_json_get_number (entry, "amount", 0) /
             heddle_json_get_number (entry, "per", 1);
    }

  if (json_object_has_member (price, "per_result"))
    sum += n_results * heddle_json_get_number (price, "per_result", 0);
  else if (metered == NULL)
    return HEDDLE_MONEY_UNKNOWN;

  if (sum > 1e9)
    return HEDDLE_MONEY_UNKNOWN;

  return to_money (price, sum);
}

/**
 * heddle_price_times:
 * @price: what one result costs
 * @n: how many there are
 *
 * Returns: what they cost together; unknown where @price is
 */
HeddleMoney
heddle_price_times (HeddleMoney price,
                    guint       n)
{
  if (price.known)
    price.amount *= n;

  return price;
}

/**
 * heddle_price_share:
 * @cost: what a call cost
 * @nth: which of its results, from 0
 * @n: how many there are
 *
 * Returns: the part of @cost that falls on one result; the parts of all add up to @cost
 */
HeddleMoney
heddle_price_share (HeddleMoney cost,
                    guint       nth,
                    guint       n)
{
  HeddleMoney share = cost;

  g_return_val_if_fail (nth < n, HEDDLE_MONEY_UNKNOWN);

  if (cost.known)
    share.amount = cost.amount / n + (nth < (guint64) (cost.amount % n) ? 1 : 0);

  return share;
}
