/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-name-pattern.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "nodes/heddle-node-error.h"

/* File systems stop at 255 bytes; the rest is for what is put behind the name: "-1000" and an
 * extension.
 */
#define MAX_NAME_BYTES 200
#define MAX_DIGITS     9
#define SEPARATORS     " -_.,"

/* The only invisible characters that names need: Persian and emoji are written with them. */
#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER     0x200d

typedef char *(*ExpandFunc) (const HeddleNameFacts *facts,
                             guint                  digits);

typedef struct
{
  char  *name;
  guint  digits;
} Placeholder;

static void
placeholder_clear (Placeholder *self)
{
  g_clear_pointer (&self->name, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Placeholder, placeholder_clear)

static char *
expand_workflow (const HeddleNameFacts *facts,
                 guint                  digits)
{
  return g_strdup (facts->workflow);
}

static char *
expand_pipeline (const HeddleNameFacts *facts,
                 guint                  digits)
{
  return g_strdup (facts->pipeline);
}

static char *
expand_platform (const HeddleNameFacts *facts,
                 guint                  digits)
{
  return g_strdup (facts->platform);
}

static char *
expand_row (const HeddleNameFacts *facts,
            guint                  digits)
{
  if (facts->row < 0)
    return NULL;

  return g_strdup_printf ("%0*u", (int) digits, (guint) facts->row + 1);
}

static char *
expand_index (const HeddleNameFacts *facts,
              guint                  digits)
{
  GString *text;

  if (facts->index == NULL || heddle_index_get_depth (facts->index) == 0)
    return NULL;

  text = g_string_new (NULL);
  for (guint level = 0; level < heddle_index_get_depth (facts->index); level++)
    g_string_append_printf (text, "%s%0*u", level > 0 ? "-" : "", (int) digits,
                            heddle_index_get (facts->index, level) + 1);

  return g_string_free_and_steal (text);
}

static char *
expand_date (const HeddleNameFacts *facts,
             guint                  digits)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static const struct
{
  const char *name;
  gboolean    numeric;
  ExpandFunc  expand;
} placeholders[] = {
  { "workflow", FALSE, expand_workflow },
  { "pipeline", FALSE, expand_pipeline },
  { "row", TRUE, expand_row },
  { "index", TRUE, expand_index },
  { "platform", FALSE, expand_platform },
  { "date", FALSE, expand_date },
};

static int
find_placeholder (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (g_str_equal (placeholders[i].name, name))
      return (int) i;

  return -1;
}

static gboolean
parse_digits (const char  *text,
              guint       *digits,
              GError     **error)
{
  guint64 value;

  if (*text != '0' || !g_ascii_string_to_unsigned (text, 10, 1, MAX_DIGITS, &value, NULL))
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                   _("“:%s” is not a number of digits; write {index:03} for three"), text);
      return FALSE;
    }

  *digits = (guint) value;

  return TRUE;
}

static gboolean
parse_placeholder (const char   *inside,
                   Placeholder  *placeholder,
                   GError      **error)
{
  const char *colon;
  int found;

  if (g_str_has_prefix (inside, "input.") && inside[strlen ("input.")] != '\0')
    {
      placeholder->name = g_strdup (inside);
      return TRUE;
    }

  colon = strchr (inside, ':');
  placeholder->name = colon != NULL ? g_strndup (inside, (gsize) (colon - inside))
                                    : g_strdup (inside);
  found = find_placeholder (placeholder->name);

  if (found < 0)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                   _("{%s} stands for nothing; there are {workflow}, {pipeline}, {row}, {index}, "
                     "{index:03}, {platform}, {date} and {input.KEY}"), inside);
      return FALSE;
    }

  if (colon == NULL)
    return TRUE;

  if (!placeholders[found].numeric)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                   _("{%s}: only {row} and {index} take a number of digits"), inside);
      return FALSE;
    }

  return parse_digits (colon + 1, &placeholder->digits, error);
}

/* Moves @at behind the next placeholder and appends what stands before it to @before. */
static gboolean
next_placeholder (const char  **at,
                  GString      *before,
                  Placeholder  *placeholder,
                  GError      **error)
{
  g_autofree char *inside = NULL;
  const char *open = strchr (*at, '{');
  const char *close;

  if (open == NULL)
    {
      g_string_append (before, *at);
      *at += strlen (*at);
      return TRUE;
    }

  g_string_append_len (before, *at, open - *at);
  close = strchr (open, '}');

  if (close == NULL)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                   _("“%s”: a { without a }"), open);
      return FALSE;
    }

  *at = close + 1;
  inside = g_strndup (open + 1, (gsize) (close - open - 1));

  return parse_placeholder (inside, placeholder, error);
}

static gboolean
expand_placeholder (const Placeholder      *placeholder,
                    const HeddleNameFacts  *facts,
                    char                  **text,
                    GError                **error)
{
  const char *key;
  int found = find_placeholder (placeholder->name);

  if (found >= 0)
    {
      *text = placeholders[found].expand (facts, placeholder->digits);
      return TRUE;
    }

  key = placeholder->name + strlen ("input.");
  if (facts->input != NULL)
    *text = facts->input (key, facts->input_data);

  if (*text == NULL)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                   _("{input.%s}: the workflow has no input “%s” of a single value"), key, key);
      return FALSE;
    }

  return TRUE;
}

/* An empty placeholder takes the separator before it along, so that "{workflow}-{row}" is not
 * "Post-" outside of a batch; at the beginning, the one behind it.
 */
static void
append_placeholder (GString     *name,
                    const char  *text,
                    const char **at)
{
  if (text != NULL && *text != '\0')
    {
      g_string_append (name, text);
      return;
    }

  while (name->len > 0 && strchr (SEPARATORS, name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);

  if (name->len == 0)
    *at += strspn (*at, SEPARATORS);
}

static char *
tidy (const char *text,
      const char *refused)
{
  GString *name = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gboolean space = g_unichar_isspace (c);

      if (c < 0x80 && strchr (refused, (int) c) != NULL)
        g_string_append_c (name, '-');
      else if (space && (name->len == 0 || name->str[name->len - 1] == ' '))
        continue;
      else if (space)
        g_string_append_c (name, ' ');
      else if (g_unichar_isprint (c) || c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER)
        g_string_append_unichar (name, c);
    }

  if (name->len > MAX_NAME_BYTES)
    {
      const char *end = g_utf8_find_prev_char (name->str, name->str + MAX_NAME_BYTES + 1);

      g_string_truncate (name, (gsize) (end - name->str));
    }

  g_strchomp (name->str);

  return g_string_free_and_steal (name);
}

/**
 * heddle_name_pattern_check:
 * @pattern: a pattern such as `{workflow} {index:03}`
 * @error: return location
 *
 * Checks a pattern without knowing what its placeholders will stand for.
 *
 * Returns: whether all its placeholders are known; otherwise %FALSE with
 *   %HEDDLE_NODE_ERROR_CONFIG
 */
gboolean
heddle_name_pattern_check (const char  *pattern,
                           GError     **error)
{
  g_autoptr (GString) before = g_string_new (NULL);
  const char *at = pattern;

  g_return_val_if_fail (pattern != NULL, FALSE);

  while (*at != '\0')
    {
      g_auto (Placeholder) placeholder = { NULL, 1 };

      if (!next_placeholder (&at, before, &placeholder, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * heddle_name_pattern_expand:
 * @pattern: a pattern such as `{workflow} {index:03}`
 * @facts: what the placeholders stand for
 * @error: return location
 *
 * Makes a name: one line without control characters, of at most 200 bytes. Rows and indexes count
 * from 1, an index's positions are joined by `-`. A placeholder that stands for nothing here (a row
 * outside of a batch) goes with the separators before it.
 *
 * Fails with %HEDDLE_NODE_ERROR_CONFIG where a placeholder is unknown, an input does not exist, or
 * nothing is left of the name.
 *
 * Returns: (transfer full): the name; %NULL with @error set
 */
char *
heddle_name_pattern_expand (const char             *pattern,
                            const HeddleNameFacts  *facts,
                            GError                **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = NULL;
  const char *at = pattern;

  g_return_val_if_fail (pattern != NULL, NULL);
  g_return_val_if_fail (facts != NULL, NULL);

  while (*at != '\0')
    {
      g_auto (Placeholder) placeholder = { NULL, 1 };
      g_autofree char *value = NULL;

      if (!next_placeholder (&at, text, &placeholder, error))
        return NULL;

      if (placeholder.name == NULL)
        break;

      if (!expand_placeholder (&placeholder, facts, &value, error))
        return NULL;

      append_placeholder (text, value, &at);
    }

  name = tidy (text->str, "");

  if (*name == '\0')
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                   _("nothing is left of the name “%s” here; add some text or {index} to it"),
                   pattern);
      return NULL;
    }

  return g_steal_pointer (&name);
}

/**
 * heddle_name_pattern_to_file:
 * @name: a name
 *
 * Makes a name that every file system takes, without an extension: separators of paths and what
 * other systems refuse become `-`, and it neither begins nor ends with a dot or a space.
 *
 * Returns: (transfer full): a file name of 1 to 200 bytes
 */
char *
heddle_name_pattern_to_file (const char *name)
{
  g_autofree char *file = NULL;
  char *begin;
  gsize length;

  g_return_val_if_fail (name != NULL, NULL);

  file = tidy (name, "/\\<>:\"|?*");
  begin = file + strspn (file, ". ");
  length = strlen (begin);
  while (length > 0 && strchr (". ", begin[length - 1]) != NULL)
    begin[--length] = '\0';

  return g_strdup (length > 0 ? begin : "-");
}
