/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-isolate.h"

#define FIRST_STRONG_ISOLATE "\u2068"
#define POP_DIRECTIONAL_ISOLATE "\u2069"

/**
 * heddle_isolate:
 * @format: numbers and signs that belong together, such as `%d × %d`, see printf()
 * @...: what goes into it
 *
 * Has what belongs together be read in its own order, wherever it stands: beside words that are read from right to
 * left “1080 × 1350” would be a width of 1350. For sizes, ratios, ranges and the like.
 *
 * Returns: (transfer full): a text to be put between other words
 */
char *
heddle_isolate (const char *format,
                ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return g_strconcat (FIRST_STRONG_ISOLATE, text, POP_DIRECTIONAL_ISOLATE, NULL);
}
