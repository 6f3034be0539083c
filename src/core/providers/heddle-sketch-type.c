/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-type.h"

#include <stdlib.h>

#define MAX_WORDS 10
#define LEADING 1.42
#define SPACE 36

/* A capital drawn with a single stroke: 100 high, from 0 at the top. Marks that combine with a
 * letter have no width and are centred on 0.
 */
typedef struct
{
  gunichar character;
  int width;
  const char *data;
} Letter;

/* Sorted by character. The letters are our own, so that a sketch looks the same whatever fonts a
 * machine has.
 */
static const Letter letters[] = {
  { 0x0021, 20, "M10 0V66M10 98V100" },
  { 0x0022, 32, "M8 0V22M24 0V22" },
  { 0x0023, 84, "M30 4L20 96M64 4L54 96M8 34H76M4 66H72" },
  { 0x0025, 104,
    "M24 0A18 20 0 1 1 24 42A18 20 0 1 1 24 0ZM80 58A18 20 0 1 1 80 100A18 "
    "20 0 1 1 80 58ZM84 0L20 100" },
  { 0x0026, 84,
    "M80 100L24 34C10 16 18 0 34 0C49 0 57 14 50 28C44 40 8 48 8 74C8 90 20"
    " 100 36 100C56 100 68 80 72 56" },
  { 0x0027, 16, "M8 0V22" },
  { 0x0028, 34, "M28 -8C2 24 2 80 28 112" },
  { 0x0029, 34, "M6 -8C32 24 32 80 6 112" },
  { 0x002b, 68, "M8 54H60M34 28V80" },
  { 0x002c, 20, "M12 98L7 112" },
  { 0x002d, 44, "M8 54H36" },
  { 0x002e, 20, "M10 98V100" },
  { 0x002f, 52, "M4 108L48 -8" },
  { 0x0030, 78,
    "M39 0C60 0 72 20 72 50C72 80 60 100 39 100C18 100 6 80 6 50C6 20 18 0 "
    "39 0Z" },
  { 0x0031, 40, "M6 18L30 0V100" },
  { 0x0032, 66, "M7 26C7 10 18 0 32 0C46 0 57 10 57 25C57 37 50 45 42 54L6 100H61" },
  { 0x0033, 66,
    "M8 14C13 5 21 0 30 0C44 0 54 10 54 24C54 38 43 47 28 47C46 47 59 57 59"
    " 73C59 89 47 100 31 100C19 100 9 94 4 84" },
  { 0x0034, 76, "M56 100V0L4 72H72" },
  { 0x0035, 66,
    "M54 0H18L12 46C18 40 25 37 33 37C49 37 60 50 60 67C60 87 48 100 30 100"
    "C19 100 9 95 4 86" },
  { 0x0036, 68, "M34 40A28 30 0 1 1 34 100A28 30 0 1 1 34 40ZM48 0L11 55" },
  { 0x0037, 66, "M4 0H61L22 100" },
  { 0x0038, 68,
    "M34 0A22 23 0 1 1 34 46A22 23 0 1 1 34 0ZM34 46A28 27 0 1 1 34 100A28 "
    "27 0 1 1 34 46Z" },
  { 0x0039, 68, "M34 0A28 30 0 1 1 34 60A28 30 0 1 1 34 0ZM57 45L20 100" },
  { 0x003a, 20, "M10 36V38M10 98V100" },
  { 0x003b, 20, "M10 36V38M12 98L7 112" },
  { 0x003f, 60, "M6 24C7 9 17 0 30 0C44 0 54 10 54 24C54 44 30 44 30 68M30 98V100" },
  { 0x0041, 92, "M4 100L46 0L88 100M19 64H73" },
  { 0x0042, 68, "M8 46H36A27 27 0 0 1 36 100H8V0H33A23 23 0 0 1 33 46" },
  { 0x0043, 94, "M86 18A48 50 0 1 0 86 82" },
  { 0x0044, 88, "M8 0V100H32A50 50 0 0 0 32 0Z" },
  { 0x0045, 62, "M58 0H8V100H58M8 50H50" },
  { 0x0046, 58, "M56 0H8V100M8 50H48" },
  { 0x0047, 104, "M88 18A48 50 0 1 0 98 54H60" },
  { 0x0048, 84, "M8 0V100M76 0V100M8 50H76" },
  { 0x0049, 16, "M8 0V100" },
  { 0x004a, 52, "M44 0V78A20 22 0 0 1 4 78" },
  { 0x004b, 72, "M8 0V100M66 0L8 60M27 42L70 100" },
  { 0x004c, 56, "M8 0V100H54" },
  { 0x004d, 104, "M8 100L20 0L52 80L84 0L96 100" },
  { 0x004e, 88, "M8 100V0L80 100V0" },
  { 0x004f, 104, "M52 0A48 50 0 1 1 52 100A48 50 0 1 1 52 0Z" },
  { 0x0050, 64, "M8 100V0H33A27 27 0 0 1 33 54H8" },
  { 0x0051, 104, "M52 0A48 50 0 1 1 52 100A48 50 0 1 1 52 0ZM66 68L96 104" },
  { 0x0052, 68, "M8 100V0H33A27 27 0 0 1 33 54H8M36 54L64 100" },
  { 0x0053, 64,
    "M56 17C51 6 42 0 31 0C17 0 8 10 8 24C8 39 20 45 32 50C46 56 58 62 58 7"
    "7C58 91 47 100 32 100C19 100 9 93 5 80" },
  { 0x0054, 72, "M4 0H68M36 0V100" },
  { 0x0055, 84, "M8 0V66A34 34 0 0 0 76 66V0" },
  { 0x0056, 86, "M4 0L43 100L82 0" },
  { 0x0057, 124, "M4 0L33 100L62 8L91 100L120 0" },
  { 0x0058, 78, "M6 0L72 100M72 0L6 100" },
  { 0x0059, 78, "M4 0L39 52L74 0M39 52V100" },
  { 0x005a, 72, "M6 0H66L5 100H68" },
  { 0x00b7, 24, "M12 53V55" },
  { 0x00c6, 124, "M4 100L56 0H120M68 0V100H120M26 62H112" },
  { 0x00d7, 64, "M12 34L52 74M52 34L12 74" },
  { 0x00d8, 104, "M52 0A48 50 0 1 1 52 100A48 50 0 1 1 52 0ZM86 -4L18 104" },
  { 0x0110, 92, "M12 0V100H36A50 50 0 0 0 36 0ZM-2 50H42" },
  { 0x0141, 60, "M12 0V100H58M-2 62L38 38" },
  { 0x0152, 128, "M124 0H52A48 50 0 1 0 52 100H124M74 0V100M74 50H116" },
  { 0x0300, 0, "M6 -16L-12 -34" },
  { 0x0301, 0, "M-6 -16L12 -34" },
  { 0x0302, 0, "M-18 -16L0 -32L18 -16" },
  { 0x0303, 0, "M-20 -18C-14 -34 -4 -30 0 -25C4 -20 14 -16 20 -32" },
  { 0x0304, 0, "M-18 -24H18" },
  { 0x0306, 0, "M-18 -32C-14 -14 14 -14 18 -32" },
  { 0x0307, 0, "M0 -26V-24" },
  { 0x0308, 0, "M-15 -24V-22M15 -24V-22" },
  { 0x030a, 0, "M0 -40A11 11 0 1 1 0 -18A11 11 0 1 1 0 -40Z" },
  { 0x030b, 0, "M-16 -16L-6 -34M6 -16L16 -34" },
  { 0x030c, 0, "M-18 -32L0 -16L18 -32" },
  { 0x0327, 0, "M2 100C2 108 12 110 8 118C4 124 -6 122 -8 120" },
  { 0x0328, 0, "M10 100C2 110 4 122 18 120" },
  { 0x1e9e, 78,
    "M8 100V24A28 26 0 0 1 62 12L40 44C60 44 72 56 72 73C72 90 60 100 44 10"
    "0H34" },
  { 0x2013, 64, "M6 54H58" },
  { 0x2014, 96, "M6 54H90" },
  { 0x2019, 16, "M10 0L6 24" },
  { 0x2212, 64, "M8 54H56" },
};

typedef struct
{
  char **words;
  guint n_words;
  guint breaks;
  double size;
} Setting;

static int
compare (const void *key,
         const void *letter)
{
  gunichar wanted = *(const gunichar *) key;
  gunichar character = ((const Letter *) letter)->character;

  return (wanted > character) - (wanted < character);
}

static const Letter *
find_letter (gunichar character)
{
  return bsearch (&character, letters, G_N_ELEMENTS (letters), sizeof letters[0], compare);
}

static double
gap (double weight)
{
  return 13 + weight * 0.75;
}

static gboolean
has_letters_for (const char *words)
{
  g_autofree char *decomposed = g_utf8_normalize (words, -1, G_NORMALIZE_NFD);

  if (decomposed == NULL)
    return FALSE;
  for (const char *c = decomposed; *c != '\0'; c = g_utf8_next_char (c))
    if (*c != ' ' && find_letter (g_utf8_get_char (c)) == NULL)
      return FALSE;

  return TRUE;
}

/* In hundredths of the capitals' height. Of other scripts' fonts nothing is known, so their widths
 * are taken generously.
 */
static double
measure_word (const char *word,
              gboolean    own,
              double      weight)
{
  double width = 0;

  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      const Letter *letter = own ? find_letter (character) : NULL;

      if (letter != NULL && letter->width > 0)
        width += letter->width + gap (weight);
      else if (letter == NULL && g_unichar_combining_class (character) == 0)
        width += g_unichar_iswide (character) ? 150 : 104;
    }

  return width;
}

static double
widest_line (const Setting *setting,
             const double  *widths,
             guint          breaks,
             guint         *n_lines)
{
  double widest = 0, line = 0;

  *n_lines = 1;
  for (guint i = 0; i < setting->n_words; i++)
    {
      if (i > 0 && (breaks >> (i - 1) & 1))
        {
          line = 0;
          (*n_lines)++;
        }
      line += widths[i] + (line > 0 ? SPACE : 0);
      widest = MAX (widest, line);
    }

  return widest;
}

/* Of all ways to break the line, the one that can be set largest; of equals the most even. */
static void
find_breaks (Setting                     *setting,
             const double                *widths,
             HeddleSketchBox              box,
             const HeddleSketchTypeStyle *style)
{
  double best = 0;

  for (guint breaks = 0; breaks < 1u << (setting->n_words - 1); breaks++)
    {
      guint n_lines;
      double widest = widest_line (setting, widths, breaks, &n_lines) + style->weight;
      double size = MIN (box.width * 100 / widest, box.height / (1 + LEADING * (n_lines - 1)));
      double score = MIN (size, style->largest) * (1 - 0.02 * n_lines) - widest * 1e-4;

      if (breaks == 0 || score > best)
        {
          best = score;
          setting->breaks = breaks;
          setting->size = MIN (size, style->largest);
        }
    }
}

static void
draw_line (HeddleSketchCanvas          *canvas,
           const char                  *line,
           double                       x,
           double                       y,
           double                       size,
           const HeddleSketchTypeStyle *style)
{
  g_autofree char *decomposed = g_utf8_normalize (line, -1, G_NORMALIZE_NFD);
  double pen = 0, middle = 0;

  heddle_sketch_canvas_begin (canvas, x, y, 0, size / 100, size / 100);
  for (const char *c = decomposed; *c != '\0'; c = g_utf8_next_char (c))
    {
      const Letter *letter = find_letter (g_utf8_get_char (c));
      double at = letter != NULL && letter->width == 0 ? middle : pen;

      if (letter == NULL)
        {
          pen += SPACE;
          continue;
        }
      heddle_sketch_canvas_begin (canvas, at, 0, 0, 1, 1);
      heddle_sketch_canvas_stroke (canvas, heddle_sketch_solid (style->color), style->weight,
                                   letter->data, NULL, 0);
      heddle_sketch_canvas_end (canvas);
      if (letter->width > 0)
        {
          middle = pen + letter->width / 2.0;
          pen += letter->width + gap (style->weight);
        }
    }
  heddle_sketch_canvas_end (canvas);
}

static HeddleSketchBox
set_words (HeddleSketchCanvas          *canvas,
           const char                  *words,
           HeddleSketchBox              box,
           const HeddleSketchTypeStyle *style)
{
  g_autofree char *composed = g_utf8_normalize (words, -1, G_NORMALIZE_NFC);
  g_auto (GStrv) split = g_strsplit_set (composed != NULL ? composed : "", " \t\n", MAX_WORDS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) filled = NULL;
  gboolean own = has_letters_for (words);
  double widths[MAX_WORDS] = { 0 };
  Setting setting = { 0 };
  HeddleSketchBox used = { box.x, box.y, 0, 0 };
  guint n_lines;
  double y;

  for (gsize i = 0; split[i] != NULL; i++)
    if (split[i][0] != '\0')
      g_strv_builder_add (builder, split[i]);
  filled = g_strv_builder_end (builder);
  setting.words = filled;
  setting.n_words = g_strv_length (filled);
  if (setting.n_words == 0)
    return used;

  for (guint i = 0; i < setting.n_words; i++)
    {
      g_autofree char *decomposed = g_utf8_normalize (filled[i], -1, G_NORMALIZE_NFD);

      widths[i] = measure_word (decomposed, own, style->weight);
    }
  find_breaks (&setting, widths, box, style);
  used.width = widest_line (&setting, widths, setting.breaks, &n_lines) * setting.size / 100;
  used.height = setting.size * (1 + LEADING * (n_lines - 1));
  used.x = box.x + (box.width - used.width) * (style->align + 1) / 2;
  used.y = box.y + (box.height - used.height) * (style->rise + 1) / 2;
  y = used.y;

  for (guint i = 0; canvas != NULL && i < setting.n_words;)
    {
      g_autoptr (GString) line = g_string_new (filled[i]);
      double width = widths[i];

      for (i++; i < setting.n_words && !(setting.breaks >> (i - 1) & 1); i++)
        {
          g_string_append_printf (line, " %s", filled[i]);
          width += widths[i] + SPACE;
        }
      width = (width - (own ? gap (style->weight) : 0)) * setting.size / 100;
      if (own)
        draw_line (canvas, line->str, box.x + (box.width - width) * (style->align + 1) / 2, y,
                   setting.size, style);
      else
        heddle_sketch_canvas_words (canvas, style->color,
                                    box.x + box.width * (style->align + 1) / 2, y + setting.size,
                                    setting.size * 1.34,
                                    (const char *[]) { "start", "middle", "end" }[style->align + 1],
                                    line->str);
      y += setting.size * LEADING;
    }

  return used;
}

/**
 * heddle_sketch_type_set:
 * @canvas: a canvas
 * @words: what to set, in capitals, words separated by spaces; the first ten words count
 * @box: where, as large as fits
 * @style: how
 *
 * Sets words in type, broken into lines as it suits the box. Latin letters with their accents are
 * drawn as strokes; other scripts are left to the machine's fonts.
 *
 * Returns: the part of the box that the words take
 */
HeddleSketchBox
heddle_sketch_type_set (HeddleSketchCanvas          *canvas,
                        const char                  *words,
                        HeddleSketchBox              box,
                        const HeddleSketchTypeStyle *style)
{
  return set_words (canvas, words, box, style);
}

/**
 * heddle_sketch_type_measure:
 * @words: as in [func@sketch_type_set]
 * @box: as in [func@sketch_type_set]
 * @style: as in [func@sketch_type_set]
 *
 * Returns: the part of the box that the words would take
 */
HeddleSketchBox
heddle_sketch_type_measure (const char                  *words,
                            HeddleSketchBox              box,
                            const HeddleSketchTypeStyle *style)
{
  return set_words (NULL, words, box, style);
}
