/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-phrases.h"

#include <string.h>

/* In a phrase, {t} is the topic, {T} the same at the start of a sentence, {#} the topic as one word
 * in camel case; {a} an adjective, {A} the same capitalised, {n} a noun, {w} a time of day or year,
 * {s} a surface, {l} a light. Nothing agrees with the topic in number, since it may be a plural.
 */
static const char *const headlines[] = {
  "Make room for {t}", "{T}, unhurried",      "The {a} side of {t}",  "{T} for {w}",
  "A little more {n}", "Say yes to {t}",      "{A} days, {a} {n}",    "{T}, made with {n}",
  "Hello, {t}",        "Back for more {n}",   "All about {t}",        "{T} worth the wait",
  "Take the {a} way",  "For the love of {t}", "Less hurry, more {n}", "Nothing but {n}",
  "{A}. {A}. Yours.",  "Today calls for {t}", "{T}, simply {a}",      "Find your {n}",
};

static const char *const taglines[] = {
  "{A} by nature.",       "Made for {w}.",         "{N}, every day.",   "Simply {a}.",
  "More {n}, less fuss.", "{A} things take time.", "Where {n} begins.", "The {a} choice.",
  "{N} you can feel.",    "Keep it {a}.",
};

static const char *const captions[] = {
  "{A} light, {a} colours and {t}. How would you spend {w}?",
  "New for {w}: {t}, made with {n} and with time to spare.",
  "We made this one for {w}. Save it for later, or share it with someone who needs {t}.",
  "Less hurry, more {n}. {T}, from today.",
  "The {a} season calls for {t}. Tell us yours in the comments.",
  "Behind every detail: {n}. Behind this one: {t}.",
  "{A} on the outside, {a} at heart. Say hello to {t}.",
  "Take a moment. {T}, {a} and ready for {w}.",
};

static const char *const alternatives[] = {
  "{T} on {s} in {l}, with free space above for text.",
  "{T} in {l}, seen from the front, in {a} colours.",
  "{T}, placed to one side on {s}, in {a} colours and {l}.",
  "{T}, seen close in {l} before a plain {a} background.",
};

static const char *const actions[] = {
  "Shop now",       "See the collection", "Find yours",      "Try it today",
  "Save your seat", "Read the story",     "Take a look",     "Join us",
  "Order yours",    "Start here",         "Get the details", "Discover more",
};

static const char *const hashtags[] = {
  "#{#} #{aC}{nC} #MadeFor{wC}",
  "#{#} #{nC}First #{aC}Days",
  "#{#} #Everyday{nC} #{aC}ByNature",
};

static const char *const keywords[] = {
  "{a}", "{n}", "{a} {n}", "{t}", "{w}", "{l}", "{n} and {n}", "{a} tones",
};

static const char *const image_prompts[] = {
  "{T} on {s}, {l}, {a} colours, room for a headline above",
  "{T} before a plain {a} wall, {l}, seen at eye level, room for a headline",
  "{T} from above on {s}, {l}, a few {a} details around it, space for copy",
  "{T} on a low plinth, {l}, long {a} shadows, room for a headline at the side",
  "{T}, seen close, on {s}, {l}, {a} and calm, space for copy",
  "{T} beside an open window, {l}, {a} {n} in the background, space for copy",
};

static const char *const names[] = {
  "{aC} {nC}",  "The {aC} {nC}", "{nC} & {nC}", "House of {nC}",
  "{nC} No. 4", "First {nC}",    "{aC} Hours",  "Plain {nC}",
};

static const char *const paragraphs[] = {
  "{T} deserves more than a passing glance. We start with {n}, add {a} details and leave out "
  "everything else. The result feels {a}, and it is ready for {w}.",
  "Some things are best kept {a}. With {t}, that means {n} first, honest materials and time to get "
  "them right. Made for {w}, and for everyone who would rather have less but better.",
  "Think of {w}: {a} light, {a} colours, nothing in the way. That is where {t} belongs. Take your "
  "time, look twice, and find the {n} in it.",
  "We wanted {t} to feel {a} from the first moment. So we looked at {n}, tried again, and kept "
  "only "
  "what is needed. Here it is, just in time for {w}.",
};

typedef struct
{
  const char *mood;
  const char *adjectives[6];
  const char *nouns[6];
  const char *times[4];
  const char *surfaces[3];
  const char *lights[3];
} Lexicon;

/* The first one serves where no mood is known. */
static const Lexicon lexicons[] = {
  { "",
    { "calm", "clear", "bright", "warm", "simple", "bold" },
    { "care", "craft", "colour", "character", "ease", "balance" },
    { "the weekend", "every day", "a new week", "right now" },
    { "pale stone", "linen", "a plain table" },
    { "soft daylight", "light from the left", "clear morning light" } },
  { "coffee",
    { "slow", "warm", "mellow", "gentle", "golden", "quiet" },
    { "comfort", "aroma", "warmth", "craft", "patience", "depth" },
    { "slow mornings", "long weekends", "the first cold day", "late afternoons" },
    { "dark oak", "a linen cloth", "terracotta tiles" },
    { "low morning light", "warm window light", "late golden light" } },
  { "winter",
    { "crisp", "clear", "cosy", "quiet", "bright", "frosty" },
    { "stillness", "warmth", "snow", "light", "comfort", "fresh air" },
    { "short days", "the holidays", "long evenings", "the first snow" },
    { "pale birch", "grey stone", "a wool blanket" },
    { "low winter light", "cool blue light", "candlelight" } },
  { "spring",
    { "fresh", "tender", "light", "blooming", "gentle", "bright" },
    { "blossom", "colour", "beginnings", "fresh air", "lightness", "joy" },
    { "the first warm day", "spring mornings", "open windows", "long lunches" },
    { "white linen", "pale wood", "a garden table" },
    { "soft spring light", "bright shade", "morning sun" } },
  { "summer",
    { "sunny", "easy", "bright", "fresh", "playful", "breezy" },
    { "sunshine", "colour", "ease", "freshness", "zest", "play" },
    { "long evenings", "days off", "the warmest week", "lazy Sundays" },
    { "white tiles", "a beach towel", "a garden table" },
    { "hard summer sun", "bright noon light", "golden evening light" } },
  { "night",
    { "deep", "quiet", "electric", "velvet", "bold", "late" },
    { "glow", "mystery", "rhythm", "contrast", "silence", "sparkle" },
    { "after dark", "late nights", "the blue hour", "midnight" },
    { "black glass", "dark velvet", "wet asphalt" },
    { "a single spotlight", "neon light", "moonlight" } },
  { "sunset",
    { "golden", "mellow", "glowing", "warm", "wide", "gentle" },
    { "glow", "warmth", "colour", "calm", "wonder", "distance" },
    { "golden hour", "the end of the day", "last light", "summer evenings" },
    { "warm sand", "weathered wood", "red clay" },
    { "low golden light", "back light", "the last light of the day" } },
  { "sea",
    { "open", "salty", "fresh", "wide", "clear", "blue" },
    { "horizon", "freedom", "fresh air", "tide", "calm", "salt" },
    { "days at sea", "the first swim", "long weekends", "windy mornings" },
    { "wet sand", "bleached wood", "blue tiles" },
    { "clear coastal light", "sparkling back light", "a bright overcast sky" } },
  { "green",
    { "green", "fresh", "honest", "natural", "gentle", "lush" },
    { "growth", "freshness", "balance", "care", "leaves", "roots" },
    { "every season", "market days", "Sunday lunch", "a fresh start" },
    { "mossy stone", "rough linen", "a wooden board" },
    { "dappled shade", "soft daylight", "morning light through leaves" } },
  { "luxury",
    { "rare", "refined", "quiet", "timeless", "deep", "golden" },
    { "elegance", "detail", "craft", "restraint", "texture", "time" },
    { "the evening", "a special day", "years to come", "the few" },
    { "black marble", "brushed brass", "dark silk" },
    { "a narrow beam of light", "soft side light", "warm low light" } },
  { "tech",
    { "smart", "clear", "fast", "precise", "light", "bold" },
    { "focus", "flow", "speed", "clarity", "sound", "ease" },
    { "what comes next", "the working week", "every commute", "right now" },
    { "brushed aluminium", "frosted glass", "a plain desk" },
    { "cool studio light", "coloured rim light", "even soft light" } },
  { "retro",
    { "bold", "playful", "graphic", "warm", "curious", "familiar" },
    { "rhythm", "colour", "stories", "shape", "character", "play" },
    { "the weekend", "opening night", "a long evening", "this season" },
    { "printed paper", "teak", "coloured card" },
    { "hard studio light", "warm afternoon light", "flat even light" } },
  { "blush",
    { "soft", "tender", "delicate", "warm", "light", "gentle" },
    { "softness", "glow", "care", "grace", "ritual", "petals" },
    { "quiet mornings", "an evening in", "someone you love", "every day" },
    { "blush plaster", "pale marble", "satin" },
    { "diffuse morning light", "soft side light", "a gentle glow" } },
};

static const Lexicon *
find_lexicon (const char *mood)
{
  for (gsize i = 1; mood != NULL && i < G_N_ELEMENTS (lexicons); i++)
    if (strcmp (lexicons[i].mood, mood) == 0)
      return &lexicons[i];

  return &lexicons[0];
}

static const char *const *
find_phrases (HeddleSketchKind  kind,
              guint            *n_phrases)
{
#define SET(phrases) (*n_phrases = G_N_ELEMENTS (phrases), phrases)
  switch (kind)
    {
    case HEDDLE_SKETCH_KIND_HEADLINE:
      return SET (headlines);
    case HEDDLE_SKETCH_KIND_TAGLINE:
      return SET (taglines);
    case HEDDLE_SKETCH_KIND_CAPTION:
      return SET (captions);
    case HEDDLE_SKETCH_KIND_ALT:
      return SET (alternatives);
    case HEDDLE_SKETCH_KIND_ACTION:
      return SET (actions);
    case HEDDLE_SKETCH_KIND_HASHTAGS:
      return SET (hashtags);
    case HEDDLE_SKETCH_KIND_KEYWORD:
      return SET (keywords);
    case HEDDLE_SKETCH_KIND_IMAGE_PROMPT:
      return SET (image_prompts);
    case HEDDLE_SKETCH_KIND_NAME:
      return SET (names);
    case HEDDLE_SKETCH_KIND_PARAGRAPH:
    default:
      return SET (paragraphs);
    }
#undef SET
}

static void
append_capitalised (GString    *out,
                    const char *words)
{
  g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (words)));
  g_string_append (out, g_utf8_next_char (words));
}

static void
append_camel_case (GString    *out,
                   const char *words)
{
  gboolean starts = TRUE;

  for (const char *c = words; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (!g_unichar_isalnum (character))
        {
          starts = TRUE;
          continue;
        }
      g_string_append_unichar (out, starts ? g_unichar_toupper (character) : character);
      starts = FALSE;
    }
}

/* A word that has not been used in this phrase yet, as long as there is one. */
static const char *
choose (const char *const  *words,
        guint               n_words,
        guint              *used,
        HeddleSketchRandom *random)
{
  guint nth = heddle_sketch_random_below (random, n_words);

  for (guint i = 0; i < n_words && (*used >> nth & 1); i++)
    nth = (nth + 1) % n_words;
  *used |= 1u << nth;

  return words[nth];
}

/**
 * heddle_sketch_phrases_count:
 * @kind: a kind of text
 *
 * Returns: how many phrases there are for it
 */
guint
heddle_sketch_phrases_count (HeddleSketchKind kind)
{
  guint n_phrases;

  find_phrases (kind, &n_phrases);

  return n_phrases;
}

/**
 * heddle_sketch_phrase:
 * @kind: a kind of text
 * @nth: which phrase, below [func@sketch_phrases_count]
 * @topic: what it is about, not empty, as it stands in the middle of a sentence
 * @mood: (nullable): a group of words, named as the groups of palettes are
 * @random: chooses the words
 *
 * Returns: (transfer full): a text in English
 */
char *
heddle_sketch_phrase (HeddleSketchKind    kind,
                      guint               nth,
                      const char         *topic,
                      const char         *mood,
                      HeddleSketchRandom *random)
{
  guint n_phrases;
  const char *const *phrases = find_phrases (kind, &n_phrases);
  const Lexicon *lexicon = find_lexicon (mood);
  GString *out = g_string_new (NULL);
  guint used[5] = { 0 };

  g_return_val_if_fail (nth < n_phrases, NULL);

  for (const char *c = phrases[nth]; *c != '\0'; c++)
    {
      const char *word = topic;

      if (*c != '{')
        {
          g_string_append_c (out, *c);
          continue;
        }
      c++;
      if (*c == 'a' || *c == 'A')
        word = choose (lexicon->adjectives, G_N_ELEMENTS (lexicon->adjectives), &used[0], random);
      else if (*c == 'n' || *c == 'N')
        word = choose (lexicon->nouns, G_N_ELEMENTS (lexicon->nouns), &used[1], random);
      else if (*c == 'w')
        word = choose (lexicon->times, G_N_ELEMENTS (lexicon->times), &used[2], random);
      else if (*c == 's')
        word = choose (lexicon->surfaces, G_N_ELEMENTS (lexicon->surfaces), &used[3], random);
      else if (*c == 'l')
        word = choose (lexicon->lights, G_N_ELEMENTS (lexicon->lights), &used[4], random);

      if (*c == '#' || c[1] == 'C')
        append_camel_case (out, word);
      else if (g_ascii_isupper (*c))
        append_capitalised (out, word);
      else
        g_string_append (out, word);
      while (*c != '}')
        c++;
    }

  return g_string_free (out, FALSE);
}
