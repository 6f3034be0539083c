/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-document-repository.h"

#include <string.h>

#include "base/heddle-json.h"
#include "base/heddle-sha256.h"
#include "store/heddle-workflow-repository.h"

/* What the steps of one workflow that can be undone may take, so that opening it does not wait for them. */
#define MAX_BYTES (8 * 1024 * 1024)

static char *
hash_of (const char *document)
{
  return heddle_sha256_compute (document, strlen (document));
}

static char *
ids_to_text (const char *const *ids)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) json = json_node_alloc ();

  for (guint i = 0; ids[i] != NULL; i++)
    json_array_add_string_element (array, ids[i]);
  json_node_init_array (json, array);
  return heddle_json_write (json, HEDDLE_JSON_COMPACT);
}

static char **
ids_from_text (const char *text)
{
  g_autoptr (JsonNode) json = heddle_json_parse (text, -1, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = json != NULL && JSON_NODE_HOLDS_ARRAY (json) ? json_node_get_array (json) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *id = heddle_json_as_string (json_array_get_element (array, i));

      if (id != NULL)
        g_strv_builder_add (builder, id);
    }
  return g_strv_builder_end (builder);
}

/* @ids is NULL where the steps that are kept did not lead to this document. */
static gboolean
find_history (HeddleDatabase               *database,
              const HeddleWorkflowRecord   *record,
              gint64                       *done,
              char                       ***ids,
              GError                      **error)
{
  g_autofree char *hash = hash_of (record->document);
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "document-history-find", error);

  if (statement == NULL)
    return FALSE;
  heddle_statement_bind_int (statement, 1, record->id);
  heddle_statement_bind_hash (statement, 2, hash);
  if (heddle_statement_next (statement))
    {
      *done = heddle_statement_get_int (statement, 0);
      *ids = ids_from_text (heddle_statement_get_text (statement, 1));
    }
  return heddle_statement_finish (statement, error);
}

static HeddleHistoryStep *
read_step (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (GPtrArray) edits = heddle_history_step_edits_from_text (heddle_statement_get_text (statement, 2), error);

  return edits == NULL ? NULL
                       : heddle_history_step_new (heddle_statement_get_int (statement, 0),
                                                  heddle_statement_get_text (statement, 1), edits);
}

static GPtrArray *
list_steps (HeddleDatabase  *database,
            gint64           workflow_id,
            GError         **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_history_step_free);
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "document-edit-list", error);

  if (statement == NULL)
    return NULL;
  heddle_statement_bind_int (statement, 1, workflow_id);
  while (heddle_statement_next (statement))
    {
      HeddleHistoryStep *step = read_step (statement, error);

      if (step == NULL)
        return NULL;
      g_ptr_array_add (steps, step);
    }
  return heddle_statement_finish (statement, error) ? g_steal_pointer (&steps) : NULL;
}

static HeddleDocument *
open_document (const HeddleWorkflowRecord  *record,
               GError                     **error)
{
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (record->document, -1, error);

  return workflow == NULL ? NULL : heddle_document_new (workflow);
}

static gboolean
restore_history (HeddleDatabase     *database,
                 gint64              workflow_id,
                 HeddleDocument     *document,
                 gint64              done,
                 const char *const  *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = list_steps (database, workflow_id, &error);

  if (steps != NULL && heddle_document_restore_history (document, steps, done, ids, &error))
    return TRUE;
  g_message ("What was done in a workflow before cannot be undone any more: %s", error->message);
  return FALSE;
}

/**
 * heddle_documents_load:
 * @database: a connection
 * @uuid: a workflow's UUID, or the beginning of it
 * @error: return location for an error
 *
 * Reads a workflow of the library for editing, together with the steps that led to it. A workflow that
 * was changed past them has none.
 *
 * Returns: (transfer full): the document, or %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND,
 *   %HEDDLE_STORE_ERROR_AMBIGUOUS or another error of [error@StoreError], or with an error of
 *   [error@GraphError] where it is of a newer form
 */
HeddleDocument *
heddle_documents_load (HeddleDatabase  *database,
                       const char      *uuid,
                       GError         **error)
{
  g_autoptr (HeddleWorkflowRecord) record = heddle_workflows_find (database, uuid, error);
  g_autoptr (HeddleDocument) document = NULL;
  g_auto (GStrv) ids = NULL;
  gint64 done = 0;

  if (record == NULL || !find_history (database, record, &done, &ids, error))
    return NULL;
  document = open_document (record, error);
  /* Without its history a document is no less of a document. */
  if (document == NULL || ids == NULL
      || restore_history (database, record->id, document, done, (const char *const *) ids))
    return g_steal_pointer (&document);
  return open_document (record, error);
}

static gboolean
save_step (HeddleDatabase     *database,
           gint64              workflow_id,
           HeddleHistoryStep  *step,
           GError            **error)
{
  g_autofree char *edits = heddle_history_step_edits_to_text (step);
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "document-edit-save", error);

  if (statement == NULL)
    return FALSE;
  heddle_statement_bind_int (statement, 1, workflow_id);
  heddle_statement_bind_int (statement, 2, step->number);
  heddle_statement_bind_text (statement, 3, step->label);
  heddle_statement_bind_text (statement, 4, edits);
  heddle_statement_bind_int (statement, 5, g_get_real_time () / 1000);
  return heddle_statement_execute (statement, error);
}

static gboolean
trim_steps (HeddleDatabase       *database,
            gint64                workflow_id,
            HeddleHistoryChange  *history,
            GError              **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "document-edit-trim", error);

  if (statement == NULL)
    return FALSE;
  heddle_statement_bind_int (statement, 1, workflow_id);
  heddle_statement_bind_int (statement, 2, heddle_history_change_get_first (history));
  heddle_statement_bind_int (statement, 3, heddle_history_change_get_end (history));
  heddle_statement_bind_int (statement, 4, heddle_history_change_get_done (history));
  heddle_statement_bind_int (statement, 5, MAX_BYTES);
  return heddle_statement_execute (statement, error);
}

static gboolean
save_history (HeddleDatabase              *database,
              const HeddleWorkflowRecord  *record,
              HeddleHistoryChange         *history,
              GError                     **error)
{
  GPtrArray *steps = heddle_history_change_get_steps (history);
  const char *const *ids = heddle_history_change_get_made_up_ids (history);
  g_autofree char *hash = ids != NULL ? hash_of (record->document) : NULL;
  g_autofree char *ids_text = ids != NULL ? ids_to_text (ids) : NULL;
  g_autoptr (HeddleStatement) statement = NULL;

  for (guint i = 0; i < steps->len; i++)
    if (!save_step (database, record->id, g_ptr_array_index (steps, i), error))
      return FALSE;
  if (!trim_steps (database, record->id, history, error))
    return FALSE;
  statement = heddle_database_prepare (database, "document-history-save", error);
  if (statement == NULL)
    return FALSE;
  heddle_statement_bind_int (statement, 1, record->id);
  heddle_statement_bind_hash (statement, 2, hash);
  heddle_statement_bind_int (statement, 3, heddle_history_change_get_done (history));
  heddle_statement_bind_text (statement, 4, ids_text);
  return heddle_statement_execute (statement, error);
}

/**
 * heddle_documents_save:
 * @database: a writing connection
 * @workflow: a document as it is now
 * @history: what has become of its steps since it was saved last
 * @error: return location for an error
 *
 * Keeps a document in the library, instead of what there was of it, together with the steps that led
 * to it.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_documents_save (HeddleDatabase          *database,
                       HeddleWorkflowSnapshot  *workflow,
                       HeddleHistoryChange     *history,
                       GError                 **error)
{
  g_autoptr (HeddleWorkflowRecord) record = heddle_workflow_record_new ();

  record->uuid = g_strdup (heddle_workflow_snapshot_get_id (workflow));
  record->name = g_strdup (heddle_workflow_snapshot_get_name (workflow));
  record->description = g_strdup (heddle_workflow_snapshot_get_description (workflow));
  record->document = g_strdup (heddle_workflow_snapshot_get_text (workflow));
  return heddle_workflows_save (database, record, error) && save_history (database, record, history, error);
}
