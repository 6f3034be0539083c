/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-writing.h"

#include <math.h>
#include <string.h>

#include "base/heddle-json.h"
#include "providers/heddle-sketch-brief.h"
#include "providers/heddle-sketch-phrases.h"

#define DEFAULT_ITEMS 5
#define MAX_ITEMS 50
#define MAX_DEPTH 12

/* What was understood of an ask. */
typedef struct
{
  HeddleSketchKind kind;
  char *topic;
  const char *mood;
  guint n_items;
  guint max_words;
  guint max_characters;
  guint skip;
  HeddleSketchRandom random;
} Ask;

static const struct
{
  const char *word;
  HeddleSketchKind kind;
} kind_words[] = {
  { "headline", HEDDLE_SKETCH_KIND_HEADLINE },
  { "title", HEDDLE_SKETCH_KIND_HEADLINE },
  { "subject", HEDDLE_SKETCH_KIND_HEADLINE },
  { "heading", HEDDLE_SKETCH_KIND_HEADLINE },
  { "tagline", HEDDLE_SKETCH_KIND_TAGLINE },
  { "slogan", HEDDLE_SKETCH_KIND_TAGLINE },
  { "claim", HEDDLE_SKETCH_KIND_TAGLINE },
  { "subline", HEDDLE_SKETCH_KIND_TAGLINE },
  { "caption", HEDDLE_SKETCH_KIND_CAPTION },
  { "post", HEDDLE_SKETCH_KIND_CAPTION },
  { "alt", HEDDLE_SKETCH_KIND_ALT },
  { "call to action", HEDDLE_SKETCH_KIND_ACTION },
  { "cta", HEDDLE_SKETCH_KIND_ACTION },
  { "button", HEDDLE_SKETCH_KIND_ACTION },
  { "hashtag", HEDDLE_SKETCH_KIND_HASHTAGS },
  { "keyword", HEDDLE_SKETCH_KIND_KEYWORD },
  { "tags", HEDDLE_SKETCH_KIND_KEYWORD },
  { "prompt", HEDDLE_SKETCH_KIND_IMAGE_PROMPT },
  { "direction", HEDDLE_SKETCH_KIND_IMAGE_PROMPT },
  { "scene", HEDDLE_SKETCH_KIND_IMAGE_PROMPT },
  { "shot", HEDDLE_SKETCH_KIND_IMAGE_PROMPT },
  { "visual", HEDDLE_SKETCH_KIND_IMAGE_PROMPT },
  { "name", HEDDLE_SKETCH_KIND_NAME },
  { "paragraph", HEDDLE_SKETCH_KIND_PARAGRAPH },
  { "description", HEDDLE_SKETCH_KIND_PARAGRAPH },
  { "body", HEDDLE_SKETCH_KIND_PARAGRAPH },
};

static void
ask_clear (Ask *ask)
{
  g_free (ask->topic);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ask, ask_clear)

/* The kind that is named first. */
static gboolean
find_kind (const char       *lower,
           HeddleSketchKind *kind)
{
  const char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (kind_words); i++)
    {
      const char *found = strstr (lower, kind_words[i].word);

      if (found != NULL && (found == lower || !g_ascii_isalpha (found[-1])) &&
          (first == NULL || found < first))
        {
          first = found;
          *kind = kind_words[i].kind;
        }
    }

  return first != NULL;
}

static guint
number_of (const char *word)
{
  static const char *const words[] = {
    "one",   "two",   "three", "four", "five",   "six",
    "seven", "eight", "nine",  "ten",  "eleven", "twelve",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i]) == 0)
      return i + 1;

  return g_ascii_isdigit (*word) ? (guint) g_ascii_strtoull (word, NULL, 10) : 0;
}

static void
find_numbers (Ask        *ask,
              const char *lower)
{
  g_auto (GStrv) words = g_strsplit_set (lower, " \t\n.,;:!?()-", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      guint number = number_of (words[i]);
      const char *unit = words[i + 1];

      if (number == 0)
        continue;
      if (unit != NULL && g_str_has_prefix (unit, "word"))
        ask->max_words = number;
      else if (unit != NULL &&
               (g_str_has_prefix (unit, "char") || g_str_has_prefix (unit, "letter")))
        ask->max_characters = number;
      else if (ask->n_items == 0 && number <= MAX_ITEMS)
        ask->n_items = number;
    }
}

/* Of “Write three headlines of at most 5 words for an autumn roast.” only what comes after “for” is
 * the topic; other sentences count as they stand.
 */
static char *
strip_asking (const char *prompt)
{
  g_autoptr (GRegex) lengths = g_regex_new (
      ",?\\s*(?:each\\s+)?(?:of\\s+|with\\s+|in\\s+)?(?:at most|no more than|up to|max\\w*\\.?|"
      "under|about|around)?\\s*\\w+\\s+(?:words?|characters?|letters?|lines?)\\b,?",
      G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GRegex) asking = g_regex_new (
      "\\b(?:please\\s+)?(?:write|give|suggest|list|create|generate|draft|propose|come up|"
      "name|return|answer|describe|think of|find)\\b[^.\\n]*?"
      "(?:(?:\\bfor\\b|\\babout\\b)(?![^.\\n]*:)|\\bof\\b(?![^.\\n]*(?:\\bfor\\b|\\babout\\b|"
      "\\bof\\b|:))|:|"
      "(?=[.\\n]|$))\\s*(?:an?\\b|the\\b|our\\b|this\\b)?",
      G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT, NULL);
  g_autofree char *without =
      g_regex_replace_literal (lengths, prompt, -1, 0, " ", G_REGEX_MATCH_DEFAULT, NULL);
  g_autofree char *rest =
      g_regex_replace_literal (asking, without, -1, 0, " ", G_REGEX_MATCH_DEFAULT, NULL);
  char *start = rest + strspn (rest, " .:,\n\t");

  return *start != '\0' ? g_strdup (start) : g_strdup (prompt);
}

/* A capital at the start of a sentence says nothing about the word; elsewhere it is a name's. */
static void
lower_start (char       *topic,
             const char *prompt)
{
  const char *found = strstr (prompt, topic);
  const char *before = found;

  while (before != NULL && before > prompt && g_ascii_isspace (before[-1]))
    before--;
  if (found == NULL || (before > prompt && strchr (".:!?\n", before[-1]) == NULL))
    return;
  if (g_ascii_isupper (topic[0]) && g_ascii_islower (topic[1]))
    topic[0] = g_ascii_tolower (topic[0]);
}

static Ask
understand (const HeddleSketchWriting *writing)
{
  Ask ask = { 0 };
  g_autofree char *lower = g_ascii_strdown (writing->prompt, -1);
  g_autofree char *about = strip_asking (writing->prompt);
  g_autofree char *key =
      g_strdup_printf ("%s\n%s", writing->prompt, writing->system != NULL ? writing->system : "");
  g_autoptr (HeddleSketchBrief) brief = heddle_sketch_brief_new (about, NULL);

  ask.random = heddle_sketch_random_new (key, writing->seed);
  ask.kind = HEDDLE_SKETCH_KIND_PARAGRAPH;
  find_kind (lower, &ask.kind);
  find_numbers (&ask, lower);
  ask.mood = brief->mood;
  ask.topic = g_strdup (brief->topic[0] != '\0' ? brief->topic : "something new");
  lower_start (ask.topic, writing->prompt);
  ask.skip = heddle_sketch_random_below (&ask.random, 1000);

  return ask;
}

static gboolean
fits (const Ask        *ask,
      HeddleSketchKind  kind,
      const char       *text)
{
  guint words = 1;

  for (const char *c = text; *c != '\0'; c++)
    words += *c == ' ';

  if (kind != ask->kind)
    return TRUE;

  return (ask->max_words == 0 || words <= ask->max_words) &&
         (ask->max_characters == 0 || g_utf8_strlen (text, -1) <= ask->max_characters);
}

static void
cut_to_fit (const Ask *ask,
            char      *text)
{
  while (!fits (ask, ask->kind, text))
    {
      char *space = strrchr (text, ' ');

      if (space == NULL)
        {
          *g_utf8_offset_to_pointer (text, MIN ((glong) MAX (ask->max_characters, 1),
                                                g_utf8_strlen (text, -1))) = '\0';
          return;
        }
      *space = '\0';
    }
}

/* The next phrase that has not been used and keeps to the length asked for; a phrase that is too
 * long is cut where none is short enough.
 */
static char *
next_text (Ask              *ask,
           HeddleSketchKind  kind)
{
  guint n = heddle_sketch_phrases_count (kind);
  char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_free (text);
      text = heddle_sketch_phrase (kind, ask->skip++ * 7 % n, ask->topic, ask->mood, &ask->random);
      if (fits (ask, kind, text))
        return text;
    }

  cut_to_fit (ask, text);

  return text;
}

static HeddleSketchKind
kind_of_field (const Ask  *ask,
               const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  HeddleSketchKind kind = ask->kind;

  find_kind (lower, &kind);

  return kind;
}

static JsonNode *
text_node (char *text)
{
  JsonNode *node = json_node_alloc ();

  json_node_init_string (node, text);
  g_free (text);

  return node;
}

static JsonNode *write_schema (Ask *ask, JsonObject *schema, const char *name, int depth);

static JsonNode *
write_object (Ask        *ask,
              JsonObject *schema,
              int         depth)
{
  JsonObject *properties = heddle_json_get_object (schema, "properties");
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_alloc ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_node_take_object (json_node_init (node, JSON_NODE_OBJECT), object);
  if (properties == NULL)
    return node;

  json_object_iter_init_ordered (&iter, properties);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (JSON_NODE_HOLDS_OBJECT (member))
      json_object_set_member (object, name,
                              write_schema (ask, json_node_get_object (member), name, depth + 1));

  return node;
}

static JsonNode *
write_array (Ask        *ask,
             JsonObject *schema,
             const char *name,
             int         depth)
{
  JsonObject *items = heddle_json_get_object (schema, "items");
  gint64 least = heddle_json_get_int (schema, "minItems", 0);
  gint64 most = heddle_json_get_int (schema, "maxItems", MAX_ITEMS);
  gint64 n = CLAMP (ask->n_items > 0 ? ask->n_items : 3, least, MAX (least, MIN (most, MAX_ITEMS)));
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_alloc ();

  json_node_take_array (json_node_init (node, JSON_NODE_ARRAY), array);
  for (gint64 i = 0; i < n; i++)
    json_array_add_element (array, items != NULL
                                       ? write_schema (ask, items, name, depth + 1)
                                       : text_node (next_text (ask, kind_of_field (ask, name))));

  return node;
}

static JsonNode *
write_number (Ask        *ask,
              JsonObject *schema,
              gboolean    integer)
{
  double low = heddle_json_get_number (schema, "minimum", 0);
  double high = heddle_json_get_number (schema, "maximum", low + 100);
  double value = heddle_sketch_random_between (&ask->random, low, MAX (low, high));
  JsonNode *node = json_node_alloc ();

  if (integer)
    json_node_init_int (node,
                        (gint64) CLAMP (round (value), ceil (low), MAX (ceil (low), floor (high))));
  else
    json_node_init_double (node, value);

  return node;
}

static char *
write_string (Ask        *ask,
              JsonObject *schema,
              const char *name)
{
  Ask limited = *ask;
  const char *format = heddle_json_get_string (schema, "format", "");
  g_autofree char *lower = g_ascii_strdown (name, -1);
  char *text;

  if (strstr (lower, "color") != NULL || strstr (lower, "colour") != NULL ||
      strcmp (format, "color") == 0)
    return g_strdup_printf ("#%02x%02x%02x", 96 + heddle_sketch_random_below (&ask->random, 128),
                            80 + heddle_sketch_random_below (&ask->random, 128),
                            64 + heddle_sketch_random_below (&ask->random, 128));
  if (strcmp (format, "date") == 0)
    return g_strdup_printf ("2030-%02u-%02u", 1 + heddle_sketch_random_below (&ask->random, 12),
                            1 + heddle_sketch_random_below (&ask->random, 28));

  limited.max_characters = (guint) heddle_json_get_int (schema, "maxLength", ask->max_characters);
  limited.kind = kind_of_field (ask, name);
  text = next_text (&limited, limited.kind);
  ask->skip = limited.skip;
  ask->random = limited.random;

  return text;
}

static JsonNode *
write_schema (Ask        *ask,
              JsonObject *schema,
              const char *name,
              int         depth)
{
  const char *type = heddle_json_get_string (schema, "type", NULL);
  JsonArray *choices = heddle_json_get_array (schema, "enum");
  JsonNode *node;

  if (json_object_has_member (schema, "const"))
    return json_node_copy (json_object_get_member (schema, "const"));
  if (choices != NULL && json_array_get_length (choices) > 0)
    return json_node_copy (json_array_get_element (
        choices, heddle_sketch_random_below (&ask->random, json_array_get_length (choices))));
  if (type == NULL)
    type = heddle_json_get_object (schema, "properties") != NULL ? "object" : "string";

  if (strcmp (type, "object") == 0 && depth < MAX_DEPTH)
    return write_object (ask, schema, depth);
  if (strcmp (type, "array") == 0 && depth < MAX_DEPTH)
    return write_array (ask, schema, name, depth);
  if (strcmp (type, "number") == 0 || strcmp (type, "integer") == 0)
    return write_number (ask, schema, strcmp (type, "integer") == 0);
  if (strcmp (type, "string") == 0)
    return text_node (write_string (ask, schema, name));

  node = json_node_alloc ();
  if (strcmp (type, "boolean") == 0)
    json_node_init_boolean (node, heddle_sketch_random_chance (&ask->random, 0.5));
  else
    json_node_init_null (node);

  return node;
}

/**
 * heddle_sketch_write_text:
 * @writing: what to write
 *
 * Writes a text on the topic of the prompt: the headline, caption, tagline, alternative text, call
 * to action, image prompt… that it asks for, or else a paragraph. Lengths in words or characters
 * are kept. The same order gives the same text; another seed gives another.
 *
 * Returns: (transfer full): the text, in English
 */
char *
heddle_sketch_write_text (const HeddleSketchWriting *writing)
{
  g_auto (Ask) ask = understand (writing);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = ask.n_items;

  if (n <= 1)
    return next_text (&ask, ask.kind);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = next_text (&ask, ask.kind);

      g_string_append_printf (out, "%s%u. %s", i > 0 ? "\n" : "", i + 1, text);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * heddle_sketch_write_list:
 * @writing: what to write
 *
 * Writes as many texts as the prompt asks for (“three headlines”, “12 captions”), otherwise five.
 *
 * Returns: (transfer full) (array zero-terminated=1): the texts, without numbers or bullets
 */
char **
heddle_sketch_write_list (const HeddleSketchWriting *writing)
{
  g_auto (Ask) ask = understand (writing);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = ask.n_items > 0 ? ask.n_items : DEFAULT_ITEMS;

  if (ask.kind == HEDDLE_SKETCH_KIND_PARAGRAPH)
    ask.kind = HEDDLE_SKETCH_KIND_HEADLINE;
  for (guint i = 0; i < n; i++)
    g_strv_builder_take (builder, next_text (&ask, ask.kind));

  return g_strv_builder_end (builder);
}

/**
 * heddle_sketch_write_json:
 * @writing: what to write
 *
 * Writes what the schema describes, or an object with a text for each of the fields, or one with a
 * headline, a caption and an alternative text. What a text is follows from its member's name.
 *
 * Returns: (transfer full): the answer
 */
JsonNode *
heddle_sketch_write_json (const HeddleSketchWriting *writing)
{
  static const char *const usual[] = { "headline", "caption", "alt_text", NULL };
  g_auto (Ask) ask = understand (writing);
  const char *const *fields =
      writing->fields != NULL && writing->fields[0] != NULL ? writing->fields : usual;
  JsonObject *object;
  JsonNode *node;

  if (writing->schema != NULL && JSON_NODE_HOLDS_OBJECT (writing->schema))
    return write_schema (&ask, json_node_get_object (writing->schema), "", 0);

  object = json_object_new ();
  for (gsize i = 0; fields[i] != NULL; i++)
    json_object_set_member (object, fields[i],
                            text_node (next_text (&ask, kind_of_field (&ask, fields[i]))));
  node = json_node_alloc ();
  json_node_take_object (json_node_init (node, JSON_NODE_OBJECT), object);

  return node;
}
