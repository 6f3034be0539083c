/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleWorkflowRecord:
 * @id: the row, 0 before it is saved
 * @uuid: the document's id
 * @project_id: its project, or 0
 * @project: (nullable): the project's name; only read
 * @name: the document's name
 * @description: (nullable): the document's description
 * @document: the document as text; %NULL in lists
 * @created_at: milliseconds
 * @updated_at: milliseconds
 * @cover: (nullable): SHA-256 of a picture that its last run made; only read
 *
 * A workflow that the library keeps.
 */
typedef struct
{
  gint64  id;
  char   *uuid;
  gint64  project_id;
  char   *project;
  char   *name;
  char   *description;
  char   *document;
  gint64  created_at;
  gint64  updated_at;
  char   *cover;
} HeddleWorkflowRecord;

HeddleWorkflowRecord *heddle_workflow_record_new  (void);
void                  heddle_workflow_record_free (HeddleWorkflowRecord  *self);

gboolean              heddle_workflows_save       (HeddleDatabase        *database,
                                                   HeddleWorkflowRecord  *record,
                                                   GError               **error);
gboolean              heddle_workflows_import     (HeddleDatabase        *database,
                                                   HeddleWorkflowRecord  *record,
                                                   GError               **error);
gboolean              heddle_workflows_trash      (HeddleDatabase        *database,
                                                   gint64                 id,
                                                   GError               **error);
gboolean              heddle_workflows_restore    (HeddleDatabase        *database,
                                                   gint64                 id,
                                                   GError               **error);
HeddleWorkflowRecord *heddle_workflows_find       (HeddleDatabase        *database,
                                                   const char            *text,
                                                   GError               **error);
GPtrArray            *heddle_workflows_list       (HeddleDatabase        *database,
                                                   int                    limit,
                                                   GError               **error);
GPtrArray            *heddle_workflows_search     (HeddleDatabase        *database,
                                                   const char            *query,
                                                   int                    limit,
                                                   GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleWorkflowRecord, heddle_workflow_record_free)

G_END_DECLS
