/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleProjectRecord:
 * @id: the row
 * @uuid: what it is called outside of the library
 * @name: what people call it
 * @created_at: milliseconds
 *
 * A project, which runs, workflows and assets can belong to.
 */
typedef struct
{
  gint64  id;
  char   *uuid;
  char   *name;
  gint64  created_at;
} HeddleProjectRecord;

void                 heddle_project_record_free (HeddleProjectRecord  *self);

gboolean             heddle_projects_ensure     (HeddleDatabase       *database,
                                                 const char           *name,
                                                 gint64               *id,
                                                 GError              **error);
HeddleProjectRecord *heddle_projects_find       (HeddleDatabase       *database,
                                                 const char           *text,
                                                 GError              **error);
GPtrArray           *heddle_projects_list       (HeddleDatabase       *database,
                                                 int                   limit,
                                                 GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleProjectRecord, heddle_project_record_free)

G_END_DECLS
