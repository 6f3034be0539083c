/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-text-case.h"

static gboolean
is_apostrophe (gunichar letter)
{
  return letter == '\'' || letter == 0x2019;
}

/* Letters, what is set over and under them, digits, and the apostrophe of "don't". */
static gboolean
is_in_word (gunichar letter,
            gboolean in_word)
{
  return g_unichar_isalnum (letter) || g_unichar_ismark (letter) || (in_word && is_apostrophe (letter));
}

static gboolean
ends_sentence (gunichar letter)
{
  return letter == '.' || letter == '!' || letter == '?' || letter == 0x2026;
}

static void
append_title (GString    *changed,
              const char *letter)
{
  gunichar title = g_unichar_totitle (g_utf8_get_char (letter));

  g_string_append_unichar (changed, title);
}

static void
append_lower (GString    *changed,
              const char *letter)
{
  g_autofree char *lower = g_utf8_strdown (letter, g_utf8_next_char (letter) - letter);

  g_string_append (changed, lower);
}

static char *
write_title (const char *text)
{
  g_autoptr (GString) changed = g_string_new (NULL);
  gboolean in_word = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalpha (letter) && !in_word)
        append_title (changed, at);
      else
        append_lower (changed, at);
      in_word = is_in_word (letter, in_word);
    }
  return g_string_free_and_steal (g_steal_pointer (&changed));
}

/* A sentence ends with a mark and a blank, so that "3.5" and "example.org" do not end one. */
static char *
write_sentence (const char *text)
{
  g_autoptr (GString) changed = g_string_new (NULL);
  gboolean begins = TRUE;
  gboolean marked = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      begins = begins || letter == '\n' || (marked && g_unichar_isspace (letter));
      if (g_unichar_isalpha (letter) && begins)
        append_title (changed, at);
      else
        append_lower (changed, at);
      begins = begins && !g_unichar_isalnum (letter);
      marked = ends_sentence (letter) || (marked && g_unichar_ispunct (letter));
    }
  return g_string_free_and_steal (g_steal_pointer (&changed));
}

/**
 * heddle_text_change_case:
 * @text: UTF-8
 * @form: `upper`, `lower`, `title` or `sentence`
 *
 * Writes a text in capitals, in small letters, or in small letters with a capital at the beginning
 * of every word or of every sentence.
 *
 * Returns: (transfer full): the text in that form
 */
char *
heddle_text_change_case (const char *text,
                         const char *form)
{
  if (g_str_equal (form, "upper"))
    return g_utf8_strup (text, -1);
  if (g_str_equal (form, "lower"))
    return g_utf8_strdown (text, -1);
  if (g_str_equal (form, "title"))
    return write_title (text);
  return write_sentence (text);
}
