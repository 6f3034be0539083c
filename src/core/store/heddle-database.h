/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "store/heddle-statement.h"
#include "store/heddle-store-error.h"

G_BEGIN_DECLS

/**
 * HEDDLE_APPLICATION_ID_NUMBER:
 *
 * What SQLite's `application_id` is in a library: "Hdle".
 */
#define HEDDLE_APPLICATION_ID_NUMBER 0x48646c65

/**
 * HeddleDatabaseFlags:
 * @HEDDLE_DATABASE_READ_WRITE: opens an existing database
 * @HEDDLE_DATABASE_CREATE: makes the database where it is missing
 * @HEDDLE_DATABASE_READ_ONLY: changes nothing and never checkpoints
 *
 * How a database is opened.
 */
typedef enum
{
  HEDDLE_DATABASE_READ_WRITE = 0,
  HEDDLE_DATABASE_CREATE = 1 << 0,
  HEDDLE_DATABASE_READ_ONLY = 1 << 1,
} HeddleDatabaseFlags;

#define HEDDLE_TYPE_DATABASE (heddle_database_get_type ())
G_DECLARE_FINAL_TYPE (HeddleDatabase, heddle_database, HEDDLE, DATABASE, GObject)

HeddleDatabase  *heddle_database_open               (const char           *path,
                                                     HeddleDatabaseFlags   flags,
                                                     GError              **error);
gboolean         heddle_database_close              (HeddleDatabase       *self,
                                                     GError              **error);
const char      *heddle_database_get_path           (HeddleDatabase       *self);

HeddleStatement *heddle_database_prepare            (HeddleDatabase       *self,
                                                     const char           *name,
                                                     GError              **error);
HeddleStatement *heddle_database_prepare_sql        (HeddleDatabase       *self,
                                                     const char           *sql,
                                                     GError              **error);
gboolean         heddle_database_execute            (HeddleDatabase       *self,
                                                     const char           *name,
                                                     GError              **error);
gboolean         heddle_database_execute_script     (HeddleDatabase       *self,
                                                     const char           *sql,
                                                     GError              **error);
gboolean         heddle_database_query_int          (HeddleDatabase       *self,
                                                     const char           *sql,
                                                     gint64               *value,
                                                     GError              **error);
gint64           heddle_database_get_last_id        (HeddleDatabase       *self);
gint64           heddle_database_count_changes      (HeddleDatabase       *self);

gboolean         heddle_database_is_in_transaction  (HeddleDatabase       *self);
gboolean         heddle_database_set_foreign_keys   (HeddleDatabase       *self,
                                                     gboolean              enforced,
                                                     GError              **error);
gboolean         heddle_database_checkpoint         (HeddleDatabase       *self,
                                                     GError              **error);
gboolean         heddle_database_backup             (HeddleDatabase       *self,
                                                     const char           *path,
                                                     GError              **error);
GPtrArray       *heddle_database_check              (HeddleDatabase       *self,
                                                     gboolean              quick,
                                                     GError              **error);

G_END_DECLS
