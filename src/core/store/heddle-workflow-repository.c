/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-workflow-repository.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-uuid.h"
#include "store/heddle-entities.h"
#include "store/heddle-search.h"

#define COVER_COLUMN 8
#define DOCUMENT_COLUMN 9

/**
 * heddle_workflow_record_new:
 *
 * Returns: (transfer full): an empty record, to be filled
 */
HeddleWorkflowRecord *
heddle_workflow_record_new (void)
{
  return g_new0 (HeddleWorkflowRecord, 1);
}

/**
 * heddle_workflow_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_workflow_record_free (HeddleWorkflowRecord *self)
{
  g_free (self->uuid);
  g_free (self->project);
  g_free (self->name);
  g_free (self->description);
  g_free (self->document);
  g_free (self->cover);
  g_free (self);
}

/**
 * heddle_workflows_save:
 * @database: a writing connection
 * @record: (inout): the workflow; its id and times are set
 * @error: return location for an error
 *
 * Keeps a workflow, instead of the one with the same UUID if there is one, which comes back from
 * the trash if need be. Without a project it stays where it is.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_workflows_save (HeddleDatabase        *database,
                       HeddleWorkflowRecord  *record,
                       GError               **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "workflow-save", error);
  if (statement == NULL)
    return FALSE;

  record->updated_at = g_get_real_time () / 1000;

  heddle_statement_bind_text (statement, 1, record->uuid);
  heddle_statement_bind_id (statement, 2, record->project_id);
  heddle_statement_bind_text (statement, 3, record->name);
  heddle_statement_bind_text (statement, 4, record->description != NULL ? record->description : "");
  heddle_statement_bind_text (statement, 5, record->document);
  heddle_statement_bind_int (statement, 6, record->updated_at);
  if (heddle_statement_next (statement))
    {
      record->id = heddle_statement_get_int (statement, 0);
      record->created_at = heddle_statement_get_int (statement, 1);
    }

  return heddle_statement_execute (statement, error);
}

/**
 * heddle_workflows_trash:
 * @database: a writing connection
 * @id: the row
 * @error: return location for an error
 *
 * Puts a workflow into the trash: it is no longer listed or found, but not gone.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_workflows_trash (HeddleDatabase  *database,
                        gint64           id,
                        GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "workflow-trash", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, id);
  heddle_statement_bind_int (statement, 2, g_get_real_time () / 1000);

  return heddle_statement_execute (statement, error);
}

/**
 * heddle_workflows_restore:
 * @database: a writing connection
 * @id: the row
 * @error: return location for an error
 *
 * Takes a workflow out of the trash again.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_workflows_restore (HeddleDatabase  *database,
                          gint64           id,
                          GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "workflow-restore", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, id);

  return heddle_statement_execute (statement, error);
}

static HeddleWorkflowRecord *
read_row (HeddleStatement *statement)
{
  HeddleWorkflowRecord *record = heddle_workflow_record_new ();

  record->id = heddle_statement_get_int (statement, 0);
  record->uuid = heddle_statement_dup_text (statement, 1);
  record->project_id = heddle_statement_get_int (statement, 2);
  record->project = heddle_statement_dup_text (statement, 3);
  record->name = heddle_statement_dup_text (statement, 4);
  record->description = heddle_statement_dup_text (statement, 5);
  record->created_at = heddle_statement_get_int (statement, 6);
  record->updated_at = heddle_statement_get_int (statement, 7);
  record->cover = heddle_statement_dup_hash (statement, COVER_COLUMN);

  return record;
}

static GPtrArray *
read_rows (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (GPtrArray) records = NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_workflow_record_free);
  while (heddle_statement_next (statement))
    g_ptr_array_add (records, read_row (statement));

  if (!heddle_statement_finish (statement, error))
    return NULL;

  return g_steal_pointer (&records);
}

/**
 * heddle_workflows_find:
 * @database: a connection
 * @text: the workflow's UUID, or the beginning of it
 * @error: return location for an error
 *
 * Returns: (transfer full): the workflow with its document, or %NULL with
 *   %HEDDLE_STORE_ERROR_NOT_FOUND, %HEDDLE_STORE_ERROR_AMBIGUOUS or another error of
 *   [error@StoreError]
 */
HeddleWorkflowRecord *
heddle_workflows_find (HeddleDatabase  *database,
                       const char      *text,
                       GError         **error)
{
  g_autofree char *uuid = heddle_entities_resolve (database, HEDDLE_ENTITY_WORKFLOW, text, error);
  g_autoptr (HeddleStatement) statement = NULL;
  g_autoptr (HeddleWorkflowRecord) record = NULL;

  if (uuid == NULL)
    return NULL;

  statement = heddle_database_prepare (database, "workflow-get-uuid", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_text (statement, 1, uuid);
  if (heddle_statement_next (statement))
    {
      record = read_row (statement);
      record->document = heddle_statement_dup_text (statement, DOCUMENT_COLUMN);
    }

  if (!heddle_statement_finish (statement, error))
    return NULL;

  if (record == NULL)
    g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                 _("The library holds no workflow “%s”."), uuid);

  return g_steal_pointer (&record);
}

static gboolean
give_new_uuid (HeddleWorkflowRecord  *record,
               GError               **error)
{
  g_autoptr (JsonNode) json = heddle_json_parse (record->document, -1, error);

  if (json == NULL)
    return FALSE;
  g_free (record->uuid);
  record->uuid = heddle_uuid_new ();
  json_object_set_string_member (json_node_get_object (json), "id", record->uuid);
  g_free (record->document);
  record->document = heddle_json_write (json, HEDDLE_JSON_PRETTY);
  return TRUE;
}

/**
 * heddle_workflows_import:
 * @database: a writing connection
 * @record: (inout): a workflow that comes from elsewhere; its id and times are set
 * @error: return location for an error
 *
 * Keeps a workflow beside those that are there: where its UUID is taken by a different one it gets
 * another, in its document too. One that is there already, the same, is found again.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_workflows_import (HeddleDatabase        *database,
                         HeddleWorkflowRecord  *record,
                         GError               **error)
{
  g_autoptr (HeddleWorkflowRecord) existing = heddle_workflows_find (database, record->uuid, NULL);

  if (existing != NULL && g_str_equal (existing->document, record->document))
    {
      record->id = existing->id;
      return TRUE;
    }
  return (existing == NULL || give_new_uuid (record, error)) && heddle_workflows_save (database, record, error);
}

/**
 * heddle_workflows_list:
 * @database: a connection
 * @limit: how many at most, -1 for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleWorkflowRecord): workflows without their documents,
 *   the one that was changed last first, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_workflows_list (HeddleDatabase  *database,
                       int              limit,
                       GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "workflow-list", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, limit);
  return read_rows (statement, error);
}

/**
 * heddle_workflows_search:
 * @database: a connection
 * @query: words, as a person typed them
 * @limit: how many at most, -1 for all
 * @error: return location for an error
 *
 * Searches names and descriptions for words that begin as those of @query.
 *
 * Returns: (transfer full) (element-type HeddleWorkflowRecord): the workflows that have all of
 *   them, without their documents, or %NULL with an error of [error@StoreError]; none without a
 *   word in
 *   @query
 */
GPtrArray *
heddle_workflows_search (HeddleDatabase  *database,
                         const char      *query,
                         int              limit,
                         GError         **error)
{
  g_autofree char *expression = heddle_search_to_fts (query);
  g_autoptr (HeddleStatement) statement = NULL;

  if (expression == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_workflow_record_free);

  statement = heddle_database_prepare (database, "workflow-search", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_text (statement, 1, expression);
  heddle_statement_bind_int (statement, 2, limit);
  return read_rows (statement, error);
}
