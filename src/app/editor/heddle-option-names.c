/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-option-names.h"

#include <glib/gi18n-lib.h>

/* Documents name options by words of their own, which our node types share among each other. */
static const struct
{
  const char *option;
  const char *name;
} names[] = {
  { "add", N_("Add") },
  { "alt-text", N_("Alternative Text") },
  { "ascending", N_("Ascending") },
  { "atop", N_("Atop") },
  { "attention", N_("What Stands Out") },
  { "auto", N_("Automatic") },
  { "best-score", N_("Best Score") },
  { "caption", N_("Caption") },
  { "centre", N_("Center") },
  { "color-burn", N_("Color Burn") },
  { "color-dodge", N_("Color Dodge") },
  { "contain", N_("Contain") },
  { "cover", N_("Cover") },
  { "custom", N_("In My Own Words") },
  { "cut", N_("Cut the Rest") },
  { "darken", N_("Darken") },
  { "descending", N_("Descending") },
  { "difference", N_("Difference") },
  { "east", N_("Right") },
  { "edit", N_("Edit") },
  { "entropy", N_("Most Detail") },
  { "error", N_("Stop with an Error") },
  { "exclusion", N_("Exclusion") },
  { "fill", N_("Stretch") },
  { "first", N_("The First") },
  { "hard-light", N_("Hard Light") },
  { "height", N_("Height") },
  { "high", N_("High") },
  { "inpaint", N_("Inpaint") },
  { "inside", N_("Inside") },
  { "left", N_("Left") },
  { "lighten", N_("Lighten") },
  { "list", N_("List") },
  { "low", N_("Low") },
  { "lower", N_("Lower Case") },
  { "medium", N_("Medium") },
  { "multiply", N_("Multiply") },
  { "north", N_("Top") },
  { "north-east", N_("Top Right") },
  { "north-west", N_("Top Left") },
  { "ocr", N_("Read Text") },
  { "opaque", N_("Opaque") },
  { "outpaint", N_("Outpaint") },
  { "over", N_("Normal") },
  { "overlay", N_("Overlay") },
  { "person", N_("A Person") },
  { "remove-background", N_("Remove Background") },
  { "repeat-last", N_("Repeat the Last") },
  { "restyle", N_("Restyle") },
  { "right", N_("Right") },
  { "score", N_("Score") },
  { "screen", N_("Screen") },
  { "sentence", N_("Sentence Case") },
  { "soft-light", N_("Soft Light") },
  { "south", N_("Bottom") },
  { "south-east", N_("Bottom Right") },
  { "south-west", N_("Bottom Left") },
  { "tags", N_("Tags") },
  { "text", N_("Text") },
  { "title", N_("Title Case") },
  { "transparent", N_("Transparent") },
  { "upper", N_("Upper Case") },
  { "upscale", N_("Upscale") },
  { "west", N_("Left") },
  { "width", N_("Width") },
  /* Translators: how far to the right */
  { "x", N_("X") },
  /* Translators: how far down */
  { "y", N_("Y") },
};

static const char *const formats[] = { "avif", "jpeg", "json", "png", "webp" };

/**
 * heddle_option_dup_name:
 * @option: an option of a choice, as documents have it
 *
 * Returns: (transfer full): its name for people, translated where it is one of ours; else as it is
 */
char *
heddle_option_dup_name (const char *option)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (option, names[i].option))
        return g_strdup (_(names[i].name));
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_str_equal (option, formats[i]))
        return g_str_equal (option, "webp") ? g_strdup ("WebP") : g_ascii_strup (option, -1);
    }
  return g_strdup (option);
}
