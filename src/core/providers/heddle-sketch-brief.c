/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-brief.h"

#include <string.h>

#include "providers/heddle-sketch-vocabulary.h"

#define MAX_TITLE_WORDS 4
#define MAX_TITLE_LENGTH 26
#define MAX_TOPIC_LENGTH 40

/* One word of the prompt. */
typedef struct
{
  char *word;
  char *written;
  const HeddleSketchEntry *entry;
  HeddleSketchColor color;
  gboolean is_color;
  gboolean ends_clause;
  gboolean ends_sentence;
} Token;

static void
token_clear (gpointer data)
{
  Token *token = data;

  g_free (token->word);
  g_free (token->written);
}

static gboolean
is_one_of (const char        *word,
           const char *const *words)
{
  return g_strv_contains (words, word);
}

/* Character by character, because the functions for whole strings follow the locale. */
static char *
map_case (const char *text, gunichar (*map) (gunichar))
{
  GString *out = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    g_string_append_unichar (out, map (g_utf8_get_char (c)));

  return g_string_free (out, FALSE);
}

static gboolean
is_word_character (gunichar    c,
                   const char *next)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '&' ||
         ((c == '-' || c == '\'' || c == 0x2019) && g_unichar_isalnum (g_utf8_get_char (next)));
}

static GArray *
tokenize (const char *prompt)
{
  GArray *tokens = g_array_new (FALSE, TRUE, sizeof (Token));

  g_array_set_clear_func (tokens, token_clear);
  for (const char *c = prompt; *c != '\0';)
    {
      const char *start = c;
      Token token = { 0 };

      if (heddle_sketch_color_parse (c, &token.color))
        {
          for (c++; g_ascii_isxdigit (*c); c++)
            ;
          token.is_color = TRUE;
          token.word = g_strdup ("");
        }
      else
        {
          while (*c != '\0' && is_word_character (g_utf8_get_char (c), g_utf8_next_char (c)))
            c = g_utf8_next_char (c);
          if (c == start)
            {
              if (tokens->len > 0 && strchr (".,;:!?\n\r|()", *c) != NULL)
                {
                  Token *last = &g_array_index (tokens, Token, tokens->len - 1);

                  last->ends_clause = TRUE;
                  last->ends_sentence |= strchr (".!?\n\r", *c) != NULL;
                }
              c = g_utf8_next_char (c);
              continue;
            }
          token.written = g_strndup (start, (gsize) (c - start));
          token.word = map_case (token.written, g_unichar_tolower);
          token.entry = heddle_sketch_vocabulary_find (token.word);
          token.is_color = heddle_sketch_vocabulary_color (token.word, &token.color);
        }
      g_array_append_val (tokens, token);
    }

  return tokens;
}

static gboolean
has_phrase (const char        *lower,
            const char *const *phrases)
{
  for (gsize i = 0; phrases[i] != NULL; i++)
    if (strstr (lower, phrases[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
asks_for_room (const char *lower)
{
  static const char *const phrases[] = {
    "copy space",     "copyspace",      "space for copy", "space for the",
    "space for a",    "space for text", "space for type", "room for copy",
    "room for a",     "room for the",   "room for text",  "room for type",
    "negative space", "space above",    "room above",     NULL,
  };

  return has_phrase (lower, phrases);
}

static gboolean
asks_for_no_lettering (const char *lower,
                       const char *negative)
{
  static const char *const phrases[] = {
    "no text",       "no type",
    "no letter",     "no words",
    "no typography", "no caption",
    "no headline",   "without text",
    "without type",  "without letter",
    "without words", "without typography",
    "text-free",     NULL,
  };
  static const char *const words[] = { "text", "letter", "word", "typography", "caption", NULL };

  return has_phrase (lower, phrases) || has_phrase (negative, words);
}

/* What stands in quotation marks is meant to be read in the picture. */
static char *
find_quoted (const char *prompt)
{
  static const struct
  {
    const char *open;
    const char *close;
  } marks[] = {
    { "“", "”" }, { "\"", "\"" }, { "«", "»" }, { "„", "“" }, { "‘", "’" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *open = strstr (prompt, marks[i].open);
      const char *start = open != NULL ? open + strlen (marks[i].open) : NULL;
      const char *close = start != NULL ? strstr (start, marks[i].close) : NULL;

      if (close != NULL && close > start &&
          g_utf8_strlen (start, close - start) <= 2 * MAX_TITLE_LENGTH)
        return g_strstrip (g_strndup (start, (gsize) (close - start)));
    }

  return NULL;
}

/* The main words of the first clause that has any; with the little words between them where
 * @joined.
 */
static char *
find_topic (const char *prompt,
            GArray     *tokens,
            gboolean    joined)
{
  static const char *const joints[] = {
    "on",   "in",     "at",   "with",   "against", "for",    "from", "by", "under",
    "over", "beside", "near", "before", "behind",  "inside", "onto", NULL,
  };
  static const char *const joiners[] = { "of", "and", "&",   "to",   "the",
                                         "a",  "an",  "our", "your", NULL };
  char *quoted = find_quoted (prompt);
  GString *topic;
  g_autoptr (GString) between = g_string_new (" ");
  glong most = joined ? MAX_TOPIC_LENGTH : MAX_TITLE_LENGTH;
  int n_words = 0;

  if (quoted != NULL)
    return quoted;

  topic = g_string_new (NULL);
  for (int pass = 0; pass < 2 && n_words == 0; pass++)
    for (guint i = 0; i < tokens->len && n_words < MAX_TITLE_WORDS; i++)
      {
        const Token *token = &g_array_index (tokens, Token, i);
        gboolean wanted =
            token->written != NULL && (pass == 1 || !heddle_sketch_vocabulary_skips (token->word));

        if (wanted && n_words > 0 &&
            g_utf8_strlen (topic->str, -1) + g_utf8_strlen (token->written, -1) >= most)
          break;
        if (wanted && g_utf8_strlen (token->written, -1) <= most)
          {
            g_string_append_printf (topic, "%s%s", n_words > 0 ? between->str : "", token->written);
            n_words++;
          }
        if (joined && !wanted && is_one_of (token->word, joiners))
          g_string_append_printf (between, "%s ", token->word);
        else
          g_string_assign (between, " ");
        if ((n_words >= 2 && (token->ends_clause || is_one_of (token->word, joints))) ||
            (n_words >= 1 && token->ends_sentence))
          break;
      }

  return g_string_free (topic, FALSE);
}

/* “pale blue”, “dark green”. */
static HeddleSketchColor
qualify (HeddleSketchColor  color,
         const char        *word)
{
  static const char *const paler[] = { "pale", "light", "soft", "pastel", "powder", "baby", NULL };
  static const char *const darker[] = { "dark", "deep", "midnight", NULL };
  HeddleSketchLch lch = heddle_sketch_color_to_lch (color);

  if (is_one_of (word, paler))
    return heddle_sketch_color_from_lch (MAX (lch.lightness, 0.86), MIN (lch.chroma * 0.5, 0.07),
                                         lch.hue);
  if (is_one_of (word, darker))
    return heddle_sketch_color_from_lch (MIN (lch.lightness, 0.36), lch.chroma * 0.8, lch.hue);

  return color;
}

static void
find_colors (HeddleSketchBrief *self,
             GArray            *tokens)
{
  static const char *const grounds[] = {
    "background", "backdrop", "wall",  "plaster", "sky",      "paper", "surface", "linen",
    "cloth",      "ground",   "table", "marble",  "seamless", "set",   NULL,
  };
  static const char *const before[] = { "on", "onto", "against", "over", "behind", NULL };

  for (guint i = 0; i < tokens->len; i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);
      HeddleSketchColor color = token->color;
      gboolean behind = FALSE;

      if (!token->is_color)
        continue;
      if (i > 0)
        color = qualify (color, g_array_index (tokens, Token, i - 1).word);
      for (guint k = i + 1; k < tokens->len && k <= i + 2; k++)
        behind |= is_one_of (g_array_index (tokens, Token, k).word, grounds) &&
                  !g_array_index (tokens, Token, k - 1).ends_clause;
      for (guint k = i > 2 ? i - 2 : 0; k < i; k++)
        behind |= is_one_of (g_array_index (tokens, Token, k).word, before);

      if (behind && !self->has_backdrop)
        {
          self->backdrop = color;
          self->has_backdrop = TRUE;
        }
      else if (!behind && self->n_colors < G_N_ELEMENTS (self->colors))
        {
          self->colors[self->n_colors++] = color;
        }
    }
}

static gboolean
is_object (const HeddleSketchEntry *entry,
           const char *const       *objects)
{
  return entry->object != NULL && is_one_of (entry->object, objects);
}

/* The first thing that is named; of a compound its last word, which English has as the head, but
 * the content where a container of its own kind is drawn for it: a bottle of perfume.
 */
static const HeddleSketchEntry *
find_subject (GArray *tokens)
{
  static const char *const own_bottles[] = { "perfume", "dropper", "iced", "phone", "watch", NULL };
  static const char *const containers[] = { "bottle", "jar", "can", "box", NULL };
  const HeddleSketchEntry *first = NULL;
  const HeddleSketchEntry *weak = NULL;

  for (guint i = 0; i < tokens->len; i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);

      if (token->entry == NULL)
        continue;
      if (token->entry->scene == HEDDLE_SKETCH_SCENE_LOGO ||
          token->entry->scene == HEDDLE_SKETCH_SCENE_PATTERN ||
          strcmp (token->entry->word, "poster") == 0)
        return token->entry;
      if (token->is_color)
        weak = weak != NULL ? weak : token->entry;
      else if (first == NULL)
        first = token->entry;
      else if (i > 1 && strcmp (g_array_index (tokens, Token, i - 1).word, "of") == 0 &&
               first == g_array_index (tokens, Token, i - 2).entry &&
               is_object (first, containers) && is_object (token->entry, own_bottles))
        first = token->entry;
      else if (first == g_array_index (tokens, Token, i - 1).entry &&
               !g_array_index (tokens, Token, i - 1).ends_clause && !is_object (first, own_bottles))
        first = token->entry;
    }

  return first != NULL ? first : weak;
}

/* What shows the same thing from above. */
static const char *
seen_from_above (const char *object)
{
  static const struct
  {
    const char *standing;
    const char *lying;
  } views[] = {
    { "mug", "top-cup" },        { "iced", "top-citrus" },  { "bag", "top-bean" },
    { "bowl", "top-plate" },     { "phone", "top-phone" },  { "headphones", "top-phone" },
    { "book", "top-notebook" },  { "box", "top-box" },      { "vase", "top-flower" },
    { "perfume", "top-flower" }, { "dropper", "top-leaf" }, { "plant", "top-leaf" },
    { "cake", "top-plate" },
  };

  for (gsize i = 0; object != NULL && i < G_N_ELEMENTS (views); i++)
    if (strcmp (object, views[i].standing) == 0)
      return views[i].lying;

  return object != NULL && g_str_has_prefix (object, "top-") ? object : "top-plate";
}

static const char *
find_prop (const char *object)
{
  static const char *const coffee[] = { "mug", "bag", "top-cup", "top-bread", NULL };
  static const char *const fruit[] = { "iced", "can", "top-citrus", NULL };
  static const char *const flowers[] = { "perfume", "vase", "top-flower", "cake", NULL };
  static const char *const leaves[] = { "dropper",   "plant",    "jar", "bottle",
                                        "top-plate", "top-leaf", NULL };

  if (object == NULL)
    return NULL;
  if (is_one_of (object, coffee))
    return "top-bean";
  if (is_one_of (object, fruit))
    return "top-citrus";
  if (is_one_of (object, flowers))
    return "top-flower";

  return is_one_of (object, leaves) ? "top-leaf" : NULL;
}

static void
find_hints (HeddleSketchBrief *self,
            GArray            *tokens,
            const char        *lower)
{
  static const char *const two[] = { "two", "pair", "couple", "duo", "both", "2", NULL };
  static const char *const several[] = {
    "three",   "four",    "five",       "trio",  "collection", "range",  "lineup",
    "line-up", "several", "assortment", "group", "team",       "family", "friends",
    "people",  "3",       "4",          "5",     NULL,
  };
  static const char *const waters[] = { "lake", "river", "sea", "fjord", "bay", "coast", NULL };
  static const char *const women[] = { "woman", "women", "girl",   "lady",
                                       "she",   "her",   "mother", NULL };
  static const char *const children[] = { "child", "children", "kid",  "kids",
                                          "boy",   "girl",     "baby", NULL };

  for (guint i = 0; i < tokens->len; i++)
    {
      const char *word = g_array_index (tokens, Token, i).word;
      const char *mood = heddle_sketch_vocabulary_mood (word);

      if (self->count == 0 && (is_one_of (word, two) || is_one_of (word, several)))
        self->count = is_one_of (word, two) ? 2 : 3;
      self->water |= is_one_of (word, waters);
      self->woman |= is_one_of (word, women);
      self->child |= is_one_of (word, children);
      self->night |= g_strcmp0 (mood, "night") == 0;
      if (mood != NULL && (self->mood == NULL || strcmp (mood, "night") == 0))
        self->mood = mood;
    }

  if (strstr (lower, "from the left") != NULL || strstr (lower, "left light") != NULL)
    self->light = -1;
  else if (strstr (lower, "from the right") != NULL || strstr (lower, "right light") != NULL)
    self->light = 1;
}

static gboolean
asks_for_empty_place (const char *lower)
{
  static const char *const phrases[] = {
    "empty plinth", "empty podium",        "empty pedestal",    "empty stage",
    "empty table",  "empty set",           "empty backdrop",    "empty surface",
    "empty shelf",  "empty product scene", "without a product", "no product",
    NULL,
  };

  return has_phrase (lower, phrases);
}

/**
 * heddle_sketch_brief_new:
 * @prompt: what the picture shows
 * @negative: (nullable): what it must not show
 *
 * Reads a prompt: what it is about, in what colours and mood, and which words to set in type. What
 * stands in quotation marks is set as it stands. No type is set where the prompt asks for none
 * (“no text”, “room for a headline”) or the negative prompt names text, letters or words.
 *
 * Returns: (transfer full): what was understood
 */
HeddleSketchBrief *
heddle_sketch_brief_new (const char *prompt,
                         const char *negative)
{
  HeddleSketchBrief *self = g_new0 (HeddleSketchBrief, 1);
  g_autoptr (GArray) tokens = tokenize (prompt);
  g_autofree char *lower = map_case (prompt, g_unichar_tolower);
  g_autofree char *lower_negative = map_case (negative != NULL ? negative : "", g_unichar_tolower);
  g_autofree char *words = NULL;
  const HeddleSketchEntry *subject = find_subject (tokens);

  find_hints (self, tokens, lower);
  find_colors (self, tokens);
  self->room = asks_for_room (lower);
  self->lettering = !self->room && !asks_for_no_lettering (lower, lower_negative);
  self->topic = find_topic (prompt, tokens, TRUE);
  words = find_topic (prompt, tokens, FALSE);
  self->title = map_case (words, g_unichar_toupper);
  if (subject != NULL)
    {
      self->scene = subject->scene;
      self->object = subject->object;
      self->land = subject->land;
      for (guint i = 0; i < tokens->len; i++)
        if (g_array_index (tokens, Token, i).entry != NULL &&
            g_array_index (tokens, Token, i).entry->land == HEDDLE_SKETCH_LAND_MOUNTAINS)
          self->land = HEDDLE_SKETCH_LAND_MOUNTAINS;
      self->mood = self->mood != NULL ? self->mood : subject->mood;
    }
  if (self->scene == HEDDLE_SKETCH_SCENE_PRODUCT &&
      (strstr (lower, "flat lay") != NULL || strstr (lower, "flat-lay") != NULL ||
       strstr (lower, "from above") != NULL || strstr (lower, "top-down") != NULL ||
       strstr (lower, "overhead") != NULL || strstr (lower, "top view") != NULL))
    self->scene = HEDDLE_SKETCH_SCENE_FLAT_LAY;
  if (self->scene == HEDDLE_SKETCH_SCENE_FLAT_LAY)
    self->object = seen_from_above (self->object);
  self->empty = asks_for_empty_place (lower);
  if (self->empty)
    self->scene = HEDDLE_SKETCH_SCENE_PRODUCT;
  self->prop = find_prop (self->object);

  return self;
}

/**
 * heddle_sketch_brief_free:
 * @self: (transfer full): a brief
 *
 * Frees a brief.
 */
void
heddle_sketch_brief_free (HeddleSketchBrief *self)
{
  g_free (self->title);
  g_free (self->topic);
  g_free (self);
}
