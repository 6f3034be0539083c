/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleMigrations:
 *
 * The steps that bring a library's database to the shape that this version of the application
 * works with: the files `sql/NNNN-name.sql` in their order. Forward only.
 */
typedef struct _HeddleMigrations HeddleMigrations;

/**
 * HeddleSchemaState:
 * @HEDDLE_SCHEMA_EMPTY: nothing in it yet
 * @HEDDLE_SCHEMA_OLDER: migrations are to be applied
 * @HEDDLE_SCHEMA_CURRENT: as this version works with it
 * @HEDDLE_SCHEMA_NEWER: a newer version made it
 *
 * How far a database is.
 */
typedef enum
{
  HEDDLE_SCHEMA_EMPTY,
  HEDDLE_SCHEMA_OLDER,
  HEDDLE_SCHEMA_CURRENT,
  HEDDLE_SCHEMA_NEWER,
} HeddleSchemaState;

HeddleMigrations *heddle_migrations_new         (void);
void              heddle_migrations_free        (HeddleMigrations   *self);
void              heddle_migrations_add         (HeddleMigrations   *self,
                                                 const char         *sql);
void              heddle_migrations_keep        (HeddleMigrations   *self,
                                                 int                 version);
int               heddle_migrations_get_version (HeddleMigrations   *self);
gboolean          heddle_migrations_get_state   (HeddleMigrations   *self,
                                                 HeddleDatabase     *database,
                                                 HeddleSchemaState  *state,
                                                 GError            **error);
gboolean          heddle_migrations_apply       (HeddleMigrations   *self,
                                                 HeddleDatabase     *database,
                                                 const char         *backups,
                                                 GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleMigrations, heddle_migrations_free)

G_END_DECLS
