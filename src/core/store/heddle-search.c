/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-search.h"

/**
 * heddle_search_to_fts:
 * @query: (not nullable): what a person typed, any bytes
 *
 * Turns words into an expression of FTS5 that asks for all of them, each as the beginning of a
 * word. Nothing in @query has a meaning of its own: every word is quoted.
 *
 * Returns: (transfer full) (nullable): the expression, %NULL if @query holds no word
 */
char *
heddle_search_to_fts (const char *query)
{
  g_autofree char *valid = g_utf8_make_valid (query, -1);
  g_autoptr (GString) expression = g_string_new (NULL);
  gboolean in_word = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_word = g_unichar_isalnum (c) || g_unichar_ismark (c);

      if (is_word && !in_word)
        g_string_append (expression, expression->len > 0 ? " \"" : "\"");
      else if (!is_word && in_word)
        g_string_append (expression, "\"*");

      if (is_word)
        g_string_append_unichar (expression, c);
      in_word = is_word;
    }

  if (in_word)
    g_string_append (expression, "\"*");

  if (expression->len == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&expression), FALSE);
}
