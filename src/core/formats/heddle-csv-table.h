/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "formats/heddle-format-error.h"

G_BEGIN_DECLS

/**
 * HeddleCsvTable:
 *
 * A table as RFC 4180 has it, whose first row names the columns. Every row has a cell in every
 * column. Immutable and reference-counted, so that it can be read from any thread.
 */
typedef struct _HeddleCsvTable HeddleCsvTable;

#define HEDDLE_TYPE_CSV_TABLE (heddle_csv_table_get_type ())
GType           heddle_csv_table_get_type      (void);
HeddleCsvTable *heddle_csv_table_new_from_text (const char            *text,
                                                gssize                 length,
                                                GError               **error);
HeddleCsvTable *heddle_csv_table_new_from_file (const char            *path,
                                                GError               **error);
HeddleCsvTable *heddle_csv_table_new_for_cells (const char *const     *columns,
                                                const char *const     *cells);
char           *heddle_csv_table_load_text     (const char            *path,
                                                GError               **error);
HeddleCsvTable *heddle_csv_table_ref           (HeddleCsvTable        *self);
void            heddle_csv_table_unref         (HeddleCsvTable        *self);
guint           heddle_csv_table_get_n_columns (const HeddleCsvTable  *self);
guint           heddle_csv_table_get_n_rows    (const HeddleCsvTable  *self);
const char     *heddle_csv_table_get_column    (const HeddleCsvTable  *self,
                                                guint                  column);
int             heddle_csv_table_find_column   (const HeddleCsvTable  *self,
                                                const char            *name);
const char     *heddle_csv_table_get_cell      (const HeddleCsvTable  *self,
                                                guint                  row,
                                                guint                  column);
guint           heddle_csv_table_get_line      (const HeddleCsvTable  *self,
                                                guint                  row);
void            heddle_csv_append_row          (GString               *text,
                                                const char *const     *cells,
                                                guint                  n_cells);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCsvTable, heddle_csv_table_unref)

G_END_DECLS
