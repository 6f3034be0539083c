/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-words.h"

#include "heddle-fake-schema.h"

#define MAX_WORDS 8

/**
 * heddle_fake_words_pick:
 * @prompt: a prompt
 *
 * Returns: (transfer full): the first words of it, without the faults that it orders
 */
char *
heddle_fake_words_pick (const char *prompt)
{
  g_auto (GStrv) words = g_strsplit_set (prompt, " \n\t", -1);
  g_autoptr (GPtrArray) picked = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL && picked->len < MAX_WORDS; i++)
    if (*words[i] != '\0' && !g_str_has_prefix (words[i], "[fault:"))
      g_ptr_array_add (picked, words[i]);
  g_ptr_array_add (picked, NULL);

  return g_strjoinv (" ", (char **) picked->pdata);
}

/**
 * heddle_fake_words_write:
 * @prompt: a prompt
 * @n_pictures: how many pictures come with it
 * @schema: (nullable): what the answer has to be valid by
 * @nth: which of several answers, from 0
 *
 * Returns: (transfer full): what a model may answer
 */
char *
heddle_fake_words_write (const char *prompt,
                         guint       n_pictures,
                         JsonNode   *schema,
                         guint       nth)
{
  g_autofree char *words = heddle_fake_words_pick (prompt);
  g_autoptr (JsonNode) value = NULL;

  if (schema != NULL)
    {
      value = heddle_fake_schema_write (schema, words);
      return json_to_string (value, FALSE);
    }
  if (n_pictures > 0)
    return g_strdup_printf ("%u picture%s, seen for “%s”: an even gradient between two colours.", n_pictures,
                            n_pictures > 1 ? "s" : "", words);

  return g_strdup_printf ("Draft %u on “%s”: warm, short and to the point, with a closing line that invites the "
                          "reader in.",
                          nth + 1, words);
}
