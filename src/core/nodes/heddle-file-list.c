/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-file-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-threads.h"
#include "nodes/heddle-node-error.h"

static const char *
skip_zeros (const char *at)
{
  while (*at == '0' && g_ascii_isdigit (at[1]))
    at++;

  return at;
}

static gsize
count_digits (const char *at)
{
  gsize n = 0;

  while (g_ascii_isdigit (at[n]))
    n++;

  return n;
}

/* Numbers of any length, as they stand in @a and @b; both are moved behind them. */
static int
compare_numbers (const char **a,
                 const char **b)
{
  gsize n_a, n_b;
  int order;

  *a = skip_zeros (*a);
  *b = skip_zeros (*b);
  n_a = count_digits (*a);
  n_b = count_digits (*b);
  order = n_a != n_b ? (n_a < n_b ? -1 : 1) : strncmp (*a, *b, n_a);
  *a += n_a;
  *b += n_b;

  return order;
}

static int
compare_folded (const char *a,
                const char *b)
{
  while (*a != '\0' && *b != '\0')
    {
      int order;

      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        {
          order = compare_numbers (&a, &b);
        }
      else
        {
          gunichar x = g_utf8_get_char (a);
          gunichar y = g_utf8_get_char (b);

          order = x < y ? -1 : x > y;
          a = g_utf8_next_char (a);
          b = g_utf8_next_char (b);
        }

      if (order != 0)
        return order;
    }

  return (*a != '\0') - (*b != '\0');
}

/**
 * heddle_file_list_compare:
 * @a: a file's name
 * @b: another
 *
 * Orders names as people do: upper and lower case count as the same, numbers by their value
 * (`2.png` before `10.png`). It does not depend on the language, so that a workflow gives the same
 * everywhere.
 *
 * Returns: less than, equal to or greater than 0; 0 only for the same name
 */
int
heddle_file_list_compare (const char *a,
                          const char *b)
{
  g_autofree char *shown_a = NULL;
  g_autofree char *shown_b = NULL;
  g_autofree char *folded_a = NULL;
  g_autofree char *folded_b = NULL;
  int order;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  shown_a = g_filename_display_name (a);
  shown_b = g_filename_display_name (b);
  folded_a = g_utf8_casefold (shown_a, -1);
  folded_b = g_utf8_casefold (shown_b, -1);
  order = compare_folded (folded_a, folded_b);

  return order != 0 ? order : strcmp (a, b);
}

static int
compare_elements (gconstpointer a,
                  gconstpointer b)
{
  return heddle_file_list_compare (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
matches (GPatternSpec *pattern,
         const char   *name)
{
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *folded = g_utf8_casefold (shown, -1);

  return *name != '.' && g_pattern_spec_match_string (pattern, folded);
}

/**
 * heddle_file_list_read:
 * @folder: an absolute path
 * @pattern: what names have to look like, with `*` and `?`, in upper or lower case
 * @error: return location
 *
 * Lists the files of a folder, without hidden ones and those of folders in it, in the order of
 * [func@file_list_compare]. Blocks.
 *
 * Returns: (transfer full) (element-type filename): names without the folder; %NULL with
 *   %HEDDLE_NODE_ERROR_NOT_FOUND
 */
GPtrArray *
heddle_file_list_read (const char  *folder,
                       const char  *pattern,
                       GError     **error)
{
  g_autofree char *folded = NULL;
  g_autoptr (GPatternSpec) spec = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) reason = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL && pattern != NULL, NULL);
  HEDDLE_ASSERT_MAY_BLOCK ();

  dir = g_dir_open (folder, 0, &reason);
  if (dir == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_NOT_FOUND, reason->message);
      return NULL;
    }

  folded = g_utf8_casefold (pattern, -1);
  spec = g_pattern_spec_new (folded);
  names = g_ptr_array_new_with_free_func (g_free);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (matches (spec, name) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (names, g_strdup (name));
    }

  g_ptr_array_sort (names, compare_elements);

  return g_steal_pointer (&names);
}
