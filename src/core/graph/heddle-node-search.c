/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-node-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"

/* Characters of an excerpt before and after what was found. */
#define BEFORE 16
#define AFTER 60

/* Of each text so many characters are looked through for an excerpt. */
#define LOOKED_AT 4000

/**
 * heddle_node_search_fold:
 * @text: a text
 *
 * Returns: (transfer full): the text as it is compared with words that are looked for
 */
char *
heddle_node_search_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

/**
 * heddle_node_search_split:
 * @query: what a person has typed
 *
 * Returns: (transfer full): the words to look for, without regard to upper and lower case
 */
char **
heddle_node_search_split (const char *query)
{
  g_autofree char *folded = heddle_node_search_fold (query);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

static void
add_text (GString    *texts,
          const char *text)
{
  g_autofree char *folded = text == NULL ? NULL : heddle_node_search_fold (text);

  if (folded != NULL)
    g_string_append_printf (texts, "%s\n", folded);
}

static void
add_content (GString  *texts,
             JsonNode *json)
{
  if (JSON_NODE_HOLDS_OBJECT (json))
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (json));
      while (json_object_iter_next (&iter, NULL, &member))
        add_content (texts, member);
    }
  else if (JSON_NODE_HOLDS_ARRAY (json))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (json)); i++)
      add_content (texts, json_array_get_element (json_node_get_array (json), i));
  else
    add_text (texts, heddle_json_as_string (json));
}

/**
 * heddle_node_search_fits:
 * @node: a node
 * @type: (nullable): its type, if that is known
 * @words: (array zero-terminated=1): what [func@node_search_split] gave
 *
 * Returns: whether each of the words is in the node's name, the name of its type, or the texts that it
 *   is set to: prompts, models, files
 */
gboolean
heddle_node_search_fits (HeddleNode               *node,
                         const HeddleNodeTypeInfo *type,
                         const char *const        *words)
{
  g_autoptr (GString) texts = NULL;
  JsonObjectIter iter;
  JsonNode *member;

  if (*words == NULL)
    return TRUE;
  texts = g_string_new (NULL);
  add_text (texts, heddle_node_get_name (node));
  add_text (texts, heddle_node_get_node_type (node));
  add_text (texts, type == NULL ? NULL : _(type->title));
  json_object_iter_init (&iter, heddle_node_get_config (node));
  while (json_object_iter_next (&iter, NULL, &member))
    add_content (texts, member);
  for (; *words != NULL; words++)
    if (strstr (texts->str, *words) == NULL)
      return FALSE;
  return TRUE;
}

/* Folding can change how long a text is, so the place is looked for character by character, in as much of
 * the text as can be read at a glance.
 */
static const char *
find_word (const char *text,
           const char *word)
{
  const char *end = text;
  glong length = g_utf8_strlen (word, -1);

  for (guint i = 0; i < LOOKED_AT && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  for (const char *at = text; at < end; at = g_utf8_next_char (at))
    {
      const char *rest = at;
      g_autofree char *part = NULL;
      g_autofree char *folded = NULL;

      for (glong i = 0; i < length && *rest != '\0'; i++)
        rest = g_utf8_next_char (rest);
      part = g_strndup (at, (gsize) (rest - at));
      folded = heddle_node_search_fold (part);
      if (g_str_has_prefix (folded, word))
        return at;
    }
  return NULL;
}

static char *
cut_out (const char *text,
         const char *at)
{
  const char *first = at;
  const char *last = at;
  g_autofree char *part = NULL;

  for (guint i = 0; i < BEFORE && first > text; i++)
    first = g_utf8_prev_char (first);
  for (guint i = 0; i < AFTER && *last != '\0'; i++)
    last = g_utf8_next_char (last);
  part = g_strndup (first, (gsize) (last - first));
  return g_strconcat (first > text ? "…" : "", g_strstrip (g_strdelimit (part, "\n\t", ' ')), *last != '\0' ? "…" : "", NULL);
}

static char *
find_in (JsonNode          *json,
         const char *const *words)
{
  char *found = NULL;

  if (JSON_NODE_HOLDS_OBJECT (json))
    {
      JsonObjectIter iter;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, json_node_get_object (json));
      while (found == NULL && json_object_iter_next_ordered (&iter, NULL, &member))
        found = find_in (member, words);
    }
  else if (JSON_NODE_HOLDS_ARRAY (json))
    for (guint i = 0; found == NULL && i < json_array_get_length (json_node_get_array (json)); i++)
      found = find_in (json_array_get_element (json_node_get_array (json), i), words);
  else if (heddle_json_as_string (json) != NULL)
    for (; found == NULL && *words != NULL; words++)
      {
        const char *at = find_word (heddle_json_as_string (json), *words);

        found = at == NULL ? NULL : cut_out (heddle_json_as_string (json), at);
      }
  return found;
}

/**
 * heddle_node_search_dup_excerpt:
 * @node: a node
 * @words: (array zero-terminated=1): what [func@node_search_split] gave
 *
 * Returns: (transfer full) (nullable): what stands around the first of the words in the beginnings of the
 *   texts that the node is set to, on one line; %NULL where none of them is there
 */
char *
heddle_node_search_dup_excerpt (HeddleNode        *node,
                                const char *const *words)
{
  JsonObjectIter iter;
  JsonNode *member;
  char *found = NULL;

  json_object_iter_init_ordered (&iter, heddle_node_get_config (node));
  while (found == NULL && json_object_iter_next_ordered (&iter, NULL, &member))
    found = find_in (member, words);
  return found;
}
