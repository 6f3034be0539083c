/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-entities.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_number (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length < 10 && strspn (text, "0123456789") == length;
}

static gboolean
find_run_number (HeddleDatabase  *database,
                 const char      *text,
                 char           **uuid,
                 GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "entity-run-number", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, g_ascii_strtoll (text, NULL, 10));
  if (heddle_statement_next (statement))
    *uuid = heddle_statement_dup_text (statement, 0);

  return heddle_statement_finish (statement, error);
}

static gboolean
find_by_prefix (HeddleStatement   *statement,
                const char        *text,
                HeddleEntityKind  *kind,
                char             **uuid,
                GError           **error)
{
  gboolean ambiguous = FALSE;

  heddle_statement_bind_text (statement, 1, text);
  if (*text != '\0' && heddle_statement_next (statement))
    {
      *kind = (HeddleEntityKind) heddle_statement_get_int (statement, 0);
      *uuid = heddle_statement_dup_text (statement, 1);
      ambiguous = !g_str_equal (*uuid, text) && heddle_statement_next (statement);
    }

  if (!heddle_statement_finish (statement, error))
    {
      g_clear_pointer (uuid, g_free);
      return FALSE;
    }

  if (ambiguous)
    {
      g_clear_pointer (uuid, g_free);
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_AMBIGUOUS,
                   _("“%s” is the beginning of several identifiers. Give more of it."), text);
      return FALSE;
    }

  return TRUE;
}

/**
 * heddle_entities_find:
 * @database: a connection
 * @text: a UUID, or its beginning where that is unique, or the number of a run
 * @kind: (out): what was found
 * @uuid: (out): its whole UUID
 * @error: return location for an error
 *
 * Finds what a person means by an identifier.
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_NOT_FOUND or %HEDDLE_STORE_ERROR_AMBIGUOUS, or another
 *   error of [error@StoreError]
 */
gboolean
heddle_entities_find (HeddleDatabase    *database,
                      const char        *text,
                      HeddleEntityKind  *kind,
                      char             **uuid,
                      GError           **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  *kind = HEDDLE_ENTITY_RUN;
  *uuid = NULL;

  if (is_number (text) && !find_run_number (database, text, uuid, error))
    return FALSE;
  if (*uuid != NULL)
    return TRUE;

  statement = heddle_database_prepare (database, "entity-find", error);
  if (statement == NULL || !find_by_prefix (statement, text, kind, uuid, error))
    return FALSE;

  if (*uuid == NULL)
    g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                 _("The library holds nothing with the identifier “%s”."), text);

  return *uuid != NULL;
}

static void
set_not_found_error (GError           **error,
                     HeddleEntityKind   kind,
                     const char        *text)
{
  GQuark domain = HEDDLE_STORE_ERROR;
  int code = HEDDLE_STORE_ERROR_NOT_FOUND;

  switch (kind)
    {
    case HEDDLE_ENTITY_WORKFLOW:
      g_set_error (error, domain, code, _("The library holds no workflow “%s”."), text);
      break;

    case HEDDLE_ENTITY_ASSET:
      g_set_error (error, domain, code, _("The library holds no asset “%s”."), text);
      break;

    case HEDDLE_ENTITY_RUN:
      g_set_error (error, domain, code, _("The library holds no run “%s”."), text);
      break;

    case HEDDLE_ENTITY_PROJECT:
      g_set_error (error, domain, code, _("The library holds no project “%s”."), text);
      break;

    default:
      g_assert_not_reached ();
    }
}

/**
 * heddle_entities_resolve:
 * @database: a connection
 * @kind: what is looked for
 * @text: a UUID, or its beginning where that is unique, or, of a run, its number
 * @error: return location for an error
 *
 * Finds an entity of one kind.
 *
 * Returns: (transfer full): its whole UUID; %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND or
 *   %HEDDLE_STORE_ERROR_AMBIGUOUS, or another error of [error@StoreError]
 */
char *
heddle_entities_resolve (HeddleDatabase    *database,
                         HeddleEntityKind   kind,
                         const char        *text,
                         GError           **error)
{
  g_autoptr (HeddleStatement) statement = NULL;
  g_autofree char *uuid = NULL;
  HeddleEntityKind found;

  if (kind == HEDDLE_ENTITY_RUN && is_number (text) &&
      !find_run_number (database, text, &uuid, error))
    return NULL;
  if (uuid != NULL)
    return g_steal_pointer (&uuid);

  statement = heddle_database_prepare (database, "entity-find-kind", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 2, kind);
  if (!find_by_prefix (statement, text, &found, &uuid, error))
    return NULL;

  if (uuid == NULL)
    set_not_found_error (error, kind, text);

  return g_steal_pointer (&uuid);
}
