/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "base/heddle-init.h"
#include "providers/heddle-sketch-brief.h"
#include "providers/heddle-sketch-color.h"
#include "providers/heddle-sketch-drawing.h"
#include "providers/heddle-sketch-palette.h"
#include "providers/heddle-sketch-type.h"

static const char *const prompts[] = {
  "Ceramic mug on blush plaster, arch niche, morning light from the left",
  "Three cans of craft beer, bright colours",
  "Mountain lake at sunrise",
  "Sailing on the open sea, sunset",
  "Desert dunes at dusk",
  "Foggy pine forest",
  "Rolling hills in spring",
  "Night city skyline, neon",
  "Scandinavian living room interior",
  "Portrait of a woman in a green coat",
  "Team of young designers",
  "Brunch salad from above",
  "Stationery flat lay, notebook and pens",
  "Seamless pattern of lemons and leaves",
  "Jazz festival poster",
  "Logo for Nordlys roastery",
  "Something nobody has a word for",
  "日本の秋のコーヒー",
  "<script>&amp;\"quotes\" & ampersands</script>",
  "?!",
  "Éclair à la crème, über-süß, Łódź, Ångström, ñandú",
};

static char *
draw (const char *prompt,
      gint64      seed,
      int         width,
      int         height)
{
  return heddle_sketch_draw (
      &(HeddleSketchDrawing) { .prompt = prompt, .seed = seed, .width = width, .height = height });
}

static void
count_element (GMarkupParseContext  *context,
               const char           *element,
               const char          **names,
               const char          **values,
               gpointer              data,
               GError              **error)
{
  guint *n_elements = data;

  (*n_elements)++;
  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_assert_null (strstr (values[i], "nan"));
      g_assert_null (strstr (values[i], "inf"));
      if (strcmp (names[i], "width") == 0 || strcmp (names[i], "height") == 0 ||
          strcmp (names[i], "rx") == 0 || strcmp (names[i], "ry") == 0)
        g_assert_cmpint (values[i][0], !=, '-');
    }
}

/* Returns how many elements there are. */
static guint
assert_well_formed (const char *svg)
{
  GMarkupParser parser = { .start_element = count_element };
  guint n_elements = 0;
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &n_elements, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);

  return n_elements;
}

static void
test_every_scene_and_size (void)
{
  static const int sizes[][2] = { { 1024, 1024 }, { 1080, 1350 }, { 1080, 1920 }, { 1200, 628 },
                                  { 2048, 512 },  { 512, 2048 },  { 64, 64 },     { 16, 16 } };

  for (gsize i = 0; i < G_N_ELEMENTS (prompts); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
      for (gint64 seed = 0; seed < 6; seed++)
        {
          g_autofree char *svg = draw (prompts[i], seed, sizes[k][0], sizes[k][1]);
          g_autofree char *size =
              g_strdup_printf (" width=\"%d\" height=\"%d\" ", sizes[k][0], sizes[k][1]);

          g_assert_nonnull (strstr (svg, size));
          g_assert_cmpuint (assert_well_formed (svg), >, 12);
          g_assert_null (strstr (svg, "<filter"));
        }
}

static void
test_same_again (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (prompts); i++)
    {
      g_autofree char *first = draw (prompts[i], 7, 1024, 768);
      g_autofree char *again = draw (prompts[i], 7, 1024, 768);
      g_autofree char *other_seed = draw (prompts[i], 8, 1024, 768);
      g_autofree char *other_references = heddle_sketch_draw (&(HeddleSketchDrawing) {
          .prompt = prompts[i], .seed = 7, .width = 1024, .height = 768, .references = "abc" });

      g_assert_cmpstr (first, ==, again);
      g_assert_cmpstr (first, !=, other_seed);
      g_assert_cmpstr (first, !=, other_references);
    }
}

/* Numbers are never written with the comma of a locale. */
static void
test_any_locale (void)
{
  g_autofree char *before = draw (prompts[2], 3, 1000, 700);
  g_autofree char *after = NULL;
  g_autofree char *comma = NULL;

  g_assert_nonnull (setlocale (LC_NUMERIC, "de_DE.UTF-8"));
  comma = g_strdup_printf ("%.1f", 0.5);
  g_assert_cmpstr (comma, ==, "0,5");
  after = draw (prompts[2], 3, 1000, 700);
  g_assert_cmpstr (before, ==, after);
  setlocale (LC_NUMERIC, "C");
}

static void
test_colors (void)
{
  HeddleSketchColor color = 0;

  g_assert_true (heddle_sketch_color_parse ("#fa0", &color));
  g_assert_cmphex (color, ==, 0xffaa00);
  g_assert_true (heddle_sketch_color_parse ("#123456, and more", &color));
  g_assert_cmphex (color, ==, 0x123456);
  g_assert_true (heddle_sketch_color_parse ("#12345678", &color));
  g_assert_cmphex (color, ==, 0x123456);
  g_assert_false (heddle_sketch_color_parse ("#12345", &color));
  g_assert_false (heddle_sketch_color_parse ("123456", &color));
  g_assert_cmpfloat_with_epsilon (heddle_sketch_color_contrast (0, 0xffffff), 21, 1e-6);
  g_assert_cmpfloat_with_epsilon (heddle_sketch_color_contrast (0x777777, 0xffffff), 4.478, 1e-3);

  for (guint32 i = 0; i < 200; i++)
    {
      HeddleSketchColor any = i * 0x01f3a7 & 0xffffff;
      HeddleSketchLch lch = heddle_sketch_color_to_lch (any);
      HeddleSketchColor back =
          heddle_sketch_color_from_lch (lch.lightness, lch.chroma * 0.999, lch.hue);

      g_assert_cmpfloat (heddle_sketch_color_distance (any, back), <, 0.01);
    }
}

static void
test_brief (void)
{
  static const struct
  {
    const char *prompt;
    HeddleSketchScene scene;
    const char *object;
    const char *title;
  } cases[] = {
    { "Ceramic mug on blush plaster, arch niche", HEDDLE_SKETCH_SCENE_PRODUCT, "mug",
      "CERAMIC MUG" },
    { "A bag of coffee beans, from above", HEDDLE_SKETCH_SCENE_FLAT_LAY, "top-bean",
      "BAG COFFEE BEANS" },
    { "Wine bottles on linen", HEDDLE_SKETCH_SCENE_PRODUCT, "bottle", "WINE BOTTLES" },
    { "Luxury perfume bottle", HEDDLE_SKETCH_SCENE_PRODUCT, "perfume", "LUXURY PERFUME BOTTLE" },
    { "A bottle of perfume", HEDDLE_SKETCH_SCENE_PRODUCT, "perfume", "BOTTLE PERFUME" },
    { "Iced coffee in a glass", HEDDLE_SKETCH_SCENE_PRODUCT, "iced", "ICED COFFEE" },
    { "A mountain lake at dawn", HEDDLE_SKETCH_SCENE_LANDSCAPE, NULL, "MOUNTAIN LAKE" },
    { "Logo for Nordlys roastery", HEDDLE_SKETCH_SCENE_LOGO, NULL, "NORDLYS ROASTERY" },
    { "Seamless pattern of lemons", HEDDLE_SKETCH_SCENE_PATTERN, NULL, "LEMONS" },
    { "Two women in a park", HEDDLE_SKETCH_SCENE_FIGURE, NULL, "WOMEN PARK" },
    { "Poster that says “Open studio, 14 June”", HEDDLE_SKETCH_SCENE_POSTER, NULL,
      "OPEN STUDIO, 14 JUNE" },
    { "Straße im Süden", HEDDLE_SKETCH_SCENE_NONE, NULL, "STRAßE IM SÜDEN" },
    { "the", HEDDLE_SKETCH_SCENE_NONE, NULL, "THE" },
    { "…", HEDDLE_SKETCH_SCENE_NONE, NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HeddleSketchBrief) brief = heddle_sketch_brief_new (cases[i].prompt, NULL);

      g_test_message ("%s", cases[i].prompt);
      g_assert_cmpint (brief->scene, ==, cases[i].scene);
      if (cases[i].object != NULL)
        g_assert_cmpstr (brief->object, ==, cases[i].object);
      g_assert_cmpstr (brief->title, ==, cases[i].title);
    }
}

static void
test_colors_of_a_prompt (void)
{
  g_autoptr (HeddleSketchBrief) brief =
      heddle_sketch_brief_new ("#ff8800 sneaker with navy laces on a sage background", NULL);

  g_assert_cmpuint (brief->n_colors, ==, 2);
  g_assert_cmphex (brief->colors[0], ==, 0xff8800);
  g_assert_true (brief->has_backdrop);
  g_assert_cmphex (brief->backdrop, ==, 0x9caf88);
}

static gboolean
wants_lettering (const char *prompt,
                 const char *negative)
{
  g_autoptr (HeddleSketchBrief) brief = heddle_sketch_brief_new (prompt, negative);

  return brief->lettering;
}

static void
test_lettering (void)
{
  const char *letter_a = "L46 0L88 100";
  g_autofree char *with = draw ("Coffee bag", 1, 800, 800);
  g_autofree char *without = draw ("Coffee bag, no text", 1, 800, 800);

  g_assert_true (wants_lettering ("Coffee bag", NULL));
  g_assert_true (wants_lettering ("Coffee bag", "blurry"));
  g_assert_false (wants_lettering ("Coffee bag, no text", NULL));
  g_assert_false (wants_lettering ("Coffee bag, leave room for a headline", NULL));
  g_assert_false (wants_lettering ("Coffee bag", "Text, watermark"));
  g_assert_nonnull (strstr (with, letter_a));
  g_assert_null (strstr (without, letter_a));
}

/* Whatever colours a brand has, type can be read and things can be told from the wall. */
static void
test_palettes (void)
{
  static const HeddleSketchColor brands[][3] = {
    { 0x000000, 0x111111, 0x222222 }, { 0xffffff, 0xfefefe, 0xfafafa },
    { 0xffff00, 0xffee00, 0xfff8a0 }, { 0x0b5fff, 0xffcc00, 0xf4f7ff },
    { 0x777777, 0x888888, 0x7f7f7f }, { 0xff0000, 0x00ff00, 0x0000ff },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (brands); i++)
    for (gint64 seed = 0; seed < 20; seed++)
      {
        HeddleSketchRandom random = heddle_sketch_random_new ("x", seed);
        g_autoptr (HeddleSketchBrief) brief = heddle_sketch_brief_new (prompts[0], NULL);
        HeddleSketchPalette palette = heddle_sketch_palette_new (brief, brands[i], 3, &random);
        HeddleSketchColor under[] = { palette.back, palette.back_low };
        HeddleSketchColor type = heddle_sketch_palette_type (&palette, under, 2);

        g_assert_cmpfloat (heddle_sketch_color_contrast (type, palette.back), >=, 3.9);
        g_assert_cmpfloat (heddle_sketch_color_contrast (type, palette.back_low), >=, 3.9);
        g_assert_cmpfloat (heddle_sketch_color_distance (palette.main, palette.back), >=, 0.15);
      }
}

static void
test_type_stays_in_its_box (void)
{
  static const char *const words[] = { "A",
                                       "AUTUMN ROAST",
                                       "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT",
                                       "DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFT",
                                       "日本の 秋",
                                       "ÅÉÎÕÜ ÇŁØÆ" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (int align = -1; align <= 1; align++)
      {
        HeddleSketchTypeStyle style = { 0, 12, 90, align, align };
        HeddleSketchBox box = { 30, 40, 500, 200 };
        HeddleSketchBox used = heddle_sketch_type_measure (words[i], box, &style);

        g_assert_cmpfloat (used.width, >, 0);
        g_assert_cmpfloat (used.x, >=, box.x - 0.01);
        g_assert_cmpfloat (used.y, >=, box.y - 0.01);
        g_assert_cmpfloat (used.x + used.width, <=, box.x + box.width + 0.01);
        g_assert_cmpfloat (used.y + used.height, <=, box.y + box.height + 0.01);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/sketch/drawing/every-scene-and-size", test_every_scene_and_size);
  g_test_add_func ("/sketch/drawing/same-again", test_same_again);
  g_test_add_func ("/sketch/drawing/any-locale", test_any_locale);
  g_test_add_func ("/sketch/drawing/lettering", test_lettering);
  g_test_add_func ("/sketch/colors", test_colors);
  g_test_add_func ("/sketch/brief", test_brief);
  g_test_add_func ("/sketch/brief/colors", test_colors_of_a_prompt);
  g_test_add_func ("/sketch/palettes", test_palettes);
  g_test_add_func ("/sketch/type/stays-in-its-box", test_type_stays_in_its_box);

  return g_test_run ();
}
