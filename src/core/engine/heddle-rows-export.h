/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleRowsExportFlags:
 * @HEDDLE_ROWS_EXPORT_FAILED: rows in which something failed
 * @HEDDLE_ROWS_EXPORT_UNFINISHED: rows that were cancelled, or not begun before the run ended
 *
 * Which rows of a batch are meant.
 */
typedef enum
{
  HEDDLE_ROWS_EXPORT_FAILED = 1 << 0,
  HEDDLE_ROWS_EXPORT_UNFINISHED = 1 << 1,
} HeddleRowsExportFlags;

char *heddle_rows_export (HeddleLibrary          *library,
                          const char             *run,
                          HeddleRowsExportFlags   flags,
                          guint                  *n_rows,
                          GError                **error);

G_END_DECLS
