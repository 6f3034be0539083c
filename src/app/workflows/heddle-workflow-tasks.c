/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-workflow-tasks.h"

#include <glib/gi18n-lib.h>

#include "assets/heddle-imaging-pool.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "base/heddle-uuid.h"
#include "engine/heddle-file-import.h"
#include "store/heddle-document-repository.h"
#include "store/heddle-workflow-repository.h"

/* What a person does with the library's workflows, each as a future that resolves on the main
 * thread. Whatever changes the library is told to the session.
 */

typedef struct
{
  HeddleEngine *engine;
  char         *uuid;
  char         *text;
  gint64        id;
  gboolean      flag;
} Order;

static Order *
order_new (HeddleSession *session,
           const char    *uuid,
           const char    *text)
{
  Order *order = g_new0 (Order, 1);

  order->engine = g_object_ref (heddle_session_get_engine (session));
  order->uuid = g_strdup (uuid);
  order->text = g_strdup (text);
  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_object (&order->engine);
  g_free (order->uuid);
  g_free (order->text);
  g_free (order);
}

static DexFuture *
tell_cb (DexFuture *future,
         gpointer   data)
{
  heddle_session_tell_workflows_changed (data);
  return dex_ref (future);
}

static DexFuture *
change (HeddleSession   *session,
        HeddleStoreFunc  func,
        Order           *order)
{
  return dex_future_then (heddle_library_write (heddle_session_get_library (session), func, order, order_free),
                          tell_cb, g_object_ref (session), g_object_unref);
}

static gboolean
read_list (HeddleDatabase  *database,
           gpointer         data,
           GValue          *result,
           GError         **error)
{
  Order *order = data;
  GPtrArray *records = order->text == NULL || *order->text == '\0'
                         ? heddle_workflows_list (database, -1, error)
                         : heddle_workflows_search (database, order->text, -1, error);

  if (records == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, records);
  return TRUE;
}

/**
 * heddle_workflow_tasks_list:
 * @session: a session with a library
 * @query: (nullable): words to search for; all workflows without any
 *
 * Returns: (transfer full): resolves to an array of [struct@WorkflowRecord], without documents
 */
DexFuture *
heddle_workflow_tasks_list (HeddleSession *session,
                            const char    *query)
{
  return heddle_library_read (heddle_session_get_library (session), read_list, order_new (session, NULL, query),
                              order_free);
}

static gboolean
read_document (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  Order *order = data;
  HeddleDocument *document = heddle_documents_load (database, order->uuid, error);

  if (document == NULL)
    return FALSE;
  g_value_init (result, HEDDLE_TYPE_DOCUMENT);
  g_value_take_object (result, document);
  return TRUE;
}

/**
 * heddle_workflow_tasks_load:
 * @session: a session with a library
 * @uuid: a workflow's id
 *
 * Returns: (transfer full): resolves to the [class@Document], with the steps that led to it
 */
DexFuture *
heddle_workflow_tasks_load (HeddleSession *session,
                            const char    *uuid)
{
  return heddle_library_read (heddle_session_get_library (session), read_document, order_new (session, uuid, NULL),
                              order_free);
}

static gboolean
keep_record (HeddleDatabase        *database,
             HeddleWorkflowRecord  *record,
             GValue                *result,
             GError               **error)
{
  if (!heddle_workflows_save (database, record, error))
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, record->uuid);
  return TRUE;
}

static gboolean
keep (HeddleDatabase  *database,
      HeddleWorkflow  *workflow,
      GValue          *result,
      GError         **error)
{
  g_autoptr (HeddleWorkflowRecord) record = heddle_workflow_record_new ();

  record->uuid = g_strdup (heddle_workflow_get_id (workflow));
  record->name = g_strdup (heddle_workflow_get_name (workflow));
  record->description = g_strdup (heddle_workflow_get_description (workflow));
  record->document = heddle_workflow_to_text (workflow);
  return keep_record (database, record, result, error);
}

typedef struct
{
  HeddleWorkflowSnapshot *workflow;
  HeddleHistoryChange    *history;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  heddle_workflow_snapshot_unref (saving->workflow);
  heddle_history_change_unref (saving->history);
  g_free (saving);
}

static gboolean
keep_document (HeddleDatabase  *database,
               gpointer         data,
               GValue          *result,
               GError         **error)
{
  Saving *saving = data;

  if (!heddle_documents_save (database, saving->workflow, saving->history, error))
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, heddle_workflow_snapshot_get_id (saving->workflow));
  return TRUE;
}

/**
 * heddle_workflow_tasks_save:
 * @session: a session with a library
 * @workflow: a workflow of the library
 * @history: what has become of the steps that led to it since it was saved last
 *
 * Returns: (transfer full): resolves to its id once the library holds it
 */
DexFuture *
heddle_workflow_tasks_save (HeddleSession          *session,
                            HeddleWorkflowSnapshot *workflow,
                            HeddleHistoryChange    *history)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->workflow = heddle_workflow_snapshot_ref (workflow);
  saving->history = heddle_history_change_ref (history);
  return dex_future_then (heddle_library_write (heddle_session_get_library (session), keep_document, saving, saving_free),
                          tell_cb, g_object_ref (session), g_object_unref);
}

static gboolean
keep_new (HeddleDatabase  *database,
          gpointer         data,
          GValue          *result,
          GError         **error)
{
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new (_("New Workflow"));

  return keep (database, workflow, result, error);
}

/**
 * heddle_workflow_tasks_create:
 * @session: a session with a library
 *
 * Returns: (transfer full): resolves to the id of a new workflow without steps
 */
DexFuture *
heddle_workflow_tasks_create (HeddleSession *session)
{
  return change (session, keep_new, order_new (session, NULL, NULL));
}

static gboolean
import_file (gpointer   data,
             GValue    *value,
             GError   **error)
{
  Order *order = data;
  HeddleImagingPool *imaging = heddle_services_get (heddle_engine_get_services (order->engine),
                                                    HEDDLE_TYPE_IMAGING_POOL);
  g_autoptr (HeddleFileImport) import = heddle_file_import_new (order->text, HEDDLE_FILE_ANY, NULL, imaging, error);

  if (import == NULL)
    return FALSE;
  if (order->flag)
    heddle_file_import_be_copy (import);
  if (!heddle_file_import_finish (import, order->engine, NULL, error))
    return FALSE;
  g_value_init (value, G_TYPE_STRING);
  if (heddle_file_import_get_workflow (import) != NULL)
    g_value_set_string (value, heddle_file_import_get_workflow (import)->uuid);
  return TRUE;
}

static DexFuture *
tell_all_cb (DexFuture *future,
             gpointer   data)
{
  heddle_session_tell_workflows_changed (data);
  heddle_session_tell_assets_changed (data);
  return dex_ref (future);
}

/**
 * heddle_workflow_tasks_import:
 * @session: a session with a library
 * @path: a file
 * @as_copy: whether a workflow becomes one of its own even where the same is there already
 *
 * Brings a workflow with all that it names, or an image, into the library.
 *
 * Returns: (transfer full): resolves to the workflow's id, or to no text for an image
 */
DexFuture *
heddle_workflow_tasks_import (HeddleSession *session,
                              const char    *path,
                              gboolean       as_copy)
{
  Order *order = order_new (session, NULL, path);

  order->flag = as_copy;
  return dex_future_then (heddle_run_waiting (import_file, order, order_free), tell_all_cb, g_object_ref (session),
                          g_object_unref);
}

static gboolean
rename_workflow (HeddleDatabase  *database,
                 gpointer         data,
                 GValue          *result,
                 GError         **error)
{
  Order *order = data;
  g_autoptr (HeddleDocument) document = heddle_documents_load (database, order->uuid, error);
  g_autoptr (HeddleWorkflowSnapshot) workflow = NULL;
  g_autoptr (HeddleHistoryChange) history = NULL;

  if (document == NULL || !heddle_document_rename (document, order->text, error))
    return FALSE;
  workflow = heddle_workflow_snapshot_new (heddle_document_get_workflow (document));
  history = heddle_document_take_history_change (document);
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, heddle_workflow_snapshot_get_id (workflow));
  return heddle_documents_save (database, workflow, history, error);
}

/**
 * heddle_workflow_tasks_rename:
 * @session: a session with a library
 * @uuid: a workflow's id
 * @name: what it is to be called
 *
 * Returns: (transfer full): resolves to its id
 */
DexFuture *
heddle_workflow_tasks_rename (HeddleSession *session,
                              const char    *uuid,
                              const char    *name)
{
  return change (session, rename_workflow, order_new (session, uuid, name));
}

/* Changes members of a document as text, so that all it holds stays as it is. */
static gboolean
duplicate_workflow (HeddleDatabase  *database,
                    gpointer         data,
                    GValue          *result,
                    GError         **error)
{
  Order *order = data;
  g_autoptr (HeddleWorkflowRecord) record = heddle_workflows_find (database, order->uuid, error);
  g_autoptr (JsonNode) json = record == NULL ? NULL : heddle_json_parse (record->document, -1, error);
  g_autofree char *uuid = heddle_uuid_new ();
  g_autofree char *name = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;

  if (json == NULL)
    return FALSE;
  name = g_strdup_printf (_("%s (copy)"), record->name);
  json_object_set_string_member (json_node_get_object (json), "id", uuid);
  json_object_set_string_member (json_node_get_object (json), "name", name);
  workflow = heddle_workflow_new_from_json (json, error);
  return workflow != NULL && keep (database, workflow, result, error);
}

/**
 * heddle_workflow_tasks_duplicate:
 * @session: a session with a library
 * @uuid: a workflow's id
 *
 * Returns: (transfer full): resolves to the copy's id
 */
DexFuture *
heddle_workflow_tasks_duplicate (HeddleSession *session,
                                 const char    *uuid)
{
  return change (session, duplicate_workflow, order_new (session, uuid, NULL));
}

static gboolean
trash_or_restore (HeddleDatabase  *database,
                  gpointer         data,
                  GValue          *result,
                  GError         **error)
{
  Order *order = data;

  return order->flag ? heddle_workflows_trash (database, order->id, error)
                     : heddle_workflows_restore (database, order->id, error);
}

/**
 * heddle_workflow_tasks_trash:
 * @session: a session with a library
 * @id: a workflow's row
 *
 * Returns: (transfer full): resolves once the workflow is in the trash
 */
DexFuture *
heddle_workflow_tasks_trash (HeddleSession *session,
                             gint64         id)
{
  Order *order = order_new (session, NULL, NULL);

  order->id = id;
  order->flag = TRUE;
  return change (session, trash_or_restore, order);
}

/**
 * heddle_workflow_tasks_restore:
 * @session: a session with a library
 * @id: the row of a workflow in the trash
 *
 * Returns: (transfer full): resolves once the workflow is back
 */
DexFuture *
heddle_workflow_tasks_restore (HeddleSession *session,
                               gint64         id)
{
  Order *order = order_new (session, NULL, NULL);

  order->id = id;
  return change (session, trash_or_restore, order);
}

static gboolean
export_workflow (HeddleDatabase  *database,
                 gpointer         data,
                 GValue          *result,
                 GError         **error)
{
  Order *order = data;
  g_autoptr (HeddleWorkflowRecord) record = heddle_workflows_find (database, order->uuid, error);

  return record != NULL
         && g_file_set_contents_full (order->text, record->document, -1,
                                      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, error);
}

/**
 * heddle_workflow_tasks_export:
 * @session: a session with a library
 * @uuid: a workflow's id
 * @path: the file to write, which may be there
 *
 * Returns: (transfer full): resolves once the file is written
 */
DexFuture *
heddle_workflow_tasks_export (HeddleSession *session,
                              const char    *uuid,
                              const char    *path)
{
  return heddle_library_read (heddle_session_get_library (session), export_workflow, order_new (session, uuid, path),
                              order_free);
}
