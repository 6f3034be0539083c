/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"

#define MICRO 1000000

/**
 * heddle_money_new:
 * @amount: micro-units of @currency
 * @currency: ISO 4217, three letters, such as "USD"
 *
 * Returns: a known amount
 */
HeddleMoney
heddle_money_new (gint64      amount,
                  const char *currency)
{
  HeddleMoney self = { .known = TRUE, .amount = amount };

  g_return_val_if_fail (currency != NULL && strlen (currency) == 3, HEDDLE_MONEY_UNKNOWN);

  memcpy (self.currency, currency, 4);
  return self;
}

/**
 * heddle_money_add:
 * @self: an amount
 * @other: another
 *
 * Adds two amounts. One figure that hid a part that is not known, or another currency, would be a
 * lie, so the sum is unknown then; nothing at all fits any currency.
 *
 * Returns: the sum
 */
HeddleMoney
heddle_money_add (HeddleMoney self,
                  HeddleMoney other)
{
  if (!self.known || !other.known)
    return HEDDLE_MONEY_UNKNOWN;
  if (other.amount == 0)
    return self;
  if (self.amount == 0)
    return other;
  if (strcmp (self.currency, other.currency) != 0)
    return HEDDLE_MONEY_UNKNOWN;
  return heddle_money_new (self.amount + other.amount, self.currency);
}

/**
 * heddle_money_from_json:
 * @node: (nullable): `{"amount": 40000, "currency": "USD"}`, or null
 *
 * Reads what [method@Money.to_json] writes.
 *
 * Returns: the amount; unknown where @node is anything else
 */
HeddleMoney
heddle_money_from_json (JsonNode *node)
{
  JsonObject *object;
  const char *currency;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return HEDDLE_MONEY_UNKNOWN;

  object = json_node_get_object (node);
  currency = heddle_json_get_string (object, "currency", "");
  if (strlen (currency) != 3 || !heddle_json_is_number (json_object_get_member (object, "amount")))
    return HEDDLE_MONEY_UNKNOWN;

  return heddle_money_new (heddle_json_get_int (object, "amount", 0), currency);
}

/**
 * heddle_money_to_json:
 * @self: an amount
 *
 * Returns: (transfer full): `{"amount": micro-units, "currency": "USD"}`, or null where unknown
 */
JsonNode *
heddle_money_to_json (HeddleMoney self)
{
  g_autoptr (JsonObject) object = NULL;

  if (!self.known)
    return json_node_init_null (json_node_alloc ());

  object = json_object_new ();
  json_object_set_int_member (object, "amount", self.amount);
  json_object_set_string_member (object, "currency", self.currency);
  return json_node_init_object (json_node_alloc (), object);
}

/**
 * heddle_money_append_json:
 * @self: an amount
 * @out: JSON that is being written
 *
 * Appends what [method@Money.to_json] gives.
 */
void
heddle_money_append_json (HeddleMoney  self,
                          GString     *out)
{
  if (!self.known)
    {
      g_string_append (out, "null");
      return;
    }

  g_string_append_printf (out, "{\"amount\":%" G_GINT64_FORMAT ",\"currency\":", self.amount);
  heddle_json_append_text (out, self.currency);
  g_string_append_c (out, '}');
}

/**
 * heddle_money_to_string:
 * @self: an amount
 *
 * Writes an amount for people, exactly, with two to six decimals: `0.04 USD`, `0.000125 USD`.
 *
 * Returns: (transfer full): the text; a translated word where the amount is unknown
 */
char *
heddle_money_to_string (HeddleMoney self)
{
  guint64 size;
  char decimals[7];

  if (!self.known)
    return g_strdup (_("unknown"));

  size = self.amount < 0 ? -(guint64) self.amount : (guint64) self.amount;
  g_snprintf (decimals, sizeof decimals, "%06u", (guint) (size % MICRO));
  for (int last = 5; last > 1 && decimals[last] == '0'; last--)
    decimals[last] = '\0';

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%s %s", self.amount < 0 ? "-" : "",
                          size / MICRO, decimals, self.currency);
}

/* Moves on behind the digits; more than fit are no amount. */
static gboolean
read_digits (const char **text,
             int          most,
             gint64      *number)
{
  int n = 0;

  for (; g_ascii_isdigit (**text); (*text)++, n++)
    *number = n < most ? *number * 10 + (**text - '0') : *number;
  return n <= most;
}

static gboolean
read_currency (const char *text,
               char        currency[4])
{
  while (*text == ' ')
    text++;
  if (*text == '\0')
    text = "USD";
  if (strlen (text) != 3)
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      if (!g_ascii_isalpha (text[i]))
        return FALSE;
      currency[i] = g_ascii_toupper (text[i]);
    }
  currency[3] = '\0';
  return TRUE;
}

/**
 * heddle_money_from_text:
 * @text: what a person wrote: `25`, `0.04`, `12.50 EUR`
 *
 * Reads an amount exactly: a point, at most six decimals, no separators of thousands. Without a
 * currency it is in dollars.
 *
 * Returns: the amount; unknown where @text is anything else
 */
HeddleMoney
heddle_money_from_text (const char *text)
{
  gboolean negative = *text == '-';
  const char *start = negative ? text + 1 : text;
  const char *rest = start;
  gint64 whole = 0;
  gint64 decimals = 0;
  char currency[4];

  if (!g_ascii_isdigit (*rest) || !read_digits (&rest, 12, &whole))
    return HEDDLE_MONEY_UNKNOWN;
  if (*rest == '.')
    {
      start = ++rest;
      if (!g_ascii_isdigit (*rest) || !read_digits (&rest, 6, &decimals))
        return HEDDLE_MONEY_UNKNOWN;
      for (gssize n = rest - start; n < 6; n++)
        decimals *= 10;
    }
  if (!read_currency (rest, currency))
    return HEDDLE_MONEY_UNKNOWN;

  whole = whole * MICRO + decimals;
  return heddle_money_new (negative ? -whole : whole, currency);
}
