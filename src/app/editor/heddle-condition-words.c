/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-condition-words.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "editor/heddle-port-label.h"
#include "graph/heddle-link-condition.h"

static const struct
{
  const char *name;
  const char *sign;
  const char *words;
} operators[] = {
  { "==", "=", N_("is") },
  { "!=", "≠", N_("is not") },
  { "<", "<", N_("is less than") },
  { "<=", "≤", N_("is at most") },
  { ">", ">", N_("is more than") },
  { ">=", "≥", N_("is at least") },
  { "contains", "∋", N_("contains") },
  { "matches", "≈", N_("matches the pattern") },
  { "is-empty", "= ∅", N_("is empty") },
  { "not-empty", "≠ ∅", N_("is not empty") },
};

/**
 * heddle_condition_words_get_operator:
 * @op: an operator, as documents have it
 *
 * Returns: (transfer none): what people call it; itself where it is not known
 */
const char *
heddle_condition_words_get_operator (const char *op)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (g_str_equal (operators[i].name, op))
        return _(operators[i].words);
    }
  return op;
}

static const char *
get_sign (const char *op)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (g_str_equal (operators[i].name, op))
        return operators[i].sign;
    }
  return op;
}

static char *
dup_value (JsonObject *condition)
{
  JsonNode *value = json_object_get_member (condition, "value");

  if (!heddle_link_condition_needs_value (heddle_json_get_string (condition, "op", "")))
    return g_strdup ("");
  if (value != NULL && JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (value) ? _("yes") : _("no"));
  return heddle_link_condition_dup_text (condition);
}

static char *
dup_phrase (HeddleLink             *link,
            const HeddleCanvasNode *from,
            gboolean                signs)
{
  JsonObject *condition = heddle_link_get_condition (link);
  const char *port = heddle_json_get_string (condition, "port", heddle_link_get_from_port (link));
  const char *op = heddle_json_get_string (condition, "op", "");
  g_autofree char *label = heddle_port_dup_label (from->type, port != NULL ? port : "");
  g_autofree char *value = dup_value (condition);
  const char *comparison = signs ? get_sign (op) : heddle_condition_words_get_operator (op);

  if (*value == '\0')
    /* Translators: an output of a step, and what it is, as in “Score is not empty” */
    return g_strdup_printf (_("%1$s %2$s"), label, comparison);
  /* Translators: an output of a step, how it is compared, and with what, as in “Score is at least 80” */
  return g_strdup_printf (_("%1$s %2$s %3$s"), label, comparison, value);
}

/**
 * heddle_condition_words_dup_short:
 * @link: a link
 * @from: the node it begins at
 *
 * Returns: (transfer full) (nullable): its condition in few signs: "Score ≥ 80"; %NULL where it has none
 */
char *
heddle_condition_words_dup_short (HeddleLink             *link,
                                  const HeddleCanvasNode *from)
{
  return heddle_link_get_condition (link) != NULL ? dup_phrase (link, from, TRUE) : NULL;
}

/**
 * heddle_condition_words_dup_sentence:
 * @link: a link
 * @from: the node it begins at
 *
 * Returns: (transfer full) (nullable): its condition in words: "Score is at least 80"; %NULL where it has none
 */
char *
heddle_condition_words_dup_sentence (HeddleLink             *link,
                                     const HeddleCanvasNode *from)
{
  return heddle_link_get_condition (link) != NULL ? dup_phrase (link, from, FALSE) : NULL;
}
