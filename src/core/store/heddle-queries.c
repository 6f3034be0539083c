/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-queries.h"

#include <gio/gio.h>
#include <string.h>

#include "store/heddle-store-error.h"

#define QUERIES_PATH "/app/heddle/Heddle/sql/queries"
#define NAME_MARK "-- name: "

/* `{name}` stands for the text of the block of that name. */
static char *
expand (GHashTable  *queries,
        const char  *sql,
        GError     **error)
{
  g_autoptr (GString) expanded = g_string_new (NULL);
  const char *open;

  while ((open = strchr (sql, '{')) != NULL)
    {
      gsize length = strcspn (open + 1, "}");
      g_autofree char *name = g_strndup (open + 1, length);
      const char *fragment = g_hash_table_lookup (queries, name);

      if (fragment == NULL || open[1 + length] == '\0')
        {
          g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID,
                       "No query before this one is named {%s}", name);
          return NULL;
        }

      g_string_append_len (expanded, sql, open - sql);
      g_string_append (expanded, fragment);
      sql = open + length + 2;
    }

  g_string_append (expanded, sql);
  return g_string_free (g_steal_pointer (&expanded), FALSE);
}

static gboolean
add_query (GHashTable  *queries,
           char        *name,
           GString     *text,
           GError     **error)
{
  g_autofree char *owned_name = name;
  g_autofree char *sql = NULL;

  if (name == NULL)
    return TRUE;

  sql = expand (queries, g_strstrip (text->str), error);
  g_string_truncate (text, 0);
  if (sql == NULL)
    return FALSE;

  if (*sql == '\0' || g_hash_table_contains (queries, name))
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID,
                   *sql == '\0' ? "The query %s is empty" : "Two queries are named %s", name);
      return FALSE;
    }

  g_hash_table_insert (queries, g_steal_pointer (&owned_name), g_steal_pointer (&sql));
  return TRUE;
}

/**
 * heddle_queries_parse:
 * @text: SQL in blocks, each after a line `-- name: some-name`
 * @error: return location for an error
 *
 * Reads named statements. Other comment lines are left out; what stands before the first name too.
 * `{some-name}` in a block stands for the text of an earlier one, such as a list of columns that
 * several statements share.
 *
 * Returns: (transfer full) (element-type utf8 utf8): statements by name, or %NULL with
 *   %HEDDLE_STORE_ERROR_INVALID where a name occurs twice or names nothing
 */
GHashTable *
heddle_queries_parse (const char  *text,
                      GError     **error)
{
  g_autoptr (GHashTable) queries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  char *name = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], NAME_MARK))
        {
          if (!add_query (queries, name, sql, error))
            return NULL;

          name = g_strstrip (g_strdup (lines[i] + strlen (NAME_MARK)));
        }
      else if (!g_str_has_prefix (lines[i], "--"))
        {
          g_string_append (sql, lines[i]);
          g_string_append_c (sql, '\n');
        }
    }

  if (!add_query (queries, name, sql, error))
    return NULL;

  return g_steal_pointer (&queries);
}

static gboolean
take_query (gpointer key,
            gpointer value,
            gpointer all)
{
  if (!g_hash_table_insert (all, key, value))
    g_error ("Two queries are named %s", (const char *) key);

  return TRUE;
}

static GHashTable *
load_queries (void)
{
  g_autoptr (GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) files = g_resources_enumerate_children (QUERIES_PATH, 0, &error);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_path ("/", QUERIES_PATH, files[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);
      g_autoptr (GHashTable) queries = NULL;

      if (bytes != NULL)
        queries = heddle_queries_parse (g_bytes_get_data (bytes, NULL), &error);
      if (queries != NULL)
        g_hash_table_foreach_steal (queries, take_query, all);
    }

  if (error != NULL)
    g_error ("The named queries cannot be read: %s", error->message);

  return g_steal_pointer (&all);
}

/**
 * heddle_queries_lookup:
 * @name: the name of a statement in `sql/queries/`
 *
 * Asking for a name that is not there is a programming error and ends the program.
 *
 * Returns: (transfer none): its SQL
 */
const char *
heddle_queries_lookup (const char *name)
{
  static GHashTable *queries;
  const char *sql;

  if (g_once_init_enter_pointer (&queries))
    g_once_init_leave_pointer (&queries, load_queries ());

  sql = g_hash_table_lookup (queries, name);
  if (sql == NULL)
    g_error ("No query is named %s", name);

  return sql;
}
